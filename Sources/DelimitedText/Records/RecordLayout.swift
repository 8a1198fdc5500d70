/// Where the cells of one record lie, without their text. Reused from record to record, so that scanning does
/// not allocate.
@usableFromInline
struct RecordLayout: Sendable {
    @usableFromInline var start = 0
    /// After the last byte of the cells, before the line ending.
    @usableFromInline var contentEnd = 0
    /// After the line ending: where scanning goes on.
    var end = 0
    /// How many lines the record ends, its own line ending included.
    var lineBreaks = 0
    /// How many cells the record has, those past the limit included.
    var columns = 0
    @usableFromInline var cells = CellList()
    var flaws: [RecordFlaw] = []
    /// Whether it is known that cells are their bytes, and may be written as they are: there is no quote, and no cell
    /// begins with what may have to do with formulas.
    @usableFromInline var isAsRead = false

    mutating func begin(at start: Int) {
        self.start = start
        lineBreaks = 0
        columns = 0
        cells.removeAll()
        isAsRead = false
        if !flaws.isEmpty { flaws.removeAll() }
    }

    /// Whether every cell is empty or blank, as in the row `, ,""`.
    func hasOnlyEmptyCells(in text: Span<UInt8>) -> Bool {
        guard columns == cells.count else { return false }
        for column in cells.indices {
            for index in start + Int(cells[column].start)..<start + Int(cells[column].end)
            where text[index] != UInt8(ascii: " ") && text[index] != UInt8(ascii: "\t") {
                return false
            }
        }
        return true
    }
}

/// One cell: the bytes inside its quotes if it has any, counted from the start of the record.
@usableFromInline
package struct CellLayout: Sendable {
    @usableFromInline
    package enum Form: UInt8, Sendable {
        /// The bytes are the value.
        case plain
        /// The bytes are the value once doubled quotes are made single.
        case doubledQuotes
    }

    @usableFromInline package var start: UInt32
    @usableFromInline package var end: UInt32
    @usableFromInline var form: Form

    /// Where the cell is in the bytes of its record.
    @inlinable
    package var range: Range<Int> { Int(start)..<Int(end) }
    /// Whether there is nothing in it.
    @inlinable
    package var isEmpty: Bool { start == end }
}

/// Something wrong with how a record is written. Its cells are delivered all the same.
public struct RecordFlaw: Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// There is text between a closing quote and the next separator. The cell is delivered as written.
        case textAfterQuote
        /// A quote is not closed, or not soon enough. The record ends with the line on which that quote is, and
        /// its last cell is the rest of that line as written; the next line begins a new record.
        case unclosedQuote
        /// There are more cells than allowed. Those past the limit are not delivered.
        case tooManyColumns
        /// The record has too many bytes. It is cut, and the rest of the line is skipped.
        case tooLong
    }

    /// What is wrong.
    public let kind: Kind
    /// The cell concerned, from 0.
    public let column: Int
    /// The line concerned, counted from the first line of the record.
    public let lineOffset: Int
}
