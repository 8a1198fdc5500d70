/// Where the cells of rows lie that cannot be read in place: those with doubled quotes or marks, once they are undone.
/// Kept from row to row.
@usableFromInline
package struct CellRoom: Sendable {
    @usableFromInline var text: [UInt8] = []
    @usableFromInline var cells: [CellLayout] = []

    package init() {}
}

extension DelimitedRecord {
    /// All cells at once, for those who read many rows: the bytes they lie in, in UTF-8 with quotes and marks undone,
    /// and where in those.
    @inlinable
    package func withCells<Result>(
        _ room: inout CellRoom, _ body: (Span<UInt8>, Span<CellLayout>) -> Result
    ) -> Result {
        if layout.isAsRead || canBeReadInPlace {
            return body(
                storage.span.extracting(layout.start..<layout.contentEnd),
                layout.cells.room.span.extracting(0..<layout.cells.count))
        }
        copyCells(to: &room)
        return body(room.text.span, room.cells.span)
    }

    @usableFromInline
    func copyCells(to room: inout CellRoom) {
        room.text.removeAll(keepingCapacity: true)
        room.cells.removeAll(keepingCapacity: true)
        for column in layout.cells.indices {
            let start = UInt32(truncatingIfNeeded: room.text.count)
            withBytes(column) { cell in cell.withUnsafeBufferPointer { room.text.append(contentsOf: $0) } }
            room.cells.append(
                CellLayout(
                    start: start, end: UInt32(truncatingIfNeeded: room.text.count), form: .plain))
        }
    }

    @usableFromInline
    var canBeReadInPlace: Bool {
        let text = storage.span
        for index in layout.cells.indices {
            let cell = layout.cells[index]
            if cell.form == .doubledQuotes { return false }
            guard dropsFormulaMarks, cell.start < cell.end else { continue }
            if text[layout.start + Int(cell.start)] == FormulaMark.mark { return false }
        }
        return true
    }

    /// Whether the row is written as a row should be and has so many cells, some with anything in them.
    @inlinable
    package func isTidy(cells: ClosedRange<Int>) -> Bool {
        guard cells.contains(layout.cells.count) else { return false }
        // A row that is as it was read has no flaws, and mostly begins with a letter or a figure.
        if layout.isAsRead, layout.start < layout.contentEnd,
            storage[layout.start] >= UInt8(ascii: "A")
                || storage[layout.start] &- 0x30 < 10
        {
            return true
        }
        return isSound
    }

    @usableFromInline
    var isSound: Bool { layout.flaws.isEmpty && !isBlank }
}
