/// One statement as it is going to be written: which clauses get a line, and what is lined up in columns.
struct StatementLayout {
    let clauses: [RuleTree.Clause]
    private let tree: RuleTree
    private let statement: RuleTree.Statement
    private let words: WordRoles
    private let groups: [GroupTree]
    private let columns: RateColumns

    init(_ tree: RuleTree, _ statement: RuleTree.Statement, _ words: WordRoles) {
        self.tree = tree
        self.statement = statement
        self.words = words
        var columns = RateColumns()
        if statement.keyword == "rate" { columns = RateColumns(tree, statement, words) }
        self.columns = columns
        groups = GroupTree.nested(
            tree.trace.groups[statement.groups].map {
                var group = $0
                if group.kind == .bands, columns.isOnOneLine { group.joints = [group.joints[0]] }
                return group
            })
        clauses = Self.joined(tree, statement, words)
    }

    /// Clauses that belong on the line of the clause before them, after its comma.
    private static let joining: Set<[String]> = [
        ["programme", "version"], ["rate", "by"], ["connection", "say"],
    ]

    private static func joined(
        _ tree: RuleTree, _ statement: RuleTree.Statement, _ words: WordRoles
    ) -> [RuleTree.Clause] {
        var clauses: [RuleTree.Clause] = []
        for clause in statement.clauses {
            let first = clause.tokens.lowerBound
            guard let last = clauses.last, case .word(let word) = tree.tokens[first].kind,
                joining.contains([statement.keyword ?? "", word]), tree.tokens[first - 1].kind == .comma,
                !tree.hasComment(before: first)
            else {
                clauses.append(clause)
                continue
            }
            let both = last.tokens.lowerBound..<clause.tokens.upperBound
            let width = both.reduce(0) {
                $0 + words.text($1).count { $0 & 0xC0 != 0x80 }
                    + ($1 > both.lowerBound && words.hasSpace(before: $1) ? 1 : 0)
            }
            if width + last.depth.rawValue * RuleFormatter.indent <= RuleFormatter.width {
                clauses[clauses.count - 1].tokens = both
            } else {
                clauses.append(clause)
            }
        }
        return clauses
    }

    /// The lines of a clause, the first without its indentation. Nil when one of them cannot begin as it would.
    func text(of clause: RuleTree.Clause, indent: Int) -> [UInt8]? {
        let own = groups(in: clause.tokens)
        let printer = ClausePrinter(tree, words, clause.tokens, spaces: columns.spaces, indent: indent)
        guard let body = body(of: clause.tokens, own) else {
            return printer.printed(own, bodyOnOwnLine: nil)
        }
        let isFlat = printer.fits(own)
        let isTitled = tree.tokens[body - 2].isText
        let isList = own.contains { $0.group.kind == .list && $0.group.opener == body }
        let canBegin = canBegin(body)
        if tree.hasComment(before: body) { return printer.printed(own, bodyOnOwnLine: body) }
        if !isList, canBegin, isTitled, !isFlat || statement.keyword == "cohort" {
            return printer.printed(own, bodyOnOwnLine: body)
        }
        if isFlat || isList || !canBegin { return printer.printed(own, bodyOnOwnLine: nil) }
        return printer.printed(own, bodyOnOwnLine: nil, within: RuleFormatter.width)
            ?? printer.printed(own, bodyOnOwnLine: body)
    }

    /// The outermost groups of a clause.
    private func groups(in tokens: Range<Int>) -> [GroupTree] {
        let start = groups.firstIndex(sortedBy: { $0.group.opener >= tokens.lowerBound })
        let end = groups.firstIndex(sortedBy: { $0.group.opener >= tokens.upperBound })
        return Array(groups[start..<end])
    }

    /// The first token of the expression, or of `if … then …`, after the clause's first colon.
    private func body(of tokens: Range<Int>, _ groups: [GroupTree]) -> Int? {
        guard let colon = tokens.first(where: { tree.tokens[$0].kind == .colon }),
            colon > tokens.lowerBound, tokens.contains(colon + 1)
        else { return nil }
        let isConsequence = groups.contains { $0.group.kind == .consequence && $0.group.opener == colon + 1 }
        let expressions = tree.trace.expressions
        let place = expressions.firstIndex(sortedBy: { $0 >= colon + 1 })
        let isExpression = place < expressions.count && expressions[place] == colon + 1
        return isConsequence || isExpression ? colon + 1 : nil
    }

    /// Whether an expression may begin a line with this token and still be read as one.
    private func canBegin(_ token: Int) -> Bool {
        switch tree.tokens[token].kind {
        case .word(let word):
            return !Vocabulary.statements.contains(word) && !Vocabulary.everywhere.contains(word)
                && Vocabulary.clauses[statement.keyword ?? ""]?.contains(word) != true
        default: return tree.source.bytes[tree.tokens[token].range.lowerBound] != UInt8(ascii: "-")
        }
    }
}

extension Token {
    var isText: Bool {
        if case .text = kind { true } else { false }
    }
}

extension Array {
    /// The first index whose element passes, in an array where all that pass come after all that do not; else the
    /// end.
    fileprivate func firstIndex(sortedBy passes: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
