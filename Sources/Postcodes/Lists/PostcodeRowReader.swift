import DelimitedText
import Geometry

/// Reads the rows of a list of postcodes.
struct PostcodeRowReader: Sendable {
    let columns: PostcodeColumns

    /// What became of a row.
    enum Result {
        case row(PostcodeRow, isConverted: Bool, month: CalendarMonth?)
        /// An invented postcode, which is known by its shape.
        case invented
        /// A second row of names: Code-Point Open’s short names have the long ones below them.
        case header
        /// In Northern Ireland, with a reference of the Irish grid alone: kept without a place.
        case irishGrid(PostcodeRow)
        case left(Flaw)
    }

    /// Why a row is left out.
    enum Flaw: Int, CaseIterable, Sendable {
        case shape, postcode, coordinates, elsewhere, month, quality, user, ward

        /// What is wrong with the rows, after “3 rows left out: ”.
        var words: String {
            switch self {
            case .shape: "a quote out of place, or cells missing"
            case .postcode: "no postcode where one should be"
            case .coordinates: "coordinates that are no numbers"
            case .elsewhere: "a place that is not in or near the United Kingdom"
            case .month: "a month that is none; expected are six digits such as 201805"
            case .quality: "a quality indicator that is none"
            case .user: "a user type other than 0 and 1"
            case .ward: "a ward code that is none"
            }
        }
    }

    /// Why a cell cannot be used.
    private struct Unusable: Error { var flaw: Flaw }

    func read(_ record: borrowing DelimitedRecord) -> Result {
        guard record.flaws.isEmpty, record.count >= columns.neededCells else { return .left(.shape) }
        do throws(Unusable) {
            let postcode = record.withBytes(columns.postcode) { Postcode($0) }
            guard let postcode else {
                guard HeaderCell.key(for: record.string(columns.postcode)) == "postcode" else {
                    throw Unusable(flaw: .postcode)
                }
                return .header
            }
            guard var row = PostcodeRow(postcode) else { return .invented }
            row.quality = try cell(columns.quality, record, .quality) { Self.quality($0) } ?? .notStated
            row.ward = try cell(columns.ward, record, .ward) { WardNumber.number(of: $0) } ?? 0
            row.isLargeUser =
                try cell(columns.user, record, .user) { Self.number($0).flatMap { $0 < 2 ? $0 : nil } } == 1
            let terminated = try cell(columns.terminated, record, .month) { Self.month($0) }
            row.terminated = terminated.map { UInt16($0.number + 1) } ?? 0
            let introduced = try cell(columns.introduced, record, .month) { Self.month($0) }
            return try placed(row, postcode, record, month: terminated ?? introduced)
        } catch {
            return .left(error.flaw)
        }
    }

    // MARK: Places

    private func placed(
        _ row: PostcodeRow, _ postcode: Postcode, _ record: borrowing DelimitedRecord, month: CalendarMonth?
    ) throws(Unusable) -> Result {
        var row = row
        if let degrees = try degrees(record) {
            if row.quality == .none { row.quality = .notStated }
            row.degrees = degrees
            return .row(row, isConverted: false, month: month)
        }
        if !columns.hasDegrees, let (easting, northing) = try gridReference(record) {
            let isIrish =
                postcode.isInNorthernIreland || record.begins(columns.country, with: UInt8(ascii: "N"))
            guard !isIrish else {
                row.quality = .none
                return .irishGrid(row)
            }
            guard let place = NationalGridPlace(easting: Double(easting), northing: Double(northing)),
                let degrees = FixedDegrees(place.coordinate)
            else { throw Unusable(flaw: .elsewhere) }
            if row.quality == .none { row.quality = .notStated }
            row.degrees = degrees.inMillionths
            return .row(row, isConverted: true, month: month)
        }
        row.quality = .none
        return .row(row, isConverted: false, month: month)
    }

