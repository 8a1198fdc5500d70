import Facts
import RuleChecking
import RuleEvaluation

/// Whether a person has reached a milestone.
public struct MilestoneAssessment: Sendable, Hashable {
    /// The title of the milestone.
    public var title: String
    /// Whether it is reached.
    public var result: MilestoneResult
    /// Whole sentences: the facts, what the rule asks for, and the source.
    public var reason: String
    /// Names of facts that could settle it, in the order of the rules.
    public var askNext: [String]
}

/// What a payment comes to for a person.
public struct PaymentAssessment: Sendable, Hashable {
    /// The title of the payment.
    public var title: String
    /// The amount, or why there is none.
    public var amount: PaymentAmount
    /// Names of facts that could settle it, in the order of the rules.
    public var askNext: [String]
}

extension Assessor {
    /// Every milestone of the rules, for one person.
    ///
    /// - Throws: everything wrong with what was given.
    public func milestones(_ person: Person) throws(InputProblems) -> [MilestoneAssessment] {
        let prepared = try PreparedCase(self, person)
        let situation = prepared.situation(chosenReadings(for: person))
        let explainer = Explainer(decider, situation: situation)
        var found: [MilestoneAssessment] = []
        for (index, milestone) in book.rules.milestones.enumerated() {
            do throws(Contradiction) {
                let settled = try decider.milestone(index, situation)
                var sentences = ["\(milestone.title): \(settled.result.rawValue)."]
                if let referral = settled.part {
                    sentences += explainer.evidence(milestone.referrals[referral].test)
                    if let say = milestone.referrals[referral].say { sentences.append(say) }
                } else {
                    sentences += explainer.evidence(milestone.test)
                }
                let sources = milestone.annotations.sources
                if !sources.isEmpty { sentences.append("Source: \(sources.joined(separator: "; ")).") }
                found.append(
                    MilestoneAssessment(
                        title: milestone.title, result: settled.result,
                        reason: sentences.joined(separator: " "),
                        askNext: settled.askNext.map(name)))
            } catch {
                throw InputProblems([inputProblem(error, prepared)])
            }
        }
        return found
    }

    /// Every payment of the rules, for one person in the cohort that the rules put them in.
    ///
    /// - Throws: everything wrong with what was given.
    public func payments(_ person: Person) throws(InputProblems) -> [PaymentAssessment] {
        let prepared = try PreparedCase(self, person)
        let situation = prepared.situation(chosenReadings(for: person))
        var found: [PaymentAssessment] = []
        for (index, payment) in book.rules.payments.enumerated() {
            do throws(Contradiction) {
                let settled = try decider.payment(index, situation)
                found.append(
                    PaymentAssessment(
                        title: payment.title, amount: settled.result, askNext: settled.askNext.map(name)))
            } catch {
                throw InputProblems([inputProblem(error, prepared)])
            }
        }
        return found
    }

    private func name(_ question: Finding.Question) -> String {
        switch question {
        case .fact(let index): book.rules.facts[index].name
        case .connection(let index): book.rules.connections[index].name
        }
    }
}

extension PaymentAmount {
    /// As people read it: `£889`, `£50 a week`, `not published`, `not known`, `none`.
    public var words: String {
        switch self {
        case .amount(let amount, let per): ValueType.money(per: per).words(for: amount)
        case .notPublished: "not published"
        case .notKnown: "not known"
        case .none: "none"
        }
    }
}
