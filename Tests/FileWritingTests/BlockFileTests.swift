import Foundation
import TestSupport
import Testing

@testable import FileWriting

/// Files written in blocks against the same bytes in memory.
struct BlockFileTests {
    /// A file of its own, gone at the end.
    private final class Scratch {
        let path: String
        let descriptor: Int32

        init(_ begin: [UInt8] = []) throws {
            var name = Array((NSTemporaryDirectory() + "/wardwise-blocks-XXXXXX").utf8CString)
            descriptor = mkstemp(&name)
            path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            try #require(descriptor >= 0)
            try #require(
                begin.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                    == begin.count)
        }

        deinit {
            close(descriptor)
            unlink(path)
        }

        var bytes: [UInt8]? { FileManager.default.contents(atPath: path).map { Array($0) } }
    }

    private static let block = BlockFile.blockSize
    private static let small = BlockFile.smallSize

    /// Bytes that are not alike from block to block.
    private static func bytes(_ count: Int, from seed: UInt8) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 &>> 12) &+ seed }
    }

    @Test(arguments: [
        0, 1, 4_095, 4_096, block - 1, block, block + 1, small, small + block, small + 2 * block + 4_096,
        small + block + 4_097,
    ])
    func `a file holds what was written, whatever its size`(_ size: Int) throws {
        let (scratch, bytes) = (try Scratch(), Self.bytes(size, from: 1))
        let file = BlockFile(scratch.descriptor)
        try file.write(bytes)
        try file.sync()
        #expect(scratch.bytes == bytes)
    }

    @Test func `parts of any size come one behind the other, synchronised now and then`() throws {
        var random = SeededRandom(seed: UInt64.printed())
        for _ in 0..<6 {
            let before = Self.bytes(random.number(0...9_000), from: 2)
            let scratch = try Scratch(before)
            let file = BlockFile(scratch.descriptor, size: before.count)
            var expected = before
            while expected.count < Self.small + 2 * Self.block {
                let size = random.once(in: 8) ? random.number(0...3) : random.number(1...3 * Self.block)
                let part = Self.bytes(size, from: UInt8(random.number(0...255)))
                try file.write(part)
                expected += part
                if random.once(in: 5) {
                    try file.sync()
                    #expect(scratch.bytes == expected)
                }
            }
            try file.sync()
            #expect(scratch.bytes == expected)
        }
    }

    @Test func `what cannot be written is told at the latest when it is to be on the disk`() throws {
        let scratch = try Scratch()
        let reading = open(scratch.path, O_RDONLY)
        defer { close(reading) }
        let file = BlockFile(reading)
        try file.write([1, 2, 3])
        #expect(throws: BlockFile.Failure.self) { try file.sync() }
        // Nothing more is taken, and nothing is said to be well.
        #expect(throws: BlockFile.Failure.self) { try file.write([4]) }
        #expect(throws: BlockFile.Failure.self) { try file.sync() }
        #expect(scratch.bytes == [])
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `a full disk is told as what it is`() throws {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        let file = BlockFile(full)
        try file.write([1])
        #expect { try file.sync() } throws: { ($0 as? BlockFile.Failure)?.code == ENOSPC }
    }

    @Test func `a file that was stopped is in nobody's hands`() throws {
        let scratch = try Scratch()
        let file = BlockFile(scratch.descriptor)
        try file.write(Self.bytes(Self.small, from: 3))
        file.stop()
        let size = scratch.bytes?.count
        #expect(throws: BlockFile.Failure.self) { try file.write([1]) }
        #expect(scratch.bytes?.count == size)
    }
}
