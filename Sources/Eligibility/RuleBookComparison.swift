import Diagnostics
import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleProofs

/// Who is decided differently by two rule books, two maps, two readings or on two dates: everybody, described in the
/// terms of the rules, each change with somebody it happens to.
public struct RuleBookComparison: Sendable {
    /// What a change means for people.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        /// They can join, or join without being referred, and could not.
        case better = "More can join"
        /// They could join, or join without being referred, and cannot.
        case worse = "Fewer can join"
        /// They can join as before, in another cohort.
        case otherCohort = "In another cohort"
    }

    /// People decided differently in one way.
    public struct Change: Sendable, Hashable {
        /// What it means for them.
        public var direction: Direction
        /// What the old rules say, in words.
        public var before: String
        /// What the new rules say, in words.
        public var after: String
        /// The days on which it is so, in words.
        public var days: String
        /// The people, group by group; one empty group for everybody.
        public var people: [String]
        /// Whether the groups are all of them.
        public var isWhole: Bool
        /// Somebody, as an example for the new rules; nil when nobody was found whom both rules decide so.
        public var example: String?
    }

    /// How the days of the run differ, as sentences.
    public private(set) var runChanges: [String] = []
    /// How the areas of lots differ, as sentences.
    public private(set) var areaChanges: [String] = []
    /// Who is decided differently for the sake of the rules: those by whom more can join first.
    public private(set) var changes: [Change] = []
    /// Days of the run on which everybody was compared.
    public private(set) var days = 0
    /// Whether the rules are too large to be compared person by person.
    public private(set) var isTooLarge = false

    /// Whether nobody is decided differently.
    public var isSame: Bool { runChanges.isEmpty && areaChanges.isEmpty && changes.isEmpty && !isTooLarge }

    /// Compares what two assessors decide.
    ///
    /// - Parameters:
    ///   - dates: a day for each of them; nil for every day of both runs.
    ///   - isBrief: whether one change is enough: whether there is any.
    public init(
        _ old: Assessor, _ new: Assessor, dates: (old: CivilDate, new: CivilDate)? = nil,
        isBrief: Bool = false
    ) {
        areaChanges = AreaComparison(old: old.book, new: new.book).sentences
        var range: ClosedRange<CivilDate>?
        if let dates {
            range = dates.new...dates.new
        } else {
            let (was, is_) = (old.book.rules.daysToProve, new.book.rules.daysToProve)
            runChanges = Self.runChanges(was, is_)
            let (from, to) = (max(was.lowerBound, is_.lowerBound), min(was.upperBound, is_.upperBound))
            if from <= to { range = from...to }
        }
        if isBrief, !runChanges.isEmpty || !areaChanges.isEmpty { return }
        guard let range else { return }
        let compared = RuleComparison(
            .init(old.decider, readings: old.readings), .init(new.decider, readings: new.readings),
            days: range,
            first: dates?.old, isBrief: isBrief
        ) { day in (old.hasLot(on: day), new.hasLot(on: day)) }
        isTooLarge = compared.isTooLarge
        days = compared.days
        let writer = ChangeWriter(old: old, new: new, days: range)
        changes = writer.changes(compared.changes)
    }

    private static func runChanges(_ was: ClosedRange<CivilDate>, _ is_: ClosedRange<CivilDate>) -> [String] {
        var sentences: [String] = []
        if is_.lowerBound != was.lowerBound {
            sentences.append("The first day is \(is_.lowerBound), where it was \(was.lowerBound).")
        }
        if is_.upperBound != was.upperBound {
            sentences.append("The last day is \(is_.upperBound), where it was \(was.upperBound).")
        }
        return sentences
    }
}

extension Assessor {
    /// Whether any lot can be joined on a day.
    func hasLot(on day: CivilDate) -> Bool {
        if let run = book.rules.run?.value, !run.contains(day) { return false }
        return book.rules.lots.indices.contains {
            book.rules.lots[$0].isOpen(on: day) && !book.areas.isEmpty($0, on: day)
        }
    }
}

/// Puts changes into words.
private struct ChangeWriter {
    let old: Assessor
    let new: Assessor
    let days: ClosedRange<CivilDate>

    func changes(_ found: [RuleComparison.Change]) -> [RuleBookComparison.Change] {
        // Kinds of day that differ only in where days are cut say the same.
        var merged: [(change: RuleBookComparison.Change, days: [ClosedRange<CivilDate>])] = []
        for change in found {
            let written = self.change(change)
            let same = merged.firstIndex {
                $0.change.before == written.before && $0.change.after == written.after
                    && $0.change.people == written.people
            }
            if let same {
                merged[same].days = Self.joined(merged[same].days + change.days)
                if merged[same].change.example == nil { merged[same].change.example = written.example }
            } else {
                merged.append((written, change.days))
            }
        }
        let all = merged.map { change, days in
            var change = change
            change.days = days == [self.days] ? "on every day of the run" : DayWords.words(days)
            return change
        }
        return RuleBookComparison.Direction.allCases.flatMap { direction in
            all.filter { $0.direction == direction }
        }
    }

