import ArgumentParser
import DecisionRecords
import Diagnostics
import Eligibility
import Facts
import Foundation
import Intake

struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Interviews one person, asking only what can still change the answer, and explains it.",
        discussion: """
            Example: wardwise ask --on 2019-03-04 --row referrals.csv

            Type an answer to each question; “?” says more about it, “back” and “change” go back. Answers may also come
            from a file or a pipe, one to a line. Nothing is written unless --row or --save says so.
            """)

    @Argument(
        help: ArgumentHelp("What is known already, as in an example of the rules.", valueName: "name: value"))
    var facts: [String] = []

    @Option(help: ArgumentHelp("The date to judge on; asked for otherwise.", valueName: "date"))
    var on: String?

    @Option(
        help: ArgumentHelp(
            "Adds the answers to a list that `assess` reads; it is made when there is none.",
            valueName: "file"))
    var row: String?

    @Option(
        help: ArgumentHelp("Keeps the decision as a record that `replay` makes again.", valueName: "file"))
    var save: String?

    @Option(help: ArgumentHelp("Who stands by the decision, for the record.", valueName: "name"))
    var by: String?

    @OptionGroup var chosen: ReadingOptions

    @OptionGroup var placing: PlaceOptions

    @OptionGroup var rules: RuleOptions

    func run() throws {
        let interview = try reading { () throws(Problems) -> Interview in try begin() }
        let list = try reading { () throws(Problems) -> AnswerList? in
            try row.map { path throws(Problems) in try AnswerList(path, interview.assessor.book) }
        }
        let finished = converse(interview)
        guard finished.isFinished else { return }
        try reading { () throws(Problems) in
            if let save { try keep(finished, save) }
            try list?.add(finished)
        }
    }

    private func begin() throws(Problems) -> Interview {
        var options = Assessor.Options()
        options.readings = try chosen.readings()
        try placing.apply(to: &options, isForList: false)
        let assessor = try Assessor(rules.book(), options: options)
        var interview = Interview(assessor, on: try ReadingOptions.date(on))
        let given = try GivenFacts.fields(GivenFacts.read(facts, assessor.book), assessor.book)
        do throws(InputProblems) {
            for fact in given { try interview.give(fact.value, for: fact.field) }
        } catch {
            throw error.asProblems
        }
        return interview
    }

    private func keep(_ interview: Interview, _ path: String) throws(Problems) {
        let facts = interview.answers.map { DecisionRecord.GivenFact(name: $0.name, text: $0.text) }
        try RecordFile.write(facts, by: interview.assessor, signedBy: by, to: path)
    }

    /// Talks until the interview is over or there are no more lines.
    private func converse(_ interview: Interview) -> Interview {
        var conversation = Conversation(interview, width: Terminal.width)
        Terminal.print(conversation.opening)
        while !conversation.isOver {
            Terminal.prompt()
            guard let line = readLine() else {
                Terminal.print("")
                if !conversation.closing.isEmpty { Terminal.print(conversation.closing) }
                break
            }
            let said = conversation.hear(line)
            if !said.isEmpty { Terminal.print("\n" + said) }
        }
        return conversation.interview
    }
}
