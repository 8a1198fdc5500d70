import Diagnostics
import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleProofs

/// What was proved of a programme, over everybody, every day of its run and every reading of the sources.
public struct ProofReport: Sendable {
    /// What was found, each with somebody who shows it where that can be.
    public let problems: [Problem]
    /// What is proved, as sentences.
    public let proved: [String]

    /// Proves what can be proved of the rules of an assessor.
    public init(_ assessor: Assessor) {
        var writer = ProofWriter(assessor)
        let days = assessor.book.rules.daysToProve
        let proofs = Proofs(assessor.decider, days: days) { writer.lot(on: $0) != nil }
        let found = proofs.isTooLarge ? [] : proofs.found
        problems = writer.problems(found) + writer.lots(days)
        guard !proofs.isTooLarge else {
            proved = ["Nothing is proved: these rules are too large for the proofs."]
            return
        }
        proved = writer.proved(proofs, days, problems)
    }
}

extension CheckedRules {
    /// The days that proofs are about: those of the run; without one, those that rates and lots name, and otherwise
    /// four years. At most twenty years.
    var daysToProve: ClosedRange<CivilDate> {
        let named =
            rates.flatMap { $0.periods.map(\.days) }
            + lots.flatMap { $0.parts.map(\.days) + $0.open }.compactMap {
                if case .range(let range, _, _) = $0 { range } else { nil }
            }
        let from = run?.value.from ?? named.compactMap(\.from).min() ?? CivilDate(clamping: 18_262)
        let to = run.map { $0.value.to } ?? named.flatMap { [$0.from, $0.to] }.compactMap { $0 }.max()
        let last = to ?? from.adding(days: 1_460)
        return from...min(max(from, last), from.adding(days: 7_305))
    }
}

/// Puts what was proved into words, with examples.
private struct ProofWriter {
    let assessor: Assessor
    private var rules: CheckedRules { assessor.book.rules }
    private let writer: ExampleWriter
    private var lotOfDay: [CivilDate: Int?] = [:]

    init(_ assessor: Assessor) {
        self.assessor = assessor
        writer = ExampleWriter(assessor: assessor)
    }

    /// A lot that can be joined on a day.
    mutating func lot(on day: CivilDate) -> Int? {
        if let known = lotOfDay[day] { return known }
        let found = rules.lots.indices.first { lot in
            rules.lots[lot].isOpen(on: day) && !assessor.book.areas.isEmpty(lot, on: day)
        }
        lotOfDay[day] = .some(found)
        return found
    }

    // MARK: Findings

    mutating func problems(_ found: [Proofs.Found]) -> [Problem] {
        var problems: [Problem] = []
        for finding in found { problems.append(problem(finding)) }
        return problems
    }

    private mutating func problem(_ found: Proofs.Found) -> Problem {
        guard let witness = found.witness else { return never(found.subject) }
        let lot = witness.lot ?? lot(on: witness.date)
        let goal = ExampleWriter.Goal(
            title: title(found.subject), date: witness.date, lot: lot, wanted: [],
            readings: Dictionary(
                uniqueKeysWithValues: witness.readings.enumerated().filter {
                    $0.element != rules.interpretations[$0.offset].chosen
                }.map { ($0.offset, $0.element) }))
        let subject = found.subject
        var example: String?
        if witness.isCertain {
            example = writer.example(
                goal, WitnessSearch.Found(facts: witness.facts, ties: witness.ties)
            ) { shows(subject, $0) }
        }
        var problem = statement(subject, days(found.days))
        guard let example else {
            // Never certain without somebody whom the rules themselves decide so.
            problem.severity = .warning
            problem.code = .notProved
            problem.message = "It could not be shown whether this can be: " + problem.message
            return problem
        }
        problem.example = example
        return problem
    }

    private func title(_ subject: Proofs.Subject) -> String {
        switch subject {
        case .cohortGap: "in no group"
        case .cohortOverlap: "in two groups"
        case .promise(let index): rules.promises[index].title
        default: "somebody"
        }
    }

