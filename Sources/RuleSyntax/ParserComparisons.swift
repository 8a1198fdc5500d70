import Diagnostics
import Facts

extension Parser {
    /// Whether a comparing word begins here, which keeps the subject of the test before.
    var startsComparison: Bool {
        switch word {
        case "at": ["least", "most"].contains(word(after: 1))
        case "more", "less": word(after: 1) == "than"
        case "one": word(after: 1) == "of"
        case "on": word(after: 1) == "or"
        case "below", "above", "before", "after": true
        default: false
        }
    }

    /// What follows `is`.
    mutating func comparison(of subject: ExpressionSyntax, from start: Int) throws(GiveUp)
        -> ExpressionSyntax
    {
        let isNegated = take(words: "not")
        if take(words: "one", "of") {
            var choices = [try sum()]
            while token.kind == .comma, !token.startsLine, !commaBeginsClause {
                advance()
                choices.append(try sum())
            }
            let test = node(.isOneOf(subject, choices), from: start)
            return isNegated ? node(.not(test), from: start) : test
        }
        if let word, ["between", "until"].contains(word) { throw reportAmbiguous(word) }
        if word == "during", spellsBegin(after: 1) {
            advance()
            let test = node(.isInSpells(subject, try spells(before: nil)), from: start)
            return isNegated ? node(.not(test), from: start) : test
        }
        if word == "from", let report = reportRangeOfAmounts() { throw report }
        if word == "from" || word == "during" {
            let test = node(.isDuring(subject, try dateRange()), from: start)
            return isNegated ? node(.not(test), from: start) : test
        }
        if let report = reportOtherComparison() { throw report }
        let relation = relationWords()
        let right = try sum()
        if case .duration = right.kind, relation == nil {
            throw report(
                .ambiguousComparison, "A length of time is hardly ever exactly “\(shown(right.range))”.",
                expected: "`is at least`, `is at most`, `is more than` or `is less than`.", right.range)
        }
        if isNegated, let relation {
            return node(.not(node(.comparison(subject, relation, right), from: start)), from: start)
        }
        return node(.comparison(subject, relation ?? (isNegated ? .notEqual : .equal), right), from: start)
    }

    /// Whether the comma at hand ends a list inside an expression, because a clause follows it.
    var commaBeginsClause: Bool {
        guard let next = word(after: 1) else { return false }
        return next == "say" || Vocabulary.everywhere.contains(next)
            || Vocabulary.clauses[statement]?.contains(next) == true
    }

    private mutating func relationWords() -> Comparison? {
        if take(words: "at", "least") || take(words: "on", "or", "after") { return .atLeast }
        if take(words: "at", "most") || take(words: "on", "or", "before") { return .atMost }
        if take(words: "more", "than") || take(words: "above") || take(words: "after") { return .above }
        if take(words: "less", "than") || take(words: "below") || take(words: "before") { return .below }
        return nil
    }

    /// `at least 0 and at most 168`, with its subject understood: what follows `must be`.
    mutating func constraint(on subject: ExpressionSyntax) throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        let opener = index
        var joints: [Int] = []
        var parts = [try comparison(of: subject, from: start)]
        while expressionGoesOn, take(words: "and") {
            joints.append(index - 1)
            _ = take(words: "is")
            parts.append(try comparison(of: subject, from: start))
        }
        if parts.count == 1 { return parts[0] }
        trace.groups.append(.init(kind: .connected, opener: opener, joints: joints, end: index))
        return node(.all(parts), from: start)
    }
}
