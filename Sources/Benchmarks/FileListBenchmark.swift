import BulkAssessment
import DelimitedText
import Diagnostics
import Eligibility
import Facts
import FileWriting
import Foundation

/// Lists as files: read, decided and written with reasons, against Polars and DuckDB, which write none.
enum FileListBenchmark {
    private static let people = 1_000_000
    private static let lots = [
        "E05001216", "E05001203", "E05001287", "E05001304", "E05001219", "E05006904", "E05007070",
        "E05007480",
        "E05007870",
    ]

    static func run(_ setting: Setting) throws {
        var report = Report("Lists of \(people) people, from CSV to CSV, one thread")
        defer { report.show() }
        guard let book = try ListBenchmark.book(setting) else {
            return report.skip("lists", "no rules here; run it from the folder of the package")
        }
        let rival = try Rival()
        defer { rival.remove() }
        let (list, decisions) = (rival.path("list.csv"), rival.path("decisions.csv"))
        let elsewhere = (book.map?.wards ?? []).map(\.code).filter { !lots.contains($0) }
        let bytes = text(people, elsewhere: elsewhere.isEmpty ? lots : elsewhere)
        try Data(bytes).write(to: URL(fileURLWithPath: list))
        let assessor = try Assessor(book)
        let first = try assess(bytes, assessor, jobs: 1, to: decisions)
        // In turns of three runs each, so that a slow minute of the machine meets all; of each, the quickest counts.
        var (alone, both) = (Times(), Times())
        var (unwrittenAlone, unwrittenBoth) = (Times(), Times())
        var limit = Double.infinity
        let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
        var others = [Other("Polars", "polars_list.py"), Other("DuckDB", "duckdb_list.py")]
        var size = 0
        for _ in 0..<min(3, setting.rounds) {
            for _ in 0..<3 { alone.add(try assess(bytes, assessor, jobs: 1, to: decisions)) }
            both.add(try assess(bytes, assessor, jobs: 2, to: decisions))
            unwrittenAlone.add(try assess(bytes, assessor, jobs: 1, to: nil))
            unwrittenBoth.add(try assess(bytes, assessor, jobs: 2, to: nil))
            size = try FileManager.default.attributesOfItem(atPath: decisions)[.size] as? Int ?? 0
            limit = min(limit, try writing(size, to: rival.path("bytes")))
            for index in others.indices { others[index].run(rival, python, list) }
        }
        func rate(_ seconds: Double) -> String { "\((Double(people) / seconds / 1e6).short) M rows/s" }
        report.add(
            "wardwise, with reasons", rate(alone.processor),
            "\(size / people) bytes for each person, on the disk at the end; \(rate(alone.wall)) on the wall")
        report.add("  the first time in a run", rate(first.processor), "days and sentences are made then")
        report.add(
            "  on two cores", "\((unwrittenAlone.wall / unwrittenBoth.wall).short) times one",
            "on the wall, nothing written; \((alone.wall / both.wall).short) times with the disk")
        report.add(
            "  as many bytes, nothing decided", rate(limit),
            "sentences of 80 bytes put together and written; wardwise takes \((alone.processor / limit).short) times as long"
        )
        let told = try decided(decisions, ["outcome", "cohort", "lots", "conditions not met"])
        for other in others {
            guard let seconds = other.seconds else {
                report.skip(other.name, other.reason)
                continue
            }
            let theirs = try decided(
                rival.path(other.script + ".csv"), ["outcome", "cohort", "lots", "failed"])
            let differ = zip(told, theirs).count { $0 != $1 } + abs(told.count - theirs.count)
            report.add(
                "\(other.name), without reasons", rate(seconds),
                "wardwise has \((seconds / alone.processor).short) of its speed; "
                    + (differ == 0 ? "decisions equal" : "\(differ) DECISIONS DIFFER"))
        }
    }

    /// The least times of some runs, in seconds.
    private struct Times {
        var processor = Double.infinity
        var wall = Double.infinity

        mutating func add(_ run: (processor: Double, wall: Double)) {
            processor = min(processor, run.processor)
            wall = min(wall, run.wall)
        }
    }

    /// Another program, its least time, or why there is none.
    private struct Other {
        let name: String
        let script: String
        private(set) var seconds: Double?
        private(set) var reason = ""

        init(_ name: String, _ script: String) { (self.name, self.script) = (name, script) }

        mutating func run(_ rival: borrowing Rival, _ python: String, _ list: String) {
            let result = rival.run([python, "\(Rival.sources)/\(script)", list, rival.path(script + ".csv")])
            guard let own = result.figures?.first?.seconds else { return reason = result.reason }
            seconds = min(seconds ?? own, own)
        }
    }

