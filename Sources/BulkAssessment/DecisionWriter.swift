import Eligibility
import RuleEvaluation

/// The cells that are written after a row’s own, in the order of `OutputColumns.decisions`.
enum DecisionCells {
    static func cells(_ assessment: Assessment, _ remarks: RowRemarks) -> [String] {
        [
            assessment.outcome.rawValue, cohort(assessment),
            assessment.lots.map(\.lot).joined(separator: "; "),
            connections(assessment), assessment.conditionsNotMet.joined(separator: "; "),
            reasons(assessment).joined(separator: " "), askNext(assessment).joined(separator: "; "),
            assessment.place?.rawValue ?? "", notes(assessment, remarks).joined(separator: " "),
            assessment.rules,
        ]
    }

    /// Blank for people who are not eligible: no cohort is in question.
    static func cohort(_ assessment: Assessment) -> String {
        if assessment.outcome == .notEligible { return "" }
        switch assessment.cohort {
        case .named(let title): return title
        case .refer: return "refer"
        case .notKnown: return "not known"
        }
    }

    /// `Glascote: home, work; Abbey: school`.
    static func connections(_ assessment: Assessment) -> String {
        assessment.lots.map { "\($0.lot): \($0.connections.joined(separator: ", "))" }.joined(separator: "; ")
    }

    /// What was looked at, each as sentences: what stands in the way, then what is not known, then the rest.
    static func reasons(_ assessment: Assessment) -> [String] {
        let conditions = assessment.conditions
        let failing = conditions.filter { $0.result == .notMet }
        let open = conditions.filter { $0.result == .notKnown }
        let met = conditions.filter { $0.result == .met || $0.result == .waived }
        return (failing + open + met).map(\.reason) + assessment.reasons
    }

    static func askNext(_ assessment: Assessment) -> [String] {
        assessment.askNext.map { $0.isRefused ? "\($0.name) (refused)" : $0.name }
    }

    /// What an adviser should know, most telling first. A possible duplicate decides nothing.
    static func notes(_ assessment: Assessment, _ remarks: RowRemarks) -> [String] {
        remarks.words + assessment.notes
            + assessment.assumptions.map { "Assumed: \($0)" } + assessment.otherReadings
    }
}
