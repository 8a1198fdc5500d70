import Archives
import Diagnostics

/// Every problem that a workbook can have as a list.
extension Problem.Code {
    /// A workbook that is damaged.
    public static let damagedWorkbook = Self(rawValue: "L161")
    /// A file of a spreadsheet program that is not read, or needs a password.
    public static let otherSpreadsheet = Self(rawValue: "L162")
    /// A sheet that is not in the workbook, or is not a list.
    public static let noSuchSheet = Self(rawValue: "L163")
    /// A workbook with several sheets, of which one was taken.
    public static let severalSheets = Self(rawValue: "L164")
    /// Rows above the names of the columns that were passed over.
    public static let rowsAboveHeader = Self(rawValue: "L165")
    /// More rows than a sheet has room for.
    public static let tooManyRows = Self(rawValue: "L166")
}

extension WorkbookFault {
    func problem(_ name: String) -> Problem {
        switch self {
        case .damaged(let what):
            Self.damaged(name, what)
        case .packed(.damaged(let what)):
            Self.damaged(name, what)
        case .packed(.unsupported(let what)):
            Problem(
                .otherSpreadsheet, "The workbook “\(name)” cannot be read: \(what).",
                expected: "an Excel workbook (.xlsx) or CSV.", suggestion: "Save it again as .xlsx.")
        case .packed(.tooLarge(let limit)):
            Self.damaged(name, "a part of it unpacks to more than \(limit) bytes")
        case .packed(.tooDense(let most)):
            Self.damaged(name, "a part of it unpacks to over \(most) times its size, as no list does")
        case .packed(.nothingInside):
            Self.damaged(name, "there is nothing in it")
        }
    }

    private static func damaged(_ name: String, _ what: String) -> Problem {
        Problem(
            .damagedWorkbook, "The workbook “\(name)” is damaged: \(what).",
            expected: "a workbook that opens.",
            suggestion: "Open it in the spreadsheet program, and save it again.")
    }
}
