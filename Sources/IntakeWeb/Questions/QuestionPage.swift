import Intake

/// One question on a page of its own.
struct QuestionPage: Sendable {
    let frame: PageFrame
    let question: InterviewQuestion
    /// What the fields hold.
    var entries: FormFields
    var mistakes: [Mistake] = []
    /// The path of the page before.
    var back: String

    private var words: Words { frame.words }
    private var form: QuestionForm { QuestionForm(question: question, words: words) }

    var html: HTML {
        frame.page(
            question.words, hasMistakes: !mistakes.isEmpty, back: back,
            """
            \(frame.summary(mistakes))<form method="post" action="\(frame.path)" novalidate autocomplete="off">
            \(frame.tokenField)<div class="group\(HTML.flag("bad", !mistakes.isEmpty))">
            \(controls)</div>
            <div class="buttons">
            <button name="do" value="continue">\(words(.continue))</button>
            \(otherButtons)</div>
            </form>
            \(why)\(left)
            """)
    }

    // MARK: The question

    private var caption: HTML { "<span class=\"caption\">\(words(.questionCaption))</span>\n" }

    private var hint: HTML {
        guard let hint = question.hint else { return .empty }
        return "<p class=\"hint\" id=\"hint\">\(words.own(hint))</p>\n"
    }

    private var errors: HTML { frame.beside(mistakes, id: "mistakes") }

    /// What the fields are described by.
    private func describedBy(_ more: String...) -> HTML {
        var ids = question.hint == nil ? [] : ["hint"]
        ids += more
        if !mistakes.isEmpty { ids.append("mistakes") }
        return .attribute("aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " "))
    }

    private var controls: HTML {
        if form.isChosen { return chosen }
        if question.control == .date {
            return """
                <fieldset role="group"\(describedBy("date-hint"))>
                <legend><h1>\(words.own(question.words))</h1></legend>
                \(hint)\(dateHint)\(errors)\(dateFields)</fieldset>
                \(roughly)
                """
        }
        return """
            <h1><label for="value">\(words.own(question.words))</label></h1>
            \(hint)\(valueHint)\(errors)\(valueField(describedBy("value-hint")))\(roughly)
            """
    }

    // MARK: Choosing

    private var chosen: HTML {
        var choices: [HTML] = []
        if form.isTyped { choices.append(givenChoice) }
        for (index, option) in form.options.enumerated() {
            choices.append(radio("choice-\(index)", String(index), label(option)))
        }
        choices.append("<p class=\"divider\">\(words(.or))</p>\n")
        choices.append(radio("choice-unknown", "unknown", "\(words(.doNotKnow))"))
        choices.append(radio("choice-refused", "refused", "\(words(.preferNotToSay))"))
        return """
            <fieldset\(describedBy())>
            <legend><h1>\(words.own(question.words))</h1></legend>
            \(hint)\(errors)<div class="radios">
            \(choices)</div>
            </fieldset>

            """
    }

    private func label(_ option: String) -> HTML {
        switch (question.control, option) {
        case (.yesOrNo, "yes"): "\(words(.yes))"
        case (.yesOrNo, "no"): "\(words(.no))"
        case (_, InterviewAnswer.none): "\(words(.none))"
        default: words.own(option.prefix(1).uppercased() + option.dropFirst())
        }
    }

    private func radio(_ id: String, _ value: String, _ label: HTML) -> HTML {
        """
        <div class="radio"><input type="radio" name="choice" id="\(id)" value="\(value)"\
        \(HTML.flag("checked", entries["choice"] == value))><label for="\(id)">\(label)</label></div>

        """
    }

    /// The way to say that there is something to type, with what is typed under it.
    private var givenChoice: HTML {
        let phrase: Phrase
        let fields: HTML
        switch question.control {
        case .date:
            phrase = .aDate
            fields = """
                <fieldset role="group" aria-describedby="date-hint"><legend class="hidden">\(words(.aDate))</legend>
                \(dateHint)\(dateFields)</fieldset>

                """
        case .money: (phrase, fields) = (.anAmount, labelledValue(.anAmount))
        default: (phrase, fields) = (.aValue, labelledValue(.textAnswer))
        }
        return """
            \(radio("choice-given", "given", "\(words(phrase))"))<div class="conditional">
            \(fields)\(roughly)</div>

            """
    }

    private func labelledValue(_ phrase: Phrase) -> HTML {
        "<label for=\"value\" class=\"hidden\">\(words(phrase))</label>\n\(valueHint)\(valueField(describedBy("value-hint")))"
    }

    // MARK: Typing

    private var dateHint: HTML { "<p class=\"hint\" id=\"date-hint\">\(words(.dateHint))</p>\n" }

    private var dateFields: HTML {
        DateFields(words: words, entry: DateEntry(entries), mistaken: mistakes.map(\.field)).html
    }

    private var valueHint: HTML {
        let text: String
        switch question.control {
        case .money: text = words(.moneyHint, moneyExamples.0)
        case .wholeNumber, .number: text = words(.numberHint)
        case .lengthOfTime: text = words(.lengthHint)
        case .stretchesOfDays: text = words(.spellsHint)
        default: text = ""
        }
        return "<p class=\"hint\" id=\"value-hint\">\(text)</p>\n"
    }

    private var moneyExamples: (String, String) {
        switch question.control {
        case .money(per: "hour"): ("9.50", "10.50")
        case .money(per: "year"): ("8,500", "9,500")
        default: ("250", "300")
        }
    }

    private func valueField(_ described: HTML) -> HTML {
        let bad: HTML = mistakes.isEmpty ? .empty : " aria-invalid=\"true\""
        if question.control == .stretchesOfDays {
            return
                "<textarea id=\"value\" name=\"value\" rows=\"4\"\(described)\(bad)>\(entries["value"])</textarea>\n"
        }
        var prefix: HTML = .empty
        var suffix: HTML = .empty
        var narrow = true
        switch question.control {
        case .money(let per):
            prefix = "<span class=\"affix\" aria-hidden=\"true\">£</span>"
            if let per { suffix = "<span class=\"affix\">\(words(.perUnit, per))</span>" }
        case .wholeNumber(let unit): suffix = "<span class=\"affix\">\(words.own(unit))</span>"
        case .number(.some(let unit)): suffix = "<span class=\"affix\">\(words.own(unit))</span>"
        case .number(nil), .lengthOfTime: break
        default: narrow = false
        }
        return """
            <div class="typed">\(prefix)<input type="text" id="value" name="value" value="\(entries["value"])"\
             class="\(narrow ? "narrow" : "wide")"\(described)\(bad) spellcheck="false">\(suffix)</div>

            """
    }

    /// A field for what is known only within limits.
    private var roughly: HTML {
        let hint: String
        switch question.control {
        case .date where form.mayBeUnknown: hint = words(.roughlyDateHint)
        case .money: hint = words(.roughlyNumberHint, "£" + moneyExamples.0, "£" + moneyExamples.1)
        case .wholeNumber, .number: hint = words(.roughlyNumberHint, "20", "30")
        default: return .empty
        }
        let open = HTML.flag("open", !entries["roughly"].isEmpty)
        return """
            <details\(open)><summary>\(words(.roughly))</summary>
            <label for="roughly">\(words(.roughlyLabel))</label>
            <p class="hint" id="roughly-hint">\(hint)</p>
            <input type="text" id="roughly" name="roughly" value="\(entries["roughly"])" class="wide" \
            aria-describedby="roughly-hint" spellcheck="false">
            </details>

            """
    }

    // MARK: Below

    private var otherButtons: HTML {
        guard !form.isChosen, form.mayBeUnknown else { return .empty }
        return """
            <button class="second" name="do" value="unknown">\(words(.doNotKnow))</button>
            <button class="second" name="do" value="refused">\(words(.preferNotToSay))</button>

            """
    }

    private var why: HTML { WhyAsked(words: words, question: question).html }

    private var left: HTML { QuestionsLeft(words: words, expected: question.expected).html }
}

/// What the answer is needed for, for whoever wonders.
struct WhyAsked: Sendable {
    let words: Words
    let question: InterviewQuestion

