import Eligibility
import RuleChecking

/// Which of the planned questions to ask: the first in the order of the rules among those that are about as good as
/// the best. Whoever wrote the rules put them in an order in which people understand them.
enum QuestionChoice {
    /// How much more than the best a question may cost.
    private static let tolerance = 1.05

    static func best(_ planned: [PlannedQuestion], _ rules: CheckedRules) -> PlannedQuestion? {
        guard let first = planned.first, let fewest = first.expected else { return planned.first }
        let good = planned.prefix { $0.expected.map { $0 >= fewest && $0 <= fewest * tolerance } ?? false }
        return good.min { position($0.field, rules) < position($1.field, rules) }
    }

    private static func position(_ field: Field, _ rules: CheckedRules) -> Int {
        switch field {
        case .fact(let index): rules.facts[index].position
        case .tie(let index, _): rules.connections[index].position
        default: 0
        }
    }
}
