/// A civil day in the proleptic Gregorian calendar, without a time or a time zone.
///
/// Days are whole numbers, so comparing and counting are exact and quick. The years are 1 to 9999.
public struct CivilDate: Hashable, Sendable, Comparable, Codable {
    /// Days since 1 January 1970.
    public let dayNumber: Int32

    /// 1 January of the year 1.
    @inlinable
    public static var earliest: CivilDate { CivilDate(dayNumber: -719_162) }
    /// 31 December 9999.
    @inlinable
    public static var latest: CivilDate { CivilDate(dayNumber: 2_932_896) }

    /// A day by its number since 1 January 1970; numbers outside the years 1 to 9999 are brought to the nearest end.
    @inlinable
    public init(clamping dayNumber: Int) {
        let low = Int(Self.earliest.dayNumber)
        let high = Int(Self.latest.dayNumber)
        self.init(dayNumber: Int32(min(max(dayNumber, low), high)))
    }

    @inlinable
    init(dayNumber: Int32) { self.dayNumber = dayNumber }

    /// Nil when there is no such day, such as 30 February.
    @inlinable
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Most days are in every month.
        if day > 28, day > Self.daysInMonth(year: year, month: month) { return nil }
        // Years begin in March here, so that the leap day is the last of its year; none is below 0.
        let shifted = UInt32(truncatingIfNeeded: month <= 2 ? year - 1 : year)
        let monthOfYear = UInt32(truncatingIfNeeded: month > 2 ? month - 3 : month + 9)
        let dayOfYear = (monthOfYear &* 153 &+ 2) / 5 &+ UInt32(truncatingIfNeeded: day)
        let century = shifted / 100
        let days = shifted &* 365 &+ shifted / 4 &- century &+ century / 4 &+ dayOfYear
        self.init(dayNumber: Int32(bitPattern: days) &- 719_469)
    }

    /// The year (1 to 9999), month (1 to 12) and day of the month (1 to 31).
    @inlinable
    public var components: (year: Int, month: Int, day: Int) {
        // Neri and Schneider, “Euclidean affine functions and their application to calendar algorithms”, 2022: a
        // quotient and its remainder come from one product. Days count from 1 March of the year 0, so that none is
        // below 0 and the leap day is the last of its year.
        let quarterDays = UInt32(bitPattern: dayNumber &+ 719_468) &* 4 | 3
        let century = quarterDays / 146_097
        let quarterDaysOfCentury = quarterDays % 146_097 | 3
        let years = UInt64(quarterDaysOfCentury) &* 2_939_745
        let dayOfYear = UInt32(truncatingIfNeeded: years) / 2_939_745 / 4
        let months = dayOfYear &* 2_141 &+ 197_913
        let isNextYear = dayOfYear >= 306
        return (
            Int(century) * 100 + Int(years >> 32) + (isNextYear ? 1 : 0),
            Int(months >> 16) - (isNextYear ? 12 : 0), Int((months & 0xFFFF) / 2_141) + 1
        )
    }

    /// Whether the year has a 29 February.
    @inlinable
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// 28 to 31. The month is 1 to 12.
    @inlinable
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day a number of days later, kept within the years 1 to 9999.
    public func adding(days: Int) -> CivilDate {
        let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
        return CivilDate(clamping: overflow ? (days < 0 ? Int.min : Int.max) : sum)
    }

    /// Whether a day comes before another.
    @inlinable
    public static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }
}

extension CivilDate: CustomStringConvertible {
    /// The months in full, from January.
    public static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    /// As people write it: `3 September 2018`.
    public var description: String {
        let (year, month, day) = components
        return "\(day) \(Self.monthNames[month - 1]) \(year)"
    }

    /// As files write it: `2018-09-03`.
    public var iso: String {
        let (year, month, day) = components
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// What days there are in a month, as what was expected of a date: `a day that exists: June 2021 has 30 days.`
    public static func daysText(year: Int, month: Int) -> String {
        guard (1...12).contains(month), (1...9_999).contains(year) else { return "a day that exists." }
        return
            "a day that exists: \(monthNames[month - 1]) \(year) has \(daysInMonth(year: year, month: month)) days."
    }

    /// The month of an English month name or its first three letters (or `Sept`), 1 to 12.
    public static func month(named name: some StringProtocol) -> Int? {
        let word = name.lowercased()
        if word == "sept" { return 9 }
        guard word.count >= 3 else { return nil }
        return monthNames.firstIndex {
            let full = $0.lowercased()
            return full == word || (word.count == 3 && full.hasPrefix(word))
        }.map { $0 + 1 }
    }

    /// Writes the ISO form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }

    /// Reads the ISO form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CivilDate(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date: \(text)")
        }
        self = date
    }

    /// Reads `2018-09-03` and nothing else.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
