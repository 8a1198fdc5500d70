/// What is known about a person, as the finite set of what each fact and tie can be.
struct Knowledge: Sendable {
    /// Each fact's values.
    var facts: [[Value]]
    /// By lot, then by connection: what the tie can be.
    var ties: [[[Bool]]]
    var readings: [Int]
    /// What definitions were given as: a test of their values.
    var given: [Int: Given] = [:]

    enum Given: Sendable, Hashable {
        case yes(Bool)
        case amount(Fraction)
        case between(Fraction, Fraction)
    }
}

/// A decision by looking at every completion.
struct NaiveDecision {
    var completions = 0
    /// 2 eligible, 1 refer, 0 not eligible, nil needs information.
    var outcome: Int?
    var isOutsideRun = false
    var cohort: Int?
    /// Lots found, in order.
    var lots: [Int] = []
    /// Whether each condition is met for the first of the lots; nil where completions differ.
    var conditions: [Bool?] = []
    /// What to ask: facts by index, connections after them.
    var askNext: [Int] = []
}

struct NaiveDecider {
    let programme: Programme
    let knowledge: Knowledge

    private struct Found { var status: [Int], cohort: Int, best: Int, conditions: [Bool] }

    func decide() -> NaiveDecision {
        var decision = NaiveDecision()
        if let run = programme.run, !run.contains(programme.decisionDate) {
            decision.isOutsideRun = true
            decision.outcome = 0
            decision.completions = 1
            return decision
        }
        let choices = choices()
        let known = knownTies()
        let reached = (0..<programme.lots).filter { !known[$0].isEmpty }
        // Each completion has a number: its digits say which value each fact and tie takes.
        var found: [Int: Found] = [:]
        var digits = [Int](repeating: 0, count: choices.count)
        for number in 0..<choices.reduce(1, { $0 * $1 }) {
            if let result = self.found(digits) { found[number] = result }
            var position = 0
            while position < digits.count {
                digits[position] += 1
                if digits[position] < choices[position] { break }
                digits[position] = 0
                position += 1
            }
        }
        decision.completions = found.count
        guard let first = found.values.first else { return decision }
        if found.values.allSatisfy({ $0.best == first.best }) { decision.outcome = first.best }
        if decision.outcome != 0, found.values.allSatisfy({ $0.cohort == first.cohort }) {
            decision.cohort = first.cohort
        }
        let eligible = (0..<programme.lots).filter { lot in found.values.allSatisfy { $0.status[lot] == 2 } }
        decision.lots = (decision.outcome == 2 ? eligible : reached).sorted {
            (known[$0].first ?? .max, $0) < (known[$1].first ?? .max, $1)
        }
        // The conditions are for one lot, so they are looked at again for that lot.
        let leading = decision.lots.first ?? 0
        decision.conditions = programme.conditions.indices.map { condition in
            let met = Set(found.values.map { $0.conditions[leading * programme.conditions.count + condition] })
            return met.count == 1 ? met.first : nil
        }
        decision.askNext = asking(found, choices, decision)
        return decision
    }

    /// How many values each fact has, then each tie of each lot.
    private func choices() -> [Int] {
        knowledge.facts.map(\.count) + knowledge.ties.flatMap { $0.map(\.count) }
    }

    private func knownTies() -> [[Int]] {
        knowledge.ties.map { lot in lot.indices.filter { lot[$0] == [true] } }
    }

    private func found(_ digits: [Int]) -> Found? {
        let facts = knowledge.facts.indices.map { knowledge.facts[$0][digits[$0]] }
        var position = knowledge.facts.count
        let ties = knowledge.ties.map { lot in
            lot.map { values in
                defer { position += 1 }
                return values[digits[position]]
            }
        }
        var evaluator = NaiveEvaluator(
            programme: programme, readings: knowledge.readings,
            completion: Completion(facts: facts, ties: ties))
        guard evaluator.isPossible(), meetsGiven(evaluator) else { return nil }
        let status = (0..<programme.lots).map { evaluator.status(lot: $0) }
        var conditions: [Bool] = []
        for lot in 0..<programme.lots {
            evaluator.lot = lot
            conditions += programme.conditions.indices.map { evaluator.isMet($0) }
        }
        evaluator.lot = 0
        return Found(
            status: status, cohort: evaluator.cohort(), best: status.max() ?? 0, conditions: conditions)
    }

    private func meetsGiven(_ evaluator: NaiveEvaluator) -> Bool {
        knowledge.given.allSatisfy { index, given in
            switch given {
            case .yes(let isYes): return evaluator.holds(.definition(index)) == isYes
            case .amount(let amount): return evaluator.value(.definition(index)) == .number(amount)
            case .between(let low, let high):
                guard case .number(let value) = evaluator.value(.definition(index)) else { return false }
                return low <= value && value <= high
            }
        }
    }

    // MARK: Asking

    /// A fact or connection matters when two completions that differ only there differ in the answer.
    private func asking(_ found: [Int: Found], _ choices: [Int], _ decision: NaiveDecision) -> [Int] {
        var asked: [Int] = []
        func stage(_ answer: (Found) -> [Int]) {
            for question in programme.facts.indices.map({ $0 }) + ties().map(\.question)
            where !asked.contains(question) && differs(found, choices, question, answer) {
                asked.append(question)
            }
        }
        stage { [$0.best] }
        if decision.outcome == 2, decision.lots.isEmpty { stage { $0.status.map { $0 == 2 ? 1 : 0 } } }
        if decision.outcome != 0, !programme.cohorts.isEmpty { stage { [$0.cohort] } }
        return asked
    }

    /// Connections are questions after the facts; each has a digit for every lot.
    private func ties() -> [(question: Int, digits: [Int])] {
        programme.connections.indices.map { kind in
            (
                programme.facts.count + kind,
                (0..<programme.lots).map { programme.facts.count + $0 * programme.connections.count + kind }
            )
        }
    }

    private func differs(
        _ found: [Int: Found], _ choices: [Int], _ question: Int, _ answer: (Found) -> [Int]
    ) -> Bool {
        let digits =
            question < programme.facts.count ? [question] : ties()[question - programme.facts.count].digits
        guard digits.contains(where: { choices[$0] > 1 }) else { return false }
        var answers: [Int: [Int]] = [:]
        for (number, result) in found {
            // The number without the digits in question.
            var rest = number
            for digit in digits {
                let weight = choices[..<digit].reduce(1, *)
                rest -= number / weight % choices[digit] * weight
            }
            let here = answer(result)
            if let there = answers.updateValue(here, forKey: rest), there != here { return true }
        }
        return false
    }
}
