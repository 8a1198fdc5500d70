/// One row of a list: where it is, what is wrong with how it is written, and its cells.
///
/// Cells are read when asked for, as bytes in place (`withBytes`), or as a `String`. A record can be kept; keeping
/// one keeps the chunk it came from.
public struct DelimitedRecord: Sendable {
    /// The number of the row among the rows of the list, from 1. The header has none.
    public internal(set) var number: Int
    /// The number of its first line, from 1, as an editor counts lines.
    public internal(set) var line: Int
    @usableFromInline var layout = RecordLayout()
    @usableFromInline let storage: [UInt8]
    /// What to add to an index of `storage` to have an offset in the list.
    let base: Int
    let dropsFormulaMarks: Bool
    let delimiter: UInt8

    init(storage: [UInt8], base: Int, dropsFormulaMarks: Bool, delimiter: Delimiter.RawValue) {
        number = 0
        line = 0
        self.storage = storage
        self.base = base
        self.dropsFormulaMarks = dropsFormulaMarks
        self.delimiter = delimiter
    }

    /// The number of cells. A row may have fewer or more than the header.
    public var count: Int { layout.cells.count }

    /// How many lines the record covers.
    public var lineCount: Int {
        max(1, layout.lineBreaks + (layout.end == layout.contentEnd || layout.wasCut ? 1 : 0))
    }

    /// Its bytes in the list as UTF-8, line ending included, counted from the start of the list.
    public var range: Range<Int> { layout.start + base..<layout.end + base }

    /// What is wrong with how it is written; a record with flaws is to be rejected, not decided.
    public var flaws: [RecordFlaw] { layout.flaws }

    /// Whether every cell is empty or blank, as in the row `,,`.
    public var isBlank: Bool { layout.hasOnlyEmptyCells(in: storage.span) }

    /// Whether a cell at or after a column has anything in it: with the width of the header, whether a row has
    /// more than its header can name.
    public func hasContent(from column: Int) -> Bool {
        (min(column, count)..<count).contains { !isEmpty($0) }
    }

    /// Whether a cell is empty. A row that is too short has empty cells at its end.
    public func isEmpty(_ column: Int) -> Bool {
        guard layout.cells.indices.contains(column) else { return true }
        return layout.cells[column].start == layout.cells[column].end
    }

    /// The bytes of a cell in UTF-8, quotes and formula mark undone. Only a cell with doubled quotes is copied.
    public func withBytes<Result, Failure: Error>(
        _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard layout.cells.indices.contains(column) else { return try body(Span()) }
        let cell = layout.cells[column]
        if cell.form == .doubledQuotes {
            let value = unescaped(cell)
            let skipped = dropsFormulaMarks && FormulaMark.isPresent(in: value.span) ? 1 : 0
            return try body(value.span.extracting(droppingFirst: skipped))
        }
        let bytes = storage.span.extracting(layout.start + Int(cell.start)..<layout.start + Int(cell.end))
        let skipped = dropsFormulaMarks && FormulaMark.isPresent(in: bytes) ? 1 : 0
        return try body(bytes.extracting(droppingFirst: skipped))
    }

    /// A cell as text, quotes and formula mark undone.
    public func string(_ column: Int) -> String {
        withBytes(column) { String(copying: $0) }
    }

    /// The bytes of the record as they are in the list, without the line ending.
    @inlinable
    public func withOriginalBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span.extracting(layout.start..<layout.contentEnd))
    }

    private func unescaped(_ cell: CellLayout) -> [UInt8] {
        var value: [UInt8] = []
        value.reserveCapacity(Int(cell.end - cell.start))
        var index = layout.start + Int(cell.start)
        while index < layout.start + Int(cell.end) {
            value.append(storage[index])
            index += storage[index] == ByteSearch.quote ? 2 : 1
        }
        return value
    }
}

extension String {
    /// The text of bytes in UTF-8; what is not UTF-8 becomes replacement characters.
    init(copying bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
