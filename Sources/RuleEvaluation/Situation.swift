import Facts
import RuleChecking

/// Everything a decision depends on beside the rules: a day, what is known, the readings chosen and the ties to lots.
package struct Situation: Sendable {
    /// One lot that is open on the day, and what is known of each connection to it, in the order of the connections.
    package struct LotTies: Sendable, Hashable {
        /// An index into the lots of the rules.
        package var lot: Int
        package var ties: [Truth]

        package init(lot: Int, ties: [Truth]) {
            self.lot = lot
            self.ties = ties
        }
    }

    /// The decision date.
    package var date: CivilDate
    /// One for each fact.
    package var facts: [FactSet]
    /// The spells of facts that are known, by index.
    package var spells: [Int: [Spell]]
    /// Values given for definitions, by index: they limit the facts those are made from.
    package var given: [Int: Answer]
    /// The reading chosen for each interpretation.
    package var readings: [Int]
    /// The lots open on the day, in the order of the file.
    package var lots: [LotTies]

    package init(
        date: CivilDate, facts: [FactSet], spells: [Int: [Spell]] = [:], given: [Int: Answer],
        readings: [Int],
        lots: [LotTies]
    ) {
        self.date = date
        self.facts = facts
        self.spells = spells
        self.given = given
        self.readings = readings
        self.lots = lots
    }
}

extension Situation {
    /// The lots of a decision, by order of connections and then of the file.
    ///
    /// - Parameter isSettled: whether a lot, by its place here, is settled eligible; nil where that is not asked, which
    ///   leaves the lots that known ties reach.
    package func lots(_ isSettled: (Int) -> Bool?) -> [LotFinding] {
        var found: [LotFinding] = []
        for (index, lot) in lots.enumerated() {
            let connections = lot.ties.indices.filter { lot.ties[$0] == .yes }
            guard isSettled(index) ?? !connections.isEmpty else { continue }
            found.append(LotFinding(lot: lot.lot, connections: connections))
        }
        // Lots are in the order of the file already.
        return found.enumerated().sorted { first, second in
            let one = first.element.connections.first ?? .max
            let other = second.element.connections.first ?? .max
            return (one, first.offset) < (other, second.offset)
        }.map(\.element)
    }

    /// The lot that conditions are reported for, by its place here: the first of those found, or any.
    package func leading(_ found: [LotFinding]) -> Int? {
        found.first.flatMap { first in lots.firstIndex { $0.lot == first.lot } } ?? (lots.isEmpty ? nil : 0)
    }
}
