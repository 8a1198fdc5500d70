import Diagnostics
import Facts
import RuleEvaluation

extension Assessment {
    /// What was looked at, each as sentences: what stands in the way, then what is not known, then the rest.
    public var explanation: [String] {
        let failing = conditions.filter { $0.result == .notMet }
        let open = conditions.filter { $0.result == .notKnown }
        let met = conditions.filter { $0.result == .met || $0.result == .waived }
        return (failing + open + met).map(\.reason) + reasons
    }

    /// The cohort, “refer” or “not known”. Blank for people who are not eligible: no cohort is in question.
    public var cohortText: String {
        if outcome == .notEligible { return "" }
        switch cohort {
        case .named(let title): return title
        case .refer: return "refer"
        case .notKnown: return "not known"
        }
    }

    /// The decision in full, as lines for a terminal of a width.
    ///
    /// - Parameter duplicateOf: the line of the row that the person is a possible duplicate of.
    public func text(width: Int, duplicateOf: Int? = nil) -> String {
        var lines = Self.headline(self).wrapped(width: width, first: "  ", rest: "    ")
        func section(_ title: String, _ texts: [String]) {
            guard !texts.isEmpty else { return }
            lines.append("  \(title)")
            for text in texts {
                lines += text.wrapped(width: width, first: "    - ", rest: "      ")
            }
        }
        section("How the lots are reached", lots.map(Self.words))
        section("Why", explanation)
        section("Ask next", askNext.map(Self.words))
        section(
            "Notes",
            (duplicateOf.map { ["This is a possible duplicate of row \($0)."] } ?? []) + notes)
        section("Assumed", assumptions)
        section("Other readings of the sources", otherReadings)
        return lines.joined(separator: "\n")
    }

    private static func headline(_ assessment: Assessment) -> String {
        var words = "\(assessment.outcome.rawValue.uppercased()) on \(assessment.decisionDate)"
        let cohort = assessment.cohortText
        if !cohort.isEmpty { words += "; cohort: \(cohort)" }
        if let place = assessment.place { words += "; place: \(place.rawValue)" }
        return words
    }

    private static func words(_ lot: LotReached) -> String {
        let provider = lot.provider.map { " (provider: \($0))" } ?? ""
        return "\(lot.lot)\(provider)"
            + (lot.connections.isEmpty ? "" : ", by \(lot.connections.joined(separator: ", "))")
    }

    private static func words(_ question: Question) -> String {
        question.name + (question.words.map { ": \($0)" } ?? "") + (question.isRefused ? " (refused)" : "")
    }
}

extension WhatWouldChange {
    /// What would change the outcome, as lines for a terminal of a width; empty when there is nothing to say.
    public func text(width: Int) -> String {
        var lines: [String] = []
        func section(_ title: String, _ texts: [String]) {
            guard !texts.isEmpty else { return }
            lines.append("  \(title)")
            for text in texts { lines += text.wrapped(width: width, first: "    - ", rest: "      ") }
        }
        section(
            "What would change the outcome",
            changes.map { "\($0.outcome.rawValue), with \($0.facts.joined(separator: ", and "))" })
        if let later { section("By itself, from \(later.date)", [later.answer]) }
        return lines.joined(separator: "\n")
    }
}
