import Eligibility
import Intake

/// One person being checked, in one tab.
struct Case: Sendable {
    /// The conversation so far.
    var interview: Interview
    /// Places of a connection that are given one by one, by the index of the connection, before they are an answer.
    var placesBegun: [Int: [String]] = [:]
    /// The entry of the journal that the decision was recorded as, until an answer changes.
    var keptAs: Int?
    /// Counts its changes, so that of two answers sent at once none is lost unseen.
    var changes = 0
}

/// A list that was checked, until it is forgotten.
struct CheckedList: Sendable {
    var summary: ListSummaryPage.Content
    var decisions: [UInt8]
    var rejects: [UInt8]

    var size: Int { decisions.count + rejects.count }
}
