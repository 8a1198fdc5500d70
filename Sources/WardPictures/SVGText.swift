import Markup

/// An SVG as it grows. Lengths are whole tenths, so that no machine rounds another way.
struct SVGText {
    private(set) var text = ""

    mutating func line(_ content: String) {
        text += content
        text += "\n"
    }

    /// A length with one decimal at most.
    static func number(_ value: Double) -> String {
        let tenths = Int((min(max(value, -1e7), 1e7) * 10).rounded())
        let whole = "\(tenths.magnitude / 10)"
        let rest = tenths.magnitude % 10
        return (tenths < 0 ? "-" : "") + (rest == 0 ? whole : "\(whole).\(rest)")
    }

    /// One line of text.
    mutating func write(
        _ content: String, x: Double, y: Double, size: Double, style: String = "", anchor: String = "start"
    ) {
        let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\""
        let anchor = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
        line(
            "<text \(place)\(anchor)\(style.isEmpty ? "" : " " + style)>\(MarkupText.escaped(content))</text>"
        )
    }

    /// About how wide a text is in a common sans-serif type: a little too wide rather than too narrow.
    static func width(_ text: String, size: Double) -> Double {
        let ems = text.reduce(0.0) { sum, character in
            switch character {
            case "i", "j", "l", "'", "’", ".", ",", "|", "I": sum + 0.3
            case "f", "t", "r", " ", "-", "(", ")": sum + 0.38
            case "m", "w", "M", "W": sum + 0.9
            case _ where character.isUppercase: sum + 0.72
            default: sum + 0.58
            }
        }
        return ems * size
    }
}
