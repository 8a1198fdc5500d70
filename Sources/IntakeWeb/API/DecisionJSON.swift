import Eligibility
import Intake
import JSONText
import RuleEvaluation

/// A decision, questions and changes as the API writes them. `OpenAPI` describes every member.
struct DecisionJSON: Sendable {
    let book: RuleBook

    init(_ book: RuleBook) { self.book = book }

    func json(_ decision: Assessment) -> JSONValue {
        .object([
            "decisionDate": .text(decision.decisionDate.iso),
            "outcome": .text(decision.outcome.rawValue),
            "cohort": cohort(decision),
            "cohortIs": .text(cohortIs(decision)),
            "lots": .array(decision.lots.map(lot)),
            "place": .optional(decision.place?.rawValue),
            "conditions": .array(decision.conditions.map(condition)),
            "conditionsNotMet": .texts(decision.conditionsNotMet),
            "reasons": .texts(decision.reasons),
            "askNext": .array(decision.askNext.map { question($0) }),
            "notes": .texts(decision.notes),
            "assumptions": .texts(decision.assumptions),
            "otherReadings": .texts(decision.otherReadings),
            "rules": rules,
        ])
    }

    /// What decided: the same everywhere, so that an answer can be traced to it.
    var rules: JSONValue {
        .object([
            "version": .text(book.versionText), "rulesDigest": .text(book.digest.hex),
            "boundaryDigests": .texts(book.map?.digests.map(\.hex) ?? []),
        ])
    }

    private func cohort(_ decision: Assessment) -> JSONValue {
        if decision.outcome != .notEligible, case .named(let title) = decision.cohort {
            .text(title)
        } else {
            .null
        }
    }

    private func cohortIs(_ decision: Assessment) -> String {
        if decision.outcome == .notEligible { return "none" }
        return switch decision.cohort {
        case .named: "known"
        case .refer: "for a person to decide"
        case .notKnown: "not known"
        }
    }

    private func lot(_ lot: Assessment.LotReached) -> JSONValue {
        .object([
            "lot": .text(lot.lot), "connections": .texts(lot.connections),
            "provider": .optional(lot.provider),
        ])
    }

    private func condition(_ condition: Assessment.ConditionResult) -> JSONValue {
        .object([
            "name": .text(condition.name), "result": .text(condition.result.rawValue),
            "reason": .text(condition.reason),
        ])
    }

    func question(_ question: Assessment.Question, expected: Double? = nil) -> JSONValue {
        .object([
            "fact": .text(question.name), "question": .optional(question.words),
            "isRefused": .bool(question.isRefused), "questionsToExpect": tenths(expected),
        ])
    }

    private func tenths(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite, value.magnitude < 1e6 else { return .null }
        let tenths = Int((value * 10).rounded())
        return JSONNumber("\(tenths / 10).\(tenths.magnitude % 10)").map { .number($0) } ?? .null
    }

    func json(_ changes: WhatWouldChange) -> JSONValue {
        let later: JSONValue =
            changes.later.map {
                .object(["date": .text($0.date.iso), "answer": .text($0.answer)])
            } ?? .null
        return .object([
            "changes": .array(
                changes.changes.map {
                    .object(["outcome": .text($0.outcome.rawValue), "facts": .texts($0.facts)])
                }), "later": later, "rules": rules,
        ])
    }
}
