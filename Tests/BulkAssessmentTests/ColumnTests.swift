import BulkAssessment
import Diagnostics
import Testing

@Suite struct ColumnTests {
    @Test func `headers match names and aliases whatever their case and punctuation`() async throws {
        let result = try await SmallProgramme.assess(
            "FIRST_NAME,sur-name,D.O.B.,Start  Date,in work?,Annual Pay,HOME WARD\n"
                + "Ada,Moss,1990-05-13,2019-09-03,yes,9000,E05000001\n")
        let rows = try result.rows()
        #expect(rows.map { $0["outcome"] } == ["eligible"])
        #expect(rows.map { $0["cohort"] } == ["In Work"])
        #expect(result.summary.unusedColumns.isEmpty)
    }

    @Test func `two columns for one fact are an error that names both`() async throws {
        let problems = try await SmallProgramme.refusal(
            "DOB,Date of birth,Start\n1990-05-13,1990-05-13,2019-09-03\n")
        #expect(problems.map(\.code) == [.twoColumnsForOneFact])
        let message = try #require(problems.first?.message)
        #expect(message.contains("“DOB”"))
        #expect(message.contains("“Date of birth”"))
    }

    @Test func `ward and postcode of one connection are two things`() async throws {
        let result = try await SmallProgramme.assess(SmallProgramme.header + SmallProgramme.row())
        #expect(result.summary.rows.decided == 1)
    }

    @Test func `a list without a useful column cannot be assessed`() async throws {
        let problems = try await SmallProgramme.refusal("colour,size\nred,4\n")
        #expect(problems.map(\.code) == [.noUsefulColumn])
    }

    @Test func `an empty list has no header`() async throws {
        #expect(try await SmallProgramme.refusal("").map(\.code) == [.noHeader])
    }

    @Test func `columns not used pass through and are named once, with what they may have meant`()
        async throws
    {
        let result = try await SmallProgramme.assess(
            "Ref,Frst name,DOB,Start,In work,Home ward\n7,Ada,1990-05-13,2019-09-03,no,E05000001\n")
        #expect(result.summary.unusedColumns.map(\.column) == ["Ref", "Frst name"])
        #expect(result.summary.unusedColumns.map(\.suggestion) == [nil, "first name"])
        #expect(try result.rows().map { $0["Frst name"] } == ["Ada"])
    }

    @Test func `a column called like one of ours is kept under another name`() async throws {
        let result = try await SmallProgramme.assess(
            "NOTES,given notes,Outcome,DOB,Start,In work,Home ward\nkeen,x,y,1990-05-13,2019-09-03,no,E05000001\n"
        )
        let row = try #require(try result.rows().first)
        #expect(row["given given NOTES"] == "keen")
        #expect(row["given notes"] == "x")
        #expect(row["given Outcome"] == "y")
        #expect(row["outcome"] == "eligible")
        #expect(result.summary.renamedColumns.map(\.column) == ["NOTES", "Outcome"])
    }

    @Test func `what is written after the list's own columns has a fixed order`() async throws {
        let result = try await SmallProgramme.assess("DOB,Start\n")
        #expect(
            result.decisions
                == "DOB,Start,outcome,cohort,lots,connections,conditions not met,reasons,ask next,place,notes,rules\n"
        )
        #expect(result.rejects == "DOB,Start,line,problems,original row\n")
    }
}
