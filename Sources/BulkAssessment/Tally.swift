import Diagnostics
import Eligibility
import Facts
import RuleChecking
import RuleEvaluation

/// The part of a summary that rows add to. Chunks each have one; adding them up in any order gives the same.
struct Tally: Sendable {
    /// The numbers, by place; what the places stand for is in the names.
    struct Counts: Sendable, Hashable, Codable {
        struct Cause: Hashable, Sendable, Codable {
            var code: String
            var column: String?
        }

        fileprivate(set) var rows = Summary.Rows()
        fileprivate var dates: Summary.Days?
        /// Outcomes by group (all in one for rules without ages) and cohort, row by row; each person once.
        fileprivate var people: [Summary.Outcomes]
        /// Outcomes by lot (the last is none) and cohort, row by row.
        fileprivate var cells: [Summary.Outcomes]
        /// People by condition and result, row by row.
        fileprivate var conditions: [Int]
        fileprivate var causes: [Cause: Int] = [:]
        fileprivate var duplicates = 0
        fileprivate var earlierDuplicates = 0

        /// Whether they can be of so many rows, and so can be added to; what a file says may be anything.
        func canCount(rows all: Int) -> Bool {
            var numbers = [rows.read, rows.decided, rows.rejected, rows.empty, duplicates, earlierDuplicates]
            numbers += conditions + causes.values
            for cell in people + cells {
                numbers += [cell.eligible, cell.refer, cell.needsInformation, cell.notEligible, cell.people]
            }
            return numbers.allSatisfy { (0...all).contains($0) }
        }
    }

    private(set) var counts: Counts
    private let names: Names

    var rows: Summary.Rows { counts.rows }

    /// The titles that decisions use, and where each is counted.
    struct Names: Sendable {
        let lots: [String]
        let cohorts: [String]
        let conditions: [String]
        let lotIndex: [String: Int]
        let cohortIndex: [String: Int]
        private let conditionIndex: [String: Int]
        let ages: AgeGroups?

        init(_ rules: CheckedRules) {
            lots = rules.lots.map(\.title) + ["no lot"]
            cohorts = rules.cohorts.compactMap(\.title) + ["refer", "not known", "none"]
            conditions = rules.conditions.map(\.name)
            lotIndex = Dictionary(lots.enumerated().map { ($1, $0) }) { first, _ in first }
            cohortIndex = Dictionary(cohorts.enumerated().map { ($1, $0) }) { first, _ in first }
            conditionIndex = Dictionary(conditions.enumerated().map { ($1, $0) }) { first, _ in first }
            ages = AgeGroups(rules)
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

        /// Where the conditions of a decision are counted.
        func places(of results: [Assessment.ConditionResult]) -> [Int] {
            results.compactMap { found in
                guard let condition = conditionIndex[found.name],
                    let result = Tally.results.firstIndex(of: found.result)
                else { return nil }
                return condition * Tally.results.count + result
            }
        }

        /// Where a person is counted by age.
        func group(of person: Person, _ rules: CheckedRules, on date: CivilDate) -> Int {
            guard let ages, let birth = FactSet(person.answers[ages.fact], for: rules.facts[ages.fact]) else {
                return 0
            }
            return ages.group(birth, given: { person.given[$0] }, on: ages.day(date))
        }
    }

    static let results: [Assessment.ConditionResult.Result] = [.met, .waived, .notMet, .notKnown]

    init(_ names: Names) {
        self.names = names
        let groups = names.ages == nil ? 1 : AgeGroups.titles.count
        counts = Counts(
            people: Array(repeating: Summary.Outcomes(), count: groups * names.cohorts.count),
            cells: Array(repeating: Summary.Outcomes(), count: names.lots.count * names.cohorts.count),
            conditions: Array(repeating: 0, count: names.conditions.count * Self.results.count))
    }

    /// The numbers of before, to be added to; nil when they are not of these names.
    init?(_ names: Names, from counts: Counts) {
        self.init(names)
        guard counts.people.count == self.counts.people.count,
            counts.cells.count == self.counts.cells.count,
            counts.conditions.count == self.counts.conditions.count
        else { return nil }
        self.counts = counts
    }

    mutating func addEmpty(_ count: Int) {
        counts.rows.read += count
        counts.rows.empty += count
    }

    mutating func add(_ assessment: Assessment, group: Int, _ likeness: RowRemarks.Likeness?) {
        let cohort = names.place(of: assessment.cohort, assessment.outcome)
        add(assessment.outcome, cohort, group: group, on: assessment.decisionDate, likeness)
        for place in names.places(of: assessment.conditions) { counts.conditions[place] += 1 }
        if assessment.lots.isEmpty { add(1, assessment.outcome, cohort, toLot: names.lots.count - 1) }
        for lot in assessment.lots {
            if let place = names.lotIndex[lot.lot] { add(1, assessment.outcome, cohort, toLot: place) }
        }
    }

    /// Adds a person, apart from conditions and lots.
    private mutating func add(
        _ outcome: Outcome, _ cohort: Int, group: Int, on date: CivilDate, _ likeness: RowRemarks.Likeness?
    ) {
        add(1, outcome, cohort, toGroup: group)
        add(likeness)
        addDays(from: date, to: date)
    }

