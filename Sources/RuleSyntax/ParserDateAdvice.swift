import Diagnostics
import Facts

/// What is told of days in other writing than the language’s.
extension Parser {
    /// Reports that no date stands here, with the one that was probably meant.
    mutating func reportNoDate() -> GiveUp {
        let plain = "a date such as 1 June 2018 or 2018-06-01."
        guard !token.startsLine, !isAtEnd, token.kind != .wrong else { return unexpected(plain) }
        if let word, ["today", "now", "present", "date"].contains(word) {
            return report(
                .unexpected, "“\(shown(token))” is another day every day.",
                expected: "a day in the calendar, or `onwards` where there is no last day.", token.range)
        }
        // What people write around a day: its weekday, `the`, `of`, the letters of `1st`, a comma before the year.
        var count = 0
        if let word, Self.weekdays.contains(word) { count += 1 }
        if word(after: count) == "the" { count += 1 }
        var isEdge = false
        while let word = word(after: count), Self.edges.contains(word) {
            isEdge = true
            count += 1
        }
        let first = count
        var day = number(after: count) ?? ordinal(after: count)
        if day != nil { count += 1 }
        if word(after: count) == "of" { count += 1 }
        guard let month = word(after: count).flatMap({ CivilDate.month(named: $0) ?? nearMonth($0) }) else {
            return unexpected(plain)
        }
        count += 1
        if day == nil, let next = number(after: count) ?? ordinal(after: count), next < 32 {
            day = next
            count += 1
        }
        if token(after: count).kind == .comma, number(after: count + 1) != nil { count += 1 }
        let year = number(after: count).flatMap { $0 > 99 ? $0 : nil }
        if year != nil { count += 1 }
        return reportNoDate(isEdge ? nil : day, month, year, end: max(count, first + 1))
    }

    private mutating func reportNoDate(_ day: Int?, _ month: Int, _ year: Int?, end: Int) -> GiveUp {
        let name = CivilDate.monthNames[month - 1]
        let range = token.range.lowerBound..<token(after: end - 1).range.upperBound
        let written = shown(range)
        guard let year else {
            return report(
                .unexpected, "“\(written)” has no year.",
                expected: "the year as well, such as \(day ?? 1) \(name) 2018.", range)
        }
        guard let day else {
            let last = CivilDate.daysInMonth(year: year, month: month)
            return report(
                .unexpected, "“\(written)” has no day.",
                expected: "the day as well: 1 \(name) \(year) or \(last) \(name) \(year).", range)
        }
        let date = CivilDate(year: year, month: month, day: day)
        return report(
            .unexpected, "“\(written)” is not how a date is written here.",
            expected: date.map { "\($0)." } ?? CivilDate.daysText(year: year, month: month),
            repair: date.map { Repair(source: source.name, range: range, replacement: "\($0)") }, range)
    }

    private static let weekdays: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed",
        "thu",
        "fri", "sat", "sun",
    ]

    /// Words of `the beginning of July 2020`.
    private static let edges: Set<String> = [
        "start", "beginning", "end", "middle", "first", "last", "day", "of", "the",
    ]

    private func number(after count: Int) -> Int? {
        guard case .number(let number) = token(after: count).kind, !token(after: count).startsLine else {
            return nil
        }
        return number.denominator == 1 ? Int(clamping: number.numerator) : nil
    }

    /// The number of `1st`.
    private func ordinal(after count: Int) -> Int? {
        guard let word = word(after: count), ["st", "nd", "rd", "th"].contains(word.suffix(2)) else {
            return nil
        }
        return Int(word.dropLast(2))
    }

    private func nearMonth(_ word: String) -> Int? {
        Spelling.nearest(to: word, among: CivilDate.monthNames).flatMap { CivilDate.month(named: $0) }
    }

    /// Reports that no days stand where days are wanted.
    mutating func reportNoDays() -> GiveUp {
        let plain = "`from … to …`, `from … onwards` or `during` and the name of a period."
        guard !token.startsLine, let first = word else {
            let isDay = token.kind.isDay || (token.kind.isNumber && isMonth(after: 1))
            return isDay && !token.startsLine
                ? report(.unexpected, "There is no `from` before these days.", expected: plain, token.range)
                : unexpected(plain)
        }
        let rest = shown(token.range.upperBound..<restOfLine.upperBound)
        let expected: String
        switch first {
        case "since", "after", "starting": expected = "`from \(rest) onwards`, if that day is the first."
        case "until", "till", "up", "to", "before", "by":
            expected = "`from … to …`, with the first day as well as the last."
        case "between":
            expected =
                "`from \(rest.replacing(" and ", with: " to ", maxReplacements: 1))`, which holds both days."
        default: return unexpected(plain)
        }
        return report(
            .unexpected, "“\(shown(token))” does not say which days belong.", expected: expected, token.range)
    }

    /// Reports what stands after the first day in place of `to` or `onwards`.
    mutating func reportNoEnd() -> GiveUp {
        let plain = "“to” and the last day, or “onwards”."
        guard !token.startsLine, let word else { return unexpected(plain) }
        if ["until", "till", "through", "thru"].contains(word) {
            return report(
                .unexpected, "“\(shown(token))” does not say whether its day belongs.",
                expected: "`to` and the last day that belongs.", token.range)
        }
        if ["onward", "on", "forward", "forwards", "upwards"].contains(word) {
            return report(
                .unexpected, "I did not expect “\(shown(token))” here.", expected: plain,
                suggestion: "Did you mean “onwards”?",
                repair: Repair(source: source.name, range: token.range, replacement: "onwards"), token.range)
        }
        return unexpected(plain)
    }
}
