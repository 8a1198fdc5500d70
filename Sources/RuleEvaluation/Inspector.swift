import Facts
import RuleChecking

/// Looks at the values of expressions for one situation, to explain a decision that has been made.
package struct Inspector: Sendable {
    private let rules: CheckedRules
    private var base: Evaluator

    /// Looks at a situation by the rules of a decider.
    package init(_ decider: Decider, _ situation: Situation) {
        rules = decider.rules
        base = Evaluator(decider.shared, situation)
    }

    /// Looks at one lot, for tests that name lots; an index into the lots of the rules.
    package mutating func turn(to lot: Int?) { base.lot = lot }

    /// Which of true and false a test can be, with ties to one lot.
    package func truth(_ node: NodeID, ties: [Truth]) -> Truth {
        var evaluator = base
        evaluator.ties = ties
        return evaluator.truth(node)
    }

    /// Whether somebody is one of those a promise speaks of: ties count, whether or not they only refer.
    package func isSpokenOf(_ promise: Promise, ties: [Truth]) -> Bool {
        var evaluator = base
        evaluator.ties = ties
        evaluator.countsEveryTie = true
        return evaluator.truth(promise.test) == .yes
    }

    /// The one amount or date that an expression is; nil when it is not settled or has no value.
    package func amount(_ node: NodeID, ties: [Truth]) -> Rational? {
        var evaluator = base
        evaluator.ties = ties
        let amounts = evaluator.amounts(node)
        return amounts.isSingle ? amounts.low : nil
    }

    /// Amounts or dates that something can be.
    package struct Range: Sendable {
        var amounts: Amounts

        /// The value, when there is only one.
        package var single: Rational? { amounts.isSingle ? amounts.low : nil }

        /// In words and in the unit of a type; `not known` where nothing narrows it.
        package func words(_ type: ValueType) -> String {
            if let single { return type.words(for: single) }
            guard amounts.hasRange else { return "none" }
            let (isOpenBelow, isOpenAbove) = openEnds(type)
            // “Below £13,000” is kept as the millionth of a pound before it, and read back as it was said.
            let below = Self.step(amounts.high, 1, type)
            let above = Self.step(amounts.low, -1, type)
            switch (isOpenBelow, isOpenAbove) {
            case (true, true): return "not known"
            case (true, false):
                if type == .date { return "on or before \(type.words(for: amounts.high))" }
                return below.map { "below \(type.words(for: $0))" }
                    ?? "at most \(type.words(for: amounts.high))"
            case (false, true):
                if type == .date { return "on or after \(type.words(for: amounts.low))" }
                return above.map { "above \(type.words(for: $0))" }
                    ?? "at least \(type.words(for: amounts.low))"
            case (false, false):
                return "from \(type.words(for: amounts.low)) to \(type.words(for: amounts.high))"
            }
        }

        /// Whether either end is one that nobody gave: a limit of the type, or an age nobody has.
        package func openEnds(_ type: ValueType) -> (below: Bool, above: Bool) {
            switch type {
            case .date:
                return (
                    !(Rational(Int(CivilDate.earliest.dayNumber)) < amounts.low),
                    !(amounts.high < Rational(Int(CivilDate.latest.dayNumber)))
                )
            case .years, .months, .weeks, .days:
                let most: [ValueType: Int] = [.years: 150, .months: 1_800, .weeks: 7_827]
                return (
                    !(Rational.zero < amounts.low), !(amounts.high < Rational(most[type] ?? 54_786))
                )
            default:
                let limit = Rational(100_000_000_000)
                let isOpenAbove = !(amounts.high < limit)
                return (!(limit.negated < amounts.low) || (amounts.low == .zero && isOpenAbove), isOpenAbove)
            }
        }

        /// The amount a millionth further, when the amount itself is so fine that nobody wrote it.
        private static func step(_ amount: Rational, _ direction: Int, _ type: ValueType) -> Rational? {
            guard !type.isWhole, amount.denominator == 1_000_000,
                let step = Rational(Int128(direction), over: 1_000_000)
            else { return nil }
            return amount.plus(step).flatMap { $0.denominator < 1_000_000 ? $0 : nil }
        }
    }

    /// The two ends of a length of time; nil for another expression.
    package func time(_ node: NodeID, ties: [Truth]) -> (from: Range, to: Range)? {
        var evaluator = base
        if case .definition(let index) = rules.nodes[node] {
            return time(rules.definitions[index].value, ties: ties)
        }
        guard case .time(let from, let to) = evaluator.value(node), from.hasRange, to.hasRange else {
            return nil
        }
        return (Range(amounts: from), Range(amounts: to))
    }

    /// The value of an expression in words; `not known` where nothing narrows it.
    package func words(_ node: NodeID, ties: [Truth]) -> String {
        var evaluator = base
        evaluator.ties = ties
        let type: ValueType
        switch rules.types[node] {
        case .value(let value): type = value
        case .bareMoney: type = .money(per: nil)
        case .bareNumber: type = .number
        case .test, .duration: type = .yesOrNo
        }
        switch evaluator.value(node) {
        case .test(let truth): return truth == .yes ? "yes" : truth == .no ? "no" : "not known"
        case .amounts(let amounts):
            if let special = special(node, amounts) { return special }
            return Range(amounts: amounts).words(type)
        case .options(let options): return words(options, node, type)
        case .time: return "a length of time"
        }
    }

    private func special(_ node: NodeID, _ amounts: Amounts) -> String? {
        guard !amounts.hasRange, let fact = fact(node) else { return nil }
        return words(specials: amounts.specials, fact)
    }

    private func words(specials: UInt64, _ fact: Fact) -> String? {
        let found = fact.type.specialAnswers.indices.filter { specials & OptionBits.special($0) != 0 }
        return found.isEmpty
            ? nil : found.map { "“\(fact.type.specialAnswers[$0])”" }.joined(separator: " or ")
    }

    private func words(_ options: UInt64, _ node: NodeID, _ type: ValueType) -> String {
        guard let fact = fact(node) else { return options == OptionBits.yes ? "yes" : "no" }
        if options == FactSet.everything(fact).options { return "not known" }
        var found: [String] = []
        switch type {
        case .yesOrNo: found = options == OptionBits.yes ? ["yes"] : options == OptionBits.no ? ["no"] : []
        case .choice(let answers):
            found = answers.indices.filter { options & OptionBits.option($0) != 0 }.map { "“\(answers[$0])”" }
        default:
            found = fact.comparedTexts.indices.filter { options & OptionBits.option($0) != 0 }
                .map { "“\(fact.comparedTexts[$0])”" }
            if options & OptionBits.otherText != 0 { found.append("something else") }
        }
        if let special = words(specials: options, fact) { found.append(special) }
        return found.isEmpty ? "not known" : found.joined(separator: " or ")
    }

    private func fact(_ node: NodeID) -> Fact? {
        switch rules.nodes[node] {
        case .fact(let index): rules.facts[index]
        case .definition(let index): fact(rules.definitions[index].value)
        default: nil
        }
    }
}
