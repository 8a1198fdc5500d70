/// For each cell the edges that may touch it, in one flat array.
struct CellLists: Sendable {
    private var starts: [Int32]
    private var numbers: [Int32]

    /// The ends of edge 0, 1 and so on are asked for.
    @inline(__always)
    init(
        _ edges: Int, columns: Int, rows: Int, slack: Spot, starts start: (Int) -> Spot,
        ends end: (Int) -> Spot
    ) {
        var counts = [Int32](repeating: 0, count: columns * rows + 1)
        for edge in 0..<edges {
            Grid.forEachCell(from: start(edge), to: end(edge), columns: columns, rows: rows, slack: slack) {
                counts[$0 + 1] += 1
            }
        }
        for cell in 1..<counts.count { counts[cell] += counts[cell - 1] }
        starts = counts
        var lists = [Int32](repeating: 0, count: Int(counts[counts.count - 1]))
        for edge in 0..<edges {
            Grid.forEachCell(from: start(edge), to: end(edge), columns: columns, rows: rows, slack: slack) {
                cell in
                lists[Int(counts[cell])] = Int32(edge)
                counts[cell] += 1
            }
        }
        numbers = lists
    }

    subscript(cell: Int) -> ArraySlice<Int32> { numbers[Int(starts[cell])..<Int(starts[cell + 1])] }
}
