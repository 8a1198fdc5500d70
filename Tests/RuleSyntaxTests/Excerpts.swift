import Diagnostics
import RuleTestSupport

@testable import RuleSyntax

/// Some statements of a rule file with the comments before them: short, so that thousands can be tried.
enum Excerpts {
    private static let trees = RuleSource.shipped.map { RuleTree($0.source) } + [RuleTree(Specimen.source)]

    static func random(_ random: inout SeededRandom) -> SourceText {
        guard let tree = random.once(in: 2) ? trees.last : trees.randomElement(using: &random) else {
            return Specimen.source
        }
        let first = Int.random(in: tree.statements.indices, using: &random)
        let last = min(tree.statements.count - 1, first + Int.random(in: 0...2, using: &random))
        let start =
            first == 0 ? 0 : tree.tokens[tree.statements[first - 1].tokens.upperBound - 1].range.upperBound
        let end = tree.tokens[tree.statements[last].tokens.upperBound - 1].range.upperBound
        return SourceText(name: tree.source.name, bytes: Array(tree.source.bytes[start..<end]))
    }
}
