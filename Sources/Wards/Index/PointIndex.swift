import Geometry

/// Which parts hold a point: a grid of two levels, whose leaves hold the few edges that pass through them and
/// the parts that are there when no edge is crossed.
///
/// A search finds the leaf, asks the filter of each edge whether the point is across it, and changes sides in
/// as many parts as the edges bound: no part is looked at by itself. When a filter is not sure, which is
/// once in some ten thousand searches and always on borders, `ExactSearch` decides.
struct PointIndex: Sendable {
    let table: EdgeTable
    /// The ward of each part.
    let partWards: [Int32]
    var grid: Grid
    /// For each cell of the grid its first leaf, shifted up by three, and the shift of its division below.
    var cells: [UInt32] = []
    /// For each leaf its one ward, or `noWard`; or, where edges pass, the complement of the place of its block.
    var leaves: [Int32] = []
    /// The blocks of the leaves where edges pass: see `LeafBlock`.
    var blocks: [UInt32] = []

    static let noWard = Int32.max

    /// What a search finds. Several wards are in order, each once.
    enum Finding {
        case nothing
        /// In exactly one part, and on no border.
        case ward(Int32)
        /// In several parts, and on no border.
        case wards([Int32])
        /// On the border of at least one of these wards, and in the others.
        case border([Int32])
    }

    /// A point on its way: its leaf, and where it is in the leaf.
    struct Query {
        var leaf: Int32
        var x: Float
        var y: Float
    }

    /// The memory it takes, in bytes.
    var byteCount: Int {
        table.byteCount + 4 * (partWards.count + cells.count + leaves.count + blocks.count)
    }

    /// The memory of the index as flat stretches: nothing is counted or checked on the way.
    struct Memory {
        let cells: UnsafePointer<UInt32>
        let leaves: UnsafePointer<Int32>
        let blocks: UnsafePointer<UInt32>
    }

    /// Hands over the memory; nil for a map of nothing.
    @inline(__always)
    func withMemory<Result>(_ body: (Memory?) -> Result) -> Result {
        cells.withUnsafeBufferPointer { cells in
            leaves.withUnsafeBufferPointer { leaves in
                blocks.withUnsafeBufferPointer { blocks in
                    guard let cells = cells.baseAddress, let leaves = leaves.baseAddress,
                        let blocks = blocks.baseAddress
                    else { return body(nil) }
                    return body(Memory(cells: cells, leaves: leaves, blocks: blocks))
                }
            }
        }
    }

    /// Finds the wards that hold a point. A point that is not a number is in none.
    func find(_ point: Coordinate) -> Finding {
        guard table.box.contains(point) else { return .nothing }
        return withMemory { memory in
            guard let memory else { return .nothing }
            let query = query(point, memory)
            let leaf = memory.leaves[Int(query.leaf)]
            return leaf < 0 ? find(point, query, in: LeafBlock(memory, leaf), memory) : Self.finding(leaf)
        }
    }

