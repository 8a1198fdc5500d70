import BoundaryFiles
import Foundation

/// Zip and gzip files made by hand, byte by byte, so that each can be wrong in one place.
enum SampleArchive {
    struct Entry {
        var name: String
        var content: [UInt8]
        var flags = 0
        var method = 0
        /// What the table says instead of the truth.
        var checksum: UInt32?
        var size: Int?
    }

    static func little(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    static func zip(_ entries: [Entry], comment: String = "") -> [UInt8] {
        var file: [UInt8] = []
        var table: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            let checksum = Int(entry.checksum ?? crc(entry.content))
            let size = entry.size ?? entry.content.count
            let packed = entry.method == 8 ? deflated(entry.content) : entry.content
            let shared =
                little(20, 2) + little(entry.flags, 2) + little(entry.method, 2) + little(0, 4)
                + little(checksum, 4) + little(packed.count, 4) + little(size, 4) + little(name.count, 2)
            table += [0x50, 0x4B, 1, 2] + little(20, 2) + shared + little(0, 2) + little(0, 2) + little(0, 2)
            table += little(0, 2) + little(0, 4) + little(file.count, 4) + name
            file += [0x50, 0x4B, 3, 4] + shared + little(0, 2) + name + packed
        }
        let start = file.count
        file += table + [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2)
        file += little(entries.count, 2) + little(table.count, 4) + little(start, 4)
        return file + little(comment.utf8.count, 2) + Array(comment.utf8)
    }

    /// One block that is stored, which is deflate too.
    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        [1] + little(bytes.count, 2) + little(~bytes.count, 2) + bytes
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated(bytes) + little(Int(crc(bytes)), 4)
            + little(bytes.count, 4)
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
