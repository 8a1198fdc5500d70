import BulkAssessment
import DelimitedText
import Diagnostics
import Eligibility
import Facts
import Testing

/// A small programme, and lists assessed by it.
enum SmallProgramme {
    static let rules = """
        programme "Small", version "first"
            runs from 1 June 2018 to 31 March 2022
            decided on the start date
        fact first name: text
        fact surname: text
        fact start date: date
            columns "Start"
        fact date of birth: date
            columns "DOB"
            must be on or before the start date
        fact left work: date, or "never worked"
            must be on or before the start date
        fact pay: money per year
            columns "Annual pay"
            must be at least £0
        fact in work: yes or no
        connection home: "lives in the area"
        connection work: "works in the area"
        identify people by first name, surname, date of birth and home postcode
        define age: age from date of birth
        condition old enough: age is at least 16
            otherwise say "You need to be 16 or over."
        condition local: has a connection to the lot by home, work
            otherwise say "You need a tie to North or South."
        condition low paid: not in work or pay is below £10,000
            otherwise refer, say "An adviser will look at your pay."
        eligible when old enough and local and low paid
        cohort "In Work": in work
        cohort "Out of Work": not in work
        lot "North"
            ward E05000001 "North"
        lot "South"
            ward E05000002 "South"
        """

    static func assessor() throws -> Assessor {
        let files = RuleFiles(main: "small.rules") { _ in Array(rules.utf8) }
        return try Assessor(RuleBook(files, map: nil))
    }

    /// What came of a list.
    struct Result {
        var decisions: String
        var rejects: String
        var report: ListAssessment.Report
        var summary: Summary { report.summary }

        /// The decisions as rows of cells by header.
        func rows() throws -> [[String: String]] { try Self.rows(decisions) }
        func rejected() throws -> [[String: String]] { try Self.rows(rejects) }

        private static func rows(_ text: String) throws -> [[String: String]] {
            let table = try DelimitedTable(bytes: Array(text.utf8), named: "output")
            return table.records.map { record in
                Dictionary(table.header.map { ($0.name, record.string($0.column)) }) { first, _ in first }
            }
        }
    }

    static func assess(
        _ list: String, jobs: Int = 1, rowsInChunk: Int = 256, dates: AnswerReader.SlashDates = .refused,
        on: CivilDate? = nil
    ) async throws -> Result {
        var options = ListAssessment.Options()
        options.jobs = jobs
        options.chunkSize = ChunkSize(records: rowsInChunk)
        options.slashDates = dates
        options.on = on
        var output = ListAssessment.Output()
        let report = try await ListAssessment(assessor(), options: options).run(
            MemoryByteSource(Array(list.utf8), blockSize: 1000), named: "list.csv"
        ) { (part) throws(Problems) in
            output.decisions += part.decisions
            output.rejects += part.rejects
        }
        return Result(
            decisions: String(decoding: output.decisions, as: UTF8.self),
            rejects: String(decoding: output.rejects, as: UTF8.self), report: report)
    }

    /// The codes of what a list cannot be read for.
    static func refusal(_ list: String) async throws -> [Problem] {
        do {
            _ = try await assess(list)
        } catch let problems as Problems {
            return problems.all
        }
        return []
    }

    static let header =
        "Ref,First name,Surname,DOB,Start,In work,Pay,Left work,Home ward,Home postcode,Remarks\n"

    /// A row that is decided as eligible, in North, with some cells changed.
    static func row(_ changes: [Int: String] = [:]) -> String {
        var cells = ["1", "Ada", "Moss", "13/05/1990", "03/09/2019", "no", "", "", "E05000001", "", ""]
        for (index, text) in changes { cells[index] = text }
        return cells.joined(separator: ",") + "\n"
    }
}

/// The columns of `SmallProgramme.header`.
enum At {
    static let reference = 0
    static let firstName = 1
    static let surname = 2
    static let born = 3
    static let start = 4
    static let inWork = 5
    static let pay = 6
    static let leftWork = 7
    static let ward = 8
    static let postcode = 9
    static let remarks = 10
}
