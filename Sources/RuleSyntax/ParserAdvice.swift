import Diagnostics
import Facts

/// What is told of words that stand where nothing of the kind belongs.
extension Parser {
    /// Reports what neither goes on with the line at hand nor begins a clause.
    mutating func reportStray() -> GiveUp {
        // What the lexer could not read has been reported already.
        if token.kind == .wrong { return GiveUp() }
        if !token.startsLine { return reportStrayOnLine() }
        if token.kind == .bullet, let next = word(after: 1), Vocabulary.statements.contains(next) {
            return report(
                .strayLine, "There is a “\(shown(token))” before `\(next)`.",
                expected: "the statement at the beginning of its line.", token.range)
        }
        let own = (Vocabulary.clauses[statement] ?? []).union(Vocabulary.everywhere).sorted()
        let expected = "the next statement, or one of: \(own.joined(separator: ", "))."
        let message = "“\(shown(token))” begins no statement, and no clause of `\(statement)`."
        if case .money = token.kind, statement == "rate" {
            return report(
                .unexpected, "This amount has no days.", expected: "`from … to …:` before it.", token.range)
        }
        if let elsewhere = reportClauseOfOthers(own) { return elsewhere }
        if let word, let instead = Phrasebook.clauses[word], own.contains(instead) {
            return report(
                .strayLine, message, expected: expected, suggestion: "Did you mean “\(instead)”?", token.range
            )
        }
        if !lineHasSigns {
            return report(
                .strayLine, message, expected: expected + " Words for people only stand after a `#`.",
                suggestion: nearestKeyword(among: own + Vocabulary.statements.sorted()), token.range)
        }
        return reportMisspelt(
            .strayLine, message, expected: expected, among: own + Vocabulary.statements.sorted())
    }

    private func nearestKeyword(among keywords: [String]) -> String? {
        Spelling.nearest(to: shown(token), among: keywords).map { "Did you mean “\($0)”?" }
    }

    /// Whether the line at hand has a colon or text in quotes, as lines of rules mostly do.
    private var lineHasSigns: Bool {
        var count = 0
        while count == 0 || !token(after: count).startsLine, token(after: count).kind != .end {
            switch token(after: count).kind {
            case .colon, .text, .number, .money, .date, .wardCode: return true
            default: count += 1
            }
        }
        return false
    }

    /// Reports a clause that belongs to other statements.
    private mutating func reportClauseOfOthers(_ own: [String]) -> GiveUp? {
        guard let word else { return nil }
        let homes = Vocabulary.clauses.filter { $0.value.contains(word) && word != "from" }.keys.sorted()
        guard !homes.isEmpty else { return nil }
        return report(
            .unexpected, "“\(shown(token))” is no clause of `\(statement)`.",
            expected:
                "one of: \(own.joined(separator: ", ")). It belongs under \(homes.map { "`\($0)`" }.joined(separator: " or ")).",
            token.range)
    }

    // MARK: On the same line

