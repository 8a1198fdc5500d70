import BulkAssessment
import DelimitedText
import Diagnostics
import Eligibility
import Testing
import Workbooks

/// Workbooks in and out, and what spreadsheets leave in lists.
@Suite struct WorkbookListTests {
    /// The list as a workbook of one sheet, its cells all texts.
    private func workbook(_ list: String) throws -> [UInt8] {
        let table = try DelimitedTable(bytes: Array(list.utf8), named: "list.csv")
        let workbook = WorkbookWriter(named: "list.xlsx", sheet: "People")
        var rows = SheetRowWriter()
        for cell in table.header { rows.append(cell.name) }
        rows.endRow()
        for record in table.records {
            rows.appendCells(of: record, columns: table.header.count)
            rows.endRow()
        }
        return try workbook.begin() + workbook.add(rows.bytes) + workbook.finish()
    }

    private func reader(_ bytes: [UInt8]) throws -> WorkbookReader {
        try WorkbookReader(
            size: bytes.count, named: "list.xlsx", rowsInChunk: 4, read: { Array(bytes[$0]) })
    }

    private func assess(_ list: some RecordList, jobs: Int = 1, form: OutputForm = .text) async throws
        -> (output: ListAssessment.Output, report: ListAssessment.Report)
    {
        var options = ListAssessment.Options()
        options.jobs = jobs
        options.forms = (form, form)
        var output = ListAssessment.Output()
        let report = try await ListAssessment(SmallProgramme.assessor(), options: options).run(
            list, named: "list"
        ) { (part) throws(Problems) in
            output.decisions += part.decisions
            output.rejects += part.rejects
        }
        return (output, report)
    }

    private let list =
        SmallProgramme.header + SmallProgramme.row()
        + SmallProgramme.row([At.born: "31/02/1990", At.remarks: "\"two, \"\"quoted\"\"\""])
        + SmallProgramme.row([At.ward: "E05000009"]) + SmallProgramme.row([At.firstName: "Bo"])
        + SmallProgramme.row([At.firstName: "Cy", At.pay: "£9,000", At.inWork: "yes"])

    @Test func `a workbook is decided as the list it was made of`() async throws {
        let text = try await SmallProgramme.assess(list)
        let (output, report) = try await assess(reader(workbook(list)))
        #expect(String(decoding: output.decisions, as: UTF8.self) == text.decisions)
        #expect(String(decoding: output.rejects, as: UTF8.self) == text.rejects)
        #expect(report.summary.rows == text.summary.rows && report.summary.outcomes == text.summary.outcomes)
    }

    @Test func `decisions as a workbook hold the same cells, however many rows are decided at once`()
        async throws
    {
        let text = try await SmallProgramme.assess(list)
        let bytes = try workbook(list)
        let one = try await assess(reader(bytes), form: .sheet).output
        let three = try await assess(reader(bytes), jobs: 3, form: .sheet).output
        #expect(one.decisions == three.decisions && one.rejects == three.rejects)
        let file = WorkbookWriter(named: "out.xlsx", sheet: "Decisions")
        var written = try reader(file.begin() + file.add(one.decisions) + file.finish())
        let table = try DelimitedTable(bytes: Array(text.decisions.utf8), named: "decisions")
        #expect(written.header == table.header)
        var rows: [[String]] = []
        while let chunk = try written.nextChunk() {
            rows += chunk.records.map { record in (0..<record.count).map { record.string($0) } }
        }
        #expect(rows == table.records.map { record in (0..<record.count).map { record.string($0) } })
    }

    @Test func `an error of a formula is a row problem where a value is used, and nowhere else`() async throws
    {
        let result = try await SmallProgramme.assess(
            SmallProgramme.header + SmallProgramme.row([At.pay: "#DIV/0!", At.born: "#N/A"])
                + SmallProgramme.row([At.remarks: "#N/A"]))
        #expect(result.summary.rows.decided == 1)
        let problems = result.report.rejections.flatMap(\.problems)
        #expect(problems.map(\.code) == [.formulaError, .formulaError])
        #expect(problems.map(\.column) == ["DOB", "Pay"])
    }

    @Test func `a row of totals is no person`() async throws {
        let result = try await SmallProgramme.assess(
            SmallProgramme.header + SmallProgramme.row() + "Grand total:,,,,,,\"£9,000\",,,,\n"
                + ",,Total,,,,9000,,,,\n",
            on: nil)
        #expect(result.summary.rows.rejected == 2 && result.summary.rows.decided == 1)
        #expect(result.report.rejections.flatMap(\.problems).map(\.code) == [.totals, .totals])
        // Somebody of that name has more to say.
        let person = try await SmallProgramme.assess(
            SmallProgramme.header + SmallProgramme.row([At.reference: "", At.firstName: "Total"]))
        #expect(person.summary.rows.decided == 1)
    }
}
