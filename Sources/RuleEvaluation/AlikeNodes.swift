import Facts
import RuleChecking

/// Which expressions say the same, worked out once for all decisions: tests that compare the same two amounts, written
/// at two places, are about one pair.
struct AlikeNodes {
    /// For each node the first that says the same.
    let first: [NodeID]

    /// An expression with its parts replaced by what they are like.
    private struct Form: Hashable {
        var node: Node
        var length: Duration?
    }

    init(_ rules: CheckedRules) {
        var classes = [Int?](repeating: nil, count: rules.nodes.count)
        var known: [Form: Int] = [:]
        var count = 0

        func alike(_ node: NodeID) -> Int {
            if let ready = classes[node] { return ready }
            let found: Int
            if case .definition(let index) = rules.nodes[node], rules.definitions[index].value >= 0 {
                found = alike(rules.definitions[index].value)
            } else if let form = form(node) {
                found = known[form] ?? count
                known[form] = found
            } else {
                found = count
            }
            count = max(count, found + 1)
            classes[node] = found
            return found
        }

        func form(_ node: NodeID) -> Form? {
            switch rules.nodes[node] {
            case .constant, .fact, .decisionDate, .rate(_, by: nil): Form(node: rules.nodes[node])
            case .age(let from): Form(node: .age(from: alike(from)))
            case .fraction(let inner): Form(node: .fraction(alike(inner)))
            case .rounded(let inner, let step): Form(node: .rounded(alike(inner), step: alike(step)))
            case .rate(let index, let by?): Form(node: .rate(index, by: alike(by)))
            case .arithmetic(let operation, let left, let right):
                Form(node: .arithmetic(operation, alike(left), alike(right)))
            case .shifted(let day, let duration, let sign):
                // The words of a length of time do not tell it from another.
                Form(
                    node: .shifted(alike(day), duration: 0, sign: sign),
                    length: Duration(
                        count: rules.durations[duration].count, unit: rules.durations[duration].unit,
                        words: ""))
            case .shiftedBy(let day, let amount, let unit, let sign):
                Form(node: .shiftedBy(alike(day), amount: alike(amount), unit, sign: sign))
            default: nil
            }
        }

        var firstOfClass: [Int: NodeID] = [:]
        first = rules.nodes.indices.map { node in
            let own = alike(node)
            let first = firstOfClass[own] ?? node
            firstOfClass[own] = first
            return first
        }
    }
}
