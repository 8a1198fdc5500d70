import Diagnostics
import Facts

extension Parser {
    static let statementLimit = 20_000

    /// Every statement of the file.
    mutating func file() -> [StatementSyntax] {
        var statements: [StatementSyntax] = []
        var isStray = false
        while !isAtEnd {
            let known = faults
            guard startsStatement || (!isStray && token.startsLine && misspeltKeyword != nil) else {
                if !isStray { reportStrayLine() }
                isStray = true
                advance()
                continue
            }
            if !startsStatement { reportStrayLine() }
            isStray = false
            guard statements.count < Self.statementLimit else {
                report(.tooLarge, "This file has more than \(Self.statementLimit) statements.", token.range)
                break
            }
            let first = index
            if let statement = readStatement() { statements.append(statement) }
            trace.statements.append(.init(tokens: first..<index, isSound: faults == known))
        }
        forgetSignsOfValues()
        return statements
    }

    private mutating func reportStrayLine() {
        if token.kind == .wrong { return }
        let message = "“\(shown(token))” does not begin a statement."
        let expected =
            "a line that begins with one of the statements, such as fact, define, condition or lot."
        if let keyword = misspeltKeyword {
            report(
                .strayLine, message, expected: expected, suggestion: "Did you mean “\(keyword)”?",
                repair: Repair(source: source.name, range: token.range, replacement: keyword), token.range)
        } else {
            report(.strayLine, message, expected: expected, token.range)
        }
    }

    /// The keyword that a word at the start of a line was probably meant to be: what follows is read as its statement.
    var misspeltKeyword: String? {
        guard let word, word.count >= 3, token(after: 1).kind != .colon, !token(after: 1).startsLine else {
            return nil
        }
        guard !startsClause,
            Phrasebook.clauses[word].map({ Vocabulary.clauses[statement]?.contains($0) != true }) ?? true
        else { return nil }
        let known =
            Spelling.nearest(to: word, among: Vocabulary.statements.sorted()) ?? Phrasebook.statements[word]
        // Every statement but two has a colon or a text on its line.
        guard let known else { return nil }
        return known == "eligible" || known == "identify" || lineDeclares ? known : nil
    }

    private mutating func readStatement() -> StatementSyntax? {
        guard let word, let keyword = Vocabulary.statements.contains(word) ? word : misspeltKeyword else {
            return nil
        }
        let start = token.range.lowerBound
        statement = keyword
        leaveExpression()
        declaring = nil
        isBroken = false
        said = []
        advance()
        var annotations = AnnotationsSyntax()
        do {
            guard let kind = try readKind(keyword, &annotations) else { return nil }
            readClauses(&annotations) { _ in false }
            if isBroken { throw GiveUp() }
            return StatementSyntax(kind: kind, range: start..<lastEnd, annotations: annotations)
        } catch {
            if let declaring { unreadNames.insert(declaring) }
            skipStatement()
            return nil
        }
    }

    private mutating func readKind(
        _ keyword: String, _ annotations: inout AnnotationsSyntax
    ) throws(GiveUp) -> StatementSyntax.Kind? {
        switch keyword {
        case "use": return .use(try expectText("the path of a rule file in quotes."))
        case "programme": return .programme(try programme(&annotations))
        case "calendar": return .calendar(try calendar(&annotations))
        case "period":
            let name = try declaredName("the period")
            return .period(name, try periodDays())
        case "source":
            let name = try declaredName("the source")
            return .source(name, try expectText("what the source is, in quotes."))
        case "boundaries": return .boundaries(try boundaries(&annotations))
        case "fact": return .fact(try fact(&annotations))
        case "connection": return .connection(try connectionStatement(&annotations))
        case "rate": return .rate(try rate(&annotations))
        case "define": return .define(try define(&annotations))
        case "interpretation": return .interpretation(try interpretation(&annotations))
        case "condition": return .condition(try condition(&annotations))
        case "eligible":
            try expect(words: "when", expected: "`eligible when` and an expression of conditions.")
            return .eligible(try expression())
        case "cohort": return .cohort(try cohort(&annotations))
        case "lot": return .lot(try lot(&annotations))
        case "cap": return .cap(try cap(&annotations))
        case "advise":
            let text = try expectText(
                "the advice in quotes, then a colon and when it is given.", upTo: .colon)
            try expect(.colon, "a colon, then when the advice is given.")
            return .advise(text, try expression())
        case "identify": return .identify(try identify())
        case "milestone": return .milestone(try milestone(&annotations))
        case "payment": return .payment(try payment(&annotations))
        case "promise": return .promise(try promise())
        case "example": return .example(try example(&annotations))
        default: return nil
        }
    }

