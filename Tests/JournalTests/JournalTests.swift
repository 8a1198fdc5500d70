import Diagnostics
import Foundation
import RuleTestSupport
import Testing

@testable import Journal

/// A file of its own for one test.
struct Place: ~Copyable {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    var path: String { folder.appending(path: "decisions.journal").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Whether a text stands anywhere in any file of the folder.
    func holds(_ text: String) throws -> Bool {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let data = try Data(contentsOf: folder.appending(path: name))
            if data.range(of: Data(text.utf8)) != nil { return true }
        }
        return false
    }
}

/// What a journal keeps, and what it gives up.
struct JournalTests {
    private let moment = "2019-03-04T10:15:00Z"

    private func add(_ journal: Journal, _ person: String, _ secret: String, at moment: String? = nil) throws
    {
        // Long enough to fill pages of its own.
        let record = "{\"facts\": \"\(secret)\"}" + String(repeating: " ", count: 6_000) + secret
        _ = try journal.add(
            record: record, outcome: "refer", person: person, by: "Adviser 7", at: moment ?? self.moment)
    }

    @Test func `an override stands beside the decision`() throws {
        let place = try Place()
        let journal = try Journal(place.path)
        try add(journal, "4711", "secret-1")
        #expect(try journal.override(1, outcome: "eligible", why: "seen", by: "Manager", at: moment) == 2)
        let again = try Journal(place.path)
        try again.verify()
        let entries = try again.entries()
        #expect(entries.map(\.kind) == [.decision, .override])
        #expect(entries[0].outcome == "refer")
        #expect(entries[1].about == 1)
        #expect(entries[1].person == "4711")
        #expect(entries[1].why == "seen")
    }

    @Test(arguments: [0, 2, 99]) func `only a decision can be overridden`(_ number: Int) throws {
        let place = try Place()
        let journal = try Journal(place.path)
        try add(journal, "4711", "secret-1")
        try journal.override(1, outcome: "eligible", why: "seen", by: "Manager", at: moment)
        let problems = #expect(throws: Problems.self) {
            try journal.override(number, outcome: "refer", why: "", by: "Manager", at: moment)
        }
        #expect(problems?.all.map(\.code.rawValue) == ["D203"])
    }

    @Test func `what is erased of a person is gone from the file, and that it was there stays`() throws {
        let place = try Place()
        let journal = try Journal(place.path)
        try add(journal, "person-4711", "secret-1")
        try add(journal, "person-4712", "secret-2")
        try journal.override(1, outcome: "eligible", why: "secret-3", by: "Manager", at: moment)
        for text in ["person-4711", "secret-1", "secret-3"] { #expect(try place.holds(text)) }
        #expect(try journal.erase(person: "person-4711", why: "asked for", by: "Officer", at: moment) == 2)
        for text in ["person-4711", "secret-1", "secret-3"] {
            #expect(try !place.holds(text), "\(text)")
        }
        #expect(try place.holds("secret-2"))
        try journal.verify()
        let entries = try journal.entries()
        #expect(entries.map(\.isErased) == [true, false, true, false])
        #expect(entries[0].by == "Adviser 7")
        #expect(entries[0].outcome == nil)
        #expect(entries[3].kind == .erasure)
        #expect(entries[3].outcome == "2 entries erased")
        let problems = #expect(throws: Problems.self) {
            try journal.erase(person: "person-4711", why: "", by: "Officer", at: moment)
        }
        #expect(problems?.all.map(\.code.rawValue) == ["D204"])
    }

    @Test func `what is older than it is kept for is erased`() throws {
        let place = try Place()
        let journal = try Journal(place.path)
        try add(journal, "old", "secret-1", at: "2018-12-31T23:59:59Z")
        try add(journal, "new", "secret-2", at: "2019-01-01T00:00:00Z")
        #expect(try journal.retain(since: "2019-01-01", by: "Officer", at: moment) == 1)
        #expect(try !place.holds("secret-1"))
        #expect(try journal.entries().map(\.isErased) == [true, false, false])
        #expect(try journal.retain(since: "2019-01-01", by: "Officer", at: moment) == 0)
        #expect(try journal.entries().count == 3)
        try journal.verify()
    }

    @Test(arguments: [
        "DELETE FROM entry WHERE number = 1", "UPDATE entry SET outcome = 'eligible'",
        "UPDATE entry SET by = 'Somebody'", "UPDATE entry SET salt = NULL, link = ''",
    ]) func `the file refuses to be changed`(_ sql: String) throws {
        let place = try Place()
        try add(Journal(place.path), "4711", "secret-1")
        let database = try Database(place.path)
        #expect(throws: Database.Fault.self) { try database.run(sql) }
    }

    @Test(arguments: [
        ("UPDATE entry SET outcome = 'eligible' WHERE number = 2", 2),
        ("UPDATE entry SET by = 'Somebody' WHERE number = 1", 1), ("DELETE FROM entry WHERE number = 2", 2),
        ("UPDATE entry SET at = '2020-01-01T00:00:00Z' WHERE number = 3", 3),
    ]) func `a change behind its back is found`(_ sql: String, _ broken: Int) throws {
        let place = try Place()
        let journal = try Journal(place.path)
        for number in 1...3 { try add(journal, "\(number)", "secret-\(number)") }
        let database = try Database(place.path)
        try database.run("DROP TRIGGER nothing_is_changed")
        try database.run("DROP TRIGGER nothing_is_removed")
        try database.run(sql)
        let problems = #expect(throws: Problems.self) { try journal.verify() }
        #expect(problems?.all.map(\.code.rawValue) == ["D205"])
        #expect(problems?.all.first?.message.hasPrefix("Entry \(broken) ") == true)
    }

    @Test func `what is no journal is left alone`() throws {
        let place = try Place()
        let other = place.folder.appending(path: "other")
        try Data(repeating: 65, count: 5_000).write(to: other)
        #expect(throws: Problems.self) { try Journal(other.path) }
        #expect(try Data(contentsOf: other) == Data(repeating: 65, count: 5_000))
        try Database(place.path).run("CREATE TABLE entry (number INTEGER)")
        let problems = #expect(throws: Problems.self) { try Journal(place.path) }
        #expect(problems?.all.map(\.code.rawValue) == ["D201"])
        let missing = #expect(throws: Problems.self) { try Journal(place.folder.path + "/none/here") }
        #expect(missing?.all.map(\.code.rawValue) == ["D202"])
    }
}