    /// Counts a possible duplicate.
    mutating func add(_ likeness: RowRemarks.Likeness?) {
        guard let likeness else { return }
        counts.duplicates += 1
        if likeness.list != nil { counts.earlierDuplicates += 1 }
    }

    // What `RowCounts` has counted.

    mutating func add(_ number: Int, toCondition condition: Int) { counts.conditions[condition] += number }

    mutating func add(_ number: Int, _ outcome: Outcome, _ cohort: Int, toLot lot: Int) {
        counts.cells[lot * names.cohorts.count + cohort].add(outcome, number)
    }

    /// Adds people, each of whom is in one group.
    mutating func add(_ number: Int, _ outcome: Outcome, _ cohort: Int, toGroup group: Int) {
        counts.rows.read += number
        counts.rows.decided += number
        counts.people[group * names.cohorts.count + cohort].add(outcome, number)
    }

    mutating func addDays(from first: CivilDate, to last: CivilDate) {
        counts.dates = Summary.Days(
            first: min(counts.dates?.first ?? first, first), last: max(counts.dates?.last ?? last, last))
    }

    mutating func add(_ problems: [RowProblem]) {
        counts.rows.read += 1
        counts.rows.rejected += 1
        for cause in Set(problems.map { Counts.Cause(code: $0.code.rawValue, column: $0.column) }) {
            counts.causes[cause, default: 0] += 1
        }
    }

    mutating func add(_ part: Tally) {
        let more = part.counts
        counts.rows.read += more.rows.read
        counts.rows.decided += more.rows.decided
        counts.rows.rejected += more.rows.rejected
        counts.rows.empty += more.rows.empty
        counts.duplicates += more.duplicates
        counts.earlierDuplicates += more.earlierDuplicates
        if let days = more.dates { addDays(from: days.first, to: days.last) }
        for (index, cell) in more.cells.enumerated() { counts.cells[index].add(cell) }
        for (index, group) in more.people.enumerated() { counts.people[index].add(group) }
        for (index, count) in more.conditions.enumerated() { counts.conditions[index] += count }
        counts.causes.merge(more.causes, uniquingKeysWith: +)
    }

    /// Puts the numbers into a summary.
    func write(to summary: inout Summary) {
        summary.rows = rows
        summary.decisionDates = counts.dates
        summary.duplicates.rows = counts.duplicates
        summary.duplicates.ofEarlierLists = counts.earlierDuplicates
        let groups = names.ages == nil ? ["everyone"] : AgeGroups.titles
        let byGroup = byCohort(groups, counts.people)
        summary.cohorts = names.cohorts.indices.map { cohort in
            var outcomes = Summary.Outcomes()
            for row in byGroup { outcomes.add(row.cohorts[cohort].outcomes) }
            return Summary.Cohort(cohort: names.cohorts[cohort], outcomes: outcomes)
        }
        summary.outcomes = Self.total(summary.cohorts)
        summary.lots = byCohort(names.lots, counts.cells).map { title, cohorts in
            Summary.Lot(lot: title, outcomes: Self.total(cohorts), cohorts: Self.met(cohorts))
        }
        if let ages = names.ages {
            summary.agesFrom = ages.name
            summary.groups = byGroup.map { title, cohorts in
                Summary.Group(group: title, outcomes: Self.total(cohorts), cohorts: Self.met(cohorts))
            }
        }
        summary.conditions = names.conditions.enumerated().map { index, name in
            let row = counts.conditions[index * Self.results.count..<(index + 1) * Self.results.count]
            let first = row.startIndex
            return Summary.Condition(
                condition: name, met: row[first], waived: row[first + 1], notMet: row[first + 2],
                notKnown: row[first + 3], people: row.reduce(0, +))
        }
        summary.rejects = counts.causes.map {
            Summary.Reject(
                code: $0.key.code, column: $0.key.column,
                cause: Problem.Code(rawValue: $0.key.code).rowCause, rows: $0.value
            )
        }.sorted { ($1.rows, $0.code, $0.column ?? "") < ($0.rows, $1.code, $1.column ?? "") }
    }

    /// Rows of a table with their cells by cohort.
    private func byCohort(
        _ titles: [String], _ cells: [Summary.Outcomes]
    ) -> [(title: String, cohorts: [Summary.Cohort])] {
        titles.enumerated().map { index, title in
            let row = cells[index * names.cohorts.count..<(index + 1) * names.cohorts.count]
            return (title, zip(names.cohorts, row).map { Summary.Cohort(cohort: $0, outcomes: $1) })
        }
    }

    private static func total(_ cohorts: [Summary.Cohort]) -> Summary.Outcomes {
        var all = Summary.Outcomes()
        for cohort in cohorts { all.add(cohort.outcomes) }
        return all
    }

    private static func met(_ cohorts: [Summary.Cohort]) -> [Summary.Cohort] {
        cohorts.filter { $0.outcomes.people > 0 }
    }
}
