import Diagnostics
import Eligibility
import RuleTestSupport
import Testing

/// Wards chosen from a schedule by their figures.
struct ScheduleTests {
    private static let csv = """
        Ward code,Ward name,Out-of-work rate,Authority,Claimants,Rent
        E05000001,Alder,27.4%,West,"2,310",£95.50
        E05000002,Beech,25%,West,1940,£80
        E05000003,Cherry,24.999999%,East,820,£120
        E05000004,Date Palm,9.1,East,15,£79.99
        """

    private func files(_ clause: String, _ csv: String) -> RuleFiles {
        let text = World.rules("lot \"L\"\n    wards listed in \"figures.csv\" \(clause)")
        return RuleFiles(main: "main.rules") { path in
            path == "main.rules" ? Array(text.utf8) : path == "figures.csv" ? Array(csv.utf8) : nil
        }
    }

    /// The wards of the lot, by their last digit.
    private func wards(_ clause: String, on day: String = "1 July 2020") throws -> String {
        let assessor = try Assessor(RuleBook(files(clause, Self.csv), map: World.map()))
        return try World.wards.filter { code, _, _, _ in
            try assessor.decide(["home": code, "other connections": "none", "start date": day]).outcome == .eligible
        }.map { String($0.0.suffix(1)) }.joined()
    }

    private func told(_ clause: String, _ csv: String = Self.csv) throws -> [String] {
        try RuleBook.check(files(clause, csv), map: World.map()).problems.filter { $0.severity == .error }
            .map { "\($0.code.rawValue) \($0.message)" }
    }

    @Test(arguments: [
        ("", "1234"), ("where out-of-work rate is at least 25%", "12"), ("where the out of work rate is above 25%", "1"),
        ("where out-of-work rate is below 25%", "34"), ("where authority is \"west\"", "12"),
        ("where authority is not \"West\"", "34"), ("where authority is one of \"East\", \"North\"", "34"),
        ("where claimants is above 820", "12"), ("where claimants is one of 15, 820", "34"),
        ("where rent is at most £80", "24"), ("where not rent is at most £80", "13"),
        ("where authority is \"East\" and claimants is at least 800", "3"),
        ("where authority is \"West\" or claimants is below 100", "124"),
        ("where claimants is at least 800 and below 2,000", "23"),
        ("where authority is \"East\" and (claimants is below 20 or rent is above £100)", "34"),
        ("where either authority is \"West\" or rent is above £100", "123"),
    ])
    func `wards whose figures pass are in`(_ clause: String, _ wanted: String) throws {
        #expect(try wards(clause) == wanted)
    }

    @Test func `days come after the test`() throws {
        let clause = "where authority is \"West\" from 1 July 2020 to 31 July 2020"
        #expect(try wards(clause, on: "30 June 2020") == "" && wards(clause, on: "1 July 2020") == "12")
        #expect(try wards("where claimants is above 820 from 1 July 2020 onwards", on: "30 June 2020") == "")
    }

    @Test func `what cannot be tested is refused, each cell by itself`() throws {
        #expect(
            try told("where out of work is above 5%") == ["R201 “figures.csv” has no column “out of work”."])
        #expect(
            try told("where authority is above \"A\"")
                == ["R204 “\"A\"” is nothing that a cell could be compared with."])
        #expect(
            try told("where authority")
                == ["R204 “authority” does not test a column of “figures.csv”."])
        #expect(
            try told("where claimants is above age")
                == ["R204 “age” is nothing that a cell could be compared with."])
        #expect(try told("where claimants is above 5,000") == ["R222 No ward of “figures.csv” passes this test."])
    }
}
