import Diagnostics

/// The character between the cells of a row.
public enum Delimiter: UInt8, Hashable, Sendable, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09

    /// The name a person knows it by.
    public var name: String {
        switch self {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        }
    }
}

/// The line `sep=;` that Excel reads as a declaration of the separator, and writes before the header.
struct SeparatorLine {
    /// What it declares, nil when lists do not use that separator.
    var delimiter: Delimiter?
    var end: Int

    /// The separator line at an index. `end` is the index after its line ending.
    static func find(in text: Span<UInt8>, at start: Int) -> SeparatorLine? {
        guard beginsOne(text, at: start), start + 4 < text.count else { return nil }
        let width = lineBreakWidth(in: text, at: start + 5)
        guard width > 0 || start + 5 == text.count else { return nil }
        return SeparatorLine(delimiter: Delimiter(rawValue: text[start + 4]), end: start + 5 + width)
    }

    /// Whether `sep=` is at an index, in small or capital letters.
    static func beginsOne(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard start + 4 <= text.count else { return false }
        return text[start] | 0x20 == UInt8(ascii: "s") && text[start + 1] | 0x20 == UInt8(ascii: "e")
            && text[start + 2] | 0x20 == UInt8(ascii: "p") && text[start + 3] == UInt8(ascii: "=")
    }
}

/// Finding the separator from the header and the first rows.
///
/// A separator is possible when it splits the header. Among those the one wins under which the largest share of
/// the first rows has as many cells as the header; then the one with the most columns; then comma, semicolon, tab.
/// A header that nothing splits is a list of one column.
enum DelimiterSearch {
    static let sampledRecords = 20
    static let sampledBytes = 64 << 10

    struct Result: Equatable {
        var delimiter: Delimiter
        /// Another separator that does exactly as well over at least one row: a warning is due.
        var rival: Delimiter?
    }

    private struct Candidate {
        var delimiter: Delimiter
        var columns: Int
        var rows = 0
        var agreeing = 0

        /// Whether it fits better than another, by cross-multiplied shares.
        func fitsBetter(than other: Candidate) -> Bool {
            let mine = agreeing * max(other.rows, 1)
            let theirs = other.agreeing * max(rows, 1)
            return mine != theirs ? mine > theirs : columns > other.columns
        }
    }

    static func find(in text: Span<UInt8>, from start: Int, isFinal: Bool, limits: DelimitedLimits) -> Result
    {
        let end = min(text.count, start + sampledBytes)
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
        if let rival, best.rows > 0, best.agreeing == best.rows, rival.rows > 0, rival.agreeing == rival.rows
        {
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
                candidate = Candidate(delimiter: delimiter, columns: layout.columns)
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
            candidate = Candidate(delimiter: delimiter, columns: columns)
        }
        return candidate
    }
}
