import Diagnostics
import RuleTestSupport
import Testing

@testable import RuleSyntax

/// What holds of the formatter for any text.
@Suite struct FormattingPropertyTests {
    private static func format(_ bytes: [UInt8]) -> [UInt8] {
        RuleFormatter.format(SourceText(name: "text", bytes: bytes))
    }

    /// Formats and checks that nothing was said differently and that a second time changes nothing.
    @discardableResult
    private static func check(_ bytes: [UInt8]) throws -> [UInt8] {
        let formatted = format(bytes)
        let (before, after) = (SyntaxDump(bytes), SyntaxDump(formatted))
        try hold(before.tokens == after.tokens, "tokens", bytes)
        try hold(before.statements == after.statements, before.difference(from: after), bytes)
        try hold(before.problems == after.problems, "problems", bytes)
        try hold(before.comments == after.comments, "comments", bytes)
        try hold(format(formatted) == formatted, "second time", bytes)
        return formatted
    }

    /// Shows the text, not what was made of it.
    private static func hold(_ isTrue: Bool, _ what: @autoclosure () -> String, _ bytes: [UInt8]) throws {
        try #require(isTrue, "\(what()):\n\(String(decoding: bytes, as: UTF8.self))")
    }

    @Test(arguments: RuleSource.shipped) func `Shipped files are in their layout`(_ rules: RuleSource)
        throws
    {
        let isFormatted = RuleFormatter.format(rules.source) == rules.source.bytes
        #expect(isFormatted)
    }

    /// How many texts of each kind are tried; `WARDWISE_CASES` says how many of all kinds together.
    private static let texts = (Asked.cases ?? 2_000) / 4

    @Test func `Spaces make no difference`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<Self.texts / 2 {
            let source = Excerpts.random(&random)
            var respacing = Respacing(source)
            let bytes = respacing.bytes(&random)
            try Self.hold(try Self.check(bytes) == RuleFormatter.format(source), "layout", bytes)
        }
    }

    @Test func `Line breaks and comments keep what is said`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<Self.texts {
            let source = Excerpts.random(&random)
            var respacing = Respacing(source)
            respacing.breaks = true
            respacing.joins = random.once(in: 2)
            respacing.comments = random.once(in: 2)
            respacing.blanks = random.once(in: 2)
            let bytes = respacing.bytes(&random)
            let formatted = try Self.check(bytes)
            let (written, read) = (SyntaxDump(source), SyntaxDump(formatted))
            try Self.hold(written.statements == read.statements, written.difference(from: read), bytes)
            try Self.hold(read.comments.count == written.comments.count + respacing.added, "count", bytes)
        }
    }

    @Test func `Damaged text keeps what is said`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<Self.texts {
            var damage = Damage(Excerpts.random(&random).bytes)
            let bytes = damage.bytes(&random)
            let formatted = try Self.check(bytes)
            let text = SourceText(name: "", bytes: bytes)
            let tree = RuleTree(text)
            for statement in tree.statements where !statement.isReadable {
                let start = tree.tokens[statement.tokens.lowerBound].range.lowerBound
                let end = tree.tokens[statement.tokens.upperBound - 1].range.upperBound
                try Self.hold(formatted.contains(text.bytes[start..<end]), "unreadable", bytes)
            }
        }
    }

    @Test func `Any pieces keep what is said`() throws {
        var random = SeededRandom(seed: .printed())
        let source = Specimen.source
        let tree = RuleTree(source)
        let tokens = tree.tokens.map { Array(source.bytes[$0.range]) }
        for _ in 0..<Self.texts * 2 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...25, using: &random) {
                bytes +=
                    (tokens.randomElement(using: &random) ?? [])
                    + random.bytes(ofOneOf: [" ", " ", "\n", "\n    ", " # c\n"])
            }
            try Self.check(bytes)
        }
    }
}
