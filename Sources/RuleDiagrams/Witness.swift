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
        return DiagramWitness(
            path, day.cells.axes, day.date, decider, readings: rules.interpretations.map(\.chosen))
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

extension DiagramWitness {
    /// Somebody in given cells; nil for a cell that does not matter, or an axis that these rules do not have.
    package init(_ path: [Int?], _ axes: [Axis?], _ date: CivilDate, _ decider: Decider, readings: [Int]) {
        let rules = decider.rules
        self.init(
            date: date, facts: rules.facts.map { FactSet.everything($0) },
            ties: Array(repeating: .no, count: rules.connections.count), readings: readings, isCertain: true)
        var orders: [(pair: SignedPair, cell: Int)] = []
        for (cell, axis) in zip(path, axes) {
            guard let cell, let axis else { continue }
            switch axis.subject {
            case .fact(let fact): facts[fact] = axis.sets[cell]
            case .reading(let reading): self.readings[reading] = cell
            case .tie(let kind): ties[kind] = Truth(cell == 1)
            case .lot: lot = axis.lots[cell]
            case .order(let pair): orders.append((pair, cell))
            case .test: isCertain = false
            }
        }
        if orders.isEmpty { return }
        var evaluator = decider.evaluator(
            Situation(date: date, facts: facts, given: [:], readings: self.readings, lots: []))
        let wanted = orders.map {
            OrderedPair(pair: $0.pair, sign: $0.cell < 3 ? Sign.allCases[$0.cell] : nil)
        }
        if evaluator.choose(wanted, rules) { facts = evaluator.facts } else { isCertain = false }
    }
}
