import Diagnostics
import Eligibility
import RuleChecking
import RuleEvaluation

/// The part of a summary that rows add to. Chunks each have one; adding them up in any order gives the same.
struct Tally: Sendable {
    private struct Cause: Hashable, Sendable {
        var code: Problem.Code
        var column: String?
    }

    private(set) var rows = Summary.Rows()
    private var outcomes = Summary.Outcomes()
    /// Outcomes by lot (the last is none) and cohort, row by row.
    private var cells: [Summary.Outcomes]
    /// Outcomes by cohort, each person once.
    private var byCohort: [Summary.Outcomes]
    private var causes: [Cause: Int] = [:]
    private var duplicates = 0
    private let names: Names

    /// The titles that decisions use, and where each is counted.
    struct Names: Sendable {
        let lots: [String]
        let cohorts: [String]
        let lotIndex: [String: Int]
        let cohortIndex: [String: Int]

        init(_ rules: CheckedRules) {
            lots = rules.lots.map(\.title) + ["no lot"]
            cohorts = rules.cohorts.compactMap(\.title) + ["refer", "not known", "none"]
            lotIndex = Dictionary(lots.enumerated().map { ($1, $0) }) { first, _ in first }
            cohortIndex = Dictionary(cohorts.enumerated().map { ($1, $0) }) { first, _ in first }
        }

        /// Where people of a cohort are counted.
        func place(of cohort: Assessment.Cohort, _ outcome: Outcome) -> Int {
            let last = cohorts.count - 1
            return switch cohort {
            case _ where outcome == .notEligible: last
            case .named(let title): cohortIndex[title] ?? last
            case .refer: last - 2
            case .notKnown: last - 1
            }
        }
    }

    init(_ names: Names) {
        self.names = names
        cells = Array(repeating: Summary.Outcomes(), count: names.lots.count * names.cohorts.count)
        byCohort = Array(repeating: Summary.Outcomes(), count: names.cohorts.count)
    }

    mutating func addEmpty(_ count: Int) {
        rows.read += count
        rows.empty += count
    }

    mutating func add(_ assessment: Assessment, isDuplicate: Bool) {
        let cohort = names.place(of: assessment.cohort, assessment.outcome)
        add(assessment.outcome, cohort, isDuplicate: isDuplicate)
        if assessment.lots.isEmpty { add(assessment.outcome, cohort, lot: names.lots.count - 1) }
        for lot in assessment.lots {
            if let place = names.lotIndex[lot.lot] { add(assessment.outcome, cohort, lot: place) }
        }
    }

    /// Adds a person, apart from lots.
    mutating func add(_ outcome: Outcome, _ cohort: Int, isDuplicate: Bool) {
        rows.read += 1
        rows.decided += 1
        if isDuplicate { duplicates += 1 }
        outcomes.add(outcome)
        byCohort[cohort].add(outcome)
    }

    /// Adds a person to one lot, or to none, which is the last.
    mutating func add(_ outcome: Outcome, _ cohort: Int, lot: Int) {
        cells[lot * names.cohorts.count + cohort].add(outcome)
    }

    mutating func add(_ problems: [RowProblem]) {
        rows.read += 1
        rows.rejected += 1
        for cause in Set(problems.map { Cause(code: $0.code, column: $0.column) }) {
            causes[cause, default: 0] += 1
        }
    }

    mutating func add(_ more: Tally) {
        rows.read += more.rows.read
        rows.decided += more.rows.decided
        rows.rejected += more.rows.rejected
        rows.empty += more.rows.empty
        outcomes.add(more.outcomes)
        duplicates += more.duplicates
        for index in cells.indices where index < more.cells.count { cells[index].add(more.cells[index]) }
        for index in byCohort.indices where index < more.byCohort.count {
            byCohort[index].add(more.byCohort[index])
        }
        causes.merge(more.causes, uniquingKeysWith: +)
    }

    /// Puts the numbers into a summary.
    func write(to summary: inout Summary) {
        summary.rows = rows
        summary.outcomes = outcomes
        summary.duplicates.rows = duplicates
        summary.cohorts = zip(names.cohorts, byCohort).map { Summary.Cohort(cohort: $0, outcomes: $1) }
        let width = names.cohorts.count
        summary.lots = names.lots.enumerated().map { index, title in
            let row = cells[index * width..<(index + 1) * width]
            let cohorts = zip(names.cohorts, row).map { Summary.Cohort(cohort: $0, outcomes: $1) }
            var all = Summary.Outcomes()
            for outcomes in row { all.add(outcomes) }
            return Summary.Lot(lot: title, outcomes: all, cohorts: cohorts.filter { $0.outcomes.people > 0 })
        }
        summary.rejects = causes.map {
            Summary.Reject(
                code: $0.key.code.rawValue, column: $0.key.column, cause: $0.key.code.rowCause, rows: $0.value
            )
        }.sorted { ($1.rows, $0.code, $0.column ?? "") < ($0.rows, $1.code, $1.column ?? "") }
    }
}
