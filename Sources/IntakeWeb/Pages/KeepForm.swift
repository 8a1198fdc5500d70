/// Recording a decision, for those who are asked to keep it.
struct KeepForm: Sendable {
    /// What the fields hold.
    var entries = FormFields()
    var mistakes: [Mistake] = []
    /// The entry it was recorded as; nil when it has not been.
    var number: Int?

    func html(_ frame: PageFrame, _ base: String) -> HTML {
        let words = frame.words
        if let number { return "<p class=\"inset\">\(words(.keptAs, String(number)))</p>\n" }
        return """
            <h2>\(words(.keepTitle))</h2>
            <p>\(words(.keepText))</p>
            <form method="post" action="\(base)/keep" novalidate autocomplete="off">
            \(frame.tokenField)\(field("by", .keepBy, nil, frame))\(field("person", .keepPerson, .keepPersonHint, frame))\
            <div class="buttons"><button>\(words(.keepButton))</button></div>
            </form>

            """
    }

    private func field(_ name: String, _ label: Phrase, _ hint: Phrase?, _ frame: PageFrame) -> HTML {
        let words = frame.words
        let own = mistakes.filter { $0.field == name }
        let hintLine: HTML = hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\(words($0))</p>\n" } ?? .empty
        let ids = (hint == nil ? [] : ["\(name)-hint"]) + (own.isEmpty ? [] : ["\(name)-mistakes"])
        let described = HTML.attribute("aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " "))
        let bad: HTML = own.isEmpty ? .empty : " aria-invalid=\"true\""
        return """
            <div class="group\(HTML.flag("bad", !own.isEmpty))">
            <label for="\(name)">\(words(label))</label>
            \(hintLine)\(frame.beside(own, id: "\(name)-mistakes"))<input type="text" class="wide" id="\(name)" \
            name="\(name)" value="\(entries[name])"\(described)\(bad)>
            </div>

            """
    }
}
