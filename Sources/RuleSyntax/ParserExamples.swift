import Diagnostics
import Facts

extension Parser {
    static let outcomes = ["not eligible", "eligible", "refer", "needs information"]

    mutating func promise() throws(GiveUp) -> PromiseSyntax {
        let title = try expectText("what is promised, in quotes.")
        try expect(.colon, "a colon, then `if … then …`.")
        let opener = index
        try expect(words: "if", expected: "`if`, a test, `then` and an outcome.")
        let test = try expression()
        trace.groups.append(.init(kind: .consequence, opener: opener, joints: [index], end: index + 1))
        try expect(words: "then", expected: "`then` and an outcome.")
        if take(words: "cohort") {
            return PromiseSyntax(
                title: title, test: test, outcome: .cohort(try expectText("the name of a cohort.")))
        }
        guard let outcome = outcome() else { throw unexpected(Self.outcomeWords) }
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
            if !parser.take(words: "not", "published") { entry.amount = try parser.sum() }
            entry.range = start..<parser.lastEnd
            payment.entries.append(entry)
            return true
        }
        return payment
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
            title: try expectText("what the example shows, in quotes."), facts: [], expectations: [])
        _ = take(.colon)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.word == "expect", parser.word(after: 1) != nil {
                example.expectations.append(try parser.expectation())
                return true
            }
            if let word = parser.word, !Vocabulary.everywhere.contains(word) || parser.isFactLine {
                example.facts.append(try parser.exampleFact())
                return true
            }
            return false
        }
        return example
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
        let name = try name("the name of a fact, or `expect`.")
        try expect(.colon, "a colon and the value of the fact.")
        guard !token.startsLine, !isAtEnd else { throw unexpected("a value on the same line.") }
        let start = token.range.lowerBound
        let first = index
        while !token.startsLine, !isAtEnd { advance() }
        trace.values.append(first..<index)
        let range = start..<lastEnd
        return .init(
            name: name,
            value: TextSyntax(text: String(decoding: source.bytes[range], as: UTF8.self), range: range))
    }

    private mutating func expectation() throws(GiveUp) -> ExampleSyntax.Expectation {
        let start = token.range.lowerBound
        advance()
        var expectation = ExampleSyntax.Expectation(range: start..<start)
        repeat { try part(of: &expectation) } while take(.comma)
        expectation.range = start..<lastEnd
        return expectation
    }

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
                    try expectText("the name of a cohort in quotes, `not known` or `refer`."))
            }
        } else if take(words: "lots") || take(words: "lot") {
            expectation.lots = try texts("the name of a lot in quotes.")
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
            throw unexpected(
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
        let parts: Set<String> = [
            "cohort", "lots", "lot", "ask", "place", "because", "error", "eligible", "not", "refer", "needs",
            "milestone", "payment", "no",
        ]
        while token.kind == .comma, let next = word(after: 1), !parts.contains(next) {
            advance()
            all.append(try name(expected))
        }
        return all
    }
}
