import ArgumentParser
import BulkAssessment
import Diagnostics
import Eligibility
import Facts

struct Decide: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decides one person, and says what to ask next and what would change the answer.",
        discussion: """
            Example: wardwise decide "start date: 4 March 2019" "age: 41" "work status: employed" \\
                       "yearly pay: £14,200" "home: E05001216"

            Facts are written as in the examples of a rule file, each in quotes. What is not given is not known.
            """)

    @Argument(help: ArgumentHelp("A fact and its value, as in an example.", valueName: "name: value"))
    var facts: [String] = []

    @Option(help: ArgumentHelp("Takes the facts of an example of the rules, by its name.", valueName: "name"))
    var example: String?

    @OptionGroup var chosen: ReadingOptions

    @Flag(help: "Looks at changes of what nobody can change as well, such as a date of birth.")
    var history = false

    @OptionGroup var placing: PlaceOptions

    @OptionGroup var rules: RuleOptions

    func validate() throws {
        guard example != nil || !facts.isEmpty else {
            throw ValidationError(
                "Give facts, such as \"age: 41\", or the name of an example with --example.")
        }
    }

    func run() throws {
        let assessor = try reading { () throws(Problems) -> Assessor in try self.assessor() }
        let person = try reading { () throws(Problems) -> Person in try self.person(assessor) }
        do throws(InputProblems) {
            let assessment = try assessor.assess(person)
            Terminal.print(assessment.text(width: Terminal.width))
            let questions = try assessor.nextQuestions(person)
            if !questions.isEmpty {
                Terminal.print("  What to ask, best first")
                for question in questions { Terminal.print("    - \(Self.words(question))") }
            }
            let changes = try assessor.whatWouldChange(person, includesHistory: history)
                .text(width: Terminal.width)
            if !changes.isEmpty { Terminal.print(changes) }
        } catch {
            for problem in error.all {
                Terminal.say(
                    "\(problem.fact): \(problem.message)"
                        + (problem.expected.map { " Expected: \($0)" } ?? ""))
            }
            throw ExitCode(2)
        }
    }

    private static func words(_ planned: PlannedQuestion) -> String {
        var words = planned.question.name
        if let asked = planned.question.words { words += ": \(asked)" }
        if planned.question.isRefused { words += " (refused)" }
        if let expected = planned.expected {
            let tenths = Int((expected * 10).rounded())
            words += " [\(tenths / 10).\(tenths % 10) questions to expect]"
        }
        return words
    }

    private func assessor() throws(Problems) -> Assessor {
        var options = Assessor.Options()
        options.readings = try chosen.readings()
        try placing.apply(to: &options, isForList: false)
        return try Assessor(rules.book(), options: options)
    }

    private func person(_ assessor: Assessor) throws(Problems) -> Person {
        var given: [(name: String, value: String)] = []
        if let example {
            guard let found = assessor.book.facts(ofExample: example) else {
                throw Problems(
                    Problem(
                        .wrongOption, "The rules have no example called “\(example)”.",
                        expected: "the name of an example."))
            }
            given = found
        }
        given = GivenFacts.adding(try GivenFacts.read(facts, assessor.book), to: given, assessor.book)
        var reader = PersonReader(assessor.book)
        for fact in try GivenFacts.fields(given, assessor.book) { reader.give(fact.value, for: fact.field) }
        do throws(InputProblems) {
            return try reader.finish()
        } catch {
            throw error.asProblems
        }
    }
}
