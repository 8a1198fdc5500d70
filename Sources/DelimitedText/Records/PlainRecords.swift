import CByteMask

extension RecordScanner {
    /// Scans a record as most are written, 64 bytes at a time: no cell of it is in quotes, and it ends well before the
    /// text does. Returns false, with nothing in `layout` to rely on, for any other, which `scan` is for.
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
        var end = start
        var asRead = true
        let scanned = layout.cells.fill { cells -> (count: Int, result: Scanned) in
            var (count, block, cellStart) = (0, start, start)
            while block + 64 <= edge {
                var marks = mask_of_64_bytes(
                    base + block, delimiter, ByteSearch.lineFeed, ByteSearch.carriageReturn, ByteSearch.quote)
                while marks != 0 {
                    let index = block + marks.trailingZeroBitCount
                    marks &= marks - 1
                    let byte = text[index]
                    if byte == ByteSearch.quote {
                        if index == cellStart { return (0, .other) }
                        asRead = false
                        continue
                    }
                    if count == cells.count { return (0, .lacksRoom) }
                    if index > cellStart, FormulaMark.mayConcern(text[cellStart]) { asRead = false }
                    cells[count] = CellLayout(
                        start: UInt32(truncatingIfNeeded: cellStart - start),
                        end: UInt32(truncatingIfNeeded: index - start), form: .plain)
                    count += 1
                    cellStart = index + 1
                    if byte == delimiter { continue }
                    end = index
                    return (count, .found)
                }
                block += 64
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
}
