import Facts
import RuleSyntax

/// One expression. Children are named by their index; the whole is trivially copyable.
package enum Node: Sendable, Hashable {
    case truth(Bool)
    case constant(Int)
    case decisionDate
    /// An index into the facts.
    case fact(Int)
    /// An index into the definitions.
    case definition(Int)
    case age(from: NodeID)
    case time(from: NodeID, to: NodeID, countingEnd: Bool)
    /// Distinct days in spells before a day, in a window of so many days (0: all of them).
    case timeIn(NodeID, windowDays: Int, before: NodeID)
    /// The last of spells, with those joined to it that are at most so many days apart.
    case lastSpell(NodeID, gapDays: Int)
    /// The first or the last day of spells.
    case spellDay(NodeID, isFirst: Bool)
    /// An index into the rates, and what its bands go by.
    case rate(Int, by: NodeID?)
    case arithmetic(Arithmetic, NodeID, NodeID)
    /// A percentage taken as a factor.
    case fraction(NodeID)
    /// A date and an index into the durations; the sign is +1 or -1.
    case shifted(NodeID, duration: Int, sign: Int)
    case rounded(NodeID, step: NodeID)
    /// Two amounts or two dates.
    case comparison(NodeID, Comparison, NodeID)
    /// A length of time against an index into the durations.
    case timeComparison(NodeID, Comparison, duration: Int)
    /// The value is one of the options in the mask: answers of a choice, special answers, texts.
    case isOneOf(NodeID, options: UInt64)
    /// A length of time against an amount of whole units.
    case timeAgainst(NodeID, Comparison, amount: NodeID, LengthUnit)
    /// A date and an amount of whole units; the sign is +1 or -1.
    case shiftedBy(NodeID, amount: NodeID, LengthUnit, sign: Int)
    /// A date in one of some spells.
    case isInSpells(NodeID, spells: NodeID)
    /// The lot that is spoken of, as an index into the lots.
    case lot(Int)
    /// A date in a range of day numbers.
    case isWithin(NodeID, from: Int32, to: Int32)
    /// The chosen reading is one of the mask.
    case reading(Int, options: UInt64)
    /// A tie to the lot by one of the connections in the mask.
    case connection(kinds: UInt64)
    /// An index into the conditions: its test or one of its waivers holds.
    case condition(Int)
    case not(NodeID)
    case and(NodeID, NodeID)
    case or(NodeID, NodeID)
}

/// What lengths of time are counted in.
package enum LengthUnit: String, Sendable, Hashable {
    case days, weeks, months, years

    /// The unit of a type of lengths of time; nil for another.
    package init?(_ type: ValueType) {
        switch type {
        case .days: self = .days
        case .weeks: self = .weeks
        case .months: self = .months
        case .years: self = .years
        default: return nil
        }
    }

    /// So many of them; of a number that is not whole, the next whole one.
    package func duration(_ count: Rational) -> Duration {
        let whole = min(max(Int(clamping: -count.negated.floor), -4_000_000), 4_000_000)
        return switch self {
        case .days: Duration(count: whole, unit: .days, words: words(count))
        case .weeks: Duration(count: whole * 7, unit: .days, words: words(count))
        case .months: Duration(count: whole, unit: .months, words: words(count))
        case .years: Duration(count: whole * 12, unit: .months, words: words(count))
        }
    }

    /// The amount with its unit: `2 years`.
    package func words(_ count: Rational) -> String {
        "\(count.decimalText) \(count == Rational(1) ? String(rawValue.dropLast()) : rawValue)"
    }
}

/// What an expression is.
package enum NodeType: Hashable, Sendable {
    /// True or false.
    case test
    case value(ValueType)
    /// An amount written without a unit, which takes the unit of what it meets.
    case bareNumber
    case bareMoney
    case duration

    /// The type in words.
    package var words: String {
        switch self {
        case .test: "a test"
        case .value(.yesOrNo): "a yes or no"
        case .value(let type): "a value of type \(type.words)"
        case .bareNumber: "a number"
        case .bareMoney: "an amount of money"
        case .duration: "a length of time"
        }
    }
}

/// Bits for the answers of a fact that are not amounts: the answers of a choice, yes and no, or compared texts from
/// bit 0; special answers from bit 60 downwards are never needed together with them.
@usableFromInline
package enum OptionBits {
    @inlinable package static var no: UInt64 { 1 }
    @inlinable package static var yes: UInt64 { 2 }
    /// A text that no rule compares with.
    @inlinable package static var otherText: UInt64 { 1 << 59 }

    /// The bit of a special answer by its position in the type.
    @inlinable
    package static func special(_ position: Int) -> UInt64 { 1 << UInt64(48 + min(position, 9)) }

    /// The bit of the answer of a choice or of a compared text.
    @inlinable
    package static func option(_ position: Int) -> UInt64 { 1 << UInt64(min(position, 47)) }

    /// All special bits.
    @inlinable package static var allSpecials: UInt64 { ((1 << 10) - 1) << 48 }
}
