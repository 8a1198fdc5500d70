import Diagnostics
import Facts

/// Expressions about spells: stretches of days in a state.
extension Parser {
    /// `time in X during the 52 weeks before D`, `the last of X, joining gaps of at most 14 days`, `first day of X`.
    mutating func spellExpression(from start: Int) throws(GiveUp) -> ExpressionSyntax? {
        if take(words: "time", "in") {
            let spells = try spells(before: "during")
            guard expressionGoesOn, take(words: "during") else {
                return node(.timeIn(spells, window: nil), from: start)
            }
            _ = take(words: "the")
            let length = try length()
            try expect(words: "before", expected: "`before` and the day on which the time looked at ends.")
            return node(
                .timeIn(spells, window: SpellWindow(length: length, before: try primary())), from: start)
        }
        for isFirst in [true, false] {
            let edge = isFirst ? "first" : "last"
            if take(words: "the", edge, "day", "of") || take(words: edge, "day", "of") {
                return node(.spellDay(try spells(before: nil), isFirst: isFirst), from: start)
            }
        }
        guard take(words: "the", "last", "of") || take(words: "last", "of") else { return nil }
        return try lastSpell(from: start, before: nil)
    }

    private mutating func lastSpell(from start: Int, before stop: String?) throws(GiveUp) -> ExpressionSyntax
    {
        let all = try spells(before: stop)
        guard token.kind == .comma, word(after: 1) == "joining" else {
            return node(.lastSpell(all, joiningGaps: nil), from: start)
        }
        advance()
        try expect(
            words: "joining", "gaps", "of", "at", "most",
            expected: "`joining gaps of at most` and a number of days.")
        return node(.lastSpell(all, joiningGaps: try length()), from: start)
    }

    /// Whether what stands so far ahead can only be spells: a name may be anything.
    func spellsBegin(after count: Int) -> Bool {
        if token(after: count).kind == .openParenthesis { return true }
        let first = word(after: count) == "the" ? count + 1 : count
        return word(after: first) == "last" && word(after: first + 1) == "of"
    }

    /// A name of spells, the last of some, or either in parentheses.
    mutating func spells(before stop: String?) throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        if token.kind == .openParenthesis { return try primary() }
        if take(words: "the", "last", "of") || take(words: "last", "of") {
            return try lastSpell(from: start, before: stop)
        }
        return node(.name(try name("the name of a fact of spells.", before: stop)), from: start)
    }

    /// `14 days` or `52 weeks`.
    private mutating func length() throws(GiveUp) -> Duration {
        guard case .number(let number) = token.kind, number.denominator == 1,
            let count = Int(exactly: number.numerator),
            let unit = word(after: 1), let length = Duration(count, unit), length.unit == .days
        else { throw unexpected("a number of days or weeks.") }
        advance()
        advance()
        return length
    }
}
