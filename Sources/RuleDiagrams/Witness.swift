import Facts
import RuleChecking
import RuleEvaluation

/// Somebody, on a day: what each fact can be, the readings, and the ties to a lot.
package struct DiagramWitness: Sendable {
    package var date: CivilDate
    /// One for each fact.
    package var facts: [FactSet]
    /// One for each connection.
    package var ties: [Truth]
    package var readings: [Int]
    /// The lot that is spoken of, as an index; nil where any will do.
    package var lot: Int?
    /// Whether the values are consistent for certain: tests that are not worked out from values play no part, and
    /// amounts that compare with each other are in the order they are said to be in.
    package var isCertain: Bool
}

extension RuleFunctions {
    /// Somebody for whom a function of this is true, on a day with these cells; nil when there is nobody.
    package func witness(
        _ ref: Diagram.Ref, _ day: RuleDiagrams.Day, _ decider: Decider
    ) -> DiagramWitness? {
        let rules = decider.rules
        guard let path = diagram.path(ref, to: 1, trying: { preferred($0, rules) }) else { return nil }
        var witness = DiagramWitness(
            date: day.date, facts: rules.facts.map { FactSet.everything($0) },
            ties: Array(repeating: .no, count: rules.connections.count),
            readings: rules.interpretations.map(\.chosen), isCertain: true)
        var orders: [(pair: SignedPair, cell: Int)] = []
        for (index, cell) in path.enumerated() {
            guard let cell else { continue }
            switch day.cells.axes[index].subject {
            case .fact(let fact): witness.facts[fact] = day.cells.axes[index].sets[cell]
            case .reading(let reading): witness.readings[reading] = cell
            case .tie(let kind): witness.ties[kind] = Truth(cell == 1)
            case .lot: witness.lot = day.cells.axes[index].lots[cell]
            case .order(let pair): orders.append((pair, cell))
            case .test: witness.isCertain = false
            }
        }
        if orders.isEmpty { return witness }
        let situation = Situation(
            date: witness.date, facts: witness.facts, given: [:], readings: witness.readings, lots: [])
        var evaluator = decider.evaluator(situation)
        let wanted = orders.map { OrderedPair(pair: $0.pair, sign: $0.cell < 3 ? Sign.allCases[$0.cell] : nil) }
        if evaluator.choose(wanted, decider.rules) {
            witness.facts = evaluator.facts
        } else {
            witness.isCertain = false
        }
        return witness
    }

    /// The likeliest people first: with ties, the readings that are the default, and amounts that are not at an end.
    private func preferred(_ axis: Int, _ rules: CheckedRules) -> [Int] {
        let all = Array(0..<axes[axis].count)
        switch axes[axis].subject {
        case .tie: return all.reversed()
        case .reading(let index):
            let chosen = rules.interpretations[index].chosen
            return [chosen] + all.filter { $0 != chosen }
        case .fact: return all.count > 2 ? Array(all.dropFirst()) + [0] : all
        case .lot, .order, .test: return all
        }
    }
}
