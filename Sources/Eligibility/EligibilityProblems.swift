import Diagnostics

extension Problem.Code {
    /// `use` of a file that is missing, outside the rules, or used before.
    static let useProblem = Problem.Code(rawValue: "R207")
    /// A second `programme`, in a file that another uses.
    static let programmeInPart = Problem.Code(rawValue: "R217")
    /// An interpretation, or a reading of one, that the rules do not have.
    static let unknownReading = Problem.Code(rawValue: "R218")
    /// Places given for a lot or cohort that the rules do not have, or twice.
    static let unknownPlace = Problem.Code(rawValue: "L141")
    /// Rules that need boundaries were given none.
    static let boundariesMissing = Problem.Code(rawValue: "B201")
}