    private func statement(_ subject: Proofs.Subject, _ days: String) -> Problem {
        switch subject {
        case .cohortGap:
            return Problem(
                .cohortGap, "Somebody who can join is in no cohort\(days).",
                expected: "exactly one cohort for everybody who can join.", at: rules.cohorts.map(\.place))
        case .cohortOverlap(let first, let second):
            return Problem(
                .cohortOverlap,
                "Somebody who can join is in two cohorts, \(name(first)) and \(name(second))\(days).",
                expected: "exactly one cohort for everybody who can join.",
                at: [rules.cohorts[second].place, rules.cohorts[first].place])
        case .promise(let index):
            let promise = rules.promises[index]
            let wanted =
                switch promise.outcome {
                case .outcome(let words): words
                case .cohort(let cohort): "cohort \(name(cohort))"
                }
            return Problem(
                .brokenPromise, "The promise “\(promise.title)” is not kept\(days).",
                expected: "\(wanted), for everybody the promise speaks of.", at: [promise.place])
        default: return never(subject)
        }
    }

    private func name(_ cohort: Int) -> String {
        rules.cohorts[cohort].title.map { "“\($0)”" } ?? "the one that a person decides"
    }

    /// Whether an example shows what was found, by the decision itself.
    private func shows(_ subject: Proofs.Subject, _ example: ExampleCase) -> Bool {
        switch subject {
        case .cohortGap, .cohortOverlap:
            guard let seen = Observation(example, assessor) else { return false }
            let wanted: CohortFinding = subject == .cohortGap ? .none : .several
            return seen.finding.cohort == wanted && seen.finding.outcome != .notEligible
                && seen.finding.outcome != .needsInformation
        case .promise(let index):
            let what = "promise “\(rules.promises[index].title)”"
            return ExampleRunner(assessor).run(example).differences.contains { $0.what == what }
        default: return false
        }
    }

    private func never(_ subject: Proofs.Subject) -> Problem {
        func warning(_ code: Problem.Code, _ message: String, _ expected: String, _ place: SourcePlace?)
            -> Problem
        {
            Problem(code, message, severity: .warning, expected: expected, at: place.map { [$0] } ?? [])
        }
        switch subject {
        case .conditionNeverFails(let index):
            return warning(
                .alwaysMet,
                "Everybody meets the condition “\(rules.conditions[index].name)”, on every day of the run.",
                "a condition that somebody can fail.", rules.conditions[index].place)
        case .conditionNeverHolds(let index):
            return warning(
                .neverMet,
                "Nobody can meet the condition “\(rules.conditions[index].name)”, on any day of the run.",
                "a condition that somebody can meet.", rules.conditions[index].place)
        case .conditionDecidesNothing(let index):
            return warning(
                .decidesNothing,
                "The condition “\(rules.conditions[index].name)” never changes who can join.",
                "a condition that `eligible when` uses, and that the others do not already ask for.",
                rules.conditions[index].place)
        case .waiverNeverApplies(let index, let position):
            let waiver = rules.conditions[index].waivers[position]
            return warning(
                .waiverNeverApplies,
                "“\(waiver.name)” lets nobody off the condition “\(rules.conditions[index].name)”.",
                "a waiver that somebody who fails the condition can have.", waiver.place)
        case .cohortNeverApplies(let index):
            return warning(
                .neverInCohort, "Nobody who can join is ever in the cohort \(name(index)).",
                "a cohort that somebody who can join belongs to.", rules.cohorts[index].place)
        case .adviceNeverApplies(let index):
            return warning(
                .neverAdvised, "Nobody is ever given the advice “\(rules.advice[index].text)”.",
                "advice that is for somebody.", nil)
        case .emptyPromise(let index):
            return warning(
                .emptyPromise, "The promise “\(rules.promises[index].title)” speaks of nobody.",
                "a promise with an `if` that somebody meets.", rules.promises[index].place)
        case .milestoneNeverMet(let index):
            return warning(
                .neverMet, "Nobody can reach the milestone “\(rules.milestones[index].title)”.",
                "a milestone that somebody can reach.", rules.milestones[index].place)
        case .milestoneAlwaysMet(let index):
            return warning(
                .alwaysMet, "Everybody reaches the milestone “\(rules.milestones[index].title)”.",
                "a milestone that somebody can miss.", rules.milestones[index].place)
        default:
            return Problem(
                .nobodyEligible, "Nobody can join, on any day of the run.",
                expected: "conditions that somebody can meet all at once, and a lot that is open.",
                at: rules.conditions.map(\.place))
        }
    }

    /// “, on 1 June 2018 and 1,399 other days to 31 March 2022”.
    private func days(_ ranges: [ClosedRange<CivilDate>]) -> String {
        guard let first = ranges.first, let last = ranges.last else { return "" }
        let count = ranges.reduce(0) { $0 + Int($1.upperBound.dayNumber - $1.lowerBound.dayNumber) + 1 }
        let all = assessor.book.rules.daysToProve
        if count == Int(all.upperBound.dayNumber - all.lowerBound.dayNumber) + 1 { return ", on any day" }
        if count == 1 { return ", on \(first.lowerBound)" }
        if ranges.count == 1 { return ", on any day from \(first.lowerBound) to \(first.upperBound)" }
        return ", on \(count) days from \(first.lowerBound) to \(last.upperBound)"
    }

