import Eligibility
import Facts
import RuleChecking

/// Gives out the places of capped cohorts to the people of a list: by the date they are judged on, and on one date in
/// the order of the list.
///
/// A person gets a place in the first of their lots, as decisions name them, that has one left; where all are taken, a
/// number on the waiting list of the first. Possible duplicates get neither: nobody is to be kept waiting by a
/// row that stands twice. The same list and counts give the same places, however many rows are decided at once.
struct Allocation: Sendable {
    /// Somebody who may take a place.
    struct Candidate: Sendable {
        var day: CivilDate
        var line: Int
        var claim: PlaceClaim
    }

    private struct Pool: Hashable {
        var lot: Int
        var cohort: Int
    }

    private var turns: [Int: PlaceTurn] = [:]
    /// What became of the places, in the order of lots and cohorts.
    private(set) var summary: [Summary.Places] = []

    /// What became of the row of a line.
    func turn(_ line: Int) -> PlaceTurn? { turns[line] }

    /// - Parameter duplicates: the lines of rows that are possible duplicates.
    init(_ candidates: [Candidate], duplicates: (Int) -> Bool, _ assessor: Assessor) {
        let rules = assessor.book.rules
        let cohorts = rules.cohorts.map { $0.title ?? "" }
        var used: [Pool: (given: Int, waiting: Int)] = [:]
        for candidate in candidates.sorted(by: { ($0.day, $0.line) < ($1.day, $1.line) }) {
            if duplicates(candidate.line) {
                turns[candidate.line] = .possibleDuplicate
                continue
            }
            let cohort = candidate.claim.cohort
            let pools = candidate.claim.lots.map { lot in
                (pool: Pool(lot: lot, cohort: cohort), places: assessor.places(lot: lot, cohort: cohort))
            }
            let free = pools.first { pool, places in
                guard let places else { return false }
                return places.taken + (used[pool]?.given ?? 0) < places.places
            }
            if let (pool, places) = free, let places {
                used[pool, default: (0, 0)].given += 1
                turns[candidate.line] = .given(
                    lot: rules.lots[pool.lot].title, cohort: cohorts[cohort],
                    number: places.taken + (used[pool]?.given ?? 0), of: places.places)
            } else if pools.contains(where: { $0.places == nil }) {
                turns[candidate.line] = .notKnown
            } else if let pool = pools.first?.pool {
                used[pool, default: (0, 0)].waiting += 1
                turns[candidate.line] = .waiting(
                    lot: rules.lots[pool.lot].title, cohort: cohorts[cohort],
                    number: used[pool]?.waiting ?? 0)
            }
        }
        for lot in rules.lots.indices {
            for cohort in rules.cohorts.indices {
                guard let places = assessor.places(lot: lot, cohort: cohort) else { continue }
                let (given, waiting) = used[Pool(lot: lot, cohort: cohort)] ?? (0, 0)
                summary.append(
                    Summary.Places(
                        lot: rules.lots[lot].title, cohort: cohorts[cohort], places: places.places,
                        takenBefore: places.taken, given: given, waiting: waiting))
            }
        }
    }
}
