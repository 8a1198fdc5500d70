import Facts
import RuleChecking

/// Everything a decision depends on beside the rules: a day, what is known, the readings chosen and the ties to lots.
public struct Situation: Sendable {
    /// One lot that is open on the day, and what is known of each connection to it, in the order of the connections.
    public struct LotTies: Sendable, Hashable {
        /// An index into the lots of the rules.
        public var lot: Int
        public var ties: [Truth]

        public init(lot: Int, ties: [Truth]) {
            self.lot = lot
            self.ties = ties
        }
    }

    /// The decision date.
    public var date: CivilDate
    /// One for each fact.
    public var facts: [FactSet]
    /// Values given for definitions, by index: they limit the facts those are made from.
    public var given: [Int: Answer]
    /// The reading chosen for each interpretation.
    public var readings: [Int]
    /// The lots open on the day, in the order of the file.
    public var lots: [LotTies]

    public init(date: CivilDate, facts: [FactSet], given: [Int: Answer], readings: [Int], lots: [LotTies]) {
        self.date = date
        self.facts = facts
        self.given = given
        self.readings = readings
        self.lots = lots
    }
}
