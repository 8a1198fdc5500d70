import Diagnostics
import Eligibility
import RuleTestSupport
import Wards

/// What checking a program, proving what can be proved of it, and running its examples showed.
struct Run {
    var problems: [Problem]
    /// Examples that show something else than they say, and how many there are. None where there are errors.
    var failures: [ExampleResult] = []
    var examples = 0

    private static let map = try? World.map()

    init(_ program: CorpusProgram, rules text: String? = nil, provesToo: Bool = true) throws {
        let files = program.files(text)
        let (rules, problems) = RuleBook.check(files, map: Self.map)
        self.problems = problems
        guard let rules else { return }
        examples = rules.examples.count
        var options = Assessor.Options()
        options.postcodes = World.postcodes
        let assessor = try Assessor(RuleBook(files, map: Self.map), options: options)
        if provesToo { self.problems += ProofReport(assessor).problems }
        failures = rules.examples.map(ExampleRunner(assessor).run).filter { !$0.passed }
    }

    var isSound: Bool { !problems.contains { $0.severity == .error } }

    /// Everything the author of the program is told.
    var told: String { (problems.map(\.text) + failures.map(\.text)).joined(separator: "\n") }
}
