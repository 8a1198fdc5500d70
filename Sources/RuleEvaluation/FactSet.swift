import Facts
import RuleChecking

/// The values a fact can still have: some of its options, and a range of whole ticks.
///
/// A tick is a day for dates, a unit for lengths in whole units such as `years`, and a millionth of the unit for other amounts, so that every value
/// a person can give is a whole number of ticks.
@usableFromInline
package struct FactSet: Hashable, Sendable {
    /// Bits as in `OptionBits`.
    @usableFromInline package var options: UInt64
    /// The range is empty when the low end is above the high end.
    @usableFromInline package var low: Int64
    @usableFromInline package var high: Int64

    @inlinable
    package init(options: UInt64, low: Int64 = 1, high: Int64 = 0) {
        self.options = options
        self.low = low
        self.high = high
    }

    @inlinable
    package var hasRange: Bool { low <= high }

    /// Whether only one value is left.
    @inlinable
    package var isSingle: Bool {
        hasRange ? low == high && options == 0 : options != 0 && options & (options &- 1) == 0
    }

    @inlinable
    package static func == (left: FactSet, right: FactSet) -> Bool {
        left.options == right.options && left.low == right.low && left.high == right.high
    }

    package var isEmpty: Bool { !hasRange && options == 0 }

    /// Whether some value is in both.
    package func overlaps(_ other: FactSet) -> Bool {
        options & other.options != 0
            || (hasRange && other.hasRange && low <= other.high && other.low <= high)
    }

    /// Spells are known as a whole, kept in the situation, or not at all.
    package static let knownSpells = OptionBits.option(0)
    static let unknownSpells = OptionBits.option(1)

    // MARK: Types

    /// Ticks in a unit of the type.
    package static func ticks(_ type: ValueType) -> Int64 {
        type.isWhole ? 1 : 1_000_000
    }

    private static let amountLimit: Int64 = 1_000_000_000_000_000_000

    /// Every value a fact can have.
    package static func everything(_ fact: Fact) -> FactSet {
        var set = everything(fact.type.value)
        for position in fact.type.specialAnswers.indices { set.options |= OptionBits.special(position) }
        if fact.type.value == .text {
            for position in fact.comparedTexts.indices { set.options |= OptionBits.option(position) }
        }
        return set
    }

    /// Every value of a type, without special answers and texts that rules compare with.
    package static func everything(_ type: ValueType) -> FactSet {
        var set = FactSet(options: 0)
        switch type {
        case .yesOrNo: set.options = OptionBits.yes | OptionBits.no
        case .choice(let answers):
            for position in answers.indices { set.options |= OptionBits.option(position) }
        case .text: set.options = OptionBits.otherText
        case .spells: set.options = knownSpells | unknownSpells
        case .date:
            set.low = Int64(CivilDate.earliest.dayNumber)
            set.high = Int64(CivilDate.latest.dayNumber)
        case .years: (set.low, set.high) = (0, 9_999)
        case .months: (set.low, set.high) = (0, 120_000)
        case .weeks: (set.low, set.high) = (0, 522_000)
        case .days: (set.low, set.high) = (0, 3_654_000)
        case .share, .time: (set.low, set.high) = (0, amountLimit)
        case .number, .percentage, .money: (set.low, set.high) = (-amountLimit, amountLimit)
        }
        return set
    }

    /// What an answer leaves. Nil when the answer is not of the fact’s type.
    package init?(_ answer: Answer, for fact: Fact) {
        switch answer {
        case .notKnown: self = .everything(fact)
        case .known(let value):
            guard let set = FactSet(value, for: fact) else { return nil }
            self = set
        case .oneOf(let values):
            var union = FactSet(options: 0)
            for value in values {
                guard let set = FactSet(value, for: fact), !set.hasRange else { return nil }
                union.options |= set.options
            }
            self = union
        case .between(let from, let to):
            var set = FactSet.everything(fact)
            set.options = 0
            if let from {
                guard let low = FactSet(from, for: fact), low.hasRange else { return nil }
                set.low = low.low
            }
            if let to {
                guard let high = FactSet(to, for: fact), high.hasRange else { return nil }
                set.high = high.high
            }
            self = set
        }
    }

    private init?(_ value: FactValue, for fact: Fact) {
        switch (value, fact.type.value) {
        case (.yesOrNo(let isYes), .yesOrNo): self.init(options: isYes ? OptionBits.yes : OptionBits.no)
        case (.spells, .spells): self.init(options: Self.knownSpells)
        case (.date(let date), .date):
            self.init(options: 0, low: Int64(date.dayNumber), high: Int64(date.dayNumber))
        case (.number(let number), let type) where type.isOrdered && type != .date:
            guard let scaled = number.times(Rational(Int(Self.ticks(type)))), scaled.denominator == 1,
                let tick = Int64(exactly: scaled.numerator), abs(tick) <= Self.amountLimit
            else { return nil }
            self.init(options: 0, low: tick, high: tick)
        case (.text(let text), .choice(let answers))
        where fact.type.specialAnswers.isEmpty && answers.contains(text):
            // Mostly it is in the words of the rules already, and takes no folding.
            self.init(options: answers.firstIndex(of: text).map(OptionBits.option) ?? 0)
        case (.text(let text), let type):
            let key = TextKey.of(text)
            if let position = fact.type.specialAnswers.firstIndex(where: { TextKey.of($0) == key }) {
                self.init(options: OptionBits.special(position))
            } else if case .choice(let answers) = type {
                guard let position = answers.firstIndex(where: { TextKey.of($0) == key }) else { return nil }
                self.init(options: OptionBits.option(position))
            } else if type == .text {
                let position = fact.comparedTexts.firstIndex(of: key)
                self.init(options: position.map(OptionBits.option) ?? OptionBits.otherText)
            } else {
                return nil
            }
        default: return nil
        }
    }
}
