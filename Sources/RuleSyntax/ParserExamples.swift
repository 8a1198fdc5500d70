import Diagnostics
import Facts

extension Parser {
    static let outcomes = ["not eligible", "eligible", "refer", "needs information"]

    mutating func promise() throws(GiveUp) -> PromiseSyntax {
        let title = try expectText("what is promised, in quotes.")
        try expect(.colon, "a colon, then `if … then …`.")
        try expect(words: "if", expected: "`if`, a test, `then` and an outcome.")
        let test = try expression()
        try expect(words: "then", expected: "`then` and an outcome.")
        if take(words: "cohort") {
            return PromiseSyntax(
                title: title, test: test, outcome: .cohort(try expectText("the name of a cohort.")))
        }
        guard let outcome = outcome() else { throw unexpected(Self.outcomeWords) }
        return PromiseSyntax(title: title, test: test, outcome: .outcome(outcome))
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
            if token(after: count).kind == .colon { return true }
            count += 1
        }
        return false
    }

    /// `name: value`, the value being the rest of the line as written.
    private mutating func exampleFact() throws(GiveUp) -> ExampleSyntax.Fact {
        let name = try name("the name of a fact, or `expect`.")
        try expect(.colon, "a colon and the value of the fact.")
        guard !token.startsLine, !isAtEnd else { throw unexpected("a value on the same line.") }
        let start = token.range.lowerBound
        while !token.startsLine, !isAtEnd { advance() }
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

    /// Names with commas between them, as long as what follows a comma is not another part of the expectation.
    private mutating func names(_ expected: String) throws(GiveUp) -> [NameSyntax] {
        var all = [try name(expected)]
        let parts: Set<String> = [
            "cohort", "lots", "lot", "ask", "place", "because", "error", "eligible", "not", "refer", "needs",
        ]
        while token.kind == .comma, let next = word(after: 1), !parts.contains(next) {
            advance()
            all.append(try name(expected))
        }
        return all
    }
}
