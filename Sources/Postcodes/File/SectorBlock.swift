/// The postcodes of one sector, such as `B37 7`, as the file has them: about six bytes each.
///
///     50 bytes      one bit for each of the 400 units that a sector can have
///     6 × 5 bytes   a column each: the least number in it (4 bytes), and the width of the rest in bits
///     2 bytes       how many wards there are, and 4 bytes for each
///     the rest      the rows in order of their units, the columns of a row one after the other, without gaps
///
/// The columns are latitude, longitude, ward (its place in the list, from 1), month of termination, quality and large
/// user. Because all rows are of one width, any row is read without those before it.
struct SectorBlock {
    private let bytes: [UInt8]

    private static let bitmapSize = Postcode.unitsOfSector / 8
    private static let columns = 6
    private static let wardsStart = bitmapSize + columns * 5
    /// More than any block has; a number beyond it in a file is no size of a block.
    static let mostBytes = 32 << 10

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    // MARK: Writing

    /// The block of some rows of one sector, in order of their units, each once. Degrees are in units of `step`.
    static func bytes(of rows: ArraySlice<PostcodeRow>, step: UInt32) -> [UInt8] {
        var wards: [UInt32] = []
        for row in rows where row.ward != 0 && !wards.contains(row.ward) { wards.append(row.ward) }
        let placed = rows.first { $0.hasPlace }?.degrees ?? FixedDegrees(latitude: 0, longitude: 0)
        let table = rows.map { row in
            // A row without a place takes some other’s, which costs no bits; its quality says that it has none.
            let degrees = row.hasPlace ? row.degrees : placed
            return [
                degrees.latitude / step, degrees.longitude / step,
                UInt32((wards.firstIndex(of: row.ward) ?? -1) + 1), UInt32(row.terminated),
                UInt32(row.quality.rawValue), row.isLargeUser ? 1 : 0,
            ]
        }
        var bitmap = [UInt8](repeating: 0, count: bitmapSize)
        for row in rows { bitmap[row.unit / 8] |= 1 << UInt8(row.unit % 8) }
        var bytes = bitmap
        let least = (0..<columns).map { column in table.map { $0[column] }.min() ?? 0 }
        let widths = (0..<columns).map { column in
            PackedBits.width(of: (table.map { $0[column] }.max() ?? 0) - least[column])
        }
        for column in 0..<columns {
            bytes.append(number: least[column], size: 4)
            bytes.append(UInt8(widths[column]))
        }
        bytes.append(number: wards.count, size: 2)
        for ward in wards { bytes.append(number: ward, size: 4) }
        var rest = PackedBits.Writer()
        for row in table {
            for column in 0..<columns { rest.append(row[column] - least[column], width: widths[column]) }
        }
        rest.finish()
        return bytes + rest.bytes
    }

    // MARK: Reading

    /// How many rows there are.
    var count: Int { bytes.prefix(Self.bitmapSize).reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Something that no block says.
    struct Damage: Error {}

    /// Whether the sector has a unit.
    func has(_ unit: Int) -> Bool {
        guard unit >= 0, unit / 8 < min(Self.bitmapSize, bytes.count) else { return false }
        return bytes[unit / 8] >> UInt8(unit % 8) & 1 == 1
    }

    /// What is known of a unit; nil when the sector has it not.
    func entry(_ postcode: Postcode, unit: Int, step: UInt32) throws(Damage) -> PostcodeEntry? {
        guard bytes.count >= Self.wardsStart + 2 else { throw Damage() }
        guard has(unit) else { return nil }
        let number = try numbers(ofRow: row(of: unit))
        guard let quality = PlaceQuality(rawValue: UInt8(truncatingIfNeeded: number[4])), number[4] < 256,
            number[5] < 2
        else { throw Damage() }
        var entry = PostcodeEntry(postcode, place: nil, quality: quality, isLargeUser: number[5] == 1)
        if quality != .none {
            let (latitude, far) = number[0].multipliedReportingOverflow(by: step)
            let (longitude, farther) = number[1].multipliedReportingOverflow(by: step)
            let place = FixedDegrees(latitude: latitude, longitude: longitude).coordinate
            guard !far, !farther, place.isOnEarth else { throw Damage() }
            entry.place = place
        }
        if number[2] > 0 { entry.ward = try ward(Int(number[2]) - 1) }
        if number[3] > 0 {
            guard let month = CalendarMonth(number: Int(number[3]) - 1) else { throw Damage() }
            entry.terminated = month
        }
        return entry
    }

    /// The units before one are the rows before its own.
    private func row(of unit: Int) -> Int {
        let whole = bytes.prefix(unit / 8).reduce(0) { $0 + $1.nonzeroBitCount }
        let part = bytes[unit / 8] & (1 << UInt8(unit % 8) - 1)
        return whole + part.nonzeroBitCount
    }

    private func numbers(ofRow row: Int) throws(Damage) -> [UInt32] {
        var columns: [(least: UInt32, width: Int)] = []
        for column in 0..<Self.columns {
            let start = Self.bitmapSize + column * 5
            guard let least = bytes.number(at: start, size: 4), bytes[start + 4] <= 32 else { throw Damage() }
            columns.append((UInt32(least), Int(bytes[start + 4])))
        }
        let rowWidth = columns.reduce(0) { $0 + $1.width }
        var bit = (Self.wardsStart + 2 + wardCount * 4) * 8 + row * rowWidth
        var numbers: [UInt32] = []
        for column in columns {
            guard let rest = PackedBits.number(in: bytes, at: bit, width: column.width) else {
                throw Damage()
            }
            let (number, isTooLarge) = column.least.addingReportingOverflow(rest)
            guard !isTooLarge else { throw Damage() }
            numbers.append(number)
            bit += column.width
        }
        return numbers
    }

    private var wardCount: Int { Int(bytes.number(at: Self.wardsStart, size: 2) ?? 0) }

    private func ward(_ index: Int) throws(Damage) -> String {
        guard index < wardCount,
            let number = bytes.number(at: Self.wardsStart + 2 + index * 4, size: 4),
            let code = WardNumber.code(of: UInt32(number))
        else { throw Damage() }
        return code
    }
}
