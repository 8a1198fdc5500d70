import Foundation
import Geometry
import Wards

/// Another program that answers the same questions: built or found on the spot, so that nothing of this package
/// depends on it. It is handed files and prints one line for each figure: a name and seconds.
struct Rival {
    private let folder: URL
    static let sources = "Sources/Benchmarks/Rivals"

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "wardwise-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes the wards of a map: counts as 32-bit integers, and coordinates as doubles.
    func write(_ map: WardMap, as name: String) throws {
        var data = Data()
        func add(_ count: Int) { withUnsafeBytes(of: Int32(count)) { data.append(contentsOf: $0) } }
        add(map.wards.count)
        for ward in map.wards.indices {
            let parts = map.parts(ofWard: ward)
            add(parts.count)
            for part in parts {
                add(1 + part.holes.count)
                for ring in [part.outer] + part.holes {
                    add(ring.points.count)
                    ring.points.withUnsafeBytes { data.append(contentsOf: $0) }
                }
            }
        }
        try data.write(to: folder.appending(path: name))
    }

    func write(_ points: [Coordinate], as name: String) throws {
        try points.withUnsafeBytes { try Data($0).write(to: folder.appending(path: name)) }
    }

    func integers(_ name: String) -> [Int32] {
        guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return [] }
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
        }
    }

    /// Runs a command; its figures, or nil and why not.
    func run(_ command: [String]) -> (figures: [(name: String, seconds: Double)]?, reason: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        do { try process.run() } catch { return (nil, "\(command[0]) cannot be run") }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            return (nil, String(words.split(separator: "\n").last(where: { !$0.isEmpty }) ?? "it failed"))
        }
        let figures = text.split(separator: "\n").compactMap { line -> (String, Double)? in
            guard let space = line.lastIndex(of: " "), let seconds = Double(line[line.index(after: space)...])
            else { return nil }
            return (String(line[..<space]), seconds)
        }
        return (figures, "")
    }
}
