import BulkAssessment
import Foundation
import RuleEvaluation
import Testing

@Suite struct SummaryTests {
    private func mixed() async throws -> SmallProgramme.Result {
        try await SmallProgramme.assess(
            SmallProgramme.header + SmallProgramme.row()
                + SmallProgramme.row([At.ward: "E05000001|E05000002"])
                + SmallProgramme.row([At.born: "2015-01-01"])
                + SmallProgramme.row([At.ward: ""])
                + SmallProgramme.row([At.inWork: "perhaps", At.pay: "lots"])
                + SmallProgramme.row([At.inWork: "perhaps"]) + "\n")
    }

    @Test func `rows balance`() async throws {
        let rows = try await mixed().summary.rows
        #expect(rows == .init(read: 7, decided: 4, rejected: 2, empty: 1))
    }

    @Test func `a person in two lots counts in each, and once in all`() async throws {
        let summary = try await mixed().summary
        let eligible = Dictionary(uniqueKeysWithValues: summary.lots.map { ($0.lot, $0.outcomes.eligible) })
        #expect(eligible == ["North": 2, "South": 1, "no lot": 0])
        #expect(summary.outcomes == .init(eligible: 2, refer: 0, needsInformation: 1, notEligible: 1))
        #expect(summary.cohorts.reduce(0) { $0 + $1.outcomes.people } == 4)
        #expect(summary.cohorts.first { $0.cohort == "none" }?.outcomes.notEligible == 1)
    }

    @Test func `causes count rows, most frequent first`() async throws {
        let summary = try await mixed().summary
        #expect(summary.rejects.map(\.column) == ["In work", "Pay"])
        #expect(summary.rejects.map(\.rows) == [2, 1])
    }

    @Test func `the first decision of each outcome is kept, and reads in full`() async throws {
        let report = try await mixed().report
        #expect(report.examples.map(\.assessment.outcome) == [.eligible, .notEligible, .needsInformation])
        #expect(report.examples.map(\.line) == [2, 4, 5])
        let text = try #require(report.examples.first).text(width: 60)
        #expect(text.hasPrefix("Row 2: 1 Ada Moss\n  ELIGIBLE on 3 September 2019"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
        #expect(report.rejections.map(\.line) == [6, 7])
    }

    @Test func `JSON gives the same summary back`() async throws {
        let summary = try await mixed().summary
        let data = try JSONEncoder().encode(summary)
        #expect(try JSONDecoder().decode(Summary.self, from: data) == summary)
    }

    @Test func `the table has every figure with its N`() async throws {
        let text = try await mixed().summary.text
        #expect(text.hasPrefix("Read 7 rows: 4 decided, 2 rejected, 1 empty."))
        #expect(text.contains("N = 4 decided"))
        #expect(text.contains("N = 2 rejected"))
    }
}
