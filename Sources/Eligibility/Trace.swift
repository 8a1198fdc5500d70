import Facts
import RuleChecking
import RuleEvaluation

/// One step on the way to a decision: something the rules look at, and what it came to.
public struct TraceStep: Sendable, Hashable {
    /// What kind of thing it is.
    public enum Kind: String, Sendable, Hashable {
        case tie, definition, condition, eligibility, cohort
    }

    /// What kind of thing it is.
    public var kind: Kind
    /// Its name: of a tie the lot and the connection, `Glascote: home`.
    public var name: String
    /// What it came to, in words: `yes`, `38`, `not known`.
    public var value: String
}

extension Assessor {
    /// How a decision came about, step by step: ties to each lot, definitions, conditions, and cohorts, for the lot
    /// that the conditions are reported for.
    ///
    /// - Throws: everything wrong with what was given.
    public func trace(_ person: Person) throws(InputProblems) -> [TraceStep] {
        let open = try openCase(person)
        let (rules, situation) = (book.rules, open.situation)
        var steps: [TraceStep] = []
        for lot in situation.lots {
            for (kind, tie) in lot.ties.enumerated() where tie != .no {
                steps.append(
                    TraceStep(
                        kind: .tie, name: "\(rules.lots[lot.lot].title): \(rules.connections[kind].name)",
                        value: Self.word(tie)))
            }
        }
        if open.finding.isOutsideRun { return steps }
        var inspector = Inspector(decider, situation)
        let leading = open.finding.conditionsLot.map { situation.lots[$0] }
        inspector.turn(to: leading?.lot)
        let ties = leading?.ties ?? []
        for definition in rules.definitions where definition.value >= 0 {
            steps.append(
                TraceStep(
                    kind: .definition, name: definition.name,
                    value: inspector.words(definition.value, ties: ties)))
        }
        for found in open.finding.conditions {
            let condition = rules.conditions[found.condition]
            let waiver = found.waiver.map { ", by the waiver “\(condition.waivers[$0].name)”" } ?? ""
            steps.append(
                TraceStep(
                    kind: .condition, name: condition.name, value: Self.word(found.isMet) + waiver))
        }
        steps.append(
            TraceStep(kind: .eligibility, name: "eligible", value: open.finding.outcome.rawValue))
        for cohort in rules.cohorts {
            steps.append(
                TraceStep(
                    kind: .cohort, name: cohort.title ?? "for a person to decide",
                    value: Self.word(inspector.truth(cohort.test, ties: ties))))
        }
        return steps
    }

    private static func word(_ truth: Truth) -> String {
        truth == .yes ? "yes" : truth == .no ? "no" : "not known"
    }

    /// The readings used for a person, each with whether it is the rules’ own.
    public func readings(for person: Person) -> [(name: String, reading: String, isDefault: Bool)] {
        let chosen = chosenReadings(for: person)
        return book.rules.interpretations.enumerated().map { index, interpretation in
            (
                interpretation.name, interpretation.readings[chosen[index]],
                chosen[index] == interpretation.chosen
            )
        }
    }
}
