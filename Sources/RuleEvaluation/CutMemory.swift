import RuleChecking

/// Where ranges are cut, remembered for one decision: a test is cut at the same places in every part of all completions
/// in which the facts below it are alike.
final class CutMemory {
    struct Key: Hashable {
        var fact: Int
        var node: NodeID
        var given: Int?
        var isLenient: Bool
        var movesAlone: Bool
        /// What the facts below the test can be.
        var facts: [FactSet]
        var ties: [Truth]
        var lot: Int?
        var signs: [SignedPair: Sign]
    }

    private var parts: [Key: [FactSet]?] = [:]
    private var factsBelow: [NodeID: [Int]] = [:]
    private let rules: SharedRules

    init(_ rules: SharedRules) { self.rules = rules }

    /// The facts that a test looks at.
    func facts(below node: NodeID) -> [Int] {
        if let known = factsBelow[node] { return known }
        let found = rules.checked.facts(under: node).facts
        factsBelow[node] = found
        return found
    }

    /// The parts that are remembered, or else found now.
    func parts(_ key: Key, _ find: () -> [FactSet]?) -> [FactSet]? {
        if let known = parts[key] { return known }
        let found = find()
        parts[key] = .some(found)
        return found
    }
}
