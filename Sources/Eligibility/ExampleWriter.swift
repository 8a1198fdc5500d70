import Diagnostics
import Facts
import RuleChecking
import RuleEvaluation

/// Writes a person as an example that an author can paste, with what the rules decide.
struct ExampleWriter {
    let assessor: Assessor
    private var rules: CheckedRules { assessor.book.rules }

    /// A person who is wanted, and the day.
    struct Goal {
        var title: String
        var date: CivilDate
        /// The lot that is spoken of, as an index; nil where none is open.
        var lot: Int?
        var wanted: [WitnessSearch.Wanted]
        /// Values given for definitions.
        var given: [Int: FactValue] = [:]
        var readings: [Int: Int] = [:]
        /// A ward where places are, instead of the first of the lot.
        var ward: String?
        /// Facts that have to be something.
        var facts: [Int: FactSet] = [:]
        /// Spells that facts have, by index.
        var spells: [Int: [Spell]] = [:]
        /// Amounts that have to be known.
        var amounts: [NodeID] = []
        /// What the example expects.
        var subject = Subject.decision
    }

    /// What an example can be about; milestones and payments by their index.
    enum Subject: Sendable { case decision, milestone(Int), payment(Int) }

    /// What the rules say of somebody, as an example says it.
    private struct Verdict {
        var words: String
        var expectation = ExampleCase.Expectation()
    }

    /// An example as text; nil when nobody fits the goal, nobody was found, or the rules decide otherwise.
    ///
    /// - Parameter shows: whether an example shows what it is for. Facts that can be left out without changing that,
    ///   or the decision, are.
    func example(_ goal: Goal, shows: (ExampleCase) -> Bool) -> String? {
        guard let found = found(goal) else { return nil }
        return example(goal, found, shows: shows)
    }

    /// Somebody who fits the goal.
    func found(_ goal: Goal) -> WitnessSearch.Found? {
        WitnessSearch(assessor.decider).find(goal.wanted, in: situation(goal))
    }

    /// An example that says whether a milestone is reached.
    func milestoneExample(_ goal: Goal, _ found: WitnessSearch.Found, milestone: String) -> String? {
        let lines = lines(goal, found)
        let place = SourcePlace(source: goal.title, line: 1)
        var expected = ExampleCase.Expectation()
        for result in MilestoneResult.allCases {
            expected.milestones = [milestone: result.rawValue]
            let example = ExampleCase(
                title: goal.title, facts: lines.map { ($0.0, $0.1, place) }, expectations: [expected],
                place: place)
            guard ExampleRunner(assessor).run(example).passed else { continue }
            return
                (["example \"\(goal.title)\""] + lines.map { "    \($0.0): \($0.1)" }
                + ["    expect milestone \"\(milestone)\" \(result.rawValue)"]).joined(separator: "\n")
        }
        return nil
    }

    /// An example of somebody who has been found already.
    func example(_ goal: Goal, _ found: WitnessSearch.Found, shows: (ExampleCase) -> Bool) -> String? {
        var lines = lines(goal, found)
        guard let verdict = verdict(goal, lines), shows(example(goal, lines, verdict)) else { return nil }
        for index in lines.indices.dropFirst().reversed() {
            var fewer = lines
            fewer.remove(at: index)
            guard self.verdict(goal, fewer)?.words == verdict.words, shows(example(goal, fewer, verdict))
            else { continue }
            lines = fewer
        }
        return
            (["example \"\(goal.title)\""] + lines.map { "    \($0.0): \($0.1)" }
            + ["    expect \(verdict.words)"])
            .joined(separator: "\n")
    }

    private func situation(_ goal: Goal) -> Situation {
        var readings = assessor.readings
        for (index, reading) in goal.readings { readings[index] = reading }
        var facts = rules.facts.map { FactSet.everything($0) }
        for (index, set) in goal.facts { facts[index] = set }
        for index in goal.spells.keys { facts[index] = FactSet(options: FactSet.knownSpells) }
        let unknown = Array(repeating: Truth.unknown, count: rules.connections.count)
        return Situation(
            date: goal.date, facts: facts, spells: goal.spells,
            given: goal.given.mapValues { .known($0) }, readings: readings,
            lots: goal.lot.map { [.init(lot: $0, ties: unknown)] } ?? [])
    }

    private func example(_ goal: Goal, _ lines: [(String, String)], _ verdict: Verdict? = nil) -> ExampleCase
    {
        let place = SourcePlace(source: goal.title, line: 1)
        return ExampleCase(
            title: goal.title, facts: lines.map { ($0.0, $0.1, place) },
            expectations: verdict.map { [$0.expectation] } ?? [], place: place)
    }

