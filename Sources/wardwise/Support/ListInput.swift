import DelimitedText
import Diagnostics
import Workbooks

/// Opening lists of people: text with separators, or a sheet of a workbook.
enum ListInput {
    /// A list of which the header was read.
    ///
    /// - Throws: also options that are not for the kind of file it is.
    static func open(
        _ file: OpenFile, named name: String, sheet: String?, delimited: DelimitedOptions,
        chunkSize: ChunkSize
    ) throws(Problems) -> any RecordList {
        let isWorkbook = WorkbookReader.isWorkbook(file.bytes(0..<min(8, file.size)) ?? [])
        let misplaced = [
            ("--sheet", sheet != nil && !isWorkbook, "a workbook"),
            ("--encoding", delimited.encoding != nil && isWorkbook, "text"),
            ("--delimiter", delimited.delimiter != nil && isWorkbook, "text"),
        ].filter(\.1)
        guard misplaced.isEmpty else {
            throw Problems(
                misplaced.map { option, _, kind in
                    Problem(
                        .wrongOption, "\(option) is for \(kind), and “\(name)” is none.",
                        expected: "the option left away.")
                })
        }
        guard isWorkbook else {
            return try DelimitedReader(
                OpenFileSource(file, named: name), named: name, options: delimited, chunkSize: chunkSize)
        }
        return try WorkbookReader(
            size: file.size, named: name, sheet: sheet, rowsInChunk: chunkSize.records,
            read: { file.bytes($0) })
    }
}
