import Archives

/// The beginning of a compact file: what it is, and where each sector is. All numbers have their lowest byte first.
///
///     16 bytes   `WardwisePostcode`
///      4 bytes   the version of the layout
///      4 bytes   the checksum (CRC-32) of the rest of the header, which covers those of all sectors
///      4 bytes   the size of the header, and 8 bytes: the size of the file
///      4 bytes   how many postcodes, and 4 bytes: how many of them have a place
///      4 bytes   ten-millionths of a degree that latitudes and longitudes are counted in: 1 or 10
///      4 bytes   metres by which the list’s own places may have been moved
///      2 bytes   the size of the source’s name, and the name; then its date likewise
///      4 bytes   how many sectors, and for each, in order: its number, where it begins, its checksum (4 bytes each)
struct PostcodeFileHeader: Sendable {
    struct Sector: Sendable {
        var number: UInt32
        var start: UInt32
        var checksum: UInt32
    }

    let size: Int
    let fileSize: Int
    let postcodes: Int
    let placed: Int
    let step: UInt32
    let accuracyMetres: Int
    let source: String
    let vintage: String
    let sectors: [Sector]

    static let mark = Array("WardwisePostcode".utf8)
    static let version = 1
    /// The bytes that say how large the header is.
    static let startSize = 28
    /// A sector for every number there is, and names of the longest kind.
    private static let mostBytes = 1 << 25

    /// Why bytes are no header.
    enum Fault: Error {
        case notOne
        case newer(version: Int)
        case damaged(String)
    }

    // MARK: Writing

    /// The header of blocks that begin at the starts given, counted from the header’s end, with all sizes worked out.
    init(
        source: String, vintage: String, accuracyMetres: Int, step: UInt32, rows: (all: Int, placed: Int),
        sectors: [Sector], blockBytes: Int
    ) {
        self.source = Self.shortened(source)
        self.vintage = Self.shortened(vintage)
        self.accuracyMetres = accuracyMetres
        self.step = step
        (postcodes, placed) = rows
        let size = 60 + self.source.utf8.count + self.vintage.utf8.count + sectors.count * 12
        self.size = size
        fileSize = size + blockBytes
        self.sectors = sectors.map { sector in
            Sector(
                number: sector.number, start: sector.start + UInt32(size), checksum: sector.checksum)
        }
    }

    /// Names come from a command line, and their size is kept in two bytes.
    private static func shortened(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(1000)))
    }

    /// The header as it is written.
    var bytes: [UInt8] {
        var rest: [UInt8] = []
        rest.append(number: size, size: 4)
        rest.append(number: fileSize, size: 8)
        for number in [postcodes, placed, Int(step), accuracyMetres] { rest.append(number: number, size: 4) }
        for text in [source, vintage] {
            rest.append(number: text.utf8.count, size: 2)
            rest += Array(text.utf8)
        }
        rest.append(number: sectors.count, size: 4)
        for sector in sectors {
            rest.append(number: sector.number, size: 4)
            rest.append(number: sector.start, size: 4)
            rest.append(number: sector.checksum, size: 4)
        }
        var bytes = Self.mark
        bytes.append(number: Self.version, size: 4)
        bytes.append(number: Checksum(of: rest).value, size: 4)
        return bytes + rest
    }

    // MARK: Reading

    /// The size of the header that begins with some bytes.
    static func size(of start: [UInt8]) throws(Fault) -> Int {
        guard start.starts(with: mark) else { throw .notOne }
        guard let version = start.number(at: 16, size: 4), let size = start.number(at: 24, size: 4) else {
            throw .damaged("it breaks off")
        }
        guard version <= Self.version else { throw .newer(version: Int(version)) }
        guard version == Self.version, size >= startSize, size <= mostBytes else {
            throw .damaged("its beginning makes no sense")
        }
        return Int(size)
    }

    /// Reads a header whose size is known, and checks all of it.
    init(_ bytes: [UInt8], fileSize: Int) throws(Fault) {
        guard let checksum = bytes.number(at: 20, size: 4),
            checksum == UInt64(Checksum(of: bytes[24...]).value)
        else { throw .damaged("the checksum of its beginning is wrong") }
        var fields = Fields(bytes: bytes, position: 24)
        size = try fields.next(4)
        self.fileSize = try fields.next(8)
        postcodes = try fields.next(4)
        placed = try fields.next(4)
        step = UInt32(try fields.next(4))
        accuracyMetres = try fields.next(4)
        source = try fields.text()
        vintage = try fields.text()
        let count = try fields.next(4)
        guard count * 12 == bytes.count - fields.position, size == bytes.count else {
            throw .damaged("its beginning makes no sense")
        }
        var sectors: [Sector] = []
        sectors.reserveCapacity(count)
        for _ in 0..<count {
            sectors.append(
                Sector(
                    number: UInt32(try fields.next(4)), start: UInt32(try fields.next(4)),
                    checksum: UInt32(try fields.next(4))))
        }
        self.sectors = sectors
        try check(fileSize: fileSize)
    }

    /// What a checksum that happens to be right, or was made to be, does not show.
    private func check(fileSize: Int) throws(Fault) {
        guard fileSize == self.fileSize else {
            throw .damaged(
                fileSize < self.fileSize
                    ? "it breaks off after \(fileSize) of \(self.fileSize) bytes"
                    : "it has \(fileSize) bytes and should have \(self.fileSize)")
        }
        guard step == 1 || step == 10, placed <= postcodes else {
            throw .damaged("its beginning makes no sense")
        }
        var (end, last) = (size, -1)
        for (index, sector) in sectors.enumerated() {
            let next = index + 1 < sectors.count ? Int(sectors[index + 1].start) : fileSize
            guard Int(sector.number) > last, Int(sector.start) == end, next > end,
                next - end <= SectorBlock.mostBytes
            else { throw .damaged("its table of sectors makes no sense") }
            (end, last) = (next, Int(sector.number))
        }
        guard end == fileSize else { throw .damaged("its table of sectors makes no sense") }
    }

    /// Where the rows of a sector are.
    func range(of index: Int) -> Range<Int> {
        let end = index + 1 < sectors.count ? Int(sectors[index + 1].start) : fileSize
        return Int(sectors[index].start)..<end
    }

    /// The first sector whose number is not below one.
    func index(from number: UInt32) -> Int {
        var (low, high) = (0, sectors.count)
        while low < high {
            let middle = (low + high) / 2
            if sectors[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private struct Fields {
        let bytes: [UInt8]
        var position: Int

        mutating func next(_ size: Int) throws(Fault) -> Int {
            guard let number = bytes.number(at: position, size: size), let field = Int(exactly: number) else {
                throw .damaged("its beginning breaks off")
            }
            position += size
            return field
        }

        mutating func text() throws(Fault) -> String {
            let size = try next(2)
            guard position + size <= bytes.count else { throw .damaged("its beginning breaks off") }
            defer { position += size }
            return String(decoding: bytes[position..<position + size], as: UTF8.self)
        }
    }
}
