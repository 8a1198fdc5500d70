import BulkAssessment
import Facts
import Testing

@Suite struct RowTests {
    @Test func `a row with two bad cells goes to the rejects once, with both`() async throws {
        let list =
            SmallProgramme.header + SmallProgramme.row([At.inWork: "perhaps", At.pay: "lots"])
            + SmallProgramme.row()
        let result = try await SmallProgramme.assess(list)
        let rejected = try result.rejected()
        #expect(rejected.count == 1)
        #expect(rejected.first?["line"] == "2")
        let problems = try #require(rejected.first?["problems"])
        #expect(problems.contains("In work: “perhaps” is neither yes nor no. Expected: yes, no or unknown."))
        #expect(problems.contains("Pay: “lots” is not an amount of money."))
        #expect(result.summary.rows.decided == 1)
    }

    @Test func `a value that cannot be read does not hide one that cannot be`() async throws {
        let list =
            SmallProgramme.header
            + SmallProgramme.row([
                At.inWork: "perhaps", At.born: "01/01/2020", At.leftWork: "01/01/2021", At.pay: "-5",
                At.ward: "E05",
            ])
        let problems = try #require(try await SmallProgramme.assess(list).rejected().first?["problems"])
        for column in ["In work: ", "DOB: ", "Left work: ", "Pay: ", "Home ward: "] {
            #expect(problems.contains(column), "\(column) is missing in: \(problems)")
        }
    }

    @Test func `a row without a date is rejected unless the run has one`() async throws {
        let list =
            SmallProgramme.header + SmallProgramme.row([At.start: ""])
            + SmallProgramme.row([At.start: "unknown"])
        let without = try await SmallProgramme.assess(list)
        #expect(without.summary.rejects.map(\.code) == ["L213"])
        #expect(without.summary.rejects.map(\.rows) == [2])
        let with = try await SmallProgramme.assess(list, on: CivilDate(iso: "2019-09-03"))
        #expect(with.summary.outcomes.eligible == 2)
        let own = try await SmallProgramme.assess(
            SmallProgramme.header + SmallProgramme.row([At.start: "2005-01-01"]),
            on: CivilDate(iso: "2019-09-03"))
        #expect(own.summary.outcomes.notEligible == 1)
    }

    @Test func `a date that cannot be read is not missing as well`() async throws {
        let list = SmallProgramme.header + SmallProgramme.row([At.start: "31/02/2019"])
        let result = try await SmallProgramme.assess(list, on: CivilDate(iso: "2019-09-03"))
        #expect(result.summary.rejects.map(\.code) == ["L211"])
    }

    @Test func `cells beyond the header are a problem only when something is in them`() async throws {
        let row = SmallProgramme.row().dropLast()
        let result = try await SmallProgramme.assess(
            SmallProgramme.header + row + ",,\n" + row + ",left over\n")
        #expect(result.summary.rows.decided == 1)
        let problems = try #require(try result.rejected().first?["problems"])
        #expect(problems.contains("12 cells"))
        #expect(problems.contains("“left over”"))
    }

    @Test func `cells may be missing only where columns are not used`() async throws {
        let list =
            SmallProgramme.header + "1,Ada,Moss,13/05/1990,03/09/2019,no,,,E05000001,\n"
            + "1,Ada,Moss,13/05/1990,03/09/2019,no,,,E05000001\n"
        let result = try await SmallProgramme.assess(list)
        #expect(result.summary.rows.decided == 1)
        #expect(result.summary.rejects.map(\.code) == ["L222"])
        #expect(try result.rejected().first?["problems"]?.contains("“Home postcode”") == true)
        #expect(try result.rows().first?["Remarks"] == "")
    }

    @Test func `a line break without quotes makes two rejected rows, and loses nothing`() async throws {
        let list =
            SmallProgramme.header + "1,Ada,Mo\nss,13/05/1990,03/09/2019,no,,,E05000001,,\n"
            + SmallProgramme.row()
        let result = try await SmallProgramme.assess(list)
        #expect(result.summary.rows == .init(read: 3, decided: 1, rejected: 2, empty: 0))
    }

    @Test func `a quote that is not closed rejects its row and no other`() async throws {
        let list = SmallProgramme.header + SmallProgramme.row([At.surname: "\"Moss"]) + SmallProgramme.row()
        let result = try await SmallProgramme.assess(list)
        #expect(result.summary.rows.decided == 1)
        #expect(result.summary.rejects.contains { $0.code == "L122" })
    }

