import Eligibility

/// One question of an interview, with all that a screen or a terminal needs to ask it.
public struct InterviewQuestion: Sendable, Hashable {
    /// The fact or connection, as the rules name it: the name to give the answer under.
    public var name: String
    /// The same as a field of the rules.
    public var field: Field
    /// The question in plain words: as the rules word it, or made from the name where they do not.
    public var words: String
    /// What helps to answer it, as the rules word it.
    public var hint: String?
    /// What kind of answer it takes.
    public var control: InterviewControl
    /// Answers that are taken beside those of the control, such as “never worked”; “none” is one of them.
    public var specialAnswers: [String]
    /// Names of the conditions that the answer is needed for.
    public var conditions: [String]
    /// Whether the answer is needed to tell the cohort.
    public var decidesCohort: Bool
    /// What the rules cite where they ask for it.
    public var sources: [String]
    /// Questions to expect until the end, this one counted; nil where that was not worked out.
    public var expected: Double?
    /// The answer that was given before, when the question is asked again.
    public var previous: String?

    /// Why it is asked, as a sentence: “The answer is needed for “needs support”, and to tell the cohort.”
    public var why: String {
        let named = conditions.map { "“\($0)”" }
        var purposes: [String] = []
        if let last = named.last {
            let before = named.dropLast().joined(separator: ", ")
            purposes.append("for " + (before.isEmpty ? last : "\(before) and \(last)"))
        }
        if decidesCohort { purposes.append("to tell the cohort") }
        if purposes.isEmpty { return "Everything depends on it." }
        return "The answer is needed \(purposes.joined(separator: ", and "))."
    }
}

/// What kind of answer a question takes. An answer is always given as text; this says how to ask for it.
public enum InterviewControl: Sendable, Hashable {
    case yesOrNo
    /// One of these answers.
    case choice([String])
    /// A day; a month, a year or a range will do: `in June 2018`, `before 1 May 2018`.
    case date
    /// A whole number of a unit, such as “months”; a range will do.
    case wholeNumber(unit: String)
    /// A number, of a unit where there is one, such as “hours per week” or “%”.
    case number(unit: String?)
    /// An amount of pounds, per a unit of time where there is one, such as “year”.
    case money(per: String?)
    /// A length of time, such as `14 months`.
    case lengthOfTime
    /// Stretches of days: `1 March 2019 to 30 June 2019; 1 September 2019 onwards`.
    case stretchesOfDays
    /// Any words.
    case text
    /// Places: each a postcode, a ward (a code, or a code and a name) or `latitude …, longitude …`, with `|` between
    /// several; `none` where there is no such place, and `|unknown` at the end where there may be more.
    case places
}
