import Diagnostics
import Testing

@Suite struct ProblemTextTests {
    let source = SourceText(name: "a.rules", text: "fact one: date\r\n\tfact twö: dat\rthird")

    @Test func `a problem shows its place, the line with the stretch marked, and what to do`() {
        let problem = Problem(
            .init(rawValue: "X001"), "“dat” is not a type.", expected: "a type.",
            suggestion: "Did you mean “date”?", at: [source.place(28..<31)])
        #expect(
            problem.text == """
                a.rules:2:12: error X001: “dat” is not a type.
                  2 | \tfact twö: dat
                    | \t          ^^^
                  Expected: a type.
                  Did you mean “date”?
                """)
    }

    @Test(arguments: [(0, 1), (15, 1), (16, 2), (31, 2), (32, 3), (36, 3), (99, 3)])
    func `lines end at LF, CR LF and a lone CR`(offset: Int, line: Int) {
        #expect(source.line(at: offset) == line)
    }

    @Test func `a byte order mark is not part of the text`() {
        let marked = SourceText(name: "b", bytes: [0xEF, 0xBB, 0xBF, 0x61])
        #expect(marked.bytes == [0x61])
    }
}
