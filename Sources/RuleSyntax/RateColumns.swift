/// The columns of a rate: bands under one another across its periods, amounts with their pence in line. A person who
/// adds a year sees at a glance where it differs from the one before.
struct RateColumns {
    /// Extra spaces before tokens.
    private(set) var spaces: [Int: Int] = [:]
    /// Whether all bands of a period go on one line; if not, each has its own.
    private(set) var isOnOneLine = true

    /// No columns.
    init() {}

    init(_ tree: RuleTree, _ statement: RuleTree.Statement, _ words: WordRoles) {
        let table = Table(tree, words)
        let groups = tree.trace.groups[statement.groups].filter { $0.kind == .bands }
        alignSingle(statement, groups, table)
        alignBands(groups, table)
    }

    // MARK: Single values

    private mutating func alignSingle(
        _ statement: RuleTree.Statement, _ groups: [ReadingTrace.Group], _ table: Table
    ) {
        let banded = Set(groups.map(\.opener))
        let cells = statement.clauses.compactMap { clause in
            clause.depth == .clause && !banded.contains(clause.tokens.lowerBound)
                ? table.cell(clause.tokens) : nil
        }
        let width = cells.widestLabel + cells.widestWhole
        for cell in cells { pad(cell.value, to: width, from: cell.label + cell.whole) }
    }

    // MARK: Bands

    private mutating func alignBands(_ groups: [ReadingTrace.Group], _ table: Table) {
        let rows = groups.map { group in
            zip(group.joints, group.joints.dropFirst() + [group.end]).map { table.cell($0..<$1) }
        }
        let areSimple = rows.allSatisfy { $0.allSatisfy { $0 != nil } }
        let cells = rows.map { $0.compactMap(\.self) }
        isOnOneLine =
            groups.allSatisfy { table.isOneLine($0.joints) }
            && (!areSimple || Self.width(of: cells) <= RuleFormatter.width)
        guard areSimple else { return }
        let columns = isOnOneLine ? Self.columns(of: cells) : [cells.flatMap(\.self)]
        for column in columns {
            let (label, whole) = (column.widestLabel, column.widestWhole)
            for cell in column {
                pad(cell.first, to: label, from: cell.label)
                pad(cell.value, to: whole, from: cell.whole)
            }
        }
        guard isOnOneLine else { return }
        let rests = columns.map(\.widestRest)
        for row in cells {
            for (index, cell) in row.enumerated().dropLast() {
                pad(row[index + 1].first, to: rests[index], from: cell.rest)
            }
        }
    }

    private static func columns(of rows: [[Cell]]) -> [[Cell]] {
        var columns: [[Cell]] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index == columns.count { columns.append([]) }
                columns[index].append(cell)
            }
        }
        return columns
    }

    /// Characters of the widest row.
    private static func width(of rows: [[Cell]]) -> Int {
        columns(of: rows).reduce(2 * RuleFormatter.indent - 1) {
            $0 + 2 + $1.widestLabel + $1.widestWhole + $1.widestRest
        }
    }

    private mutating func pad(_ token: Int, to width: Int, from own: Int) {
        if width > own { spaces[token, default: 0] += width - own }
    }

    // MARK: Cells

    /// `18 to 20: £6.45;` in characters: the label up to the colon, whole pounds, and the rest.
    fileprivate struct Cell {
        var first: Int
        var value: Int
        var label: Int
        var whole: Int
        var rest: Int
    }

    private struct Table {
        let tree: RuleTree
        let words: WordRoles

        init(_ tree: RuleTree, _ words: WordRoles) {
            self.tree = tree
            self.words = words
        }

        /// Nil when there is no colon before an amount, or a comment in between.
        func cell(_ tokens: Range<Int>) -> Cell? {
            guard let colon = tokens.first(where: { tree.tokens[$0].kind == .colon }),
                colon > tokens.lowerBound, tokens.contains(colon + 1),
                !tokens.dropFirst().contains(where: tree.hasComment)
            else { return nil }
            let amount = words.text(colon + 1)
            let whole = amount.prefix { $0 != UInt8(ascii: ".") }.count { $0 & 0xC0 != 0x80 }
            return Cell(
                first: tokens.lowerBound, value: colon + 1, label: width(tokens.lowerBound..<(colon + 1)),
                whole: whole, rest: width((colon + 1)..<tokens.upperBound) - whole)
        }

        private func width(_ tokens: Range<Int>) -> Int {
            tokens.reduce(0) {
                $0 + tree.width(tree.tokens[$1].range)
                    + ($1 > tokens.lowerBound && words.hasSpace(before: $1) ? 1 : 0)
            }
        }

        /// Whether bands can follow one another on a line: with semicolons, and no comment between them.
        func isOneLine(_ joints: [Int]) -> Bool {
            joints.dropFirst().allSatisfy {
                tree.tokens[$0 - 1].kind == .semicolon && !tree.hasComment(before: $0)
            }
        }
    }
}

extension [RateColumns.Cell] {
    fileprivate var widestLabel: Int { map(\.label).max() ?? 0 }
    fileprivate var widestWhole: Int { map(\.whole).max() ?? 0 }
    fileprivate var widestRest: Int { map(\.rest).max() ?? 0 }
}