    var html: HTML {
        let sources = question.sources.map { "<p>\(words(.reasonSources, $0))</p>\n" as HTML }
        return """
            <details class="why"><summary>\(words(.whyAsked))</summary>
            <p>\(words.own(question.why))</p>
            \(sources)</details>

            """
    }
}

/// About how many questions are left.
struct QuestionsLeft: Sendable {
    let words: Words
    let expected: Double?

    var html: HTML {
        guard let expected, expected.isFinite, expected > 0 else { return .empty }
        let count = Int(min(expected, 1000).rounded(.up))
        let text = count <= 1 ? words(.questionsLeftOne) : words(.questionsLeft, String(count))
        return "<p class=\"quiet\">\(text)</p>\n"
    }
}

/// Day, month and year in three fields.
struct DateFields: Sendable {
    let words: Words
    let entry: DateEntry
    /// Ids of the fields that are wrong.
    var mistaken: [String] = []
    /// Before the ids, where a page has two dates.
    var prefix = ""

    var html: HTML {
        """
        <div class="date">
        \(field("day", .day, entry.day, "two"))\(field("month", .month, entry.month, "two"))\
        \(field("year", .year, entry.year, "four"))</div>

        """
    }

    private func field(_ name: String, _ label: Phrase, _ value: String, _ width: String) -> HTML {
        let bad: HTML = mistaken.contains(name) ? " aria-invalid=\"true\"" : .empty
        return """
            <div><label for="\(prefix)\(name)">\(words(label))</label><input type="text" inputmode="numeric" \
            id="\(prefix)\(name)" name="\(prefix)\(name)" value="\(value)" class="\(width)"\(bad)></div>

            """
    }
}
