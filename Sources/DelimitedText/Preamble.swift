import Diagnostics

/// What comes before the rows: the mark, the separator line and the header.
struct Preamble: Sendable {
    var delimiter: Delimiter
    var header: [HeaderCell]
    var headerLine: Int
    var warnings: [Problem]
    var format: RecordFormat
    /// At the first line after the header.
    var cursor: RecordCursor

    /// Reads the preamble of a text whose characters begin at `start`, or nil when more of it is needed.
    init?(
        of text: [UInt8], end: Int, from start: Int, isFinal: Bool, named source: String,
        _ options: DelimitedOptions
    ) throws(Problems) {
        let span = text.span.extracting(0..<end)
        // Enough to judge the separator by; the separator line is among it.
        if !isFinal, end - start < options.limits.sampledBytes { return nil }
        var cursor = RecordCursor(offset: start)
        warnings = []
        var declared = options.delimiter
        if let line = SeparatorLine.find(in: span, at: start) {
            guard let found = options.delimiter ?? line.delimiter else {
                throw Problems(Self.unknownSeparator(source))
            }
            declared = found
            cursor = RecordCursor(offset: line.end, line: 2)
        }
        if let declared {
            delimiter = declared
        } else {
            let found = DelimiterSearch.find(
                in: span, from: cursor.offset, isFinal: isFinal, limits: options.limits)
            delimiter = found.delimiter
            if let rival = found.rival { warnings.append(Self.ambiguous(found.delimiter, rival, source)) }
        }
        format = RecordFormat(
            scanner: RecordScanner(delimiter: delimiter, limits: options.limits),
            dropsFormulaMarks: options.dropsFormulaMarks)
        var record = DelimitedRecord(
            storage: text, base: 0, dropsFormulaMarks: options.dropsFormulaMarks,
            delimiter: delimiter.rawValue)
        repeat {
            switch cursor.next(in: span, isFinal: isFinal, format.scanner, into: &record.layout) {
            case .needsMore:
                // Nothing but empty lines for so long: not a list, and not worth keeping in memory.
                if end - start > 8 * options.limits.recordBytes { throw Problems(Self.noHeader(source)) }
                return nil
            case .end: throw Problems(Self.noHeader(source))
            case .record: break
            }
        } while record.layout.hasOnlyEmptyCells(in: span)
        record.line = cursor.line - record.layout.lineBreaks
        if !record.flaws.isEmpty { throw Problems(record.problems(in: source)) }
        header = (0..<record.count).map { HeaderCell(column: $0, name: record.string($0)) }
        headerLine = record.line
        warnings += HeaderCell.repeats(in: header, line: record.line, source: source)
        cursor.records = 0
        self.cursor = cursor
    }

    private static func unknownSeparator(_ source: String) -> Problem {
        Problem(
            .unknownSeparator, "The first line declares a separator that lists do not use.",
            expected: "sep=, or sep=; or sep= and a tab.", at: [SourcePlace(source: source, line: 1)])
    }

    private static func ambiguous(_ taken: Delimiter, _ rival: Delimiter, _ source: String) -> Problem {
        Problem(
            .ambiguousSeparator,
            "The list can be read with \(taken.name) or with \(rival.name) between cells; \(taken.name) was taken.",
            severity: .warning, expected: "One separator that fits better than the others.",
            suggestion: "Say which with --delimiter to be sure.", at: [SourcePlace(source: source, line: 1)])
    }

    static func noHeader(_ source: String) -> Problem {
        Problem(
            .noHeader, "The list has no header: there is nothing in it.",
            expected: "A first row with the names of the columns.", at: [SourcePlace(source: source, line: 1)]
        )
    }
}
