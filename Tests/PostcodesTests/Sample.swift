import DelimitedText
import Diagnostics
import Synchronization

@testable import Postcodes

/// Small files and lists.
enum Sample {
    static func file(_ entries: [PostcodeEntry]) throws -> [UInt8] {
        var writer = PostcodeFileWriter()
        for entry in entries { if let row = PostcodeRow(entry) { writer.add(row) } }
        return writer.finish(source: "sample", vintage: "May 2025", accuracyMetres: 0).bytes
    }

    /// The file that is built of some lists.
    static func build(_ lists: [(name: String, text: String)]) throws(Problems) -> PostcodeFileBuilder.Result
    {
        var builder = PostcodeFileBuilder()
        for list in lists {
            try builder.add(MemoryByteSource(Array(list.text.utf8), blockSize: 1_000), named: list.name)
        }
        return try builder.finish()
    }

    static func build(_ text: String, named name: String = "list.csv") throws(Problems)
        -> PostcodeFileBuilder.Result
    {
        try build([(name, text)])
    }

    /// A zip archive of files as they are.
    static func zip(_ files: [(name: String, text: String)]) -> [UInt8] {
        func little(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var file: [UInt8] = []
        var table: [UInt8] = []
        for (name, text) in files {
            let content = Array(text.utf8)
            let shared =
                little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(Int(crc(content)), 4)
                + little(content.count, 4) + little(content.count, 4) + little(name.utf8.count, 2)
            table += [0x50, 0x4B, 1, 2] + little(20, 2) + shared + little(0, 12) + little(file.count, 4)
            table += Array(name.utf8)
            file += [0x50, 0x4B, 3, 4] + shared + little(0, 2) + Array(name.utf8) + content
        }
        let start = file.count
        file += table + [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2)
        return file + little(files.count, 2) + little(table.count, 4) + little(start, 4) + little(0, 2)
    }

    /// The checksum of zip, bit by bit.
    static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
                rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1
            }
        }
    }
}

/// Ranges that were read.
final class Reads: Sendable {
    private let ranges = Mutex<[Range<Int>]>([])

    func add(_ range: Range<Int>) { ranges.withLock { $0.append(range) } }

    /// Those since the last time.
    func taken() -> [Range<Int>] {
        ranges.withLock { ranges in
            defer { ranges = [] }
            return ranges
        }
    }
}
