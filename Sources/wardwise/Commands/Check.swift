import ArgumentParser
import Diagnostics
import Eligibility

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds every problem in rule files and boundaries.",
        discussion: """
            Example: wardwise check Rules/connecting-communities --boundaries wards.kml

            With --fix, what has one safe repair (a misspelt name, a lost closing quote) is put right in the files, and
            the rest is shown. `wardwise explain CODE` says more about a problem.
            """)

    @Argument(
        help: ArgumentHelp("Rule files or folders; by default the rules of --rules.", valueName: "rules"))
    var paths: [String] = []

    @OptionGroup var options: RuleOptions

    @Option(help: "text, narrated (sentences for a screen reader) or json.")
    var format: ProblemFormat = .text

    @Flag(help: "Makes the repairs that are safe.")
    var fix = false

    func run() throws {
        if format != .text { ShownCodes.keepQuiet() }
        var isSound = true
        var all: [Problem] = []
        for path in paths.isEmpty ? [options.rules] : paths {
            let checked = try reading { () throws(Problems) -> Checked in try check(path) }
            all += checked.problems
            if checked.contents == nil { isSound = false }
            say(checked, path)
        }
        if format == .json { Terminal.print(JSON.text(all)) }
        if !isSound { throw ExitCode(1) }
    }

    private struct Checked {
        var problems: [Problem]
        /// What the rules hold; nil when they have errors.
        var contents: String?
        /// What is proved of them.
        var proved: [String] = []
    }

    private func check(_ path: String) throws(Problems) -> Checked {
        var loaded = try RuleOptions.load(path, boundaries: options.boundaries)
        RuleOptions.say(aboutBoundaries: loaded.map)
        var (rules, problems) = RuleBook.check(loaded.files, map: loaded.map)
        // A repair can bring another to light; each round has to leave fewer problems than it found.
        while fix, problems.contains(where: { $0.repair != nil }) {
            let before = loaded
            try write(loaded.files.repaired(problems), in: loaded.root)
            loaded = try RuleOptions.load(path, boundaries: options.boundaries)
            let (newRules, newProblems) = RuleBook.check(loaded.files, map: loaded.map)
            guard newProblems.count < problems.count else {
                try write(before.files.texts, in: before.root)
                break
            }
            Terminal.say("\(path): \(problems.count - newProblems.count) put right.")
            (rules, problems) = (newRules, newProblems)
        }
        let contents = rules.map {
            "\($0.lots.count) lots, \($0.conditions.count) conditions, \($0.cohorts.count) cohorts, "
                + "\($0.examples.count) examples"
        }
        var checked = Checked(problems: problems, contents: contents)
        if rules != nil, let book = try? RuleBook(loaded.files, map: loaded.map) {
            let report = ProofReport(try Assessor(book))
            checked.problems += report.problems
            checked.proved = report.proved
            if report.problems.contains(where: { $0.severity == .error }) { checked.contents = nil }
        }
        return checked
    }

    private func write(_ files: [(name: String, bytes: [UInt8])], in root: String) throws(Problems) {
        for file in files {
            let output = try OutputFile(Files.join(root, file.name))
            try output.write(file.bytes)
            try output.finish()
        }
    }

    private func say(_ checked: Checked, _ path: String) {
        switch format {
        case .json: return
        case .text: Terminal.say(checked.problems)
        case .narrated: for problem in checked.problems { Terminal.say(problem.narrated) }
        }
        let errors = checked.problems.count { $0.severity == .error }
        if let contents = checked.contents {
            for sentence in checked.proved { Terminal.say("\(path): \(sentence)") }
            Terminal.say("\(path): no errors. \(contents).")
        } else {
            Terminal.say("\(path): \(errors) error\(errors == 1 ? "" : "s").")
        }
    }
}

extension OutputFormat: ExpressibleByArgument {}
extension ProblemFormat: ExpressibleByArgument {}
