import Diagnostics
import Eligibility
import Facts
import RuleChecking

/// An interview as lines of text: what a terminal says and hears.
///
/// Beside answers it understands `?`, `back`, `change`, `answers` and `stop`.
public struct Conversation: Sendable {
    /// The interview so far.
    public private(set) var interview: Interview
    /// Whether it has come to an end: the decision was taken in, or the person stopped.
    public private(set) var isOver = false
    private let width: Int
    private var isChoosingAnswer = false

    /// A conversation that is about to begin.
    ///
    /// - Parameter width: how many characters fit on a line.
    public init(_ interview: Interview, width: Int = 80) {
        self.interview = interview
        self.width = width
    }

    /// What to say first.
    public var opening: String {
        paragraph(
            "\(interview.assessor.book.title). One question at a time: type an answer and press Return. “don't know” and “prefer not to say” are answers. “?” says more about a question, “back” goes back, “change” changes an answer, “stop” ends."
        ) + "\n\n" + present
    }

    /// What to say when there are no more lines to hear.
    public var closing: String {
        interview.isFinished ? "" : "The interview was not finished, and nothing is decided."
    }

    // MARK: Hearing

    /// Takes a line and answers it.
    public mutating func hear(_ line: String) -> String {
        let words = AnswerReader.trim(line)
        let key = TextKey.of(words)
        if isChoosingAnswer { return choose(words) }
        switch key {
        case "?", "help": return help
        case "back": return interview.back() ? present : "This is the first question.\n\n" + present
        case "answers": return answers + "\n\n" + present
        case "change":
            guard !interview.answers.isEmpty else { return "Nothing has been answered yet.\n\n" + present }
            isChoosingAnswer = true
            return answers + "\n\nWhich answer? Type its number or its name, or press Return to leave them."
        case "stop", "quit", "exit":
            isOver = true
            return closing
        default: break
        }
        if key.hasPrefix("change ") { return choose(String(words.dropFirst("change ".count))) }
        if interview.isFinished {
            guard key.isEmpty else {
                return "The interview is finished. “change” changes an answer; Return ends."
            }
            isOver = true
            return ""
        }
        return answer(words)
    }

    private mutating func choose(_ words: String) -> String {
        isChoosingAnswer = false
        let key = TextKey.of(words)
        if key.isEmpty {
            interview.resume()
            return present
        }
        let answers = interview.answers
        let named =
            answers.first { TextKey.of($0.name) == key }?.field
            ?? interview.assessor.book.fields.field(named: words)
        let numbered = Int(words).flatMap { answers.indices.contains($0 - 1) ? answers[$0 - 1].field : nil }
        guard let field = numbered ?? named, interview.change(field) else {
            return paragraph("“\(words)” is not one of the answers.") + "\n\n" + present
        }
        return present
    }

    private mutating func answer(_ words: String) -> String {
        guard let question = interview.question else { return present }
        let aside = interview.setAside
        do throws(InputProblems) {
            try interview.answer(Self.chosen(words, question.control))
        } catch {
            return problems(error) + "\n\n" + present
        }
        var said: [String] = []
        if let last = interview.answers.last(where: { $0.field == question.field }),
            TextKey.of(last.text) != TextKey.of(words)
        {
            said.append(paragraph("Taken as: \(last.text)."))
        }
        for answer in interview.setAside where !aside.contains(answer) {
            said.append(paragraph("No longer counts: \(answer.name), \(answer.text)."))
        }
        return (said + [present]).joined(separator: "\n\n")
    }

    /// One of the answers by its number in the list that is shown.
    private static func chosen(_ words: String, _ control: InterviewControl) -> String {
        guard case .choice(let answers) = control, let number = Int(words),
            answers.indices.contains(number - 1),
            !answers.contains(words)
        else { return words }
        return answers[number - 1]
    }

    // MARK: Saying

    /// The present question, or the decision.
    private var present: String {
        guard let question = interview.question else { return decision }
        var lines = question.words.wrapped(width: width, first: "", rest: "")
        if let hint = question.hint { lines += hint.wrapped(width: width, first: "  ", rest: "  ") }
        if case .choice(let answers) = question.control {
            for (index, answer) in answers.enumerated() { lines.append("  \(index + 1)  \(answer)") }
        }
        let special = question.specialAnswers.map { "“\($0)”" }
        if !special.isEmpty { lines.append("  or \(special.joined(separator: ", "))") }
        if let previous = question.previous {
            lines += "You said: \(previous)".wrapped(width: width, first: "  ", rest: "  ")
        }
        return lines.joined(separator: "\n")
    }

    private var help: String {
        guard let question = interview.question else {
            return "The interview is finished. “change” changes an answer; Return ends."
        }
        var texts = ["\(question.why) \(form(question.control))"]
        if !question.sources.isEmpty {
            texts.append("Source: \(question.sources.joined(separator: "; ")).")
        }
        if let expected = question.expected {
            let count = max(1, Int(expected.rounded()))
            texts.append("About \(count) more \(count == 1 ? "question" : "questions").")
        }
        texts.append("“don't know”, “prefer not to say”, “back”, “change”, “answers” and “stop” work here.")
        return texts.map(paragraph).joined(separator: "\n") + "\n\n" + present
    }

    private func form(_ control: InterviewControl) -> String {
        switch control {
        case .yesOrNo: "Type yes or no."
        case .choice: "Type one of the answers, or its number."
        case .date:
            "Type a date, such as 3 September 2018 or 03/09/2018, day first. Less exact will do: in September 2018, in 2018, before 1 May 2018."
        case .wholeNumber(let unit):
            "Type a number of \(unit). Less exact will do: at least 3, from 3 to 6."
        case .number(let unit):
            "Type a number\(unit.map { " (\($0))" } ?? ""). Less exact will do: at least 16, below 30."
        case .money(let per):
            "Type pounds\(per.map { " a\($0 == "hour" ? "n" : "") \($0)" } ?? ""), such as £14,200. Less exact will do: below £10,000."
        case .lengthOfTime: "Type a length of time, such as 14 months or 2 years."
        case .stretchesOfDays:
            "Type first and last days, such as 1 March 2019 to 30 June 2019; 1 September 2019 onwards; or none."
        case .text: "Type a few words."
        case .places: places
        }
    }

    private var places: String {
        let postcode = interview.assessor.postcodes == nil ? "" : "a postcode, "
        return
            "Type \(postcode)a ward code such as E05001287, or latitude and longitude such as 52.4814, -1.7304; | between several places; |unknown at the end when there may be more; none when there is no such place."
    }

    private var answers: String {
        interview.answers.enumerated().map { index, answer in
            "\(answer.name): \(answer.text)"
                .wrapped(width: width, first: "  \(index + 1)  ", rest: "     ").joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private func problems(_ problems: InputProblems) -> String {
        problems.all.map { problem in
            paragraph(problem.message + (problem.expected.map { " Expected: \($0)" } ?? ""))
        }.joined(separator: "\n")
    }

    private func paragraph(_ text: String) -> String {
        text.wrapped(width: width, first: "", rest: "").joined(separator: "\n")
    }

    /// The decision, why, and what would change it.
    private var decision: String {
        do throws(InputProblems) {
            let person = try interview.person()
            let changes = try interview.assessor.whatWouldChange(person).text(width: width)
            let texts = [try interview.assessment().text(width: width), changes, ""]
            return texts.filter { !$0.isEmpty }.joined(separator: "\n")
                + "\n\n“change” changes an answer; Return ends."
        } catch {
            return problems(error)
        }
    }
}