    // MARK: Clauses

    /// Reads the clauses of a statement until the next statement, going on after one that cannot be read.
    mutating func readClauses(
        _ annotations: inout AnnotationsSyntax, _ read: (inout Parser) throws(GiveUp) -> Bool
    ) {
        while statementGoesOn, !isMisspeltStatement {
            let goesOn = !token.startsLine
            var first = index
            do {
                if goesOn, take(.comma) {}
                first = index
                trace.clauses.append(.init(first: index))
                try checkSaidOnce()
                if try read(&self) { continue }
                if try annotation(&annotations) { continue }
                if goesOn, !token.startsLine { isBroken = true }
                throw reportStray()
            } catch {
                clausesGivenUp += 1
                skipToNextClause(after: first)
            }
        }
    }

    /// Whether the line at hand was meant to begin a statement. Lines of examples begin with any word.
    private var isMisspeltStatement: Bool {
        guard token.startsLine, let keyword = misspeltKeyword else { return false }
        guard statement == "example" else { return true }
        if case .text = token(after: 1).kind { return true }
        return keyword == "example"
    }

    /// A clause that a statement has once is not said again.
    private mutating func checkSaidOnce() throws(GiveUp) {
        guard let word, Phrasebook.once[statement]?.contains(word) == true, !said.insert(word).inserted else {
            return
        }
        throw report(
            .unexpected, "This statement has `\(word)` already.", expected: "one `\(word)`.", token.range)
    }

    /// `source NAME, "place"`, `note "…"` or `assumed "…"`.
    ///
    /// - Parameter isInner: whether it belongs to a clause rather than to the statement.
    mutating func annotation(
        _ annotations: inout AnnotationsSyntax, isInner: Bool = false
    ) throws(GiveUp) -> Bool {
        if isInner, let last = trace.clauses.indices.last { trace.clauses[last].isInner = true }
        if take(words: "source") {
            if case .text(let quoted) = token.kind {
                throw report(
                    .unexpected, "The name of a source stands without quotes.",
                    expected: "`source \(quoted)`.",
                    token.range)
            }
            let name = try name("the name of a source.")
            var place: TextSyntax?
            if token.kind == .comma, case .text = token(after: 1).kind {
                advance()
                place = try expectText("the place in the source, in quotes.")
            } else if case .text = token.kind, !token.startsLine {
                report(
                    .unexpected, "There is no comma before “\(shown(token))”.",
                    expected: "a comma between the source and the place in it.",
                    repair: Repair(source: source.name, range: lastEnd..<lastEnd, replacement: ","),
                    token.range)
                place = try expectText("the place in the source, in quotes.")
            }
            annotations.citations.append(.init(name: name, place: place))
        } else if take(words: "note") {
            annotations.notes.append(try expectText("a note in quotes."))
        } else if take(words: "assumed") {
            annotations.assumptions.append(try expectText("the assumption in quotes."))
        } else {
            return false
        }
        return true
    }

    // MARK: The programme

