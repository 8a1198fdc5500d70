import Diagnostics

/// Every problem that files of postcodes can have.
extension Problem.Code {
    /// A list of postcodes without the columns it needs.
    public static let postcodeColumns = Self(rawValue: "P101")
    /// Rows of a list of postcodes that cannot be read and were left out.
    public static let postcodeRows = Self(rawValue: "P102")
    /// A postcode that lists give twice, with different places.
    public static let repeatedPostcode = Self(rawValue: "P103")
    /// Lists without any postcode that can be used, or with more than there can be.
    public static let noPostcodes = Self(rawValue: "P104")
    /// A zip archive or folder that cannot be read, or holds no list of postcodes.
    public static let postcodeArchive = Self(rawValue: "P105")
    /// Postcodes of Northern Ireland with grid references alone, which have no place in the result.
    public static let irishGrid = Self(rawValue: "P106")
    /// A compact file that is damaged or cut short.
    public static let damagedPostcodeFile = Self(rawValue: "P111")
    /// A compact file made by a later version.
    public static let newerPostcodeFile = Self(rawValue: "P112")
}
