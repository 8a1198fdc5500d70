import Facts
import RuleChecking
import RuleEvaluation

/// One of the places of a capped cohort that somebody may take: which cohort, and in which lots.
package struct PlaceClaim: Sendable, Hashable {
    /// An index into the cohorts.
    package var cohort: Int
    /// Indices of lots, those that come first in a decision first.
    package var lots: [Int]
}

extension Assessor {
    /// Whether places are to be given out: it is told how many there are, and the rules cap a cohort.
    package var givesPlaces: Bool { countsPlaces && !book.rules.caps.isEmpty }

    /// What somebody who is eligible takes up; nil where no cap is in force on the day, or nothing is known of the
    /// number of places in any of the lots.
    package func claim(_ cohort: Int, lots: [Int], on day: CivilDate) -> PlaceClaim? {
        guard let cap = book.rules.caps.first(where: { $0.cohort == cohort }),
            !cap.suspensions.contains(where: { $0.contains(day) }),
            lots.contains(where: { places(lot: $0, cohort: cohort) != nil })
        else { return nil }
        return PlaceClaim(cohort: cohort, lots: lots)
    }

    /// What a decision takes up.
    package func claim(_ assessment: Assessment) -> PlaceClaim? {
        let rules = book.rules
        guard assessment.outcome == .eligible, case .named(let title) = assessment.cohort,
            let cohort = rules.cohort(titled: title)
        else { return nil }
        let lots = assessment.lots.compactMap { found in rules.lots.firstIndex { $0.title == found.lot } }
        return claim(cohort, lots: lots, on: assessment.decisionDate)
    }

    /// The places of a cohort in a lot, and how many were taken before; nil when they are not known.
    package func places(lot: Int, cohort: Int) -> PlacesTaken? {
        placesTaken(lot: book.rules.lots[lot].title, cohort: cohort)
    }
}

extension RapidAssessor {
    /// What somebody takes up.
    package func claim(_ form: RowForm, _ person: borrowing CompactPerson) -> PlaceClaim? {
        let plan = plan(form)
        guard plan.outcome == .eligible, case .cohort(let cohort) = plan.finding.cohort else { return nil }
        return assessor.claim(cohort, lots: place(form).lots, on: person.date)
    }
}
