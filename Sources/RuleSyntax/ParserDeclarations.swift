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
            "a type: yes or no, date, number, years, hours per week, percentage, money, money per hour "
            + "(week, month, year), text, spells, or choices in quotes joined by `or`."
        var type = FactType(.text)
        if case .text = token.kind {
            type.value = .choice(try choices())
        } else {
            type.value = try namedType(expected)
        }
        while token.kind == .comma, word(after: 1) == "or" {
            advance()
            advance()
            type.specialAnswers.append(try specialAnswer())
        }
        while !token.startsLine, take(words: "or") { type.specialAnswers.append(try specialAnswer()) }
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
        if take(words: "hours", "per", "week") { return .hoursPerWeek }
        if take(words: "money") {
            guard take(words: "per") else { return .money(per: nil) }
            guard let per = word.flatMap(ValueType.Per.init(rawValue:)) else {
                throw unexpected("hour, week, month or year.")
            }
            advance()
            return .money(per: per)
        }
        let simple: [String: ValueType] = [
            "date": .date, "number": .number, "years": .years, "percentage": .percentage, "text": .text,
            "spells": .spells,
        ]
        guard let word, let type = simple[word] else { throw unexpected(expected) }
        advance()
        return type
    }

    // MARK: Rates

    mutating func rate(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> RateSyntax {
        let name = try declaredName("the rate")
        var rate = RateSyntax(name: name, type: try type(), periods: [], isCarriedForward: false)
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

    /// A value written out: an amount, a percentage or a number.
    private mutating func rateValue() throws(GiveUp) -> ExpressionSyntax {
        let start = token.range.lowerBound
        let kind: ExpressionSyntax.Kind
        switch token.kind {
        case .money(let amount):
            advance()
            kind = .money(amount, per: unitOfMoney())
        case .percent(let percentage):
            advance()
            kind = .percent(percentage)
        case .number(let number):
            advance()
            if !token.startsLine { _ = take(words: "years") || take(words: "hours", "per", "week") }
            kind = .number(number)
        default: throw unexpected("an amount such as £8.72, a percentage or a number.")
        }
        return ExpressionSyntax(kind: kind, range: start..<lastEnd)
    }

    // MARK: Lots

    mutating func lot(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> LotSyntax {
        var lot = LotSyntax(title: try declaredTitle("the name of the lot in quotes."), parts: [])
        _ = take(.colon)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            let start = parser.token.range.lowerBound
            guard let clause = try parser.lotClause() else {
                guard let last = lot.parts.indices.last else { return false }
                return try parser.annotation(&lot.parts[last].annotations, isInner: true)
            }
            lot.parts.append(.init(clause: clause, range: start..<parser.lastEnd, annotations: .init()))
            return true
        }
        return lot
    }

    private mutating func lotClause() throws(GiveUp) -> LotSyntax.Clause? {
        if take(words: "ward") { return .ward(try ward()) }
        if take(words: "with", "ward") {
            let ward = try ward()
            return .withWard(ward, try optionalDays())
        }
        if take(words: "without", "ward") {
            let ward = try ward()
            return .withoutWard(ward, try optionalDays())
        }
        if take(words: "with") {
            try expect(
                words: "neighbouring", "wards",
                expected: "`with neighbouring wards` or `with ward` and a code.")
            let reach = try reach()
            return .withNeighbours(reach, try optionalDays())
        }
        if take(words: "open") { return .open(try dateRange()) }
        if take(words: "provider") {
            let name = try expectText("the name of the provider in quotes.")
            return .provider(name, try optionalDays())
        }
        if take(words: "wards", "listed", "in") {
            let file = try expectText("the path of a file of ward codes, in quotes.")
            return .listed(file, try optionalDays())
        }
        if take(words: "borough") {
            let borough = try ward()
            return .borough(borough, try optionalDays())
        }
        if word == "outline" {
            throw report(
                .notYet, "`outline` in a lot is part of the language but not of this version.",
                expected: "`ward` and a code, once for each ward.", token.range)
        }
        return nil
    }

    private mutating func reach() throws(GiveUp) -> LotSyntax.Reach {
        guard take(words: "within") else { return .steps(1) }
        let expected = "`within 2 steps` or `within 500 metres`."
        guard case .number = token.kind else { throw unexpected(expected) }
        if word(after: 1) == "step" || word(after: 1) == "steps" {
            let steps = try expectWholeNumber(expected)
            guard (1...100).contains(steps) else {
                throw report(
                    .unexpected, "“\(steps)” steps cannot be taken.", expected: "1 to 100 steps.", token.range
                )
            }
            advance()
            return .steps(steps)
        }
        return .metres(try metres(expected))
    }

    private mutating func optionalDays() throws(GiveUp) -> DateRangeSyntax? {
        word == "from" || word == "during" ? try dateRange() : nil
    }
}
