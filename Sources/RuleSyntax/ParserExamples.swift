import Diagnostics
import Facts

extension Parser {
    static let outcomes = ["not eligible", "eligible", "refer", "needs information"]

    mutating func promise() throws(GiveUp) -> PromiseSyntax {
        let title = try expectText("what is promised, in quotes.", upTo: .colon)
        try expect(.colon, "a colon, then `if … then …`.")
        let opener = index
        try expect(words: "if", expected: "`if`, a test, `then` and an outcome.")
        let test = try expression()
        trace.groups.append(.init(kind: .consequence, opener: opener, joints: [index], end: index + 1))
        if token.kind == .comma, word(after: 1) == "then" { advance() }
        try expect(words: "then", expected: "`then` and an outcome.")
        if take(words: "cohort") {
            return PromiseSyntax(
                title: title, test: test, outcome: .cohort(try expectText("the name of a cohort.")))
        }
        guard let outcome = outcome() else { throw reportOutcome(Self.outcomeWords) }
        return PromiseSyntax(title: title, test: test, outcome: .outcome(outcome))
    }

    mutating func milestone(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> MilestoneSyntax {
        let title = try declaredTitle("the name of the milestone in quotes.")
        try expect(.colon, "a colon, then when the milestone is met.")
        var milestone = MilestoneSyntax(title: title, test: try expression(), referrals: [])
        readClauses(&annotations) { (parser) throws(GiveUp) in
            let opener = parser.index
            guard parser.take(words: "refer") else { return false }
            try parser.expect(words: "when", expected: "`refer when`, a test, and `say` with text in quotes.")
            var referral = MilestoneSyntax.Referral(test: try parser.expression())
            if parser.token.kind == .comma { parser.advance() }
            if parser.take(words: "say") {
                parser.trace.groups.append(
                    .init(
                        kind: .saying, opener: opener, joints: [parser.index - 1], end: parser.index + 1))
                referral.say = try parser.expectText("what is said to the provider, in quotes.")
            }
            milestone.referrals.append(referral)
            return true
        }
        return milestone
    }

    mutating func payment(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> PaymentSyntax {
        var payment = PaymentSyntax(
            title: try declaredTitle("the name of the payment in quotes."), entries: [])
        let given = clausesGivenUp
        _ = take(.colon)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "dated", "by") {
                payment.datedBy = try parser.name("the name of the date that picks among the days below.")
                return true
            }
            let start = parser.token.range.lowerBound
            var entry = PaymentSyntax.Entry(range: start..<start)
            if case .text = parser.token.kind {
                entry.cohort = try parser.expectText("the name of a cohort.")
            }
            if parser.word == "from" || parser.word == "during" { entry.days = try parser.dateRange() }
            guard entry.cohort != nil || entry.days != nil else { return false }
            try parser.expect(.colon, "a colon, then an amount or `not published`.")
            if let word = parser.word, Phrasebook.unpublished.contains(word),
                parser.token(after: 1).startsLine || (word == "not" && parser.word(after: 1) != "published")
            {
                throw parser.unexpected(
                    "an amount, or `not published` for one that exists and that no source gives.")
            }
            if !parser.take(words: "not", "published") { entry.amount = try parser.sum() }
            entry.range = start..<parser.lastEnd
            payment.entries.append(entry)
            return true
        }
        payment.isWhole = clausesGivenUp == given
        return payment
    }

    /// Reports what is no outcome, with the one that was probably meant.
    private mutating func reportOutcome(_ expected: String) -> GiveUp {
        guard !token.startsLine, let word, let meant = Phrasebook.outcomes[word] else {
            return unexpected(expected)
        }
        return report(
            .unexpected, "I did not expect “\(shown(token))” here.", expected: expected,
            suggestion: "Did you mean “\(meant)”?",
            repair: Repair(source: source.name, range: token.range, replacement: meant), token.range)
    }

    private static let outcomeWords = "eligible, not eligible, refer or needs information."

    private mutating func outcome() -> String? {
        if take(words: "not", "eligible") { return "not eligible" }
        if take(words: "needs", "information") { return "needs information" }
        if take(words: "eligible") { return "eligible" }
        if take(words: "refer") { return "refer" }
        return nil
    }

    mutating func example(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> ExampleSyntax {
        var example = ExampleSyntax(
            title: try expectText("what the example shows, in quotes.", upTo: .colon), facts: [],
            expectations: [])
        let given = clausesGivenUp
        _ = take(.colon)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            guard parser.token.startsLine, let word = parser.word else { return false }
            let isFact = parser.isFactLine
            if word == "expect", parser.token(after: 1).kind != .colon {
                example.expectations.append(try parser.expectation())
            } else if !isFact, parser.isNearlyExpect(word) {
                parser.reportMisspelt(
                    .unexpected, "“\(word)” begins no line of an example.",
                    expected: "`expect`, or the name of a fact, a colon and its value.", among: ["expect"])
                example.expectations.append(try parser.expectation())
            } else if isFact || !Vocabulary.everywhere.contains(word) {
                example.facts.append(try parser.exampleFact())
            } else {
                return false
            }
            return true
        }
        example.isWhole = clausesGivenUp == given
        return example
    }

