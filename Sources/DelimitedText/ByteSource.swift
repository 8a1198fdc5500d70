import Diagnostics

/// Where the bytes of a list come from, a block at a time. The library opens no files; who does conforms to this.
public protocol ByteSource: Sendable {
    /// Appends the next bytes to a buffer, as many as come easily, at least one; returns false, having appended
    /// none, when there are no more.
    mutating func read(into buffer: inout [UInt8]) throws(Problems) -> Bool

    /// How much has been read, from 0 to 1; nil where it is not known how much there is.
    var partRead: Double? { get }
}

extension ByteSource {
    /// Not known.
    public var partRead: Double? { nil }
}

/// Bytes that are in memory, handed out in blocks.
public struct MemoryByteSource: ByteSource {
    private let bytes: [UInt8]
    private let blockSize: Int
    private var offset = 0

    /// A source of bytes in blocks of at least one byte.
    public init(_ bytes: [UInt8], blockSize: Int = 256 << 10) {
        self.bytes = bytes
        self.blockSize = max(1, blockSize)
    }

    /// Appends the next block.
    public mutating func read(into buffer: inout [UInt8]) throws(Problems) -> Bool {
        guard offset < bytes.count else { return false }
        let end = min(bytes.count, offset + blockSize)
        buffer.append(contentsOf: bytes[offset..<end])
        offset = end
        return true
    }

    /// How much has been read, from 0 to 1.
    public var partRead: Double? { bytes.isEmpty ? 1 : Double(offset) / Double(bytes.count) }
}
