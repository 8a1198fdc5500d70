import Facts
import Intake
import RuleChecking

/// Everything that was answered, with a way to change each.
struct AnswersPage: Sendable {
    let frame: PageFrame
    let rows: [AnswerRow]
    /// Names of answers that do not matter any more.
    let setAside: [String]
    /// The path of the next question; nil when nothing else can change the answer.
    let next: String?
    let result: String

    var html: HTML {
        let words = frame.words
        let aside: HTML =
            setAside.isEmpty
            ? .empty : "<p class=\"inset\">\(words(.setAside, setAside.joined(separator: ", ")))</p>\n"
        let more: HTML =
            next.map {
                """
                <p>\(words(.answersOpen))</p>
                <div class="buttons"><a class="button" href="\($0)">\(words(.continue))</a>
                <a class="button second" href="\(result)">\(words(.seeDecision))</a></div>

                """
            } ?? """
                <p>\(words(.answersDone))</p>
                <div class="buttons"><a class="button" href="\(result)">\(words(.seeDecision))</a></div>

                """
        return frame.page(
            words(.answersTitle), back: rows.last?.path,
            """
            <h1>\(words(.answersTitle))</h1>
            <p>\(words(.answersIntro))</p>
            \(AnswerRow.table(rows, words, mayChange: true))\(aside)\(more)
            """)
    }
}

/// One answer as it is shown.
struct AnswerRow: Sendable {
    /// The question.
    var question: String
    /// The answer in words; nil when it is not known.
    var answer: HTML
    /// Where to change it.
    var path: String
    /// Whether the question is of the catalogue.
    var isOfCatalogue = false

    static func table(_ rows: [AnswerRow], _ words: Words, mayChange: Bool) -> HTML {
        let lines = rows.map { row in
            let question: HTML = row.isOfCatalogue ? "\(row.question)" : words.own(row.question)
            let change: HTML =
                mayChange
                ? "<dd class=\"act\"><a href=\"\(row.path)\">\(words(.change))<span class=\"hidden\"> \(question)</span></a></dd>"
                : .empty
            return "<div><dt>\(question)</dt><dd>\(row.answer)</dd>\(change)</div>\n" as HTML
        }
        return "<dl class=\"answers\">\n\(lines)</dl>\n"
    }
}

extension Words {
    /// An answer as people read it.
    func answer(_ answer: InterviewAnswer, _ rules: CheckedRules) -> HTML {
        switch answer.text {
        case InterviewAnswer.notKnown: return "\(self(.doNotKnow))"
        case InterviewAnswer.refused: return "\(self(.preferNotToSay))"
        case InterviewAnswer.none: return "\(self(.none))"
        case "yes": return "\(self(.yes))"
        case "no": return "\(self(.no))"
        default: break
        }
        if case .tie = answer.field {
            let (places, moreUnknown) = PlacesForm.places(of: answer.text)
            var lines = places.map { "\(PlacesForm.shown($0))" as HTML }
            if moreUnknown { lines.append("\(self(.moreUnknown))") }
            return lines.count == 1 ? lines[0] : .list(lines, class: "plain")
        }
        // A number that was typed gets the unit it was typed for.
        if case .fact(let index) = answer.field,
            case .known(.number(let number))? = try? AnswerReader(rules.facts[index].type).read(answer.text)
        {
            return own(rules.facts[index].type.value.words(for: number))
        }
        return own(answer.text.prefix(1).uppercased() + answer.text.dropFirst())
    }
}
