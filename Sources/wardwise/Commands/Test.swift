import ArgumentParser
import Diagnostics
import Eligibility
import RuleChecking

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

    @Option(help: ArgumentHelp("Runs only examples whose name holds this text.", valueName: "text"))
    var filter: String?

    @Option(help: ArgumentHelp("Where the postcodes of examples are, as for assess.", valueName: "file"))
    var postcodes: String?

    @Flag(help: "Shows what no example decides, with examples to paste.")
    var coverage = false

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
            for result in failed { Terminal.print(Self.text(result)) }
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
        if let postcodes {
            assessing.postcodes = try PostcodeFiles.places(postcodes, isForList: true)
        }
        let assessor = try Assessor(book, options: assessing)
        if coverage { Self.say(Coverage(examples, assessor), of: path) }
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

    private static func text(_ result: ExampleResult) -> String {
        var lines = ["\(result.example.place.position): “\(result.example.title)” failed"]
        let width = result.differences.map(\.what.count).max() ?? 0
        for difference in result.differences {
            let label = difference.what + String(repeating: " ", count: width - difference.what.count)
            lines.append("  \(label)  expected: \(difference.expected)")
            lines.append("  \(String(repeating: " ", count: width))     found: \(difference.found)")
        }
        return lines.joined(separator: "\n")
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
