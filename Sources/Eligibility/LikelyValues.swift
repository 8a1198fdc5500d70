import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Values that people have, for facts that the rules compare with each other: where two are open, no threshold of
/// either finds somebody.
struct LikelyValues {
    let rules: CheckedRules

    /// A goal with some of its facts set to likely values: all but one, or one alone; and with spells.
    func variants(of goal: ExampleWriter.Goal) -> [ExampleWriter.Goal] {
        var facts: [Int] = []
        for node in goal.wanted.map(\.test) + goal.amounts { collect(node, &facts) }
        let open = facts.filter { goal.facts[$0] == nil }
        let amounts = Array(open.filter { rules.facts[$0].type.value.isOrdered }.prefix(6))
        var choices = [[]] + amounts.map { free in amounts.filter { $0 != free } } + amounts.map { [$0] }
        choices.append(amounts)
        return spells(open, goal.date).flatMap { spells in
            choices.map { fixed in
                var variant = goal
                variant.spells = spells
                for fact in fixed { variant.facts[fact] = likely(fact, on: goal.date) }
                return variant
            }
        }
    }

    private func collect(_ node: NodeID, _ found: inout [Int]) {
        if case .fact(let index) = rules.nodes[node], !found.contains(index) { found.append(index) }
        for child in rules.children(of: node) { collect(child, &found) }
    }

    /// No spells at all; each fact by itself with one that has gone on for two years; all of them with one.
    private func spells(_ facts: [Int], _ date: CivilDate) -> [[Int: [Spell]]] {
        let all = facts.filter { rules.facts[$0].type.value == .spells }
        if all.isEmpty { return [[:]] }
        let long = [Spell(from: date.adding(days: -730), to: nil)]
        func given(_ long: [Spell], to some: [Int]) -> [Int: [Spell]] {
            Dictionary(uniqueKeysWithValues: all.map { ($0, some.contains($0) ? long : []) })
        }
        var choices = [given(long, to: all), given(long, to: [])]
        if all.count > 1 { choices += all.map { given(long, to: [$0]) } }
        return choices
    }

    private func likely(_ fact: Int, on date: CivilDate) -> FactSet {
        let type = rules.facts[fact].type.value
        let value: Int =
            switch type {
            case .date: Int(date.dayNumber)
            case .money(.hour): 10
            case .money(.day): 80
            case .money(.week): 350
            case .money(.month): 1_500
            case .money(.year): 18_000
            case .money: 500
            case .years: 30
            case .share(_, .year): 40
            case .share, .percentage: 20
            case .days, .weeks, .months: 13
            default: 1
            }
        let tick = Int64(value) * FactSet.ticks(type)
        return FactSet(options: 0, low: tick, high: tick)
    }
}
