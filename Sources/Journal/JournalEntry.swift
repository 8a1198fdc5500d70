/// One line of a journal. What was erased is nil; that it was there stays.
public struct JournalEntry: Sendable, Hashable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A decision was made.
        case decision
        /// A person decided otherwise. The decision stands as it was; this stands beside it.
        case override
        /// The data of one person was erased.
        case erasure
        /// Data older than it is kept for was erased.
        case retention
    }

    /// Where it stands: 1 for the first.
    public var number: Int
    /// What happened.
    public var kind: Kind
    /// When, as the caller’s clock has it: `2019-03-04T10:15:00Z`.
    public var at: String
    /// Who did it.
    public var by: String
    /// The decision that an override is about.
    public var about: Int?
    /// Whom it is about, by a number or name of the organisation’s own.
    public var person: String?
    /// What was decided otherwise, or how many entries were erased, in words.
    public var outcome: String?
    /// Why.
    public var why: String?
    /// The decision record, as it was written.
    public var record: String?
    /// Whether person, reason and record were erased.
    public var isErased: Bool
}

/// Something to be written to a journal.
struct Draft {
    var kind: JournalEntry.Kind
    var at: String
    var by: String
    var about: Int?
    var person: String?
    var outcome: String?
    var why: String?
    var record: String?
}
