import Diagnostics

/// Every problem that assessing a list can have, beside those of reading it (`L1xx`).
extension Problem.Code {
    /// Two columns for one fact.
    public static let twoColumnsForOneFact = Self(rawValue: "L201")
    /// No column of the list holds anything the rules ask for.
    public static let noUsefulColumn = Self(rawValue: "L202")
    /// A column of dates holds day/month/year beside month/day/year.
    public static let mixedDateOrders = Self(rawValue: "L203")
    /// A column of dates contradicts the order in which its dates are read.
    public static let otherDateOrder = Self(rawValue: "L204")

    /// A cell that cannot be read as what its column holds.
    public static let unreadableCell = Self(rawValue: "L211")
    /// A value that the rules or the other values of the row rule out.
    public static let impossibleValue = Self(rawValue: "L212")
    /// A row without the date it is to be judged on.
    public static let noDecisionDate = Self(rawValue: "L213")
    /// A date that the order of its column cannot read, or that could be read in two ways.
    public static let dateOrder = Self(rawValue: "L214")
    /// A year of two digits.
    public static let shortYear = Self(rawValue: "L215")
    /// A number where a spreadsheet had a date.
    public static let serialDate = Self(rawValue: "L216")
    /// A time of day where only a date belongs.
    public static let timeOfDay = Self(rawValue: "L217")
    /// An error of a formula where a value belongs.
    public static let formulaError = Self(rawValue: "L218")
    /// More cells than the header names.
    public static let tooManyCells = Self(rawValue: "L221")
    /// A row that ends before the last column in use.
    public static let tooFewCells = Self(rawValue: "L222")
    /// A row of totals, and no person.
    public static let totals = Self(rawValue: "L223")

    /// An earlier list in which nobody can be found again.
    public static let nobodyToFind = Self(rawValue: "L205")
    /// A file that says what columns hold, and cannot be used.
    public static let mappingFile = Self(rawValue: "L206")

    /// A run that is not the one that was interrupted.
    public static let otherRun = Self(rawValue: "L207")

    /// A file of places without the columns it needs, or with a row that cannot be read.
    public static let lookUpFile = Self(rawValue: "L231")
    /// A row of a file of places without two whole numbers.
    public static let placeNumbers = Self(rawValue: "L232")
}
