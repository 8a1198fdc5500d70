import Diagnostics

/// Every problem that reading a list can have, whatever the list is about.
extension Problem.Code {
    /// A byte that is not UTF-8.
    public static let notUTF8 = Self(rawValue: "L101")
    /// A zero byte in a text.
    public static let zeroByte = Self(rawValue: "L102")
    /// UTF-16 cut in the middle of a character.
    public static let brokenUTF16 = Self(rawValue: "L103")
    /// A byte that Windows-1252 does not have.
    public static let notWindows1252 = Self(rawValue: "L104")
    /// A declared encoding that the byte order mark contradicts.
    public static let contradictsMark = Self(rawValue: "L105")
    /// A `sep=` line with a separator that lists do not use.
    public static let unknownSeparator = Self(rawValue: "L111")
    /// A list that two separators split equally well.
    public static let ambiguousSeparator = Self(rawValue: "L112")
    /// Text between a closing quote and the next separator.
    public static let textAfterQuote = Self(rawValue: "L121")
    /// A quote that nothing closes.
    public static let unclosedQuote = Self(rawValue: "L122")
    /// A row of more cells than a list may have.
    public static let tooManyColumns = Self(rawValue: "L123")
    /// A row of more bytes than a row may have.
    public static let recordTooLong = Self(rawValue: "L124")
    /// Two columns of one name.
    public static let repeatedHeader = Self(rawValue: "L131")
    /// A list without a row of column names.
    public static let noHeader = Self(rawValue: "L132")
}
