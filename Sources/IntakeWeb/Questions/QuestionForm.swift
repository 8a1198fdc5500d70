import Eligibility
import Facts
import Intake

/// How a question is shown as a form, and what the form says when it comes back.
struct QuestionForm: Sendable {
    let question: InterviewQuestion
    let words: Words

    /// What a form answers.
    enum Reading: Sendable, Hashable {
        case answer(String)
        case mistakes([Mistake])
    }

    /// Whether the answer is chosen from a list, among which “I do not know” stands; otherwise it is typed, and that
    /// is a button.
    var isChosen: Bool { !options.isEmpty }

    /// Whether there is anything to type.
    var isTyped: Bool {
        switch question.control {
        case .yesOrNo, .choice: false
        default: true
        }
    }

    /// Whether the answer may be withheld. Without the date of the decision there is none.
    var mayBeUnknown: Bool { question.field != .decisionDate }

    /// Answers to choose from, in the words that the library takes.
    var options: [String] {
        switch question.control {
        case .yesOrNo: ["yes", "no"] + question.specialAnswers
        case .choice(let answers): answers + question.specialAnswers
        case .places: []
        default: question.specialAnswers
        }
    }

    /// The field to go to when the answer as a whole is wrong.
    var firstField: String {
        if !isTyped { return "choice-0" }
        return question.control == .date ? "day" : "value"
    }

    // MARK: Reading

    func read(_ fields: FormFields) -> Reading {
        switch fields["do"] {
        case "unknown" where mayBeUnknown: return .answer(InterviewAnswer.notKnown)
        case "refused" where mayBeUnknown: return .answer(InterviewAnswer.refused)
        default: break
        }
        guard isChosen else { return typed(fields) }
        switch fields["choice"] {
        case "unknown": return .answer(InterviewAnswer.notKnown)
        case "refused": return .answer(InterviewAnswer.refused)
        case let chosen where Int(chosen).map(options.indices.contains) ?? false:
            return .answer(options[Int(chosen) ?? 0])
        // Somebody who typed an answer need not also choose that there is one.
        case _ where isTyped: return typed(fields)
        default: return .mistakes([Mistake(field: "choice-0", message: words(.mistakeChoose))])
        }
    }

    private func typed(_ fields: FormFields) -> Reading {
        let roughly = fields["roughly"]
        if question.control == .date {
            let date = DateEntry(fields)
            if date.isEmpty { return roughly.isEmpty ? missing(.mistakeDate) : .answer(roughly) }
            switch date.text(mayBeUnknown ? .monthOrYear : .day, words) {
            case .success(let text): return .answer(text)
            case .failure(let found): return .mistakes(found.all)
            }
        }
        let value = fields["value"]
        if value.isEmpty { return roughly.isEmpty ? missing(.mistakeNoAnswer) : .answer(roughly) }
        return .answer(value)
    }

    private func missing(_ phrase: Phrase) -> Reading {
        .mistakes([Mistake(field: firstField, message: words(isChosen ? .mistakeChoose : phrase))])
    }

    // MARK: Showing again

    /// The fields as they were when an answer was given.
    func fields(for answer: String?) -> FormFields {
        var fields = FormFields()
        guard let answer else { return fields }
        let key = TextKey.of(answer)
        if key == InterviewAnswer.notKnown {
            fields.set("choice", "unknown")
        } else if key == InterviewAnswer.refused {
            fields.set("choice", "refused")
        } else if let index = options.firstIndex(where: { TextKey.of($0) == key }) {
            fields.set("choice", String(index))
        } else if question.control == .date {
            fields.set("choice", "given")
            if let date = DateEntry(text: answer) {
                fields.set("day", date.day)
                fields.set("month", date.month)
                fields.set("year", date.year)
            } else {
                fields.set("roughly", answer)
            }
        } else {
            fields.set("choice", "given")
            fields.set("value", answer)
        }
        return fields
    }
}
