/// What kind of value a fact, a rate or an expression has. Units are part of the type: pay per hour never meets pay
/// per year unless the rules convert it.
public enum ValueType: Hashable, Sendable {
    /// What an amount of money is counted per, from the shortest.
    public enum Per: String, Hashable, Sendable, CaseIterable { case hour, day, week, month, year }

    case yesOrNo
    case date
    case number
    /// Completed years: an age, or a length of time in whole years.
    case years
    /// A length of time in whole units.
    case days, weeks, months
    /// So many of one unit of time in a longer one: hours per week, weeks per year.
    case share(of: Per, per: Per)
    case percentage
    case money(per: Per?)
    case text
    /// Stretches of days in a state, such as on a benefit.
    case spells
    /// A length of time between two days.
    case time
    /// One of a fixed list of answers, in the order written.
    case choice([String])

    /// Whether values of the type have an order: everything but yes or no, text and choices.
    public var isOrdered: Bool {
        switch self {
        case .yesOrNo, .text, .choice, .time, .spells: false
        default: true
        }
    }

    /// The type as the rules write it.
    public var words: String {
        switch self {
        case .yesOrNo: "yes or no"
        case .date: "date"
        case .number: "number"
        case .years: "years"
        case .days: "days"
        case .weeks: "weeks"
        case .months: "months"
        case .share(let part, let whole): "\(part.rawValue)s per \(whole.rawValue)"
        case .percentage: "percentage"
        case .money(let per): per.map { "money per \($0.rawValue)" } ?? "money"
        case .text: "text"
        case .time: "length of time"
        case .spells: "spells"
        case .choice(let answers): answers.map { "“\($0)”" }.joined(separator: " or ")
        }
    }

    /// A value of the type with its unit, as people read it.
    public func words(for number: Rational) -> String {
        switch self {
        case .money(let per): number.poundsText + (per.map { " \($0.phrase)" } ?? "")
        case .percentage: number.decimalText + "%"
        case .days, .weeks, .months:
            "\(number.decimalText) \(number == Rational(1) ? String(words.dropLast()) : words)"
        case .share(let part, let whole): "\(number.decimalText) \(part.rawValue)s \(whole.phrase)"
        case .date: CivilDate(clamping: Int(clamping: number.floor)).description
        default: number.decimalText
        }
    }
}

extension ValueType {
    /// Hours of work in a week.
    public static let hoursPerWeek = ValueType.share(of: .hour, per: .week)

    /// Whether values are whole numbers: days, and completed units of time.
    public var isWhole: Bool {
        switch self {
        case .date, .years, .days, .weeks, .months: true
        default: false
        }
    }
}

extension ValueType.Per {
    /// “an hour”, “a week”.
    public var phrase: String { "a\(self == .hour ? "n" : "") \(rawValue)" }

    /// The unit of a word such as `week` or `weeks`.
    public init?(plural word: some StringProtocol) {
        self.init(rawValue: word.hasSuffix("s") ? String(word.dropLast()) : String(word))
    }
}

/// The type of a fact: a kind of value, and the special answers it also takes.
public struct FactType: Hashable, Sendable {
    /// The kind of value.
    public var value: ValueType
    /// Special answers, such as “never worked”. `or none` adds “none”.
    public var specialAnswers: [String]
    /// Other words that lists use for an answer, in comparing form, with the answer they mean.
    public var otherWords: [String: String] = [:]

    /// A type with its special answers.
    public init(_ value: ValueType, specialAnswers: [String] = []) {
        self.value = value
        self.specialAnswers = specialAnswers
    }

    /// The word that `or none` stands for.
    public static let none = "none"

    /// The type as the rules write it.
    public var words: String {
        ([value.words] + specialAnswers.map { $0 == Self.none ? "none" : "“\($0)”" }).joined(
            separator: ", or ")
    }
}
