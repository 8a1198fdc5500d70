import Facts
import RuleChecking
import RuleEvaluation

/// How a test comes out, by the cells of the axes it depends on.
package struct AtomTable: Hashable, Sendable {
    /// Indices into the axes; the last one changes fastest.
    package var axes: [Int]
    package var isTrue: [Bool]
}

/// What decisions of one kind of day depend on, without the days and amounts themselves: two days with the same shape
/// are decided by the same diagram.
struct DayShape: Hashable, Sendable {
    /// For each axis: how many cells, and the options in each.
    var cells: [[UInt64]]
    /// For each axis: whether it stands for values, and not for an order or a test.
    var subjects: [Axis.Subject]
    var tables: [AtomTable]
    /// Which combinations of cells can be, where amounts compare with each other.
    var feasible: [AtomTable]
}

/// The cells of one day.
package struct DayCells: Sendable {
    package let axes: [Axis]
    let shape: DayShape

    /// Entries of a table, at most; what would need more is an axis of its own.
    private static let mostEntries = 8_192

    /// The axes that tests need on the day the cuts are for, in order of first mention.
    static func axes(_ rules: CheckedRules, _ atoms: Atoms, _ cuts: inout Cuts) -> [Axis] {
        var ends: [Int: Set<Int64>] = [:]
        for atom in atoms.atoms where !atom.hasSpells {
            for (fact, found) in cuts.cuts(for: atom) { ends[fact, default: []].formUnion(found) }
        }
        return atoms.order.compactMap { subject in
            switch subject {
            case .fact(let index):
                let set = atoms.everything[index]
                let pieces = Cuts.pieces(set, (ends[index] ?? []).sorted())
                return Axis(fact: index, sets: pieces + Self.options(set.options))
            case .reading(let index):
                return Axis(subject, count: rules.interpretations[index].readings.count)
            case .tie, .test: return Axis(subject, count: 2)
            case .lot: return Axis(lots: Array(rules.lots.indices))
            case .order: return nil
            }
        }
    }

    /// - Parameters:
    ///   - axes: at least those that the tests need. Orders and tests are added behind them.
    ///   - known: tables of other days.
    init(
        _ rules: CheckedRules, _ atoms: Atoms, axes given: [Axis], _ evaluator: Evaluator,
        _ known: inout TimelessTables
    ) {
        var axes = given
        var evaluator = evaluator
        var tables: [AtomTable] = []
        var orders: [SignedPair] = []
        for atom in atoms.atoms {
            if let table = known.table(atom, axes) ?? Self.table(atom, axes, &evaluator) {
                known.keep(table, atom, axes)
                tables.append(table)
            } else if let table = Self.order(atom, rules, &axes, &orders, &evaluator) {
                tables.append(table)
            } else {
                tables.append(Self.free(atom, &axes))
            }
        }
        self.axes = axes
        shape = DayShape(
            cells: axes.map { $0.sets.map(\.options) + [UInt64($0.count)] }, subjects: axes.map(\.subject),
            tables: tables,
            feasible: orders.compactMap { Self.feasible($0, rules, axes, &evaluator) }
                + Self.openLots(rules, axes, evaluator.date))
    }

    /// The lot that is spoken of is one that can be joined on the day.
    private static func openLots(_ rules: CheckedRules, _ axes: [Axis], _ day: CivilDate) -> [AtomTable] {
        axes.indices.filter { axes[$0].subject == .lot }.map { axis in
            AtomTable(
                axes: [axis],
                isTrue: axes[axis].lots.map { lot in lot.map { rules.lots[$0].isOpen(on: day) } ?? false })
        }
    }

    private static func options(_ options: UInt64) -> [FactSet] {
        var sets: [FactSet] = []
        var rest = options
        while rest != 0 {
            let bit = rest & (~rest + 1)
            sets.append(FactSet(options: bit))
            rest &= ~bit
        }
        return sets
    }

    // MARK: Tables

    /// Tables of tests that come out the same on every day, for days on which facts are cut in the same places.
    struct TimelessTables: Sendable {
        private struct Known: Sendable {
            var table: AtomTable
            var sets: [[FactSet]]
        }

        private var tables: [NodeID: Known] = [:]

        fileprivate func table(_ atom: Atom, _ axes: [Axis]) -> AtomTable? {
            guard atom.isTimeless, let known = tables[atom.node],
                zip(known.table.axes, known.sets).allSatisfy({ axis, sets in
                    axis < axes.count && axes[axis].sets == sets
                }),
                known.table.axes == DayCells.axes(of: atom, axes)
            else { return nil }
            return known.table
        }

        fileprivate mutating func keep(_ table: AtomTable, _ atom: Atom, _ axes: [Axis]) {
            guard atom.isTimeless, tables[atom.node]?.table != table else { return }
            tables[atom.node] = Known(table: table, sets: table.axes.map { axes[$0].sets })
        }
    }

    private static func axes(of atom: Atom, _ axes: [Axis]) -> [Int] {
        atom.facts.compactMap { fact in axes.firstIndex { $0.subject == .fact(fact) } }
    }

    /// Every combination of cells; nil where a test is not settled on one, or where there are too many.
    private static func table(_ atom: Atom, _ axes: [Axis], _ evaluator: inout Evaluator) -> AtomTable? {
        if atom.hasSpells { return nil }
        let found = Self.axes(of: atom, axes)
        var isTrue: [Bool] = []
        let isWhole = eachCombination(found, axes, &evaluator) { evaluator in
            let truth = evaluator.truth(atom.node)
            isTrue.append(truth == .yes)
            return truth.isSettled
        }
        return isWhole ? AtomTable(axes: found, isTrue: isTrue) : nil
    }

    /// Sets facts to each combination of cells in turn, the last axis fastest, until a visit says to stop.
    private static func eachCombination(
        _ found: [Int], _ axes: [Axis], _ evaluator: inout Evaluator, _ visit: (inout Evaluator) -> Bool
    ) -> Bool {
        let entries = found.reduce(1) { min($0 * axes[$1].count, mostEntries + 1) }
        guard entries <= mostEntries else { return false }
        let before = evaluator.facts
        defer { evaluator.facts = before }
        for entry in 0..<entries {
            var rest = entry
            for axis in found.reversed() {
                guard case .fact(let fact) = axes[axis].subject else { continue }
                evaluator.facts[fact] = axes[axis].sets[rest % axes[axis].count]
                rest /= axes[axis].count
            }
            if !visit(&evaluator) { return false }
        }
        return true
    }

    /// A test of how two amounts compare.
    private static func order(
        _ atom: Atom, _ rules: CheckedRules, _ axes: inout [Axis], _ orders: inout [SignedPair],
        _ evaluator: inout Evaluator
    ) -> AtomTable? {
        guard !atom.hasSpells, let (pair, isFlipped) = evaluator.pair(atom.node),
            let comparison = evaluator.comparison(of: atom.node)
        else { return nil }
        let subject = Axis.Subject.order(pair)
        if !orders.contains(pair) {
            orders.append(pair)
            axes.append(Axis(subject, count: 4))
        }
        guard let axis = axes.firstIndex(where: { $0.subject == subject }) else { return nil }
        let outcomes = Sign.allCases.map { ($0.seen(isFlipped: isFlipped)).makes(comparison) }
        return AtomTable(axes: [axis], isTrue: outcomes + [comparison == .notEqual])
    }

    private static func free(_ atom: Atom, _ axes: inout [Axis]) -> AtomTable {
        let subject = Axis.Subject.test(atom.node)
        let known = axes.firstIndex { $0.subject == subject }
        if known == nil { axes.append(Axis(subject, count: 2)) }
        return AtomTable(axes: [known ?? axes.count - 1], isTrue: [false, true])
    }

    /// Which orders two amounts can be in, for each combination of the cells they are made from.
    private static func feasible(
        _ pair: SignedPair, _ rules: CheckedRules, _ axes: [Axis], _ evaluator: inout Evaluator
    ) -> AtomTable? {
        let sides = [pair.left, pair.right].flatMap { rules.facts(under: $0).facts }
        var found: [Int] = []
        for fact in sides {
            guard let axis = axes.firstIndex(where: { $0.subject == .fact(fact) }) else { continue }
            if !found.contains(axis) { found.append(axis) }
        }
        guard let own = axes.firstIndex(where: { $0.subject == .order(pair) }) else { return nil }
        var isTrue: [Bool] = []
        let isWhole = eachCombination(found, axes, &evaluator) { evaluator in
            for sign in Sign.allCases { isTrue.append(evaluator.canHold([pair: sign])) }
            isTrue.append(evaluator.canHaveNoValue(pair))
            return true
        }
        return isWhole ? AtomTable(axes: found + [own], isTrue: isTrue) : nil
    }
}
