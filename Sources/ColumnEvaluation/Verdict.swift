import RuleChecking
import RuleEvaluation

/// What is decided about everybody of whom the same is known as far as the rules can tell.
package struct Verdict: Sendable {
    /// What concerns lots with the same ties.
    package struct Lots: Sendable {
        /// Whether they are settled eligible.
        package var isEligible: Bool
        package var conditions: [ConditionFinding]
    }

    package var outcome: Outcome
    package var cohort: CohortFinding
    /// One for each group of ties; one for no ties where no lot is open.
    package var lots: [Lots]
    package var askNext: [Finding.Question]
    /// Advice that holds for everybody it is given to, by bit.
    package var advice: UInt64
}
