/// What a person may say about a list, instead of having it found.
public struct DelimitedOptions: Hashable, Sendable {
    /// The encoding, or nil to find it.
    public var encoding: TextEncoding?
    /// The separator, or nil to find it.
    public var delimiter: Delimiter?
    /// Whether the mark that keeps a spreadsheet from running a cell is dropped, see `FormulaMark`.
    public var dropsFormulaMarks: Bool
    /// How large a row may be.
    public var limits: DelimitedLimits

    /// Options; each has the value that suits a list nothing is known about.
    public init(
        encoding: TextEncoding? = nil, delimiter: Delimiter? = nil, dropsFormulaMarks: Bool = true,
        limits: DelimitedLimits = DelimitedLimits()
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.dropsFormulaMarks = dropsFormulaMarks
        self.limits = limits
    }
}

/// How large a row may be. They bound memory, and how much one stray quote can swallow.
public struct DelimitedLimits: Hashable, Sendable {
    /// The most cells of a row; the cells after them are not delivered.
    public let columns: Int
    /// The most bytes from an opening quote to its closing quote.
    public let quotedCellBytes: Int
    /// A row has fewer bytes than this, without its line ending.
    public let recordBytes: Int
    /// How many bytes the separator is found by; less only in tests, which cannot all read long lists.
    var sampledBytes = 64 << 10

    /// Limits; each is at least 1 whatever is asked for, and a record at most 1 GiB.
    public init(columns: Int = 4_096, quotedCellBytes: Int = 64 << 10, recordBytes: Int = 1 << 20) {
        self.columns = max(1, columns)
        self.quotedCellBytes = max(1, quotedCellBytes)
        // Cells are kept as 32-bit distances from the start of their record.
        self.recordBytes = min(max(1, recordBytes), 1 << 30)
    }
}
