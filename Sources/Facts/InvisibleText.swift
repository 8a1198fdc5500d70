/// Characters that word processors and web pages leave in text and that nobody sees: soft hyphens, spaces without
/// width, joiners, byte order marks and marks of direction. They are no part of a word.
public enum InvisibleText {
    /// Whether a character shows nothing and parts nothing.
    public static func holds(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: true
        default: false
        }
    }

    /// Whether a character turns the direction of the text after it, so that what is shown is not what is written.
    public static func turns(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The text as it is seen.
    public static func removed(from text: String) -> String {
        guard text.unicodeScalars.contains(where: holds) else { return text }
        var visible = String.UnicodeScalarView()
        visible.append(contentsOf: text.unicodeScalars.filter { !holds($0) })
        return String(visible)
    }
}
