import Facts
import RuleChecking
import RuleEvaluation

/// People as columns of values: one entry of each column is one person.
package struct PeopleColumns: Sendable {
    /// The values of one fact, as `ColumnCode` writes them.
    package enum Column: Sendable {
        /// Of a fact that is a date.
        case days([Int32])
        /// Of another fact with an order.
        case ticks([Int64])
        /// Of a fact whose answers have none.
        case answers([UInt8])

        var count: Int {
            switch self {
            case .days(let values): values.count
            case .ticks(let values): values.count
            case .answers(let values): values.count
            }
        }
    }

    /// The day each person is judged on.
    package var dates: [Int32]
    /// Columns by the index of their fact. A fact without one is not known of anybody.
    package var facts: [Int: Column]
    /// For each connection, the place of each person, and 0 for none; empty where nobody has such a tie. There are no
    /// others than these.
    package var places: [[UInt16]]

    package init(dates: [Int32], facts: [Int: Column], places: [[UInt16]]) {
        self.dates = dates
        self.facts = facts
        self.places = places
    }

    /// Whether every column is as long as the first.
    var isEven: Bool {
        facts.values.allSatisfy { $0.count == dates.count }
            && places.allSatisfy { $0.isEmpty || $0.count == dates.count }
    }
}

/// How columns write what is known of a fact, as one number. The cell of a number is found by counting the ends below
/// it, whatever it stands for.
package struct ColumnCode: Sendable {
    private let everything: FactSet
    private let isOrdered: Bool
    /// Nothing is known.
    package let unknown: Int64

    package init(_ fact: Fact) {
        everything = .everything(fact)
        isOrdered = fact.type.value.isOrdered
        if !isOrdered {
            unknown = Int64(everything.options.nonzeroBitCount)
        } else {
            unknown = Int64(fact.type.value == .date ? Int(Int32.max) : Int.max) - 1
        }
    }

    /// Nil for what is known only in part, and for values that the fact cannot have.
    package func code(of set: FactSet) -> Int64? {
        if set == everything { return unknown }
        guard set.isSingle else { return nil }
        if set.hasRange { return set.low >= everything.low && set.low <= everything.high ? set.low : nil }
        guard set.options & everything.options != 0 else { return nil }
        return code(ofOption: set.options)
    }

    /// Special answers stand behind all amounts; other answers are counted.
    private func code(ofOption bit: UInt64) -> Int64 {
        let place = Int64((everything.options & (bit &- 1)).nonzeroBitCount)
        return isOrdered ? everything.high + 1 + place : place
    }

    /// The codes after which another cell begins, in order: the cell of a code is the number of these below it. That of
    /// `unknown` comes behind all others. Nothing is counted for answers without an order, which are their own cells.
    func ends(_ cells: FactCells) -> [Int64] {
        guard isOrdered else { return [] }
        var ends = cells.ends + [everything.high]
        for place in 0..<Int64(everything.options.nonzeroBitCount) {
            ends.append(everything.high + 1 + place)
        }
        return ends
    }
}
