import CByteMask

extension RecordScanner {
    /// Scans a record as most are written, 64 bytes at a time: there is no quote in it, and it ends well before the text
    /// does. Returns false, with nothing in `layout` to rely on, for any other, which `scan` is for.
    func scanPlain(_ text: Span<UInt8>, from start: Int, into layout: inout RecordLayout) -> Bool {
        layout.begin(at: start)
        return text.withUnsafeBufferPointer { text in
            while true {
                switch scanPlain(text, from: start, into: &layout) {
                case .found: return true
                case .other: return false
                case .lacksRoom:
                    // Cells past the limit are nobody’s, and a line of separators must not fill the memory.
                    if layout.cells.room.count >= limits.columns { return false }
                    layout.cells.grow()
                }
            }
        }
    }

    private enum Scanned { case found, other, lacksRoom }

    private func scanPlain(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, into layout: inout RecordLayout
    ) -> Scanned {
        let edge = min(text.count, start + limits.recordBytes)
        guard let base = text.baseAddress, start + 64 <= edge else { return .other }
        let delimiter = delimiter
        var end = start
        var asRead = true
        let scanned = layout.cells.fill { cells -> (count: Int, result: Scanned) in
            var (count, block, cellStart) = (0, start, UInt32(0))
            // Bit 0 is set where the block begins with a cell.
            var begins: UInt64 = 1
            while block + 64 <= edge {
                let marks = marks_of_64_bytes(base + block, delimiter)
                let ends = marks.line_feeds | marks.carriage_returns
                // Up to the first end of a line, or all bits.
                let own = ends ^ (ends &- 1)
                if marks.quotes & own != 0 { return (0, .other) }
                var separators = marks.separators & own
                // Cells that begin with a sign, and are not empty, may have to do with formulas.
                begins |= separators << 1
                if begins & own & marks.signs & ~(separators | ends) != 0,
                    Self.concernFormulas(begins & own & ~(separators | ends), base + block)
                {
                    asRead = false
                }
                begins = separators >> 63
                if count + separators.nonzeroBitCount >= cells.count { return (0, .lacksRoom) }
                let before = UInt32(truncatingIfNeeded: block &- start)
                while separators != 0 {
                    let index = before &+ UInt32(truncatingIfNeeded: separators.trailingZeroBitCount)
                    separators &= separators &- 1
                    cells[count] = CellLayout(start: cellStart, end: index, form: .plain)
                    count &+= 1
                    cellStart = index &+ 1
                }
                if ends != 0 {
                    end = block &+ ends.trailingZeroBitCount
                    cells[count] = CellLayout(
                        start: cellStart, end: UInt32(truncatingIfNeeded: end &- start), form: .plain)
                    return (count &+ 1, .found)
                }
                block &+= 64
            }
            return (0, .other)
        }
        guard scanned == .found else { return scanned }
        // The last byte is left to `scan`, for it may be half of CR LF.
        guard end + 1 < text.count, layout.cells.count <= limits.columns else { return .other }
        layout.columns = layout.cells.count
        layout.contentEnd = end
        let isPair = text[end] == ByteSearch.carriageReturn && text[end + 1] == ByteSearch.lineFeed
        layout.end = end + (isPair ? 2 : 1)
        layout.lineBreaks = 1
        layout.isAsRead = asRead
        return .found
    }

    /// Whether one of the cells that begin at marked bytes may have to do with formulas.
    @inline(never)
    private static func concernFormulas(_ begins: UInt64, _ block: UnsafePointer<UInt8>) -> Bool {
        var rest = begins
        while rest != 0 {
            if FormulaMark.mayConcern(block[rest.trailingZeroBitCount]) { return true }
            rest &= rest - 1
        }
        return false
    }
}

extension RecordCursor {
    /// Passes records without quotes, 64 bytes at a time, for as long as nothing has to be looked at more closely; there
    /// may be more such records behind.
    ///
    /// - Parameters:
    ///   - most: how many records may be passed.
    ///   - bytes: how many bytes.
    mutating func skipPlain(
        in text: Span<UInt8>, records most: Int, bytes: Int, _ scanner: RecordScanner
    ) {
        if skipsRestOfLine { return }
        text.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return }
            // The byte behind a block says whether a CR at its end is half of CR LF.
            let edge = min(text.count - 1, offset + min(bytes, text.count))
            var left = most
            var block = offset
            var begins: UInt64 = 1
            while block + 64 <= edge {
                let marks = marks_of_64_bytes(base + block, scanner.delimiter)
                let feeds = marks.line_feeds
                if marks.quotes != 0 { return }
                if marks.carriage_returns != 0 {
                    let next: UInt64 = text[block + 64] == ByteSearch.lineFeed ? 1 << 63 : 0
                    if marks.carriage_returns & ~(feeds >> 1 | next) != 0 { return }
                }
                // Lines that end where they begin are empty, and those that are too long are cut.
                begins |= feeds << 1
                if begins & (feeds | marks.carriage_returns) != 0 { return }
                if block + 64 - offset >= scanner.limits.recordBytes { return }
                begins = feeds >> 63
                let found = feeds.nonzeroBitCount
                if found >= left {
                    var rest = feeds
                    for _ in 1..<left { rest &= rest - 1 }
                    return pass(left, to: block + rest.trailingZeroBitCount + 1)
                }
                if found > 0 { pass(found, to: block + 64 - feeds.leadingZeroBitCount) }
                left -= found
                block += 64
            }
        }
    }

    private mutating func pass(_ found: Int, to end: Int) {
        offset = end
        line += found
        records += found
    }
}
