import DelimitedText
import Diagnostics
import Eligibility
import Testing

@testable import BulkAssessment

/// Lists of one partner, month after month: what their columns hold, who was on the last one, and rejects that come back.
@Suite struct PartnerListTests {
    private func run(
        _ list: String, _ change: (inout ListAssessment.Options) throws -> Void = { _ in }
    ) async throws -> (output: ListAssessment.Output, report: ListAssessment.Report) {
        var options = ListAssessment.Options()
        try change(&options)
        var output = ListAssessment.Output()
        let report = try await ListAssessment(SmallProgramme.assessor(), options: options).run(
            MemoryByteSource(Array(list.utf8)), named: "list.csv"
        ) { part in
            output.decisions += part.decisions
            output.rejects += part.rejects
        }
        return (output, report)
    }

    private func declared(_ text: String) throws -> DeclaredColumns {
        try DeclaredColumns(Array(text.utf8), named: "partner.csv", for: SmallProgramme.assessor().book)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    // MARK: What columns hold

    @Test func `a declared column is read as what it holds, whatever its heading says`() async throws {
        let list = "Client,Born on,Joined,Earning?,Ward now,Pay\n1,13/05/1990,03/09/2019,no,E05000001,£1\n"
        let file =
            "column,holds\nborn on,date of birth\nJOINED,start date\nEarning?,in work\nWard now,home ward\nPay,\n"
        let result = try await run(list) { $0.declared = try declared(file) }
        #expect(result.report.summary.outcomes.eligible == 1)
        #expect(result.report.summary.unusedColumns.map(\.column) == ["Client", "Pay"])
        #expect(result.report.summary.warnings.isEmpty)
    }

    @Test func `what a list was taken for can be saved and used again`() async throws {
        let list = SmallProgramme.header + SmallProgramme.row()
        let first = try await run(list)
        let mapping = try #require(first.report.mapping)
        let saved = try text(DeclaredColumns.file(mapping, for: SmallProgramme.assessor().book))
        #expect(
            saved == """
                column,holds
                Ref,
                First name,first name
                Surname,surname
                DOB,date of birth
                Start,start date
                In work,in work
                Pay,pay
                Left work,left work
                Home ward,home ward
                Home postcode,home postcode
                Remarks,

                """)
        let second = try await run(list) { $0.declared = try declared(saved) }
        #expect(second.output.decisions == first.output.decisions)
    }

    @Test func `everything wrong with the file is told at once`() {
        do throws(Problems) {
            _ = try DeclaredColumns(
                Array("column,holds\nBorn,date of brith\nBorn,surname\n,surname\n".utf8),
                named: "partner.csv",
                for: { () throws(Problems) in try SmallBook.book() }())
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.all.map(\.code.rawValue) == ["L206", "L206"])
            #expect(error.all.first?.suggestion == "Did you mean “date of birth”?")
            #expect(error.all.flatMap(\.places).map(\.line) == [2, 4])
        }
    }

    @Test func `a declared column that the list lacks is a warning`() async throws {
        let result = try await run(SmallProgramme.header + SmallProgramme.row()) {
            $0.declared = try declared("column,holds\nBirthday,date of birth\n")
        }
        #expect(result.report.summary.warnings.map(\.code.rawValue) == ["L206"])
        #expect(result.report.summary.outcomes.eligible == 1)
    }

    // MARK: Earlier lists

    @Test func `people of earlier decisions are noted as possible duplicates of their rows there`()
        async throws
    {
        let before =
            SmallProgramme.header + SmallProgramme.row([At.postcode: "B37 7RN"])
            + SmallProgramme.row([At.surname: "Other", At.postcode: "B37 7RN"])
        let decisions = try await run(before).output.decisions
        let now =
            SmallProgramme.header + SmallProgramme.row([At.surname: "New", At.postcode: "B37 7RN"])
            + SmallProgramme.row([At.surname: "OTHER", At.postcode: "b377rn", At.start: "01/10/2019"])
        let result = try await run(now) { options in
            let reader = try DelimitedReader(MemoryByteSource(decisions), named: "august.csv")
            options.earlier = [("august.csv", reader)]
        }
        let rows = text(result.output.decisions).split(separator: "\n")
        #expect(!rows[1].contains("possible duplicate"))
        #expect(rows[2].contains("This is a possible duplicate of row 3 of “august.csv”."))
        #expect(result.report.summary.duplicates.rows == 1)
        #expect(result.report.summary.duplicates.ofEarlierLists == 1)
        #expect(result.report.summary.text.contains("1 of 2 decided, 1 of them of “august.csv”."))
    }

    @Test func `an earlier list without a column that tells people apart is refused`() async throws {
        await #expect(throws: Problems.self) {
            try await run(SmallProgramme.header + SmallProgramme.row()) { options in
                let reader = try DelimitedReader(
                    MemoryByteSource(Array("DOB,Start\n".utf8)), named: "old.csv")
                options.earlier = [("old.csv", reader)]
            }
        }
    }

    // MARK: Rejects that come back

    @Test func `corrected rejects are decided as the rows of their list would be`() async throws {
        let wrong =
            SmallProgramme.header + SmallProgramme.row([At.born: "31/02/1990", At.remarks: "\"a, b\""])
        let right =
            SmallProgramme.header + SmallProgramme.row([At.born: "28/02/1990", At.remarks: "\"a, b\""])
        let rejected = try await run(wrong)
        #expect(rejected.report.summary.rows.rejected == 1)
        let corrected = text(rejected.output.rejects).replacing("31/02/1990", with: "28/02/1990")
        let again = try await run(corrected)
        let direct = try await run(right)
        #expect(text(again.output.decisions) == text(direct.output.decisions))
        #expect(again.report.summary.unusedColumns == direct.report.summary.unusedColumns)
        let notCorrected = try await run(text(rejected.output.rejects))
        #expect(text(notCorrected.output.rejects) == text(rejected.output.rejects))
    }

    @Test func `a row whose cells do not fit the columns is kept as it was written`() async throws {
        let row = SmallProgramme.row().dropLast() + ",beyond,\"and, more\""
        let result = try await run(SmallProgramme.header + row + "\n")
        let table = try DelimitedTable(bytes: result.output.rejects, named: "rejects.csv")
        let record = try #require(table.records.first { _ in true })
        #expect(table.header.map(\.name).suffix(3) == ["line", "problems", "original row"])
        #expect(record.string(table.header.count - 1) == row)
    }
}

private enum SmallBook {
    static func book() throws(Problems) -> RuleBook {
        try RuleBook(RuleFiles(main: "small.rules") { _ in Array(SmallProgramme.rules.utf8) }, map: nil)
    }
}
