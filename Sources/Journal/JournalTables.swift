import CSQLite
import Diagnostics

/// How a journal lies in the database: one table, which refuses every change but adding and erasing.
enum JournalTables {
    /// Tells a journal from other databases: “Wrdj”.
    private static let mark: Int64 = 0x5772_646A
    private static let version: Int64 = 1

    private static let tables = [
        """
        CREATE TABLE entry (
            number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
            about INTEGER, salt TEXT, person TEXT, outcome TEXT, why TEXT, record TEXT,
            content TEXT NOT NULL, link TEXT NOT NULL)
        """,
        """
        CREATE TRIGGER nothing_is_removed BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'entries of a journal are never removed'); END
        """,
        """
        CREATE TRIGGER nothing_is_changed BEFORE UPDATE ON entry
        WHEN NEW.salt IS NOT NULL OR NEW.person IS NOT NULL OR NEW.why IS NOT NULL OR NEW.record IS NOT NULL
            OR NEW.outcome IS NOT NULL OR NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind
            OR NEW.at IS NOT OLD.at OR NEW.by IS NOT OLD.by OR NEW.about IS NOT OLD.about
            OR NEW.content IS NOT OLD.content OR NEW.link IS NOT OLD.link
        BEGIN SELECT RAISE(ABORT, 'entries of a journal are only ever erased'); END
        """,
        "CREATE INDEX entry_person ON entry (person)",
    ]

    /// Sets a database up as a journal, or sees that it is one.
    static func prepare(_ database: Database) throws(Database.Fault) {
        // Durable to the power cut; what is erased is overwritten with zeros.
        for setting in ["journal_mode = DELETE", "synchronous = EXTRA", "secure_delete = ON"] {
            try database.run("PRAGMA \(setting)")
        }
        if try number(database, "PRAGMA application_id") == mark { return try checkVersion(database) }
        try database.transaction { () throws(Database.Fault) in
            // Another process may have been faster.
            if try number(database, "PRAGMA application_id") == mark { return }
            guard try number(database, "SELECT count(*) FROM sqlite_master") == 0 else {
                throw Database.Fault(code: SQLITE_NOTADB, message: "it is another database")
            }
            for table in tables { try database.run(table) }
            try database.run("PRAGMA application_id = \(mark)")
            try database.run("PRAGMA user_version = \(version)")
        }
        try checkVersion(database)
    }

    private static func checkVersion(_ database: Database) throws(Database.Fault) {
        guard try number(database, "PRAGMA user_version") == version else {
            throw Database.Fault(code: SQLITE_NOTADB, message: "it is from another version of Wardwise")
        }
    }

    private static func number(_ database: Database, _ sql: String) throws(Database.Fault) -> Int64 {
        try database.run(sql).first?.first?.integer ?? 0
    }

    // MARK: Entries

    /// Adds an entry and gives its number.
    static func append(_ draft: Draft, to database: Database) throws(Database.Fault) -> Int {
        let last = try database.run("SELECT number, link FROM entry ORDER BY number DESC LIMIT 1").first
        let number = (last?.first?.integer ?? 0) + 1
        var random = SystemRandomNumberGenerator()
        let salt = (0..<4).map { _ in String(random.next(), radix: 36) }.joined()
        let content = self.content([salt, draft.person, draft.outcome, draft.why, draft.record])
        let about = draft.about.map { Database.Value.integer(Int64($0)) } ?? .null
        let link = self.link(
            number, draft.kind.rawValue, draft.at, draft.by, about, content, last?.last?.text ?? "")
        try database.run(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(number), .text(draft.kind.rawValue), .text(draft.at), .text(draft.by), about,
                .text(salt), value(draft.person), value(draft.outcome), value(draft.why), value(draft.record),
                .text(content), .text(link),
            ])
        return Int(number)
    }

    private static func value(_ text: String?) -> Database.Value { text.map { .text($0) } ?? .null }

    /// Erases what entries hold, and adds an entry that says so.
    static func erase(
        where condition: String, _ values: [Database.Value], _ draft: Draft, in database: Database
    ) throws(Database.Fault) -> Int {
        let found = try number(
            database, "SELECT count(*) FROM entry WHERE salt IS NOT NULL AND (\(condition))", values)
        guard found > 0 else { return 0 }
        try database.run(
            """
            UPDATE entry SET salt = NULL, person = NULL, outcome = NULL, why = NULL, record = NULL
            WHERE salt IS NOT NULL AND (\(condition))
            """, values)
        var draft = draft
        draft.outcome = "\(found) \(found == 1 ? "entry" : "entries") erased"
        _ = try append(draft, to: database)
        return Int(found)
    }

    private static func number(
        _ database: Database, _ sql: String, _ values: [Database.Value]
    ) throws(Database.Fault) -> Int64 {
        try database.run(sql, values).first?.first?.integer ?? 0
    }

    static func entries(_ database: Database) throws(Database.Fault) -> [JournalEntry] {
        let rows = try database.run(
            """
            SELECT number, kind, at, by, about, salt, person, outcome, why, record FROM entry ORDER BY number
            """)
        return rows.compactMap { row in
            guard row.count == 10, let number = row[0].integer, let kind = row[1].text,
                let known = JournalEntry.Kind(rawValue: kind)
            else { return nil }
            return JournalEntry(
                number: Int(number), kind: known, at: row[2].text ?? "", by: row[3].text ?? "",
                about: row[4].integer.map { Int($0) }, person: row[6].text, outcome: row[7].text,
                why: row[8].text, record: row[9].text, isErased: row[5] == .null)
        }
    }

    // MARK: The chain

    /// The first entry that does not fit those before it; nil where all do.
    static func firstBroken(_ database: Database) throws(Database.Fault) -> Int? {
        let rows = try database.run(
            """
            SELECT number, kind, at, by, about, content, link, salt, person, outcome, why, record FROM entry
            ORDER BY number
            """)
        var previous = ""
        for (index, row) in rows.enumerated() {
            guard let number = row[0].integer, let content = row[5].text, let link = row[6].text else {
                return index + 1
            }
            let expected = self.link(
                number, row[1].text ?? "", row[2].text ?? "", row[3].text ?? "", row[4], content, previous)
            guard number == index + 1, link == expected else { return index + 1 }
            let isErased = row[7...].allSatisfy { $0 == .null }
            guard isErased || content == self.content(row[7...].map(\.text)) else { return index + 1 }
            previous = link
        }
        return nil
    }

    /// A digest of what can be erased. Without the salt, which is erased as well, it tells nothing.
    private static func content(_ parts: [String?]) -> String {
        Digest(of: Array(parts.map(Self.framed).joined().utf8)).hex
    }

    private static func link(
        _ number: Int64, _ kind: String, _ at: String, _ by: String, _ about: Database.Value,
        _ content: String, _ previous: String
    ) -> String {
        let parts = ["\(number)", kind, at, by, about.integer.map { "\($0)" }, content, previous]
        return Digest(of: Array(parts.map(Self.framed).joined().utf8)).hex
    }

    /// A part with its length before it, so that parts cannot run into each other.
    private static func framed(_ part: String?) -> String { part.map { "\($0.utf8.count):\($0)" } ?? "-" }
}
