import Foundation
import Testing

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

    /// The files of a folder and its subfolders with this ending, as paths within the data.
    static func files(under path: String, ending: String) -> [String] {
        guard let folder else { return [] }
        let names = FileManager.default.enumerator(atPath: folder.appending(path: path).path)
        let found = names?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(ending) }.map { "\(path)/\($0)" }.sorted()
    }
}
