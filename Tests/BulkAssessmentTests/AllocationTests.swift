import DelimitedText
import Diagnostics
import Eligibility
import Facts
import RuleTestSupport
import Testing

@testable import BulkAssessment

/// Places given out to the people of a list, judged by giving them out one by one.
@Suite struct AllocationTests {
    private static let rules =
        SmallProgramme.rules + """

            period lifted: from 1 April 2020 to 31 December 2020
            cap "Out of Work": places given for each lot
                suspended during lifted
                when full, say "You will hear from us."
            """

    private static func assessor(_ places: [(String, Int, Int)]) throws -> Assessor {
        let files = RuleFiles(main: "small.rules") { _ in Array(rules.utf8) }
        var options = Assessor.Options()
        options.places = places.map { lot, places, taken in
            .init(lot: lot, cohort: "Out of Work", count: PlacesTaken(taken: taken, places: places))
        }
        return try Assessor(RuleBook(files, map: nil), options: options)
    }

    private struct Decided {
        var rows: [[String: String]]
        var summary: Summary
    }

    private static func assess(
        _ rows: [[Int: String]], _ places: [(String, Int, Int)], jobs: Int = 1, remembers: Bool = true
    ) async throws -> Decided {
        var options = ListAssessment.Options()
        options.jobs = jobs
        options.remembers = remembers
        options.chunkSize = ChunkSize(records: 3)
        var bytes: [UInt8] = []
        let list = SmallProgramme.header + rows.map { SmallProgramme.row($0) }.joined()
        let report = try await ListAssessment(assessor(places), options: options).run(
            MemoryByteSource(Array(list.utf8)), named: "list.csv"
        ) { bytes += $0.decisions }
        let table = try DelimitedTable(bytes: bytes, named: "decisions")
        return Decided(
            rows: table.records.map { record in
                Dictionary(table.header.map { ($0.name, record.string($0.column)) }) { first, _ in first }
            }, summary: report.summary)
    }

    private static func person(_ number: Int, on day: String, ward: String = "E05000001") -> [Int: String] {
        [
            At.reference: "\(number)", At.surname: "Moss\(number)", At.start: day, At.ward: ward,
            At.postcode: ward.contains("|") ? "B37 7RN|B37 7RN" : "B37 7RN",
        ]
    }

