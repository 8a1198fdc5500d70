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
        case .order, .test: return all
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
            case .order(let pair): orders.append((pair, cell))
            case .test: isCertain = false
            }
        }
        if !orders.isEmpty, !settle(orders, decider) { isCertain = false }
    }

    /// Chooses values so that amounts compare as they are said to; false when none of the values tried do.
    private mutating func settle(_ orders: [(pair: SignedPair, cell: Int)], _ decider: Decider) -> Bool {
        let rules = decider.rules
        var facts: [Int] = []
        for order in orders {
            for side in [order.pair.left, order.pair.right] {
                facts += rules.facts(under: side).facts.filter { !facts.contains($0) }
            }
        }
        let situation = Situation(date: date, facts: self.facts, given: [:], readings: readings, lots: [])
        var evaluator = decider.evaluator(situation)
        var chosen = self.facts
        func settle(_ rest: ArraySlice<Int>) -> Bool {
            guard let fact = rest.first else {
                return orders.allSatisfy { order in
                    if order.cell == 3 { return evaluator.canHaveNoValue(order.pair) }
                    return !evaluator.canHaveNoValue(order.pair)
                        && evaluator.canHold([order.pair: Sign.allCases[order.cell]])
                }
            }
            for candidate in Self.candidates(chosen[fact], rules.facts[fact]) {
                evaluator.facts[fact] = candidate
                if settle(rest.dropFirst()) {
                    chosen[fact] = candidate
                    return true
                }
            }
            return false
        }
        guard facts.count <= 6, settle(facts[...]) else { return false }
        self.facts = chosen
        return true
    }

    /// A few values of a set: its ends and some between that people have.
    private static func candidates(_ set: FactSet, _ fact: Fact) -> [FactSet] {
        guard set.hasRange else { return [set] }
        let ticks = FactSet.ticks(fact.type.value)
        let usual: [Int64] =
            fact.type.value == .date
            ? [18_000, 18_100, 18_400, 18_900] : [0, 1, 10, 40, 500, 20_000].map { $0 * ticks }
        var found: [Int64] = []
        for tick in usual + [set.low, set.high, set.low + (set.high / 2 - set.low / 2)]
        where tick >= set.low && tick <= set.high && !found.contains(tick) {
            found.append(tick)
        }
        return found.map { FactSet(options: 0, low: $0, high: $0) }
    }
}