    private static func joined(_ days: [ClosedRange<CivilDate>]) -> [ClosedRange<CivilDate>] {
        var joined: [ClosedRange<CivilDate>] = []
        for range in days.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, last.upperBound.adding(days: 1) >= range.lowerBound {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    private func change(_ change: RuleComparison.Change) -> RuleBookComparison.Change {
        let direction: RuleBookComparison.Direction =
            change.after.status > change.before.status
            ? .better : change.after.status < change.before.status ? .worse : .otherCohort
        return RuleBookComparison.Change(
            direction: direction, before: Self.words(change.before), after: Self.words(change.after),
            days: "",
            people: people(change), isWhole: change.isWhole, example: example(change))
    }

    private static func words(_ decision: RuleComparison.Decision) -> String {
        let status = ["not eligible", "refer", "eligible"][decision.status]
        guard decision.status > 0 else { return status }
        func name(_ title: String?) -> String { title.map { "“\($0)”" } ?? "a cohort that a person decides" }
        switch decision.cohorts.count {
        case 0: return status
        case 1: return "\(status), \(name(decision.cohorts[0]))"
        default: return "\(status), at once in " + decision.cohorts.map(name).joined(separator: " and ")
        }
    }

    /// The groups in words. Groups that differ only in a tie are one.
    private func people(_ change: RuleComparison.Change) -> [String] {
        var groups: [(rest: Cube, ties: [Int])] = []
        let words = PeopleWords(old: old.book.rules, new: new.book.rules, change)
        for cube in change.people {
            var rest = cube
            var ties: [Int] = []
            for (index, cells) in cube.cells where cells == [1] {
                guard let axis = change.first.axes[index].second, case .tie(let kind) = axis.subject else {
                    continue
                }
                rest.cells[index] = nil
                ties.append(kind)
            }
            if ties.count == 1, let same = groups.firstIndex(where: { $0.rest == rest && !$0.ties.isEmpty }) {
                groups[same].ties += ties
            } else if ties.count == 1 {
                groups.append((rest, ties))
            } else {
                groups.append((cube, []))
            }
        }
        return groups.map { group in
            var parts = words.parts(group.rest)
            let names = group.ties.sorted().map { new.book.rules.connections[$0].name }
            if !names.isEmpty { parts.append("with a tie by \(names.joined(separator: ", "))") }
            return parts.isEmpty ? "everybody" : parts.joined(separator: "; ")
        }
    }

    /// Somebody whom both rules decide as found.
    private func example(_ change: RuleComparison.Change) -> String? {
        guard let witness = change.witness, witness.first.isCertain, witness.second.isCertain else {
            return nil
        }
        let goal = ExampleWriter.Goal(
            title: "decided differently", date: change.first.date, lot: lot(change.first.date), wanted: [])
        return ExampleWriter(assessor: new).example(
            goal, WitnessSearch.Found(facts: witness.second.facts, ties: witness.second.ties)
        ) { example in
            let comparesCohorts = change.before.status == change.after.status
            return decides(example, new, nil, change.after, comparesCohorts: comparesCohorts)
                && decides(
                    example, old, change.first.firstDate, change.before, comparesCohorts: comparesCohorts)
        }
    }

    /// A lot that can be joined, by the new rules and, if there is one, by both.
    private func lot(_ day: CivilDate) -> Int? {
        let open = new.book.rules.lots.indices.filter {
            new.book.rules.lots[$0].isOpen(on: day) && !new.book.areas.isEmpty($0, on: day)
        }
        return open.first { index in
            let key = TextKey.of(new.book.rules.lots[index].title)
            return old.book.rules.lots.indices.contains {
                TextKey.of(old.book.rules.lots[$0].title) == key && old.book.rules.lots[$0].isOpen(on: day)
                    && !old.book.areas.isEmpty($0, on: day)
            }
        } ?? open.first
    }

    private func decides(
        _ example: ExampleCase, _ assessor: Assessor, _ date: CivilDate?, _ wanted: RuleComparison.Decision,
        comparesCohorts: Bool
    ) -> Bool {
        var example = example
        if let date, !example.facts.isEmpty { example.facts[0].value = date.description }
        guard let seen = Observation(example, assessor) else { return false }
        let statuses: [Outcome] = [.notEligible, .refer, .eligible]
        guard seen.finding.outcome == statuses[wanted.status] else { return false }
        if !comparesCohorts || assessor.book.rules.cohorts.isEmpty { return true }
        switch seen.finding.cohort {
        case .cohort(let index): return wanted.cohorts == [assessor.book.rules.cohorts[index].title]
        case .refer: return wanted.cohorts == [nil]
        case .none: return wanted.cohorts.isEmpty
        case .several: return wanted.cohorts.count > 1
        case .notKnown: return false
        }
    }
}
