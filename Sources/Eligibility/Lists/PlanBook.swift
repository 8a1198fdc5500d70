import RuleEvaluation
import Synchronization

/// The plans that have been made, shared by all who decide lists with one assessor: what one worker has put into words
/// no other does again, nor any later list.
///
/// Nothing that is looked up here depends on who asks or when, so that sharing changes nothing but the time.
final class PlanBook: Sendable {
    private let kept = Mutex(Kept())

    private struct Kept {
        /// Nil for people who are left to the assessor.
        var plans: [[UInt64]: RowPlan?] = [:]
        /// Nil for what can only be said of one person.
        var units: [RapidAssessor.Unit: RapidAssessor.UnitText?] = [:]
        var noteNumbers: [NoteBase: Int] = [:]
        /// Goes on when all is let go: workers still have plans with numbers given before.
        var nextNoteNumber = 0
    }

    /// The part of a plan that its notes and assumptions depend on.
    struct NoteBase: Hashable {
        var outcome: Outcome
        var askNext: [Finding.Question]
        var notes: RowPlan.Said
        var assumptions: RowPlan.Said
        var otherReadings: [String]
    }

    /// Plans that are kept, at most, before all are let go.
    private static let mostPlans = 16_000

    /// The plan of a key; nil when there is none yet, and none inside for people who are left to the assessor.
    func plan(_ key: [UInt64]) -> RowPlan?? { kept.withLock { $0.plans[key] } }

    func keep(_ plan: RowPlan?, for key: [UInt64]) {
        kept.withLock { kept in
            if kept.plans.count >= Self.mostPlans {
                kept = Kept(nextNoteNumber: kept.nextNoteNumber)
            }
            kept.plans[key] = .some(plan)
        }
    }

    func unit(_ unit: RapidAssessor.Unit) -> RapidAssessor.UnitText?? { kept.withLock { $0.units[unit] } }

    func keep(_ text: RapidAssessor.UnitText?, for unit: RapidAssessor.Unit) {
        kept.withLock { $0.units[unit] = .some(text) }
    }

    /// A number that only plans share whose notes have everything in common, apart from their places.
    func noteNumber(_ base: NoteBase) -> Int {
        kept.withLock { kept in
            if let known = kept.noteNumbers[base] { return known }
            let number = kept.nextNoteNumber
            kept.noteNumbers[base] = number
            kept.nextNoteNumber += 1
            return number
        }
    }
}
