import Diagnostics
import Facts

extension Parser {
    /// An amount: products joined by `plus` and `minus`, and perhaps rounded.
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

    /// One amount, date, text or name, or anything in parentheses.
    mutating func primary() throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        depth += 1
        defer { depth -= 1 }
        try checkDepth()
        switch token.kind {
        case .openParenthesis:
            advance()
            parentheses += 1
            let outer = stop
            stop = nil
            let inner = try expression()
            guard token.kind == .closeParenthesis else { throw unexpected("a closing parenthesis.") }
            parentheses -= 1
            stop = outer
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

    /// A number, with its unit when it has one, or a date that begins with its day.
    mutating func numberOrDate(_ number: Rational, from start: Int) throws(GiveUp) -> ExpressionSyntax {
        if let next = word(after: 1), !token(after: 1).startsLine {
            if CivilDate.month(named: next) != nil { return node(.date(try date()), from: start) }
            if let share = share(of: next) {
                for _ in 0..<4 { advance() }
                return node(.share(number, of: share.of, per: share.per), from: start)
            }
            if number.denominator == 1, let count = Int(exactly: number.numerator),
                let length = Duration(count, next)
            {
                advance()
                advance()
                return node(.duration(length), from: start)
            }
        }
        advance()
        return node(.number(number), from: start)
    }

    /// The units of `37.5 hours a week`, when the number at hand is followed by such.
    private func share(of word: String) -> (of: ValueType.Per, per: ValueType.Per)? {
        let all = ValueType.Per.allCases
        guard let between = self.word(after: 2), ["per", "a", "an"].contains(between),
            let part = ValueType.Per(plural: word),
            let whole = self.word(after: 3).flatMap(ValueType.Per.init(rawValue:)),
            let one = all.firstIndex(of: part), let other = all.firstIndex(of: whole), one < other
        else { return nil }
        return (part, whole)
    }

    private mutating func wordPrimary(from start: Int) throws(GiveUp) -> ExpressionSyntax {
        // An `and` at the end of a line does not reach into the next statement.
        if startsStatement || (token.startsLine && startsClause && parentheses == 0) {
            throw unexpected("the rest of the expression.")
        }
        if word == "if" {
            throw report(
                .unexpected, "A test has no `if`.",
                expected: "the test alone; a promise is the one place for `if … then`.",
                token.range)
        }
        if word == "has", word(after: 1) == "connection" || word(after: 2) == "connection" {
            return try connection(from: start)
        }
        if take(words: "the", "lot") || take(words: "lot") { return node(.lot, from: start) }
        if take(words: "the", "higher", "of") || take(words: "higher", "of") {
            return try either(.higher, from: start)
        }
        if take(words: "the", "lower", "of") || take(words: "lower", "of") {
            return try either(.lower, from: start)
        }
        if let spells = try spellExpression(from: start) { return spells }
        if word == "the", word(after: 2) == "from", ["age", "time"].contains(word(after: 1)) { advance() }
        if take(words: "age", "from") { return node(.age(from: try primary()), from: start) }
        if take(words: "time", "from") {
            let outer = stop
            stop = "to"
            let first = try primary()
            stop = outer
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
}
