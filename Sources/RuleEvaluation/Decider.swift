import Facts
import RuleChecking
import RuleSyntax

/// Decides one situation. Every answer it gives is shared by all completions of what is not known.
package struct Decider: Sendable {
    package let rules: CheckedRules

    let shared: SharedRules

    /// Looks at expressions in a situation.
    package func evaluator(_ situation: Situation) -> Evaluator { Evaluator(shared, situation) }

    package init(_ rules: CheckedRules) {
        self.rules = rules
        shared = SharedRules(rules)
    }

    /// The decision, or what makes it impossible.
    package func decide(_ situation: Situation) throws(Contradiction) -> Finding {
        try checkGiven(situation)
        if let run = rules.run?.value, !run.contains(situation.date) { return Self.outside }
        return try DecisionInProgress(rules, shared, situation).finding()
    }

    private static let outside = Finding(
        outcome: .notEligible, isOutsideRun: true, lots: [], cohort: .notKnown, conditions: [],
        conditionsLot: nil,
        askNext: [], advice: [])

    /// Whether another reading of the sources could change the outcome or the cohort: false is certain.
    package func readingsMatter(_ situation: Situation) -> Bool {
        if rules.interpretations.isEmpty || rules.run?.value.contains(situation.date) == false {
            return false
        }
        var evaluator = Evaluator(shared, situation)
        evaluator.hasOpenReadings = true
        let groups = situation.lots.map { LotGroup(ties: $0.ties, lot: shared.namesLots ? $0.lot : nil) }
        for group in Set(groups) {
            (evaluator.ties, evaluator.lot) = (group.ties, group.lot)
            for isLenient in [false, true] {
                evaluator.isLenient = isLenient
                if !evaluator.truth(rules.eligibleWhen).isSettled { return true }
            }
        }
        return rules.cohorts.contains { !evaluator.truth($0.test).isSettled }
    }

    /// What is given is judged even outside the run: bad input is never a decision.
    func checkGiven(_ situation: Situation) throws(Contradiction) {
        var evaluator = Evaluator(shared, situation)
        for (index, fact) in rules.facts.enumerated() where situation.facts[index] != .everything(fact) {
            if let broken = evaluator.brokenConstraint(of: fact, index) {
                throw .fact(index, constraint: broken)
            }
        }
        for index in situation.given.keys.sorted() where evaluator.fits(index) == .no {
            throw .definition(index)
        }
    }
}

/// One decision being made.
private struct DecisionInProgress {
    let rules: CheckedRules
    let situation: Situation
    let completions: Completions
    /// Lots whose ties are alike; each lot of the situation belongs to one.
    let groups: [LotGroup]
    let groupOfLot: [Int]
    /// What everything given leaves possible.
    let boxes: [Box]

    init(_ rules: CheckedRules, _ shared: SharedRules, _ situation: Situation) throws(Contradiction) {
        self.rules = rules
        self.situation = situation
        var groups: [LotGroup] = []
        groupOfLot = situation.lots.map { lot in
            let group = LotGroup(ties: lot.ties, lot: shared.namesLots ? lot.lot : nil)
            if let known = groups.firstIndex(of: group) { return known }
            groups.append(group)
            return groups.count - 1
        }
        self.groups = groups
        completions = Completions(shared, situation, lots: groups.map(\.lot))
        boxes = completions.possible(Box(facts: situation.facts, ties: groups.map(\.ties)))
        if boxes.isEmpty { throw .together }
    }

    func finding() -> Finding {
        let outcomeLeaves = completions.leaves(of: boxes, outcomeQuestion)
        let outcome = Self.outcome(outcomeLeaves.reduce(0) { $0 | $1.answers })
        let lots = lots(outcome)
        let cohortLeaves = rules.cohorts.isEmpty ? [] : completions.leaves(of: boxes, cohortQuestion)
        let cohort = outcome == .notEligible ? .notKnown : cohort(cohortLeaves)
        var asking = [completions.deciding(outcomeLeaves)]
        if outcome == .eligible, lots.isEmpty {
            var deciding: Set<Variable> = []
            for group in groups.indices {
                deciding.formUnion(completions.deciding(completions.leaves(of: boxes, lotQuestion(group))))
            }
            asking.append(deciding)
        }
        if outcome != .notEligible { asking.append(completions.deciding(cohortLeaves)) }
        let leading = situation.leading(lots)
        return Finding(
            outcome: outcome, isOutsideRun: false, lots: lots, cohort: cohort,
            conditions: conditions(leading), conditionsLot: leading, askNext: order(asking), advice: advice())
    }

    // MARK: Outcome

    private static let not: UInt64 = 1
    private static let refer: UInt64 = 2
    private static let eligible: UInt64 = 4

    private static func outcome(_ answers: UInt64) -> Outcome {
        switch answers {
        case eligible: .eligible
        case refer: .refer
        case not: .notEligible
        default: .needsInformation
        }
    }

