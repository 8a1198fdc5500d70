/// Signs that people write for words of the language, and what to write instead.
enum Signs {
    /// What may stand before an item of a list, as word processors draw it.
    static let bullets: Set<Unicode.Scalar> = [
        "-", "•", "–", "—", "‐", "‑", "‒", "―", "−", "*", "●", "○", "◦", "▪", "▫", "■", "□", "‣", "⁃", "·",
        "∙", "➢",
        "\u{F0B7}", "\u{F0A7}", "\u{F0D8}",
    ]

    private static let dashes: Set<String> = ["-", "–", "—", "‐", "‑", "‒", "―", "−"]

    /// Whether a sign may be part of a longer one, such as `>=` or `...`.
    static func run(_ sign: Unicode.Scalar) -> Bool { running.contains(sign) }

    private static let running: Set<Unicode.Scalar> = [
        "=", "<", ">", "!", "&", "|", "/", "*", "+", "~", "^", "_", ".", "…",
    ]

    private static let words: [String: String] = [
        ">=": "`is at least`.", "=>": "`is at least`.", "≥": "`is at least`.",
        "<=": "`is at most`.", "=<": "`is at most`.", "≤": "`is at most`.",
        ">": "`is more than` or, of days, `is after`.", "<": "`is less than` or, of days, `is before`.",
        "=": "`is` in a comparison; a colon after a name that is declared.",
        "==": "`is`.", "!=": "`is not`.", "<>": "`is not`.", "≠": "`is not`.",
        "+": "`plus`.", "*": "`times`.", "×": "`times`.", "÷": "`divided by`.",
        "/": "`or` between two tests, `divided by` between two amounts.",
        "&": "`and`.", "&&": "`and`.", "|": "`or`.", "||": "`or`.", "!": "`not`.",
        "$": "an amount in pounds, with £.", "€": "an amount in pounds, with £.",
        "[": "round brackets: ( and ).", "]": "round brackets: ( and ).",
        "{": "round brackets: ( and ).", "}": "round brackets: ( and ).",
        "//": "`#` before a comment.", "/*": "`#` before each line of a comment.",
        "*/": "`#` before each line of a comment.",
        "%": "a number right before it, such as 110%.",
        "_": "a space or a hyphen between two words.",
        "…": "`to` between two ends, as in 18 to 24, or what was left out.",
        "...": "`to` between two ends, as in 18 to 24, or what was left out.",
        "..": "`to` between two ends, as in 18 to 24, or what was left out.",
        "?": "nothing: a question stands in quotes.",
    ]

    /// What to write for a sign.
    ///
    /// - Parameter before: the word or number right before it on its line.
    static func advice(for sign: String, after before: Token.Kind?, endsLine: Bool, startsLine: Bool)
        -> String
    {
        if sign == "/", before == .word("yes") { return "`yes or no`." }
        if sign == "/", before == .word("and") { return "`or` alone, which also holds when both do." }
        if sign == "+", before?.isNumber == true {
            return "`and over` in a band, `at least` in a comparison, or `plus`."
        }
        if sign == ".", endsLine { return "nothing: a line of rules has no full stop." }
        if startsLine, sign.unicodeScalars.count > 2 { return "`#` before a line that is for people only." }
        if dashes.contains(sign) {
            return "`to` between two ends, as in 18 to 24, or `minus` between two amounts."
        }
        return words[sign] ?? "words, numbers, dates, amounts, text in quotes, or one of , : ; ( )."
    }
}
