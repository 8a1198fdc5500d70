import Diagnostics
import Eligibility
import Facts

extension ListAssessment.Decision {
    /// The decision in full, as lines for a terminal of a width.
    public func text(width: Int) -> String {
        "Row \(line): \(person)\n" + assessment.text(width: width, remarks: remarks)
    }
}

extension Assessment {
    /// The decision in full, as lines for a terminal of a width.
    ///
    /// - Parameter remarks: what the rest of the list says about the person.
    public func text(width: Int, remarks: RowRemarks = RowRemarks()) -> String {
        var lines = Self.headline(self).wrapped(width: width, first: "  ", rest: "    ")
        func section(_ title: String, _ texts: [String]) {
            guard !texts.isEmpty else { return }
            lines.append("  \(title)")
            for text in texts {
                lines += text.wrapped(width: width, first: "    - ", rest: "      ")
            }
        }
        section("How the lots are reached", lots.map(Self.words))
        section("Why", DecisionCells.reasons(self))
        section("Ask next", askNext.map(Self.words))
        section("Notes", remarks.words + notes)
        section("Assumed", assumptions)
        section("Other readings of the sources", otherReadings)
        return lines.joined(separator: "\n")
    }

    private static func headline(_ assessment: Assessment) -> String {
        var words = "\(assessment.outcome.rawValue.uppercased()) on \(assessment.decisionDate)"
        let cohort = DecisionCells.cohort(assessment)
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
