import Facts
import RuleChecking
import RuleEvaluation

/// Everything that is the same for all people of a batch, as flat tables: the cells of each day and the steps of the
/// facts that there are columns for.
struct ColumnPlan: Sendable {
    /// One fact with a column.
    struct Level: Sendable {
        let fact: Int
        /// Where a state and a cell lead: their sum is the index. The last cell of a state is that of people of whom
        /// the fact is not known.
        var steps: [Int32]
        /// For each slot, the codes after which another cell begins, four by four, filled up with codes that none is
        /// above. Of a fact that is a date they are `dayEnds`.
        var ends: [SIMD4<Int64>] = []
        var dayEnds: [SIMD4<Int32>] = []
        /// How many fours each slot has.
        var fours = 0
    }

    /// The first day there is a slot for, and the slot of each day from it on. Slot 0 is for days not decided here.
    private(set) var firstDay: Int32 = 0
    private(set) var slots: [Int32] = [0]
    /// For each slot, where people begin.
    private(set) var roots: [Int32] = [0]
    private(set) var levels: [Level]
    /// For each last state and combination of ties, an index into the ends.
    let lasts: [Int32]
    let ends: [ColumnEnd]
    /// The kinds of ties that tests tell apart; the first is the lowest bit of a combination.
    let tieKinds: [Int]
    /// States below this, before every fact and after the last, are those of people who are left to the decider: of
    /// nobody, and of those of whom too little is known.
    static let firstState: Int32 = 2

    /// - Parameters:
    ///   - facts: the facts that there are columns for.
    ///   - dates: days, in order and each once.
    init?(_ book: DecisionBook, readings: [Int], facts: Set<Int>, dates: [CivilDate]) {
        var days: [DecisionDay] = []
        var latest: DecisionTables?
        for date in dates {
            if let run = book.rules.run?.value, !run.contains(date) { continue }
            guard let found = book.day(date), found.day.loose.isEmpty else { continue }
            days.append(found.day)
            latest = found.tables
        }
        guard let tables = latest, let first = days.first, let last = days.last else { return nil }
        tieKinds = tables.tieKinds
        let present = tables.facts.indices.filter { facts.contains(tables.facts[$0]) }
        let codes = tables.facts.map { ColumnCode(book.rules.facts[$0]) }
        levels = present.map { Level(fact: tables.facts[$0], steps: []) }
        var builder = StepBuilder(tables, book.watched, present: present)
        firstDay = first.date.dayNumber
        slots = [Int32](repeating: 0, count: Int(last.date.dayNumber - firstDay) + 1)
        for day in days {
            slots[Int(day.date.dayNumber - firstDay)] = Int32(roots.count)
            roots.append(builder.root(day, readings))
        }
        (lasts, ends) = (builder.lasts, builder.ends)
        for (index, position) in present.enumerated() {
            levels[index].steps = builder.steps[index]
            let ends = days.map { codes[position].ends($0.facts[position]) }
            levels[index].add(
                [[]] + ends, isDate: book.rules.facts[tables.facts[position]].type.value == .date)
        }
    }
}

extension ColumnPlan.Level {
    /// - Parameter ends: those of each slot.
    fileprivate mutating func add(_ ends: [[Int64]], isDate: Bool) {
        let most = ends.map(\.count).max() ?? 0
        fours = (most + 3) / 4
        for own in ends {
            let padded = own + Array(repeating: .max, count: fours * 4 - own.count)
            for four in 0..<fours {
                let group = SIMD4(padded[four * 4..<four * 4 + 4])
                if isDate {
                    dayEnds.append(SIMD4<Int32>(clamping: group))
                } else {
                    self.ends.append(group)
                }
            }
        }
    }
}
