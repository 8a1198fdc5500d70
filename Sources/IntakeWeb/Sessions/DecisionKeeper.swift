import DecisionRecords
import Diagnostics

/// Where decisions are recorded when somebody asks for it: given by the edge of the program, which has files and a clock.
public struct DecisionKeeper: Sendable {
    /// A decision to be recorded.
    public struct Decision: Sendable, Hashable {
        /// The answers it rests on.
        public var facts: [DecisionRecord.GivenFact]
        /// Whom it is about, by a reference of the organisation’s own.
        public var person: String
        /// Who stands by it.
        public var by: String
    }

    let keep: @Sendable (Decision) throws(Problems) -> Int

    /// - Parameter keep: records a decision and returns the number of the entry.
    public init(_ keep: @escaping @Sendable (Decision) throws(Problems) -> Int) { self.keep = keep }
}
