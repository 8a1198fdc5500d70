import RuleEvaluation

/// What columns tell of a decision, for one lot.
struct ColumnEnd: Hashable, Sendable {
    var standing: UInt8
    var cohort: Int8
    /// The conditions that are not met, a bit for each.
    var failed: UInt64

    init(_ end: DecisionEnd, _ watched: WatchedTests) {
        standing = end.standing.rawValue
        failed = 0
        for (index, condition) in watched.conditions.enumerated()
        where !([condition.test] + condition.waivers).contains(where: { end.tests >> UInt64($0) & 1 == 1 }) {
            failed |= 1 << UInt64(index)
        }
        cohort =
            switch end.cohort {
            case .cohort(let index), .refer(let index): Int8(clamping: index)
            case .several: ColumnDecisions.severalCohorts
            case .none, .notKnown: ColumnDecisions.noCohort
            }
    }
}

/// Makes the steps of the facts that have columns from those of all facts. States from which columns look the same
/// are one, so that a fact that is not known of somebody is passed over where it makes no difference.
struct StepBuilder {
    private let tables: DecisionTables
    private let watched: WatchedTests
    /// The facts with columns, by their place in the tables.
    private let present: [Int]
    private(set) var steps: [[Int32]]
    private(set) var lasts: [Int32]
    private(set) var ends: [ColumnEnd] = []
    private var known: [Place: Int32] = [:]
    private var rows: [[[Int32]: Int32]]
    private var endPlaces: [ColumnEnd: Int32] = [:]

    /// A state before a fact, on days of one shape.
    private struct Place: Hashable {
        var state: Int32
        var position: Int
        var shape: Int
    }

    /// Nobody is in the one state; of those in the other too little is known. Both are left to the decider.
    private enum Special {
        static let nobody: Int32 = 0
        static let open: Int32 = 1
    }

    init(_ tables: DecisionTables, _ watched: WatchedTests, present: [Int]) {
        self.tables = tables
        self.watched = watched
        self.present = present
        // The steps of somebody left to the decider lead to nobody whatever their cells: where they begin, everything
        // within the cells of a fact has to do so.
        let special = [Int32](repeating: Special.nobody, count: DecisionTables.mostCells + 2)
        steps = present.map { _ in special }
        rows = Array(repeating: [:], count: present.count + 1)
        lasts = Array(repeating: 0, count: 2 * tables.combinations)
        _ = place(of: ColumnEnd(DecisionEnd(standing: .impossible), watched))
    }

    /// Where people begin on a day.
    mutating func root(_ day: DecisionDay, _ readings: [Int]) -> Int32 {
        place(tables.root(day.shape, readings: readings), before: 0, of: day)
    }

    private mutating func place(_ state: Int32, before position: Int, of day: DecisionDay) -> Int32 {
        if state == DecisionTables.dead { return Special.nobody }
        let place = Place(state: state, position: position, shape: day.shape)
        if let known = known[place] { return known }
        let found: Int32
        if position == tables.facts.count {
            found = last(state)
        } else {
            let next = self.next(state, position, day)
            if let index = present.firstIndex(of: position) {
                found = row(next + [Self.common(next)], at: index)
            } else {
                found = Self.common(next)
            }
        }
        known[place] = found
        return found
    }

    private mutating func next(_ state: Int32, _ position: Int, _ day: DecisionDay) -> [Int32] {
        let steps = tables.steps[tables.readings.count + position]
        return (0..<day.facts[position].sets.count).map {
            place(steps[Int(state) + $0], before: position + 1, of: day)
        }
    }

    /// Where everybody who is somebody goes, when that is one state.
    private static func common(_ states: [Int32]) -> Int32 {
        let people = states.filter { $0 != Special.nobody }
        guard let first = people.first else { return Special.nobody }
        return people.allSatisfy { $0 == first } ? first : Special.open
    }

    private mutating func row(_ next: [Int32], at index: Int) -> Int32 {
        if next.allSatisfy({ $0 == Special.nobody }) { return Special.nobody }
        if let known = rows[index][next] { return known }
        let begin = Int32(steps[index].count)
        steps[index] += next
        rows[index][next] = begin
        return begin
    }

    // MARK: Ends

    private mutating func last(_ state: Int32) -> Int32 {
        let row = (0..<tables.combinations).map { place(of: ColumnEnd(tables.end(state, $0), watched)) }
        if let known = rows[present.count][row] { return known }
        let found = Int32(lasts.count / tables.combinations)
        lasts += row
        rows[present.count][row] = found
        return found
    }

    private mutating func place(of end: ColumnEnd) -> Int32 {
        if let place = endPlaces[end] { return place }
        let place = Int32(ends.count)
        ends.append(end)
        endPlaces[end] = place
        return place
    }
}
