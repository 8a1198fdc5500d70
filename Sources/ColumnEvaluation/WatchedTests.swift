import RuleChecking

/// The tests that decisions report, each with a bit: those of the conditions and their waivers, and those of advice.
package struct WatchedTests: Sendable {
    /// The bits of one condition.
    package struct Condition: Sendable {
        package var test: Int
        package var waivers: [Int]
    }

    /// The bits of each condition among the tests.
    package let conditions: [Condition]
    /// Tests of conditions and waivers, by bit.
    let tests: [NodeID]
    /// Tests of advice, by bit.
    let advice: [NodeID]

    /// Nil when there are more than fit.
    init?(_ rules: CheckedRules) {
        var tests: [NodeID] = []
        func bit(_ test: NodeID) -> Int {
            tests.append(test)
            return tests.count - 1
        }
        conditions = rules.conditions.map { condition in
            Condition(test: bit(condition.test), waivers: condition.waivers.map { bit($0.test) })
        }
        self.tests = tests
        advice = rules.advice.map(\.test)
        if tests.count > UInt64.bitWidth || advice.count > UInt64.bitWidth { return nil }
        if rules.cohorts.count > 60 { return nil }
        // Cohorts and advice are the same whatever lot is spoken of.
        if (rules.cohorts.map(\.test) + advice).contains(where: { rules.namesLots($0) }) { return nil }
    }

    /// Everything that diagrams are made for: what facts must be limits people whether or not a test asks about them.
    static func roots(_ rules: CheckedRules) -> [NodeID] {
        rules.decidingTests + rules.conditions.flatMap { [$0.test] + $0.waivers.map(\.test) }
            + rules.advice.map(\.test) + rules.facts.flatMap(\.constraints)
    }
}

extension CheckedRules {
    /// Whether some test names a lot, so that lots with the same ties may differ.
    package var tellsLotsApart: Bool { nodes.contains { if case .lot = $0 { true } else { false } } }

    /// Whether an expression names a lot.
    package func namesLots(_ node: NodeID) -> Bool {
        if case .lot = nodes[node] { return true }
        return children(of: node).contains { namesLots($0) }
    }
}
