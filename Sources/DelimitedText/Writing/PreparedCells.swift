// For those who write the same cells many times over: cells are put into their written form once.

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

    /// Makes room for so many bytes.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Ends a row, the rest of which is given in its written form with the end of the line.
    package mutating func endRow(written rest: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: rest)
        beginRow()
    }

    /// Whether the cells of a record, at the beginning of a row, are written as the bytes that were read.
    package func writesAsIs(_ record: borrowing DelimitedRecord, columns: Int) -> Bool {
        cellsInRow == 0 && style.delimiter.rawValue == record.delimiter
            && record.isWrittenAsIs(columns: columns)
    }
}

extension DelimitedRecord {
    /// Whether its cells, written again, are the bytes they were read from: none has quotes in or around it, or begins
    /// with what may have to do with formulas or with the beginning of a file.
    fileprivate func isWrittenAsIs(columns: Int) -> Bool {
        guard layout.columns == columns, layout.cells.count == columns, layout.flaws.isEmpty else {
            return false
        }
        let text = storage.span
        let mayBeginFile =
            layout.contentEnd > layout.start
            && (text[layout.start] >= 0xEF || SeparatorLine.beginsOne(text, at: layout.start))
        if layout.isAsRead { return !mayBeginFile }
        var length = columns - 1
        for column in layout.cells.indices {
            let cell = layout.cells[column]
            length += Int(cell.end - cell.start)
            guard cell.start < cell.end else { continue }
            if FormulaMark.mayConcern(text[layout.start + Int(cell.start)]) { return false }
        }
        guard length == layout.contentEnd - layout.start, !mayBeginFile else { return false }
        let quote = ByteSearch.quote
        return ByteSearch.first(of: quote, quote, quote, in: text, from: layout.start, to: layout.contentEnd)
            == layout.contentEnd
    }
}
