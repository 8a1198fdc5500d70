@testable import DelimitedText

/// A record as the slow oracle and the fast code are compared by.
struct PlainRecord: Equatable {
    var line: Int
    var range: Range<Int>
    var cells: [[UInt8]]
    var flaws: [RecordFlaw]

    init(line: Int, range: Range<Int>, cells: [[UInt8]], flaws: [RecordFlaw]) {
        self.line = line
        self.range = range
        self.cells = cells
        self.flaws = flaws
    }

    init(_ record: borrowing DelimitedRecord) {
        line = record.line
        range = record.range
        var cells: [[UInt8]] = []
        for column in 0..<record.count {
            cells.append(record.withBytes(column) { Array(copying: $0) })
        }
        self.cells = cells
        flaws = record.flaws
    }
}

extension Array where Element == UInt8 {
    init(copying bytes: Span<UInt8>) { self = bytes.withUnsafeBufferPointer { Array($0) } }
}

/// One byte at a time, building values as it goes and counting every line from the start of the text again. It sees
/// the whole text at once, knows of no chunks, and undoes no formula marks.
struct ScannerOracle {
    let text: [UInt8]
    let delimiter: UInt8
    let limits: DelimitedLimits
    private(set) var records: [PlainRecord] = []
    private(set) var emptyLines = 0

    init(_ text: [UInt8], _ delimiter: Delimiter, _ limits: DelimitedLimits, from start: Int = 0) {
        self.text = text
        self.delimiter = delimiter.rawValue
        self.limits = limits
        var index = start
        while index < text.count {
            if isBreak(index) {
                emptyLines += 1
                index = afterBreak(index)
            } else {
                let record = record(at: index)
                records.append(record)
                index = record.range.upperBound
                if record.flaws.contains(where: { $0.kind == .tooLong }) {
                    while index < text.count, !isBreak(index) { index += 1 }
                    index = afterBreak(index)
                }
            }
        }
    }

    private func record(at start: Int) -> PlainRecord {
        let cap = start + limits.recordBytes
        var cells: [[UInt8]] = []
        var flaws: [RecordFlaw] = []
        var cellStart = start
        while true {
            var value: [UInt8] = []
            var index = cellStart
            var flaw: RecordFlaw.Kind?
            if index < min(cap, text.count), text[index] == quote {
                if let close = closingQuote(of: index, cap: cap) {
                    var inside = index + 1
                    while inside < close {
                        value.append(text[inside])
                        inside += text[inside] == quote ? 2 : 1
                    }
                    index = close + 1
                    let textStart = index
                    while index < min(cap, text.count), text[index] != delimiter, !isBreak(index) {
                        index += 1
                    }
                    if index > textStart {
                        flaw = .textAfterQuote
                        value = Array(text[cellStart..<index])
                    }
                } else {
                    while index < min(cap, text.count), !isBreak(index) { index += 1 }
                    flaw = index == cap ? nil : .unclosedQuote
                    value = Array(text[cellStart..<index])
                }
            } else {
                while index < min(cap, text.count), text[index] != delimiter, !isBreak(index) { index += 1 }
                value = Array(text[cellStart..<index])
            }
            let column = cells.count
            if let flaw {
                let line = lines(before: flaw == .unclosedQuote ? cellStart : index) - lines(before: start)
                flaws.append(RecordFlaw(kind: flaw, column: column, lineOffset: line))
            }
            if index == cap {
                var whole = cap
                while whole > cellStart, String(validating: text[cellStart..<whole], as: UTF8.self) == nil,
                    whole > cap - 3
                { whole -= 1 }
                cells.append(Array(text[cellStart..<whole]))
                flaws.append(
                    RecordFlaw(
                        kind: .tooLong, column: column,
                        lineOffset: linesToCut(cellStart, cap) - lines(before: start)))
                return finished(start..<cap, cells, flaws)
            }
            cells.append(value)
            if cells.count == limits.columns + 1 {
                flaws.append(
                    RecordFlaw(
                        kind: .tooManyColumns, column: column,
                        lineOffset: lines(before: index) - lines(before: start)))
            }
            guard index < text.count, text[index] == delimiter else {
                return finished(start..<afterBreak(index), cells, flaws)
            }
            cellStart = index + 1
        }
    }

    private let quote = UInt8(ascii: "\"")

    private func finished(_ range: Range<Int>, _ cells: [[UInt8]], _ flaws: [RecordFlaw]) -> PlainRecord {
        PlainRecord(
            line: lines(before: range.lowerBound) + 1, range: range,
            cells: Array(cells.prefix(limits.columns)),
            flaws: flaws)
    }

    private func closingQuote(of open: Int, cap: Int) -> Int? {
        var index = open + 1
        while index < min(text.count, cap, open + limits.quotedCellBytes) {
            if text[index] != quote {
                index += 1
            } else if index + 1 < min(text.count, cap), text[index + 1] == quote {
                index += 2
            } else {
                return index
            }
        }
        return nil
    }

    /// A quoted cell that was closed before the cut may hold line breaks; one that was not is one line.
    private func linesToCut(_ cellStart: Int, _ cap: Int) -> Int {
        cellStart < cap && text[cellStart] == quote && closingQuote(of: cellStart, cap: cap) != nil
            ? lines(before: cap) : lines(before: cellStart)
    }

    private func isBreak(_ index: Int) -> Bool {
        index < text.count && (text[index] == 10 || text[index] == 13)
    }

    private func afterBreak(_ index: Int) -> Int {
        guard isBreak(index) else { return index }
        return text[index] == 13 && index + 1 < text.count && text[index + 1] == 10 ? index + 2 : index + 1
    }

    private func lines(before end: Int) -> Int {
        var index = 0
        var count = 0
        while index < end {
            if isBreak(index) { count += 1 }
            index = max(index + 1, afterBreak(index))
        }
        return count
    }
}
