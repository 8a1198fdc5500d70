import ArgumentParser
import BulkAssessment
import DecisionRecords
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

    @Option(
        help: ArgumentHelp("Keeps the decision as a record that `replay` makes again.", valueName: "file"))
    var save: String?

    @Option(help: ArgumentHelp("Who stands by the decision, for the record.", valueName: "name"))
    var by: String?

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
        let facts = try reading { () throws(Problems) in try self.given(assessor) }
        let person = try reading { () throws(Problems) -> Person in try self.person(facts, assessor) }
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
        guard let save else { return }
        try reading { () throws(Problems) in
            let kept = facts.map {
                DecisionRecord.GivenFact(name: assessor.book.rules.words(for: $0.field), text: $0.value)
            }
            try RecordFile.write(kept, by: assessor, signedBy: by, to: save)
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

    private func given(_ assessor: Assessor) throws(Problems) -> [(field: Field, value: String)] {
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
        return try GivenFacts.fields(given, assessor.book)
    }

    private func person(_ facts: [(field: Field, value: String)], _ assessor: Assessor) throws(Problems)
        -> Person
    {
        var reader = PersonReader(assessor.book)
        for fact in facts { reader.give(fact.value, for: fact.field) }
        do throws(InputProblems) {
            return try reader.finish()
        } catch {
            throw error.asProblems
        }
    }
}
