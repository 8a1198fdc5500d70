import Facts

/// A date in three fields, as a form sends it. The day may be missing, and the month as well, where a month or a year
/// will do.
struct DateEntry: Sendable, Hashable {
    var day = ""
    var month = ""
    var year = ""

    var isEmpty: Bool { day.isEmpty && month.isEmpty && year.isEmpty }

    init() {}

    init(_ fields: FormFields) {
        day = fields["day"]
        month = fields["month"]
        year = fields["year"]
    }

    init(_ date: CivilDate) {
        let parts = date.components
        (day, month, year) = (String(parts.day), String(parts.month), String(parts.year))
    }

    /// Whether a month or a year is enough.
    enum Need: Sendable { case day, monthOrYear }

    /// The date in words that lists and rules take, or which fields are wrong and how.
    func text(_ need: Need, _ words: Words) -> Result<String, MistakesFound> {
        var mistakes: [Mistake] = []
        func wrong(_ field: String, _ phrase: Phrase, _ values: String...) {
            let text = values.first.map { words(phrase, $0) } ?? words(phrase)
            mistakes.append(Mistake(field: field, message: text))
        }
        let yearNumber = Self.number(year, digits: 4...4)
        if yearNumber == nil || yearNumber == 0 { wrong("year", .mistakeYear) }
        let monthNumber = Self.month(month)
        if month.isEmpty ? need == .day : monthNumber == nil { wrong("month", .mistakeMonth) }
        if month.isEmpty, !day.isEmpty, need == .monthOrYear { wrong("month", .mistakeDatePart) }
        let dayNumber = Self.number(day, digits: 1...2)
        if day.isEmpty ? need == .day : !(1...31).contains(dayNumber ?? 0) { wrong("day", .mistakeDay) }
        guard mistakes.isEmpty, let yearNumber else { return .failure(MistakesFound(mistakes.reversed())) }
        guard let monthNumber else { return .success("in \(year)") }
        let name = CivilDate.monthNames[monthNumber - 1]
        guard let dayNumber else { return .success("in \(name) \(year)") }
        let written = "\(dayNumber) \(name) \(year)"
        guard CivilDate(year: yearNumber, month: monthNumber, day: dayNumber) != nil else {
            wrong("day", .mistakeNoSuchDay, written)
            return .failure(MistakesFound(mistakes))
        }
        return .success(written)
    }

    private static func month(_ text: String) -> Int? {
        if let number = number(text, digits: 1...2) { return (1...12).contains(number) ? number : nil }
        return CivilDate.month(named: text)
    }

    private static func number(_ text: String, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    /// The fields of an answer in words; nil for what three fields cannot say, such as a range.
    init?(text: String) {
        self.init()
        switch try? AnswerReader(FactType(.date), slashDates: .dayFirst).read(text) {
        case .known(.date(let date)): self = DateEntry(date)
        case .between(.date(let first), .date(let last)):
            let (from, to) = (first.components, last.components)
            let endOfMonth = CivilDate.daysInMonth(year: to.year, month: to.month)
            guard from.year == to.year, from.day == 1, to.day == endOfMonth else { return nil }
            year = String(from.year)
            if from.month == to.month {
                month = String(from.month)
            } else if (from.month, to.month) != (1, 12) {
                return nil
            }
        default: return nil
        }
    }
}

/// What is wrong with a form, thrown together.
struct MistakesFound: Error, Sendable, Hashable {
    var all: [Mistake]
    init(_ all: [Mistake]) { self.all = all }
}
