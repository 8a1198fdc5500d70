import Intake

/// A question about places, on a page of its own.
struct PlacesPage: Sendable {
    let frame: PageFrame
    let question: InterviewQuestion
    /// Places given so far.
    var begun: [String]
    var entries: FormFields
    var mistakes: [Mistake] = []
    /// Wards to choose from, when a name was typed.
    var choices: [WardSearch.Choice] = []
    /// A ward of the map, to show how one is given.
    var example: WardSearch.Choice?
    var back: String

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            question.words, hasMistakes: !mistakes.isEmpty, back: back,
            """
            \(frame.summary(mistakes))<form method="post" action="\(frame.path)" novalidate autocomplete="off">
            \(frame.tokenField)<div class="group\(HTML.flag("bad", !mistakes.isEmpty))">
            <fieldset\(describedBy)>
            <legend><h1>\(words.own(question.words))</h1></legend>
            \(hint)\(soFar)\(frame.beside(mistakes, id: "mistakes"))<div class="radios">
            \(postcode)\(ward)\(point)\(withheld)</div>
            </fieldset>
            \(more)</div>
            <div class="buttons">
            <button name="do" value="continue">\(words(.continue))</button>
            <button class="second" name="do" value="add">\(words(.addAnother))</button>
            </div>
            </form>
            \(WhyAsked(words: words, question: question).html)\
            \(QuestionsLeft(words: words, expected: question.expected).html)
            """)
    }

    private var describedBy: HTML {
        let ids = (question.hint == nil ? [] : ["hint"]) + (mistakes.isEmpty ? [] : ["mistakes"])
        return .attribute("aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " "))
    }

    private var hint: HTML {
        guard let hint = question.hint else { return .empty }
        return "<p class=\"hint\" id=\"hint\">\(words.own(hint))</p>\n"
    }

    private var soFar: HTML {
        guard !begun.isEmpty else { return .empty }
        let items = begun.enumerated().map { index, place in
            """
            \(PlacesForm.shown(place)) <button class="link" name="do" value="remove-\(index)">\(words(.removePlace))\
            <span class="hidden"> \(PlacesForm.shown(place))</span></button>
            """ as HTML
        }
        return """
            <h2>\(words(.placesSoFar))</h2>
            \(HTML.list(items, class: "plain"))<h2>\(words(.anotherPlace))</h2>

            """
    }

    // MARK: Ways to give a place

    private func radio(_ value: String, _ label: Phrase) -> HTML {
        """
        <div class="radio"><input type="radio" name="choice" id="choice-\(value)" value="\(value)"\
        \(HTML.flag("checked", entries["choice"] == value))><label for="choice-\(value)">\(words(label))</label></div>

        """
    }

    private func field(_ name: String, _ label: Phrase, _ width: String, hint: String? = nil) -> HTML {
        let bad: HTML = mistakes.contains { $0.field == name } ? " aria-invalid=\"true\"" : .empty
        let hintLine: HTML =
            hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>\n" } ?? .empty
        let described = HTML.attribute("aria-describedby", hint == nil ? nil : "\(name)-hint")
        return """
            <label for="\(name)">\(words(label))</label>
            \(hintLine)<input type="text" id="\(name)" name="\(name)" value="\(entries[name])" class="\(width)"\
            \(described)\(bad) spellcheck="false">

            """
    }

    private var postcode: HTML {
        """
        \(radio("postcode", .placePostcode))<div class="conditional">
        \(field("postcode", .postcode, "narrow"))</div>

        """
    }

    private var ward: HTML {
        """
        \(radio("ward", .placeWard))<div class="conditional">
        \(field("ward", .ward, "wide", hint: example.map { words(.wardHint, $0.name, $0.code) }))\(whichWard)</div>

        """
    }

    private var whichWard: HTML {
        guard !choices.isEmpty else { return .empty }
        let radios = choices.enumerated().map { index, choice in
            """
            <div class="radio"><input type="radio" name="which" id="which-\(index)" value="\(choice.code)">\
            <label for="which-\(index)">\(choice.name)\(choice.authority.map { ", \($0)" as HTML }) (\(choice.code))</label></div>

            """ as HTML
        }
        return """
            <input type="hidden" name="asked" value="\(entries["ward"])">
            <fieldset class="which"><legend>\(words(.whichWard))</legend>
            <div class="radios">
            \(radios)</div></fieldset>

            """
    }

    private var point: HTML {
        """
        \(radio("point", .placePoint))<div class="conditional">
        <div class="date"><div>\(field("latitude", .latitude, "narrow"))</div>\
        <div>\(field("longitude", .longitude, "narrow"))</div></div></div>

        """
    }

    /// What can be said instead of a place, as long as none was given.
    private var withheld: HTML {
        guard begun.isEmpty else { return .empty }
        return """
            <p class="divider">\(words(.or))</p>
            \(radio("none", .placeNone))\(radio("unknown", .doNotKnow))\(radio("refused", .preferNotToSay))
            """
    }

    private var more: HTML {
        """
        <div class="check"><input type="checkbox" id="more" name="more" value="unknown"\
        \(HTML.flag("checked", entries["more"] == "unknown"))><label for="more">\(words(.moreUnknown))</label></div>

        """
    }
}
