import Facts
import RuleChecking
import RuleSyntax

extension Evaluator {
    /// A length of time against a duration: the start plus the duration is on or before the end.
    mutating func compareTime(_ node: NodeID, _ comparison: Comparison, _ duration: Duration) -> Truth {
        var result = Truth.no
        if case .time(let from, let to) = value(node) { result = compare(from, to, comparison, duration) }
        guard case .definition(let index) = rules.nodes[node], let answer = given[index],
            let limit = Self.compare(answer, comparison, duration)
        else { return result }
        let both = result.intersection(limit)
        return both.isEmpty ? limit : both
    }

    /// A length of time against so many whole units: what lies between the ends of a range lies between their answers.
    mutating func compareTime(
        _ node: NodeID, _ comparison: Comparison, _ amount: Amounts, _ unit: LengthUnit
    ) -> Truth {
        guard amount.hasRange else { return .no }
        var result = compareTime(node, comparison, unit.duration(amount.low))
        if amount.low < amount.high {
            result.formUnion(compareTime(node, comparison, unit.duration(amount.high)))
        }
        return amount.canHaveNoValue ? result.union(.no) : result
    }

    /// A day so many whole units later, or earlier where the sign is -1.
    func shifted(_ day: Amounts, by amount: Amounts, _ unit: LengthUnit, _ sign: Int) -> Amounts {
        guard day.hasRange, amount.hasRange else { return .none }
        let calendar = rules.calendar
        func moved(_ day: Rational, _ count: Rational) -> Rational {
            Self.shift(day, unit.duration(sign < 0 ? count.negated : count), calendar)
        }
        let (near, far) = sign < 0 ? (amount.high, amount.low) : (amount.low, amount.high)
        let hasSpecials = day.specials != 0 || amount.specials != 0
        return Amounts(
            low: moved(day.low, near), high: moved(day.high, far),
            specials: hasSpecials ? OptionBits.otherText : 0)
    }

    /// The day on which a length of time is complete.
    func due(_ from: Amounts, _ duration: Duration) -> Amounts {
        let calendar = rules.calendar
        return from.mapped { Self.shift($0, duration, calendar) }
    }

    /// Whether a length of time is the one given: `14 months` is at least 14 and less than 15 months.
    func fits(_ from: Amounts, _ to: Amounts, _ answer: Answer) -> Truth {
        guard let (low, high, unit) = Self.span(answer) else { return .yes }
        var result = Truth.yes
        if let low { result = compare(from, to, .atLeast, Duration(count: low, unit: unit, words: "")) }
        guard let high else { return result }
        return result.and(compare(from, to, .below, Duration(count: high, unit: unit, words: "")))
    }

    private func compare(_ from: Amounts, _ to: Amounts, _ comparison: Comparison, _ duration: Duration)
        -> Truth
    {
        guard from.hasRange, to.hasRange else { return comparison.isNotEqual ? .yes : .no }
        let due = due(from, duration)
        return due.compared(Self.ofDue(comparison), to)
    }

    /// The longer the time, the later its end lies after the day it was due.
    static func ofDue(_ comparison: Comparison) -> Comparison {
        switch comparison {
        case .atLeast: .atMost
        case .above: .below
        case .atMost: .atLeast
        case .below: .above
        case .equal, .notEqual: comparison
        }
    }

    /// The units a given length of time has at least, and the units it has fewer than: `2 years` is at least
    /// 24 and less than 36 months. Nil when its ends are in different units.
    private static func span(_ answer: Answer) -> (low: Int?, high: Int?, unit: Duration.Unit)? {
        func length(_ value: FactValue?) -> Duration? {
            if case .duration(let length)? = value { length } else { nil }
        }
        // “2 years” ends before 3 years, “14 months” before 15 months.
        func size(_ length: Duration) -> Int {
            length.words.contains("year") ? 12 : length.words.contains("week") ? 7 : 1
        }
        switch answer {
        case .known(let value):
            guard let length = length(value) else { return nil }
            return (length.count, length.count + size(length), length.unit)
        case .between(let from, let to):
            let (low, high) = (length(from), length(to))
            guard let unit = low?.unit ?? high?.unit, low == nil || high == nil || low?.unit == high?.unit
            else {
                return nil
            }
            return (low?.count, high.map { $0.count + 1 }, unit)
        default: return nil
        }
    }

    /// What a given length of time says of a comparison. Nil when days would have to be compared with months.
    private static func compare(_ answer: Answer, _ comparison: Comparison, _ duration: Duration) -> Truth? {
        guard let span = span(answer), span.unit == duration.unit else { return nil }
        let low = span.low ?? .min
        let high = span.high ?? .max
        let count = duration.count
        // Whole units completed are known; days beyond them are not, so only `at least` and `below` are
        // sharp.
        switch comparison {
        case .atLeast: return Truth(canBeTrue: high > count, canBeFalse: low < count)
        case .below: return Truth(canBeTrue: low < count, canBeFalse: high > count)
        case .above: return Truth(canBeTrue: high > count, canBeFalse: low <= count)
        case .atMost: return Truth(canBeTrue: low <= count, canBeFalse: high > count)
        case .equal, .notEqual: return .unknown
        }
    }
}
