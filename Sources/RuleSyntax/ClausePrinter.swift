/// Writes one clause: on one line when it fits and its author did not break it before `and` or `or`; otherwise group
/// by group from the outermost, each part of a broken group on a line of its own.
struct ClausePrinter {
    private let tree: RuleTree
    private let words: WordRoles
    private let tokens: Range<Int>
    private let spaces: [Int: Int]
    private let indent: Int
    /// For each token and the end: characters before it, were the clause on one line.
    private var offsets: [Int] = [0]
    /// For each token and the end: how many before it have a line break that has to stay.
    private var breaks: [Int] = [0]

    private var output: [UInt8] = []
    private var column: Int
    private var lineIndent: Int
    private var isAtLineStart = true
    /// Where each token was written.
    private var columns: [Int]
    private var widest = 0
    private var isSafe = true

    /// Parts further to the right than this are not aligned, so that deep nesting cannot run away.
    private static let alignmentLimit = 72

    init(
        _ tree: RuleTree, _ words: WordRoles, _ tokens: Range<Int>, spaces: [Int: Int], indent: Int
    ) {
        self.tree = tree
        self.words = words
        self.tokens = tokens
        self.spaces = spaces
        self.indent = indent
        column = indent
        lineIndent = indent
        columns = Array(repeating: indent, count: tokens.count)
        for token in tokens {
            let isFirst = token == tokens.lowerBound
            let gap = (spaces[token] ?? 0) + (!isFirst && words.hasSpace(before: token) ? 1 : 0)
            offsets.append(offsets[offsets.count - 1] + gap + Self.width(words.text(token)))
            breaks.append(breaks[breaks.count - 1] + (!isFirst && keepsBreak(token) ? 1 : 0))
        }
    }

    private func keepsBreak(_ token: Int) -> Bool {
        tree.hasComment(before: token) || words.wouldJoinName(token)
    }