    /// Finds the wards of many points and hands them to `body` in order.
    ///
    /// On a large map nearly all the time of a search goes into waiting for memory: first the cell, then
    /// the leaf, then its edges, one after the other. Taking a few dozen points through each step together
    /// lets the waits overlap.
    @inline(__always)
    func findAll(_ points: UnsafeBufferPointer<Coordinate>, _ body: (Finding) -> Void) {
        withMemory { memory in
            guard let memory else {
                for _ in points { body(.nothing) }
                return
            }
            let batch = 64
            withUnsafeTemporaryAllocation(of: Query.self, capacity: batch) { queries in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: batch) { leaves in
                    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: batch) { heads in
                        var start = 0
                        while start < points.count {
                            let count = min(batch, points.count - start)
                            let part = UnsafeBufferPointer(rebasing: points[start..<start + count])
                            findBatch(part, memory, queries, leaves, heads, body)
                            start += count
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func findBatch(
        _ points: UnsafeBufferPointer<Coordinate>, _ memory: Memory,
        _ queries: UnsafeMutableBufferPointer<Query>, _ leaves: UnsafeMutableBufferPointer<Int32>,
        _ heads: UnsafeMutableBufferPointer<UInt32>, _ body: (Finding) -> Void
    ) {
        let box = table.box
        for index in points.indices {
            let isNear = box.contains(points[index])
            // The south-west corner stands in for points elsewhere.
            let point = isNear ? points[index] : Coordinate(longitude: box.west, latitude: box.south)
            queries[index] = query(point, memory)
            if !isNear { queries[index].leaf = -1 }
        }
        for index in points.indices {
            let leaf = Int(queries[index].leaf)
            leaves[index] = leaf < 0 ? Self.noWard : memory.leaves[leaf]
        }
        for index in points.indices {
            heads[index] = leaves[index] < 0 ? memory.blocks[Int(~leaves[index])] : 0
        }
        for index in points.indices {
            let leaf = leaves[index]
            guard leaf < 0 else {
                body(Self.finding(leaf))
                continue
            }
            let block = LeafBlock(memory, leaf, head: heads[index])
            body(find(points[index], queries[index], in: block, memory))
        }
    }

    @inline(__always)
    private static func finding(_ leaf: Int32) -> Finding { leaf == noWard ? .nothing : .ward(leaf) }

    /// The leaf of a point in the box.
    @inline(__always)
    func query(_ point: Coordinate, _ memory: Memory) -> Query {
        let spot = grid.spot(point)
        let column = Grid.cell(spot.x, of: grid.columns)
        let row = Grid.cell(spot.y, of: grid.rows)
        let cell = memory.cells[row &* grid.columns &+ column]
        let shift = cell & 7
        let side = 1 << Int(shift)
        let scale = Double(bitPattern: UInt64(1023 + shift) << 52)
        let (x, y) = ((spot.x - Double(column)) * scale, (spot.y - Double(row)) * scale)
        let (inColumn, inRow) = (Grid.cell(x, of: side), Grid.cell(y, of: side))
        let leaf = Int(cell >> 3) &+ inRow &<< Int(shift) &+ inColumn
        return Query(
            leaf: Int32(truncatingIfNeeded: leaf), x: Float(x - Double(inColumn)), y: Float(y - Double(inRow)))
    }

    @inline(__always)
    private func find(_ point: Coordinate, _ query: Query, in block: LeafBlock, _ memory: Memory) -> Finding {
        var held = block.held
        var isDoubtful = block.isIntricate
        var edge = block.edges
        for _ in 0..<block.edgeCount {
            let filter = EdgeFilter(edge)
            let test = filter.test(query.x, query.y)
            held ^= test.isAcross ? edge[LeafBlock.parts] : 0
            isDoubtful = isDoubtful || test.isDoubtful
            edge += LeafBlock.edgeSize
        }
        if isDoubtful { return findExactly(point, in: block) }
        if held & (held &- 1) == 0 {
            return held == 0 ? .nothing : .ward(Int32(bitPattern: edge[held.trailingZeroBitCount]))
        }
        return .wards(block.wards(held))
    }
}

/// What is kept about a leaf where edges pass, in words of 32 bits: the numbers of its edges and the parts that
/// hold its corner; then the head, to which the leaf points; then the filters with the parts that each
/// edge bounds; then the wards of its parts. Parts have one bit each, by their place among the wards.
///
/// The head has the number of edges, and the parts that hold a point across no edge. An intricate leaf has no
/// filters, because it has more edges or parts than fit, or an edge grazes it: after its head come the number
/// of its edges, the number of parts that hold its corner, and then those edges and parts.
struct LeafBlock {
    static let mostEdges = 254
    static let mostParts = 24
    static let edgeSize = 5
    /// Where the word with the parts of an edge is.
    static let parts = 4

    private let head: UInt32
    let start: UnsafePointer<UInt32>

    @inline(__always)
    init(_ memory: PointIndex.Memory, _ leaf: Int32) {
        start = memory.blocks + Int(~leaf)
        head = start.pointee
    }

    @inline(__always)
    init(_ memory: PointIndex.Memory, _ leaf: Int32, head: UInt32) {
        start = memory.blocks + Int(~leaf)
        self.head = head
    }

    static let intricateHead: UInt32 = 0xFF

    static func head(edges: Int, held: UInt32) -> UInt32 { UInt32(edges) | held << 8 }

    var isIntricate: Bool { head == Self.intricateHead }
    var edgeCount: Int { isIntricate ? 0 : Int(head & 0xFF) }
    var held: UInt32 { head >> 8 }
    var edges: UnsafePointer<UInt32> { start + 1 }

    /// The parts that hold the corner.
    var heldAtCorner: UInt32 { (start - 1).pointee }

    /// The number of an edge in the table.
    func number(ofEdge edge: Int) -> Int { Int((start - 1 - edgeCount)[edge]) }

    /// The wards of some parts.
    func wards(_ parts: UInt32) -> [Int32] {
        let names = edges + edgeCount * Self.edgeSize
        var found: [Int32] = []
        var rest = parts
        while rest != 0 {
            found.append(Int32(bitPattern: names[rest.trailingZeroBitCount]))
            rest &= rest - 1
        }
        return found.count > 1 ? Set(found).sorted() : found
    }
}

extension EdgeFilter {
    /// As the words of a block.
    @inline(__always)
    init(_ words: UnsafePointer<UInt32>) {
        self.init(
            intercept: Float(bitPattern: words[0]), slope: Float(bitPattern: words[1]),
            bottom: Float(bitPattern: words[2]), top: Float(bitPattern: words[3]))
    }

}
