import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import Synchronization

/// One day: in which cell a value lies, and where people begin in the tables.
package struct DecisionDay: Sendable {
    package let date: CivilDate
    package let facts: [FactCells]
    package let shape: Int
    package let loose: [Axis.Subject]
}

/// The tables of a programme, made day by day as days are asked for, and shared by all who decide.
package final class DecisionBook: Sendable {
    package let decider: Decider
    package let rules: CheckedRules
    package let watched: WatchedTests
    private let growing: Mutex<Growing>

    /// Days that are kept, at most, before all are let go and made again.
    private static let mostDays = 20_000

    private struct Growing {
        var diagrams: RuleDiagrams
        var tables: DecisionTables?
        /// Nil for days that tables are not made for.
        var days: [CivilDate: DecisionDay?] = [:]
        /// The shape in the tables of a shape of the diagrams; nil when it does not fit.
        var shapes: [Int: Int?] = [:]
    }

    /// Nil for rules that tables are not made for.
    package init?(_ decider: Decider) {
        guard let watched = WatchedTests(decider.rules) else { return nil }
        self.decider = decider
        self.watched = watched
        rules = decider.rules
        let roots = WatchedTests.roots(decider.rules)
        growing = Mutex(Growing(diagrams: RuleDiagrams(decider, roots: roots, order: .tiesLast)))
    }

    /// A day, and tables that have its shape; nil for a day that tables are not made for.
    package func day(_ date: CivilDate) -> (day: DecisionDay, tables: DecisionTables)? {
        growing.withLock { growing in
            if let known = growing.days[date] {
                guard let day = known, let tables = growing.tables else { return nil }
                return (day, tables)
            }
            if growing.days.count >= Self.mostDays { growing.days = [:] }
            let day = makeDay(date, &growing)
            growing.days[date] = .some(day)
            guard let day, let tables = growing.tables else { return nil }
            return (day, tables)
        }
    }

    private func makeDay(_ date: CivilDate, _ growing: inout Growing) -> DecisionDay? {
        guard let day = try? growing.diagrams.day(date), let shape = shape(day, &growing) else { return nil }
        let axes = day.cells.axes
        return DecisionDay(
            date: date, facts: axes.compactMap { FactCells($0, rules) }, shape: shape,
            loose: axes.filter(\.isLoose).map(\.subject))
    }

    private func shape(_ day: RuleDiagrams.Day, _ growing: inout Growing) -> Int? {
        if let known = growing.shapes[day.shape] { return known }
        if growing.tables == nil { growing.tables = DecisionTables(day.cells.axes) }
        let shape = try? growing.tables?.add(&growing.diagrams.functions[day.shape], rules, watched)
        growing.shapes[day.shape] = .some(shape)
        return shape
    }
}
