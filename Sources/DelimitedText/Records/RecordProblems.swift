import Diagnostics

extension DelimitedRecord {
    /// Its flaws as problems, for the list of a given name.
    public func problems(in source: String) -> [Problem] {
        flaws.map { $0.problem(recordLine: line, source: source, record: self) }
    }
}

extension RecordFlaw {
    fileprivate func problem(recordLine: Int, source: String, record: DelimitedRecord) -> Problem {
        let line = recordLine + lineOffset
        let place = SourcePlace(source: source, line: line)
        let cell = "cell \(column + 1)"
        switch kind {
        case .textAfterQuote:
            return Problem(
                .textAfterQuote, "Line \(line) has text after the closing quote of \(cell).",
                expected: "A separator or the end of the line after a closing quote.",
                suggestion: "Write a quote that belongs to the text twice, as in \"the \"\"Old\"\" School\".",
                at: [place])
        case .unclosedQuote:
            return Problem(
                .unclosedQuote, "Line \(line) opens a quote in \(cell) that is not closed.",
                expected: "A closing quote, not too far down the list.",
                suggestion: "The rows after line \(line) were read as if that quote closed there.",
                at: [place])
        case .tooManyColumns:
            return Problem(
                .tooManyColumns, "Line \(line) has \(record.layout.columns) cells.",
                expected: "At most \(column) cells in a row.", at: [place])
        case .tooLong:
            return Problem(
                .recordTooLong, "The row on line \(recordLine) is too long to be a row of a list.",
                expected: "Rows of fewer than \(record.layout.end - record.layout.start) bytes.",
                suggestion: "Check that the list has line endings.", at: [place])
        }
    }
}
