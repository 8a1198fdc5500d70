import Facts

/// Text for a page, safe by its making: literals and what is put between them are escaped, and names that people chose
/// are kept from turning the direction of the text around them.
struct Words: ExpressibleByStringInterpolation, Sendable {
    /// As HTML that is XML as well.
    let html: String

    init(stringLiteral text: String) { html = Self.escaped(text) }
    init(_ text: String) { html = Self.escaped(text) }
    init(stringInterpolation text: StringInterpolation) { html = text.html }

    /// Prose in which what is to be typed stands between backticks.
    init(prose: some StringProtocol) {
        html = prose.split(separator: "`", omittingEmptySubsequences: false).enumerated().map {
            index, piece in
            index % 2 == 0 ? Self.escaped(String(piece)) : "<code>\(Self.escaped(String(piece)))</code>"
        }.joined()
    }

    /// A name that somebody chose: of a list, a lot, a column.
    static func name(_ name: String) -> Words { "\(name: name)" }

    /// What is put into words.
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ text: String) { html += Words.escaped(text) }
        mutating func appendInterpolation(_ text: String) { html += Words.escaped(text) }
        mutating func appendInterpolation(_ words: Words) { html += words.html }
        mutating func appendInterpolation(_ number: Int) { html += Words.number(number) }
        mutating func appendInterpolation(_ date: CivilDate) { html += Words.escaped(date.description) }
        mutating func appendInterpolation(name: String) { html += "<bdi>\(Words.escaped(name))</bdi>" }
        mutating func appendInterpolation(code: String) { html += "<code>\(Words.escaped(code))</code>" }
        /// So many of something, whose name takes an s.
        mutating func appendInterpolation(_ number: Int, _ thing: String) {
            html += "\(Words.number(number)) \(Words.escaped(thing))\(number == 1 ? "" : "s")"
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

    /// Text as HTML and XML take it, in an element or an attribute in double quotes. Signs that XML has no way to
    /// write, and those that turn the direction of text, are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\r", "\t": result += " "
            default:
                let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                let isNone = scalar.properties.isNoncharacterCodePoint
                if isControl || isNone || InvisibleText.turns(scalar) { continue }
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
