import RuleChecking
import RuleDiagrams

extension CheckedRules {
    /// The facts that an expression depends on, and whether spells are among them.
    func factsUsed(by node: NodeID) -> (facts: [Int], hasSpells: Bool) {
        var found: [Int] = []
        var hasSpells = false
        func walk(_ node: NodeID) {
            if case .fact(let index) = nodes[node] {
                if facts[index].type.value == .spells { hasSpells = true }
                if !found.contains(index) { found.append(index) }
            }
            for child in children(of: node) { walk(child) }
        }
        walk(node)
        return (found, hasSpells)
    }

    /// Whether an amount takes every whole value between any two that it takes: a fact, or an age.
    func isGradual(_ node: NodeID) -> Bool {
        switch nodes[node] {
        case .fact: true
        case .definition(let index): isGradual(definitions[index].value)
        case .age(let from): isGradual(from)
        default: false
        }
    }
}
