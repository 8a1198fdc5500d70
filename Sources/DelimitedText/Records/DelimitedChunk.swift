import Diagnostics

/// Some consecutive records of a list, cut where a record ends, to be read on any thread.
///
/// Chunks numbered 0, 1, 2… that are worked on in parallel and written out by number keep the order of the list.
public struct DelimitedChunk: Sendable {
    /// The number of the chunk, from 0.
    public let index: Int
    /// How many records it has; the last chunk may have none.
    public let recordCount: Int
    /// The number of its first record among the records of the list, from 1.
    public let firstRecord: Int
    /// The number of its first line, from 1.
    public let firstLine: Int
    /// How many empty lines were passed over in it.
    public let emptyLines: Int
    let storage: [UInt8]
    let bounds: Range<Int>
    let base: Int
    let format: RecordFormat
    /// The lines of its records, when those of the text are not theirs.
    var lines: [Int]?

    /// Its bytes in the list as UTF-8, counted from the start of the list.
    public var range: Range<Int> { bounds.lowerBound + base..<bounds.upperBound + base }

    /// A name for exactly its bytes.
    package var digest: Digest {
        var running = RunningDigest()
        storage.withUnsafeBufferPointer { running.add(UnsafeBufferPointer(rebasing: $0[bounds])) }
        return running.digest
    }

    /// Reads the records in order. The record handed over is reused for the next one, which is what makes this the
    /// fast way; copying it is allowed, and costs one allocation.
    public func forEachRecord<Failure: Error>(
        _ body: (borrowing DelimitedRecord) throws(Failure) -> Void
    ) throws(Failure) {
        let text = storage.span.extracting(0..<bounds.upperBound)
        var reading = RecordReading(chunk: self)
        while reading.advance(in: text) { try body(reading.record) }
    }

    /// The records one by one, each with its own list of cells: convenient where speed does not matter.
    public var records: Records { Records(chunk: self) }

    /// The records of a chunk.
    public struct Records: Sequence, Sendable {
        let chunk: DelimitedChunk

        /// Starts from the first record.
        public func makeIterator() -> Iterator {
            Iterator(
                reading: RecordReading(chunk: chunk), storage: chunk.storage, end: chunk.bounds.upperBound)
        }

        /// Goes through the records of a chunk.
        public struct Iterator: IteratorProtocol, Sendable {
            var reading: RecordReading
            let storage: [UInt8]
            let end: Int

            /// The next record.
            public mutating func next() -> DelimitedRecord? {
                let text = storage
                return reading.advance(in: text.span.extracting(0..<end)) ? reading.record : nil
            }
        }
    }
}

extension DelimitedChunk {
    /// Rows of something that is no text, such as a sheet, written as records with commas and without formula marks.
    ///
    /// - Parameters:
    ///   - index: the number of the chunk, from 0.
    ///   - rows: the records, as `DelimitedWriter` writes them.
    ///   - lines: where each of them is in its source.
    ///   - firstRecord: the number of the first, from 1.
    ///   - emptyLines: how many empty rows were passed over.
    package init(index: Int, rows: [UInt8], lines: [Int], firstRecord: Int, emptyLines: Int) {
        let limits = DelimitedLimits(columns: 16_384, quotedCellBytes: 1 << 20, recordBytes: 1 << 24)
        self.init(
            index: index, recordCount: lines.count, firstRecord: firstRecord, firstLine: lines.first ?? 1,
            emptyLines: emptyLines, storage: rows, bounds: 0..<rows.count, base: 0,
            format: RecordFormat(
                scanner: RecordScanner(delimiter: .comma, limits: limits), dropsFormulaMarks: false),
            lines: lines)
    }
}

/// What is needed to read the records of a list, once its separator is known.
struct RecordFormat: Sendable {
    var scanner: RecordScanner
    var dropsFormulaMarks: Bool
}

/// The one record that is reused, and the place of the next.
struct RecordReading: Sendable {
    var cursor: RecordCursor
    var record: DelimitedRecord
    private var marks = RowMarks()
    let scanner: RecordScanner
    private let firstRecord: Int
    private let lines: [Int]?

