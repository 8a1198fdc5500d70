import Facts
import RuleChecking

/// Finds a person for whom some tests are so: the part of all people in which each of them holds or fails as wanted.
package struct WitnessSearch: Sendable {
    /// A test and how it has to come out.
    package struct Wanted: Sendable, Hashable {
        package var test: NodeID
        package var isTrue: Bool

        package init(_ test: NodeID, _ isTrue: Bool) {
            self.test = test
            self.isTrue = isTrue
        }
    }

    /// What such people have in common.
    package struct Found: Sendable {
        /// What each fact can be.
        package var facts: [FactSet]
        /// Whether there is each connection to the lot.
        package var ties: [Truth]

        package init(facts: [FactSet], ties: [Truth]) {
            self.facts = facts
            self.ties = ties
        }
    }

    private let rules: SharedRules
    private let checked: CheckedRules

    package init(_ decider: Decider) {
        rules = decider.shared
        checked = decider.rules
    }

    /// Looks among everybody that a situation leaves possible. The situation has at most one lot.
    ///
    /// - Returns: the first part found, in a fixed order; nil when there is none, or none within the limits.
    package func find(_ wanted: [Wanted], in situation: Situation) -> Found? {
        let completions = Completions(rules, situation, lots: situation.lots.map(\.lot))
        let ties = situation.lots.map(\.ties)
        let possible = completions.possible(Box(facts: situation.facts, ties: ties))
        var found: Found?
        var tried = 0
        _ = completions.leaves(
            of: possible,
            until: { leaf in
                guard leaf.answers == 1, tried < Self.mostTried else { return false }
                tried += 1
                found = self.found(leaf.box, completions)
                return found != nil
            }
        ) { evaluator, box in
            completions.turn(&evaluator, to: box.ties.isEmpty ? -1 : 0, in: box)
            var all = Truth.yes
            for test in wanted {
                let truth = evaluator.truth(test.test)
                all = all.and(test.isTrue ? truth : !truth)
                if all == .no { return (0, []) }
            }
            let group = box.ties.isEmpty ? -1 : 0
            return (all == .yes ? 1 : 3, wanted.map { OpenTest(node: $0.test, group: group) })
        }
        return found
    }

    /// Parts looked at in which amounts move together.
    private static let mostTried = 40

    /// The people of a part; of one in which amounts compare with each other, somebody for whom they do so.
    private func found(_ box: Box, _ completions: Completions) -> Found? {
        let ties = box.ties.first ?? []
        if box.signs.isEmpty { return Found(facts: box.facts, ties: ties) }
        var evaluator = completions.evaluator(for: box)
        evaluator.signs = [:]
        // In one order on every run, so that the same person is found.
        let wanted = box.signs.map { OrderedPair(pair: $0.key, sign: $0.value) }
            .sorted { $0.pair.order.lexicographicallyPrecedes($1.pair.order) }
        return evaluator.choose(wanted, checked) ? Found(facts: evaluator.facts, ties: ties) : nil
    }
}

extension FactSet {
    /// One value of the set as rules write it: at the end nearest to where the set stops, since that is where rules
    /// change. Nil for a set without anything that could be written.
    package func example(for fact: Fact) -> String? {
        if hasRange { return amount(for: fact) }
        for (position, answer) in fact.type.specialAnswers.enumerated()
        where options & OptionBits.special(position) != 0 {
            return answer == FactType.none ? answer : "\"\(answer)\""
        }
        switch fact.type.value {
        case .yesOrNo: return options & OptionBits.yes != 0 ? "yes" : "no"
        case .choice(let answers):
            return answers.indices.first { options & OptionBits.option($0) != 0 }.map { "\"\(answers[$0])\"" }
        case .text:
            return fact.comparedTexts.indices.first { options & OptionBits.option($0) != 0 }
                .map { "\"\(fact.comparedTexts[$0])\"" }
        default: return nil
        }
    }

    private func amount(for fact: Fact) -> String? {
        let everything = FactSet.everything(fact)
        // Nobody’s pay is at its most telling at nothing.
        let isOpenBelow =
            low == everything.low || (low == 0 && high < everything.high && fact.type.value != .date)
        if fact.type.value == .date {
            return CivilDate(clamping: Int(isOpenBelow ? high : low)).description
        }
        let ticks = FactSet.ticks(fact.type.value)
        // Whole pennies, where there is one in the range.
        let penny = ticks / 100
        var tick = isOpenBelow ? high : low
        if penny > 0 {
            let down = tick >= 0 ? tick / penny * penny : (tick - penny + 1) / penny * penny
            let candidate = isOpenBelow || down == tick ? down : down + penny
            if (low...high).contains(candidate) { tick = candidate }
        }
        guard let number = Rational(Int128(tick), over: Int128(ticks)) else { return nil }
        switch fact.type.value {
        case .money: return number.poundsText
        case .percentage: return number.decimalText + "%"
        default: return number.decimalText
        }
    }
}
