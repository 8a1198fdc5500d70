import BulkAssessment
import Diagnostics
import Workbooks

/// A file of rows: text, or a workbook when its name ends in `.xlsx`.
final class RowsFile {
    private let file: OutputFile
    private let workbook: WorkbookWriter?

    /// What a file of a name is written as.
    static func form(of path: String?) -> OutputForm {
        path?.lowercased().hasSuffix(".xlsx") == true ? .sheet : .text
    }

    /// Begins a file; see `OutputFile`.
    init(_ path: String, sheet: String) throws(Problems) {
        guard !path.lowercased().hasSuffix(".xls") else {
            throw Problems(
                Problem(
                    .wrongOption, "Old workbooks (.xls), such as “\(path)”, are not written.",
                    expected: "a name that ends in .xlsx or .csv."))
        }
        file = try OutputFile(path)
        workbook = Self.form(of: path) == .sheet ? WorkbookWriter(named: path, sheet: sheet) : nil
        if let workbook { try file.write(workbook.begin()) }
    }

    /// Begins a file of text, or goes on with one, that stays as it is when the run is interrupted.
    init(keeping path: String, from count: Int?) throws(Problems) {
        file = try OutputFile(keeping: path, from: count)
        workbook = nil
    }

    /// How many bytes the file has so far.
    var count: Int { file.count }

    /// Whether nothing is left of the file when it is not finished.
    var canBeTakenBack: Bool { file.canBeTakenBack }

    /// Sees to it that what was written is on the disk.
    func sync() throws(Problems) { try file.sync() }

    func write(_ rows: [UInt8]) throws(Problems) {
        if let workbook { try file.write(workbook.add(rows)) } else { try file.write(rows) }
    }

    func finish() throws(Problems) {
        if let workbook { try file.write(workbook.finish()) }
        try file.finish()
    }
}
