import Diagnostics
import Eligibility
import Facts
import RuleTestSupport
import Testing

/// What comparing two sets of rules tells a policy officer.
struct RuleBookComparisonTests {
    /// The shipped programme, with one text in one file written otherwise.
    static func assessor(
        _ programme: String = "connecting-communities", _ file: String? = nil, _ written: String = "",
        _ instead: String = "", readings: [String: String] = [:]
    ) throws -> Assessor {
        let root = Repository.folder.appending(path: "Rules")
        var isChanged = file == nil
        let files = RuleFiles(main: "\(programme)/\(programme).rules") { path in
            guard let bytes = try? SharedDomain.bytes(root.appending(path: path)) else { return nil }
            guard let file, path.hasSuffix("/\(file).rules") else { return bytes }
            let text = String(decoding: bytes, as: UTF8.self)
            isChanged = text.contains(written)
            return Array(text.replacing(written, with: instead, maxReplacements: 1).utf8)
        }
        try #require(isChanged, "the rules no longer say “\(written)”")
        var options = Assessor.Options()
        options.readings = readings
        return try Assessor(RuleBook(files, map: ShippedRulesTests.map()), options: options)
    }

    static func lines(_ found: RuleBookComparison) -> [String] {
        found.runChanges + found.areaChanges
            + found.changes.flatMap { change in
                ["\(change.direction.rawValue): \(change.before) → \(change.after), \(change.days)"]
                    + change.people
            }
    }

    @Test func `the extended contract differs from the original in its last day alone`() throws {
        let found = RuleBookComparison(
            try Self.assessor("connecting-communities-original"), try Self.assessor())
        #expect(Self.lines(found) == ["The last day is 31 March 2022, where it was 31 May 2021."])
    }

    @Test func `invented periods add neighbouring wards and change nobody for the sake of the rules`() throws
    {
        let found = RuleBookComparison(
            try Self.assessor(), try Self.assessor("connecting-communities-test-periods"))
        #expect(found.runChanges.isEmpty && found.changes.isEmpty)
        #expect(found.areaChanges.count == 9)
        #expect(
            found.areaChanges.last
                == "“Batchley and Brockhill” gains E05007840 “Tardebigge”, E05007868 “Abbey”, E05007871 “Central”, E05007878 “West”, from 1 July 2020 to 31 March 2021."
        )
    }

    @Test func `rules are the same as themselves`() throws {
        let found = RuleBookComparison(try Self.assessor(), try Self.assessor())
        #expect(found.isSame && found.days == 1_400)
    }

    @Test func `a band of a rate is described by age and pay, with its days`() throws {
        let old = try Self.assessor(
            "connecting-communities", "national-minimum-wage",
            "18 to 20:  £6.56; 21 to 22:  £8.36; 23 and over:  £8.91",
            "18 to 20:  £6.56; 21 to 24:  £8.36; 25 and over:  £8.91")
        let found = RuleBookComparison(old, try Self.assessor())
        #expect(
            Self.lines(found) == [
                "More can join: refer → eligible, from 1 April 2021 to 31 March 2022",
                "aged 23 to 24; work status not “out of work”; yearly pay is at least the low pay limit; hourly pay at least £8.36 an hour and below £8.91 an hour; with a tie by home, work, worship, family, school",
            ])
        #expect(found.changes.first?.example?.contains("hourly pay: £8.36") == true)
    }

    @Test func `a raised age and another cohort are told apart`() throws {
        let found = RuleBookComparison(
            try Self.assessor(),
            try Self.assessor(
                "connecting-communities", "meanings", "age is at least 16", "age is at least 18"))
        #expect(found.changes.allSatisfy { $0.direction == .worse && $0.days == "on every day of the run" })
        #expect(found.changes.allSatisfy { $0.people.allSatisfy { $0.hasPrefix("aged 16 to 17") } })
        #expect(found.changes.allSatisfy { $0.example != nil && $0.isWhole })
        let cohorts = RuleBookComparison(
            try Self.assessor(),
            try Self.assessor(
                "connecting-communities", "cohorts", "and less than 2 years", "and at most 2 years"))
        // Two years to the day are in two cohorts now.
        #expect(!cohorts.changes.isEmpty)
        #expect(
            cohorts.changes.allSatisfy { $0.direction == .otherCohort && $0.after.contains("at once in") })
    }

    @Test func `two readings and two days are compared like two rules`() throws {
        let waived = try Self.assessor(readings: ["pay test": "waived for residents"])
        let readings = RuleBookComparison(try Self.assessor(), waived)
        #expect(readings.changes.allSatisfy { $0.direction == .better && $0.after.hasPrefix("eligible") })
        #expect(readings.changes.allSatisfy { $0.people.allSatisfy { $0.contains("with a tie by home") } })
        let rules = try Self.assessor()
        let days = RuleBookComparison(
            rules, rules,
            dates: (
                try #require(CivilDate(year: 2021, month: 3, day: 31)),
                try #require(CivilDate(year: 2021, month: 4, day: 1))
            ))
        #expect(days.days == 1 && days.changes.contains { $0.direction == .better })
    }
}