    // MARK: Lots

    /// Lots, and parts of them, that no day of the run has.
    func lots(_ days: ClosedRange<CivilDate>) -> [Problem] {
        var problems: [Problem] = []
        for (index, lot) in rules.lots.enumerated() {
            func warn(_ message: String, _ expected: String) {
                problems.append(
                    Problem(
                        .lotNeverReached, message, severity: .warning, expected: expected, at: [lot.place]))
            }
            if !lot.open.isEmpty, !lot.open.contains(where: { $0.meets(days) }) {
                warn("The lot “\(lot.title)” is open on no day of the run.", "days within the run.")
                continue
            }
            if assessor.book.map != nil, assessor.book.areas.isAlwaysEmpty(index, days) {
                warn(
                    "The lot “\(lot.title)” has no ward of the map on any day of the run.",
                    "a ward of the map.")
                continue
            }
            for part in lot.parts where !part.days.meets(days) {
                if case .notPublished = part.days { continue }
                warn(
                    "In the lot “\(lot.title)”, \(part.area.words) belongs on no day of the run.",
                    "days within the run.")
            }
        }
        return problems
    }

    // MARK: What is proved

    func proved(_ proofs: Proofs, _ days: ClosedRange<CivilDate>, _ problems: [Problem]) -> [String] {
        let codes = Set(problems.map(\.code))
        var sentences: [String] = []
        let readings = rules.interpretations.reduce(1) { $0 * $1.readings.count }
        let over =
            "For everybody, on each of the \(Rational(proofs.days).decimalText) days from \(days.lowerBound) to \(days.upperBound)"
            + (readings > 1 ? " and under all \(readings) combinations of readings" : "")
        if !rules.cohorts.isEmpty,
            codes.isDisjoint(with: [.cohortGap, .cohortOverlap, .notProved, .nobodyEligible])
        {
            sentences.append("\(over): whoever can join is in exactly one cohort.")
        }
        let kept = rules.promises.count - problems.count { $0.code == .brokenPromise }
        if kept > 0, !codes.contains(.notProved) {
            sentences.append("\(over): \(kept == 1 ? "1 promise is" : "\(kept) promises are") kept.")
        }
        // What somebody shows is certain only where values are.
        if proofs.hasLooseAxes { return sentences }
        if codes.isDisjoint(with: [
            .alwaysMet, .neverMet, .decidesNothing, .waiverNeverApplies, .nobodyEligible,
        ]) {
            sentences.append(
                "Every condition and every waiver changes who can join, for somebody on some day.")
        }
        if codes.isDisjoint(with: [.lotNeverReached, .neverInCohort, .nobodyEligible]) {
            sentences.append("Every lot and every cohort is reached by somebody on some day.")
        }
        return sentences
    }
}

extension Days {
    fileprivate func meets(_ days: ClosedRange<CivilDate>) -> Bool {
        switch self {
        case .always: true
        case .range(let range, _, _):
            (range.from.map { $0 <= days.upperBound } ?? true)
                && (range.to.map { days.lowerBound <= $0 } ?? true)
        case .notPublished: false
        }
    }
}

extension Lot.Area {
    fileprivate var words: String {
        switch self {
        case .ward(let code, let name): "ward \(code)" + (name.map { " “\($0)”" } ?? "")
        case .withoutWard(let code): "the ward left out, \(code),"
        case .borough(let code): "the borough \(code)"
        case .neighbours: "what neighbours it"
        case .outline(let name, _): "the outline “\(name)”"
        case .withoutOutline(let name): "the outline left out, “\(name)”,"
        }
    }
}

extension LotAreas {
    /// Whether a lot has no ward and no outline on a day.
    func isEmpty(_ lot: Int, on day: CivilDate) -> Bool {
        wards(of: lot, on: day).isEmpty && !hasOutline(lot, on: day)
    }

    /// Whether a lot has no ward on the first day, the last day, or any day on which something of it begins.
    func isAlwaysEmpty(_ lot: Int, _ days: ClosedRange<CivilDate>) -> Bool {
        startDays(of: lot).filter(days.contains).union([days.lowerBound, days.upperBound])
            .allSatisfy { isEmpty(lot, on: $0) }
    }
}
