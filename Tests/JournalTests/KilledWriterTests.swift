import Foundation
import RuleTestSupport
import Testing

@testable import Journal

/// A journal whose writer is killed outright, again and again.
struct KilledWriterTests {
    /// Built into the same folder as these tests.
    private static let executable: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path.contains(".xctest") { folder.deleteLastPathComponent() }
        return folder.appending(path: "wardwise")
    }()

    private func start(_ arguments: [String], output: URL) throws -> Process {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        try Data().write(to: output)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test func `every entry that was said to be written is there after a kill, and none is torn`() throws {
        let place = try Place()
        var random = SeededRandom(seed: .printed())
        let record = place.folder.appending(path: "record.json")
        let facts = ["start date: 2030-03-04"]
        let made = try start(
            ["ask", "--save", record.path, "--rules", Self.rules] + facts,
            output: place.folder.appending(path: "ask.txt"))
        made.waitUntilExit()
        try #require(made.terminationStatus == 0)
        let output = place.folder.appending(path: "numbers.txt")
        var killed = 0
        for round in 0..<25 {
            let records = [String](repeating: record.path, count: 400)
            let writer = try start(
                ["journal", "add", place.path] + records + ["--person", "p\(round)", "--by", "a"],
                output: output)
            // Not before it has begun to write.
            for _ in 0..<500 where try Data(contentsOf: output).isEmpty && writer.isRunning { usleep(10_000) }
            usleep(UInt32(random.number(0...60_000)))
            if writer.isRunning {
                kill(writer.processIdentifier, SIGKILL)
                killed += 1
            }
            writer.waitUntilExit()
            let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
            let said = lines.compactMap { Int($0) }.max() ?? 0
            let journal = try Journal(place.path)
            try journal.verify()
            #expect(try journal.entries().count >= said)
            let whole = try Database(place.path).run("PRAGMA integrity_check").first?.first?.text
            #expect(whole == "ok")
        }
        let written = try Journal(place.path).entries().count
        print("\(killed) writers killed, \(written) entries written")
        #expect(killed > 0)
        #expect(written > 0)
    }

    @Test func `an eraser that is killed has erased all of somebody or nothing`() throws {
        let place = try Place()
        var random = SeededRandom(seed: .printed())
        let journal = try Journal(place.path)
        for _ in 0..<12 {
            for _ in 0..<40 {
                try journal.add(
                    record: String(repeating: "secret ", count: 800), outcome: "refer", person: "4711",
                    by: "a", at: "2019-03-04T10:15:00Z")
            }
            let eraser = try start(
                ["journal", "erase", place.path, "--person", "4711", "--why", "asked", "--by", "b"],
                output: place.folder.appending(path: "erase.txt"))
            usleep(UInt32(random.number(0...200_000)))
            if eraser.isRunning { kill(eraser.processIdentifier, SIGKILL) }
            eraser.waitUntilExit()
            try journal.verify()
            let left = try journal.entries().filter { $0.person == "4711" }.count
            #expect(left.isMultiple(of: 40))
            if left == 0 { #expect(try !place.holds("secret secret")) }
        }
    }

    private static let rules = Repository.folder.appending(path: "Rules/connecting-communities").path
}
