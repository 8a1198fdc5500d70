/// A fraction of small whole numbers.
struct Fraction: Hashable, Comparable, Sendable {
    var above: Int
    var below: Int

    init(_ above: Int, _ below: Int = 1) {
        var (larger, smaller) = (abs(above), abs(below))
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        let sign = below < 0 ? -1 : 1
        let shared = max(larger, 1)
        (self.above, self.below) = (sign * above / shared, sign * below / shared)
    }

    static func < (one: Fraction, other: Fraction) -> Bool {
        one.above * other.below < other.above * one.below
    }
    static func + (one: Fraction, other: Fraction) -> Fraction {
        Fraction(one.above * other.below + other.above * one.below, one.below * other.below)
    }
    static func - (one: Fraction, other: Fraction) -> Fraction { one + Fraction(-other.above, other.below) }
    static func * (one: Fraction, other: Fraction) -> Fraction {
        Fraction(one.above * other.above, one.below * other.below)
    }

    /// As a decimal; only for fractions that end.
    var text: String {
        let millionths = above * 1_000_000 / below
        let digits = String(abs(millionths))
        let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
        var decimal = String(padded.suffix(6))
        while decimal.hasSuffix("0") { decimal.removeLast() }
        return (above < 0 ? "-" : "") + padded.dropLast(6) + (decimal.isEmpty ? "" : "." + decimal)
    }
}

/// What a fact is in one completion. Dates are numbers of days.
enum Value: Hashable, Sendable {
    /// No value: arithmetic on a special answer, division by zero.
    case nothing
    case yes(Bool)
    case option(Int)
    case special
    case number(Fraction)
}

/// The units the random programmes use.
enum Unit: Sendable, Hashable {
    case date, years, months, weeks, days, money, number

    /// What a length of time of this type is counted in.
    var length: Length.Unit? {
        switch self {
        case .years: .years
        case .months: .months
        case .weeks: .weeks
        case .days: .days
        default: nil
        }
    }
}

enum Relation: String, CaseIterable, Sendable {
    case equal = "is"
    case unequal = "is not"
    case atLeast = "is at least"
    case atMost = "is at most"
    case below = "is below"
    case above = "is above"

    func words(_ unit: Unit) -> String {
        guard unit == .date else { return rawValue }
        switch self {
        case .equal, .unequal: return rawValue
        case .atLeast: return "is on or after"
        case .atMost: return "is on or before"
        case .below: return "is before"
        case .above: return "is after"
        }
    }
}

extension Relation {
    /// The same seen from the other side.
    var flipped: Relation {
        switch self {
        case .equal, .unequal: self
        case .atLeast: .atMost
        case .atMost: .atLeast
        case .below: .above
        case .above: .below
        }
    }
}

struct Length: Sendable {
    enum Unit: String, Sendable { case days, weeks, months, years }
    var count: Int
    var unit: Unit
    var text: String { "\(count) \(unit.rawValue)" }
}

enum Operation: String, Sendable, CaseIterable {
    case plus, minus, times
    case dividedBy = "divided by"
    case higher = "the higher of"
    case lower = "the lower of"
}

/// An amount or a date.
indirect enum Expr: Sendable {
    case fact(Int)
    case definition(Int)
    case constant(Fraction, Unit)
    case decisionDate
    case age(Expr)
    case rate(Int, Expr?)
    case sum(Operation, Expr, Expr)
    case percent(Int, Expr)
    case rounded(Expr, Fraction, Unit)
    case shifted(Expr, Length, isLater: Bool)
    /// A date and an amount of whole units.
    case shiftedBy(Expr, Expr, Length.Unit, isLater: Bool)
}

/// Something true or false.
indirect enum Logic: Sendable {
    case yes(Int)
    case compare(Expr, Relation, Expr, Unit)
    case time(from: Expr, to: Expr, countingEnd: Bool, Relation, Length)
    case timeDefinition(Int, Relation, Length)
    /// A length of time and an amount of whole units, with the amount said first or last.
    case timeAgainst(from: Expr, to: Expr, countingEnd: Bool, Relation, Expr, Length.Unit, isFlipped: Bool)
    case answers(Int, [Int], special: Bool)
    case within(Expr, Int, Int)
    case reading(Int, Int)
    case connection([Int])
    case lots([Int])
    case definition(Int)
    case not(Logic)
    case and([Logic])
    case or([Logic])
}

struct ModelFact: Sendable {
    enum Kind: Sendable, Equatable { case yesOrNo, choice(Int), amount(Unit) }
    var kind: Kind
    var hasSpecial = false
    /// What it must be.
    var bounds: [(Relation, Expr)] = []
    /// Every value when there are few; nil when there is no end of them.
    var all: [Fraction]?
    /// Where something changes, for facts without end.
    var thresholds: Set<Fraction> = []
}

struct ModelDefinition: Sendable {
    enum Body: Sendable {
        case logic(Logic)
        case amount(Expr, Unit)
        case time(Expr, Expr, Bool)
    }
    var body: Body
}

struct ModelRate: Sendable {
    var unit: Unit
    var by: Unit?
    var byName: Int?
    /// Lower ends of the bands, the first 0, with values; for each of two periods that meet at `change`.
    var bands: [[(from: Fraction, value: Fraction)]]
    var change: Int
}

struct ModelCondition: Sendable {
    var test: Logic
    var waivers: [Logic]
    var refers: Bool
}

/// A small programme, and the text that says it in the language.
struct Programme: Sendable {
    var decisionDate = 0
    var run: ClosedRange<Int>?
    var shortMonthsLastDay = false
    var birthdaysLastDay = false
    var facts: [ModelFact] = []
    /// Whether each connection only refers.
    var connections: [Bool] = []
    var rates: [ModelRate] = []
    var definitions: [ModelDefinition] = []
    var readings: [Int] = []
    var conditions: [ModelCondition] = []
    /// Over conditions, by `definition` standing for the index of a condition.
    var eligible: Logic = .and([])
    var cohorts: [Logic] = []
    var lots = 1
}
