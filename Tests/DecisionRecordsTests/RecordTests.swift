import BoundaryFiles
import Diagnostics
import Eligibility
import RuleTestSupport
import Testing
import Wards

@testable import DecisionRecords

/// Decisions that are kept, read again and made again.
struct RecordTests {
    static func assessor(_ change: (String, [UInt8]) -> [UInt8] = { $1 }) throws -> Assessor {
        let wards = "Boundaries/connecting-communities-approximate.kml"
        let name = "connecting-communities"
        let files = RuleFiles(main: "\(name)/\(name).rules") { path in
            Repository.bytes("Rules/\(path)").map { change(path, $0) }
        }
        let map = try WardMap([BoundaryFile(bytes: Repository.bytes(wards) ?? [], name: wards)])
        return try Assessor(RuleBook(files, map: map))
    }

    static let facts = [
        ("start date", "4 March 2019"), ("age", "41"), ("work status", "employed"), ("yearly pay", "£14,200"),
        ("hourly pay", "£9.00"), ("home", "E05001216"), ("surname", "O’Hara \"the\n1st\""),
    ].map { DecisionRecord.GivenFact(name: $0.0, text: $0.1) }

    static func record(_ assessor: Assessor) throws -> DecisionRecord {
        try DecisionRecord(
            facts, by: assessor, signOff: .init(by: "Adviser 7", at: "2019-03-04T10:15:00Z"))
    }

    @Test func `a record is read back and made again byte for byte`() throws {
        let assessor = try Self.assessor()
        let record = try Self.record(assessor)
        let read = try DecisionRecord(bytes: record.bytes, named: "record.json")
        #expect(read == record)
        #expect(try Replay(read, by: Self.assessor()).differences.isEmpty)
        #expect(record.json["outcome"]?.text == "refer")
        #expect(record.sha256.count == 64)
        #expect(record.json["rules"]?["files"]?.array?.isEmpty == false)
    }

    @Test func `a record of the version before is made again byte for byte`() throws {
        let earlier = try Self.record(Self.assessor()).asEarlier()
        let read = try DecisionRecord(bytes: earlier.bytes, named: "record.json")
        #expect(read.json["places"] == nil)
        #expect(read.json["boundaries"]?.array?.first?.text?.count == 64)
        let replay = try Replay(read, by: Self.assessor())
        #expect(replay.differences.isEmpty)
        #expect(replay.lacksPlaces)
    }

    @Test func `the counts of places and the names of boundary files are kept and used again`() throws {
        let plain = try Self.assessor()
        var options = Assessor.Options()
        options.places = [
            .init(
                lot: "Washwood Heath", cohort: "Rapid Progression", count: PlacesTaken(taken: 40, places: 40))
        ]
        let full = try Assessor(plain.book, options: options)
        let facts = [
            ("start date", "4 March 2019"), ("age", "41"), ("work status", "out of work"),
            ("first day out of work", "1 December 2018"), ("home", "E05001216"),
            ("other connections", "none"),
        ].map { DecisionRecord.GivenFact(name: $0.0, text: $0.1) }
        let record = try DecisionRecord(facts, by: full)
        #expect(record.json["place"]?.text == "waiting list")
        #expect(
            record.json["boundaries"]?.array?.first?["name"]?.text
                == "connecting-communities-approximate.kml")
        let read = try DecisionRecord(bytes: record.bytes, named: "record.json")
        let again = try Assessor(plain.book, options: Replay.options(for: read, Assessor.Options()))
        #expect(try Replay(read, by: again).differences.isEmpty)
        // Without the counts it says what is missing.
        let paths = try Replay(read, by: plain).differences.map(\.path)
        #expect(paths.contains("place") && paths.contains { $0.hasPrefix("places") })
    }

    @Test func `another rule file is said, and what it changes`() throws {
        let record = try Self.record(Self.assessor())
        let other = try Self.assessor { path, bytes in
            guard path.hasSuffix("meanings.rules") else { return bytes }
            let text = String(decoding: bytes, as: UTF8.self)
            return Array(
                text.replacing(
                    "from 1 June 2018 to 31 March 2022: £13,900",
                    with: "from 1 June 2018 to 31 March 2022: £14,900"
                ).utf8)
        }
        let replay = try Replay(record, by: other)
        let paths = replay.differences.map(\.path)
        #expect(paths.contains("rules, digest"))
        #expect(paths.contains { $0.hasPrefix("rules, files, ") && $0.hasSuffix(", sha256") })
        let outcome = try #require(replay.differences.first { $0.path == "outcome" })
        #expect(outcome.recorded == "refer")
        #expect(outcome.found == "eligible")
        #expect(!paths.contains("sha256"))
    }

    @Test func `readings are made again as they were chosen`() throws {
        let book = try Self.assessor().book
        var options = Assessor.Options()
        options.readings = ["pay test": "waived for residents"]
        let record = try Self.record(Assessor(book, options: options))
        #expect(record.json["outcome"]?.text == "eligible")
        let again = try Assessor(book, options: Replay.options(for: record, Assessor.Options()))
        #expect(try Replay(record, by: again).differences.isEmpty)
    }

    @Test func `any byte that is changed is found out`() throws {
        var random = SeededRandom(seed: .printed())
        let bytes = try Self.record(Self.assessor()).bytes
        for _ in 0..<400 {
            var other = bytes
            let at = random.number(0...(bytes.count - 1))
            switch random.number(0...2) {
            case 0: other[at] = other[at] &+ UInt8(random.number(1...255))
            case 1: other.remove(at: at)
            default: other.insert(UInt8(random.number(32...126)), at: at)
            }
            if other == bytes { continue }
            let problems = #expect(throws: Problems.self) {
                try DecisionRecord(bytes: other, named: "record.json")
            }
            let codes = problems?.all.map(\.code.rawValue) ?? []
            #expect(codes.count == 1 && ["D101", "D102", "D103"].contains(codes[0]), "\(codes) at \(at)")
        }
    }

    @Test(arguments: [
        ("", "D101"), ("{", "D101"), ("[1.5]", "D101"), ("{\"a\": 1, \"a\": 2}", "D101"),
        ("{\"format\": \"wardwise decision record 3\"}", "D102"),
        ("{\"format\": \"wardwise decision record 1\"}", "D103"),
        (String(repeating: "[", count: 100_000), "D101"), ("\"\\ud800\"", "D101"),
    ]) func `what is no record says what it is not`(_ text: String, _ code: String) {
        let problems = #expect(throws: Problems.self) {
            try DecisionRecord(bytes: Array(text.utf8), named: "record.json")
        }
        #expect(problems?.all.map(\.code.rawValue) == [code])
    }

    @Test func `facts that the rules do not have are a problem`() throws {
        let assessor = try Self.assessor()
        let problems = #expect(throws: InputProblems.self) {
            try DecisionRecord([.init(name: "shoe size", text: "9")], by: assessor)
        }
        #expect(problems?.all.map(\.fact) == ["shoe size"])
    }
}
