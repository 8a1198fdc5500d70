import DelimitedText
import Workbooks

/// What a list of decisions is written as.
public enum OutputForm: Sendable, Hashable {
    /// Text with commas.
    case text
    /// The rows of a sheet, which `WorkbookWriter` puts into a workbook.
    case sheet

    func writer() -> any RowWriter {
        switch self {
        case .text: DelimitedWriter()
        case .sheet: SheetRowWriter()
        }
    }

    /// A writer at the start of a file.
    func headerWriter(byteOrderMark: Bool) -> any RowWriter {
        guard self == .text else { return SheetRowWriter(isHeader: true) }
        var writer = DelimitedWriter(style: DelimitedStyle(byteOrderMark: byteOrderMark))
        writer.beginFile()
        return writer
    }
}
