import Facts
import RuleChecking
import RuleEvaluation

/// The tests of a programme on any day, as decision diagrams: exact, since a fact is cut into cells exactly where a test
/// of the rules changes, and shared by all days that differ only in where the cuts lie.
package struct RuleDiagrams: Sendable {
    /// A day: its cells, and the functions of its shape.
    package struct Day: Sendable {
        package let date: CivilDate
        package let cells: DayCells
        /// An index into the shapes seen so far.
        package let shape: Int
    }

    package let rules: CheckedRules
    private let decider: Decider
    private let atoms: Atoms
    private let order: AxisOrder
    private var shapes: [DayShape: Int] = [:]
    /// The functions of each shape seen so far.
    package var functions: [RuleFunctions] = []
    private var knownCuts = Cuts.Known()
    private var timelessTables = DayCells.TimelessTables()

    /// - Parameters:
    ///   - roots: the tests that will be asked about.
    ///   - order: which axes stand before others.
    package init(_ decider: Decider, roots: [NodeID], order: AxisOrder = .ofMention) {
        self.decider = decider
        self.order = order
        rules = decider.rules
        atoms = Atoms(decider.rules, roots: roots)
    }

    /// The cells and the shape of a day.
    package mutating func day(_ date: CivilDate) throws(Diagram.TooLarge) -> Day {
        let situation = Situation(
            date: date, facts: atoms.everything, given: [:],
            readings: rules.interpretations.map(\.chosen), lots: [])
        var cuts = Cuts(rules, atoms, decider.evaluator(situation), taking: &knownCuts)
        let axes = DayCells.axes(rules, atoms, &cuts)
        var cells = DayCells(rules, atoms, axes: axes, cuts.evaluator, &timelessTables)
        if order == .tiesLast { cells = cells.withTiesLast() }
        knownCuts = cuts.known
        if let shape = shapes[cells.shape] { return Day(date: date, cells: cells, shape: shape) }
        functions.append(try RuleFunctions(rules, atoms, cells))
        shapes[cells.shape] = functions.count - 1
        return Day(date: date, cells: cells, shape: functions.count - 1)
    }
}

extension CheckedRules {
    /// The tests that decide: conditions, what makes eligible, and cohorts.
    package var decidingTests: [NodeID] { [eligibleWhen] + cohorts.map(\.test) }
}
