import Diagnostics

extension Problem.Code {
    /// An interpretation, or a reading of one, that the rules do not have.
    static let unknownReading = Problem.Code(rawValue: "R218")
    /// Somebody who can join is in no cohort.
    static let cohortGap = Problem.Code(rawValue: "R301")
    /// Somebody who can join is in two cohorts.
    static let cohortOverlap = Problem.Code(rawValue: "R302")
    /// Somebody a promise speaks of is decided otherwise.
    static let brokenPromise = Problem.Code(rawValue: "R303")
    /// A condition or milestone that nobody can fail.
    static let alwaysMet = Problem.Code(rawValue: "R304")
    /// A condition or milestone that nobody can meet.
    static let neverMet = Problem.Code(rawValue: "R305")
    /// A condition that could be left out.
    static let decidesNothing = Problem.Code(rawValue: "R306")
    /// A waiver that lets nobody off.
    static let waiverNeverApplies = Problem.Code(rawValue: "R307")
    /// A cohort that nobody who can join is in.
    static let neverInCohort = Problem.Code(rawValue: "R308")
    /// Advice that nobody is given.
    static let neverAdvised = Problem.Code(rawValue: "R309")
    /// Nobody can join on any day.
    static let nobodyEligible = Problem.Code(rawValue: "R310")
    /// A lot, or a part of one, that no day of the run has.
    static let lotNeverReached = Problem.Code(rawValue: "R311")
    /// A promise that speaks of nobody.
    static let emptyPromise = Problem.Code(rawValue: "R312")
    /// Something that may be wrong and could not be shown.
    static let notProved = Problem.Code(rawValue: "R313")
    /// Places given for a lot or cohort that the rules do not have.
    static let unknownPlace = Problem.Code(rawValue: "L141")
    /// Places given twice for one cohort in one lot.
    static let repeatedPlace = Problem.Code(rawValue: "L142")
    /// Rules that need boundaries were given none.
    static let boundariesMissing = Problem.Code(rawValue: "B201")
}
