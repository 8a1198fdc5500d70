import Eligibility
import RuleEvaluation

/// The cells that are written after a row’s own, in the order of `OutputColumns.decisions`.
enum DecisionCells {
    static func cells(_ assessment: Assessment, duplicateOf line: Int?) -> [String] {
        [
            assessment.outcome.rawValue, assessment.cohortText,
            assessment.lots.map(\.lot).joined(separator: "; "),
            connections(assessment), assessment.conditionsNotMet.joined(separator: "; "),
            assessment.explanation.joined(separator: " "), askNext(assessment).joined(separator: "; "),
            assessment.place?.rawValue ?? "", notes(assessment, duplicateOf: line).joined(separator: " "),
            assessment.rules,
        ]
    }

    /// `Glascote: home, work; Abbey: school`.
    static func connections(_ assessment: Assessment) -> String {
        assessment.lots.map { "\($0.lot): \($0.connections.joined(separator: ", "))" }.joined(separator: "; ")
    }

    static func askNext(_ assessment: Assessment) -> [String] {
        assessment.askNext.map { $0.isRefused ? "\($0.name) (refused)" : $0.name }
    }

    /// What an adviser should know, most telling first. A possible duplicate decides nothing.
    static func notes(_ assessment: Assessment, duplicateOf line: Int?) -> [String] {
        (line.map { ["This is a possible duplicate of row \($0)."] } ?? []) + assessment.notes
            + assessment.assumptions.map { "Assumed: \($0)" } + assessment.otherReadings
    }
}
