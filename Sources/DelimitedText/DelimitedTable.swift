import Diagnostics

/// A list that is wholly in memory. For lists that may not fit, see `DelimitedReader`.
public struct DelimitedTable: Sendable {
    /// The list as the user named it.
    public let name: String
    /// The encoding it was in.
    public let encoding: TextEncoding
    /// What separates its cells.
    public let delimiter: Delimiter
    /// Its columns.
    public let header: [HeaderCell]
    /// The line of the header, from 1.
    public let headerLine: Int
    /// What is worth knowing about the list as a whole: repeated names, a doubtful separator.
    public let warnings: [Problem]
    let text: [UInt8]
    let format: RecordFormat
    let start: RecordCursor

    /// Reads the header and checks the characters of the whole list. Bytes that are UTF-8 already are not copied.
    public init(bytes: [UInt8], named name: String, options: DelimitedOptions = DelimitedOptions())
        throws(Problems)
    {
        let decoded = try Self.decode(bytes, named: name, declared: options.encoding)
        guard
            let preamble = try Preamble(
                of: decoded.text, end: decoded.text.count, from: decoded.start, isFinal: true, named: name,
                options)
        else { throw Problems(Preamble.noHeader(name)) }
        self.name = name
        encoding = decoded.encoding
        delimiter = preamble.delimiter
        header = preamble.header
        headerLine = preamble.headerLine
        warnings = preamble.warnings
        text = decoded.text
        format = preamble.format
        start = preamble.cursor
    }

    /// The list cut into chunks, in order. Finding where they end costs about a third of reading their cells.
    public func chunks(of size: ChunkSize = ChunkSize()) -> Chunks { Chunks(table: self, size: size) }

    /// Reads all records in order, reusing one record; see `DelimitedChunk.forEachRecord`.
    public func forEachRecord<Failure: Error>(
        _ body: (borrowing DelimitedRecord) throws(Failure) -> Void
    ) throws(Failure) {
        try rest.forEachRecord(body)
    }

    /// The records one by one, each with its own list of cells: convenient where speed does not matter.
    public var records: DelimitedChunk.Records { rest.records }

    /// Everything after the header as one chunk, whose number of records is not known.
    private var rest: DelimitedChunk {
        DelimitedChunk(
            index: 0, recordCount: 0, firstRecord: 1, firstLine: start.line, emptyLines: 0, storage: text,
            bounds: start.offset..<text.count, base: 0, format: format)
    }

    /// The chunks of a table.
    public struct Chunks: Sequence, Sendable {
        let table: DelimitedTable
        let size: ChunkSize

        /// Starts from the first chunk.
        public func makeIterator() -> Iterator {
            Iterator(table: table, size: size, search: ChunkSearch(from: table.start))
        }

        /// Goes through the chunks of a table.
        public struct Iterator: IteratorProtocol, Sendable {
            let table: DelimitedTable
            let size: ChunkSize
            var search: ChunkSearch

            /// The next chunk.
            public mutating func next() -> DelimitedChunk? {
                let text = table.text
                _ = search.advance(in: text.span, isFinal: true, size: size, table.format.scanner)
                return search.take(table.text, base: 0, format: table.format)
            }
        }
    }

    private static func decode(
        _ bytes: [UInt8], named name: String, declared: TextEncoding?
    ) throws(Problems) -> (encoding: TextEncoding, text: [UInt8], start: Int) {
        var text: [UInt8] = []
        var start = 0
        do throws(EncodingFault) {
            let found = try TextEncoding.find(in: bytes.span, declared: declared)
            switch found.encoding {
            case .utf8:
                text = bytes
                start = found.markLength
                _ = try UTF8Text.check(text.span, from: start, isFinal: true)
            case .utf16LittleEndian, .utf16BigEndian, .windows1252:
                _ = try found.encoding.transcode(
                    bytes.span.extracting(droppingFirst: found.markLength), isFinal: true, into: &text)
            }
            return (found.encoding, text, start)
        } catch {
            throw Problems(error.problem(in: text, from: start, line: 1, source: name))
        }
    }
}
