import Facts
import RuleChecking
import RuleSyntax

/// How one amount compares with another.
package enum Sign: Hashable, Sendable, CaseIterable {
    case below, equal, above

    package func makes(_ comparison: Comparison) -> Bool {
        switch comparison {
        case .equal: self == .equal
        case .notEqual: self != .equal
        case .atLeast: self != .below
        case .atMost: self != .above
        case .below: self == .below
        case .above: self == .above
        }
    }

    /// The same, or the same seen from the other side.
    package func seen(isFlipped: Bool) -> Sign { isFlipped ? flipped : self }

    /// The same seen from the other side.
    private var flipped: Sign {
        switch self {
        case .below: .above
        case .equal: .equal
        case .above: .below
        }
    }

    fileprivate var comparison: Comparison {
        switch self {
        case .below: .below
        case .equal: .equal
        case .above: .above
        }
    }
}

/// Two amounts, or two dates, that rules compare and that both depend on what is not known: `x` and `y` where
/// one test asks whether `x` is below `y` and another whether it is at least `y`. Expressions that are alike
/// share one node.
package struct SignedPair: Hashable, Sendable {
    package var left: NodeID
    package var right: NodeID
    /// Added to the left, for a length of time.
    package var length: Duration?
    /// Whether the end of a length of time is counted.
    package var countsEnd = false
}

extension SignedPair {
    /// Numbers that put pairs in one order on every run.
    var order: [Int] { [left, right, length?.count ?? -1, length?.unit == .days ? 0 : 1, countsEnd ? 1 : 0] }
}

extension Evaluator {
    /// The pair that a test compares, and whether the test has it the other way about; nil for a test of
    /// another kind.
    package mutating func pair(_ node: NodeID) -> (pair: SignedPair, isFlipped: Bool)? {
        switch rules.nodes[node] {
        case .comparison(let left, _, let right):
            let (one, other) = (shared(left), shared(right))
            return (SignedPair(left: min(one, other), right: max(one, other)), other < one)
        case .timeComparison(let time, _, let duration):
            return pair(time, rules.durations[duration]).map { ($0, false) }
        case .timeAgainst(let time, _, let amount, let unit):
            let amount = amounts(amount)
            guard amount.isSingle else { return nil }
            return pair(time, unit.duration(amount.low)).map { ($0, false) }
        default: return nil
        }
    }

    /// The two ends of a length of time, the first moved by the length it is compared with.
    private func pair(_ time: NodeID, _ length: Duration) -> SignedPair? {
        var inner = time
        while case .definition(let index) = rules.nodes[inner] { inner = rules.definitions[index].value }
        guard case .time(let from, let to, let countsEnd) = rules.nodes[inner] else { return nil }
        return SignedPair(
            left: shared(from), right: shared(to),
            length: Duration(count: length.count, unit: length.unit, words: ""), countsEnd: countsEnd)
    }

    /// How a test compares its pair; nil for a test of another kind.
    package func comparison(of node: NodeID) -> Comparison? {
        switch rules.nodes[node] {
        case .comparison(_, let comparison, _): comparison
        case .timeComparison(_, let comparison, _), .timeAgainst(_, let comparison, _, _):
            Self.ofDue(comparison)
        default: nil
        }
    }

    /// The first node that says the same as this one.
    private func shared(_ node: NodeID) -> NodeID { rules.alike.first[node] }

    /// What the order of its pair, where one is known, says of a test.
    mutating func signed(_ node: NodeID, _ comparison: Comparison) -> Truth? {
        guard !signs.isEmpty, let (pair, isFlipped) = pair(node), let sign = signs[pair] else { return nil }
        return Truth(sign.seen(isFlipped: isFlipped).makes(comparison))
    }

    /// Whether one of a pair can have no value, so that it is in no order with the other.
    package mutating func canHaveNoValue(_ pair: SignedPair) -> Bool {
        amounts(pair.left).canHaveNoValue || amounts(pair.right).canHaveNoValue
    }

    /// Whether pairs can be in the orders they are said to be in.
    package mutating func canHold(_ signs: [SignedPair: Sign]) -> Bool {
        for (pair, sign) in signs {
            var left = amounts(pair.left)
            var right = amounts(pair.right)
            if let length = pair.length {
                left = due(left, length)
                if pair.countsEnd { right = right.mapped { $0.plus(Rational(1)) } }
            }
            if left.compared(sign.comparison, right) == .no { return false }
        }
        return true
    }
}
