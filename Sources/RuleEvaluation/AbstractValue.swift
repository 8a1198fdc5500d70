import Facts
import RuleChecking
import RuleSyntax

/// Amounts or dates that an expression can still be: a range, and whether it can have no value at all (a special
/// answer such as “never worked”, or a division by zero). Comparisons with no value are false.
package struct Amounts: Hashable, Sendable {
    package var low: Rational
    package var high: Rational
    package var hasRange: Bool
    /// Special answers of the fact this is, for `is`; other reasons to have no value set `OptionBits.otherText`.
    var specials: UInt64

    static let none = Amounts(low: .zero, high: .zero, hasRange: false, specials: OptionBits.otherText)

    init(low: Rational, high: Rational, hasRange: Bool = true, specials: UInt64 = 0) {
        self.low = low
        self.high = high
        self.hasRange = hasRange
        self.specials = specials
    }

    init(_ value: Rational) { self.init(low: value, high: value) }

    /// Beyond every amount that can be given: what a sum too large to hold can be.
    static let boundless = Amounts(low: limit.negated, high: limit)
    private static let limit = Rational(Int.max)

    package var isSingle: Bool { hasRange && specials == 0 && !(low < high) }
    var canHaveNoValue: Bool { specials != 0 || !hasRange }

    /// The same values, with anything special turned into simply no value.
    private func derived(_ low: Rational?, _ high: Rational?) -> Amounts {
        guard hasRange else { return .none }
        let lost: UInt64 = specials == 0 ? 0 : OptionBits.otherText
        guard let low, let high else {
            return Amounts(low: Self.limit.negated, high: Self.limit, specials: lost)
        }
        return Amounts(low: low, high: high, specials: lost)
    }

    func mapped(_ function: (Rational) -> Rational?) -> Amounts { derived(function(low), function(high)) }

    func mappedReversed(_ function: (Rational) -> Rational?) -> Amounts {
        derived(function(high), function(low))
    }

    /// Two amounts put together; either having no value leaves none.
    func combined(_ other: Amounts, _ operation: Arithmetic) -> Amounts {
        guard hasRange, other.hasRange else { return .none }
        var result: Amounts
        switch operation {
        case .plus: result = derived(low.plus(other.low), high.plus(other.high))
        case .minus: result = derived(low.minus(other.high), high.minus(other.low))
        case .higher: result = derived(max(low, other.low), max(high, other.high))
        case .lower: result = derived(min(low, other.low), min(high, other.high))
        case .times: result = corners(other) { $0.times($1) }
        case .dividedBy:
            if other.isSingle, other.low == .zero { return .none }
            if !(other.high < .zero), !(Rational.zero < other.low) {
                result = .boundless
                result.specials = OptionBits.otherText
            } else {
                result = corners(other) { $0.divided(by: $1) }
            }
        }
        if other.specials != 0 || specials != 0 { result.specials |= OptionBits.otherText }
        return result
    }

    private func corners(_ other: Amounts, _ function: (Rational, Rational) -> Rational?) -> Amounts {
        let values = [
            function(low, other.low), function(low, other.high), function(high, other.low),
            function(high, other.high),
        ].compactMap { $0 }
        guard values.count == 4 else { return .boundless }
        return derived(values.min(), values.max())
    }

    func compared(_ comparison: Comparison, _ other: Amounts) -> Truth {
        let noValue = canHaveNoValue || other.canHaveNoValue
        guard hasRange, other.hasRange else { return comparison.isNotEqual ? .yes : .no }
        switch comparison {
        case .below: return Truth(canBeTrue: low < other.high, canBeFalse: noValue || !(high < other.low))
        case .above: return Truth(canBeTrue: other.low < high, canBeFalse: noValue || !(other.high < low))
        case .atLeast: return Truth(canBeTrue: !(high < other.low), canBeFalse: noValue || low < other.high)
        case .atMost: return Truth(canBeTrue: !(other.high < low), canBeFalse: noValue || other.low < high)
        case .equal: return equals(other, noValue)
        case .notEqual: return !equals(other, noValue)
        }
    }

    private func equals(_ other: Amounts, _ noValue: Bool) -> Truth {
        let meet = !(high < other.low) && !(other.high < low)
        let same = !(low < high) && !(other.low < other.high) && meet
        return Truth(canBeTrue: meet, canBeFalse: noValue || !same)
    }

    /// Only what both can be.
    func limited(to other: Amounts) -> Amounts? {
        guard hasRange, other.hasRange else { return nil }
        let (lowest, highest) = (max(low, other.low), min(high, other.high))
        guard !(highest < lowest) else { return nil }
        return Amounts(low: lowest, high: highest)
    }
}

/// What an expression can still be.
enum AbstractValue {
    case test(Truth)
    case amounts(Amounts)
    /// Options of a choice, yes or no, or text.
    case options(UInt64)
    /// From a day to a day, the last one counted or not.
    case time(from: Amounts, to: Amounts)
}
