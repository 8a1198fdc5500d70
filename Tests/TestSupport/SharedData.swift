import Foundation

/// The public data that lives beside the package and is not part of it. Tests that need it are skipped without it.
package enum SharedData {
    private static let folder: URL? = {
        let data = Repository.folder.deletingLastPathComponent().appending(path: "shared/data")
        return FileManager.default.fileExists(atPath: data.path) ? data : nil
    }()

    package static var isPresent: Bool { folder != nil }

    /// No data beside the package.
    package struct Absent: Error {}

    /// A file's bytes, decompressed when its name says so.
    package static func bytes(_ path: String) throws -> [UInt8] {
        guard let file = folder?.appending(path: path) else { throw Absent() }
        guard path.hasSuffix(".gz") else { return [UInt8](try Data(contentsOf: file)) }
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        gzip.waitUntilExit()
        return [UInt8](data)
    }

    /// The rows of a plain CSV file (no quotes), without its header.
    package static func rows(_ path: String) throws -> [[Substring]] {
        let lines = String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n").dropFirst()
        return lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// The files of a folder and its subfolders with this ending, as paths within the data.
    package static func files(under path: String, ending: String) -> [String] {
        guard let folder else { return [] }
        let names = FileManager.default.enumerator(atPath: folder.appending(path: path).path)
        let found = names?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(ending) }.map { "\(path)/\($0)" }.sorted()
    }
}