    private static func width(_ bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

    // MARK: Measuring

    /// Whether the whole clause goes on one line.
    func fits(_ groups: [GroupTree]) -> Bool { isFlat(tokens, groups[...], reserve: 0) }

    private func isFlat(_ range: Range<Int>, _ groups: ArraySlice<GroupTree>, reserve: Int) -> Bool {
        guard !hasBreak(range), !groups.contains(where: isBroken) else { return false }
        return column + width(range) + reserve <= RuleFormatter.width
    }

    private func hasBreak(_ range: Range<Int>) -> Bool {
        guard range.count > 1 else { return false }
        let first = tokens.lowerBound
        return breaks[range.upperBound - first] > breaks[range.lowerBound + 1 - first]
    }

    /// Characters of a stretch, with the space before it unless it begins the line.
    private func width(_ range: Range<Int>) -> Int {
        guard !range.isEmpty else { return 0 }
        let first = tokens.lowerBound
        var start = offsets[range.lowerBound - first]
        if isAtLineStart, range.lowerBound > first, words.hasSpace(before: range.lowerBound) { start += 1 }
        return offsets[range.upperBound - first] - start
    }

    /// Whether a group has its parts on several lines whatever room there is.
    private func isBroken(_ tree: GroupTree) -> Bool {
        switch tree.group.kind {
        case .list, .bands: true
        case .connected:
            tree.group.joints.contains { self.tree.tokens[$0].startsLine }
                || tree.inner.contains(where: isBroken)
        case .consequence, .saying, .filter: tree.inner.contains(where: isBroken)
        }
    }

    // MARK: Printing

    /// The lines of the clause.
    ///
    /// - Parameters:
    ///   - body: a token that begins a line, further in.
    ///   - limit: the most characters a line may have; nil is returned when one has more.
    func printed(_ groups: [GroupTree], bodyOnOwnLine body: Int?, within limit: Int? = nil) -> [UInt8]? {
        var printer = self
        if indent > 0 { printer.isSafe = canStartLine(tokens.lowerBound) }
        if let body {
            printer.writeFlat(tokens.lowerBound..<body)
            printer.lineIndent = indent + RuleFormatter.indent
            printer.startLine(at: body, printer.lineIndent)
            printer.write(
                body..<tokens.upperBound, groups.filter { $0.group.opener >= body }[...], reserve: 0)
        } else {
            printer.write(tokens, groups[...], reserve: 0)
        }
        guard printer.isSafe, printer.widest <= limit ?? .max else { return nil }
        return printer.output
    }

    /// - Parameter reserve: characters that follow on the last line.
    private mutating func write(_ range: Range<Int>, _ groups: ArraySlice<GroupTree>, reserve: Int) {
        if groups.isEmpty || isFlat(range, groups, reserve: reserve) { return writeFlat(range) }
        var cursor = range.lowerBound
        var index = groups.startIndex
        while index < groups.endIndex {
            let current = groups[index]
            index += 1
            let next = index < groups.endIndex ? groups[index].group.joints[0] : range.upperBound
            let after = current.group.end..<max(current.group.end, next)
            let first = tokens.lowerBound
            let following =
                offsets[after.upperBound - first] - offsets[after.lowerBound - first]
                + (next == range.upperBound ? reserve : 0)
            writeBroken(current, from: cursor, following)
            cursor = current.group.end
        }
        if cursor < range.upperBound { writeFlat(cursor..<range.upperBound) }
    }

    /// Writes from a token to the end of a group, a line for each part.
    private mutating func writeBroken(_ tree: GroupTree, from start: Int, _ following: Int) {
        let group = tree.group
        var inner = tree.inner[...]
        var cursor = start
        for (index, end) in (group.joints + [group.end]).enumerated() {
            let parts = inner.prefix { $0.group.opener < end }
            inner = inner.dropFirst(parts.count)
            if index > 0 {
                let isAligned = group.kind == .connected || group.kind == .consequence
                let column =
                    isAligned ? columns[group.opener - tokens.lowerBound] : lineIndent + RuleFormatter.indent
                startLine(at: cursor, min(column, Self.alignmentLimit))
            }
            write(cursor..<end, parts, reserve: end == group.end ? following : 0)
            cursor = end
        }
    }

    /// Writes tokens on one line, but for comments between them and texts for which there is no room.
    private mutating func writeFlat(_ range: Range<Int>) {
        var textColumn: Int?
        for token in range {
            if token > tokens.lowerBound, !isAtLineStart, keepsBreak(token) {
                startLine(at: token, lineIndent + RuleFormatter.indent)
            }
            let isText = tree.tokens[token].isText
            if isText, let textColumn, tree.tokens[token - 1].kind == .comma,
                column + 2 + width(of: token) > RuleFormatter.width
            {
                startLine(at: token, min(textColumn, Self.alignmentLimit))
            }
            write(token)
            if isText, textColumn == nil { textColumn = column - width(of: token) }
            if !isText, tree.tokens[token].kind != .comma { textColumn = nil }
        }
    }

    private func width(of token: Int) -> Int { tree.width(tree.tokens[token].range) }

    private mutating func write(_ token: Int) {
        let text = words.text(token)
        let space = !isAtLineStart && words.hasSpace(before: token) ? 1 : 0
        let gap = space + (spaces[token] ?? 0)
        output += repeatElement(UInt8(ascii: " "), count: gap)
        columns[token - tokens.lowerBound] = column + gap
        output += text
        column += gap + Self.width(text)
        widest = max(widest, column)
        isAtLineStart = false
    }

    /// Ends the line with its comment, if it has one, and begins another with a token, after the comments above it.
    private mutating func startLine(at token: Int, _ indent: Int) {
        let gap = tree.gap(before: token)
        if let comment = gap.endOfLine {
            output += [UInt8(ascii: " "), UInt8(ascii: " ")] + tree.source.bytes[comment]
        }
        for line in gap.comments.map(\.range) + [0..<0] {
            output.append(UInt8(ascii: "\n"))
            output += repeatElement(UInt8(ascii: " "), count: indent)
            output += tree.source.bytes[line]
        }
        column = indent
        isAtLineStart = true
        isSafe = isSafe && canStartLine(token)
    }

    /// Whether a token means the same at the start of a line, where it may not have been.
    private func canStartLine(_ token: Int) -> Bool {
        if tree.tokens[token].startsLine { return true }
        if case .word(let word) = tree.tokens[token].kind {
            guard word == "source" else { return !Vocabulary.statements.contains(word) }
            // With a colon after its name it would declare a source.
            let end = tokens[token...].first {
                tree.tokens[$0].kind == .colon || tree.tokens[$0].kind == .comma
            }
            return end.map { tree.tokens[$0].kind != .colon } ?? true
        }
        return tree.source.bytes[tree.tokens[token].range.lowerBound] != UInt8(ascii: "-")
    }
}
