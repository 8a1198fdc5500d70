import RuleChecking
import RuleDiagrams
import RuleSyntax

/// Which tests come out the same for every set of values that takes in the same cells, so that what was found for one
/// set can be said of another: those that name each fact once and move in one direction with it.
package struct PlainTests: Sendable {
    /// Facts that some test depends on otherwise, by index.
    package let otherFacts: Set<Int>

    package init(_ rules: CheckedRules, roots: [NodeID]) {
        var others: Set<Int> = []
        var seen: Set<NodeID> = []
        var waiting = roots
        while let node = waiting.popLast() {
            guard seen.insert(node).inserted else { continue }
            switch rules.nodes[node] {
            case .truth, .reading, .connection: break
            case .and, .or, .not, .condition: waiting += rules.children(of: node)
            case .definition(let index) where rules.definitions[index].type == .test:
                waiting.append(rules.definitions[index].value)
            default:
                if !rules.isPlain(node) { others.formUnion(rules.factsUsed(by: node).facts) }
            }
        }
        otherFacts = others
    }
}

extension CheckedRules {
    /// The facts that an expression depends on, and whether spells are among them.
    package func factsUsed(by node: NodeID) -> (facts: [Int], hasSpells: Bool) {
        let all = factsNamed(by: node)
        var found: [Int] = []
        for fact in all where !found.contains(fact) { found.append(fact) }
        return (found, found.contains { facts[$0].type.value == .spells })
    }

    /// The facts that an expression names, each as often as it does.
    private func factsNamed(by node: NodeID) -> [Int] {
        if case .fact(let index) = nodes[node] { return [index] }
        return children(of: node).flatMap { factsNamed(by: $0) }
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

    fileprivate func isPlain(_ test: NodeID) -> Bool {
        let facts = factsNamed(by: test)
        guard Set(facts).count == facts.count else { return false }
        switch nodes[test] {
        case .comparison(let left, let comparison, let right):
            return !comparison.isEquality && isSteady(left) && isSteady(right)
        case .timeComparison(let time, let comparison, _):
            return !comparison.isEquality && isSteadyTime(time)
        case .isWithin(let subject, _, _): return isSteady(subject)
        case .isOneOf(let subject, _): return isFact(subject) || isPlainTest(subject)
        case .fact: return true
        default: return false
        }
    }

    private func isPlainTest(_ node: NodeID) -> Bool {
        guard case .definition(let index) = nodes[node], definitions[index].type == .test else {
            return false
        }
        return isWhollyPlain(definitions[index].value)
    }

    private func isWhollyPlain(_ node: NodeID) -> Bool {
        switch nodes[node] {
        case .truth, .reading: true
        case .and, .or, .not: children(of: node).allSatisfy { isWhollyPlain($0) }
        case .definition(let index) where definitions[index].type == .test:
            isWhollyPlain(definitions[index].value)
        default: isPlain(node)
        }
    }

    private func isFact(_ node: NodeID) -> Bool {
        switch nodes[node] {
        case .fact: true
        case .definition(let index): isFact(definitions[index].value)
        default: false
        }
    }

    private func isSteadyTime(_ node: NodeID) -> Bool {
        switch nodes[node] {
        case .definition(let index): isSteadyTime(definitions[index].value)
        case .time(let from, let to, _): isSteady(from) && isSteady(to)
        default: false
        }
    }

    /// Whether an amount takes its least and its greatest value at the ends of its facts, or at steps between.
    private func isSteady(_ node: NodeID) -> Bool {
        switch nodes[node] {
        case .constant, .decisionDate, .fact: true
        case .definition(let index): isSteady(definitions[index].value)
        case .age(let inner), .fraction(let inner), .shifted(let inner, _, _), .rounded(let inner, _):
            isSteady(inner)
        case .rate(_, let by): by.map { isSteady($0) } ?? true
        case .arithmetic(let operation, let left, let right):
            switch operation {
            case .plus, .minus, .higher, .lower: isSteady(left) && isSteady(right)
            case .times:
                isSteady(left) && isSteady(right)
                    && (factsNamed(by: left).isEmpty || factsNamed(by: right).isEmpty)
            case .dividedBy: isSteady(left) && factsNamed(by: right).isEmpty
            }
        default: false
        }
    }
}

extension Comparison {
    fileprivate var isEquality: Bool { self == .equal || self == .notEqual }
}
