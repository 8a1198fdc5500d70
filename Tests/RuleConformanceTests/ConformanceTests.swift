import Diagnostics
import Foundation
import RuleTestSupport
import Testing

/// The language, as programs that have to work and mistakes that have to be told of in exactly these words.
///
/// With `WARDWISE_WRITE_CORPUS=1` what bad programs say they are told is written anew, to be read before it is
/// committed.
struct ConformanceTests {
    private static let isWriting = ProcessInfo.processInfo.environment["WARDWISE_WRITE_CORPUS"] == "1"

    @Test func `there is a program for every topic, good and bad, and each says what it is about`() {
        #expect(CorpusProgram.good.count >= 100)
        #expect(CorpusProgram.bad.count >= 150)
        for program in CorpusProgram.all {
            #expect(program.about.hasPrefix("# "), "\(program)")
            #expect(program.isGood == (program.told == nil), "\(program)")
        }
        let abouts = Dictionary(grouping: CorpusProgram.all, by: \.about)
        for (about, programs) in abouts { #expect(programs.count == 1, "\(about): \(programs)") }
        let page = String(decoding: Repository.bytes("\(CorpusProgram.root)/README.md") ?? [], as: UTF8.self)
        for topic in Set(CorpusProgram.all.map(\.topic)) { #expect(page.contains("`\(topic)`"), "\(topic)") }
    }

    @Test(arguments: CorpusProgram.good) func `a good program has no problems and does what it says`(
        _ program: CorpusProgram
    ) throws {
        let run = try Run(program)
        #expect(run.told == "")
        #expect(run.examples > 0)
    }

    @Test(arguments: CorpusProgram.bad) func `of a mistake its author is told exactly this`(
        _ program: CorpusProgram
    ) throws {
        let told = try Run(program).told
        #expect(!told.isEmpty)
        if Self.isWriting {
            let file = Repository.folder.appending(path: "\(CorpusProgram.root)/\(program.path)")
            try Data(program.text(told: told).utf8).write(to: file)
        } else {
            #expect(told + "\n" == program.told)
        }
    }
}
