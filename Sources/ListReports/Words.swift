import Facts
import Markup

/// Text for a page, safe by its making: literals and what is put between them are escaped, and names that people chose
/// are kept from turning the direction of the text around them.
struct Words: ExpressibleByStringInterpolation, Sendable {
    /// As HTML that is XML as well.
    let html: String

    init(stringLiteral text: String) { html = MarkupText.escaped(text) }
    init(_ text: String) { html = MarkupText.escaped(text) }
    init(stringInterpolation text: StringInterpolation) { html = text.html }

    /// Prose in which what is to be typed stands between backticks.
    init(prose: some StringProtocol) {
        html = prose.split(separator: "`", omittingEmptySubsequences: false).enumerated().map {
            index, piece in
            index % 2 == 0 ? MarkupText.escaped(piece) : "<code>\(MarkupText.escaped(piece))</code>"
        }.joined()
    }

    /// A name that somebody chose: of a list, a lot, a column.
    static func name(_ name: String) -> Words { "\(name: name)" }

    /// What is put into words.
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ text: String) { html += MarkupText.escaped(text) }
        mutating func appendInterpolation(_ text: String) { html += MarkupText.escaped(text) }
        mutating func appendInterpolation(_ words: Words) { html += words.html }
        mutating func appendInterpolation(_ number: Int) { html += Words.number(number) }
        mutating func appendInterpolation(_ date: CivilDate) { html += MarkupText.escaped(date.description) }
        mutating func appendInterpolation(name: String) { html += "<bdi>\(MarkupText.escaped(name))</bdi>" }
        mutating func appendInterpolation(code: String) { html += "<code>\(MarkupText.escaped(code))</code>" }
        /// So many of something, whose name takes an s.
        mutating func appendInterpolation(_ number: Int, _ thing: String) {
            html += "\(Words.number(number)) \(MarkupText.escaped(thing))\(number == 1 ? "" : "s")"
        }
    }

    /// A whole number with commas.
    static func number(_ number: Int) -> String {
        var result = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return (number < 0 ? "-" : "") + result
    }
}
