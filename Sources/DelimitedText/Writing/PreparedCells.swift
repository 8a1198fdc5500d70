// For those who write the same cells many times over: cells are put into their written form once.

/// The inside of a quoted cell that many rows have, in its written form, with gaps for what differs.
package struct WrittenText: Sendable {
    let bytes: [UInt8]
    package let gaps: [Gap]

    /// A gap by its number, before one of the bytes.
    package struct Gap: Sendable {
        var offset: Int
        package var number: Int

        package init(offset: Int, number: Int) {
            self.offset = offset
            self.number = number
        }
    }

    /// - Parameter gaps: in the order of the text.
    package init(bytes: [UInt8], gaps: [Gap]) {
        self.bytes = bytes
        self.gaps = gaps
    }
}

extension DelimitedWriter {
    /// The written form of a cell that is not the first of its row, without its separator.
    package static func written(_ cell: String, style: DelimitedStyle = DelimitedStyle()) -> [UInt8] {
        var writer = DelimitedWriter(style: style)
        writer.cellsInRow = 1
        writer.append(cell)
        return Array(writer.bytes.dropFirst())
    }

    /// Whether a cell is written as it is, wherever it stands in a text that begins with it.
    package static func isWrittenAsIs(_ cell: String, style: DelimitedStyle = DelimitedStyle()) -> Bool {
        written(cell, style: style) == Array(cell.utf8)
    }

    /// Appends bytes that are in their written form already, within a row that has begun.
    package mutating func appendWritten(_ written: [UInt8]) { bytes.append(contentsOf: written) }

    /// Appends one such byte.
    package mutating func appendWritten(_ written: UInt8) { bytes.append(written) }

    /// Appends the part of a text before a gap, or the rest behind the last one, by the number of the gap in the text.
    package mutating func append(_ text: WrittenText, before gap: Int) {
        let from = gap == 0 ? 0 : text.gaps[gap - 1].offset
        let to = gap == text.gaps.count ? text.bytes.count : text.gaps[gap].offset
        text.bytes.withUnsafeBufferPointer { bytes.append(contentsOf: $0[from..<to]) }
    }

    /// Doubles the quotes in what was written from a place, within a quoted cell.
    package mutating func doubleQuotes(from begin: Int) {
        var quotes = 0
        for index in begin..<bytes.count where bytes[index] == ByteSearch.quote { quotes += 1 }
        if quotes == 0 { return }
        let plain = Array(bytes[begin...])
        bytes.removeLast(plain.count)
        for byte in plain {
            if byte == ByteSearch.quote { bytes.append(byte) }
            bytes.append(byte)
        }
    }

    /// Ends a row of which everything was in its written form.
    package mutating func endWrittenRow() {
        cellsInRow = 1
        endRow()
    }

    /// Appends the cells of a record, as `appendCells` does, and as they are when nothing about them needs another form.
    package mutating func appendCellsQuickly(of record: borrowing DelimitedRecord, columns: Int) {
        if cellsInRow == 0, style.delimiter.rawValue == record.delimiter,
            record.isWrittenAsIs(columns: columns)
        {
            record.withOriginalBytes { original in
                original.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
            }
            cellsInRow = columns
        } else {
            appendCells(of: record, columns: columns)
        }
    }
}

extension DelimitedRecord {
    /// Whether its cells, written again, are the bytes they were read from: none has quotes in or around it, or begins
    /// with what may have to do with formulas or with the beginning of a file.
    fileprivate func isWrittenAsIs(columns: Int) -> Bool {
        guard layout.flaws.isEmpty, layout.columns == columns, layout.cells.count == columns else {
            return false
        }
        let text = storage.span
        var length = columns - 1
        for cell in layout.cells {
            length += Int(cell.end - cell.start)
            guard cell.start < cell.end else { continue }
            switch text[layout.start + Int(cell.start)] {
            case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
                UInt8(ascii: "'"),
                UInt8(ascii: "\t"):
                return false
            default: break
            }
        }
        guard length == layout.contentEnd - layout.start else { return false }
        if length > 0, text[layout.start] >= 0xEF || SeparatorLine.beginsOne(text, at: layout.start) {
            return false
        }
        let quote = ByteSearch.quote
        return ByteSearch.first(of: quote, quote, quote, in: text, from: layout.start, to: layout.contentEnd)
            == layout.contentEnd
    }
}