    /// What it takes only to put so many bytes together and to write them: nothing with as many reasons is faster.
    private static func writing(_ size: Int, to path: String) throws -> Double {
        let start = Clock.seconds
        let sentence = [UInt8](repeating: UInt8(ascii: "x"), count: 80)
        let block = 256 << 10
        var text = RowBytes()
        try write(path) { blocks in
            for _ in 0..<size / block {
                text.removeAll()
                while text.count < block { text.append(sentence) }
                try blocks.write(text.array)
            }
        }
        return Clock.seconds - start
    }

    /// Writes a file as the command does: it is on the disk at the end.
    private static func write(_ path: String, _ body: (BlockFile) throws -> Void) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        let blocks = BlockFile(file.fileDescriptor)
        try body(blocks)
        try blocks.sync()
        try file.close()
    }

    private static func assess(
        _ list: [UInt8], _ assessor: Assessor, jobs: Int, to path: String?
    ) throws -> (processor: Double, wall: Double) {
        var options = ListAssessment.Options()
        options.jobs = jobs
        options.writesRejects = false
        // As the command does for files, which get their names at the end.
        options.looksAhead = false
        let assessment = ListAssessment(assessor, options: options)
        let begin = ContinuousClock.now
        let start = Clock.seconds
        func assess(_ blocks: BlockFile?) throws {
            try wait {
                _ = try await assessment.run(MemoryByteSource(list), named: "list.csv") {
                    (part) throws(Problems) in
                    do { try blocks?.write(part.decisions) } catch {
                        let code = Problem.Code(rawValue: "F103")
                        throw Problems(
                            Problem(
                                code, "The decisions cannot be written: \(error).", expected: "room for them."
                            ))
                    }
                }
            }
        }
        if let path { try write(path) { try assess($0) } } else { try assess(nil) }
        let wall = ContinuousClock.now - begin
        let processor = Clock.seconds - start
        return (processor, Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18)
    }

    /// Some columns of a file of decisions.
    private static func decided(_ path: String, _ names: [String]) throws -> [[String]] {
        let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
        var reader = try DelimitedReader(MemoryByteSource(bytes), named: path)
        let columns = names.map { name in reader.header.last { $0.name == name }?.column ?? 0 }
        var rows: [[String]] = []
        while let chunk = try reader.nextChunk() {
            chunk.forEachRecord { record in rows.append(columns.map { record.string($0) }) }
        }
        return rows
    }

    private static func wait(_ work: @escaping @Sendable () async throws -> Void) throws {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var failure: (any Error)?
        Task {
            do { try await work() } catch { failure = error }
            done.signal()
        }
        done.wait()
        if let failure { throw failure }
    }

    // MARK: The list

    /// People of whom all is known that the rules ask, as a tidy system would write them.
    static func text(_ count: Int, elsewhere wards: [String]) -> [UInt8] {
        var random = ListBenchmark.Random(state: 2)
        var bytes = Array(
            "ref,first name,surname,date of birth,start date,work status,first day out of work,yearly pay,hourly pay,home ward,work ward,family ward,other connections,adviser\n"
                .utf8)
        func pick(_ words: [String]) -> String { words[Int(random.number(0, Int32(words.count - 1)))] }
        let first = ["Gale", "Olive", "Otter", "Cedar", "Juniper", "Maple", "Finch", "Ivy", "Rowan", "Wren"]
        let last = ["Fictley", "Mockford", "Instance", "Sampleton", "Exemplar", "Madeupson", "Draftwood"]
        let statuses = ["employed", "self-employed", "zero hours"]
        let run = (Int32(17_683), Int32(19_082))
        func day(_ number: Int32) -> String {
            let parts = digits(HandWritten.digits(number), 8)
            return "\(parts.suffix(2))/\(parts.dropFirst(4).prefix(2))/\(parts.prefix(4))"
        }
        for row in 0..<count {
            let start = random.number(run.0, run.1)
            let isWorking = random.number(0, 9) < 4
            let elsewhere = pick(wards)
            let cells = [
                "R\(row)", pick(first), pick(last), day(random.number(-7_305, 13_513)), day(start),
                isWorking ? pick(statuses) : "out of work",
                isWorking ? "" : day(start - random.number(0, 2_000)),
                isWorking ? "\(random.number(500, 3_000) * 10)" : "",
                isWorking ? "\(random.number(4, 14)).\(digits(random.number(0, 99), 2))" : "",
                random.number(0, 9) < 8 ? pick(lots) : elsewhere,
                isWorking && random.number(0, 1) == 0 ? pick(lots) : "",
                random.number(0, 9) == 0 ? elsewhere : "", "none", "Adviser \(random.number(1, 9))",
            ]
            bytes += cells.joined(separator: ",").utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private static func digits(_ number: Int32, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
