/// Reads one date: `3 September 2018`, `3 Sep 2018`, `2018-09-03`, and `03/09/2018` where its order is settled.
struct DateText {
    let slashDates: AnswerReader.SlashDates

    init(_ slashDates: AnswerReader.SlashDates) { self.slashDates = slashDates }

    /// Nil when the text has not the shape of a date; a refusal when it has but there is no such day.
    func read(_ text: String) throws(AnswerReader.Refusal) -> CivilDate? {
        let words = text.split(separator: " ")
        if words.count == 3, let month = CivilDate.month(named: words[1]), words[2].count == 4,
            let day = Self.number(words[0]), let year = Self.number(words[2])
        {
            return try date(year, month, day, text)
        }
        guard words.count == 1 else { return nil }
        if let parts = Self.parts(text, "-"), text.utf8.first != UInt8(ascii: "-"),
            String(parts[0]).count == 4
        {
            return try date(parts[0], parts[1], parts[2], text)
        }
        if slashDates == .refused { return try refuseFigures(text) }
        guard let parts = Self.parts(text, "/"), parts[2] >= 1000 else { return nil }
        return slashDates == .dayFirst
            ? try date(parts[2], parts[1], parts[0], text) : try date(parts[2], parts[0], parts[1], text)
    }

    /// Where nothing says which number is the day, a date in figures is refused, whatever stands between them.
    private func refuseFigures(_ text: String) throws(AnswerReader.Refusal) -> CivilDate? {
        for separator: Character in ["/", ".", "-"] {
            guard let parts = Self.parts(text, separator) else { continue }
            if parts[0] >= 1000, let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) {
                throw AnswerReader.Refusal(
                    message: "“\(text)” is not how a date is written here.",
                    expected: "\(date.iso) or \(date).")
            }
            guard parts[2] >= 1000 else { continue }
            let readings = Self.bothReadings(parts)
            throw AnswerReader.Refusal(
                message: readings.contains(" or ")
                    ? "“\(text)” can be read in two ways\(readings)."
                    : "“\(text)” has its month in figures, which people read in two ways.",
                expected: "the month as a word\(readings), or year-month-day.")
        }
        return nil
    }

    private func date(_ year: Int, _ month: Int, _ day: Int, _ text: String) throws(AnswerReader.Refusal)
        -> CivilDate
    {
        if let date = CivilDate(year: year, month: month, day: day) { return date }
        throw AnswerReader.Refusal(
            message: "“\(text)” is not a day in the calendar.",
            expected: CivilDate.daysText(year: year, month: month))
    }

    /// “: 3 April 2018 or 4 March 2018”, or nothing when neither exists.
    private static func bothReadings(_ parts: [Int]) -> String {
        let dates = [
            CivilDate(year: parts[2], month: parts[1], day: parts[0]),
            CivilDate(year: parts[2], month: parts[0], day: parts[1]),
        ].compactMap { $0 }
        // On the fourth of April both readings are one day.
        let readings = (dates.first == dates.last ? Array(dates.prefix(1)) : dates).map(\.description)
        return readings.isEmpty ? "" : ": " + readings.joined(separator: " or ")
    }

    private static func parts(_ text: String, _ separator: Character) -> [Int]? {
        let numbers = text.split(separator: separator, omittingEmptySubsequences: false).map { number($0) }
        guard numbers.count == 3, let first = numbers[0], let second = numbers[1], let third = numbers[2]
        else {
            return nil
        }
        return [first, second, third]
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.count <= 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
