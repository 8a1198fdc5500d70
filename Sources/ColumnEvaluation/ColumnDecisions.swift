import RuleEvaluation

/// Decisions as columns; reasons as bits.
package struct ColumnDecisions: Sendable {
    /// Whom `Decider` has to decide: too little is known, or tables are not made for the day.
    package static let undecided: UInt8 = 3

    /// The raw value of `DecisionEnd.Standing`, or `undecided`.
    package var outcomes: [UInt8] = []
    /// The lots of a decision, a bit for each.
    package var lots: [UInt64] = []
    /// The conditions that are not met, a bit for each, for the first of the lots.
    package var failed: [UInt64] = []
    /// The place of the cohort among those of the rules, or one of the numbers below.
    package var cohorts: [Int8] = []
    package static let noCohort: Int8 = -1
    package static let severalCohorts: Int8 = -2

    package init(count: Int) {
        outcomes = Array(repeating: Self.undecided, count: count)
        lots = Array(repeating: 0, count: count)
        failed = Array(repeating: 0, count: count)
        cohorts = Array(repeating: Self.noCohort, count: count)
    }
}
