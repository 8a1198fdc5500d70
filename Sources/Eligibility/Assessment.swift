import Facts
import RuleChecking
import RuleEvaluation

/// A decision about one person, in words, with everything it rests on.
public struct Assessment: Sendable, Hashable {
    /// A lot, and how the person reaches it.
    public struct LotReached: Sendable, Hashable, Codable {
        /// The title of the lot.
        public var lot: String
        /// Names of connections, in the order of the rules.
        public var connections: [String]
        /// The provider on the day, when the rules name one.
        public var provider: String?
    }

    /// One condition and whether it is met.
    public struct ConditionResult: Sendable, Hashable, Codable {
        /// Whether a condition is met, and how.
        public enum Result: String, Sendable, Hashable, Codable {
            case met, waived
            case notMet = "not met"
            case notKnown = "not known"
        }
        /// The name of the condition.
        public var name: String
        /// Whether it is met.
        public var result: Result
        /// Whole sentences: the facts, what the rule asks for, what is said to the person, and the source.
        public var reason: String
    }

    /// A fact or connection worth asking for.
    public struct Question: Sendable, Hashable, Codable {
        /// The fact or connection, as the rules name it.
        public var name: String
        /// The question as the rules word it.
        public var words: String?
        /// Whether the person has refused to say.
        public var isRefused: Bool
    }

    /// Which cohort the person is in.
    public enum Cohort: Sendable, Hashable {
        case named(String)
        /// A person decides the cohort.
        case refer
        case notKnown
    }

    /// Whether there is a place. Never changes the outcome.
    public enum Place: String, Sendable, Hashable, Codable {
        case available
        case waitingList = "waiting list"
        case notKnown = "not known"
    }

    /// The date the person was judged on.
    public var decisionDate: CivilDate
    /// The answer, shared by all completions of what is not known.
    public var outcome: Outcome
    /// The cohort; not known when the outcome is `not eligible`.
    public var cohort: Cohort
    /// The lots, by order of connections, then of the file.
    public var lots: [LotReached]
    /// Every condition, in the order of the file.
    public var conditions: [ConditionResult]
    /// Sentences beside the conditions: the run of the programme and the cohort.
    public var reasons: [String]
    /// What to ask, best first; empty when nothing can change the answer.
    public var askNext: [Question]
    /// Nil when no place is in question.
    public var place: Place?
    /// Advice, and what an adviser should check.
    public var notes: [String]
    /// What was assumed where no source says, and the decision rests on.
    public var assumptions: [String]
    /// Other readings of the sources under which the answer would differ.
    public var otherReadings: [String]
    /// The version and short hash of the rules.
    public var rules: String

    /// Names of the conditions not met.
    public var conditionsNotMet: [String] { conditions.filter { $0.result == .notMet }.map(\.name) }
}