    private mutating func programme(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> ProgrammeSyntax
    {
        var programme = ProgrammeSyntax(
            title: try expectText("the name of the programme in quotes.", upTo: .comma))
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "version") {
                programme.version = try parser.expectText("the version in quotes.")
            } else if parser.take(words: "runs") {
                programme.run = try parser.dateRange()
            } else if parser.take(words: "decided", "on") {
                programme.decidedOn = try parser.name("the name of the date on which people are judged.")
            } else {
                return false
            }
            return true
        }
        return programme
    }

    private mutating func calendar(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> CalendarRules {
        var rules = CalendarRules()
        _ = take(.colon)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "short", "months") {
                let expected = "`count to their last day` or `count to the first day of the next month`."
                try parser.expect(words: "count", "to", expected: expected)
                if parser.take(words: "their", "last", "day") {
                    rules.shortMonths = .lastDay
                } else {
                    _ = parser.take(words: "the")
                    try parser.expect(words: "first", "day", "of", expected: expected)
                    _ = parser.take(words: "the")
                    try parser.expect(words: "next", "month", expected: expected)
                    rules.shortMonths = .firstOfNext
                }
                return true
            }
            guard case .number = parser.token.kind, parser.word(after: 1) == "february" else { return false }
            let expected = "`29 February birthdays fall on 1 March` or `… on 28 February`."
            try parser.expectDay(29, "february", expected)
            try parser.expect(words: "birthdays", "fall", "on", expected: expected)
            if case .number = parser.token.kind, parser.word(after: 1) == "march" {
                try parser.expectDay(1, "march", expected)
                rules.leapBirthdays = .firstOfNext
            } else {
                try parser.expectDay(28, "february", expected)
                rules.leapBirthdays = .lastDay
            }
            return true
        }
        return rules
    }

    private mutating func expectDay(_ day: Int, _ month: String, _ expected: String) throws(GiveUp) {
        guard token.kind == .number(Rational(day)) else { throw unexpected(expected) }
        advance()
        try expect(words: month, expected: expected)
    }

    private mutating func periodDays() throws(GiveUp) -> DateRangeSyntax {
        let start = token.range.lowerBound
        if take(words: "not", "published") {
            return DateRangeSyntax(kind: .notPublished, range: start..<lastEnd)
        }
        return try dateRange()
    }

    private mutating func boundaries(_ annotations: inout AnnotationsSyntax) throws(GiveUp)
        -> BoundariesSyntax
    {
        var boundaries = BoundariesSyntax(
            file: try expectText("the name of a boundary file in quotes."), crosswalks: [])
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "neighbouring") {
                let expected = "`neighbouring means sharing at least 1 metre of border`."
                try parser.expect(words: "means", "sharing", "at", "least", expected: expected)
                boundaries.minimumBorder = try parser.metres(expected)
                try parser.expect(words: "of", "border", expected: expected)
            } else if parser.take(words: "outlines", "in") {
                boundaries.outlines += try parser.texts("the name of a file of outlines, in quotes.")
            } else if case .wardCode = parser.token.kind {
                let ward = try parser.ward()
                let expected = "`lies within`, then the code of a ward in the boundary file."
                try parser.expect(words: "lies", "within", expected: expected)
                let within = try parser.ward()
                boundaries.crosswalks.append(.init(ward: ward, within: within, annotations: .init()))
            } else if let last = boundaries.crosswalks.indices.last {
                return try parser.annotation(&boundaries.crosswalks[last].annotations, isInner: true)
            } else {
                return false
            }
            return true
        }
        return boundaries
    }

    /// A number above zero and `metre` or `metres`.
    mutating func metres(_ expected: String) throws(GiveUp) -> Rational {
        guard case .number(let metres) = token.kind, metres > .zero, metres < Rational(10_000_000) else {
            throw unexpected(expected)
        }
        advance()
        guard take(words: "metre") || take(words: "metres") else { throw unexpected(expected) }
        return metres
    }

    /// A ward code and, after it, the name in quotes.
    mutating func ward() throws(GiveUp) -> WardSyntax {
        guard case .wardCode(let code) = token.kind else {
            let digits = word.map { $0.dropFirst() } ?? ""
            if let letter = word?.first, "ewsn".contains(letter), !digits.isEmpty,
                digits.allSatisfy(\.isNumber)
            {
                throw report(
                    .wardCodeLength, "“\(shown(token))” has \(digits.count) digits, and a code has 8.",
                    expected: "E, W, S or N and eight digits, such as E05001287.", token.range)
            }
            throw unexpected("a ward code: E, W, S or N and eight digits.")
        }
        let start = token.range.lowerBound
        advance()
        var name: TextSyntax?
        if case .text = token.kind, !token.startsLine { name = try expectText("the name of the ward.") }
        return WardSyntax(code: code, name: name, range: start..<lastEnd)
    }

    // MARK: What is decided

    private mutating func condition(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> ConditionSyntax
    {
        let name = try declaredName("the condition")
        var condition = ConditionSyntax(name: name, test: try expression(), waivers: [], refers: false)
        var isAfterWaiver = false
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "waived") {
                try parser.expect(
                    words: "when", expected: "`waived when`, a name, a colon and an expression.")
                let name = try parser.declaredName("the waiver")
                let test = try parser.expression()
                condition.waivers.append(.init(name: name, test: test, annotations: .init()))
                isAfterWaiver = true
            } else if parser.take(words: "otherwise") {
                isAfterWaiver = false
                if parser.take(words: "refer") {
                    condition.refers = true
                    if parser.take(.comma), parser.word != "say", !parser.startsClause {
                        throw parser.unexpected("`say` and what is said to the person, in quotes.")
                    }
                }
                if parser.take(words: "say") {
                    condition.say = try parser.expectText("what is said to the person, in quotes.")
                } else if !condition.refers {
                    throw parser.unexpected("`otherwise say \"…\"` or `otherwise refer, say \"…\"`.")
                }
            } else if isAfterWaiver, let last = condition.waivers.indices.last {
                return try parser.annotation(&condition.waivers[last].annotations, isInner: true)
            } else {
                return false
            }
            return true
        }
        return condition
    }

    private mutating func cohort(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> CohortSyntax {
        var title: TextSyntax?
        var others: [TextSyntax] = []
        if !take(words: "refer") {
            title = try declaredTitle("the name of the cohort in quotes, or `refer`.")
            while token.kind == .comma {
                advance()
                try expect(words: "also", "called", expected: "`also called` and the other name.")
                others += try texts("the other name in quotes.")
            }
        }
        try expect(.colon, "a colon, then who belongs to the cohort.")
        var cohort = CohortSyntax(title: title, otherTitles: others, test: try expression())
        readClauses(&annotations) { (parser) throws(GiveUp) in
            guard parser.take(words: "say") else { return false }
            cohort.say = try parser.expectText("what is said to the person, in quotes.")
            return true
        }
        return cohort
    }

    private mutating func cap(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> CapSyntax {
        let cohort = try expectText("the name of a cohort in quotes.", upTo: .colon)
        try expect(.colon, "a colon, then `places given for each lot` or a number.")
        var places = CapSyntax.Places.givenForEachLot
        if !take(words: "places", "given", "for", "each", "lot") {
            places = .number(
                try expectWholeNumber("`places given for each lot` or a whole number of places."))
            _ = take(words: "places")
            if word == "for", !take(words: "for", "each", "lot") { throw unexpected("`for each lot`.") }
        }
        var cap = CapSyntax(cohort: cohort, places: places, suspensions: [])
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "suspended") {
                cap.suspensions.append(try parser.dateRange())
            } else if parser.take(words: "when", "full") {
                if parser.token.kind == .comma { parser.advance() }
                try parser.expect(words: "say", expected: "`when full, say` and text in quotes.")
                cap.whenFull = try parser.expectText("what is said to the person, in quotes.")
            } else {
                return false
            }
            return true
        }
        return cap
    }

    private mutating func identify() throws(GiveUp) -> [NameSyntax] {
        try expect(words: "people", "by", expected: "`identify people by` and names of facts.")
        var names = [try name("the name of a fact.")]
        while take(.comma) || take(words: "and") { names.append(try name("the name of a fact.")) }
        return names
    }
}
