/// How a list is written.
public struct DelimitedStyle: Hashable, Sendable {
    /// How a line ends.
    public enum LineEnding: Hashable, Sendable {
        case lineFeed
        /// CR LF, as RFC 4180 has it.
        case carriageReturnLineFeed
    }

    /// What separates cells.
    public var delimiter: Delimiter
    /// How lines end. LF by default: Excel, LibreOffice and every CSV library read it, while CR LF leaves a stray
    /// CR in the last column for `cut`, `awk` and `diff`.
    public var lineEnding: LineEnding
    /// Whether cells that a spreadsheet would run are marked, see `FormulaMark`.
    public var marksFormulas: Bool
    /// Whether `beginFile` writes the UTF-8 byte order mark, without which Excel takes a list for Windows-1252
    /// when it is opened by double-clicking.
    public var byteOrderMark: Bool

    /// A style; each part has the value that suits both spreadsheets and other programs.
    public init(
        delimiter: Delimiter = .comma, lineEnding: LineEnding = .lineFeed, marksFormulas: Bool = true,
        byteOrderMark: Bool = false
    ) {
        self.delimiter = delimiter
        self.lineEnding = lineEnding
        self.marksFormulas = marksFormulas
        self.byteOrderMark = byteOrderMark
    }
}

/// Writes rows of cells into a buffer that is used again and again.
///
///     var writer = DelimitedWriter(style: DelimitedStyle())
///     writer.append("name")
///     writer.append("ward")
///     writer.endRow()
///
/// Every cell written is read back exactly, by `DelimitedTable` and by any reader of RFC 4180 (but for the marks).
/// Threads that write chunks each have a writer; their `bytes` one after the other are the list.
public struct DelimitedWriter: Sendable {
    /// How it writes.
    public let style: DelimitedStyle
    /// What has been written since the last `removeAll`.
    public package(set) var bytes: [UInt8] = []
    var cellsInRow = 0
    private var rowStart = 0

    /// A writer with an empty buffer.
    public init(style: DelimitedStyle = DelimitedStyle()) { self.style = style }

    /// Begins a file: writes the byte order mark if the style has one.
    public mutating func beginFile() {
        if style.byteOrderMark { bytes.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
        rowStart = bytes.count
    }

    /// Appends a cell given as text.
    public mutating func append(_ cell: String) { append(cell.utf8.span) }

    /// Appends a cell given as bytes in UTF-8.
    public mutating func append(_ cell: Span<UInt8>) {
        if cellsInRow > 0 { bytes.append(style.delimiter.rawValue) }
        let isMarked = style.marksFormulas && FormulaMark.isNeeded(for: cell)
        if needsQuotes(cell) {
            bytes.append(ByteSearch.quote)
            if isMarked { bytes.append(FormulaMark.mark) }
            appendEscaped(cell)
            bytes.append(ByteSearch.quote)
        } else {
            if isMarked { bytes.append(FormulaMark.mark) }
            cell.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
        cellsInRow += 1
    }

    /// Appends a cell given as bytes in UTF-8.
    public mutating func append(_ cell: ArraySlice<UInt8>) { append(cell.span) }

    /// Appends the cells of a record, as many as the list has columns: a row that is too short is filled up, and
    /// what it has beyond is left out.
    public mutating func appendCells(of record: borrowing DelimitedRecord, columns: Int) {
        for column in 0..<columns { record.withBytes(column) { append($0) } }
    }

    /// Appends a record as it was read, flaws and all, as one cell.
    public mutating func appendOriginal(of record: borrowing DelimitedRecord) {
        record.withOriginalBytes { append($0) }
    }

    /// Ends the row.
    public mutating func endRow() {
        // An empty line is not a row to any reader, so a row of one empty cell has to be shown.
        if cellsInRow == 1, bytes.count == rowStart {
            bytes.append(contentsOf: [ByteSearch.quote, ByteSearch.quote])
        }
        if style.lineEnding == .carriageReturnLineFeed { bytes.append(ByteSearch.carriageReturn) }
        bytes.append(ByteSearch.lineFeed)
        beginRow()
    }

    mutating func beginRow() {
        cellsInRow = 0
        rowStart = bytes.count
    }

    /// Forgets what has been written, keeping the room for it. To be called between rows.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        cellsInRow = 0
        rowStart = 0
    }

    private func needsQuotes(_ cell: Span<UInt8>) -> Bool {
        for index in cell.indices {
            let byte = cell[index]
            if byte == style.delimiter.rawValue || byte == ByteSearch.quote || byte == ByteSearch.lineFeed
                || byte == ByteSearch.carriageReturn
            {
                return true
            }
        }
        // At the start of a file these would be taken for the separator line and for the byte order mark.
        guard cellsInRow == 0, let first = cell.isEmpty ? nil : cell[0] else { return false }
        return first == 0xEF || first == 0xFE || first == 0xFF || SeparatorLine.beginsOne(cell, at: 0)
    }

    private mutating func appendEscaped(_ cell: Span<UInt8>) {
        var begin = 0
        while begin < cell.count {
            let quote = ByteSearch.first(
                of: ByteSearch.quote, ByteSearch.quote, ByteSearch.quote, in: cell, from: begin,
                to: cell.count)
            let end = min(quote + 1, cell.count)
            cell.extracting(begin..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
            if quote < cell.count { bytes.append(ByteSearch.quote) }
            begin = end
        }
    }
}
