import Archives
import DelimitedText
import Diagnostics
import Synchronization

/// Reads a sheet of an Excel workbook (`.xlsx`) as a list, in memory that grows with the texts its cells share and not
/// with its rows.
///
/// Cells give the text that a list would have: dates as `2018-09-03`, numbers with the digits that a spreadsheet shows,
/// TRUE and FALSE, errors such as `#N/A` as they are. Formulas give their last result. Titles above the names of the
/// columns are passed over.
public struct WorkbookReader: RecordList {
    /// The names of the columns.
    public let header: [HeaderCell]
    /// The row they are in.
    public let headerLine: Int
    /// Which sheet was taken of several, and what was passed over.
    public let warnings: [Problem]
    /// The sheet that is read.
    public let sheet: String

    private let name: String
    private let book: Workbook
    private let source: Workbook.Sheet
    private let rowsInChunk: Int
    /// Begun with the first chunk, so that copies made before read on their own.
    private var reading: Reading?
    private var lastRow: Int
    private var records = 0
    private var chunks = 0

    /// Bytes after which a chunk ends, however few rows it has.
    private static let chunkBytes = 1 << 20

    /// Reads as far as the names of the columns.
    ///
    /// - Parameters:
    ///   - size: the size of the file.
    ///   - name: the file as the user named it.
    ///   - sheet: the name of a sheet; by default the first that is not hidden.
    ///   - rowsInChunk: how many rows a chunk has.
    ///   - read: gives the bytes of a range of the file, or nil when it cannot.
    public init(
        size: Int, named name: String, sheet: String? = nil, rowsInChunk: Int = 256,
        read: @escaping @Sendable (Range<Int>) -> [UInt8]?
    ) throws(Problems) {
        if Self.isCompound(read(0..<min(size, 4)) ?? []) {
            throw Self.other("is an old workbook (.xls), or needs a password", name)
        }
        let book = try Self.telling(of: name) { () throws(WorkbookFault) in try Self.open(size, read) }
        guard let book else { throw Self.other("is a zip archive and no Excel workbook", name) }
        var warnings: [Problem] = []
        let source = try Self.choose(sheet, of: book.sheets, name, &warnings)
        let found = try Self.telling(of: name) { () throws(WorkbookFault) in
            var rows = try book.rows(of: source)
            return try HeaderSearch(&rows)
        }
        guard let row = found.header else { throw Self.empty(source.name, name) }
        header = row.cells.enumerated().map {
            HeaderCell(column: $0, name: String(decoding: $1, as: UTF8.self))
        }
        headerLine = row.number
        lastRow = row.number
        if !found.above.isEmpty { warnings.append(Self.passedOver(found.above, name)) }
        self.warnings = warnings
        self.sheet = source.name
        self.name = name
        self.book = book
        self.source = source
        self.rowsInChunk = max(1, rowsInChunk)
    }

    /// Whether some bytes begin as a workbook does, or as a file of a spreadsheet program that can only be refused.
    public static func isWorkbook(_ start: [UInt8]) -> Bool {
        ZipArchive.isArchive(start) || isCompound(start)
    }

    /// Old workbooks, and new ones with a password, are in a container of the last century.
    private static func isCompound(_ start: [UInt8]) -> Bool {
        start.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    private static func open(
        _ size: Int, _ read: @escaping @Sendable (Range<Int>) -> [UInt8]?
    ) throws(WorkbookFault) -> Workbook? {
        let archive: ZipArchive
        do throws(UnpackingFault) {
            archive = try ZipArchive(size: size, read: read)
        } catch {
            throw .packed(error)
        }
        return try Workbook(archive)
    }

    // MARK: Chunks

    /// The next rows, or nil after the last.
    public mutating func nextChunk() throws(Problems) -> DelimitedChunk? {
        var writer = DelimitedWriter(style: DelimitedStyle(marksFormulas: false))
        var lines: [Int] = []
        var emptyRows = 0
        while lines.count < rowsInChunk, writer.bytes.count < Self.chunkBytes {
            guard let row = try nextRow() else { break }
            emptyRows += row.number - lastRow - 1
            lastRow = row.number
            lines.append(row.number)
            for cell in row.cells { writer.append(cell[...]) }
            // Programs leave empty cells at the end of a row away.
            for _ in row.cells.count..<max(row.cells.count, header.count) { writer.append("") }
            writer.endRow()
        }
        guard !lines.isEmpty else { return nil }
        defer {
            chunks += 1
            records += lines.count
        }
        return DelimitedChunk(
            index: chunks, rows: writer.bytes, lines: lines, firstRecord: records + 1, emptyLines: emptyRows)
    }

    private mutating func nextRow() throws(Problems) -> SheetRows.Row? {
        let (book, source, header) = (book, source, headerLine)
        let reading = self.reading ?? Reading()
        self.reading = reading
        let row: Result<SheetRows.Row?, WorkbookFault> = reading.rows.withLock { rows in
            do throws(WorkbookFault) {
                if rows == nil {
                    var fresh = try book.rows(of: source)
                    while let row = try fresh.next(), row.number < header {}
                    rows = fresh
                }
                return .success(try rows?.next())
            } catch {
                return .failure(error)
            }
        }
        switch row {
        case .success(let row): return row
        case .failure(let fault): throw Problems(fault.problem(name))
        }
    }

    private final class Reading: Sendable {
        let rows = Mutex<SheetRows?>(nil)
    }

    private static func telling<Value>(
        of name: String, _ work: () throws(WorkbookFault) -> Value
    ) throws(Problems) -> Value {
        do throws(WorkbookFault) {
            return try work()
        } catch {
            throw Problems(error.problem(name))
        }
    }
}

/// Finds the row with the names of the columns: the first that has more than half as many cells with something in
/// them as the fullest of the first rows. Titles, dates and names of providers above a list have one or two.
private struct HeaderSearch {
    private(set) var header: SheetRows.Row?
    private(set) var above: [SheetRows.Row] = []

