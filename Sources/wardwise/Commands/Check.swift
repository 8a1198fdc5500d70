import ArgumentParser
import Diagnostics
import Eligibility

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds every problem in rule files and boundaries.",
        discussion: """
            Example: wardwise check Rules/connecting-communities --boundaries wards.kml
            """)

    @Argument(
        help: ArgumentHelp("Rule files or folders; by default the rules of --rules.", valueName: "rules"))
    var paths: [String] = []

    @OptionGroup var options: RuleOptions

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        var isSound = true
        var all: [Problem] = []
        for path in paths.isEmpty ? [options.rules] : paths {
            let loaded = try reading { () throws(Problems) -> RuleOptions.Loaded in
                try RuleOptions.load(path, boundaries: options.boundaries)
            }
            let (rules, problems) = RuleBook.check(loaded.files, map: loaded.map)
            all += problems
            if rules == nil { isSound = false }
            guard format == .text else { continue }
            Terminal.say(problems)
            RuleOptions.say(aboutBoundaries: loaded.map)
            Terminal.say(
                Self.summary(
                    path,
                    rules.map {
                        "\($0.lots.count) lots, \($0.conditions.count) conditions, \($0.cohorts.count) cohorts, \($0.examples.count) examples"
                    }, problems))
        }
        if format == .json { Terminal.print(JSON.text(all)) }
        if !isSound { throw ExitCode(1) }
    }

    private static func summary(_ path: String, _ contents: String?, _ problems: [Problem]) -> String {
        let errors = problems.count { $0.severity == .error }
        guard let contents, errors == 0 else { return "\(path): \(errors) error\(errors == 1 ? "" : "s")." }
        return "\(path): no errors. \(contents)."
    }
}

extension OutputFormat: ExpressibleByArgument {}
