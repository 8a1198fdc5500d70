/// Where the cells of a record lie, in room that is kept from record to record.
@usableFromInline
struct CellList: Sendable {
    /// The cells, and room for more behind them.
    @usableFromInline private(set) var room: [CellLayout] = []
    @usableFromInline private(set) var count = 0

    var indices: Range<Int> { 0..<count }

    subscript(index: Int) -> CellLayout {
        precondition(index < count)
        return room[index]
    }

    mutating func removeAll() { count = 0 }

    mutating func append(_ cell: CellLayout) {
        if count == room.count { grow() }
        room[count] = cell
        count += 1
    }

    /// Makes more room.
    mutating func grow() {
        let more = max(32, room.count)
        room += repeatElement(CellLayout(start: 0, end: 0, form: .plain), count: more)
    }

    /// Replaces the cells by those that are written into the room there is.
    ///
    /// - Parameter body: writes cells and returns how many.
    mutating func fill<Result>(
        _ body: (UnsafeMutableBufferPointer<CellLayout>) -> (count: Int, result: Result)
    ) -> Result {
        let filled = room.withUnsafeMutableBufferPointer { body($0) }
        count = filled.count
        return filled.result
    }
}
