import Diagnostics

extension Problem.Code {
    /// An interpretation, or a reading of one, that the rules do not have.
    static let unknownReading = Problem.Code(rawValue: "R218")
    /// Places given for a lot or cohort that the rules do not have.
    static let unknownPlace = Problem.Code(rawValue: "L141")
    /// Places given twice for one cohort in one lot.
    static let repeatedPlace = Problem.Code(rawValue: "L142")
    /// Rules that need boundaries were given none.
    static let boundariesMissing = Problem.Code(rawValue: "B201")
}
