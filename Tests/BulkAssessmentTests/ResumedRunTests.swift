import DelimitedText
import Diagnostics
import Foundation
import Testing

@testable import BulkAssessment

/// Runs that are interrupted after each chunk and gone on with, against the run in one go.
struct ResumedRunTests {
    private struct Interruption: Error {}

    private static func list(_ rows: Int) -> String {
        var list = SmallProgramme.header
        for number in 0..<rows {
            list += SmallProgramme.row([
                At.reference: "\(number)",
                At.born: number % 7 == 4 ? "31/02/1990" : "13/05/\(1980 + number % 9)",
                At.inWork: number % 5 == 0 ? "yes" : "no", At.pay: number % 3 == 0 ? "£9000" : "£12000",
                At.ward: number % 4 == 0 ? "E05000002 South" : number % 11 == 9 ? "E05999999" : "E05000001",
            ])
        }
        return list
    }

    private struct Run {
        var decisions: [UInt8] = []
        var rejects: [UInt8] = []
        var checkpoint: Checkpoint?
        var report: ListAssessment.Report?
    }

    /// - Parameter chunks: written before the run is interrupted; nil to go on to the end.
    private static func run(
        _ list: String, token: String = "", jobs: Int, from before: Run = Run(), chunks: Int?,
        _ change: (inout ListAssessment.Options) -> Void = { _ in }
    ) async throws -> Run {
        var options = ListAssessment.Options()
        options.jobs = jobs
        options.chunkSize = ChunkSize(records: 4)
        options.keptRejections = 3
        options.resumption = Resumption(token: token, from: before.checkpoint)
        change(&options)
        var run = before
        var written = 0
        let stop = Problems(Problem(.wrongStop, "Interrupted.", expected: "nothing."))
        do {
            run.report = try await ListAssessment(SmallProgramme.assessor(), options: options).run(
                MemoryByteSource(Array(list.utf8)), named: "list.csv"
            ) { (part) throws(Problems) in
                if part.checkpoint != nil, let chunks, written == chunks { throw stop }
                run.decisions += part.decisions
                run.rejects += part.rejects
                run.checkpoint = part.checkpoint ?? run.checkpoint
                if part.checkpoint != nil { written += 1 }
            }
        } catch let problems as Problems where problems == stop {}
        return run
    }

    @Test(arguments: [1, 3])
    func `a run interrupted anywhere ends with the same bytes and numbers`(jobs: Int) async throws {
        let list = Self.list(30)
        let whole = try await Self.run(list, jobs: jobs, chunks: nil)
        let report = try #require(whole.report)
        #expect(report.rejections.count == 3 && report.examples.count == 3)
        for chunks in 1..<8 {
            let part = try await Self.run(list, jobs: jobs, chunks: chunks)
            #expect(part.report == nil && part.checkpoint?.rows == chunks * 4)
            let rest = try await Self.run(list, jobs: jobs, from: part, chunks: nil)
            #expect(rest.decisions == whole.decisions && rest.rejects == whole.rejects)
            #expect(rest.report?.summary == report.summary)
            #expect(rest.report?.examples == report.examples)
            #expect(rest.report?.rejections == report.rejections)
        }
    }

    @Test func `a run interrupted again and again ends with the same bytes`() async throws {
        let list = Self.list(30)
        let whole = try await Self.run(list, jobs: 1, chunks: nil)
        var run = Run()
        while run.report == nil { run = try await Self.run(list, jobs: 2, from: run, chunks: 1) }
        #expect(run.decisions == whole.decisions && run.rejects == whole.rejects)
        #expect(run.report?.summary == whole.report?.summary)
        #expect(run.report?.rejections == whole.report?.rejections)
    }

    @Test func `another list, another date and another token are not gone on with`() async throws {
        let list = Self.list(30)
        let part = try await Self.run(list, jobs: 1, chunks: 3)
        let changed = list.replacing("£12000", with: "£12001", maxReplacements: 1)
        let longer = list + SmallProgramme.row([At.reference: "more"])
        for other in [changed, longer, String(list.dropLast())] {
            await #expect(throws: Problems.self) {
                try await Self.run(other, jobs: 1, from: part, chunks: nil)
            }
        }
        await #expect(throws: Problems.self) {
            try await Self.run(list, token: "other", jobs: 1, from: part, chunks: nil)
        }
        await #expect(throws: Problems.self) {
            try await Self.run(list, jobs: 1, from: part, chunks: nil) { $0.slashDates = .monthFirst }
        }
        do {
            _ = try await Self.run(changed, jobs: 1, from: part, chunks: nil)
            Issue.record("nothing was said")
        } catch let problems as Problems {
            #expect(problems.all.map(\.code.rawValue) == ["L207"])
        }
    }
}

extension ResumedRunTests {
    /// As somebody could write them into the file that keeps them.
    @Test(arguments: [
        ("\"chunks\":3", "\"chunks\":-1"), ("\"chunks\":3", "\"chunks\":999999"),
        ("\"read\":12", "\"read\":9223372036854775807"), ("\"read\":12", "\"read\":-1"),
    ])
    func `numbers that cannot be of the list are refused`(_ before: String, _ after: String) async throws {
        let list = Self.list(30)
        var part = try await Self.run(list, jobs: 1, chunks: 3)
        let kept = String(decoding: try JSONEncoder().encode(part.checkpoint), as: UTF8.self)
        #expect(kept.contains(before))
        part.checkpoint = try JSONDecoder().decode(
            Checkpoint.self, from: Data(kept.replacing(before, with: after).utf8))
        await #expect(throws: Problems.self) { try await Self.run(list, jobs: 1, from: part, chunks: nil) }
    }
}

extension Problem.Code {
    fileprivate static let wrongStop = Self(rawValue: "X")
}
