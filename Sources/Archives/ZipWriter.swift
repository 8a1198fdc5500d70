import CZlib

/// Makes a zip archive piece by piece, for a file that is written from its start to its end.
///
/// Times are left out, so that the same files make the same archive.
package final class ZipWriter {
    private struct Entry {
        var name: [UInt8]
        var checksum: UInt32
        var packedSize: Int
        var size: Int
        var start: Int
    }

    private var table: [Entry] = []
    private var written = 0
    private var open: (name: [UInt8], start: Int, checksum: Checksum, size: Int, packed: Int)?
    private let stream: UnsafeMutablePointer<z_stream>
    private var isReady = false

    /// An archive of nothing yet.
    package init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady =
            deflateInit2_(
                stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isReady { deflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Begins a file; the bytes are to be written next, as those of all that follows.
    package func begin(_ name: String) -> [UInt8] {
        deflateReset(stream)
        open = (Array(name.utf8), written, Checksum(), 0, 0)
        var bytes: [UInt8] = [0x50, 0x4B, 3, 4]
        bytes += Self.shared(name: name.utf8.count, checksum: 0, packed: 0, size: 0) + little(0, 2)
        bytes += Array(name.utf8)
        written += bytes.count
        return bytes
    }

    /// Packs the next bytes of the file.
    package func add(_ bytes: [UInt8]) -> [UInt8] {
        open?.checksum.add(bytes)
        open?.size += bytes.count
        return deflated(bytes, Z_NO_FLUSH)
    }

    /// Ends the file.
    package func end() -> [UInt8] {
        var bytes = deflated([], Z_FINISH)
        guard let file = open else { return bytes }
        let entry = Entry(
            name: file.name, checksum: file.checksum.value, packedSize: file.packed, size: file.size,
            start: file.start)
        table.append(entry)
        open = nil
        let descriptor =
            [0x50, 0x4B, 7, 8] + little(Int(entry.checksum), 4) + little(entry.packedSize, 4)
            + little(entry.size, 4)
        written += descriptor.count
        bytes += descriptor
        return bytes
    }

    /// A whole file.
    package func file(_ name: String, _ content: [UInt8]) -> [UInt8] { begin(name) + add(content) + end() }

    /// Ends the archive with its table of contents. Archives of four gigabytes and more are beyond this writer.
    package func finish() -> [UInt8] {
        let start = written
        var bytes: [UInt8] = []
        for entry in table {
            bytes += [0x50, 0x4B, 1, 2] + little(20, 2)
            bytes += Self.shared(
                name: entry.name.count, checksum: entry.checksum, packed: entry.packedSize, size: entry.size)
            bytes += little(0, 12) + little(entry.start, 4) + entry.name
        }
        let size = bytes.count
        bytes += [0x50, 0x4B, 5, 6] + little(0, 4) + little(table.count, 2) + little(table.count, 2)
        return bytes + little(size, 4) + little(start, 4) + little(0, 2)
    }

    /// Version, flags (sizes follow the data; names are UTF-8), method, the first day that zip knows, sizes.
    private static func shared(name: Int, checksum: UInt32, packed: Int, size: Int) -> [UInt8] {
        little(20, 2) + little(0x0808, 2) + little(8, 2) + little(0, 2) + little(0x0021, 2)
            + little(Int(checksum), 4) + little(packed, 4) + little(size, 4) + little(name, 2)
    }

    private func deflated(_ input: [UInt8], _ flush: Int32) -> [UInt8] {
        var output: [UInt8] = []
        input.withUnsafeBufferPointer { buffer in
            // zlib never writes to its input, whatever the type says.
            stream.pointee.next_in = buffer.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
            stream.pointee.avail_in = UInt32(buffer.count)
            var isFull = true
            while isFull {
                output += [UInt8](unsafeUninitializedCapacity: 64 << 10) { room, count in
                    stream.pointee.next_out = room.baseAddress
                    stream.pointee.avail_out = UInt32(room.count)
                    _ = deflate(stream, flush)
                    count = room.count - Int(stream.pointee.avail_out)
                    isFull = stream.pointee.avail_out == 0
                }
            }
        }
        open?.packed += output.count
        written += output.count
        return output
    }
}

/// A number with its lowest byte first.
private func little(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}