    private mutating func reportStrayOnLine() -> GiveUp {
        let before = tokens[index - 1]
        if case .wardCode = before.kind, word != nil {
            return report(
                .unexpected, "The name of this ward is not in quotes.",
                expected: "\"\(shown(restOfLine))\" in quotes after the code.", restOfLine)
        }
        if statement == "rate", token.kind.isNumber, before.kind == .comma {
            return report(
                .unexpected, "There is a comma between two bands.",
                expected: "a semicolon, or a line for each band.",
                repair: Repair(source: source.name, range: before.range, replacement: ";"), before.range)
        }
        if case .text = before.kind, word != nil, before.range.upperBound == token.range.lowerBound {
            return report(
                .unexpected, "The quote before “\(shown(token))” ends the text.",
                expected: "curly quotes “ and ” around a text that holds others.", token.range)
        }
        if let word, let unit = Phrasebook.unitsBehind[word], before.kind.isNumber {
            let amount = unit.isBefore ? unit.sign + shown(before) : shown(before) + unit.sign
            return report(
                .unexpected, "“\(shown(before)) \(shown(token))” is not how an amount is written here.",
                expected: "\(amount).", before.range.lowerBound..<token.range.upperBound)
        }
        if before.kind == .comma, index - 1 == expressionEnd, !startsClause {
            return report(
                .unexpected, "There is a comma between two tests.", expected: "`and` or `or` in its place.",
                before.range)
        }
        guard index == expressionEnd else { return reportStrayWord(after: before) }
        if let missing = reportMissingIs() { return missing }
        if let word, let instead = Phrasebook.joining[word] {
            return report(
                .unexpected, "“\(shown(token))” does not join tests.", expected: instead, token.range)
        }
        return report(
            .unexpected, "I did not expect “\(shown(token))” after “\(shown(before))”.",
            expected: "`and`, `or`, or the end of the line.", token.range)
    }

    private mutating func reportStrayWord(after before: Token) -> GiveUp {
        let own = (Vocabulary.clauses[statement] ?? []).union(Vocabulary.everywhere).sorted()
        return reportMisspelt(
            .unexpected, "I did not expect “\(shown(token))” after “\(shown(before))”.",
            expected: "the end of the line, or a comma and one of: \(own.joined(separator: ", ")).",
            among: own)
    }

    /// `work status not "employed"`, `hourly pay at least £9`, `work status "employed"`.
    private mutating func reportMissingIs() -> GiveUp? {
        if word == "not" {
            return report(
                .unexpected, "There is no `is` before this “not”.", expected: "`is not`.", token.range)
        }
        guard tokens[index - 1].endsName else { return nil }
        switch token.kind {
        case .text, .money, .number, .percent, .date: break
        default: return nil
        }
        // The words of a comparison were taken for the end of the name before them.
        for count in (1...5).reversed() {
            let words = (1...count).reversed().compactMap { word(after: -$0) }
            guard words.count == count, index > count, tokens[index - count].startsLine == false,
                let found = Phrasebook.comparison(within: words), found.before == 0, found.after == count
            else { continue }
            let start = tokens[index - count].range.lowerBound
            let phrase = words.joined(separator: " ")
            let isOwn = found.instead == "is \(phrase)"
            return report(
                .unexpected,
                isOwn ? "There is no `is` before “\(phrase)”." : "“\(phrase)” is no way of comparing here.",
                expected: "`\(found.instead)`.", start..<lastEnd)
        }
        return report(
            .unexpected, "There is nothing between “\(shown(tokens[index - 1]))” and “\(shown(token))”.",
            expected: "`is`, or another comparison such as `is at least`.",
            tokens[index - 1].range.lowerBound..<token.range.upperBound)
    }

    /// From the token at hand to the end of its line.
    var restOfLine: Range<Int> {
        var last = index
        while last + 1 < tokens.count, !tokens[last + 1].startsLine, tokens[last + 1].kind != .end {
            last += 1
        }
        return tokens[index].range.lowerBound..<tokens[last].range.upperBound
    }

    // MARK: Comparisons

    /// Reports a way of comparing that is not the language’s, where one begins.
    mutating func reportOtherComparison() -> GiveUp? {
        if word == "either" || word == "any" && word(after: 1) == "of" || word == "among" {
            return report(
                .unexpected, "“\(shown(token))” does not begin a comparison.",
                expected: "`is one of`, with commas: `is one of \"a\", \"b\"`.", token.range)
        }
        let words = (0..<5).prefix { $0 == 0 || !token(after: $0).startsLine }.map { word(after: $0) ?? "" }
        guard let found = Phrasebook.comparison(at: words) else { return nil }
        // One word may begin a name; before an amount or a day it does not.
        let next = token(after: found.count).kind
        guard found.count > 1 || next.isValue else { return nil }
        let last = token(after: found.count - 1)
        if found.phrase == "within", word(after: 2) == "to", token(after: 3).kind.isValue {
            return report(
                .unexpected, "“within” is no way of comparing here.",
                expected: "`is at least \(shown(token(after: 1))) and at most \(shown(token(after: 3)))`.",
                token.range)
        }
        return report(
            .unexpected, "“\(found.phrase)” is no way of comparing here.", expected: "`\(found.instead)`.",
            token.range.lowerBound..<last.range.upperBound)
    }

