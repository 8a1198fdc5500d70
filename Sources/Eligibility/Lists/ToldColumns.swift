/// What the columns of a list can tell of people. Of everything else the same is known of everybody, and need not be
/// looked at for each.
package struct ToldColumns: Sendable {
    /// For each fact, whether there is a column for it.
    package var facts: [Bool]
    /// For each connection, whether there is a column for it; the ties of all others are the same as each other.
    package var ties: [Bool]
    /// Whether there is a column for how somebody reads an interpretation.
    package var readings: Bool

    package init(facts: [Bool], ties: [Bool], readings: Bool) {
        self.facts = facts
        self.ties = ties
        self.readings = readings
    }
}
