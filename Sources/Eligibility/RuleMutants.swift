import Diagnostics
import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleProofs
import Wards

/// Tries every small slip in rule files, one at a time, and finds which of them no example would notice.
public struct RuleMutants: Sendable {
    /// What became of one change.
    public enum Verdict: Sendable, Hashable {
        /// The rules cannot be used any more: checking says so.
        case refused
        /// An example fails, by its title.
        case noticed(by: String)
        /// Proved to change no decision, milestone or advice.
        case equivalent
        /// Somebody is decided differently and no example shows it; an example that would, where one was found.
        case unnoticed(example: String?)
    }

    /// One small change.
    public struct Mutant: Sendable, Hashable {
        /// Where it is.
        public var place: SourcePlace
        /// What is written.
        public var written: String
        /// What is tried instead; empty where it is left out.
        public var instead: String
        /// What became of it.
        public var verdict: Verdict
    }

    private let main: String
    private let files: [(name: String, bytes: [UInt8])]
    private let read: @Sendable (String) -> [UInt8]?
    private let map: WardMap?
    private let original: Assessor
    private let examples: [ExampleCase]
    private let edits: [MutantEdit]

    /// How many changes there are to try.
    public var count: Int { edits.count }

    /// - Parameters:
    ///   - main: the path of the main file, from the rules root.
    ///   - cases: examples beside the rules, as tables with their names.
    ///   - read: the bytes of a file by its path from the root.
    /// - Throws: what is wrong with the rules as they are.
    public init(
        main: String, map: WardMap?, cases: [(name: String, bytes: [UInt8])],
        read: @escaping @Sendable (String) -> [UInt8]?
    ) throws(Problems) {
        self.main = main
        self.map = map
        self.read = read
        let rules = RuleFiles(main: main, read: read)
        files = rules.texts
        let book = try RuleBook(rules, map: map)
        original = try Assessor(book)
        var examples = book.rules.examples
        for file in cases { examples += try CaseFile.read(file.bytes, named: file.name, fields: book.fields) }
        let runner = ExampleRunner(original)
        // What fails already notices nothing.
        self.examples = examples.filter { runner.run($0).passed }
        edits = files.flatMap { MutantEdits($0.name, $0.bytes).edits }
    }

    /// Tries one change.
    public func mutant(_ index: Int) -> Mutant {
        let edit = edits[index]
        return Mutant(place: edit.place, written: edit.written, instead: edit.instead, verdict: verdict(edit))
    }

    private func verdict(_ edit: MutantEdit) -> Verdict {
        let changed = files.first { $0.name == edit.file }.map { file in
            Array(file.bytes[..<edit.range.lowerBound]) + Array(edit.instead.utf8)
                + Array(file.bytes[edit.range.upperBound...])
        }
        let rules = RuleFiles(main: main) { path in path == edit.file ? changed : read(path) }
        guard let book = try? RuleBook(rules, map: map), let other = try? Assessor(book) else {
            return .refused
        }
        let runner = ExampleRunner(other)
        if let noticing = examples.first(where: { !runner.run($0).passed }) {
            return .noticed(by: noticing.title)
        }
        let verdict = MutantProof(original: original, other: other).verdict
        guard case .unnoticed(let example?) = verdict else { return verdict }
        return .unnoticed(example: Self.titled(example, edit))
    }

    /// Under a title of its own, so that several can be pasted.
    private static func titled(_ example: String, _ edit: MutantEdit) -> String {
        func words(_ text: String) -> String {
            text.filter { $0 != "\"" && $0 != "“" && $0 != "”" }.split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
        }
        let isLeftOut = edit.instead.isEmpty || edit.instead.hasPrefix("#")
        let title =
            isLeftOut
            ? "with \(words(edit.written))" : "\(words(edit.written)) and not \(words(edit.instead))"
        let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
        return (["example \"\(title), line \(edit.place.line)\""] + lines.dropFirst().map(String.init))
            .joined(separator: "\n")
    }
}

/// Shows that a changed rule book decides alike, or finds somebody it decides otherwise.
private struct MutantProof {
    let original: Assessor
    let other: Assessor

    var verdict: RuleMutants.Verdict {
        if original.book.rules.saysTheSame(as: other.book.rules, on: original.book.rules.daysToProve) {
            return .equivalent
        }
        let compared = RuleBookComparison(other, original, isBrief: true)
        if !compared.runChanges.isEmpty { return .unnoticed(example: ofRun) }
        if !compared.areaChanges.isEmpty { return .unnoticed(example: ofArea) }
        if let change = compared.changes.first { return .unnoticed(example: change.example) }
        if compared.isTooLarge { return .unnoticed(example: nil) }
        let days = original.book.rules.daysToProve
        let pairs = Self.pairs(original.book.rules, other.book.rules)
        let tests = TestComparison(
            original.decider, other.decider, pairs: pairs.map { ($0.first, $0.second) }, days: days)
        if let difference = tests.difference {
            return .unnoticed(example: ofTest(difference, pairs[difference.pair].title))
        }
        if tests.isTooLarge { return .unnoticed(example: nil) }
        return decidesOtherwiseBeside ? .unnoticed(example: nil) : .equivalent
    }

    /// What proofs do not speak of: caps, payments and how facts are read.
    private var decidesOtherwiseBeside: Bool {
        let (one, two) = (original.book.rules, other.book.rules)
        return one.caps.map(\.suspensions) != two.caps.map(\.suspensions)
            || one.caps.map(\.places) != two.caps.map(\.places)
    }

