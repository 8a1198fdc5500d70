import ArgumentParser
import Diagnostics
import Eligibility
import Foundation
import RuleChecking
import Synchronization

struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the examples in rule files and in the .cases.csv beside them.",
        discussion: """
            Example: wardwise test Rules/connecting-communities --filter G1
            """)

    @Argument(
        help: ArgumentHelp("Rule files or folders; by default the rules of --rules.", valueName: "rules"))
    var paths: [String] = []

    @OptionGroup var options: RuleOptions

    @OptionGroup var placing: PlaceOptions

    @Option(help: ArgumentHelp("Runs only examples whose name holds this text.", valueName: "text"))
    var filter: String?

    @Flag(help: "Shows what no example decides, with examples to paste.")
    var coverage = false

    @Flag(
        help:
            "Tries every small slip in the rules, and shows those that no example would notice, with examples to paste."
    )
    var mutants = false

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        var results: [ExampleResult] = []
        for path in paths.isEmpty ? [options.rules] : paths {
            results += try reading { () throws(Problems) -> [ExampleResult] in try examples(of: path) }
        }
        let failed = results.filter { !$0.passed }
        switch format {
        case .json: Terminal.print(JSON.text(results.map(Report.init)))
        case .text:
            for result in failed { Terminal.print(result.text) }
            Terminal.print("\(results.count - failed.count) passed, \(failed.count) failed")
        }
        if results.isEmpty {
            Terminal.say("No example was run\(filter == nil ? "." : ": none has that text in its name.")")
        }
        if !failed.isEmpty || results.isEmpty { throw ExitCode(1) }
    }

    private func examples(of path: String) throws(Problems) -> [ExampleResult] {
        let loaded = try RuleOptions.load(path, boundaries: options.boundaries)
        let book = try RuleBook(loaded.files, map: loaded.map)
        RuleOptions.say(aboutBoundaries: book.map)
        var examples = book.rules.examples
        for file in Files.list(Files.folder(of: loaded.main), ending: ".cases.csv") {
            examples += try CaseFile.read(Files.read(file), named: file, fields: book.fields)
        }
        var assessing = Assessor.Options()
        try placing.apply(to: &assessing, isForList: true)
        let assessor = try Assessor(book, options: assessing)
        if coverage { Self.say(Coverage(examples, assessor), of: path) }
        if mutants { try Self.say(mutantsOf: path, loaded) }
        let runner = ExampleRunner(assessor)
        let wanted = filter?.lowercased() ?? ""
        return examples.filter { wanted.isEmpty || $0.title.lowercased().contains(wanted) }.map(runner.run)
    }

    private static func say(_ coverage: Coverage, of path: String) {
        for gap in coverage.gaps {
            Terminal.print(gap.message)
            let example = gap.example ?? "(Nobody was found whom the rules decide so.)"
            Terminal.print(example.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
        }
        Terminal.print(
            "\(path): examples show \(coverage.total - coverage.gaps.count) of \(coverage.total) things they could."
        )
    }

    private static func say(mutantsOf path: String, _ loaded: RuleOptions.Loaded) throws(Problems) {
        var cases: [(name: String, bytes: [UInt8])] = []
        for file in Files.list(Files.folder(of: loaded.main), ending: ".cases.csv") {
            cases.append((file, try Files.read(file)))
        }
        let root = loaded.root
        let mutants = try RuleMutants(
            main: loaded.files.texts.first?.name ?? "", map: loaded.map, cases: cases,
            read: { try? Files.read(Files.join(root, $0)) })
        let found = tried(mutants)
        var counts = (refused: 0, noticed: 0, equivalent: 0, unnoticed: 0)
        for mutant in found {
            switch mutant.verdict {
            case .refused: counts.refused += 1
            case .noticed: counts.noticed += 1
            case .equivalent: counts.equivalent += 1
            case .unnoticed(let example):
                counts.unnoticed += 1
                let isLeftOut = mutant.instead.isEmpty || mutant.instead.hasPrefix("#")
                let what = isLeftOut ? "left out" : "“\(mutant.instead)” instead"
                Terminal.print("\(mutant.place.position): no example notices “\(mutant.written)”, \(what).")
                let lines = example ?? "(Nobody was found who shows it.)"
                Terminal.print(lines.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            }
        }
        Terminal.print(
            "\(path): of \(mutants.count) small changes, \(counts.noticed) are noticed by an example, \(counts.refused) are refused by check, \(counts.equivalent) change nothing (proved), \(counts.unnoticed) are not noticed."
        )
    }

    /// Every change, tried on all cores, in order.
    private static func tried(_ mutants: RuleMutants) -> [RuleMutants.Mutant] {
        struct State {
            var found: [Int: RuleMutants.Mutant] = [:]
            let progress = ProgressLine()
        }
        let began = ContinuousClock.now
        let state = Mutex(State())
        DispatchQueue.concurrentPerform(iterations: mutants.count) { index in
            let mutant = mutants.mutant(index)
            state.withLock { state in
                state.found[index] = mutant
                state.progress.show(
                    "Trying changes", done: state.found.count, of: mutants.count, since: began)
            }
        }
        return state.withLock { state in
            state.progress.end()
            return (0..<mutants.count).compactMap { state.found[$0] }
        }
    }

    /// One result as JSON.
    private struct Report: Encodable {
        struct Difference: Encodable { var what, expected, found: String }
        var example, place: String
        var passed: Bool
        var differences: [Difference]

        init(_ result: ExampleResult) {
            example = result.example.title
            place = result.example.place.position
            passed = result.passed
            differences = result.differences.map {
                .init(what: $0.what, expected: $0.expected, found: $0.found)
            }
        }
    }
}
