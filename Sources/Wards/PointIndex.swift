import Geometry

/// Which parts hold a point: a grid of two levels whose cells list the few edges near, and the parts that hold the
/// cell's south-west corner.
///
/// From that corner a path goes north along the cell's west side to the point's latitude, then east to the point.
/// Every edge the path crosses takes it out of one part and into another, and only edges of the cell can be crossed.
/// The corner may lie on edges itself, so the path is thought of as moved a little to the south and, by far less,
/// to the west: that decides all ties in one way for every cell, and what lies on the line between two cells is
/// crossed by paths of the cell that it belongs to. Edges through the point itself are found exactly and reported
/// as the boundary.
struct PointIndex: Sendable {
    /// A cell that is not divided further.
    struct Leaf: Sendable {
        var corner: Coordinate
        var firstEdge: Int32
        var edgeCount: Int32
        var firstPart: Int32
        var partCount: Int32
        /// The first so many parts of the cell hold the corner.
        var heldCount: Int32
    }

    /// An edge in a cell; its parts by their place in the cell's list, `none` for none.
    struct LeafEdge: Sendable {
        var edge: Int32
        var first: UInt16
        var second: UInt16
        static let none = UInt16.max
    }

    /// A cell of the first level that is divided.
    struct Division: Sendable {
        var grid: Grid
        var firstLeaf: Int32
    }

    var grid: Grid
    var box: BoundingBox
    var edges: [EdgeTable.Edge]
    /// See `EdgeTable.repeats`.
    var repeats: [Int32: Int32]
    /// For each cell of the first level a leaf, or the complement of a division.
    var cells: [Int32] = []
    var divisions: [Division] = []
    var leaves: [Leaf] = []
    var leafEdges: [LeafEdge] = []
    var leafParts: [Int32] = []

    /// What a search finds.
    enum Finding {
        case nothing
        /// Exactly one part, and no border.
        case part(Int)
        /// Several parts, without a border.
        case parts([Int])
        /// On the border of at least one of these parts; the others hold the point.
        case border([Int])
    }

    /// Finds the parts that hold a point. A point that is not a number is in none.
    @inline(__always)
    func find(_ point: Coordinate) -> Finding {
        guard box.contains(point) else { return .nothing }
        let leaf = leaf(of: point)
        // Sixty-four parts in one cell are hundreds of times what any real map has.
        guard leaf.partCount <= 64 else { return findCrowded(point, leaf) }
        var held: UInt64 = leaf.heldCount == 64 ? .max : (1 << UInt64(leaf.heldCount)) - 1
        let first = Int(leaf.firstEdge)
        for index in first..<first + Int(leaf.edgeCount) {
            let local = leafEdges[index]
            let edge = edges[Int(local.edge)]
            switch Crossing(edge.start, edge.end, from: leaf.corner, to: point) {
            case .none: continue
            case .border: return findBorder(point, leaf)
            case .crossed:
                held ^= 1 << UInt64(local.first)
                // Shifting by more than 63 gives zero, which is what no second part should do.
                held ^= 1 << UInt64(local.second)
            }
        }
        if held == 0 { return .nothing }
        let lowest = held.trailingZeroBitCount
        if held & (held - 1) == 0 { return .part(Int(leafParts[Int(leaf.firstPart) + lowest])) }
        return .parts((0..<64).filter { held >> UInt64($0) & 1 == 1 }.map { part($0, leaf) })
    }

    @inline(__always)
    private func leaf(of point: Coordinate) -> Leaf {
        let cell = cells[grid.row(point.latitude) * grid.columns + grid.column(point.longitude)]
        if cell >= 0 { return leaves[Int(cell)] }
        let division = divisions[Int(~cell)]
        let inner = division.grid.row(point.latitude) * division.grid.columns
        return leaves[Int(division.firstLeaf) + inner + division.grid.column(point.longitude)]
    }

    private func part(_ local: Int, _ leaf: Leaf) -> Int { Int(leafParts[Int(leaf.firstPart) + local]) }

    private func findCrowded(_ point: Coordinate, _ leaf: Leaf) -> Finding {
        let (held, touched) = walk(point, leaf)
        if !touched.isEmpty { return .border(held.union(touched).sorted()) }
        return held.isEmpty ? .nothing : .parts(held.sorted())
    }

    private func findBorder(_ point: Coordinate, _ leaf: Leaf) -> Finding {
        let (held, touched) = walk(point, leaf)
        return .border(held.union(touched).sorted())
    }

    /// The parts that hold the point, and those whose border it is on. What is said of holding is true only for the
    /// parts that are not touched.
    private func walk(_ point: Coordinate, _ leaf: Leaf) -> (held: Set<Int>, touched: Set<Int>) {
        var held = Set((0..<Int(leaf.heldCount)).map { part($0, leaf) })
        var touched: Set<Int> = []
        let first = Int(leaf.firstEdge)
        for local in leafEdges[first..<first + Int(leaf.edgeCount)] {
            let edge = edges[Int(local.edge)]
            let owners = edge.isShared ? [Int(edge.first), Int(edge.second)] : [Int(edge.first)]
            switch Crossing(edge.start, edge.end, from: leaf.corner, to: point) {
            case .none: continue
            case .border: touched.formUnion(owners)
            case .crossed:
                for owner in owners where held.remove(owner) == nil { held.insert(owner) }
            }
        }
        return (held.subtracting(touched), touched)
    }
}
