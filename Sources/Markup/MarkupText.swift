import Facts

/// Text as HTML, XML and SVG take it, in an element or an attribute in double quotes.
///
/// Left out are signs that XML has no way to write, and those that turn the direction of the text around them: what is
/// shown is what was written.
public enum MarkupText {
    /// What becomes of line endings and tabs.
    public enum Breaks: Sendable {
        /// They stay, for text that is shown as it was typed.
        case kept
        /// Each is a space, for names and sentences.
        case spaces
    }

    /// The text with references for the signs that mean something in markup.
    public static func escaped(_ text: some StringProtocol, breaks: Breaks = .spaces) -> String {
        var result = ""
        append(text, breaks: breaks, to: &result)
        return result
    }

    /// Puts the text, with references for the signs that mean something in markup, behind what is there.
    public static func append(_ text: some StringProtocol, breaks: Breaks, to result: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(breaks == .kept ? scalar : " ")
            case "\r": if breaks == .spaces { result += " " }
            default: if isShown(scalar) { result.unicodeScalars.append(scalar) }
            }
        }
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        return !isControl && !scalar.properties.isNoncharacterCodePoint && !InvisibleText.turns(scalar)
    }
}