    private static func pairs(
        _ one: CheckedRules, _ two: CheckedRules
    ) -> [(title: String, first: NodeID, second: NodeID)] {
        var pairs: [(title: String, first: NodeID, second: NodeID)] = []
        for milestone in one.milestones {
            guard let same = two.milestones.first(where: { $0.title == milestone.title }) else { continue }
            pairs.append((milestone.title, milestone.test, same.test))
            for (first, second) in zip(milestone.referrals, same.referrals) {
                pairs.append((milestone.title, first.test, second.test))
            }
        }
        for advice in one.advice {
            guard let same = two.advice.first(where: { $0.text == advice.text }) else { continue }
            pairs.append(("", advice.test, same.test))
        }
        return pairs
    }

    // MARK: Somebody

    /// Whether both decide an example alike.
    private func isDecidedApart(_ example: ExampleCase) -> Bool {
        guard let one = ExampleRunner(original).run(example).assessment,
            let two = ExampleRunner(other).run(example).assessment
        else { return false }
        return one.outcome != two.outcome || one.cohort != two.cohort
            || one.lots.map(\.lot) != two.lots.map(\.lot)
    }

    /// Somebody who can join by one of the rules, on a day and through a lot.
    private func joiner(_ assessor: Assessor, _ day: CivilDate, _ lot: Int, ward: String? = nil) -> String? {
        let rules = assessor.book.rules
        let goal = ExampleWriter.Goal(
            title: "decided differently", date: day, lot: lot, wanted: [.init(rules.eligibleWhen, true)])
        guard let found = ExampleWriter(assessor: assessor).found(goal) else { return nil }
        var own = goal
        own.ward = ward
        return ExampleWriter(assessor: original).example(own, found, shows: isDecidedApart)
    }

    /// A day that is in one run and not in the other.
    private var ofRun: String? {
        let (one, two) = (original.book.rules.daysToProve, other.book.rules.daysToProve)
        for day in [one.lowerBound, one.upperBound, two.lowerBound, two.upperBound]
        where one.contains(day) != two.contains(day) {
            let assessor = one.contains(day) ? original : other
            let lot = assessor.book.rules.lots.indices.first {
                assessor.book.rules.lots[$0].isOpen(on: day) && !assessor.book.areas.isEmpty($0, on: day)
            }
            if let lot, let example = joiner(assessor, day, lot) { return example }
        }
        return nil
    }

    /// A ward that belongs to a lot by one of the rules.
    private var ofArea: String? {
        let days = original.book.rules.daysToProve
        for (index, lot) in original.book.rules.lots.enumerated() {
            guard let same = other.book.rules.lots.firstIndex(where: { $0.title == lot.title }) else {
                continue
            }
            let starts = original.book.areas.startDays(of: index).union(other.book.areas.startDays(of: same))
                .union([days.lowerBound])
            for day in starts.sorted() where days.contains(day) {
                let was = Set(original.book.areas.wards(of: index, on: day))
                let is_ = Set(other.book.areas.wards(of: same, on: day))
                guard let ward = was.symmetricDifference(is_).sorted().first else { continue }
                let assessor = was.contains(ward) ? original : other
                if let example = joiner(assessor, day, was.contains(ward) ? index : same, ward: ward) {
                    return example
                }
            }
        }
        return nil
    }

    /// Somebody who reaches a milestone by one of the rules.
    private func ofTest(_ difference: TestComparison.Difference, _ title: String) -> String? {
        let witness = difference.witness.first
        guard !title.isEmpty, witness.isCertain else { return nil }
        let goal = ExampleWriter.Goal(title: title, date: witness.date, wanted: [])
        let found = WitnessSearch.Found(facts: witness.facts, ties: witness.ties)
        return ExampleWriter(assessor: original).milestoneExample(goal, found, milestone: title)
    }
}

extension CheckedRules {
    /// Whether two rules are word for word the same as far as some days go: they differ, if at all, in rates of other
    /// days. False is not certain.
    fileprivate func saysTheSame(as other: CheckedRules, on days: ClosedRange<CivilDate>) -> Bool {
        func inForce(_ rules: CheckedRules) -> [[Rate.Period]] {
            rules.rates.map { rate in
                // A rate that is carried forward is asked for after its last period too.
                let last =
                    rate.isCarriedForward
                    ? rate.periods.last { ($0.days.from ?? .earliest) <= days.upperBound } : nil
                return rate.periods.filter { $0.days.meets(days) || $0 == last }
            }
        }
        return nodes == other.nodes && constants == other.constants && durations == other.durations
            && run?.value == other.run?.value && inForce(self) == inForce(other)
            && lots.map(\.parts) == other.lots.map(\.parts) && lots.map(\.open) == other.lots.map(\.open)
            && caps.map(\.suspensions) == other.caps.map(\.suspensions)
            && interpretations.map(\.chosen) == other.interpretations.map(\.chosen)
            && payments.map(\.entries) == other.payments.map(\.entries)
    }
}

extension DayRange {
    fileprivate func meets(_ days: ClosedRange<CivilDate>) -> Bool {
        (from.map { $0 <= days.upperBound } ?? true) && (to.map { days.lowerBound <= $0 } ?? true)
    }
}
