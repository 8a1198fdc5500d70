import RuleChecking
import RuleEvaluation
import Synchronization

/// What is decided and said of everybody of whom the same is known as far as the rules can tell, with gaps for what
/// still differs.
package final class RowPlan: Sendable {
    let finding: Finding
    package let outcome: Outcome
    package let cohort: Assessment.Cohort
    let finds: FoundPlaces.Finds
    /// The decision with gaps, as it is for somebody whose places need no notes; without its lots.
    package let assessment: Assessment

    /// What is noted and assumed, before and behind what is said of the places of a person.
    let notes: Said
    let assumptions: Said
    /// Plans whose notes have everything in common, apart from their places, have the same.
    let noteNumber: Int

    /// What those who write it have made of it, once for all of them.
    package let written = Mutex<(any Sendable)?>(nil)

    struct Said: Hashable, Sendable {
        var before: [String]
        var after: [String]
    }

    init(
        finding: Finding, assessment: Assessment, finds: FoundPlaces.Finds, notes: Said, assumptions: Said,
        noteNumber: Int
    ) {
        self.finding = finding
        outcome = finding.outcome
        cohort = assessment.cohort
        self.finds = finds
        self.assessment = assessment
        self.notes = notes
        self.assumptions = assumptions
        self.noteNumber = noteNumber
    }
}
