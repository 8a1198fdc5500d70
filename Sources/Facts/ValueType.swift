/// What kind of value a fact, a rate or an expression has. Units are part of the type: pay per hour never meets pay
/// per year unless the rules convert it.
public enum ValueType: Hashable, Sendable {
    /// What an amount of money is counted per.
    public enum Per: String, Hashable, Sendable, CaseIterable { case hour, week, month, year }

    case yesOrNo
    case date
    case number
    case years
    case hoursPerWeek
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
        case .hoursPerWeek: "hours per week"
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
        case .money(let per):
            number.poundsText + (per.map { " a\($0 == .hour ? "n" : "") \($0.rawValue)" } ?? "")
        case .percentage: number.decimalText + "%"
        case .hoursPerWeek: number.decimalText + " hours a week"
        case .date: CivilDate(clamping: Int(clamping: number.floor)).description
        default: number.decimalText
        }
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
