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
        while take(words: "or") || takeComma() {
            readings.append(try expectText("another reading in quotes."))
        }
        var interpretation = InterpretationSyntax(name: name, readings: readings)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            guard parser.take(words: "default") else { return false }
            interpretation.chosen = try parser.expectText("one of the readings in quotes.")
            return true
        }
        return interpretation
    }

    /// A comma before another text.
    private mutating func takeComma() -> Bool {
        guard token.kind == .comma, case .text = token(after: 1).kind else { return false }
        advance()
        return true
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
            if let between = word, ["a", "an"].contains(between), !token.startsLine,
                let per = word(after: 1).flatMap(ValueType.Per.init(rawValue:))
            {
                report(
                    .unexpected, "“money \(between) \(per.rawValue)” is no type.",
                    expected: "`money per \(per.rawValue)`.",
                    repair: Repair(source: source.name, range: token.range, replacement: "per"), token.range)
                advance()
                advance()
                return .money(per: per)
            }
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
        guard let word, let type = simple[word] else { throw reportNoType(expected, Array(simple.keys)) }
        advance()
        return type
    }

    /// Reports what is no type, with the one that was probably meant.
    private mutating func reportNoType(_ expected: String, _ known: [String]) -> GiveUp {
        guard !token.startsLine, let word else { return unexpected(expected) }
        // Answers are often written without their quotes.
        if tokens[index...].prefix(40).dropFirst().prefix(while: { !$0.startsLine }).contains(where: {
            $0.kind == .comma || $0.kind == .word("or")
        }), Phrasebook.types[word] == nil {
            var end = index
            while tokens[end + 1].kind != .comma, tokens[end + 1].kind != .word("or"),
                !tokens[end + 1].startsLine
            {
                end += 1
            }
            let answer = token.range.lowerBound..<tokens[end].range.upperBound
            return report(
                .unexpected, "“\(shown(answer))” is no type.",
                expected: "the answers in quotes: \"\(shown(answer))\" or …", answer)
        }
        let nearest = Spelling.nearest(to: word, among: (known + ["money", "hours per week"]).sorted())
        let meant = Phrasebook.types[word] ?? nearest
        return report(
            .unexpected, "“\(shown(token))” is no type.",
            expected: meant == nil ? expected : "a type, such as date, money per hour or yes or no.",
            suggestion: meant.map { "Did you mean “\($0)”?" },
            repair: nearest.map { Repair(source: source.name, range: token.range, replacement: $0) },
            token.range)
    }

    /// `per week`, and the like.
    private mutating func perUnit(longerThan part: ValueType.Per?) throws(GiveUp) -> ValueType.Per {
        advance()
        let all = ValueType.Per.allCases
        let units = part.flatMap(all.firstIndex).map { all[($0 + 1)...] } ?? all[...]
        guard let per = word.flatMap(ValueType.Per.init(rawValue:)), units.contains(per) else {
            if let word, let meant = Phrasebook.units[word] {
                throw report(
                    .unexpected, "“\(shown(token))” is no unit here.",
                    expected: units.map(\.rawValue).joined(separator: " or ") + ".",
                    suggestion: "Did you mean “\(meant)”?",
                    repair: Repair(source: source.name, range: token.range, replacement: meant), token.range)
            }
            throw unexpected(
                units.isEmpty
                    ? "a shorter unit before “per”." : units.map(\.rawValue).joined(separator: " or ") + ".")
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

    /// A number followed by `to` or `and`, or what people write for that.
    private var startsBand: Bool {
        if case .number = token.kind { return ["to", "and", "or"].contains(word(after: 1)) }
        return word.map { Self.overWords.contains($0) || Self.underWords.contains($0) } == true
            && (token(after: 1).kind.isNumber || token(after: 2).kind.isNumber)
    }

    private static let overWords: Set<String> = ["over", "above", "more", "older"]
    private static let underWords: Set<String> = ["under", "below", "less", "up", "younger"]

    /// `18 to 20: £6.45` or `25 and over: £8.72`.
    private mutating func band() throws(GiveUp) -> RateSyntax.Band {
        let start = token.range.lowerBound
        guard case .number(let low) = token.kind else { throw reportNoBand() }
        advance()
        var high: Rational?
        if take(words: "to") {
            guard case .number(let number) = token.kind else { throw reportNoBand() }
            advance()
            high = number
        } else if !take(words: "and", "over") {
            throw reportNoOpenBand(from: low, start)
        }
        if token.kind.isValue, !token.startsLine {
            throw report(
                .unexpected, "There is no colon before “\(shown(token))”.",
                expected: "`\(shown(start..<lastEnd)): \(shown(token))`.",
                repair: Repair(source: source.name, range: lastEnd..<lastEnd, replacement: ":"), token.range)
        }
        try expect(.colon, "a colon, then the amount.")
        return .init(from: low, to: high, value: try rateValue(), range: start..<lastEnd)
    }

    /// `over 25`, `under 18`, or no band at all.
    private mutating func reportNoBand() -> GiveUp {
        let expected = "a band such as `18 to 20: £6.45` or `25 and over: £8.72`."
        if token.kind.isValue, !token.startsLine {
            return report(
                .unexpected, "There is no colon before “\(shown(token))”.",
                expected: "a colon between the days and the amount.",
                repair: Repair(source: source.name, range: lastEnd..<lastEnd, replacement: ":"), token.range)
        }
        let numbers = [1, 2].compactMap { count -> Rational? in
            if case .number(let number) = token(after: count).kind { number } else { nil }
        }
        guard startsBand, let word, let end = numbers.first, let next = end.plus(Rational(1)),
            let last = end.minus(Rational(1))
        else { return unexpected(expected) }
        return report(
            .unexpected, "“\(shown(token)) \(end.decimalText)” is no band.",
            expected: Self.underWords.contains(word) && word != "up"
                ? "`0 to \(last.decimalText)`."
                : word == "up"
                    ? "`0 to \(end.decimalText)`."
                    : "`\(next.decimalText) and over`; or `\(end.decimalText) and over`, if \(end.decimalText) belongs.",
            token.range)
    }

    /// `25 or over`, `25 and above`.
    private mutating func reportNoOpenBand(from low: Rational, _ start: Int) -> GiveUp {
        let isOpen = word(after: 1).map { Phrasebook.openEnds[$0] == "is at least" } ?? false
        guard word == "or" || word == "and", isOpen else {
            return unexpected("`to` and the last of the band, or `and over`.")
        }
        return report(
            .unexpected, "“\(shown(start..<token(after: 1).range.upperBound))” is no band.",
            expected: "`\(low.decimalText) and over`.",
            repair: Repair(
                source: source.name, range: token.range.lowerBound..<token(after: 1).range.upperBound,
                replacement: "and over"), start..<token(after: 1).range.upperBound)
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
        throw reportNoAmount()
    }

    /// `820p`, `GBP 14,250`.
    private mutating func reportNoAmount() -> GiveUp {
        let expected = "an amount such as £8.72, a percentage or a number."
        guard !token.startsLine, let word else { return unexpected(expected) }
        if word.last == "p", let pence = Int(word.dropLast()), let amount = Rational(Int128(pence), over: 100)
        {
            return report(
                .unexpected, "“\(shown(token))” is an amount in pence.", expected: "\(amount.poundsText).",
                repair: Repair(source: source.name, range: token.range, replacement: amount.poundsText),
                token.range)
        }
        if word == "gbp", case .number(let amount) = token(after: 1).kind {
            return report(
                .unexpected, "“\(shown(token))” is no sign of an amount here.",
                expected: "\(amount.poundsText).",
                token.range.lowerBound..<token(after: 1).range.upperBound)
        }
        return unexpected(expected)
    }
}
