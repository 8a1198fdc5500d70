import RuleChecking
import RuleEvaluation

/// What is decided and said of everybody of whom the same is known as far as the rules can tell, with gaps for what
/// still differs.
package final class RowPlan: Sendable {
    let finding: Finding
    package let outcome: Outcome
    package let cohort: Assessment.Cohort
    /// Which of the lots reached are among the lots of the decision, in their order, and whether all others are.
    let isFound: [Bool]
    let areOthersFound: Bool
    /// Which of the lots reached the conditions are about; nil for any of the others.
    let leading: Int?
    /// The decision with gaps, as it is for somebody whose places need no notes; without its lots.
    package let assessment: Assessment

    /// What is noted and assumed, before and behind what is said of the places of a person.
    let notes: Said
    let assumptions: Said

    struct Said: Hashable, Sendable {
        var before: [String]
        var after: [String]
    }

    init(
        finding: Finding, assessment: Assessment, isFound: [Bool], areOthersFound: Bool,
        leading: Int?, notes: Said, assumptions: Said
    ) {
        self.finding = finding
        outcome = finding.outcome
        cohort = assessment.cohort
        self.isFound = isFound
        self.areOthersFound = areOthersFound
        self.leading = leading
        self.assessment = assessment
        self.notes = notes
        self.assumptions = assumptions
    }
}
