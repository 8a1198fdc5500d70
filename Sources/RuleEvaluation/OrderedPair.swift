import Facts
import RuleChecking

/// Two amounts and the order they are wanted in.
package struct OrderedPair: Sendable {
    package var pair: SignedPair
    /// Nil where one of them is to have no value, so that they are in no order.
    package var sign: Sign?

    package init(pair: SignedPair, sign: Sign?) {
        self.pair = pair
        self.sign = sign
    }
}

extension Evaluator {
    /// Chooses values for the facts of some pairs so that each is in the order wanted; false, and nothing is changed,
    /// when none of the values tried do.
    package mutating func choose(_ wanted: [OrderedPair], _ rules: CheckedRules) -> Bool {
        var facts: [Int] = []
        for order in wanted {
            for side in [order.pair.left, order.pair.right] {
                facts += rules.facts(under: side).facts.filter { !facts.contains($0) }
            }
        }
        guard facts.count <= 6 else { return false }
        let before = self.facts
        if choose(facts[...], wanted) { return true }
        self.facts = before
        return false
    }

    private mutating func choose(_ rest: ArraySlice<Int>, _ wanted: [OrderedPair]) -> Bool {
        guard let fact = rest.first else {
            return wanted.allSatisfy { order in
                guard let sign = order.sign else { return canHaveNoValue(order.pair) }
                return !canHaveNoValue(order.pair) && canHold([order.pair: sign])
            }
        }
        let set = facts[fact]
        for candidate in Self.candidates(set, rules.facts[fact]) {
            facts[fact] = candidate
            if choose(rest.dropFirst(), wanted) { return true }
        }
        facts[fact] = set
        return false
    }

    /// A few values of a set: its ends and some between that people have.
    private static func candidates(_ set: FactSet, _ fact: Fact) -> [FactSet] {
        guard set.hasRange else { return [set] }
        let ticks = FactSet.ticks(fact.type.value)
        let usual: [Int64] =
            fact.type.value == .date
            ? [18_000, 18_100, 18_400, 18_900] : [0, 1, 2, 10, 40, 500, 20_000].map { $0 * ticks }
        var found: [Int64] = []
        for tick in usual + [set.low, set.high, set.low + (set.high / 2 - set.low / 2)]
        where tick >= set.low && tick <= set.high && !found.contains(tick) {
            found.append(tick)
        }
        return found.map { FactSet(options: 0, low: $0, high: $0) }
    }
}
