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
        if take(words: "all", "of") { return try list(isAll: true) }
        if take(words: "any", "of") { return try list(isAll: false) }
        return try connected()
    }

    private mutating func checkDepth() throws(GiveUp) {
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
        guard !items.isEmpty else { throw unexpected("a list, each item on its own line after a hyphen.") }
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
        if let subject = previous.flatMap(Self.subject), startsComparison || word == "is" {
            _ = take(words: "is")
            return try comparison(of: subject, from: start)
        }
        let left = try sum()
        guard expressionGoesOn else { return left }
        if take(words: "is") { return try comparison(of: left, from: start) }
        if let word, ["between", "until"].contains(word) { throw reportAmbiguous(word) }
        return left
    }

    private static func subject(of test: ExpressionSyntax) -> ExpressionSyntax? {
        switch test.kind {
        case .comparison(let left, _, _), .isOneOf(let left, _), .isDuring(let left, _): left
        case .not(let inner): subject(of: inner)
        default: nil
        }
    }

    // MARK: Comparisons

    private var startsComparison: Bool {
        switch word {
        case "at": ["least", "most"].contains(word(after: 1))
        case "more", "less": word(after: 1) == "than"
        case "one": word(after: 1) == "of"
        case "on": word(after: 1) == "or"
        case "below", "above", "before", "after": true
        default: false
        }
    }

    private mutating func reportAmbiguous(_ word: String) -> GiveUp {
        let (message, expected) =
            word == "between"
            ? (
                "“between” does not say whether its ends belong to it.",
                "`is at least … and at most …`, or `from … to …`."
            )
            : ("“until” does not say whether its day belongs to it.", "`is before …` or `is on or before …`.")
        return report(.ambiguousComparison, message, expected: expected, token.range)
    }

    /// What follows `is`.
    private mutating func comparison(of subject: ExpressionSyntax, from start: Int) throws(GiveUp)
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
        if word == "from" || word == "during" {
            let test = node(.isDuring(subject, try dateRange()), from: start)
            return isNegated ? node(.not(test), from: start) : test
        }
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
    private var commaBeginsClause: Bool {
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

    // MARK: Amounts

    mutating func sum() throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        var left = try product()
        while expressionGoesOn, let word, let operation = Arithmetic(rawValue: word),
            operation == .plus || operation == .minus
        {
            advance()
            left = node(.arithmetic(operation, left, try product()), from: start)
        }
        if expressionGoesOn, take(words: "rounded", "to") {
            _ = take(words: "the", "nearest")
            left = node(.rounded(left, to: try primary()), from: start)
        }
        return left
    }

    private mutating func product() throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        var left = try primary()
        while expressionGoesOn {
            if take(words: "times") {
                left = node(.arithmetic(.times, left, try primary()), from: start)
            } else if take(words: "divided", "by") {
                left = node(.arithmetic(.dividedBy, left, try primary()), from: start)
            } else {
                break
            }
        }
        return left
    }

    mutating func primary() throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        depth += 1
        defer { depth -= 1 }
        try checkDepth()
        switch token.kind {
        case .openParenthesis:
            advance()
            parentheses += 1
            let inner = try expression()
            guard token.kind == .closeParenthesis else { throw unexpected("a closing parenthesis.") }
            parentheses -= 1
            advance()
            return node(inner.kind, from: start)
        case .text(let text):
            advance()
            return node(.text(text), from: start)
        case .date(let date):
            advance()
            return node(.date(date), from: start)
        case .money(let amount):
            advance()
            return node(.money(amount, per: unitOfMoney()), from: start)
        case .percent(let percentage):
            advance()
            let factor = node(.percent(percentage), from: start)
            guard expressionGoesOn, take(words: "of") else { return factor }
            return node(.arithmetic(.times, factor, try primary()), from: start)
        case .number(let number): return try numberOrDate(number, from: start)
        case .word: return try wordPrimary(from: start)
        default: throw unexpected("a name, an amount, a date, text in quotes, or a parenthesis.")
        }
    }

    mutating func unitOfMoney() -> ValueType.Per? {
        guard let word, ["per", "a", "an"].contains(word), !token.startsLine,
            let per = self.word(after: 1).flatMap(ValueType.Per.init(rawValue:))
        else { return nil }
        advance()
        advance()
        return per
    }

    private mutating func numberOrDate(_ number: Rational, from start: Int) throws(GiveUp) -> ExpressionSyntax
    {
        if let next = word(after: 1), !token(after: 1).startsLine {
            if CivilDate.month(named: next) != nil { return node(.date(try date()), from: start) }
            if number.denominator == 1, let count = Int(exactly: number.numerator),
                let length = Duration(count, next)
            {
                advance()
                advance()
                return node(.duration(length), from: start)
            }
            if next == "hours", word(after: 2) == "per" || word(after: 2) == "a", word(after: 3) == "week" {
                for _ in 0..<4 { advance() }
                return node(.number(number), from: start)
            }
        }
        advance()
        return node(.number(number), from: start)
    }

    private mutating func wordPrimary(from start: Int) throws(GiveUp) -> ExpressionSyntax {
        // An `and` at the end of a line does not reach into the next statement.
        if startsStatement { throw unexpected("the rest of the expression.") }
        if word == "has" { return try connection(from: start) }
        if take(words: "the", "higher", "of") || take(words: "higher", "of") {
            return try either(.higher, from: start)
        }
        if take(words: "the", "lower", "of") || take(words: "lower", "of") {
            return try either(.lower, from: start)
        }
        if let spells = try spellExpression(from: start) { return spells }
        if take(words: "age", "from") { return node(.age(from: try primary()), from: start) }
        if take(words: "time", "from") {
            let first = try primary()
            try expect(words: "to", expected: "“to” and the day the time runs to.")
            let countingEnd = take(words: "the", "end", "of") || take(words: "end", "of")
            return node(.time(from: first, to: try primary(), countingEnd: countingEnd), from: start)
        }
        let name = try name("a name, an amount, a date, text in quotes, or a parenthesis.")
        if name.key == "yes" || name.key == "no" { return node(.yesOrNo(name.key == "yes"), from: start) }
        guard expressionGoesOn, take(words: "for") else { return node(.name(name), from: start) }
        return node(.rate(name, for: try primary()), from: start)
    }

    private mutating func either(_ operation: Arithmetic, from start: Int) throws(GiveUp) -> ExpressionSyntax
    {
        let first = try sum()
        try expect(words: "and", expected: "“and” and the other amount.")
        return node(.arithmetic(operation, first, try sum()), from: start)
    }

    /// `has a connection to the lot by home, work`.
    private mutating func connection(from start: Int) throws(GiveUp) -> ExpressionSyntax {
        advance()
        _ = take(words: "a")
        let expected = "`has a connection to the lot`, or `… by` and names of connections."
        try expect(words: "connection", "to", expected: expected)
        _ = take(words: "the")
        try expect(words: "lot", expected: expected)
        guard expressionGoesOn, take(words: "by") else { return node(.connection(by: []), from: start) }
        var kinds = [try name("the name of a connection.")]
        while token.kind == .comma, !token.startsLine, word(after: 1) != nil, !commaBeginsClause {
            advance()
            kinds.append(try name("the name of a connection."))
        }
        return node(.connection(by: kinds), from: start)
    }

    // MARK: Dates

    /// `1 June 2018` or `2018-06-01`.
    mutating func date() throws(GiveUp) -> CivilDate {
        if case .date(let date) = token.kind {
            advance()
            return date
        }
        let start = token.range.lowerBound
        let expected = "a date such as 1 June 2018 or 2018-06-01."
        if case .text = token.kind { throw unexpected("a date without quotes, such as 1 June 2018.") }
        guard case .number(let day) = token.kind, let monthWord = word(after: 1),
            let month = CivilDate.month(named: monthWord), case .number(let year) = token(after: 2).kind
        else { throw unexpected(expected) }
        for _ in 0..<3 { advance() }
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
        try expect(
            words: "from", expected: "`from … to …`, `from … onwards` or `during` and the name of a period.")
        let first = try date()
        if take(words: "onwards") {
            return DateRangeSyntax(kind: .days(from: first, to: nil), range: start..<lastEnd)
        }
        try expect(words: "to", expected: "“to” and the last day, or “onwards”.")
        let last = try date()
        if last < first {
            report(
                .backwards, "This ends before it begins.", expected: "the earlier day first.", start..<lastEnd
            )
        }
        return DateRangeSyntax(kind: .days(from: first, to: last), range: start..<lastEnd)
    }
}
