import Diagnostics
import Eligibility
import Facts
import Testing

/// What to ask next, and what would change the answer, for people of the shipped programme.
struct WhatNextTests {
    static func assessor() throws -> Assessor {
        try Assessor(
            RuleBook(ShippedRulesTests.files("connecting-communities"), map: ShippedRulesTests.map()))
    }

    static func person(_ facts: [String: String], _ assessor: Assessor) throws -> Person {
        var reader = PersonReader(assessor.book)
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
            reader.give(value, for: try #require(assessor.book.fields.field(named: name), "\(name)"))
        }
        return try reader.finish()
    }

    static let worker = [
        "start date": "4 March 2019", "age": "41", "work status": "\"employed\"", "yearly pay": "£14,200",
        "hourly pay": "£9.00", "home": "E05001216",
    ]

    @Test func `the nearest values that would change the answer are said, each by itself`() throws {
        let assessor = try Self.assessor()
        let found = try assessor.whatWouldChange(Self.person(Self.worker, assessor))
        #expect(
            found.changes.map { "\($0.outcome.rawValue): \($0.facts.joined(separator: " + "))" } == [
                "eligible: work status “out of work”; it is employed",
                "eligible: yearly pay below £13,900 a year; it is £14,200",
                "eligible: hourly pay below £7.83 an hour; it is £9",
            ])
        #expect(found.later?.date == CivilDate(2022, 4, 1))
        #expect(found.later?.answer == "not eligible")
    }

    @Test func `what nobody can change is left alone unless asked for`() throws {
        let assessor = try Self.assessor()
        var facts = Self.worker
        facts["age"] = nil
        facts["date of birth"] = "15 June 2003"
        facts["work status"] = "\"out of work\""
        facts["first day out of work"] = "1 May 2018"
        let person = try Self.person(facts, assessor)
        #expect(try assessor.whatWouldChange(person).changes.isEmpty)
        let all = try assessor.whatWouldChange(person, includesHistory: true)
        #expect(
            all.changes.contains {
                $0.facts == ["aged 16 and over; it is 15 June 2003"] && $0.outcome == .eligible
            })
        // The birthday comes before a year out of work is complete.
        #expect(all.later?.date == CivilDate(2019, 6, 15))
        #expect(all.later?.answer == "eligible, “Harder to Reach”")
    }

    @Test func `a year out of work changes the cohort by itself`() throws {
        let assessor = try Self.assessor()
        let person = try Self.person(
            [
                "start date": "4 March 2019", "age": "30", "work status": "\"out of work\"",
                "first day out of work": "29 February 2020", "home": "E05001216",
            ].merging(["start date": "1 March 2020"]) { $1 }, assessor)
        #expect(try assessor.whatWouldChange(person).later?.date == CivilDate(2021, 3, 1))
    }

    @Test func `asking in the planned order takes no more questions than the order of the file`() throws {
        let assessor = try Self.assessor()
        var counts = (people: 0, planned: 0, inOrder: 0)
        for home in ["E05001216"] {
            for status in ["\"out of work\"", "\"employed\""] {
                for (yearly, hourly) in [("£9,000", "£12"), ("£20,000", "£4")] {
                    let truth = [
                        "start date": "4 March 2019", "date of birth": "1 June 1980", "work status": status,
                        "first day out of work": "1 May 2018", "yearly pay": yearly, "hourly pay": hourly,
                        "home": home, "work": "none", "worship": "none", "family": "none", "school": "none",
                        "other tie": "none",
                    ]
                    counts.people += 1
                    counts.planned += try Self.questions(truth, assessor, isPlanned: true)
                    counts.inOrder += try Self.questions(truth, assessor, isPlanned: false)
                }
            }
        }
        print(
            "\(counts.people) interviews: \(counts.planned) questions as planned, \(counts.inOrder) in the order of the file"
        )
        #expect(counts.planned <= counts.inOrder)
    }

    /// Questions until the outcome is settled.
    private static func questions(_ truth: [String: String], _ assessor: Assessor, isPlanned: Bool) throws
        -> Int
    {
        var told = ["start date": truth["start date"] ?? ""]
        for count in 0..<20 {
            let person = try person(told, assessor)
            let assessment = try assessor.assess(person)
            if assessment.outcome != .needsInformation { return count }
            let next =
                isPlanned
                ? try assessor.nextQuestions(person).first?.question.name : assessment.askNext.first?.name
            let name = try #require(next)
            #expect(told[name] == nil, "\(name) is asked twice")
            told[name] = truth[name]
            #expect(truth[name] != nil, "\(name) is asked for")
        }
        Issue.record("the interview has no end")
        return 20
    }
}

extension CivilDate {
    fileprivate init(_ year: Int, _ month: Int, _ day: Int) {
        self = CivilDate(year: year, month: month, day: day) ?? .earliest
    }
}
