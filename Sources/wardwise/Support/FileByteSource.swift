import DelimitedText
import Diagnostics
import Foundation

/// Reads a file, or standard input, in blocks.
struct FileByteSource: ByteSource {
    private let handle: FileHandle
    private let name: String

    /// `-` is standard input.
    init(_ path: String) throws(Problems) {
        name = path
        if path == "-" {
            handle = .standardInput
            return
        }
        guard !Files.isFolder(path), let opened = FileHandle(forReadingAtPath: path) else {
            throw Problems(
                Problem(
                    .unreadable,
                    Files.exists(path) ? "“\(path)” cannot be read." : "There is no file “\(path)”.",
                    expected: "the path of a file."))
        }
        handle = opened
    }

    mutating func read(into buffer: inout [UInt8]) throws(Problems) -> Bool {
        do {
            guard let data = try handle.read(upToCount: 1 << 20), !data.isEmpty else { return false }
            buffer.append(contentsOf: data)
            return true
        } catch {
            throw Problems(
                Problem(
                    .unreadable, "“\(name)” cannot be read to its end.", expected: "a file that stays there.")
            )
        }
    }
}