    /// Nil for cells that are empty, and for what lists write for a place not known: zeros, or `99.999999, 0`.
    private func degrees(_ record: borrowing DelimitedRecord) throws(Unusable) -> FixedDegrees? {
        guard let latitude = columns.latitude, let longitude = columns.longitude else { return nil }
        let north = try cell(latitude, record, .coordinates) { FixedDegrees.read($0) }
        let east = try cell(longitude, record, .coordinates) { FixedDegrees.read($0) }
        if north == nil, east == nil { return nil }
        guard let north, let east else { throw Unusable(flaw: .coordinates) }
        if east == 0, north == 0 || north > 99 * FixedDegrees.perDegree { return nil }
        guard Self.latitudes.contains(north), Self.longitudes.contains(east),
            let degrees = FixedDegrees(north: north, east: east)
        else { throw Unusable(flaw: .elsewhere) }
        return degrees
    }

    /// From the Channel Islands to Shetland, from Rockall’s side of the Hebrides to Lowestoft.
    private static let latitudes = 49 * FixedDegrees.perDegree...61 * FixedDegrees.perDegree
    private static let longitudes = -9 * FixedDegrees.perDegree...2 * FixedDegrees.perDegree

    private func gridReference(_ record: borrowing DelimitedRecord) throws(Unusable) -> (Int, Int)? {
        let easting = try cell(columns.easting, record, .coordinates) { Self.number($0) }
        let northing = try cell(columns.northing, record, .coordinates) { Self.number($0) }
        if (easting ?? 0) == 0, (northing ?? 0) == 0 { return nil }
        guard let easting, let northing else { throw Unusable(flaw: .coordinates) }
        return (easting, northing)
    }

    // MARK: Cells

    /// What a cell says; nil when it is empty or not there.
    private func cell<Value>(
        _ column: Int?, _ record: borrowing DelimitedRecord, _ flaw: Flaw, read: (Span<UInt8>) -> Value?
    ) throws(Unusable) -> Value? {
        guard let column else { return nil }
        let (value, isEmpty) = record.withBytes(column) { bytes -> (Value?, Bool) in
            let trimmed = Self.trimmed(bytes)
            let text = bytes.extracting(trimmed)
            return trimmed.isEmpty ? (nil, true) : (read(text), false)
        }
        if value == nil, !isEmpty { throw Unusable(flaw: flaw) }
        return value
    }

    private static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
        var (start, end) = (0, bytes.count)
        while start < end, bytes[start] == 0x20 { start += 1 }
        while start < end, bytes[end - 1] == 0x20 { end -= 1 }
        return start..<end
    }

    private static func number(_ text: Span<UInt8>) -> Int? {
        guard text.count <= 9 else { return nil }
        var number = 0
        for index in text.indices {
            guard text[index] &- 0x30 < 10 else { return nil }
            number = number * 10 + Int(text[index] - 0x30)
        }
        return number
    }

    private static func month(_ text: Span<UInt8>) -> CalendarMonth? {
        guard text.count == 6, let number = number(text) else { return nil }
        return CalendarMonth(year: number / 100, month: number % 100)
    }

    /// One digit, or with a nought after it in Code-Point Open.
    private static func quality(_ text: Span<UInt8>) -> PlaceQuality? {
        guard text.count <= 2, let number = number(text) else { return nil }
        if number >= 10, number % 10 != 0 { return nil }
        return PlaceQuality(rawValue: UInt8(number >= 10 ? number / 10 : number))
    }
}

extension DelimitedRecord {
    /// Whether a cell begins with a letter.
    fileprivate borrowing func begins(_ column: Int?, with letter: UInt8) -> Bool {
        guard let column else { return false }
        return withBytes(column) { !$0.isEmpty && $0[0] == letter }
    }
}

extension FixedDegrees {
    /// Rounded to a millionth of a degree, a tenth of a metre: what is worked out is no better.
    fileprivate var inMillionths: FixedDegrees {
        FixedDegrees(latitude: (latitude + 5) / 10 * 10, longitude: (longitude + 5) / 10 * 10)
    }
}