    private static let sampledRows = 30

    init(_ rows: inout SheetRows) throws(WorkbookFault) {
        var sample: [SheetRows.Row] = []
        while sample.count < Self.sampledRows, let row = try rows.next() { sample.append(row) }
        func filled(_ row: SheetRows.Row) -> Int { row.cells.count { $0.contains { $0 > 0x20 } } }
        let most = sample.map(filled).max() ?? 0
        guard let index = sample.firstIndex(where: { filled($0) * 2 > most }) else { return }
        header = sample[index]
        above = Array(sample[..<index])
    }
}

extension WorkbookReader {
    // MARK: Sheets

    private static func choose(
        _ wanted: String?, of sheets: [Workbook.Sheet], _ name: String, _ warnings: inout [Problem]
    ) throws(Problems) -> Workbook.Sheet {
        let names = sheets.map { "“\($0.name)”" }.joined(separator: ", ")
        if let wanted {
            let key = HeaderCell.key(for: wanted)
            if let found = sheets.first(where: { $0.name == wanted })
                ?? sheets.first(where: { HeaderCell.key(for: $0.name) == key })
            {
                return found
            }
            throw Problems(
                Problem(
                    .noSuchSheet, "The workbook “\(name)” has no sheet called “\(wanted)”.",
                    expected: names.isEmpty ? nil : "one of \(names)."))
        }
        let visible = sheets.filter { !$0.isHidden }
        guard let first = visible.first ?? sheets.first else {
            throw Problems(
                Problem(.noSuchSheet, "The workbook “\(name)” has no sheet of cells.", expected: "a list."))
        }
        if visible.count > 1 {
            warnings.append(
                Problem(
                    .severalSheets,
                    "The workbook has the sheets \(visible.map { "“\($0.name)”" }.joined(separator: ", ")); “\(first.name)” was read.",
                    severity: .warning, suggestion: "Say which one with --sheet NAME.",
                    at: [SourcePlace(source: name, line: 1)]))
        }
        return first
    }

    private static func other(_ what: String, _ name: String) -> Problems {
        Problems(
            Problem(
                .otherSpreadsheet, "“\(name)” \(what).", expected: "an Excel workbook (.xlsx) or CSV.",
                suggestion: "Save it as .xlsx without a password, or as CSV."))
    }

    private static func empty(_ sheet: String, _ name: String) -> Problems {
        Problems(
            Problem(
                .noSuchSheet, "The sheet “\(sheet)” of “\(name)” is empty.",
                expected: "a first row with the names of the columns.",
                suggestion: "Say which sheet has the list with --sheet NAME."))
    }

    private static func passedOver(_ rows: [SheetRows.Row], _ name: String) -> Problem {
        let texts = rows.prefix(3).compactMap { row in
            row.cells.first { !$0.isEmpty }.map { "“\(String(decoding: $0.prefix(60), as: UTF8.self))”" }
        }
        let more = rows.count > 3 ? " and \(rows.count - 3) more" : ""
        return Problem(
            .rowsAboveHeader,
            "\(rows.count == 1 ? "A row" : "\(rows.count) rows") above the names of the columns \(rows.count == 1 ? "was" : "were") passed over: \(texts.joined(separator: ", "))\(more).",
            severity: .warning, at: [SourcePlace(source: name, line: rows[0].number)])
    }
}
