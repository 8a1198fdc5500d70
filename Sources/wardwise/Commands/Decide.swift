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

    @Option(
        help: ArgumentHelp("A reading of the sources to use. May be repeated.", valueName: "name=reading"))
    var interpret: [String] = []

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
            say(try assessor.whatWouldChange(person, includesHistory: history))
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

    private func say(_ found: WhatWouldChange) {
        if !found.changes.isEmpty { Terminal.print("  What would change the outcome") }
        for change in found.changes {
            Terminal.print(
                "    - \(change.outcome.rawValue), with \(change.facts.joined(separator: ", and "))")
        }
        if let later = found.later {
            Terminal.print("  By itself, from \(later.date)")
            Terminal.print("    - \(later.answer)")
        }
    }

    private func assessor() throws(Problems) -> Assessor {
        var options = Assessor.Options()
        options.readings = try ReadingOptions.readings(interpret)
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
        var problems: [Problem] = []
        for fact in facts {
            guard let colon = fact.firstIndex(of: ":") else {
                problems.append(
                    Problem(
                        .wrongOption, "“\(fact)” has no colon in it.",
                        expected: "a name, a colon and a value."))
                continue
            }
            let name = AnswerReader.trim(String(fact[..<colon]))
            given.removeAll {
                assessor.book.fields.field(named: $0.name) == assessor.book.fields.field(named: name)
            }
            given.append((name, AnswerReader.trim(String(fact[fact.index(after: colon)...]))))
        }
        var reader = PersonReader(assessor.book)
        for (name, value) in given {
            if let field = assessor.book.fields.field(named: name) {
                reader.give(value, for: field)
            } else {
                problems.append(
                    Problem(
                        .wrongOption, "There is no fact called “\(name)”.", expected: "the name of a fact."))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        do throws(InputProblems) {
            return try reader.finish()
        } catch {
            throw Problems(
                error.all.map {
                    Problem(.wrongOption, "\($0.fact): \($0.message)", expected: $0.expected)
                })
        }
    }
}
