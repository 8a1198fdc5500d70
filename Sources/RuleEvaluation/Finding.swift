import Facts
import RuleChecking

/// What a decision can be.
public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
    case eligible
    case notEligible = "not eligible"
    case refer
    case needsInformation = "needs information"
}

/// Which cohort a person is in.
public enum CohortFinding: Sendable, Hashable {
    /// An index into the cohorts.
    case cohort(Int)
    /// A person decides; an index into the cohorts.
    case refer(Int)
    case notKnown
    /// The rules put the person in no cohort, or in more than one.
    case none, several
}

/// Whether one condition is met for the lot at hand.
public struct ConditionFinding: Sendable, Hashable {
    /// An index into the conditions.
    public var condition: Int
    public var isMet: Truth
    /// Whether its own test holds, apart from waivers.
    public var test: Truth
    /// The waiver that makes it met, as an index into its waivers.
    public var waiver: Int?
}

/// A lot a person reaches, and by which connections.
public struct LotFinding: Sendable, Hashable {
    /// An index into the lots.
    public var lot: Int
    /// Indices into the connections, in order.
    public var connections: [Int]
}

/// A decision as far as the rules go, in indices rather than words.
public struct Finding: Sendable {
    public var outcome: Outcome
    /// The day is outside the run of the programme; nothing else was looked at.
    public var isOutsideRun: Bool
    public var lots: [LotFinding]
    public var cohort: CohortFinding
    /// Each condition, for the first of the lots, or for any lot when there is none.
    public var conditions: [ConditionFinding]
    /// The lot that the conditions are for, as an index into the lots of the situation.
    public var conditionsLot: Int?
    /// What can still change the outcome, then the lot, then the cohort; facts and connections in the order of the file.
    public var askNext: [Question]
    /// Indices into the advice that holds.
    public var advice: [Int]

    /// Something to ask for.
    public enum Question: Hashable, Sendable {
        /// An index into the facts.
        case fact(Int)
        /// An index into the connections.
        case connection(Int)
    }
}

/// Why a situation cannot be decided: what was given cannot all be so.
public enum Contradiction: Error, Sendable, Hashable {
    /// A fact breaks what it must be; indices into the facts and its constraints.
    case fact(Int, constraint: Int)
    /// The value given for a definition does not fit the facts it is made from.
    case definition(Int)
    /// No completion fits everything given.
    case together
}
