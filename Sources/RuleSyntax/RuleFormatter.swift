import Diagnostics
import Facts

/// Gives a rule file its one layout. Only white space, the case of keywords and the signs of lists change; a
/// statement that cannot be read stays as it is, byte for byte.
package struct RuleFormatter {
    static let width = 110
    static let indent = 4

    /// The text in its layout. Formatting the result again changes nothing.
    package static func format(_ source: SourceText) -> [UInt8] {
        let tree = RuleTree(source)
        guard tree.unread.isEmpty else { return source.bytes }
        var formatter = RuleFormatter(tree)
        formatter.writeFile()
        return formatter.output
    }

    private let tree: RuleTree
    private let words: WordRoles
    private var output: [UInt8] = []

    private init(_ tree: RuleTree) {
        self.tree = tree
        words = WordRoles(tree)
    }

    // MARK: Statements

    private mutating func writeFile() {
        var previous: Block?
        for statement in tree.statements {
            let block = Block(
                keyword: statement.keyword, text: statement.isReadable ? text(of: statement) : nil)
            writeGap(before: statement.tokens.lowerBound, previous, block)
            output += block.text ?? Array(tree.source.bytes[unchanged(statement)])
            previous = block
        }
        writeGap(before: tree.tokens.count - 1, previous, nil)
        if !output.isEmpty { endLine() }
    }

    /// A statement to be written.
    private struct Block {
        var keyword: String?
        /// Nil when it is left as it is.
        var text: [UInt8]?
    }

    /// Comments and blank lines between two statements. Statements of different kinds have a blank line between them,
    /// before the comments of the second; other blank lines are the author's, one at a time.
    private mutating func writeGap(before token: Int, _ previous: Block?, _ next: Block?) {
        let gap = tree.gap(before: token)
        if let comment = gap.endOfLine, previous?.text != nil { output += endOfLine(comment) }
        // Comments further in than what follows go on with the statement above.
        let margin = next?.text == nil ? 0 : gap.column
        var own = gap.comments[...]
        if previous != nil {
            while let comment = own.first, comment.column > margin {
                startLine(Self.indent, blank: comment.hasBlankBefore)
                output += tree.source.bytes[comment.range]
                own.removeFirst()
            }
        }
        var needsBlank = false
        if let previous, let next, previous.text != nil, next.text != nil, previous.keyword != next.keyword {
            needsBlank = !gap.hasBlankBefore && !own.contains { $0.hasBlankBefore }
        }
        for comment in own {
            startLine(0, blank: comment.hasBlankBefore || needsBlank)
            needsBlank = false
            output += tree.source.bytes[comment.range]
        }
        if next != nil { startLine(0, blank: gap.hasBlankBefore || needsBlank) }
    }

    private mutating func startLine(_ indent: Int, blank: Bool) {
        if !output.isEmpty {
            endLine()
            if blank { output.append(UInt8(ascii: "\n")) }
        }
        output += repeatElement(UInt8(ascii: " "), count: indent)
    }

    private mutating func endLine() {
        if output.last != UInt8(ascii: "\n") { output.append(UInt8(ascii: "\n")) }
    }

    private func endOfLine(_ comment: Range<Int>) -> [UInt8] {
        [UInt8(ascii: " "), UInt8(ascii: " ")] + tree.source.bytes[comment]
    }

    // MARK: One statement

    /// A statement that is left as it is, with the spaces before it and the comment that ends its last line.
    private func unchanged(_ statement: RuleTree.Statement) -> Range<Int> {
        var start = tree.tokens[statement.tokens.lowerBound].range.lowerBound
        if let space = tree.trivia(before: statement.tokens.lowerBound).last, space.kind == .space {
            start = space.range.lowerBound
        }
        var end = tree.tokens[statement.tokens.upperBound - 1].range.upperBound
        for piece in tree.trivia(before: statement.tokens.upperBound) {
            if piece.kind == .lineEnd { break }
            if piece.kind == .comment { end = piece.range.upperBound }
        }
        return start..<end
    }

    /// Nil when a line would have to begin with a word that means something else there.
    private func text(of statement: RuleTree.Statement) -> [UInt8]? {
        let layout = StatementLayout(tree, statement, words)
        var text: [UInt8] = []
        for (index, clause) in layout.clauses.enumerated() {
            let indent = clause.depth.rawValue * Self.indent
            if index > 0 {
                let gap = tree.gap(before: clause.tokens.lowerBound)
                if let comment = gap.endOfLine { text += endOfLine(comment) }
                let lines = gap.comments.map { ($0.range, $0.hasBlankBefore) }
                for (comment, hasBlank) in lines + [(0..<0, gap.hasBlankBefore)] {
                    text += repeatElement(UInt8(ascii: "\n"), count: hasBlank ? 2 : 1)
                    text += repeatElement(UInt8(ascii: " "), count: indent)
                    text += tree.source.bytes[comment]
                }
            }
            guard let lines = layout.text(of: clause, indent: indent) else { return nil }
            text += lines
        }
        return text
    }
}
