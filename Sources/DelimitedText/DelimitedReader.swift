import Diagnostics

/// Reads a list of any length in memory that does not grow with it: at most the largest record, a chunk and a block
/// or two of the source.
///
/// Characters are checked as they are read, so a list whose line 900 000 is not UTF-8 throws there, after the
/// chunks before it were handed out. What was made of those should not be left behind as if it were whole.
public struct DelimitedReader<Source: ByteSource>: Sendable {
    /// The list as the user named it.
    public let name: String
    /// The encoding it is in.
    public let encoding: TextEncoding
    /// What separates its cells.
    public let delimiter: Delimiter
    /// Its columns.
    public let header: [HeaderCell]
    /// The line of the header, from 1.
    public let headerLine: Int
    /// What is worth knowing about the list as a whole: repeated names, a doubtful separator.
    public let warnings: [Problem]
    /// How much the chunks hold.
    public let chunkSize: ChunkSize
    private let format: RecordFormat
    private var window: TextWindow<Source>
    private var search: ChunkSearch

    /// Reads as far as the header and the first rows, which show the separator.
    public init(
        _ source: Source, named name: String, options: DelimitedOptions = DelimitedOptions(),
        chunkSize: ChunkSize = ChunkSize()
    ) throws(Problems) {
        var window = try TextWindow(source, named: name, declared: options.encoding)
        var found: Preamble?
        repeat {
            try window.fill(line: 1, from: 0)
            found = try Preamble(
                of: window.text, end: window.checked, from: window.start, isFinal: window.isFinal,
                named: name,
                options)
        } while found == nil && !window.isFinal
        guard let preamble = found else { throw Problems(Preamble.noHeader(name)) }
        self.name = name
        self.chunkSize = chunkSize
        self.window = window
        encoding = window.encoding
        delimiter = preamble.delimiter
        header = preamble.header
        headerLine = preamble.headerLine
        warnings = preamble.warnings
        format = preamble.format
        search = ChunkSearch(from: preamble.cursor)
    }

    /// The next chunk, or nil after the last. A chunk owns its bytes and can go to another thread.
    public mutating func nextChunk() throws(Problems) -> DelimitedChunk? {
        while true {
            switch advance() {
            case .needsMore:
                // Nothing before the chunk is needed any more: what a cut record left is let go here.
                search.shift(by: window.drop(before: search.start.offset))
                try window.fill(line: search.cursor.line, from: search.cursor.offset)
            case .record, .end:
                // Chunks of one block share its bytes.
                return search.take(window.text, base: window.base, format: format)
            }
        }
    }

    /// How much is in the chunks so far, from 0 to 1; nil where it is not known how much there is.
    public var partRead: Double? {
        let read = window.base + window.text.count
        guard read > 0 else { return nil }
        return window.partRead.map { $0 * Double(window.base + search.start.offset) / Double(read) }
    }

    private mutating func advance() -> RecordCursor.Step {
        // Held by this constant only while searching, or the window would have to copy what it changes next.
        let text = window.text
        return search.advance(
            in: text.span.extracting(0..<window.checked), isFinal: window.isFinal, size: chunkSize,
            format.scanner)
    }
}
