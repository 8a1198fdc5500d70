import Diagnostics
import Facts

extension Parser {
    /// `1 June 2018` or `2018-06-01`.
    mutating func date() throws(GiveUp) -> CivilDate {
        if case .date(let date) = token.kind {
            advance()
            return date
        }
        let start = token.range.lowerBound
        if case .text = token.kind { throw unexpected("a date without quotes, such as 1 June 2018.") }
        guard case .number(let day) = token.kind, let monthWord = word(after: 1),
            let month = CivilDate.month(named: monthWord), case .number(let year) = token(after: 2).kind,
            !token(after: 2).startsLine
        else { throw reportNoDate() }
        for _ in 0..<3 { advance() }
        if (Rational(0)..<Rational(100)).contains(year) {
            let short = Int(clamping: year.floor)
            throw report(
                .badDate, "“\(shown(start..<lastEnd))” does not say which century.",
                expected:
                    "the whole year, such as \(day.decimalText) \(CivilDate.monthNames[month - 1]) \(2000 + short).",
                start..<lastEnd)
        }
        guard
            let date = CivilDate(
                year: Int(clamping: year.floor), month: month, day: Int(clamping: day.floor)),
            day.denominator == 1, year.denominator == 1
        else {
            let written = shown(start..<lastEnd)
            throw report(
                .badDate, "“\(written)” is not a day in the calendar.",
                expected: CivilDate.daysText(year: Int(clamping: year.floor), month: month),
                start..<lastEnd)
        }
        return date
    }

    /// `from A to B`, `from A onwards` or `during NAME`.
    mutating func dateRange() throws(GiveUp) -> DateRangeSyntax {
        let start = token.range.lowerBound
        if take(words: "during") {
            let period = try name("the name of a period.")
            return DateRangeSyntax(kind: .period(period), range: start..<lastEnd)
        }
        guard take(words: "from") else { throw reportNoDays() }
        let first = try date()
        if take(words: "onwards") {
            return DateRangeSyntax(kind: .days(from: first, to: nil), range: start..<lastEnd)
        }
        guard take(words: "to") else { throw reportNoEnd() }
        let last = try date()
        if last < first {
            report(
                .backwards, "This ends before it begins.", expected: "the earlier day first.", start..<lastEnd
            )
        }
        return DateRangeSyntax(kind: .days(from: first, to: last), range: start..<lastEnd)
    }

    /// Days, where they may be left out.
    mutating func optionalDays() throws(GiveUp) -> DateRangeSyntax? {
        word == "from" || word == "during" ? try dateRange() : nil
    }
}
