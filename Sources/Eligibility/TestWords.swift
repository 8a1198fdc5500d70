import Facts
import RuleChecking
import RuleSyntax

/// Says what a test of the rules asks, whoever it is asked of: “hourly pay is below the National Minimum Wage for age”.
struct TestWords {
    let rules: CheckedRules

    /// How a test is meant to come out.
    enum Sense {
        case asIs
        /// It does not hold, whatever the reason.
        case negated
        /// It does not hold, and there is an amount: not at least is less than.
        case opposite
    }

    /// The test in words; nil for one that is not a comparison.
    func words(_ node: NodeID, _ sense: Sense) -> String? {
        let not = sense == .asIs ? "" : "not "
        switch rules.nodes[node] {
        case .comparison(let left, let comparison, let right):
            let isDate = rules.types[left] == .value(.date)
            return "\(name(left)) is \(asked(comparison, sense, isDate: isDate)) \(object(right))"
        case .timeComparison(let time, let comparison, let length):
            return
                "\(name(time)) is \(asked(comparison, sense, isDate: false)) \(rules.durations[length].words)"
        case .isWithin(let day, let from, let to):
            return
                "\(name(day)) is \(not)from \(CivilDate(clamping: Int(from))) to \(CivilDate(clamping: Int(to)))"
        default: return nil
        }
    }

    private func asked(_ comparison: Comparison, _ sense: Sense, isDate: Bool) -> String {
        switch sense {
        case .asIs: Explainer.words(comparison, isDate: isDate)
        case .negated: "not \(Explainer.words(comparison, isDate: isDate))"
        case .opposite: Explainer.words(comparison.opposite, isDate: isDate)
        }
    }

    private func object(_ node: NodeID) -> String {
        guard case .constant(let index) = rules.nodes[node] else { return "the \(name(node))" }
        let amount = rules.constants[index]
        switch rules.types[node] {
        case .value(let type): return type.words(for: amount)
        case .bareMoney: return amount.poundsText
        default: return amount.decimalText
        }
    }

    /// What an expression is called.
    private func name(_ node: NodeID) -> String {
        switch rules.nodes[node] {
        case .fact(let index): rules.facts[index].name
        case .definition(let index): rules.definitions[index].name
        case .rate(let index, let by): rules.rates[index].name + (by.map { " for \(name($0))" } ?? "")
        case .age(let from): "age from \(name(from))"
        case .time(let from, let to, _): "time from \(name(from)) to \(name(to))"
        case .timeIn(let spells, _, _): "time in \(name(spells))"
        case .lastSpell(let spells, _): "last of \(name(spells))"
        case .spellDay(let spells, let isFirst): "\(isFirst ? "first" : "last") day of \(name(spells))"
        case .decisionDate: rules.decidedOn
        case .arithmetic(let operation, let left, let right):
            operation == .higher || operation == .lower
                ? "\(operation.rawValue) \(name(left)) and \(name(right))"
                : "\(name(left)) \(operation.rawValue) \(name(right))"
        case .fraction(let inner), .rounded(let inner, _): name(inner)
        case .shifted(let inner, let length, let sign):
            "\(rules.durations[length].words) \(sign < 0 ? "before" : "after") \(name(inner))"
        case .constant: object(node)
        default: "this"
        }
    }
}

extension Comparison {
    /// What holds of two amounts when this does not.
    fileprivate var opposite: Comparison {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .atLeast: .below
        case .below: .atLeast
        case .atMost: .above
        case .above: .atMost
        }
    }
}
