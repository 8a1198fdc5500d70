import CZlib

/// Why compressed bytes could not be unpacked.
enum UnpackingFault: Error, Hashable, Sendable {
    /// The compressed data breaks off or makes no sense.
    case damaged(String)
    /// More comes out than the limits allow.
    case tooLarge(Int)
    /// So much comes out of so little that no boundary file can be meant.
    case tooDense
    /// The archive has something that this reader does not do.
    case unsupported(String)
    /// The archive has no boundary file, but these.
    case nothingInside([String])
}

/// Unpacks deflated bytes piece by piece, and stops as soon as they turn out to be too many.
enum Inflating {
    /// How the deflated bytes are wrapped.
    enum Wrapping {
        /// Not at all, as in a zip archive.
        case raw
        /// With a header and a checksum, as by gzip.
        case gzip

        fileprivate var windowBits: Int32 { self == .raw ? -15 : 15 + 16 }
    }

    /// Boundary files shrink to a third or a tenth; a file of one letter repeated to a thousandth.
    static let mostGrowth = 200
    private static let piece = 64 << 10

    /// Hands over what the bytes unpack to, piece by piece. Several gzip members after each other are one file.
    static func unpack(
        _ bytes: ArraySlice<UInt8>, wrapping: Wrapping, limit: Int,
        _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(UnpackingFault) {
        var stream = z_stream()
        let started = inflateInit2_(
            &stream, wrapping.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK else { throw .unsupported("zlib could not be started") }
        defer { inflateEnd(&stream) }
        var fault: UnpackingFault?
        bytes.withUnsafeBufferPointer { input in
            fault = run(&stream, input, wrapping, limit, body)
        }
        if let fault { throw fault }
    }

    private static func run(
        _ stream: inout z_stream, _ input: UnsafeBufferPointer<UInt8>, _ wrapping: Wrapping, _ limit: Int,
        _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) -> UnpackingFault? {
        var buffer = [UInt8](repeating: 0, count: piece)
        var offset = 0
        var total = 0
        while true {
            let size = min(piece, input.count - offset)
            // zlib never writes to its input, whatever the type says.
            stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + offset) }
            stream.avail_in = UInt32(size)
            var status = Z_OK
            var produced = 0
            buffer.withUnsafeMutableBufferPointer { room in
                stream.next_out = room.baseAddress
                stream.avail_out = UInt32(room.count)
                status = inflate(&stream, Z_NO_FLUSH)
                produced = room.count - Int(stream.avail_out)
            }
            offset += size - Int(stream.avail_in)
            total += produced
            guard total <= limit else { return .tooLarge(limit) }
            if total > 4 << 20, total / mostGrowth > offset { return .tooDense }
            if produced > 0 {
                buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<produced])) }
            }
            switch status {
            case Z_OK: break
            case Z_STREAM_END:
                let isMember = input[offset...].starts(with: [0x1F, 0x8B])
                guard wrapping == .gzip, isMember else {
                    // Tape and disk blocks are filled up with zeros.
                    let isFilledUp = wrapping == .raw || input[offset...].allSatisfy { $0 == 0 }
                    if wrapping == .raw, offset != input.count { return .damaged("it ends too early") }
                    return isFilledUp ? nil : .damaged("something else follows it")
                }
                guard inflateReset(&stream) == Z_OK else { return .damaged("it makes no sense") }
            case Z_BUF_ERROR where offset >= input.count: return .damaged("it breaks off")
            case Z_DATA_ERROR:
                return .damaged(stream.msg.map { String(cString: $0) } ?? "it makes no sense")
            default: return .damaged("it makes no sense")
            }
            if offset >= input.count, produced == 0 { return .damaged("it breaks off") }
        }
    }

    /// The checksum of zip and gzip, going on from that of the bytes before.
    static func checksum(_ bytes: UnsafeBufferPointer<UInt8>, after sum: UInt32 = 0) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32_z(UInt(sum), bytes.baseAddress, bytes.count))
    }
}
