import Diagnostics
import Facts

/// How the dates of one column are read.
struct DateReading: Sendable, Hashable {
    /// What `3/4/2018` means; never `refused`.
    var order: AnswerReader.SlashDates = .dayFirst
    /// Whether the column looks as if it had the other order, and nobody declared one: then a date that could be read
    /// in two ways is not read.
    var isDoubtful = false
}

/// Prepares a cell of a date column for `AnswerReader`: takes off a midnight that a database wrote after the day, and
/// refuses what would only look like a date.
struct DateCell {
    let reading: DateReading

    struct Refusal: Error {
        var code: Problem.Code
        var message: String
        var expected: String
    }

    func prepare(_ cell: String) throws(Refusal) -> String {
        let text = AnswerReader.trim(cell)
        if let number = Self.serial(text) { throw Self.serialRefusal(text, number) }
        let day = try Self.withoutMidnight(text)
        if day.utf8.contains(UInt8(ascii: "/")) { try check(day) }
        return day
    }

    private func check(_ text: String) throws(Refusal) {
        var refusal: Refusal?
        SlashDate.forEach(in: text.utf8.span) { date in
            if refusal == nil { refusal = self.refusal(of: date, in: text) }
        }
        if let refusal { throw refusal }
    }

    private func refusal(of date: SlashDate, in text: String) -> Refusal? {
        guard date.yearDigits == 4 else {
            guard date.yearDigits < 4 else { return nil }
            return Refusal(
                code: .shortYear, message: "“\(text)” does not say the year in full.",
                expected: "a year of four digits."
            )
        }
        let isDayFirst = reading.order == .dayFirst
        let (order, other) =
            isDayFirst ? ("day/month/year", "month/day/year") : ("month/day/year", "day/month/year")
        switch date.orders {
        case .dayFirst where !isDayFirst, .monthFirst where isDayFirst:
            return Refusal(
                code: .dateOrder,
                message: "“\(text)” can only be \(other), and dates in this list are read as \(order).",
                expected: "\(order), or year-month-day.")
        case .either where reading.isDoubtful:
            return Refusal(
                code: .dateOrder,
                message:
                    "“\(text)” can be read in two ways, and other dates in this column can only be \(other).",
                expected:
                    "the list assessed with --dates \(isDayFirst ? "month-first" : "day-first") if that is how it is written, or year-month-day."
            )
        default: return nil
        }
    }

    // MARK: Serial numbers

    /// The day that a spreadsheet counts from is 30 December 1899, for any date since March 1900.
    private static let serialOrigin = CivilDate(year: 1899, month: 12, day: 30)

    /// A number of five digits, perhaps with a fraction: from 18 May 1927 as a spreadsheet counts days. Shorter
    /// numbers are more likely years.
    static func serial(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 1 || !parts[1].isEmpty,
            parts.allSatisfy({ $0.utf8.allSatisfy(SlashDate.isDigit) }),
            let whole = parts.first, whole.utf8.count == 5
        else { return nil }
        return Int(whole)
    }

    private static func serialRefusal(_ text: String, _ number: Int) -> Refusal {
        let day = serialOrigin.map { " \($0.adding(days: number))" } ?? " a date"
        return Refusal(
            code: .serialDate,
            message: "“\(text)” is a number; it is probably how a spreadsheet stores\(day).",
            expected: "a date: format the column as a date in the spreadsheet, and save the list again.")
    }

    // MARK: Times

    /// The text without ` 00:00:00` or the like after a day in figures.
    static func withoutMidnight(_ text: String) throws(Refusal) -> String {
        let bytes = text.utf8
        guard bytes.contains(UInt8(ascii: ":")),
            let gap = bytes.firstIndex(where: { $0 == 0x20 || $0 | 0x20 == UInt8(ascii: "t") }),
            bytes[..<gap].allSatisfy({
                SlashDate.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/")
            }),
            !bytes[..<gap].isEmpty
        else { return text }
        let day = String(text[..<gap])
        if isMidnight(text[gap...].dropFirst()) { return day }
        throw Refusal(
            code: .timeOfDay, message: "“\(text)” has a time of day.",
            expected: "the date alone, such as \(day).")
    }

    private static func isMidnight(_ time: Substring) -> Bool {
        var time = AnswerReader.trim(String(time)).uppercased()
        var midnightHours = ["0", "00"]
        if time.hasSuffix("AM") {
            time = AnswerReader.trim(String(time.dropLast(2)))
            midnightHours = ["12"]
        } else if time.hasSuffix("Z") {
            time.removeLast()
        }
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), midnightHours.contains(String(parts[0])) else { return false }
        return parts.dropFirst().allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { $0 == 0x30 || $0 == UInt8(ascii: ".") }
        }
    }
}
