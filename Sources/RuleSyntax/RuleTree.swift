import Diagnostics
import Facts

/// A rule file with every byte of it: statements, their clauses, the tokens of these and what lies between tokens,
/// also where the text could not be read. A formatter or an editor works on this; deciding works on the statements
/// of `RuleFileSyntax`, which are made by the same reading.
package struct RuleTree: Sendable {
    /// A statement, or text between statements that belongs to none.
    package struct Statement: Sendable {
        /// The word it begins with; nil where that is no keyword.
        package var keyword: String?
        /// Tokens of the tree.
        package var tokens: Range<Int>
        /// Whether all of it was understood. What was not is left as it is by whoever changes the text.
        package var isReadable: Bool
        /// The statement up to its first clause, then its clauses; together all of its tokens.
        package var clauses: [Clause]
        /// Indices into the groups of the trace that end within the statement.
        var groups: Range<Int>
    }

    package struct Clause: Sendable {
        package var tokens: Range<Int>
        package var depth: Depth
    }

    package enum Depth: Int, Sendable {
        case head, clause
        /// A source, note or assumption of the clause above.
        case inner
    }

    package let source: SourceText
    package let tokens: [Token]
    package let statements: [Statement]
    /// Spaces, comments and line ends, in order.
    package let trivia: [Trivia]
    /// Bytes after the last token that were not read at all, because the file is too large.
    package let unread: Range<Int>
    /// Whether a byte order mark came before the source, which itself begins after it.
    package private(set) var hasByteOrderMark = false
    let trace: ReadingTrace
    /// For each token the index of the first piece of trivia before it, and the number of all at the end.
    private let triviaStarts: [Int]

    package init(_ source: SourceText) {
        var parser = Parser(source)
        _ = parser.file()
        self.source = source
        tokens = parser.tokens
        trace = parser.trace
        var trivia: [Trivia] = []
        var starts: [Int] = []
        var position = 0
        for token in parser.tokens {
            starts.append(trivia.count)
            while position < token.range.lowerBound, let piece = Trivia.piece(in: source.bytes, at: position)
            {
                trivia.append(piece)
                position = piece.range.upperBound
            }
            position = token.range.upperBound
        }
        starts.append(trivia.count)
        self.trivia = trivia
        triviaStarts = starts
        unread = position..<source.bytes.count
        statements = Self.statements(parser.tokens, parser.trace)
    }

    /// The tree of a file's bytes, whatever they are.
    package init(name: String, bytes: [UInt8]) {
        self.init(SourceText(name: name, bytes: bytes))
        hasByteOrderMark = source.bytes.count < bytes.count
    }

    /// The bytes of the file, put together from the pieces.
    package var joined: [UInt8] {
        let mark: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        return pieces.reduce(into: mark) { $0 += source.bytes[$1] }
    }

    /// What lies before a token, back to the token before it.
    package func trivia(before token: Int) -> ArraySlice<Trivia> {
        trivia[triviaStarts[token]..<triviaStarts[token + 1]]
    }

    /// Every piece of the source in order: joined they are its bytes.
    package var pieces: [Range<Int>] {
        var all: [Range<Int>] = []
        for (index, token) in tokens.enumerated() {
            all += trivia(before: index).map(\.range)
            all.append(token.range)
        }
        return all + [unread]
    }

    // MARK: Grouping

    private static func statements(_ tokens: [Token], _ trace: ReadingTrace) -> [Statement] {
        var statements: [Statement] = []
        // The value of an example is the rest of its line, whatever stands in it.
        let values = Set(trace.values.joined())
        func isReadable(_ index: Int) -> Bool {
            if tokens[index].isText { return tokens[index].isWhole }
            return values.contains(index) || (tokens[index].isWhole && tokens[index].kind != .wrong)
        }
        var next = 0
        var clause = 0
        var group = 0
        for read in trace.statements {
            if read.tokens.lowerBound > next { statements.append(stray(next..<read.tokens.lowerBound)) }
            let firstGroup = group
            while group < trace.groups.count, trace.groups[group].opener < read.tokens.upperBound {
                group += 1
            }
            var statement = Statement(
                keyword: word(tokens[read.tokens.lowerBound]), tokens: read.tokens,
                isReadable: read.isSound && read.tokens.allSatisfy(isReadable),
                clauses: [], groups: firstGroup..<group)
            var start = read.tokens.lowerBound
            var depth = Depth.head
            while clause < trace.clauses.count, trace.clauses[clause].first < read.tokens.upperBound {
                let first = trace.clauses[clause].first
                // What could not be read may have begun as two clauses in the same place.
                if first > start {
                    statement.clauses.append(.init(tokens: start..<first, depth: depth))
                    start = first
                }
                if first == start { depth = trace.clauses[clause].isInner ? .inner : .clause }
                clause += 1
            }
            if start < read.tokens.upperBound {
                statement.clauses.append(.init(tokens: start..<read.tokens.upperBound, depth: depth))
            }
            statements.append(statement)
            next = read.tokens.upperBound
        }
        // The last token is the end of the file.
        if next < tokens.count - 1 { statements.append(stray(next..<(tokens.count - 1))) }
        return statements
    }

    private static func stray(_ tokens: Range<Int>) -> Statement {
        Statement(
            keyword: nil, tokens: tokens, isReadable: false, clauses: [.init(tokens: tokens, depth: .head)],
            groups: 0..<0)
    }

    private static func word(_ token: Token) -> String? {
        if case .word(let word) = token.kind { word } else { nil }
    }
}
