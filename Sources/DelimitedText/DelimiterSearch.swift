/// Finding the separator from the header and the first rows.
///
/// A separator is possible when it splits the header. Among those the one wins under which the largest share of
/// the first rows has as many cells as the header; then the one that is followed by a space less often in the
/// header, as the comma of “Address, town” is; then the one with the most columns; then comma, semicolon, tab.
/// A header that nothing splits is a list of one column.
enum DelimiterSearch {
    static let sampledRecords = 20

    struct Result: Equatable {
        var delimiter: Delimiter
        /// Another separator that does exactly as well, rows and header: a warning is due.
        var rival: Delimiter?
    }

    private struct Candidate {
        var delimiter: Delimiter
        var columns: Int
        var spacedNames: Int
        var rows = 0
        var agreeing = 0

        /// Whether it fits better than another, by cross-multiplied shares.
        func fitsBetter(than other: Candidate) -> Bool {
            let mine = agreeing * max(other.rows, 1)
            let theirs = other.agreeing * max(rows, 1)
            if mine != theirs { return mine > theirs }
            return spacedNames == other.spacedNames
                ? columns > other.columns : spacedNames < other.spacedNames
        }
    }

    static func find(in text: Span<UInt8>, from start: Int, isFinal: Bool, limits: DelimitedLimits) -> Result
    {
        let end = min(text.count, start + limits.sampledBytes)
        let sample = text.extracting(0..<end)
        var best: Candidate?
        var rival: Candidate?
        for delimiter in Delimiter.allCases {
            guard
                let candidate = tryOut(
                    delimiter, sample, start, isFinal: isFinal && end == text.count, limits),
                candidate.columns > 1
            else { continue }
            guard let leader = best else {
                best = candidate
                continue
            }
            if candidate.fitsBetter(than: leader) {
                rival = leader
                best = candidate
            } else {
                rival = rival.map { candidate.fitsBetter(than: $0) ? candidate : $0 } ?? candidate
            }
        }
        guard let best else { return Result(delimiter: .comma) }
        // The rival does not fit better; when neither does the best, nothing tells them apart.
        if let rival, best.agreeing > 0, !best.fitsBetter(than: rival) {
            return Result(delimiter: best.delimiter, rival: rival.delimiter)
        }
        return Result(delimiter: best.delimiter)
    }

    private static func tryOut(
        _ delimiter: Delimiter, _ sample: Span<UInt8>, _ start: Int, isFinal: Bool, _ limits: DelimitedLimits
    ) -> Candidate? {
        let scanner = RecordScanner(delimiter: delimiter, limits: limits)
        var cursor = RecordCursor(offset: start)
        var layout = RecordLayout()
        var candidate: Candidate?
        while cursor.next(in: sample, isFinal: isFinal, scanner, into: &layout) == .record {
            if layout.hasOnlyEmptyCells(in: sample) { continue }
            guard candidate != nil else {
                candidate = Candidate(
                    delimiter: delimiter, columns: layout.columns, spacedNames: layout.spacedCells(in: sample)
                )
                continue
            }
            candidate?.rows += 1
            if layout.columns == candidate?.columns { candidate?.agreeing += 1 }
            if cursor.records > sampledRecords { break }
        }
        // A header longer than the sample still has to be split by something.
        if candidate == nil, start < sample.count {
            let line = sample.extracting(
                start..<ByteSearch.firstLineBreak(in: sample, from: start, to: sample.count))
            let columns = (0..<line.count).reduce(1) { line[$1] == delimiter.rawValue ? $0 + 1 : $0 }
            candidate = Candidate(delimiter: delimiter, columns: columns, spacedNames: 0)
        }
        return candidate
    }
}

extension RecordLayout {
    /// How many cells begin with a space.
    fileprivate func spacedCells(in text: Span<UInt8>) -> Int {
        cells.indices.count { column in
            !cells[column].isEmpty && text[start + Int(cells[column].start)] == UInt8(ascii: " ")
        }
    }
}