    private func isNearlyExpect(_ word: String) -> Bool {
        Phrasebook.clauses[word] == "expect" || Spelling.nearest(to: word, among: ["expect"]) != nil
    }

    private var isFactLine: Bool {
        var count = 1
        while !token(after: count).startsLine {
            switch token(after: count).kind {
            case .colon: return true
            case .word, .number: count += 1
            default: return false
            }
        }
        return false
    }

    /// `name: value`, the value being the rest of the line as written.
    private mutating func exampleFact() throws(GiveUp) -> ExampleSyntax.Fact {
        let line = restOfLine
        let name = try name("the name of a fact, or `expect`.")
        if token.startsLine || isAtEnd {
            throw report(
                .unexpected, "There is no colon on this line.",
                expected: "the name of a fact, a colon and its value; or `expect`.", line)
        }
        try expect(.colon, "a colon and the value of the fact.")
        guard !token.startsLine, !isAtEnd else { throw unexpected("a value on the same line.") }
        let start = token.range.lowerBound
        let first = index
        while !token.startsLine, !isAtEnd { advance() }
        trace.values.append(first..<index)
        valueLines.insert(source.line(at: start))
        let range = start..<lastEnd
        return .init(
            name: name,
            value: TextSyntax(text: String(decoding: source.bytes[range], as: UTF8.self), range: range))
    }

    private mutating func expectation() throws(GiveUp) -> ExampleSyntax.Expectation {
        let start = token.range.lowerBound
        advance()
        var expectation = ExampleSyntax.Expectation(range: start..<start)
        repeat { try part(of: &expectation) } while take(.comma) || goesOnWithoutComma()
        expectation.range = start..<lastEnd
        return expectation
    }

    /// Another part of an expectation whose comma is missing: reported, and read all the same.
    private mutating func goesOnWithoutComma() -> Bool {
        guard !token.startsLine, let word, word == "and" || Self.parts.contains(word) else { return false }
        report(
            .unexpected,
            "There is no comma before “\(word == "and" ? shown(token(after: 1)) : shown(token))”.",
            expected: "a comma between two things that are expected.",
            repair: Repair(
                source: source.name,
                range: lastEnd..<(word == "and" ? token.range.upperBound : lastEnd), replacement: ","),
            token.range)
        if word == "and" { advance() }
        return true
    }

    private static let parts: Set<String> = [
        "cohort", "lots", "lot", "ask", "place", "because", "error", "eligible", "not", "refer", "needs",
        "milestone", "payment", "no",
    ]

    private mutating func part(of expectation: inout ExampleSyntax.Expectation) throws(GiveUp) {
        if let outcome = outcome() {
            expectation.outcome = outcome
        } else if take(words: "cohort") {
            if take(words: "not", "known") {
                expectation.cohort = .notKnown
            } else if take(words: "refer") {
                expectation.cohort = .refer
            } else {
                expectation.cohort = .named(
                    try expectText("the name of a cohort in quotes, `not known` or `refer`.", upTo: .comma))
            }
        } else if take(words: "lots") || take(words: "lot") {
            expectation.lots = try texts("the name of a lot in quotes.", upTo: .comma)
        } else if take(words: "no", "lots") {
            expectation.lots = []
        } else if take(words: "ask", "next") {
            expectation.askNext = try names("the name of a fact.")
        } else if take(words: "ask", "nothing") {
            expectation.askNext = []
        } else if take(words: "milestone") {
            let title = try expectText("the name of a milestone in quotes.")
            guard let result = milestoneResult() else {
                throw unexpected("met, not met, refer or needs information.")
            }
            expectation.milestones.append((title, result))
        } else if take(words: "payment") {
            let title = try expectText("the name of a payment in quotes.")
            expectation.payments.append((title, try expectedPayment()))
        } else if take(words: "place") {
            expectation.place = try expectText("“available”, “waiting list” or “not known” in quotes.")
        } else if take(words: "because") {
            expectation.because = try name("the name of a condition.")
        } else if take(words: "error", "in") {
            expectation.errorIn = try name("the name of a fact.")
        } else {
            throw reportOutcome(
                "an outcome (\(Self.outcomeWords.dropLast())), cohort, lots, ask next, place, because or error in."
            )
        }
    }

    private mutating func milestoneResult() -> String? {
        if take(words: "met") { return "met" }
        if take(words: "not", "met") { return "not met" }
        if take(words: "refer") { return "refer" }
        if take(words: "needs", "information") { return "needs information" }
        return nil
    }

    private mutating func expectedPayment() throws(GiveUp) -> ExampleSyntax.ExpectedPayment {
        if take(words: "not", "published") { return .notPublished }
        if take(words: "not", "known") { return .notKnown }
        if take(words: "none") { return .none }
        guard case .money(let amount) = token.kind else {
            throw unexpected("an amount such as £889, `not published`, `not known` or `none`.")
        }
        advance()
        return .amount(amount, per: unitOfMoney())
    }

    /// Names with commas between them, as long as what follows a comma is not another part of the expectation.
    private mutating func names(_ expected: String) throws(GiveUp) -> [NameSyntax] {
        var all = [try name(expected)]
        while token.kind == .comma, let next = word(after: 1), !Self.parts.contains(next) {
            advance()
            all.append(try name(expected))
        }
        return all
    }
}
