import Diagnostics
import Facts

extension Parser {
    // MARK: Facts and connections

    mutating func fact(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> FactSyntax {
        let name = try declaredName("the fact")
        var fact = FactSyntax(name: name, type: try type(), asking: .init(), constraints: [])
        let subject = ExpressionSyntax(kind: .name(name), range: name.range)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "must") {
                try parser.expect(words: "be", expected: "`must be` and a comparison.")
                fact.constraints.append(try parser.constraint(on: subject))
                return true
            }
            if case .text = parser.token.kind {
                let words = try parser.texts("another word for an answer, in quotes.")
                guard parser.take(words: "means") || parser.take(words: "mean") else {
                    throw parser.unexpected("`means` and one of the answers in quotes.")
                }
                fact.synonyms.append((words, try parser.expectText("one of the answers in quotes.")))
                return true
            }
            return try parser.asking(&fact.asking)
        }
        return fact
    }

    mutating func asking(_ asking: inout AskingSyntax) throws(GiveUp) -> Bool {
        if take(words: "ask") {
            asking.ask = try expectText("the question in quotes.")
        } else if take(words: "hint") {
            asking.hint = try expectText("the hint in quotes.")
        } else if take(words: "columns") {
            asking.columns += try texts("the name of a column in quotes.")
        } else {
            return false
        }
        return true
    }

    mutating func connectionStatement(_ annotations: inout AnnotationsSyntax) throws(GiveUp)
        -> ConnectionSyntax
    {
        let name = try declaredName("the connection")
        let phrase = try expectText("what the connection is, in quotes, such as \"lives in the area\".")
        var connection = ConnectionSyntax(name: name, phrase: phrase, refers: false, asking: .init())
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "refer") {
                connection.refers = true
            } else if parser.take(words: "say") {
                connection.say = try parser.expectText("what is said to the person, in quotes.")
            } else {
                return try parser.asking(&connection.asking)
            }
            return true
        }
        return connection
    }

    mutating func define(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> DefineSyntax {
        let name = try declaredName("the value")
        var define = DefineSyntax(name: name, value: try expression(), asking: .init())
        readClauses(&annotations) { (parser) throws(GiveUp) in try parser.asking(&define.asking) }
        return define
    }

    mutating func interpretation(_ annotations: inout AnnotationsSyntax) throws(GiveUp)
        -> InterpretationSyntax
    {
        let name = try declaredName("the interpretation")
        var readings = [try expectText("the first reading in quotes.")]
        while take(words: "or") { readings.append(try expectText("another reading in quotes.")) }
        var interpretation = InterpretationSyntax(name: name, readings: readings)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            guard parser.take(words: "default") else { return false }
            interpretation.chosen = try parser.expectText("one of the readings in quotes.")
            return true
        }
        return interpretation
    }

    // MARK: Types

    mutating func type() throws(GiveUp) -> FactType {
        let expected =
            "a type: yes or no, date, number, percentage, money, money per hour (day, week, month, year), "
            + "years (months, weeks, days), hours per week, text, spells, or choices in quotes joined by `or`."
        var type = FactType(.text)
        if case .text = token.kind {
            type.value = .choice(try choices())
        } else {
            type.value = try namedType(expected)
        }
        while true {
            let hasComma = token.kind == .comma && word(after: 1) == "or"
            if hasComma { advance() }
            guard hasComma || !token.startsLine, take(words: "or") else { break }
            type.specialAnswers.append(try specialAnswer())
        }
        return type
    }

    private mutating func specialAnswer() throws(GiveUp) -> String {
        if take(words: "none") { return FactType.none }
        return try expectText("a special answer in quotes, or none.").text
    }

    /// `"a", "b" or "c"`.
    private mutating func choices() throws(GiveUp) -> [String] {
        let start = token.range.lowerBound
        var all = [try expectText("an answer in quotes.").text]
        while true {
            if token.kind == .comma, case .text = token(after: 1).kind {
                advance()
            } else if word == "or", case .text = token(after: 1).kind {
                advance()
            } else {
                break
            }
            all.append(try expectText("another answer in quotes.").text)
        }
        if all.count > 40 {
            throw report(
                .tooLarge, "This fact has more than 40 answers.", expected: "at most 40.", start..<lastEnd)
        }
        return all
    }

    private mutating func namedType(_ expected: String) throws(GiveUp) -> ValueType {
        if take(words: "yes", "or", "no") { return .yesOrNo }
        if take(words: "money") {
            guard word == "per" else { return .money(per: nil) }
            return .money(per: try perUnit(longerThan: nil))
        }
        if let part = word.flatMap(ValueType.Per.init(plural:)), word?.hasSuffix("s") == true,
            word(after: 1) == "per"
        {
            advance()
            return .share(of: part, per: try perUnit(longerThan: part))
        }
        let simple: [String: ValueType] = [
            "date": .date, "number": .number, "years": .years, "months": .months, "weeks": .weeks,
            "days": .days, "percentage": .percentage, "text": .text, "spells": .spells,
        ]
        guard let word, let type = simple[word] else { throw unexpected(expected) }
        advance()
        return type
    }

    /// `per week`, and the like.
    private mutating func perUnit(longerThan part: ValueType.Per?) throws(GiveUp) -> ValueType.Per {
        advance()
        let all = ValueType.Per.allCases
        let units = part.flatMap(all.firstIndex).map { all[($0 + 1)...] } ?? all[...]
        guard let per = word.flatMap(ValueType.Per.init(rawValue:)), units.contains(per) else {
            throw unexpected(
                units.isEmpty ? "a shorter unit before “per”." : units.map(\.rawValue).joined(separator: " or ") + ".")
        }
        advance()
        return per
    }

    // MARK: Rates

    mutating func rate(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> RateSyntax {
        let name = try declaredName("the rate")
        var rate = RateSyntax(name: name, type: try type(), periods: [], isCarriedForward: false)
        let given = clausesGivenUp
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "by") {
                rate.by = try parser.name("the name of the value that the bands go by.")
            } else if parser.word == "from" || parser.word == "during" {
                rate.periods.append(try parser.ratePeriod())
            } else if parser.take(words: "carried", "forward") {
                rate.isCarriedForward = true
            } else {
                return false
            }
            return true
        }
        rate.isWhole = clausesGivenUp == given
        return rate
    }

    private mutating func ratePeriod() throws(GiveUp) -> RateSyntax.Period {
        let start = token.range.lowerBound
        let opener = index
        let days = try dateRange()
        if take(.colon), !token.startsLine, !startsBand {
            let value = try rateValue()
            return .init(days: days, values: .one(value), range: start..<lastEnd)
        }
        var bands: [RateSyntax.Band] = []
        var joints: [Int] = []
        repeat {
            joints.append(index)
            bands.append(try band())
        } while take(.semicolon) || (token.startsLine && startsBand)
        trace.groups.append(.init(kind: .bands, opener: opener, joints: joints, end: index))
        return .init(days: days, values: .bands(bands), range: start..<lastEnd)
    }

    /// A number followed by `to` or `and`.
    private var startsBand: Bool {
        guard case .number = token.kind else { return false }
        return word(after: 1) == "to" || word(after: 1) == "and"
    }

    /// `18 to 20: £6.45` or `25 and over: £8.72`.
    private mutating func band() throws(GiveUp) -> RateSyntax.Band {
        let start = token.range.lowerBound
        let expected = "a band such as `18 to 20: £6.45` or `25 and over: £8.72`."
        guard case .number(let low) = token.kind else { throw unexpected(expected) }
        advance()
        var high: Rational?
        if take(words: "to") {
            guard case .number(let number) = token.kind else { throw unexpected(expected) }
            advance()
            high = number
        } else {
            try expect(words: "and", "over", expected: expected)
        }
        try expect(.colon, expected)
        return .init(from: low, to: high, value: try rateValue(), range: start..<lastEnd)
    }

    /// A value written out: an amount, a percentage or a number, with its unit or without.
    private mutating func rateValue() throws(GiveUp) -> ExpressionSyntax {
        switch token.kind {
        case .money, .percent, .number:
            let value = try primary()
            if case .date = value.kind { break }
            return value
        default: break
        }
        throw unexpected("an amount such as £8.72, a percentage or a number.")
    }
}
