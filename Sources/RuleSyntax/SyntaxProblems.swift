import Diagnostics

extension Problem.Code {
    /// A character that has no meaning in the language.
    static let strayCharacter = Problem.Code(rawValue: "R101")
    /// Text without its closing quote.
    static let unclosedText = Problem.Code(rawValue: "R102")
    /// Digits that are not a number.
    static let badNumber = Problem.Code(rawValue: "R103")
    /// A date that does not exist or can be read in two ways.
    static let badDate = Problem.Code(rawValue: "R104")
    /// A line that begins no statement and no clause of the one above.
    static let strayLine = Problem.Code(rawValue: "R105")
    /// Something other than what the grammar asks for at this place.
    static let unexpected = Problem.Code(rawValue: "R106")
    /// A name that the language could not tell from its own words.
    static let reservedName = Problem.Code(rawValue: "R107")
    /// `and` beside `or` without grouping.
    static let mixedConnectives = Problem.Code(rawValue: "R108")
    /// A comparison that people read in two ways.
    package static let ambiguousComparison = Problem.Code(rawValue: "R109")
    /// More depth, size, statements or files than the reader takes.
    package static let tooLarge = Problem.Code(rawValue: "R110")
    /// Days that end before they begin.
    static let backwards = Problem.Code(rawValue: "R112")
    /// A ward code with too few or too many digits.
    static let wardCodeLength = Problem.Code(rawValue: "R113")
    /// More problems than are shown.
    package static let andMore = Problem.Code(rawValue: "R199")
}
