import Facts
import RuleChecking
import RuleEvaluation
import RuleSyntax

/// Which tests decide, and which rates they go by.
extension Explainer {
    /// Sentences for the tests that decide an expression: those that make it true, or false, or keep it open. Tests
    /// of the same thing share one sentence.
    func evidence(_ node: NodeID) -> [String] {
        // Where the whole does not hold, two things asked of one value need not be asked together.
        let isMet = truth(node) == .yes
        var claims: [Claim] = []
        for (atom, isNegated) in deciding(node, false) {
            let claim = claim(atom, isNegated)
            let same = claims.firstIndex {
                $0.subject == claim.subject && (isMet || $0.requirements == claim.requirements)
            }
            if let index = same {
                claims[index].requirements += claim.requirements.filter {
                    !claims[index].requirements.contains($0)
                }
            } else {
                claims.append(claim)
            }
        }
        if let gaps {
            for (index, claim) in claims.enumerated() {
                gaps.compare(claim.texts, claims[..<index].flatMap(\.texts))
            }
        }
        return claims.map(\.sentence)
    }

    /// What is so, and what the rule asks of it.
    struct Claim {
        var subject: String
        var requirements: [String] = []

        var texts: [String] { [subject] + requirements }

        var sentence: String {
            if requirements.isEmpty { return subject + "." }
            return "\(subject); the rule asks for \(requirements.joined(separator: " and "))."
        }
    }

    /// The rates that the deciding tests of an expression use, by index.
    func ratesUsed(_ node: NodeID) -> Set<Int> {
        Set(deciding(node, false).flatMap { rates(in: $0.node) })
    }

    private func truth(_ node: NodeID) -> Truth { inspector.truth(node, ties: ties) }

    /// The tests that decide, and whether each is asked for the other way about.
    private func deciding(_ node: NodeID, _ isNegated: Bool) -> [(node: NodeID, isNegated: Bool)] {
        let truth = truth(node)
        func all(_ nodes: [NodeID]) -> [(node: NodeID, isNegated: Bool)] {
            nodes.flatMap { deciding($0, isNegated) }
        }
        switch rules.nodes[node] {
        case .and(let left, let right):
            if truth == .no, let first = [left, right].first(where: { self.truth($0) == .no }) {
                return all([first])
            }
            return all(truth == .unknown ? [left, right].filter { self.truth($0) != .yes } : [left, right])
        case .or(let left, let right):
            if truth == .yes, let first = [left, right].first(where: { self.truth($0) == .yes }) {
                return all([first])
            }
            return all(truth == .unknown ? [left, right].filter { self.truth($0) != .no } : [left, right])
        case .not(let inner): return deciding(inner, !isNegated)
        case .definition(let index)
        where rules.definitions[index].type == .test && situation.given[index] == nil:
            return deciding(rules.definitions[index].value, isNegated)
        default: return [(node, isNegated)]
        }
    }

    private func rates(in node: NodeID) -> [Int] {
        switch rules.nodes[node] {
        case .rate(let index, let by): [index] + (by.map(rates) ?? [])
        case .definition(let index): rates(in: rules.definitions[index].value)
        case .comparison(let left, _, let right), .arithmetic(_, let left, let right),
            .time(let left, let right, _), .timeAgainst(let left, _, let right, _),
            .shiftedBy(let left, let right, _, _):
            rates(in: left) + rates(in: right)
        case .age(let inner), .fraction(let inner), .rounded(let inner, _), .shifted(let inner, _, _),
            .timeComparison(let inner, _, _), .isOneOf(let inner, _), .isWithin(let inner, _, _),
            .not(let inner):
            rates(in: inner)
        default: []
        }
    }
}
