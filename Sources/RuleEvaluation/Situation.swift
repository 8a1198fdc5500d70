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
