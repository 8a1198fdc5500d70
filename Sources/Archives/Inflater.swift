import CZlib

/// Unpacks deflated bytes piece by piece, and stops as soon as they turn out to be too many.
package final class Inflater {
    /// How the deflated bytes are wrapped.
    package enum Wrapping {
        /// Not at all, as in a zip archive.
        case raw
        /// With a header and a checksum, as by gzip. Several members after each other are one file.
        case gzip

        fileprivate var windowBits: Int32 { self == .raw ? -15 : 15 + 16 }
    }

    /// How much may come out.
    package struct Limits {
        /// The most bytes.
        package var bytes: Int
        /// The most times what goes in. Outlines and lists shrink to a third or a tenth; a file of one letter
        /// repeated to a thousandth.
        package var growth: Int

        /// At most so many bytes, and so many times the packed size.
        package init(bytes: Int, growth: Int = 200) {
            self.bytes = bytes
            self.growth = growth
        }
    }

    private static let piece = 64 << 10
    /// Whatever is smaller than this may be as dense as it likes.
    private static let harmless = 4 << 20

    /// Kept in one place: zlib’s own state points back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let wrapping: Wrapping
    private let limits: Limits
    private let nextInput: () -> [UInt8]?
    private var input: [UInt8] = []
    private var offset = 0
    private var isInputOver = false
    private var taken = 0
    private var produced = 0
    private var isOver = false

    /// - Parameter input: the next packed bytes; nil when there are no more.
    package init(
        wrapping: Wrapping, limits: Limits, input: @escaping () -> [UInt8]?
    ) throws(UnpackingFault) {
        self.wrapping = wrapping
        self.limits = limits
        nextInput = input
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let started = inflateInit2_(
            stream, wrapping.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK else { throw .unsupported("zlib could not be started") }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// All that some bytes unpack to.
    package static func unpack(
        _ bytes: [UInt8], wrapping: Wrapping, limits: Limits
    ) throws(UnpackingFault) -> [UInt8] {
        var rest: [UInt8]? = bytes
        let inflater = try Inflater(wrapping: wrapping, limits: limits) {
            defer { rest = nil }
            return rest
        }
        var output: [UInt8] = []
        while let piece = try inflater.next() { output += piece }
        return output
    }

    /// The next unpacked bytes, at least one; nil after the last.
    package func next() throws(UnpackingFault) -> [UInt8]? {
        while !isOver {
            if offset == input.count { fill() }
            let (status, output) = inflateOnce()
            produced += output.count
            guard produced <= limits.bytes else { throw .tooLarge(limits.bytes) }
            if produced > Self.harmless, produced / limits.growth > taken { throw .tooDense(limits.growth) }
            try settle(status, isIdle: output.isEmpty)
            if !output.isEmpty { return output }
        }
        return nil
    }

    private func fill() {
        guard !isInputOver else { return }
        input = nextInput() ?? []
        offset = 0
        isInputOver = input.isEmpty
    }

    private func inflateOnce() -> (status: Int32, output: [UInt8]) {
        var status = Z_OK
        let size = min(Self.piece, input.count - offset)
        let output = [UInt8](unsafeUninitializedCapacity: Self.piece) { room, count in
            input.withUnsafeBufferPointer { packed in
                // zlib never writes to its input, whatever the type says.
                stream.pointee.next_in = packed.baseAddress.map {
                    UnsafeMutablePointer(mutating: $0 + offset)
                }
                stream.pointee.avail_in = UInt32(size)
                stream.pointee.next_out = room.baseAddress
                stream.pointee.avail_out = UInt32(room.count)
                status = inflate(stream, Z_NO_FLUSH)
                count = room.count - Int(stream.pointee.avail_out)
            }
        }
        let used = size - Int(stream.pointee.avail_in)
        offset += used
        taken += used
        return (status, output)
    }

    private func settle(_ status: Int32, isIdle: Bool) throws(UnpackingFault) {
        let isInputUsed = isInputOver && offset == input.count
        switch status {
        case Z_OK, Z_BUF_ERROR: if isIdle, isInputUsed { throw .damaged("it breaks off") }
        case Z_STREAM_END: try endMember()
        case Z_DATA_ERROR:
            throw .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "it makes no sense")
        default: throw .damaged("it makes no sense")
        }
    }

    /// What follows the end of deflated data.
    private func endMember() throws(UnpackingFault) {
        while true {
            if offset == input.count { fill() }
            let rest = input[offset...]
            if rest.isEmpty {
                isOver = true
                return
            }
            guard wrapping == .gzip else { throw .damaged("it ends too early") }
            if rest.starts(with: [0x1F, 0x8B]) {
                guard inflateReset(stream) == Z_OK else { throw .damaged("it makes no sense") }
                return
            }
            // Tape and disk blocks are filled up with zeros.
            guard rest.allSatisfy({ $0 == 0 }) else { throw .damaged("something else follows it") }
            offset = input.count
        }
    }
}

/// The checksum of zip and gzip (CRC-32), of bytes that may come in pieces.
package struct Checksum: Sendable {
    /// The checksum of all bytes so far.
    package private(set) var value: UInt32 = 0

    /// The checksum of no bytes.
    package init() {}

    /// The checksum of some bytes.
    package init(of bytes: some Collection<UInt8>) { add(bytes) }

    /// Takes more bytes into account.
    package mutating func add(_ bytes: some Collection<UInt8>) {
        let whole = bytes.withContiguousStorageIfAvailable { buffer in
            UInt32(truncatingIfNeeded: crc32_z(UInt(value), buffer.baseAddress, buffer.count))
        }
        if let whole { value = whole } else { add(Array(bytes)) }
    }
}
