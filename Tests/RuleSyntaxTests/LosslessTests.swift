import Diagnostics
import RuleTestSupport
import Testing

@testable import RuleSyntax

@Suite struct LosslessTests {
    private static let pieces = [
        "\r", "\n", "\r\n", "\0", "\u{FEFF}", "\u{2028}", "\u{2029}", "\u{A0}", "\u{200B}", "\t", " ", "#",
        "# so",
        "\"", "“", "”", "fact ", "define x: ", "lot \"A\"\n", "example \"E\"\n", "rate r: money\n", "from ",
        "to ",
        "1 June 2018", "2018-06-01", "1/6/2018", "£", "£8.72", "25 and over: ", "- ", "• ", "– ", "(", ")",
        ",",
        ";", ":", "all of", "either ", "and ", "or ", "not ", "E05001216 ", "source ", "note \"x\"", "é", "🙂",
        "999999999999999999999999", "%", "is ", "at least ", "waived when w: ", "the ",
    ]

    /// Checks that pieces, tokens, statements and clauses leave nothing out and nothing twice.
    private static func check(_ bytes: [UInt8]) {
        let tree = RuleTree(name: "lossless", bytes: bytes)
        let source = tree.source
        #expect(tree.joined == bytes)
        var position = 0
        for piece in tree.pieces {
            #expect(piece.lowerBound == position)
            position = piece.upperBound
        }
        #expect(position == source.bytes.count)
        var token = 0
        for statement in tree.statements {
            #expect(statement.tokens.lowerBound == token)
            for clause in statement.clauses {
                #expect(clause.tokens.lowerBound == token)
                #expect(!clause.tokens.isEmpty)
                token = clause.tokens.upperBound
            }
            #expect(statement.tokens.upperBound == token)
        }
        #expect(token == tree.tokens.count - 1)
    }

    @Test func `Any bytes are all in the tree`() {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<1000 {
            let count = Int.random(in: 0...60, using: &random)
            Self.check((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }

    @Test func `Any pieces of the language are all in the tree`() {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                bytes += random.bytes(ofOneOf: Self.pieces)
            }
            Self.check(bytes)
        }
    }

    @Test(arguments: RuleSource.shipped) func `Every shipped file is all in the tree`(
        _ rules: RuleSource
    ) {
        Self.check(rules.source.bytes)
        #expect(RuleTree(rules.source).statements.allSatisfy { $0.isReadable })
    }

    @Test func `A file too large to read is one unread piece`() {
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: Parser.sizeLimit + 1)
        let source = SourceText(name: "large", bytes: bytes)
        #expect(RuleTree(source).unread == 0..<bytes.count)
        #expect(RuleFormatter.format(source) == bytes)
    }

    @Test func `CR LF is one line end, and every kind of space is one piece`() {
        let tree = RuleTree(SourceText(name: "", text: "\u{A0} \tfact a: date\r\n\r\n\u{2028}# end "))
        #expect(tree.trivia.map(\.kind) == [.space, .space, .space, .lineEnd, .lineEnd, .lineEnd, .comment])
    }

    @Test func `A tree knows statements, clauses and what belongs to a clause`() throws {
        let text = """
            what
            condition c: x and y
                waived when waiver: d
                    source summary, "p"
                otherwise say "x"
                source summary
            lot "unclosed
            """
        let tree = RuleTree(SourceText(name: "", text: text))
        #expect(tree.statements.map(\.keyword) == [nil, "condition", "lot"])
        #expect(tree.statements.map(\.isReadable) == [false, true, false])
        let condition = try #require(tree.statements.dropFirst().first)
        #expect(condition.clauses.map(\.depth) == [.head, .clause, .inner, .clause, .clause])
    }
}
