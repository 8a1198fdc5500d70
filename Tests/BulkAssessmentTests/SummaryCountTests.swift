import BulkAssessment
import Facts
import RuleEvaluation
import RuleTestSupport
import Testing

/// The summary, against counting the decisions that were written.
@Suite struct SummaryCountTests {
    @Test func `every figure is what a slow count of the decisions comes to`() async throws {
        var random = SeededRandom(seed: .printed())
        var list = SmallProgramme.header
        for _ in 0..<300 {
            let born = random.pick(["13/05/1990", "03/09/2003", "04/09/2003", "01/01/1960", "", "unknown"])
            list += SmallProgramme.row([
                At.born: born, At.start: random.pick(["03/09/2019", "04/09/2019", "01/01/2015", "1/6/2018"]),
                At.inWork: random.pick(["yes", "no", "", "perhaps"]),
                At.pay: random.pick(["9000", "20000", ""]),
                At.ward: random.pick(["E05000001", "E05000002", "E05000001|E05000002", "E05000009", "none"]),
            ])
        }
        let result = try await SmallProgramme.assess(list, jobs: 3, rowsInChunk: 40)
        let (summary, rows) = (result.summary, try result.rows())
        #expect(rows.count == summary.rows.decided && rows.count > 100)
        #expect(summary.rows.decided + summary.rows.rejected == 300)

        func check(_ outcomes: Summary.Outcomes, _ rows: [[String: String]], _ what: String) {
            func count(_ outcome: Outcome) -> Int { rows.count { $0["outcome"] == outcome.rawValue } }
            let counted = Summary.Outcomes(
                eligible: count(.eligible), refer: count(.refer), needsInformation: count(.needsInformation),
                notEligible: count(.notEligible))
            #expect(outcomes == counted && outcomes.people == rows.count, "\(what)")
        }
        check(summary.outcomes, rows, "everyone")
        for lot in summary.lots {
            check(lot.outcomes, rows.filter { Self.lots($0).contains(lot.lot) }, lot.lot)
            for cohort in lot.cohorts {
                check(
                    cohort.outcomes,
                    rows.filter { Self.lots($0).contains(lot.lot) && Self.cohort($0) == cohort.cohort },
                    "\(lot.lot), \(cohort.cohort)")
            }
        }
        for cohort in summary.cohorts {
            check(cohort.outcomes, rows.filter { Self.cohort($0) == cohort.cohort }, cohort.cohort)
        }
        for group in summary.groups {
            check(group.outcomes, rows.filter { Self.group($0) == group.group }, group.group)
            for cohort in group.cohorts {
                check(
                    cohort.outcomes,
                    rows.filter { Self.group($0) == group.group && Self.cohort($0) == cohort.cohort },
                    "\(group.group), \(cohort.cohort)")
            }
        }
        #expect(summary.groups.count { $0.outcomes.people > 0 } == 5)
        for condition in summary.conditions {
            let notMet = rows.count { ($0["conditions not met"] ?? "").contains(condition.condition) }
            #expect(condition.notMet == notMet, "\(condition.condition)")
            let inRun = rows.count { $0["Start"] != "01/01/2015" }
            #expect(condition.people == inRun)
            #expect(
                condition.met + condition.waived + condition.notMet + condition.notKnown == condition.people)
        }
        #expect(
            summary.conditions.contains { $0.notMet > 0 } && summary.conditions.contains { $0.notKnown > 0 })
        #expect(summary.decisionDates?.first == CivilDate(year: 2015, month: 1, day: 1))
        #expect(summary.decisionDates?.last == CivilDate(year: 2019, month: 9, day: 4))
    }

    private static func lots(_ row: [String: String]) -> [String] {
        let lots = (row["lots"] ?? "").split(separator: "; ").map(String.init)
        return lots.isEmpty ? ["no lot"] : lots
    }

    private static func cohort(_ row: [String: String]) -> String {
        if row["outcome"] == "not eligible" { return "none" }
        return row["cohort"].flatMap { $0.isEmpty ? nil : $0 } ?? "not known"
    }

    /// By hand, for the few dates that are on the list.
    private static func group(_ row: [String: String]) -> String {
        switch (row["DOB"], row["Start"]) {
        case ("13/05/1990", "01/01/2015"): "16 to 24"
        case ("13/05/1990", _): "25 to 49"
        case ("01/01/1960", _): "50 and over"
        case ("03/09/2003", "03/09/2019"), ("03/09/2003", "04/09/2019"), ("04/09/2003", "04/09/2019"):
            "16 to 24"
        case ("03/09/2003", _), ("04/09/2003", _): "under 16"
        default: "not known"
        }
    }
}
