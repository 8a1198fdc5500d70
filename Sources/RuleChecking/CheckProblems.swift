import Diagnostics

extension Problem.Code {
    static let unknownName = Problem.Code(rawValue: "R201")
    static let repeatedName = Problem.Code(rawValue: "R202")
    static let circular = Problem.Code(rawValue: "R203")
    static let typeMismatch = Problem.Code(rawValue: "R204")
    static let unknownAnswer = Problem.Code(rawValue: "R205")
    static let missingStatement = Problem.Code(rawValue: "R206")
    /// A file that the rules name and that is missing, outside the rules, or used before.
    package static let useProblem = Problem.Code(rawValue: "R207")
    static let bandProblem = Problem.Code(rawValue: "R208")
    static let periodProblem = Problem.Code(rawValue: "R209")
    static let unknownWard = Problem.Code(rawValue: "R210")
    static let wardName = Problem.Code(rawValue: "R211")
    static let lotDependence = Problem.Code(rawValue: "R212")
    static let badExample = Problem.Code(rawValue: "R213")
    static let tooMany = Problem.Code(rawValue: "R214")
    static let emptyLot = Problem.Code(rawValue: "R215")
    static let crosswalk = Problem.Code(rawValue: "R216")
    /// A second `programme`, in a file that another uses.
    static let programmeInPart = Problem.Code(rawValue: "R217")
    /// A period without days, or said by way of another one, where days are needed.
    static let daysNeeded = Problem.Code(rawValue: "R223")
    /// A condition, a connection or another name where its kind cannot stand.
    static let outOfPlace = Problem.Code(rawValue: "R224")
    /// A rate whose bands and whose `by` or `for` do not agree.
    static let bandsAndBy = Problem.Code(rawValue: "R225")
    /// An outline that the boundary file does not have.
    static let unknownOutline = Problem.Code(rawValue: "R221")
    /// A figure of a schedule that cannot be compared.
    static let badFigure = Problem.Code(rawValue: "R222")
    /// Something declared and never used.
    static let unusedName = Problem.Code(rawValue: "R231")
    /// An amount or a stretch of days that is probably mistyped.
    static let implausible = Problem.Code(rawValue: "R232")
}
