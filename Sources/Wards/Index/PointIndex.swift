import CPrefetch
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

        /// The block of a leaf; for a leaf without one the first, which is empty.
        @inline(__always)
        func block(_ leaf: Int32) -> UnsafePointer<UInt32> { blocks + Int(~leaf & (leaf &>> 31)) }
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
        withMemory { memory in
            guard let memory else { return .nothing }
            let query = query(point, memory)
            let leaf = memory.leaves[Int(query.leaf)]
            guard leaf < 0 else { return Self.finding(leaf) }
            let block = LeafBlock(memory.block(leaf))
            let (held, isDoubtful) = block.parts(holding: Query(leaf: leaf, x: query.x, y: query.y))
            if isDoubtful { return findExactly(point, in: block) }
            if held & (held &- 1) == 0 {
                return held == 0 ? .nothing : .ward(block.ward(held.trailingZeroBitCount))
            }
            return .wards(block.wards(held))
        }
    }

    /// Finds the wards of many points and hands them over in order: to `plain` the one ward of a point, or
    /// `noWard`, and to `other` anything else.
    ///
    /// On a large map nearly all the time of a search goes into waiting for memory: first the cell, then
    /// the leaf, then its block, one after the other. Taking a few dozen points through each step together, and
    /// asking early for what the next step needs, lets the waits overlap.
    @inline(__always)
    func findAll(
        _ points: UnsafeBufferPointer<Coordinate>, plain: (Int32) -> Void, other: (Finding) -> Void
    ) {
        withMemory { memory in
            guard let memory else {
                for _ in points { plain(Self.noWard) }
                return
            }
            let batch = 64
            withUnsafeTemporaryAllocation(of: Query.self, capacity: batch) { queries in
                var start = 0
                while start < points.count {
                    let end = min(start &+ batch, points.count)
                    let some = UnsafeBufferPointer(rebasing: points[start..<end])
                    findBatch(some, memory, queries, plain, other)
                    start = end
                }
            }
        }
    }

    /// The first two steps do the same for all points: a wrong guess at a branch would end the overlapping.
    @inline(__always)
    private func findBatch(
        _ points: UnsafeBufferPointer<Coordinate>, _ memory: Memory,
        _ queries: UnsafeMutableBufferPointer<Query>, _ plain: (Int32) -> Void, _ other: (Finding) -> Void
    ) {
        for index in points.indices {
            let query = query(points[index], memory)
            prefetch(memory.leaves + Int(query.leaf))
            queries[index] = query
        }
        for index in points.indices {
            let leaf = memory.leaves[Int(queries[index].leaf)]
            queries[index].leaf = leaf
            let block = memory.block(leaf)
            prefetch(block)
            prefetch(block + 16)
        }
        for index in points.indices {
            let query = queries[index]
            guard query.leaf < 0 else {
                plain(query.leaf)
                continue
            }
            let block = LeafBlock(memory.block(query.leaf))
            let (held, isDoubtful) = block.parts(holding: query)
            if isDoubtful {
                other(findExactly(points[index], in: block))
            } else if held & (held &- 1) == 0 {
                plain(held == 0 ? Self.noWard : block.ward(held.trailingZeroBitCount))
            } else {
                other(.wards(block.wards(held)))
            }
        }
    }

    @inline(__always)
    private static func finding(_ leaf: Int32) -> Finding { leaf == noWard ? .nothing : .ward(leaf) }

    /// The leaf of a point: the first, which is no part of the map, for points beyond it.
    @inline(__always)
    func query(_ point: Coordinate, _ memory: Memory) -> Query {
        let box = table.box
        let isOnMap = box.contains(point)
        let (x, y) = grid.steps(
            Coordinate(
                longitude: isOnMap ? point.longitude : box.west,
                latitude: isOnMap ? point.latitude : box.south))
        let cell = memory.cells[Grid.cell(y) &* grid.columns &+ Grid.cell(x)]
        let shift = UInt64(cell & 7)
        let leaf = Int(cell &>> 3) &+ Grid.leaf(y, shift: shift) &<< Int(shift) &+ Grid.leaf(x, shift: shift)
        return Query(
            leaf: isOnMap ? Int32(truncatingIfNeeded: leaf) : 0, x: Grid.rest(x, shift: shift),
            y: Grid.rest(y, shift: shift))
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

    let head: UInt32
    let start: UnsafePointer<UInt32>

    @inline(__always)
    init(_ start: UnsafePointer<UInt32>) {
        self.start = start
        head = start.pointee
    }

    static let intricateHead: UInt32 = 0xFF

    static func head(edges: Int, held: UInt32) -> UInt32 { UInt32(edges) | held << 8 }

    var isIntricate: Bool { head == Self.intricateHead }
    @inline(__always)
    var edgeCount: Int { isIntricate ? 0 : Int(head & 0xFF) }
    var held: UInt32 { head >> 8 }
    var edges: UnsafePointer<UInt32> { start + 1 }

    /// The parts that hold the corner.
    var heldAtCorner: UInt32 { (start - 1).pointee }

    /// The number of an edge in the table.
    func number(ofEdge edge: Int) -> Int { Int((start - 1 - edgeCount)[edge]) }

    /// The parts that hold a point of the leaf, unless that is in doubt.
    @inline(__always)
    func parts(holding query: PointIndex.Query) -> (held: UInt32, isDoubtful: Bool) {
        var held = held
        var isDoubtful = isIntricate
        var edge = edges
        for _ in 0..<edgeCount {
            let test = EdgeFilter(edge).test(query.x, query.y)
            held ^= test.isAcross ? edge[Self.parts] : 0
            isDoubtful = isDoubtful || test.isDoubtful
            edge += Self.edgeSize
        }
        return (held, isDoubtful)
    }

    /// The ward of a part.
    @inline(__always)
    func ward(_ part: Int) -> Int32 { Int32(bitPattern: (edges + edgeCount &* Self.edgeSize)[part]) }

    /// The wards of some parts.
    func wards(_ parts: UInt32) -> [Int32] {
        let names = edges + edgeCount * Self.edgeSize
        var found: [Int32] = []
        found.reserveCapacity(parts.nonzeroBitCount)
        var rest = parts
        while rest != 0 {
            let ward = Int32(bitPattern: names[rest.trailingZeroBitCount])
            rest &= rest - 1
            // A handful at most: put each in its place.
            var place = found.count
            while place > 0, found[place - 1] > ward { place -= 1 }
            if place == 0 || found[place - 1] != ward { found.insert(ward, at: place) }
        }
        return found
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