    init(chunk: DelimitedChunk) {
        firstRecord = chunk.firstRecord
        lines = chunk.lines
        cursor = RecordCursor(
            offset: chunk.bounds.lowerBound, line: chunk.firstLine, records: chunk.firstRecord - 1)
        record = DelimitedRecord(
            storage: chunk.storage, base: chunk.base, dropsFormulaMarks: chunk.format.dropsFormulaMarks,
            delimiter: chunk.format.scanner.delimiter)
        scanner = chunk.format.scanner
    }

    mutating func advance(in text: Span<UInt8>) -> Bool {
        if !cursor.skipsRestOfLine, marks.scan(text, from: cursor.offset, scanner, into: &record.layout),
            record.layout.contentEnd > cursor.offset
        {
            cursor.pass(record.layout)
        } else if cursor.next(in: text, isFinal: true, scanner, into: &record.layout) != .record {
            return false
        }
        record.number = cursor.records
        record.line = cursor.line - record.layout.lineBreaks
        if let lines, lines.indices.contains(cursor.records - firstRecord) {
            record.line = lines[cursor.records - firstRecord]
        }
        return true
    }
}

/// How much a chunk holds. A chunk ends with the record that reaches either number.
public struct ChunkSize: Hashable, Sendable {
    /// Records, at least 1.
    public let records: Int
    /// Bytes of UTF-8, at least 1.
    public let bytes: Int

    /// A size; about a quarter of a megabyte, unless asked otherwise, keeps threads busy and memory small.
    public init(records: Int = 4_096, bytes: Int = 256 << 10) {
        self.records = max(1, records)
        self.bytes = max(1, bytes)
    }
}

/// Finds where the next chunk ends.
struct ChunkSearch: Sendable {
    /// Where the chunk began.
    private(set) var start: RecordCursor
    private(set) var cursor: RecordCursor
    private(set) var index = 0
    private var layout = RecordLayout()

    init(from cursor: RecordCursor) {
        start = cursor
        self.cursor = cursor
    }

    /// Goes on to the end of the chunk. `.record` when the chunk is complete, `.end` when the list ends with it.
    mutating func advance(
        in text: Span<UInt8>, isFinal: Bool, size: ChunkSize, _ scanner: RecordScanner
    ) -> RecordCursor.Step {
        if start.skipsRestOfLine {
            // What is passed over after a cut record belongs to no chunk, so that it need not be kept.
            let step = cursor.passRestOfLine(in: text, isFinal: isFinal)
            start = cursor
            if step != .record { return step }
        }
        while true {
            cursor.skipPlain(
                in: text, records: size.records - (cursor.records - start.records),
                bytes: size.bytes - (cursor.offset - start.offset), scanner)
            if isFull(size) { return .record }
            let step = cursor.skip(in: text, isFinal: isFinal, scanner, using: &layout)
            if step == .needsMore, cursor.offset - start.offset >= size.bytes {
                // Empty lines fill a chunk too, or endless ones would have to be kept until a record comes.
                return .record
            }
            if step != .record { return step }
            if isFull(size) || cursor.skipsRestOfLine { return .record }
        }
    }

    private func isFull(_ size: ChunkSize) -> Bool {
        cursor.records - start.records >= size.records || cursor.offset - start.offset >= size.bytes
    }

    /// The chunk that `advance` found, and on to the next.
    mutating func take(_ storage: [UInt8], base: Int, format: RecordFormat) -> DelimitedChunk? {
        guard cursor.offset > start.offset else { return nil }
        let chunk = DelimitedChunk(
            index: index, recordCount: cursor.records - start.records, firstRecord: start.records + 1,
            firstLine: start.line, emptyLines: cursor.emptyLines - start.emptyLines, storage: storage,
            bounds: start.offset..<cursor.offset, base: base, format: format)
        index += 1
        start = cursor
        return chunk
    }

    /// Counts offsets from a later byte, after the bytes before it were let go.
    mutating func shift(by distance: Int) {
        start.offset -= distance
        cursor.offset -= distance
    }
}
