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
        if both.isEmpty { contradicted = index }
        return both.isEmpty ? limit : both
    }

    private func compare(_ from: Amounts, _ to: Amounts, _ comparison: Comparison, _ duration: Duration)
        -> Truth
    {
        guard from.hasRange, to.hasRange else { return comparison == .notEqual ? .yes : .no }
        let due = from.mapped { number in
            let start = CivilDate(clamping: Int(clamping: number.floor))
            return Rational(Int(rules.calendar.adding(duration, to: start).dayNumber))
        }
        // The longer the time, the later its end lies after the day it was due.
        switch comparison {
        case .atLeast: return due.compared(.atMost, to)
        case .above: return due.compared(.below, to)
        case .atMost: return due.compared(.atLeast, to)
        case .below: return due.compared(.above, to)
        case .equal, .notEqual: return due.compared(comparison, to)
        }
    }

    /// What a given length of time, such as `14 months` or `at least 2 years`, says of a comparison. Nil when days
    /// would have to be compared with months.
    private static func compare(_ answer: Answer, _ comparison: Comparison, _ duration: Duration) -> Truth? {
        var low = 0
        var high = Int.max
        func count(_ value: FactValue?) -> Int? {
            guard case .duration(let length)? = value, length.unit == duration.unit else { return nil }
            return length.count
        }
        // “2 years” is at least 2 and less than 3 years; “14 months” less than 15 months.
        func span(_ value: FactValue?) -> Int {
            guard case .duration(let length)? = value else { return 1 }
            if length.words.contains("year") { return 12 }
            return length.words.contains("week") ? 7 : 1
        }
        switch answer {
        case .known(let value):
            guard let exact = count(value) else { return nil }
            (low, high) = (exact, exact + span(value) - 1)
        case .between(let from, let to):
            if from != nil { guard let least = count(from) else { return nil }; low = least }
            if to != nil { guard let most = count(to) else { return nil }; high = most }
        default: return nil
        }
        // Whole units completed are known; days beyond them are not, so only `at least` and `below` are sharp.
        switch comparison {
        case .atLeast: return Truth(canBeTrue: high >= duration.count, canBeFalse: low < duration.count)
        case .below: return Truth(canBeTrue: low < duration.count, canBeFalse: high >= duration.count)
        case .above: return Truth(canBeTrue: high >= duration.count, canBeFalse: low <= duration.count)
        case .atMost: return Truth(canBeTrue: low <= duration.count, canBeFalse: high >= duration.count)
        case .equal, .notEqual: return .unknown
        }
    }
}
