import Diagnostics
import Facts
import RuleChecking
import RuleEvaluation
import RuleSyntax
import Testing

/// Brings the naive world and the product together.
enum Bridge {
    struct NotRead: Error, CustomStringConvertible { var description: String }

    static func rules(_ text: String) throws -> CheckedRules {
        let result = RuleChecker.check([RuleFileSyntax(SourceText(name: "random.rules", text: text))], wards: nil)
        if let rules = result.rules { return rules }
        throw NotRead(description: result.problems.map(\.text).joined(separator: "\n"))
    }

    /// A random person, as naive knowledge and as the texts a list would hold.
    struct Person: Sendable {
        var knowledge: Knowledge
        var answers: [Answer]
        var given: [Int: Answer]
    }

    static func situation(_ programme: Programme, _ rules: CheckedRules, _ person: Person, naming: Naming)
        throws -> Situation
    {
        // By name, as the order of statements may have been changed.
        var facts = rules.facts.map { FactSet.everything($0) }
        for (index, answer) in person.answers.enumerated() {
            let name = TextKey.of(naming.fact(index))
            let position = try #require(rules.facts.firstIndex { $0.key == key(name) })
            facts[position] = try #require(FactSet(answer, for: rules.facts[position]))
        }
        var given: [Int: Answer] = [:]
        for (index, answer) in person.given {
            let name = key(naming.definition(index))
            given[try #require(rules.definitions.firstIndex { $0.key == name })] = answer
        }
        let lots = try person.knowledge.ties.enumerated().map { lot, ties in
            var truths = [Truth](repeating: .unknown, count: rules.connections.count)
            for (index, values) in ties.enumerated() {
                let name = key(naming.connection(index))
                let position = try #require(rules.connections.firstIndex { $0.key == name })
                truths[position] = values.count == 2 ? .unknown : Truth(values[0])
            }
            return Situation.LotTies(lot: lot, ties: truths)
        }
        return Situation(
            date: CivilDate(clamping: programme.decisionDate), facts: facts, given: given,
            readings: person.knowledge.readings, lots: lots)
    }

    private static func key(_ name: String) -> String {
        TextKey.of(name).split(separator: " ").filter { !["a", "an", "the"].contains($0) }.joined(separator: " ")
    }

    /// A finding in the terms of the naive decision; what is asked for as names.
    struct Summary: Equatable, CustomStringConvertible {
        var outcome: Int?
        var isOutsideRun: Bool
        var cohort: Int?
        var lots: [Int]
        var conditions: [Bool?]
        var askNext: [String]

        var description: String {
            let outcomes = ["not eligible", "refer", "eligible"]
            return "\(outcome.map { outcomes[$0] } ?? "needs information")\(isOutsideRun ? " (outside)" : ""),"
                + " cohort \(cohort.map(String.init) ?? "?"), lots \(lots), conditions "
                + conditions.map { $0.map { $0 ? "+" : "-" } ?? "?" }.joined() + ", ask \(askNext)"
        }
    }

    static func summary(_ naive: NaiveDecision, _ programme: Programme, naming: Naming) -> Summary {
        Summary(
            outcome: naive.outcome, isOutsideRun: naive.isOutsideRun,
            cohort: naive.cohort, lots: naive.lots, conditions: naive.conditions,
            askNext: naive.askNext.map {
                let facts = programme.facts.count
                return key($0 < facts ? naming.fact($0) : naming.connection($0 - facts))
            })
    }

    static func summary(_ finding: Finding, _ programme: Programme, _ rules: CheckedRules, naming: Naming) -> Summary {
        let outcome: Int? =
            switch finding.outcome {
            case .eligible: 2
            case .refer: 1
            case .notEligible: 0
            case .needsInformation: nil
            }
        let noCohorts = rules.cohorts.isEmpty && !finding.isOutsideRun && outcome != 0
        let cohort: Int? =
            switch finding.cohort {
            case .cohort(let index), .refer(let index):
                rules.cohorts[index].title.flatMap { Int($0.dropFirst()) }
            case .none: -1
            case .several: -2
            case .notKnown: noCohorts ? -1 : nil
            }
        let conditions: [Bool?] = programme.conditions.indices.map { index in
            let position = rules.conditions.firstIndex { $0.key == key(naming.condition(index)) }
            guard let found = finding.conditions.first(where: { $0.condition == position }) else { return nil }
            return found.isMet == .yes ? true : found.isMet == .no ? false : nil
        }
        return Summary(
            outcome: outcome, isOutsideRun: finding.isOutsideRun, cohort: cohort,
            lots: finding.lots.map { Int(rules.lots[$0.lot].title.dropFirst()) ?? -1 },
            conditions: finding.isOutsideRun ? [] : conditions,
            askNext: finding.askNext.map {
                switch $0 {
                case .fact(let index): rules.facts[index].key
                case .connection(let index): rules.connections[index].key
                }
            })
    }
}
