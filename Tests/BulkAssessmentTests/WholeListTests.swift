import DelimitedText
import Diagnostics
import Testing

@testable import BulkAssessment

@Suite struct WholeListTests {
    private static let list = list(rows: 40)

    private static func list(rows: Int) -> String {
        var list = SmallProgramme.header
        for number in 0..<rows {
            list += SmallProgramme.row([
                At.reference: "\(number)", At.born: number % 7 == 0 ? "31/02/1990" : "13/05/\(1980 + number)",
                At.inWork: number % 5 == 0 ? "yes" : "no", At.pay: number % 3 == 0 ? "£9000" : "",
                At.ward: number % 4 == 0 ? "E05000002 South" : "E05000001", At.postcode: "B37 7RN",
                At.remarks: number % 6 == 0 ? "\"two\nlines\"" : "",
            ])
        }
        return list
    }

    @Test(arguments: [2, 4, 7])
    func `any number of jobs writes the same bytes`(_ jobs: Int) async throws {
        let one = try await SmallProgramme.assess(Self.list, jobs: 1, rowsInChunk: 3)
        let many = try await SmallProgramme.assess(Self.list, jobs: jobs, rowsInChunk: 3)
        #expect(many.decisions == one.decisions)
        #expect(many.rejects == one.rejects)
        #expect(many.summary == one.summary)
        #expect(one.summary.rows.rejected == 6)
    }

    @Test func `decisions keep the order of the list, with the rejects left out`() async throws {
        let result = try await SmallProgramme.assess(Self.list, jobs: 4, rowsInChunk: 1)
        #expect(try result.rows().map { $0["Ref"] ?? "" } == (0..<40).filter { $0 % 7 != 0 }.map(String.init))
    }

    @Test func `a list that stops being text hands nothing over`() async throws {
        var bytes = Array(Self.list.utf8)
        bytes[bytes.count - 20] = 0xFF
        var calls = 0
        let list = ListAssessment(try SmallProgramme.assessor())
        await #expect(throws: Problems.self) {
            try await list.run(MemoryByteSource(bytes, blockSize: 64), named: "list.csv") { _ in calls += 1 }
        }
        #expect(calls == 0)
    }

    @Test(arguments: [1, 3])
    func `a failure to write ends the run and is told`(_ jobs: Int) async throws {
        var options = ListAssessment.Options()
        options.jobs = jobs
        options.chunkSize = ChunkSize(records: 2)
        let list = ListAssessment(try SmallProgramme.assessor(), options: options)
        var calls = 0
        do {
            _ = try await list.run(MemoryByteSource(Array(Self.list.utf8)), named: "list.csv") {
                (_) throws(Problems) in
                calls += 1
                if calls == 3 { throw Problems(Problem(.lookUpFile, "no room")) }
            }
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.all.map(\.message) == ["no room"])
        }
        #expect(calls == 3)
    }

    @Test func `separator and encoding of the list do not matter`() async throws {
        let plain = try await SmallProgramme.assess(Self.list)
        let tabs = try await SmallProgramme.assess(Self.list.replacing(",", with: "\t"))
        #expect(tabs.decisions == plain.decisions)
        #expect(tabs.rejects == plain.rejects)
    }

    @Test func `what was written can be assessed again`() async throws {
        let first = try await SmallProgramme.assess(Self.list)
        let second = try await SmallProgramme.assess(first.decisions)
        #expect(second.summary.outcomes == first.summary.outcomes)
        #expect(second.summary.rows.rejected == 0)
        #expect(try second.rows().map { $0["given outcome"] } == first.rows().map { $0["outcome"] })
    }

    @Test func `work done at once is delivered in order, and a failure ends it`() async throws {
        var next = 0
        var delivered: [Int] = []
        try await OrderedWork.run(
            jobs: 3,
            next: {
                next += 1
                return next <= 50 ? next : nil
            },
            work: { number in
                // Earlier items take longer, so that later ones are ready first.
                var sum = 0
                for step in 0..<(50 - number) * 2_000 { sum &+= step }
                return sum == -1 ? 0 : number
            },
            deliver: { delivered.append($0) })
        #expect(delivered == Array(1...50))
    }
}
