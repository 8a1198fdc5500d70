/// The table of contents of a zip archive, and its files, read from wherever the archive is.
///
/// Only what KMZ maps, workbooks and published lists need is read: stored or deflated entries on one disk. Names of
/// entries are compared and shown, never used as paths.
package struct ZipArchive: Sendable {
    /// One file of the archive.
    package struct Entry: Hashable, Sendable {
        package var name: String
        var flags: Int
        var method: Int
        var checksum: UInt32
        var packedSize: Int
        /// Its unpacked size, as the table has it.
        package var size: Int
        var header: Int
    }

    /// The files in the order of the table.
    package let entries: [Entry]
    /// The bytes of a range; nil when they cannot be had.
    let read: @Sendable (Range<Int>) -> [UInt8]?
    private let size: Int
    /// Archives of more entries are none that we know of.
    private static let mostEntries = 65_534

    /// Whether some bytes begin as a zip archive does.
    package static func isArchive(_ start: some Collection<UInt8>) -> Bool {
        start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6])
    }

    /// Reads the table of an archive in memory.
    package init(_ bytes: [UInt8]) throws(UnpackingFault) {
        try self.init(size: bytes.count) { Array(bytes[$0]) }
    }

    /// Reads the table. Throws for what is damaged, of several disks, or of the 64-bit kind.
    package init(
        size: Int, read: @escaping @Sendable (Range<Int>) -> [UInt8]?
    ) throws(UnpackingFault) {
        self.size = size
        self.read = read
        // The record at the end of every zip archive; a comment of up to 64 KiB may follow it.
        let tailStart = max(0, size - 22 - 0xFFFF)
        guard let tail = read(tailStart..<size), tail.count == size - tailStart,
            let end = Self.endRecord(tail)
        else { throw .damaged("its table of contents is missing") }
        let count = tail.number(at: end + 10, size: 2)
        let tableSize = tail.number(at: end + 12, size: 4)
        let table = tail.number(at: end + 16, size: 4)
        guard count < Self.mostEntries, tableSize < 0xFFFF_FFFF, table < 0xFFFF_FFFF else {
            throw .unsupported("it is of the 64-bit kind (zip64)")
        }
        guard tail.number(at: end + 4, size: 2) == 0, tail.number(at: end + 6, size: 2) == 0 else {
            throw .unsupported("it is one of several disks")
        }
        guard table + tableSize <= tailStart + end, let bytes = read(table..<table + tableSize),
            bytes.count == tableSize
        else { throw .damaged("its table of contents is not where it says") }
        entries = try Self.entries(bytes, count: count)
    }

    private static func entries(_ table: [UInt8], count: Int) throws(UnpackingFault) -> [Entry] {
        var position = 0
        var entries: [Entry] = []
        for _ in 0..<count {
            guard position + 46 <= table.count, table.number(at: position, size: 4) == 0x0201_4B50 else {
                throw .damaged("its table of contents breaks off")
            }
            let nameSize = table.number(at: position + 28, size: 2)
            let extras = table.number(at: position + 30, size: 2) + table.number(at: position + 32, size: 2)
            guard position + 46 + nameSize + extras <= table.count else {
                throw .damaged("its table of contents breaks off")
            }
            entries.append(
                Entry(
                    name: String(
                        decoding: table[(position + 46)..<(position + 46 + nameSize)], as: UTF8.self),
                    flags: table.number(at: position + 8, size: 2),
                    method: table.number(at: position + 10, size: 2),
                    checksum: UInt32(truncatingIfNeeded: table.number(at: position + 16, size: 4)),
                    packedSize: table.number(at: position + 20, size: 4),
                    size: table.number(at: position + 24, size: 4),
                    header: table.number(at: position + 42, size: 4)))
            position += 46 + nameSize + extras
        }
        return entries
    }

    private static func endRecord(_ bytes: [UInt8]) -> Int? {
        var position = bytes.count - 22
        while position >= 0 {
            if bytes[position] == 0x50, bytes.number(at: position, size: 4) == 0x0605_4B50,
                position + 22 + bytes.number(at: position + 20, size: 2) == bytes.count
            {
                return position
            }
            position -= 1
        }
        return nil
    }

    /// Where the packed bytes of an entry are.
    func packedRange(of entry: Entry) throws(UnpackingFault) -> Range<Int> {
        guard entry.flags & 0x2041 == 0 else { throw .unsupported("“\(entry.name)” in it is encrypted") }
        guard entry.method == 0 || entry.method == 8 else {
            throw .unsupported("“\(entry.name)” in it is packed by method \(entry.method), not deflate")
        }
        guard max(entry.size, entry.packedSize, entry.header) < 0xFFFF_FFFF else {
            throw .unsupported("it is of the 64-bit kind (zip64)")
        }
        guard entry.header + 30 <= size, let header = read(entry.header..<entry.header + 30),
            header.number(at: 0, size: 4) == 0x0403_4B50
        else { throw .damaged("“\(entry.name)” is not where it should be") }
        let start =
            entry.header + 30 + header.number(at: 26, size: 2) + header.number(at: 28, size: 2)
        guard start + entry.packedSize <= size else { throw .damaged("“\(entry.name)” breaks off") }
        return start..<start + entry.packedSize
    }

    /// The unpacked bytes of an entry, checked against their size and checksum.
    package func content(of entry: Entry, limits: Inflater.Limits) throws(UnpackingFault) -> [UInt8] {
        let reader = try EntryReader(self, entry, limits: limits)
        guard entry.size <= limits.bytes else { throw .tooLarge(limits.bytes) }
        var content: [UInt8] = []
        while let piece = try reader.next() { content += piece }
        return content
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
