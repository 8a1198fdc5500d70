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
package enum CohortFinding: Sendable, Hashable {
    /// An index into the cohorts.
    case cohort(Int)
    /// A person decides; an index into the cohorts.
    case refer(Int)
    case notKnown
    /// The rules put the person in no cohort, or in more than one.
    case none, several
}

/// Whether one condition is met for the lot at hand.
package struct ConditionFinding: Sendable, Hashable {
    /// An index into the conditions.
    package var condition: Int
    package var isMet: Truth
    /// Whether its own test holds, apart from waivers.
    package var test: Truth
    /// The waiver that makes it met, as an index into its waivers.
    package var waiver: Int?

    package init(condition: Int, isMet: Truth, test: Truth) {
        self.condition = condition
        self.isMet = isMet
        self.test = test
    }
}

/// A lot a person reaches, and by which connections.
package struct LotFinding: Sendable, Hashable {
    /// An index into the lots.
    package var lot: Int
    /// Indices into the connections, in order.
    package var connections: [Int]

    package init(lot: Int, connections: [Int]) {
        self.lot = lot
        self.connections = connections
    }
}

/// A decision as far as the rules go, in indices rather than words.
package struct Finding: Sendable, Hashable {
    package var outcome: Outcome
    /// The day is outside the run of the programme; nothing else was looked at.
    package var isOutsideRun: Bool
    package var lots: [LotFinding]
    package var cohort: CohortFinding
    /// Each condition, for the first of the lots, or for any lot when there is none.
    package var conditions: [ConditionFinding]
    /// The lot that the conditions are for, as an index into the lots of the situation.
    package var conditionsLot: Int?
    /// What can still change the outcome, then the lot, then the cohort; facts and connections in the order of the file.
    package var askNext: [Question]
    /// Indices into the advice that holds.
    package var advice: [Int]

    package init(
        outcome: Outcome, isOutsideRun: Bool, lots: [LotFinding], cohort: CohortFinding,
        conditions: [ConditionFinding], conditionsLot: Int?, askNext: [Question], advice: [Int]
    ) {
        self.outcome = outcome
        self.isOutsideRun = isOutsideRun
        self.lots = lots
        self.cohort = cohort
        self.conditions = conditions
        self.conditionsLot = conditionsLot
        self.askNext = askNext
        self.advice = advice
    }

    /// Something to ask for.
    package enum Question: Hashable, Sendable {
        /// An index into the facts.
        case fact(Int)
        /// An index into the connections.
        case connection(Int)
    }
}

/// Why a situation cannot be decided: what was given cannot all be so.
package enum Contradiction: Error, Sendable, Hashable {
    /// A fact breaks what it must be; indices into the facts and its constraints.
    case fact(Int, constraint: Int)
    /// The value given for a definition does not fit the facts it is made from.
    case definition(Int)
    /// No completion fits everything given.
    case together
}