    /// What a lot of the group can be, and the tests that keep it open.
    private func status(
        _ group: Int, _ box: Box, _ evaluator: inout Evaluator
    ) -> (UInt64, [OpenTest]) {
        completions.turn(&evaluator, to: group, in: box)
        evaluator.isLenient = false
        let strict = evaluator.truth(rules.eligibleWhen)
        if strict == .yes { return (Self.eligible, []) }
        evaluator.isLenient = true
        let lenient = evaluator.truth(rules.eligibleWhen)
        evaluator.isLenient = false
        var answers: UInt64 = 0
        if strict.contains(.canBeTrue) { answers |= Self.eligible }
        if strict.contains(.canBeFalse), lenient.contains(.canBeTrue) { answers |= Self.refer }
        if lenient.contains(.canBeFalse) { answers |= Self.not }
        var open: [OpenTest] = []
        if !strict.isSettled { open.append(OpenTest(node: rules.eligibleWhen, group: group)) }
        if !lenient.isSettled {
            open.append(OpenTest(node: rules.eligibleWhen, group: group, isLenient: true))
        }
        return (answers, open)
    }

    /// Whether lots of the group are eligible.
    private func lotQuestion(_ group: Int) -> Completions.Question {
        { evaluator, box in
            let (answers, open) = status(group, box, &evaluator)
            let isEligible = answers & Self.eligible
            return (isEligible | (answers == isEligible ? 0 : Self.not), open.filter { !$0.isLenient })
        }
    }

    /// The best of the lots, in each completion.
    private func outcomeQuestion(
        _ evaluator: inout Evaluator, _ box: Box
    ) -> (answers: UInt64, open: [OpenTest]) {
        var union: UInt64 = 0
        var leastBest: UInt64 = Self.not
        var open: [OpenTest] = []
        for group in groups.indices {
            let (answers, tests) = status(group, box, &evaluator)
            union |= answers
            leastBest = max(leastBest, answers & (~answers + 1))
            open += tests
        }
        // Worse than the worst of the best lot cannot be; better than any lot neither.
        let answers = groups.isEmpty ? Self.not : union & ~(leastBest - 1)
        return (answers, open)
    }

    // MARK: Lots

    private func lots(_ outcome: Outcome) -> [LotFinding] {
        var settled: [Bool] = []
        if outcome == .eligible {
            settled = groups.indices.map { group in
                completions.leaves(of: boxes, lotQuestion(group)).allSatisfy { $0.answers == Self.eligible }
            }
        }
        return situation.lots { outcome == .eligible ? settled[groupOfLot[$0]] : nil }
    }

    // MARK: Cohort

    private func cohortQuestion(
        _ evaluator: inout Evaluator, _ box: Box
    ) -> (answers: UInt64, open: [OpenTest]) {
        CohortQuestion.ask(rules.cohorts, &evaluator)
    }

    private func cohort(_ leaves: [Leaf]) -> CohortFinding {
        let answers = leaves.reduce(0) { $0 | $1.answers }
        if answers == CohortQuestion.none { return .none }
        if answers == CohortQuestion.several { return .several }
        guard answers.nonzeroBitCount == 1 else { return .notKnown }
        let index = answers.trailingZeroBitCount
        return rules.cohorts[index].title == nil ? .refer(index) : .cohort(index)
    }

    // MARK: Conditions and advice

    private func conditions(_ leading: Int?) -> [ConditionFinding] {
        rules.conditions.indices.map { index in
            let condition = rules.conditions[index]
            let tests = [condition.test] + condition.waivers.map(\.test)
            let test = settled(any: [condition.test], leading)
            var finding = ConditionFinding(condition: index, isMet: test, test: test)
            if test == .yes || condition.waivers.isEmpty { return finding }
            finding.waiver = condition.waivers.indices.first {
                settled(any: [condition.waivers[$0].test], leading) == .yes
            }
            finding.isMet = finding.waiver == nil ? settled(any: tests, leading) : .yes
            return finding
        }
    }

    /// Whether any of some tests holds, over all completions: settled where every one of them agrees.
    private func settled(any tests: [NodeID], _ leading: Int?) -> Truth {
        let group = leading.map { groupOfLot[$0] } ?? -1
        var evaluator = completions.base
        if group >= 0 { (evaluator.ties, evaluator.lot) = (groups[group].ties, groups[group].lot) }
        let quick = tests.reduce(Truth.no) { $0.or(evaluator.truth($1)) }
        if quick.isSettled { return quick }
        let answers = completions.leaves(of: boxes) { evaluator, box in
            completions.turn(&evaluator, to: group, in: box)
            let truth = tests.reduce(Truth.no) { $0.or(evaluator.truth($1)) }
            return (UInt64(truth.rawValue), tests.map { OpenTest(node: $0, group: group) })
        }.reduce(0) { $0 | $1.answers }
        return Truth(rawValue: UInt8(truncatingIfNeeded: answers))
    }

    /// Advice decides nothing, so it is given where its test is plainly so, and not worked out from every completion.
    private func advice() -> [Int] {
        var evaluator = completions.base
        return rules.advice.indices.filter { evaluator.truth(rules.advice[$0].test) == .yes }
    }

    // MARK: What to ask

    private func order(_ stages: [Set<Variable>]) -> [Finding.Question] {
        var questions: [Finding.Question] = []
        for stage in stages {
            var found: Set<Finding.Question> = []
            for variable in stage {
                switch variable {
                case .fact(let index): found.insert(.fact(index))
                case .tie(_, let kind): found.insert(.connection(kind))
                }
            }
            questions += found.filter { !questions.contains($0) }.sorted { position($0) < position($1) }
        }
        return questions
    }

    private func position(_ question: Finding.Question) -> Int {
        switch question {
        case .fact(let index): rules.facts[index].position
        case .connection(let index): rules.connections[index].position
        }
    }
}
