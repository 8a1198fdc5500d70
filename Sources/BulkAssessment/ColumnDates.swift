import Diagnostics
import Eligibility
import Facts

/// What the dates of one column look like, over the whole list.
public struct DateFinding: Sendable, Hashable, Codable {
    /// The header of the column.
    public var column = ""
    /// How `3/4/2018` is read in it: `day/month/year` or `month/day/year`.
    public var readAs = ""
    /// Dates with slashes that can only be day/month/year.
    public var onlyDayFirst = 0
    /// Dates with slashes that can only be month/day/year.
    public var onlyMonthFirst = 0
    /// Dates with slashes that could be either, and differ.
    public var eitherWay = 0
    /// Cells that are year-month-day.
    public var yearFirst = 0
    /// Dates with a year of two digits.
    public var shortYears = 0
    /// Cells that hold a spreadsheet’s number for a date.
    public var serialNumbers = 0
    /// Cells with anything else: the month as a word, a range, `unknown`, or no date at all.
    public var other = 0

    mutating func add(_ cell: Span<UInt8>) {
        if let date = SlashDate.whole(cell, 0..<cell.count) {
            return add(SlashDate(first: date.first, second: date.second, yearDigits: 4))
        }
        var slashes = 0
        SlashDate.forEach(in: cell) { date in
            slashes += 1
            add(date)
        }
        if slashes > 0 { return }
        switch Self.figures(cell) {
        case .blank: return
        case .yearFirst: yearFirst += 1
        case .serial: serialNumbers += 1
        case .other: other += 1
        }
    }

    private mutating func add(_ date: SlashDate) {
        if date.yearDigits < 4 { return shortYears += 1 }
        add(1, date.orders)
    }

    /// Counts dates with years of four digits.
    mutating func add(_ dates: Int, _ orders: SlashDate.Orders) {
        switch orders {
        case .dayFirst: onlyDayFirst += dates
        case .monthFirst: onlyMonthFirst += dates
        case .either: eitherWay += dates
        case .other: break
        }
    }

    private enum Figures { case blank, yearFirst, serial, other }

    private static func figures(_ cell: Span<UInt8>) -> Figures {
        var (start, end) = (0, cell.count)
        while start < end, cell[start] == 0x20 { start += 1 }
        while end > start, cell[end - 1] == 0x20 { end -= 1 }
        if start == end { return .blank }
        var digits = 0
        while start + digits < end, SlashDate.isDigit(cell[start + digits]) { digits += 1 }
        if digits == 4, start + 4 < end, cell[start + 4] == UInt8(ascii: "-") { return .yearFirst }
        return digits == 5 && (start + 5 == end || cell[start + 5] == UInt8(ascii: ".")) ? .serial : .other
    }

    mutating func add(_ more: DateFinding) {
        onlyDayFirst += more.onlyDayFirst
        onlyMonthFirst += more.onlyMonthFirst
        eitherWay += more.eitherWay
        yearFirst += more.yearFirst
        shortYears += more.shortYears
        serialNumbers += more.serialNumbers
        other += more.other
    }
}

/// How the dates of each column are read: settled once for the whole list, never row by row.
///
/// Dates with slashes are day/month/year unless month-first is declared. A column in which some date can only be the
/// other order, and none only this one, is not silently turned: its dates that could be either are refused until an
/// order is declared, because reading them either way would be a guess.
public struct ColumnDates: Sendable {
    /// What was found, column by column.
    public let findings: [DateFinding]
    /// What is odd about them, once a column.
    public let warnings: [Problem]
    private let readings: [DateReading?]

    init(_ mapping: ColumnMapping, _ found: [DateFinding], declared: AnswerReader.SlashDates, list: String) {
        let order: AnswerReader.SlashDates = declared == .monthFirst ? .monthFirst : .dayFirst
        var readings = [DateReading?](repeating: nil, count: mapping.columns.count)
        var findings: [DateFinding] = []
        var warnings: [Problem] = []
        for (position, column) in mapping.columns.enumerated() where column.isDate {
            var finding = found[position]
            finding.column = column.title
            finding.readAs = Self.words(order)
            let (right, wrong) =
                order == .dayFirst
                ? (finding.onlyDayFirst, finding.onlyMonthFirst)
                : (finding.onlyMonthFirst, finding.onlyDayFirst)
            let isDoubtful = declared == .refused && wrong > 0 && right == 0
            readings[position] = DateReading(order: order, isDoubtful: isDoubtful)
            if wrong > 0 {
                warnings.append(
                    Self.warning(finding, order, right: right, wrong: wrong, isDoubtful: isDoubtful, list))
            }
            findings.append(finding)
        }
        self.readings = readings
        self.findings = findings
        self.warnings = warnings
    }

    /// Whether dates of a column are read in the same way whatever else it turns out to hold.
    static func isSettled(_ finding: DateFinding, declared: AnswerReader.SlashDates) -> Bool {
        declared != .refused || finding.onlyDayFirst > 0
    }

    /// How the dates of a column are read; nil for a column without dates.
    func reading(_ column: Int) -> DateReading? { readings[column] }

    private static func words(_ order: AnswerReader.SlashDates) -> String {
        order == .monthFirst ? "month/day/year" : "day/month/year"
    }

    private static func warning(
        _ finding: DateFinding, _ order: AnswerReader.SlashDates, right: Int, wrong: Int, isDoubtful: Bool,
        _ list: String
    ) -> Problem {
        let (this, other) =
            order == .dayFirst ? ("day/month/year", "month/day/year") : ("month/day/year", "day/month/year")
        let place = [SourcePlace(source: list, line: 1, label: finding.column)]
        func dates(_ count: Int) -> String { count == 1 ? "1 date" : "\(count) dates" }
        if right > 0 {
            return Problem(
                .mixedDateOrders,
                "“\(finding.column)” mixes two orders: \(dates(right)) can only be \(this) and \(dates(wrong)) only \(other). Those that could be either are read as \(this).",
                severity: .warning, expected: "one order in the whole column.", at: place)
        }
        let rest =
            isDoubtful
            ? "Its \(dates(finding.eitherWay)) that could be either are not read."
            : "Those that could be either are read as \(this), as declared."
        return Problem(
            .otherDateOrder,
            "“\(finding.column)” looks like \(other): \(dates(wrong)) can only be that, and none only \(this). \(rest)",
            severity: .warning, expected: "dates as \(this).",
            suggestion:
                "If the list is \(other), declare it with --dates \(order == .dayFirst ? "month-first" : "day-first").",
            at: place)
    }
}
