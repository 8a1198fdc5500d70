import Diagnostics
import Testing

@testable import RuleSyntax

/// What the reader does at the edges that formatting touches.
@Suite struct ReadingTests {
    private func read(_ text: String) -> RuleFileSyntax { RuleFileSyntax(SourceText(name: "", text: text)) }

    @Test func `A source after a waiver is the waiver's, after otherwise the condition's`() throws {
        let file = read(
            """
            condition c: x
                source first
                waived when known: y
                    source second
                    note "n"
                otherwise say "s"
                source third
            """)
        let statement = try #require(file.statements.first)
        guard case .condition(let condition) = statement.kind else {
            Issue.record("not a condition")
            return
        }
        #expect(file.problems.isEmpty)
        #expect(statement.annotations.citations.map(\.name.key) == ["first", "third"])
        #expect(condition.waivers.map { $0.annotations.citations.map(\.name.key) } == [["second"]])
        #expect(condition.waivers.map(\.annotations.notes.count) == [1])
    }

    @Test func `A comma too many does not swallow the next statement`() {
        let file = read("fact x: date,\nfact y: date\nfact z: date")
        #expect(file.statements.count == 3)
        #expect(file.problems.count == 1)
    }

    @Test func `Spaces without width are left out of names`() throws {
        let file = read("define x: the\u{FEFF} \u{200B}long name")
        guard case .define(let define) = try #require(file.statements.first).kind,
            case .name(let name) = define.value.kind
        else {
            Issue.record("not a name")
            return
        }
        #expect(name.text == "long name")
        #expect(name.key == "long name")
    }

    @Test func `A file of nothing but mistakes keeps a thousand and says that there are more`() {
        let file = read(String(repeating: "fact 5\n", count: 3000))
        #expect(file.problems.count == Parser.problemLimit + 1)
        #expect(file.problems.last?.code == .andMore)
        #expect(RuleTree(file.source).statements.allSatisfy { !$0.isReadable })
    }
}
