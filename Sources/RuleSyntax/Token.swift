import Facts

/// The smallest piece of a rule file that means something. Spaces and comments lie between tokens; together with
/// the tokens' ranges they give back every byte of the file.
package struct Token: Sendable {
    package enum Kind: Sendable, Hashable {
        /// A word in its comparing form: lower case, straight apostrophes and hyphens.
        case word(String)
        /// Digits, with commas and a decimal part as written.
        case number(Rational)
        case money(Rational)
        case percent(Rational)
        /// The text between quotes.
        case text(String)
        case wardCode(String)
        case date(CivilDate)
        case comma, colon, semicolon, openParenthesis, closeParenthesis
        /// `-`, `•` or `–` before an item of a list.
        case bullet
        /// Something that was reported by the lexer and means nothing.
        case wrong
        case end
    }

    package var kind: Kind
    /// Bytes of the source.
    package var range: Range<Int>
    /// Whether it is the first on its line.
    package var startsLine: Bool
    /// Whether the lexer found it complete: text without its closing quote is not.
    var isWhole = true
}
