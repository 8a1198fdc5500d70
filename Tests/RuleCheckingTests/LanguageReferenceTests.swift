import Diagnostics
import Foundation
import RuleTestSupport
import Testing

@testable import RuleSyntax

/// The language reference says what the reader and the checker do.
struct LanguageReferenceTests {
    let page: ReferencePage

    init() throws { page = try ReferencePage() }

    @Test func `every example of the reference is accepted`() {
        let blocks = page.blocks.filter {
            ["rules", "rules preamble", "rules whole"].contains($0.label)
        }
        #expect(blocks.count > 25)
        for block in blocks {
            let problems = page.problems(of: block).filter { $0.severity == .error }
            #expect(problems.isEmpty, "\(problems.map(\.text).joined(separator: "\n"))")
        }
    }

    @Test func `what the reference shows as refused is refused with that code and nothing else`() {
        let blocks = page.blocks.filter { $0.label.hasPrefix("rules refused ") }
        #expect(blocks.count > 12)
        for block in blocks {
            let code = block.label.dropFirst("rules refused ".count)
            let problems = page.problems(of: block)
            let codes = Set(problems.map(\.code.rawValue))
            #expect(
                codes == [String(code)], "line \(block.line): \(problems.map(\.text).joined(separator: "\n"))"
            )
        }
    }

    // MARK: The grammar

    private func grammar() throws -> Grammar {
        try Grammar(page.blocks.first { $0.label == "ebnf" }?.text ?? "")
    }

    /// Pieces that the reference describes in words.
    private static let pieces: Set<String> = [
        "LINE", "NAME", "TEXT", "NUMBER", "POSITIVE", "WHOLE", "STEPS", "MONEY", "PERCENT", "CODE", "BULLET",
        "VALUE",
        "ISO-DATE",
    ]

    @Test func `every name in the grammar is a rule of it, and every rule is used`() throws {
        let grammar = try grammar()
        #expect(grammar.used.subtracting(Set(grammar.rules.keys)) == Self.pieces)
        #expect(Set(grammar.rules.keys).subtracting(grammar.used) == ["file"])
    }

    /// Words the reader knows in order to refuse them, or that it reads as names.
    private static let readOnlyToRefuse: Set<String> = [
        "among", "between", "gbp", "rounded", "until", "up",
    ]

    @Test func `the grammar and the reader know the same words`() throws {
        let words = try grammar().words.filter { $0.contains(where: \.isLetter) }
        let known = try Self.wordsOfTheReader()
        #expect(words.subtracting(known).sorted() == [])
        #expect(known.subtracting(words).subtracting(Self.readOnlyToRefuse).sorted() == [])
    }

    /// The words in the vocabulary and in the reader's source.
    private static func wordsOfTheReader() throws -> Set<String> {
        var words = Vocabulary.statements.union(Vocabulary.everywhere).union(Vocabulary.reserved)
            .union(Vocabulary.comparing).union(Vocabulary.phrases.flatMap { $0 }).union(Vocabulary.articles)
            .union(Vocabulary.continuing).union(Vocabulary.clauses.values.flatMap { $0 })
        // Words of types, units and months are looked up by their spelling.
        words.formUnion([
            "date", "number", "years", "percentage", "text", "spells", "hour", "hours", "week", "month",
            "year",
            "day", "days", "weeks", "months", "yes", "no", "january", "february", "march", "april", "may",
            "june", "july",
            "august",
            "september", "october", "november", "december",
        ])
        let folder = Repository.folder.appending(path: "Sources/RuleSyntax")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.lastPathComponent.hasPrefix("Parser") {
            let source = try String(contentsOf: file, encoding: .utf8)
            for call in source.matches(of: /(?:take|expect)\(\s*words:\s*((?:"[a-z]+",?\s*)+)/) {
                words.formUnion(call.1.matches(of: /[a-z]+/).map { String($0.0) })
            }
            for test in source.matches(of: /(?:word|next|word\(after: \d\)) == "([a-z]+)"/) {
                words.insert(String(test.1))
            }
        }
        return words
    }

    @Test func `what is written at random from the grammar is read without a problem`() throws {
        let grammar = try grammar()
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        var statements = 0
        for _ in 0..<400 {
            var writer = SentenceWriter(grammar, random)
            writer.write(.name("file"))
            writer.write(.name("file"))
            random = writer.random
            let file = RuleFileSyntax(SourceText(name: "random", text: writer.text))
            statements += file.statements.count
            // The grammar does not say which clauses a statement has once at most.
            let problems = file.problems.filter { !$0.message.hasSuffix(" already.") }.map(\.text)
                .joined(separator: "\n")
            #expect(problems.isEmpty, "seed \(seed):\n\(problems)\n\(writer.text)")
            if !problems.isEmpty { return }
        }
        #expect(statements > 300)
    }
}
