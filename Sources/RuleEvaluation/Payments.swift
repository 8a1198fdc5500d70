import Facts
import RuleChecking

/// What a payment comes to.
public enum PaymentAmount: Sendable, Hashable {
    /// An amount of pounds, paid once or per hour, day, week, month or year.
    case amount(Rational, per: ValueType.Per?)
    /// No source says how much: unknown, never zero.
    case notPublished
    /// It depends on what is not known.
    case notKnown
    /// Nothing is paid to this cohort on this day.
    case none
}

extension Decider {
    /// What a payment comes to, by its index: what all completions share.
    package func payment(
        _ index: Int, _ situation: Situation
    ) throws(Contradiction) -> Settled<PaymentAmount> {
        try checkGiven(situation)
        let payment = rules.payments[index]
        let question = PaymentQuestion(payment: payment, cohorts: rules.cohorts, date: situation.date)
        let completions = Completions(shared, situation)
        let possible = completions.possible(Box(facts: situation.facts, ties: []))
        guard !possible.isEmpty else { throw .together }
        var leaves = completions.leaves(of: possible) { evaluator, _ in question.ask(&evaluator) }
        let applying = leaves.reduce(0) { $0 | $1.answers }
        var amounts: [PaymentAmount] = []
        var asking: Set<Variable> = []
        for (position, leaf) in leaves.enumerated() {
            let amount = self.amount(payment, leaf, completions, &asking)
            // Parts that come to the same amount need not be told apart.
            let known = amounts.firstIndex(of: amount) ?? amounts.count
            if known == amounts.count { amounts.append(amount) }
            leaves[position].answers = 1 << UInt64(min(known, 62))
        }
        let entry = applying.nonzeroBitCount == 1 ? applying.trailingZeroBitCount : nil
        let part = entry.flatMap { payment.entries.indices.contains($0) ? $0 : nil }
        if amounts.count == 1, let amount = amounts.first, amount != .notKnown {
            return Settled(result: amount, askNext: [], part: part)
        }
        asking.formUnion(completions.deciding(leaves))
        return Settled(result: .notKnown, askNext: questions(asking), part: part)
    }

    /// What a payment comes to in a part of all completions, and what it depends on where that is not known.
    private func amount(
        _ payment: Payment, _ leaf: Leaf, _ completions: Completions, _ asking: inout Set<Variable>
    ) -> PaymentAmount {
        if leaf.answers == PaymentQuestion.nothing { return .none }
        guard leaf.answers.nonzeroBitCount == 1, leaf.answers != PaymentQuestion.undecided else {
            return .notKnown
        }
        guard let amount = payment.entries[leaf.answers.trailingZeroBitCount].amount else {
            return .notPublished
        }
        var evaluator = completions.evaluator(for: leaf.box)
        let value = evaluator.amounts(amount)
        if value.isSingle { return .amount(value.low, per: payment.per) }
        asking.formUnion(completions.unknowns(in: amount, leaf.box))
        return .notKnown
    }
}

/// Which amount of a payment applies: a bit for each, and one for none of them and for a cohort that a person decides.
private struct PaymentQuestion {
    static let nothing: UInt64 = 1 << 62
    static let undecided: UInt64 = 1 << 61

    let payment: Payment
    let cohorts: [Cohort]
    let date: CivilDate

    func ask(_ evaluator: inout Evaluator) -> (answers: UInt64, open: [OpenTest]) {
        var open: [OpenTest] = []
        let days = payment.entries.map { entry in
            guard let isDated = entry.isDated else { return Truth(entry.days.contains(date)) }
            open.append(OpenTest(node: isDated))
            return evaluator.truth(isDated)
        }
        let usesCohort = zip(payment.entries, days).contains { $0.cohort != nil && $1 != .no }
        var found: UInt64 = 0
        if usesCohort {
            let (answers, tests) = CohortQuestion.ask(cohorts, &evaluator)
            found = answers
            open += tests
        }
        var answers: UInt64 = 0
        var isCovered = false
        for (index, entry) in payment.entries.enumerated() {
            var applies = days[index]
            if let cohort = entry.cohort { applies = applies.and(Self.truth(of: cohort, in: found)) }
            if applies.contains(.canBeTrue) { answers |= 1 << UInt64(index) }
            if applies == .yes { isCovered = true }
        }
        if isCovered { return (answers, open) }
        let titled = cohorts.indices.reduce(UInt64(0)) {
            cohorts[$1].title == nil ? $0 : $0 | 1 << UInt64($1)
        }
        if found & ~titled != 0 { answers |= Self.undecided }
        if !usesCohort || found & titled != 0 { answers |= Self.nothing }
        return (answers, open)
    }

    private static func truth(of cohort: Int, in found: UInt64) -> Truth {
        let bit: UInt64 = 1 << UInt64(cohort)
        return Truth(canBeTrue: found & bit != 0, canBeFalse: found & ~bit != 0)
    }
}
