import Facts
import RuleChecking

/// Whether a milestone is reached.
public enum MilestoneResult: String, Sendable, Hashable, Codable, CaseIterable {
    /// Everything it asks for is so.
    case met
    /// Something it asks for is not.
    case notMet = "not met"
    /// A person has to decide.
    case refer
    /// It depends on what is not known.
    case needsInformation = "needs information"
}

/// A milestone or payment as far as the rules go.
package struct Settled<Result: Sendable>: Sendable {
    package var result: Result
    package var askNext: [Finding.Question]
    /// The referral that applies to a milestone, or the amount that applies of a payment, as an index.
    package var part: Int?
}

extension Decider {
    /// Whether a milestone is reached, by its index.
    package func milestone(_ index: Int, _ situation: Situation) throws(Contradiction) -> Settled<
        MilestoneResult
    > {
        try checkGiven(situation)
        let milestone = rules.milestones[index]
        let completions = Completions(shared, situation)
        let possible = completions.possible(Box(facts: situation.facts, ties: []))
        guard !possible.isEmpty else { throw .together }
        let leaves = completions.leaves(of: possible) { evaluator, _ in
            var open: [OpenTest] = []
            var refers = Truth.no
            for referral in milestone.referrals where refers != .yes {
                refers = refers.or(evaluator.truth(referral.test))
                open.append(OpenTest(node: referral.test))
            }
            if refers == .yes { return (Self.refer, []) }
            let test = evaluator.truth(milestone.test)
            var answers: UInt64 = refers == .unknown ? Self.refer : 0
            if test.contains(.canBeTrue) { answers |= Self.met }
            if test.contains(.canBeFalse) { answers |= Self.notMet }
            return (answers, open + [OpenTest(node: milestone.test)])
        }
        let result: MilestoneResult =
            switch leaves.reduce(0, { $0 | $1.answers }) {
            case Self.met: .met
            case Self.notMet: .notMet
            case Self.refer: .refer
            default: .needsInformation
            }
        var evaluator = completions.base
        let referral = milestone.referrals.firstIndex { evaluator.truth($0.test) == .yes }
        return Settled(result: result, askNext: questions(completions.deciding(leaves)), part: referral)
    }

    private static let met: UInt64 = 1
    private static let notMet: UInt64 = 2
    private static let refer: UInt64 = 4

    /// Variables as questions, in the order of the file.
    func questions(_ variables: Set<Variable>) -> [Finding.Question] {
        variables.compactMap { variable -> (position: Int, question: Finding.Question)? in
            switch variable {
            case .fact(let index): (rules.facts[index].position, .fact(index))
            case .tie: nil
            }
        }.sorted { $0.position < $1.position }.map(\.question)
    }
}
