import Diagnostics
import Facts

extension Parser {
    /// Whether the expression may go on with the token at hand.
    var expressionGoesOn: Bool {
        if isAtEnd { return false }
        if !token.startsLine { return true }
        if parentheses > 0 { return !startsStatement }
        return word.map(Vocabulary.continuing.contains) ?? false
    }

    /// A whole expression. It may begin on the next line, unless that begins a statement or a clause.
    mutating func expression() throws(GiveUp) -> ExpressionSyntax {
        depth += 1
        defer { depth -= 1 }
        try checkDepth()
        if token.startsLine, parentheses == 0, startsStatement || startsClause {
            throw unexpected("an expression.")
        }
        if parentheses == 0 { trace.expressions.append(index) }
        defer { if parentheses == 0 { expressionEnd = index } }
        if take(words: "all", "of") { return try list(isAll: true) }
        if take(words: "any", "of") { return try list(isAll: false) }
        return try connected()
    }

    mutating func checkDepth() throws(GiveUp) {
        guard depth > Self.depthLimit else { return }
        throw report(
            .tooLarge, "This expression is nested too deeply.", expected: "inner parts named with `define`.",
            token.range)
    }

    /// Mutating, so that its range is taken after what `kind` reads.
    mutating func node(_ kind: ExpressionSyntax.Kind, from start: Int) -> ExpressionSyntax {
        ExpressionSyntax(kind: kind, range: start..<max(start, lastEnd))
    }

    // MARK: And, or, either, lists

    private mutating func connected() throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        let opener = index
        var joints: [Int] = []
        var parts = [try test(after: nil)]
        var connective: String?
        while expressionGoesOn, let next = word, next == "and" || next == "or" {
            let place = token.range
            if let report = parts.last.flatMap({ reportOpenEnd(after: $0) }) { throw report }
            joints.append(index)
            advance()
            let part = try test(after: parts.last)
            if let connective, connective != next {
                throw reportMixture(parts + [part], connective, next, place)
            }
            connective = next
            parts.append(part)
        }
        if parts.count == 1 { return parts[0] }
        trace.groups.append(.init(kind: .connected, opener: opener, joints: joints, end: index))
        return node(connective == "and" ? .all(parts) : .any(parts), from: start)
    }

    private mutating func reportMixture(
        _ parts: [ExpressionSyntax], _ first: String, _ second: String, _ place: Range<Int>
    ) -> GiveUp {
        let words = parts.suffix(3).map { shown($0.range) }
        var readings = ""
        if words.count == 3 {
            readings =
                ": (\(words[0]) \(first) \(words[1])) \(second) \(words[2]), or "
                + "\(words[0]) \(first) (\(words[1]) \(second) \(words[2]))"
        }
        return report(
            .mixedConnectives, "“and” beside “or” can be read in two ways\(readings).",
            expected: "parentheses, `either … or …`, or a list under `all of` or `any of`.", place)
    }

    private mutating func list(isAll: Bool) throws(GiveUp) -> ExpressionSyntax {
        let start = tokenBefore(2)
        let opener = index - 2
        var joints: [Int] = []
        _ = take(.colon)
        var items: [ExpressionSyntax] = []
        while token.kind == .bullet {
            joints.append(index)
            advance()
            items.append(try connected())
        }
        guard !items.isEmpty else {
            throw report(
                .unexpected, "There is no list after “\(isAll ? "all" : "any") of”.",
                expected: "its items, each on a line of its own after a hyphen.", start..<lastEnd)
        }
        trace.groups.append(.init(kind: .list, opener: opener, joints: joints, end: index))
        return node(isAll ? .all(items) : .any(items), from: start)
    }

    private func tokenBefore(_ count: Int) -> Int { token(after: -count).range.lowerBound }

    /// `either A or B` runs to the end of the expression; an `and` inside it needs parentheses.
    private mutating func either(from start: Int) throws(GiveUp) -> ExpressionSyntax {
        let opener = index - 1
        var joints: [Int] = []
        var parts = [try test(after: nil)]
        while expressionGoesOn, word == "or" {
            joints.append(index)
            advance()
            parts.append(try test(after: parts.last))
        }
        if expressionGoesOn, word == "and" {
            throw report(
                .mixedConnectives,
                "`either` runs to the end of the expression, so this “and” can be read in two ways.",
                expected: "parentheses around the part with “and”, or around the whole `either`.", token.range
            )
        }
        guard parts.count > 1 else { throw unexpected("“or” and the other side of `either`.") }
        trace.groups.append(.init(kind: .connected, opener: opener, joints: joints, end: index))
        return node(.any(parts), from: start)
    }

    /// One test. After `and` or `or` a comparing word keeps the subject of the test before.
    private mutating func test(after previous: ExpressionSyntax?) throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        depth += 1
        defer { depth -= 1 }
        try checkDepth()
        if take(words: "not") { return node(.not(try test(after: previous)), from: start) }
        if take(words: "either") { return try either(from: start) }
        if let subject = previous?.comparedSubject, startsComparison || word == "is" {
            _ = take(words: "is")
            return try comparison(of: subject, from: start)
        }
        let left = try sum()
        guard expressionGoesOn else { return left }
        if take(words: "is") { return try comparison(of: left, from: start) }
        if let word, ["between", "until"].contains(word) { throw reportAmbiguous(word) }
        return left
    }
}
