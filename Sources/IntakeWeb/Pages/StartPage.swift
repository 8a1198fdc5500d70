/// The first page: what this is, and the date of the decision.
struct StartPage: Sendable {
    let frame: PageFrame
    /// How the rules ask for the date, and its hint.
    let dateQuestion: String?
    let dateHint: String?
    let idleMinutes: Int
    var entry: DateEntry
    var mistakes: [Mistake] = []

    var html: HTML {
        let words = frame.words
        let title = words(.startTitle, frame.programme)
        let described = "date-hint" + (mistakes.isEmpty ? "" : " mistakes")
        let own: HTML =
            [dateQuestion, dateHint].compactMap { $0 }.isEmpty
            ? .empty
            : "<p class=\"hint\">\([dateQuestion, dateHint].compactMap { $0 }.map { words.own($0 + " ") })</p>\n"
        return frame.page(
            title, hasMistakes: !mistakes.isEmpty,
            """
            \(frame.summary(mistakes))<h1>\(title)</h1>
            <p class="lead">\(words(.startIntro))</p>
            <p>\(words(.startNeedAnswers))</p>
            <p>\(words(.startKept, String(idleMinutes)))</p>
            <form method="post" action="/start" novalidate autocomplete="off">
            \(frame.tokenField)<div class="group\(HTML.flag("bad", !mistakes.isEmpty))">
            <fieldset role="group" aria-describedby="\(described)">
            <legend><h2>\(words(.startNeedTitle))</h2></legend>
            \(own)<p class="hint" id="date-hint">\(words(.startNeedDate))</p>
            \(frame.beside(mistakes, id: "mistakes"))\
            \(DateFields(words: words, entry: entry, mistaken: mistakes.map(\.field)).html)</fieldset>
            </div>
            <div class="buttons"><button>\(words(.startButton))</button></div>
            </form>
            <p><a href="/list">\(words(.orList))</a></p>
            """)
    }
}