    /// What the rules say, as an expectation; nil for input they refuse and for a payment that is not known.
    private func verdict(_ goal: Goal, _ lines: [(String, String)]) -> Verdict? {
        let example = example(goal, lines)
        if case .decision = goal.subject {
            return ExampleRunner(assessor).run(example).assessment.map { Verdict(words: expectation($0)) }
        }
        var reader = PersonReader(assessor.book)
        reader.give(example)
        guard let person = try? reader.finish() else { return nil }
        var verdict = Verdict(words: "")
        switch goal.subject {
        case .decision: return nil
        case .milestone(let index):
            guard let found = try? assessor.milestones(person)[index] else { return nil }
            verdict.words = "milestone \"\(found.title)\" \(found.result.rawValue)"
            verdict.expectation.milestones[found.title] = found.result.rawValue
        case .payment(let index):
            guard let found = try? assessor.payments(person)[index], found.amount != .notKnown else {
                return nil
            }
            verdict.words = "payment \"\(found.title)\" \(found.amount.words)"
            verdict.expectation.payments[found.title] = found.amount.words
        }
        return verdict
    }

    private func lines(_ goal: Goal, _ found: WitnessSearch.Found) -> [(String, String)] {
        var lines = [(rules.decidedOn, goal.date.description)]
        for (index, reading) in goal.readings.sorted(by: { $0.key < $1.key }) {
            lines.append(
                (rules.interpretations[index].name, "\"\(rules.interpretations[index].readings[reading])\""))
        }
        for (index, value) in goal.given.sorted(by: { $0.key < $1.key }) {
            let definition = rules.definitions[index]
            lines.append((definition.name, Self.words(value, definition.type)))
        }
        for (index, fact) in rules.facts.enumerated() where found.facts[index] != .everything(fact) {
            if let spells = goal.spells[index] {
                lines.append((fact.name, Self.words(spells)))
            } else if let value = found.facts[index].example(for: fact) {
                lines.append((fact.name, value))
            }
        }
        lines += ties(goal, found)
        return lines
    }

    private static func words(_ value: FactValue, _ type: NodeType) -> String {
        switch value {
        case .yesOrNo(let isYes): isYes ? "yes" : "no"
        case .date(let date): date.description
        case .number(let number):
            if case .value(let type) = type { type.words(for: number) } else { number.decimalText }
        case .duration(let length): length.words
        case .text(let text): "\"\(text)\""
        case .spells: "none"
        }
    }

    private static func words(_ spells: [Spell]) -> String {
        spells.isEmpty
            ? FactType.none
            : spells.map { "\($0.from) " + ($0.to.map { "to \($0)" } ?? "onwards") }.joined(separator: "; ")
    }

    private func ties(_ goal: Goal, _ found: WitnessSearch.Found) -> [(String, String)] {
        guard let lot = goal.lot else { return [] }
        guard let place = place(in: lot, ward: goal.ward, on: goal.date) else { return [] }
        var lines: [(String, String)] = []
        for (kind, tie) in found.ties.enumerated() where tie == .yes {
            lines.append((rules.connections[kind].name, place))
        }
        let isNoTieWanted = found.ties.contains(.no)
        if isNoTieWanted { lines.append(("other connections", "none")) }
        return lines
    }

    /// The ward asked for, or a ward of the lot, its own if it has any, or else a point in one of its outlines.
    private func place(in lot: Int, ward: String?, on day: CivilDate) -> String? {
        let wards = assessor.book.areas.wards(of: lot, on: day)
        let own = wards.first { code in
            rules.lots[lot].parts.contains { if case .ward(code, _) = $0.area { true } else { false } }
        }
        if let code = ward ?? own ?? wards.first {
            return code + (assessor.book.map?.ward(code: code).map { " \"\($0.name)\"" } ?? "")
        }
        return assessor.book.areas.place(inOutlineOf: lot, on: day).map {
            "latitude \($0.latitude), longitude \($0.longitude)"
        }
    }

    private func expectation(_ found: Assessment) -> String {
        var parts = [found.outcome.rawValue]
        switch found.cohort {
        case .named(let title): parts.append("cohort \"\(title)\"")
        case .refer: parts.append("cohort refer")
        case .notKnown: break
        }
        if !found.lots.isEmpty {
            parts.append("lots " + found.lots.map { "\"\($0.lot)\"" }.joined(separator: ", "))
        }
        if let condition = found.conditionsNotMet.first { parts.append("because \(condition)") }
        return parts.joined(separator: ", ")
    }
}