    @Test func `a row with a quote out of place tells of its other cells too, and of that one only once`()
        async throws
    {
        let list = SmallProgramme.header + SmallProgramme.row([At.inWork: "\"no\"x", At.pay: "lots"])
        let problems = try #require(try await SmallProgramme.assess(list).rejected().first?["problems"])
        #expect(problems.contains("after the closing quote"))
        #expect(problems.contains("Pay: “lots”"))
        #expect(!problems.contains("In work:"))
    }

    @Test(arguments: [
        ("95.2", "-1.7", ["Home latitude"]), ("52.4", "", ["Home latitude"]),
        ("north", "west", ["Home latitude", "Home longitude"]),
        ("north", "-1.7", ["Home latitude"]), ("-1.7", "52.4", ["Home latitude"]),
    ])
    func `each half of a point is told of once, and only if it is wrong`(
        _ latitude: String, _ longitude: String, _ columns: [String]
    ) async throws {
        let list =
            "DOB,Start,In work,Home latitude,Home longitude\n1990-05-13,2019-09-03,no,\(latitude),\(longitude)\n"
        #expect(try await SmallProgramme.assess(list).summary.rejects.map(\.column) == columns)
    }

    @Test func `empty rows and lines are counted`() async throws {
        let list =
            SmallProgramme.header + "\n" + SmallProgramme.row() + ",,, ,,,,,,,\n\n\n" + SmallProgramme.row()
            + "\n"
        let result = try await SmallProgramme.assess(list)
        #expect(result.summary.rows == .init(read: 7, decided: 2, rejected: 0, empty: 5))
    }

    @Test func `the row's own cells are given back as they were`() async throws {
        let remark = "\"says \"\"hello\"\",\nthen leaves\""
        let list = SmallProgramme.header + SmallProgramme.row([At.remarks: remark, At.firstName: " Ada "])
        let row = try #require(try await SmallProgramme.assess(list).rows().first)
        #expect(row["Remarks"] == "says \"hello\",\nthen leaves")
        #expect(row["First name"] == " Ada ")
        #expect(row["DOB"] == "13/05/1990")
    }

    @Test func `a cell that a spreadsheet would run is written so that it does not`() async throws {
        let list =
            SmallProgramme.header + SmallProgramme.row([At.remarks: "=1+1"])
            + SmallProgramme.row([At.remarks: "@x", At.inWork: "perhaps"])
        let result = try await SmallProgramme.assess(list)
        #expect(result.decisions.contains(",'=1+1,"))
        #expect(result.rejects.contains(",'@x,"))
    }

    @Test func `every cell of a decision`() async throws {
        let list =
            SmallProgramme.header
            + SmallProgramme.row([At.inWork: "yes", At.pay: "£12,000", At.remarks: "x"]).replacing(
                "£12,000", with: "\"£12,000\"")
        let row = try #require(try await SmallProgramme.assess(list).rows().first)
        #expect(row["outcome"] == "refer")
        #expect(row["cohort"] == "In Work")
        #expect(row["lots"] == "North")
        #expect(row["connections"] == "North: home")
        #expect(row["conditions not met"] == "low paid")
        #expect(row["reasons"]?.hasPrefix("Low paid: not met.") == true)
        #expect(row["reasons"]?.contains("An adviser will look at your pay.") == true)
        #expect(row["ask next"] == "")
        #expect(row["place"] == "")
        #expect(row["notes"] == "")
        #expect(row["rules"]?.hasPrefix("first, ") == true)
    }

    @Test func `a cohort is blank for people who are not eligible and said for others`() async throws {
        let list =
            SmallProgramme.header + SmallProgramme.row([At.born: "2015-01-01"])
            + SmallProgramme.row([At.inWork: ""])
            + SmallProgramme.row()
        let rows = try await SmallProgramme.assess(list).rows()
        #expect(rows.map { $0["cohort"] } == ["", "not known", "Out of Work"])
    }

    @Test func `what was refused is marked where it would be asked next`() async throws {
        let list = SmallProgramme.header + SmallProgramme.row([At.born: "refused", At.ward: ""])
        let row = try #require(try await SmallProgramme.assess(list).rows().first)
        #expect(row["outcome"] == "needs information")
        #expect(row["ask next"] == "date of birth (refused); home; work")
    }
}
