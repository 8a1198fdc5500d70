import RuleTestSupport
import Testing

@testable import IntakeWeb

/// Nothing that is put into a page becomes markup.
struct HTMLTests {
    @Test func `text is escaped and markup of the source is not`() {
        let name = "<Jo & \"Sons'>"
        let line: HTML = "<p title=\"\(name)\">\(name)</p>"
        let escaped = "&lt;Jo &amp; &quot;Sons&#39;&gt;"
        #expect(line.text == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func `a piece of a page is put in as it is, and only once escaped`() {
        let inner: HTML = "<b>\("a<b")</b>"
        let outer: HTML = "<p>\(inner)\([inner, inner])\(7)</p>"
        #expect(outer.text == "<p><b>a&lt;b</b><b>a&lt;b</b><b>a&lt;b</b>7</p>")
    }

    @Test func `controls, what is no character and signs that turn the text are left out`() {
        let piece: HTML = "\("a\u{0}\u{8}b\u{85}\u{FFFE}c\n\t\u{202E}d")"
        #expect(piece.text == "abc\n\td")
    }

    @Test func `whatever text is put in, the page says the same text`() {
        var random = SeededRandom(seed: .printed())
        let letters = Array("<>&\"'abc é\n;#x27;&amp;")
        for _ in 0..<2_000 {
            let text = String((0..<random.number(0...12)).map { _ in random.pick(letters) })
            let piece: HTML = "<p>\(text)</p>"
            let inside = String(piece.text.dropFirst(3).dropLast(4))
            #expect(!inside.contains("<") && !inside.contains(">") && !inside.contains("\""))
            #expect(Browser.text(inside) == text)
        }
    }
}
