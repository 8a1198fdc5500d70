import CByteMask

/// Where separators and ends of rows are in a stretch of a text, found in blocks of 64 bytes: most rows have no quotes, and
/// their cells can be told by that alone. Kept from row to row.
struct RowMarks: Sendable {
    private var marks = [row_marks](repeating: row_marks(), count: most)
    /// Where the first block begins, and how many are marked.
    private var begin = 0
    private var count = 0

    /// Blocks marked at once: rows beyond the last are marked again.
    private static let most = 128

    /// Finds the cells of a row as most are written: there is no quote in it, and it ends well before the text does.
    /// Returns false, with nothing in `layout` to rely on, for any other, which the scanner is for.
    mutating func scan(
        _ text: Span<UInt8>, from start: Int, _ scanner: RecordScanner, into layout: inout RecordLayout
    ) -> Bool {
        layout.begin(at: start)
        while true {
            switch scan(from: start, into: &layout) {
            case .row(let end, let asRead):
                // The last byte is left to the scanner, for it may be half of CR LF.
                guard end + 1 < text.count, end - start < scanner.limits.recordBytes,
                    layout.cells.count <= scanner.limits.columns
                else { return false }
                layout.columns = layout.cells.count
                layout.contentEnd = end
                let isPair = text[end] == ByteSearch.carriageReturn && text[end + 1] == ByteSearch.lineFeed
                layout.end = end + (isPair ? 2 : 1)
                layout.lineBreaks = 1
                layout.isAsRead = asRead
                return true
            case .other: return false
            case .lacksRoom:
                // Cells past the limit are nobody’s, and a line of separators must not fill the memory.
                if layout.cells.room.count > scanner.limits.columns + 64 { return false }
                layout.cells.grow()
            case .unmarked:
                if begin == start, count > 0 { return false }
                mark(text, from: start, scanner.delimiter)
                if count == 0 { return false }
            }
        }
    }

    private enum Scanned {
        case row(end: Int, asRead: Bool)
        case other, lacksRoom, unmarked
    }

    @inline(never)
    private mutating func mark(_ text: Span<UInt8>, from start: Int, _ delimiter: UInt8) {
        begin = start
        count = min(Self.most, (text.count - start) / 64)
        text.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress, count > 0 else { return }
            marks.withUnsafeMutableBufferPointer {
                mark_rows(base + start, count, delimiter, $0.baseAddress)
            }
        }
    }

    private mutating func scan(from start: Int, into layout: inout RecordLayout) -> Scanned {
        guard start >= begin else { return .unmarked }
        var block = (start &- begin) &>> 6
        let last = count
        // Bits of bytes before the row are not its own.
        var own = ~UInt64(0) &<< UInt64((start &- begin) & 63)
        var asRead = true
        let marks = marks.span
        return layout.cells.fill { cells -> (count: Int, result: Scanned) in
            var (count, cellStart) = (0, UInt32(0))
            while block < last {
                let ends = marks[block].ends & own
                // Up to the first end of a row, or all bits.
                own &= ends ^ (ends &- 1)
                if marks[block].quotes & own != 0 { return (0, .other) }
                if marks[block].signs & own != 0 { asRead = false }
                if count &+ 64 > cells.count { return (0, .lacksRoom) }
                var separators = marks[block].separators & own
                let before = UInt32(truncatingIfNeeded: begin &+ block &<< 6 &- start)
                while separators != 0 {
                    let index = before &+ UInt32(truncatingIfNeeded: separators.trailingZeroBitCount)
                    separators &= separators &- 1
                    cells[count] = CellLayout(start: cellStart, end: index, form: .plain)
                    count &+= 1
                    cellStart = index &+ 1
                }
                if ends != 0 {
                    let index = before &+ UInt32(truncatingIfNeeded: ends.trailingZeroBitCount)
                    cells[count] = CellLayout(start: cellStart, end: index, form: .plain)
                    return (count &+ 1, .row(end: start &+ Int(index), asRead: asRead))
                }
                block &+= 1
                own = ~0
            }
            return (0, .unmarked)
        }
    }
}

extension RecordCursor {
    /// Goes on behind a row whose cells were found.
    mutating func pass(_ layout: RecordLayout) {
        offset = layout.end
        line += layout.lineBreaks
        records += 1
        skipsRestOfLine = layout.wasCut
    }

    /// Passes records without quotes, 64 bytes at a time, for as long as nothing has to be looked at more closely; there
    /// may be more such records behind.
    ///
    /// - Parameters:
    ///   - most: how many records may be passed, at least 1.
    ///   - bytes: how many bytes.
    mutating func skipPlain(
        in text: Span<UInt8>, records most: Int, bytes: Int, _ scanner: RecordScanner
    ) {
        if skipsRestOfLine { return }
        text.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress, offset < text.count else { return }
            var passed = 0
            let count = min(text.count - offset, min(bytes, text.count) + 1)
            offset += pass_rows(base + offset, count, most, scanner.limits.recordBytes, &passed)
            line += passed
            records += passed
        }
    }
}
