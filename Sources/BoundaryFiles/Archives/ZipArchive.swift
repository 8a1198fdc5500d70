/// The table of contents of a zip archive, as KMZ files are.
///
/// Only what a KMZ needs is read: stored or deflated entries on one disk. Names of entries are compared and
/// shown, never used as paths.
struct ZipArchive {
    /// One file of the archive.
    struct Entry: Hashable {
        var name: String
        var flags: Int
        var method: Int
        var checksum: UInt32
        var packedSize: Int
        var size: Int
        var header: Int
    }

    let entries: [Entry]
    private let bytes: [UInt8]
    /// Archives of more entries are no boundary files.
    private static let mostEntries = 65_534

    /// Reads the table. Throws for what is damaged, of several disks, or of the 64-bit kind.
    init(_ bytes: [UInt8]) throws(UnpackingFault) {
        self.bytes = bytes
        guard let end = Self.endRecord(bytes) else { throw .damaged("its table of contents is missing") }
        let count = bytes.number(at: end + 10, size: 2)
        let tableSize = bytes.number(at: end + 12, size: 4)
        let table = bytes.number(at: end + 16, size: 4)
        guard count < Self.mostEntries, tableSize < 0xFFFF_FFFF, table < 0xFFFF_FFFF else {
            throw .unsupported("it is of the 64-bit kind (zip64)")
        }
        guard bytes.number(at: end + 4, size: 2) == 0, bytes.number(at: end + 6, size: 2) == 0 else {
            throw .unsupported("it is one of several disks")
        }
        guard table + tableSize <= end else { throw .damaged("its table of contents is not where it says") }
        var position = table
        var entries: [Entry] = []
        for _ in 0..<count {
            guard position + 46 <= table + tableSize, bytes.number(at: position, size: 4) == 0x0201_4B50
            else {
                throw .damaged("its table of contents breaks off")
            }
            let nameSize = bytes.number(at: position + 28, size: 2)
            let extras = bytes.number(at: position + 30, size: 2) + bytes.number(at: position + 32, size: 2)
            guard position + 46 + nameSize + extras <= table + tableSize else {
                throw .damaged("its table of contents breaks off")
            }
            entries.append(
                Entry(
                    name: String(
                        decoding: bytes[(position + 46)..<(position + 46 + nameSize)], as: UTF8.self),
                    flags: bytes.number(at: position + 8, size: 2),
                    method: bytes.number(at: position + 10, size: 2),
                    checksum: UInt32(truncatingIfNeeded: bytes.number(at: position + 16, size: 4)),
                    packedSize: bytes.number(at: position + 20, size: 4),
                    size: bytes.number(at: position + 24, size: 4),
                    header: bytes.number(at: position + 42, size: 4)))
            position += 46 + nameSize + extras
        }
        self.entries = entries
    }

    /// The record at the end of every zip archive; a comment of up to 64 KiB may follow it.
    private static func endRecord(_ bytes: [UInt8]) -> Int? {
        var position = bytes.count - 22
        let first = max(0, position - 0xFFFF)
        while position >= first {
            if bytes[position] == 0x50, bytes.number(at: position, size: 4) == 0x0605_4B50,
                position + 22 + bytes.number(at: position + 20, size: 2) == bytes.count
            {
                return position
            }
            position -= 1
        }
        return nil
    }

    /// The entry that holds the map: `doc.kml`, else the first that ends in `.kml`.
    var map: Entry? {
        let files = entries.filter { $0.name.lowercased().hasSuffix(".kml") }
        return files.first { $0.name.lowercased() == "doc.kml" } ?? files.first
    }

    /// Hands over the bytes of an entry, unpacked, piece by piece; they are checked against its size and
    /// checksum in the end.
    func unpack(
        _ entry: Entry, limit: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(UnpackingFault) {
        guard entry.flags & 0x2041 == 0 else { throw .unsupported("“\(entry.name)” in it is encrypted") }
        guard entry.method == 0 || entry.method == 8 else {
            throw .unsupported("“\(entry.name)” in it is packed by method \(entry.method), not deflate")
        }
        guard max(entry.size, entry.packedSize, entry.header) < 0xFFFF_FFFF else {
            throw .unsupported("it is of the 64-bit kind (zip64)")
        }
        guard entry.size <= limit else { throw .tooLarge(limit) }
        guard entry.header + 30 <= bytes.count, bytes.number(at: entry.header, size: 4) == 0x0403_4B50 else {
            throw .damaged("“\(entry.name)” is not where it should be")
        }
        let start =
            entry.header + 30 + bytes.number(at: entry.header + 26, size: 2)
            + bytes.number(at: entry.header + 28, size: 2)
        guard start + entry.packedSize <= bytes.count else { throw .damaged("“\(entry.name)” breaks off") }
        let packed = bytes[start..<(start + entry.packedSize)]
        var checksum: UInt32 = 0
        var size = 0
        func take(_ piece: UnsafeBufferPointer<UInt8>) {
            checksum = Inflating.checksum(piece, after: checksum)
            size += piece.count
            body(piece)
        }
        if entry.method == 0 {
            guard packed.count <= limit else { throw .tooLarge(limit) }
            packed.withUnsafeBufferPointer { take($0) }
        } else {
            try Inflating.unpack(packed, wrapping: .raw, limit: limit) { take($0) }
        }
        guard size == entry.size, checksum == entry.checksum else {
            throw .damaged("the checksum of “\(entry.name)” is wrong")
        }
    }
}

extension [UInt8] {
    /// A number of up to four bytes, the least first; 0 where the bytes end.
    fileprivate func number(at position: Int, size: Int) -> Int {
        guard position >= 0, position + size <= count else { return 0 }
        var value = 0
        for index in (0..<size).reversed() { value = value << 8 | Int(self[position + index]) }
        return value
    }
}