    @Test func `the earlier date comes first, then the order of the list`() async throws {
        let people = [("05/09/2019", 2), ("03/09/2019", 1), ("05/09/2019", 3), ("03/09/2019", 4)]
        let result = try await Self.assess(
            people.enumerated().map { Self.person($0, on: $1.0) }, [("North", 10, 7)])
        #expect(result.rows.map { $0["place"] } == ["available", "available", "waiting list", "available"])
        #expect(
            try result.rows.map { try #require($0["notes"]?.split(separator: ".").first) } == [
                "Place 10 of 10 for “Out of Work” in “North”", "Place 8 of 10 for “Out of Work” in “North”",
                "Number 1 on the waiting list for “Out of Work” in “North”",
                "Place 9 of 10 for “Out of Work” in “North”",
            ])
        #expect(
            result.summary.places == [
                Summary.Places(
                    lot: "North", cohort: "Out of Work", places: 10, takenBefore: 7, given: 3, waiting: 1)
            ])
        #expect(result.rows[2]["notes"]?.contains("You will hear from us.") == true)
    }

    @Test func `while the cap is suspended nobody takes a place up`() async throws {
        let result = try await Self.assess(
            [Self.person(1, on: "01/06/2020"), Self.person(2, on: "01/06/2019")], [("North", 1, 0)])
        #expect(result.rows.map { $0["place"] } == ["available", "available"])
        #expect(result.summary.places.map(\.given) == [1])
    }

    @Test func `a place in a second lot is taken before anybody waits`() async throws {
        let both = (1...3).map { number in
            Self.person(number, on: "03/09/2019", ward: "E05000001|E05000002")
        }
        let result = try await Self.assess(both, [("North", 5, 5), ("South", 2, 1)])
        try #require(result.rows.count == 3)
        #expect(result.rows.map { $0["place"] } == ["available", "waiting list", "waiting list"])
        #expect(result.rows[0]["notes"]?.contains("Place 2 of 2 for “Out of Work” in “South”.") == true)
        #expect(
            result.rows[2]["notes"]?.contains("Number 2 on the waiting list for “Out of Work” in “North”.")
                == true)
    }

    @Test func `a possible duplicate keeps nobody waiting`() async throws {
        let rows = [
            Self.person(1, on: "03/09/2019"), Self.person(1, on: "04/09/2019"),
            Self.person(2, on: "05/09/2019"),
        ]
        let result = try await Self.assess(rows, [("North", 2, 0)])
        #expect(result.rows.map { $0["place"] } == ["available", "not known", "available"])
    }

    @Test func `places of a lot that are not known leave the answer open`() async throws {
        let rows = [Self.person(1, on: "03/09/2019", ward: "E05000001|E05000002")]
        let result = try await Self.assess(rows, [("North", 5, 5)])
        #expect(result.rows.map { $0["place"] } == ["not known"])
    }

    @Test func `random lists get the places that giving out one by one gives`() async throws {
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        for _ in 0..<40 {
            let counts = [
                ("North", random.number(0...6), random.number(0...3)), ("South", random.number(0...6), 0),
            ]
            let given = random.once(in: 3) ? Array(counts.prefix(1)) : counts
            let people = (0..<random.number(1...14)).map { number in
                (
                    day: "0\(random.number(1...4))/0\(random.number(3...5))/20\(random.number(19...20))",
                    ward: random.pick(["E05000001", "E05000002", "E05000001|E05000002", "E05000009"]),
                    number: random.once(in: 6) ? 0 : number
                )
            }
            let rows = people.map { Self.person($0.number, on: $0.day, ward: $0.ward) }
            let result = try await Self.assess(rows, given, jobs: 3)
            let plain = try await Self.assess(rows, given, remembers: false)
            #expect(result.rows == plain.rows, "seed \(seed)")
            #expect(result.summary == plain.summary, "seed \(seed)")
            #expect(result.rows.map { $0["place"] ?? "" } == Self.oneByOne(people, given), "seed \(seed)")
        }
    }

    /// The slow and obvious way.
    private static func oneByOne(
        _ people: [(day: String, ward: String, number: Int)], _ counts: [(String, Int, Int)]
    ) -> [String] {
        var left = Dictionary(uniqueKeysWithValues: counts.map { ($0.0, max(0, $0.1 - $0.2)) })
        var places = people.map { _ in "" }
        func key(_ day: String) -> [String] { day.split(separator: "/").reversed().map(String.init) }
        let order = people.indices.sorted { one, two in
            let (first, second) = (key(people[one].day), key(people[two].day))
            return first == second ? one < two : first.lexicographicallyPrecedes(second)
        }
        for index in order {
            let person = people[index]
            let lots = ["North", "South"].filter {
                person.ward.contains($0 == "North" ? "E05000001" : "E05000002")
            }
            if lots.isEmpty { continue }
            let isSuspended = person.day.hasSuffix("2020") && !person.day.contains("/03/")
            if isSuspended {
                places[index] = "available"
            } else if lots.allSatisfy({ left[$0] == nil }) {
                places[index] = "not known"
            } else if people[..<index].contains(where: {
                $0.number == person.number && $0.ward.contains("|") == person.ward.contains("|")
            }) {
                places[index] = "not known"
            } else if let lot = lots.first(where: { (left[$0] ?? 0) > 0 }) {
                left[lot, default: 0] -= 1
                places[index] = "available"
            } else {
                places[index] = lots.allSatisfy { left[$0] != nil } ? "waiting list" : "not known"
            }
        }
        return places
    }
}
