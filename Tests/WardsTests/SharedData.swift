import BoundaryFiles
import Foundation
import Synchronization
import Testing
import Wards

/// The public data that lives beside the package and is not part of it. Tests that need it are skipped
/// without it.
enum SharedData {
    static let folder: URL? = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
                let data = folder.deletingLastPathComponent().appending(path: "shared/data")
                return FileManager.default.fileExists(atPath: data.path) ? data : nil
            }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }()

    static var isPresent: Bool { folder != nil }

    /// A file's bytes, decompressed when its name says so.
    static func bytes(_ path: String) throws -> [UInt8] {
        let file = try #require(folder).appending(path: path)
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
    static func rows(_ path: String) throws -> [[Substring]] {
        let lines = String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n").dropFirst()
        return lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// A boundary file and its map, read once for all tests: the country takes seconds without optimisation.
    static func loaded(_ file: String) throws -> (boundaries: BoundaryFile, map: WardMap) {
        try cache.withLock { known in
            if let loaded = known[file] { return loaded }
            let boundaries = try BoundaryFile(bytes: bytes("wards/\(file)"), name: file)
            let loaded = (boundaries, try WardMap([boundaries]))
            known[file] = loaded
            return loaded
        }
    }

    private static let cache = Mutex<[String: (boundaries: BoundaryFile, map: WardMap)]>([:])

    static func boundaries(_ file: String) throws -> BoundaryFile { try loaded(file).boundaries }

    static func map(_ file: String) throws -> WardMap { try loaded(file).map }
}
