import Diagnostics

/// The bytes of a file, in memory or read a piece at a time, so that the file need not be held whole.
public struct FileBytes {
    private enum Place {
        case memory([UInt8])
        case outside(size: Int, read: (Range<Int>) -> [UInt8]?)
    }
    private let place: Place

    /// Bytes in memory.
    public init(_ bytes: [UInt8]) { place = .memory(bytes) }

    /// Bytes of so many, handed over on request; nil when they cannot be had.
    public init(size: Int, read: @escaping (Range<Int>) -> [UInt8]?) {
        place = .outside(size: size, read: read)
    }

    /// How many there are.
    var count: Int {
        switch place {
        case .memory(let bytes): bytes.count
        case .outside(let size, _): size
        }
    }

    /// Calls `body` with all bytes if they are in memory.
    func withBytesInMemory(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if case .memory(let bytes) = place { bytes.withUnsafeBufferPointer(body) }
    }

    /// The bytes of a range; nil when they cannot be had.
    func read(_ range: Range<Int>) -> [UInt8]? {
        switch place {
        case .memory(let bytes) where range == bytes.indices: bytes
        case .memory(let bytes): Array(bytes[range])
        case .outside(_, let read): read(range).flatMap { $0.count == range.count ? $0 : nil }
        }
    }
}

/// Goes through the bytes of a file once, and digests exactly those that it hands over.
final class FileWalk {
    private static let piece = 256 << 10

    private let bytes: FileBytes
    private var position = 0
    /// Nil when nobody asks for a digest.
    private var running: RunningDigest?
    /// Whether some bytes could not be had.
    private(set) var isBroken = false

    init(_ bytes: FileBytes, isDigested: Bool) {
        self.bytes = bytes
        running = isDigested ? RunningDigest() : nil
    }

    /// Hands over the rest of the bytes; those in memory are not copied.
    func forEachPiece(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withBytesInMemory { memory in
            while position < memory.count {
                let end = min(memory.count, position + Self.piece)
                let piece = UnsafeBufferPointer(rebasing: memory[position..<end])
                position = end
                running?.add(piece)
                body(piece)
            }
        }
        while let piece = next() { piece.withUnsafeBufferPointer(body) }
    }

    /// The next bytes; nil after the last.
    func next(atMost most: Int = FileWalk.piece) -> [UInt8]? {
        let end = min(bytes.count, position + most)
        guard position < end, !isBroken else { return nil }
        guard let piece = bytes.read(position..<end) else {
            isBroken = true
            return nil
        }
        position = end
        piece.withUnsafeBufferPointer { running?.add($0) }
        return piece
    }

    /// The digest of the whole file; goes through what is left.
    func digest() -> Digest {
        if running != nil { forEachPiece { _ in } }
        return running?.digest ?? Digest(of: [])
    }
}
