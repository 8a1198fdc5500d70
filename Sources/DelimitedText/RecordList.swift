import Diagnostics

/// A list of records that is read once from its start, in chunks: text with separators, or a sheet of a workbook.
///
/// A copy made before the first chunk reads the list once more.
public protocol RecordList: Sendable {
    /// Its columns.
    var header: [HeaderCell] { get }
    /// The line of the header, from 1; in a workbook its row.
    var headerLine: Int { get }
    /// What is worth knowing about the list as a whole.
    var warnings: [Problem] { get }

    /// The next chunk, or nil after the last. A chunk owns its bytes and can go to another thread.
    mutating func nextChunk() throws(Problems) -> DelimitedChunk?

    /// How much is in the chunks so far, from 0 to 1; nil where it is not known how much there is.
    var partRead: Double? { get }
}

extension RecordList {
    /// Not known.
    public var partRead: Double? { nil }
}

extension DelimitedReader: RecordList {}

/// Something that writes rows cell by cell.
public protocol RowWriter: Sendable {
    /// What has been written.
    var bytes: [UInt8] { get }

    /// Appends a cell given as text.
    mutating func append(_ cell: String)

    /// Appends the cells of a record, as many as the list has columns: a row that is too short is filled up, and what
    /// it has beyond is left out.
    mutating func appendCells(of record: borrowing DelimitedRecord, columns: Int)

    /// Appends a record as it was read, flaws and all, as one cell.
    mutating func appendOriginal(of record: borrowing DelimitedRecord)

    /// Ends the row.
    mutating func endRow()
}

extension DelimitedWriter: RowWriter {}
