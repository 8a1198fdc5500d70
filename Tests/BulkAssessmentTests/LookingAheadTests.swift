import DelimitedText
import Diagnostics
import Eligibility
import Testing

@testable import BulkAssessment

/// Lists that are looked through only as far as their dates need, against lists that are looked through whole.
@Suite struct LookingAheadTests {
    private static func run(
        _ bytes: [UInt8], looksAhead: Bool, dates: AnswerReader.SlashDates = .refused, jobs: Int = 1,
        progress: (ListAssessment.Progress) -> Void = { _ in },
        write: (ListAssessment.Output) -> Void = { _ in }
    ) async throws -> Summary {
        var options = ListAssessment.Options()
        options.looksAhead = looksAhead
        options.slashDates = dates
        options.jobs = jobs
        options.chunkSize = ChunkSize(records: 2)
        return try await ListAssessment(SmallProgramme.assessor(), options: options).run(
            MemoryByteSource(bytes, blockSize: 200), named: "list.csv", progress: progress, write: write
        ).summary
    }

    /// Lists without names of people, so that nothing but their dates has to be known ahead.
    private static func list(_ born: [String]) -> [UInt8] {
        var list = "Ref,DOB,Start,In work,Pay,Home ward\n"
        for (row, date) in born.enumerated() {
            list += "\(row),\(date),\(row % 4 == 0 ? "23/09/2019" : "03/09/2019"),no,,E05000001\n"
        }
        return Array(list.utf8)
    }

    /// Dates of birth, and whether it is soon settled how they are read.
    private static let lists: [(what: String, born: [String], isSettled: Bool)] = [
        ("settled at once", ["13/05/1990", "03/05/1990", "05/06/2004", "", "1990-05-01", "soon"], true),
        ("settled late", Array(repeating: "03/05/1990", count: 300) + ["13/05/1990", "04/06/1991"], false),
        ("mixed later", ["13/05/1990", "03/05/1990", "03/05/1990", "05/13/1990", "04/05/1990"], true),
        ("of the other order", ["05/13/1990", "03/05/1990", "04/05/1990", "05/14/1990"], false),
        ("mixed before", ["05/13/1990", "03/05/1990", "04/05/1990", "14/05/1990", "04/05/1990"], true),
        ("never settled", Array(repeating: "03/05/1990", count: 400), false),
        ("empty", Array(repeating: "", count: 40), false),
        ("without rows", [], false),
    ]

    @Test(arguments: lists.indices, [AnswerReader.SlashDates.refused, .dayFirst, .monthFirst])
    func `what is written does not depend on looking ahead`(
        _ index: Int, _ dates: AnswerReader.SlashDates
    ) async throws {
        let bytes = Self.list(Self.lists[index].born)
        var outputs: [(decisions: [UInt8], rejects: [UInt8], summary: Summary)] = []
        for (looksAhead, jobs) in [(true, 1), (false, 1), (false, 3)] {
            var (decisions, rejects): ([UInt8], [UInt8]) = ([], [])
            var isWhole = true
            let summary = try await Self.run(
                bytes, looksAhead: looksAhead, dates: dates, jobs: jobs,
                progress: { isWhole = isWhole && !$0.isEstimate },
                write: {
                    decisions += $0.decisions
                    rejects += $0.rejects
                })
            outputs.append((decisions, rejects, summary))
            #expect(isWhole == (looksAhead || dates == .refused && !Self.lists[index].isSettled))
        }
        for output in outputs.dropFirst() {
            #expect(output.decisions == outputs[0].decisions, "\(Self.lists[index].what)")
            #expect(output.rejects == outputs[0].rejects, "\(Self.lists[index].what)")
            #expect(output.summary == outputs[0].summary, "\(Self.lists[index].what)")
        }
    }

    @Test func `a list in which possible duplicates are looked for is looked through whole`() async throws {
        var list = SmallProgramme.header
        for _ in 0..<20 { list += SmallProgramme.row([At.postcode: "B37 7RN"]) }
        let bytes = Array(list.utf8)
        let ahead = try await Self.run(bytes, looksAhead: true)
        #expect(ahead.duplicates.rows == 19)
        #expect(try await Self.run(bytes, looksAhead: false) == ahead)
    }

    @Test func `a list that stops being text is refused either way`() async throws {
        var bytes = Self.list(Array(repeating: "13/05/1990", count: 8_000))
        bytes[bytes.count - 20] = 0xFF
        var calls = [true: 0, false: 0]
        for looksAhead in [true, false] {
            await #expect(throws: Problems.self) {
                _ = try await Self.run(
                    bytes, looksAhead: looksAhead,
                    write: { _ in
                        calls[looksAhead, default: 0] += 1
                    })
            }
        }
        #expect(calls[true] == 0 && (calls[false] ?? 0) > 50)
    }

    @Test func `how many rows there are is worked out from what was read`() async throws {
        var totals: [Int] = []
        _ = try await Self.run(Self.list(Array(repeating: "13/05/1990", count: 400)), looksAhead: false) {
            done in
            guard done.isDeciding else { return }
            #expect(done.isEstimate)
            if done.rows > 100, let total = done.totalRows { totals.append(total) }
        }
        #expect(totals.count > 100 && totals.allSatisfy { (390...410).contains($0) }, "\(totals)")
    }
}
