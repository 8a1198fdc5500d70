/// How a calendar sum is settled where months differ in length: a choice the rules write down.
public struct CalendarRules: Hashable, Sendable {
    /// Where a month has no such day: 31 January and a month.
    public enum ShortMonth: Hashable, Sendable {
        /// 28 (or 29) February.
        case lastDay
        /// 1 March.
        case firstOfNext
    }

    /// Where a month added lands when the day does not exist.
    public var shortMonths: ShortMonth
    /// The birthday, in other years, of people born on 29 February: the last day of February or 1 March.
    public var leapBirthdays: ShortMonth

    /// The rules of a calendar.
    public init(shortMonths: ShortMonth = .firstOfNext, leapBirthdays: ShortMonth = .firstOfNext) {
        self.shortMonths = shortMonths
        self.leapBirthdays = leapBirthdays
    }

    /// The day a number of months later (or earlier, when negative).
    public func adding(months: Int, to date: CivilDate, leapRule: ShortMonth? = nil) -> CivilDate {
        let (year, month, day) = date.components
        let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, count >= 12 else { return months < 0 ? .earliest : .latest }
        guard count < 120_000 else { return .latest }
        let newYear = count / 12
        let newMonth = count % 12 + 1
        if let exact = CivilDate(year: newYear, month: newMonth, day: day) { return exact }
        let last = CivilDate.daysInMonth(year: newYear, month: newMonth)
        guard let end = CivilDate(year: newYear, month: newMonth, day: last) else { return .latest }
        return (leapRule ?? shortMonths) == .lastDay ? end : end.adding(days: 1)
    }

    /// Completed years of age on a day, by the birthday rule; below zero before birth.
    public func age(from birth: CivilDate, on date: CivilDate) -> Int {
        age(from: CalendarDay(birth), on: CalendarDay(date))
    }

    /// The same of days taken apart.
    @inlinable
    package func age(from birth: CalendarDay, on day: CalendarDay) -> Int {
        if leapBirthdays == .lastDay, birth.isLeapDay, day.isLastOfFebruary { return day.year - birth.year }
        // The difference of a month and a day is less than a year, and takes one away where it is below zero.
        return Int((day.ordered &- birth.ordered) &>> 9)
    }

    /// Whether at least a duration has passed from one day to another: the start plus the duration is on or before
    /// the end. Days and weeks are counted; months and years go by the calendar.
    public func hasPassed(_ duration: Duration, from start: CivilDate, to end: CivilDate) -> Bool {
        adding(duration, to: start) <= end
    }

    /// The day a duration later.
    public func adding(_ duration: Duration, to date: CivilDate) -> CivilDate {
        switch duration.unit {
        case .days: date.adding(days: duration.count)
        case .months: adding(months: duration.count, to: date)
        }
    }

    /// Whole years, months and days from one day to another, as people say it. The start is on or before the end.
    public func span(from start: CivilDate, to end: CivilDate) -> (years: Int, months: Int, days: Int) {
        span(from: CalendarDay(start), to: CalendarDay(end))
    }

    /// The same of days taken apart.
    package func span(from first: CalendarDay, to last: CalendarDay) -> (years: Int, months: Int, days: Int) {
        var months = (last.year - first.year) * 12 + last.month - first.month
        var days = last.day - first.day
        if first.day <= 28, months > 0 || days >= 0 {
            // Every month has such a day.
            if days < 0 {
                months -= 1
                let before = last.month == 1 ? 12 : last.month - 1
                days += CivilDate.daysInMonth(year: last.year, month: before)
            }
            return (months / 12, months % 12, days)
        }
        while months > 0, adding(months: months, to: first.date) > last.date { months -= 1 }
        days = Int(last.date.dayNumber - adding(months: months, to: first.date).dayNumber)
        return (months / 12, months % 12, days)
    }
}

/// A length of time as rules write it. Weeks are seven days, years twelve months; days and months do not compare.
public struct Duration: Hashable, Sendable {
    /// What durations are counted in.
    public enum Unit: Hashable, Sendable { case days, months }
    /// How many units, 0 or more.
    public let count: Int
    /// Days (for days and weeks) or months (for months and years).
    public let unit: Unit
    /// The words it was written in, such as `2 years`.
    public let words: String

    /// A duration of so many units.
    public init(count: Int, unit: Unit, words: String) {
        self.count = count
        self.unit = unit
        self.words = words
    }

    /// From a count and a unit word (`day`, `weeks`, `month`, `years`). Nil for another word or a count that is too large.
    public init?(_ count: Int, _ unitWord: some StringProtocol) {
        let factor: Int
        switch unitWord.lowercased() {
        case "day", "days": (factor, unit) = (1, .days)
        case "week", "weeks": (factor, unit) = (7, .days)
        case "month", "months": (factor, unit) = (1, .months)
        case "year", "years": (factor, unit) = (12, .months)
        default: return nil
        }
        guard count >= 0, count <= 4_000_000 else { return nil }
        self.count = count * factor
        words = "\(count) \(unitWord.lowercased())"
    }

    /// How many units it was written in, and the type of these: 2 `years`.
    public var written: (count: Int, type: ValueType) {
        let word = words.split(separator: " ").last ?? ""
        return switch ValueType.Per(plural: word) {
        case .year: (count / 12, .years)
        case .month: (count, .months)
        case .week: (count / 7, .weeks)
        default: unit == .months ? (count, .months) : (count, .days)
        }
    }
}
