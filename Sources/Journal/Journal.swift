import Diagnostics
import Synchronization

/// A file of decisions and overrides that is only ever added to.
///
/// Every entry is on the disk before it is said to be there, and a process that is killed at any moment leaves the
/// journal as it was before or after an entry. Each entry carries a digest of those before it, so that a change made
/// behind the journal’s back is found. The data of a person can be erased: it is then gone from the file, while the
/// entries, and that they were erased, stay.
public final class Journal: Sendable {
    /// The file, as the user named it.
    public let path: String
    private let database: Mutex<Database>

    /// Opens a journal, making it when there is none.
    public init(_ path: String) throws(Problems) {
        self.path = path
        do throws(Database.Fault) {
            let opened = try Database(path)
            try JournalTables.prepare(opened)
            database = Mutex(opened)
        } catch {
            throw Self.problem(error, path)
        }
    }

    // MARK: Adding

    /// Adds a decision.
    ///
    /// - Parameters:
    ///   - record: the decision record, as it was written.
    ///   - person: whom it is about, by a number or name of the organisation’s own; needed to erase it.
    /// - Returns: the number of the entry.
    @discardableResult
    public func add(
        record: String, outcome: String, person: String, by who: String, at moment: String
    ) throws(Problems) -> Int {
        try append(
            Draft(
                kind: .decision, at: moment, by: who, person: person, outcome: outcome, record: record))
    }

    /// Adds that a person has decided otherwise. The decision itself stays as it is.
    @discardableResult
    public func override(
        _ decision: Int, outcome: String, why: String, by who: String, at moment: String
    ) throws(Problems) -> Int {
        guard let entry = try entries().first(where: { $0.number == decision && $0.kind == .decision }) else {
            throw Problems(
                Problem(
                    .noEntry, "There is no decision \(decision) in “\(path)”.",
                    expected: "the number of a decision; `wardwise journal list` shows them."))
        }
        return try append(
            Draft(
                kind: .override, at: moment, by: who, about: decision, person: entry.person,
                outcome: outcome, why: why))
    }

    private func append(_ draft: Draft) throws(Problems) -> Int {
        try write { database throws(Database.Fault) in
            var number = 0
            try database.transaction { () throws(Database.Fault) in
                number = try JournalTables.append(draft, to: database)
            }
            return number
        }
    }

    // MARK: Erasing

    /// Erases everything about one person: who it was, the records, and the reasons given for overrides.
    ///
    /// - Returns: how many entries were erased.
    @discardableResult
    public func erase(
        person: String, why: String, by who: String, at moment: String
    ) throws(Problems) -> Int {
        let count = try erase(
            where: "person = ?", [.text(person)],
            Draft(kind: .erasure, at: moment, by: who, why: why))
        guard count > 0 else {
            throw Problems(
                Problem(
                    .nobody, "There is nothing about “\(person)” in “\(path)”.",
                    expected: "the name or number under which the decision was added."))
        }
        return count
    }

    /// Erases the data of every entry made before a moment.
    ///
    /// - Parameter moment: a day or a moment, such as `2019-03-04`.
    /// - Returns: how many entries were erased.
    @discardableResult
    public func retain(since first: String, by who: String, at moment: String) throws(Problems) -> Int {
        try erase(
            where: "at < ? AND kind IN ('decision', 'override')", [.text(first)],
            Draft(kind: .retention, at: moment, by: who, why: "older than \(first)"))
    }

    private func erase(
        where condition: String, _ values: [Database.Value], _ draft: Draft
    ) throws(Problems) -> Int {
        try write { database throws(Database.Fault) in
            var count = 0
            try database.transaction { () throws(Database.Fault) in
                count = try JournalTables.erase(where: condition, values, draft, in: database)
            }
            // What was erased is overwritten already; this gives its room back.
            if count > 0 { try database.run("VACUUM") }
            return count
        }
    }

    // MARK: Reading

    /// Every entry, in order.
    public func entries() throws(Problems) -> [JournalEntry] {
        try write { database throws(Database.Fault) in try JournalTables.entries(database) }
    }

    /// Sees that no entry has been changed, taken out or put between others.
    ///
    /// - Throws: which entry is the first that does not fit those before it.
    public func verify() throws(Problems) {
        let broken = try write { database throws(Database.Fault) in try JournalTables.firstBroken(database) }
        guard let broken else { return }
        throw Problems(
            Problem(
                .changedJournal,
                "Entry \(broken) of “\(path)” does not fit those before it: the journal was changed.",
                expected: "a journal that only Wardwise has written to."))
    }

    private func write<Result: Sendable>(
        _ work: (borrowing Database) throws(Database.Fault) -> Result
    ) throws(Problems) -> Result {
        let outcome = database.withLock { database -> Swift.Result<Result, Database.Fault> in
            do throws(Database.Fault) {
                return .success(try work(database))
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .success(let result): return result
        case .failure(let fault): throw Self.problem(fault, path)
        }
    }

    private static func problem(_ fault: Database.Fault, _ path: String) -> Problems {
        if fault.isDamage {
            return Problems(
                Problem(
                    .noJournal, "“\(path)” is not a journal: \(fault.message).",
                    expected: "a journal that Wardwise made, or the path of a new one."))
        }
        return Problems(
            Problem(
                .journalUnavailable, "“\(path)” cannot be used: \(fault.message).",
                expected: "a place where you may write, and nobody else keeping the journal busy."))
    }
}

extension Problem.Code {
    /// A file that is not a journal, or a damaged one.
    static let noJournal = Problem.Code(rawValue: "D201")
    /// A journal that cannot be opened or written.
    static let journalUnavailable = Problem.Code(rawValue: "D202")
    /// A decision that the journal does not have.
    static let noEntry = Problem.Code(rawValue: "D203")
    /// A person of whom the journal has nothing.
    static let nobody = Problem.Code(rawValue: "D204")
    /// A journal that something else has written to.
    static let changedJournal = Problem.Code(rawValue: "D205")
}
