import BulkAssessment
import Facts
import Testing

@Suite struct DateTests {
    /// What is wrong with a date of birth, by the code and the whole text.
    private func birthday(
        _ text: String, others: [String] = [], dates: AnswerReader.SlashDates = .refused
    ) async throws -> (rejected: [String], summary: Summary) {
        var list = SmallProgramme.header + SmallProgramme.row([At.born: text])
        for other in others { list += SmallProgramme.row([At.born: other]) }
        let result = try await SmallProgramme.assess(
            list.replacing("03/09/2019", with: "2019-09-03"), dates: dates)
        return (try result.rejected().map { $0["problems"] ?? "" }, result.summary)
    }

    @Test(arguments: [
        "03/09/2018 00:00", "2018-09-03 00:00:00", "2018-09-03T00:00:00", "2018-09-03T00:00:00.000Z",
        "3/9/2018 12:00:00 AM", " 2018-09-03 ", "3 September 2018", "03/09/2018",
    ])
    func `a date may have a midnight after it`(_ date: String) async throws {
        let list =
            SmallProgramme.header + SmallProgramme.row([At.start: date, At.born: "2002-09-03"])
            + SmallProgramme.row([At.start: date, At.born: "2002-09-04"])
        let result = try await SmallProgramme.assess(list)
        #expect(try result.rows().map { $0["outcome"] } == ["eligible", "not eligible"])
    }

    @Test(arguments: ["2018-09-03 14:30", "03/09/2018 00:01", "2018-09-03T12:00:00"])
    func `a time of day is refused`(_ date: String) async throws {
        let found = try await birthday(date)
        #expect(found.summary.rejects.map(\.code) == ["L217"])
    }

    @Test(arguments: ["4/5/86", "04/05/86", "from 1/2/99 to 3/4/99"])
    func `a year of two digits is refused`(_ date: String) async throws {
        let found = try await birthday(date)
        #expect(found.summary.rejects.map(\.code) == ["L215"])
        #expect(found.rejected.first?.contains("four digits") == true)
    }

    @Test func `a spreadsheet's number is refused with the day it probably is`() async throws {
        let found = try await birthday("43346")
        #expect(found.summary.rejects.map(\.code) == ["L216"])
        #expect(found.rejected.first?.contains("3 September 2018") == true)
        #expect(found.rejected.first?.contains("format the column as a date") == true)
        #expect(try await birthday("43346.75").summary.rejects.map(\.code) == ["L216"])
    }

    @Test func `slashes are day first by default`() async throws {
        let list =
            SmallProgramme.header + SmallProgramme.row([At.born: "03/09/2003", At.start: "02/09/2019"])
            + SmallProgramme.row([At.born: "03/09/2003", At.start: "03/09/2019"])
        let result = try await SmallProgramme.assess(list)
        #expect(try result.rows().map { $0["outcome"] } == ["not eligible", "eligible"])
    }

    @Test func `slashes are month first when declared`() async throws {
        let list =
            SmallProgramme.header + SmallProgramme.row([At.born: "09/03/2003", At.start: "09/02/2019"])
            + SmallProgramme.row([At.born: "09/03/2003", At.start: "09/13/2019"])
        let result = try await SmallProgramme.assess(list, dates: .monthFirst)
        #expect(try result.rows().map { $0["outcome"] } == ["not eligible", "eligible"])
        #expect(result.summary.dates.map(\.readAs) == Array(repeating: "month/day/year", count: 3))
        #expect(result.summary.warnings.isEmpty)
    }

    @Test func `a column that looks month first is not turned, and what could be either is not guessed`()
        async throws
    {
        let found = try await birthday("05/27/1990", others: ["03/04/1990", "05/05/1990", "1990-05-13"])
        #expect(found.summary.rows.decided == 2)
        #expect(found.rejected.count == 2)
        #expect(found.rejected.allSatisfy { $0.contains("month/day/year") })
        #expect(found.rejected.last?.contains("--dates month-first") == true)
        #expect(found.summary.warnings.map(\.code) == [.otherDateOrder])
    }

    @Test func `the same column is read when the order is declared`() async throws {
        let found = try await birthday("05/27/1990", others: ["03/04/1990"], dates: .monthFirst)
        #expect(found.summary.rows.decided == 2)
    }

    @Test func `declaring day first reads what could be either, and says that the column looks different`()
        async throws
    {
        let found = try await birthday("05/27/1990", others: ["03/04/1990"], dates: .dayFirst)
        #expect(found.summary.rows.decided == 1)
        #expect(found.summary.warnings.map(\.code) == [.otherDateOrder])
    }

    @Test func `a column that mixes orders is said to once`() async throws {
        let found = try await birthday("05/27/1990", others: ["27/05/1990", "03/04/1990", "04/28/1991"])
        #expect(found.summary.rows.decided == 2)
        #expect(found.summary.rows.rejected == 2)
        #expect(found.summary.warnings.map(\.code) == [.mixedDateOrders])
    }

    @Test func `evidence is of the whole list, not of the chunk`() async throws {
        let list =
            SmallProgramme.header
            + (0..<20).map { _ in SmallProgramme.row([At.born: "03/04/1990"]) }.joined()
            + SmallProgramme.row([At.born: "05/27/1990"])
        let result = try await SmallProgramme.assess(list, rowsInChunk: 3)
        #expect(result.summary.rows.rejected == 21)
    }

    @Test func `a range with slashes follows its column`() async throws {
        let found = try await birthday("from 01/02/1990 to 05/02/1990")
        #expect(found.summary.rows.decided == 1)
        let doubtful = try await birthday("from 01/02/1990 to 05/02/1990", others: ["05/27/1990"])
        #expect(doubtful.summary.rows.rejected == 2)
    }

    @Test func `what was found is counted for each column`() async throws {
        let found = try await birthday(
            "27/05/1990", others: ["03/04/1990", "1990-05-13", "43346", "4/5/86", "May 1990", ""])
        let dates = try #require(found.summary.dates.first { $0.column == "DOB" })
        #expect(dates.onlyDayFirst == 1)
        #expect(dates.eitherWay == 1)
        #expect(dates.yearFirst == 1)
        #expect(dates.serialNumbers == 1)
        #expect(dates.shortYears == 1)
        #expect(dates.other == 1)
    }

    @Test func `a date with special answers keeps them`() async throws {
        let result = try await SmallProgramme.assess(
            SmallProgramme.header + SmallProgramme.row([At.leftWork: "Never worked"]))
        #expect(result.summary.rows.decided == 1)
    }
}