    /// Reports `is from 16 to 65`: only days go from one to another.
    mutating func reportRangeOfAmounts() -> GiveUp? {
        switch token(after: 1).kind {
        case .money, .percent: break
        case .number where !isMonth(after: 2) && word(after: 2) != "of" && word(after: 2) != nil: break
        default: return nil
        }
        let range = restOfLine
        let ends = shown(range).split(separator: " ").dropFirst().split(separator: "to")
        let low = ends.first?.joined(separator: " ") ?? "…"
        let high = ends.dropFirst().first?.prefix { $0 != "and" && $0 != "or" }.joined(separator: " ") ?? "…"
        return report(
            .unexpected, "“from” stands before days, not before amounts.",
            expected: "`is at least \(low) and at most \(high)`.", token.range)
    }

    /// Reports `16 or over`, where `or` or `and` is at hand.
    mutating func reportOpenEnd(after test: ExpressionSyntax) -> GiveUp? {
        guard let next = word(after: 1), let instead = Phrasebook.openEnds[next],
            case .comparison(_, .equal, let right) = test.kind
        else { return nil }
        let end = token(after: 2)
        let goesOn = end.kind.isValue || word(after: 2).map { $0 != "and" && $0 != "or" } ?? false
        guard end.startsLine || !goesOn else { return nil }
        return report(
            .unexpected, "“\(shown(right.range)) \(shown(token)) \(next)” is no way of comparing here.",
            expected: "`\(instead) \(shown(right.range))`.",
            right.range.lowerBound..<token(after: 1).range.upperBound)
    }

    /// `between A and B` and `until A`, with what they may have meant.
    mutating func reportAmbiguous(_ word: String) -> GiveUp {
        let place = token.range
        let words = restOfLine
        let rest = shown(place.upperBound..<words.upperBound)
        guard word == "between" else {
            return report(
                .ambiguousComparison, "“until” does not say whether its day belongs to it.",
                expected: "`is before \(rest)` or `is on or before \(rest)`.", place)
        }
        let ends = rest.split(separator: " and ", maxSplits: 1).map { $0.split(separator: " ") }
        let low = ends.first?.prefix { $0 != "and" && $0 != "or" }.joined(separator: " ") ?? ""
        let high = ends.last?.prefix { $0 != "and" && $0 != "or" }.joined(separator: " ") ?? ""
        let isOfDays = token(after: 1).kind.isDay || isMonth(after: 2)
        let expected =
            ends.count < 2
            ? "`is at least … and at most …`, or `is more than … and less than …`."
            : isOfDays
                ? "`is from \(low) to \(high)`, which holds both days."
                : "`is at least \(low) and at most \(high)`, or `is more than \(low) and less than \(high)`."
        return report(
            .ambiguousComparison, "“between” does not say whether its ends belong to it.", expected: expected,
            place)
    }

    func isMonth(after count: Int) -> Bool {
        word(after: count).map { CivilDate.month(named: $0) != nil } ?? false
    }
}

extension Token {
    /// Whether it may be the last of a name.
    var endsName: Bool {
        switch kind {
        case .word, .number: true
        default: false
        }
    }
}

extension Token.Kind {
    /// Whether it is a value written out.
    var isValue: Bool {
        switch self {
        case .number, .money, .percent, .text, .date: true
        default: false
        }
    }

    var isDay: Bool { if case .date = self { true } else { false } }
}
