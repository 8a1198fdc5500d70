/// Pages of a heading and a few words.
enum PlainPages {
    /// A heading, a paragraph and a way to the start.
    static func message(_ frame: PageFrame, _ title: String, _ text: String) -> HTML {
        frame.page(
            title,
            """
            <h1>\(title)</h1>
            <p>\(text)</p>
            <p><a href="/">\(frame.words(.startAgain))</a></p>

            """)
    }

    static func about(_ frame: PageFrame, idleMinutes: Int) -> HTML {
        let words = frame.words
        return frame.page(
            words(.aboutTitle),
            """
            <h1>\(words(.aboutTitle))</h1>
            <h2>\(words(.aboutKept))</h2>
            <p>\(words(.aboutKeptText, String(idleMinutes)))</p>
            <h2>\(words(.aboutDecision))</h2>
            <p>\(words(.aboutDecisionText))</p>
            <h2>\(words(.aboutUse))</h2>
            <p>\(words(.aboutUseText))</p>

            """)
    }
}
