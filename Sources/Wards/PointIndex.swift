import Geometry

/// Which parts hold a point: a grid of two levels whose cells list the few edges near, and the parts that
/// hold the cell's south-west corner.
///
/// From that corner a path goes north along the cell's west side to the point's latitude, then east to the
/// point. Every edge the path crosses takes it out of one part and into another, and only edges of the cell
/// can be crossed. The corner may lie on edges itself, so the path is thought of as moved a little to the
/// south and, by far less, to the west: that decides all ties in one way for every cell, and what lies on
/// the line between two cells is crossed by paths of the cell that it belongs to. Edges through the point
/// itself are found exactly and reported as the boundary.
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

    /// An edge in a cell. The ends are copied here, next to those of the other edges of the cell, so that a
    /// search reads one stretch of memory.
    struct LeafEdge: Sendable {
        var start: Coordinate
        var end: Coordinate
        /// The parts that the edge bounds, one bit each by their place in the cell's list; in a crowded
        /// cell one place itself. An edge that two parts of a crowded cell share, or that one part has
        /// twice, is listed twice.
        var parts: UInt64
    }

    /// A cell of more parts than an edge has bits is crowded: several times what any real map has.
    static let mostParts = 64

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
    /// The ward of each part.
    let partWards: [Int32]
    /// For each cell of the first level a leaf, or the complement of a division.
    var cells: [Int32] = []
    var divisions: [Division] = []
    var leaves: [Leaf] = []
    var leafEdges: [LeafEdge] = []
    /// For each cell the wards of its parts, part by part.
    var leafWards: [Int32] = []

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

    /// Finds the wards that hold a point. A point that is not a number is in none.
    @inline(__always)
    func find(_ point: Coordinate) -> Finding {
        guard box.contains(point) else { return .nothing }
        return find(point, in: leaves[leafNumber(of: point)])
    }

    /// Finds the wards of many points and hands them to `body` in order.
    ///
    /// On a large map nearly all the time of a search goes into waiting for memory: first the cell, then
    /// the leaf, then its edges, one after the other. Taking a few dozen points through each step together
    /// lets the waits overlap.
    func findAll(_ points: [Coordinate], _ body: (Finding) -> Void) {
        let batch = 64
        var numbers = [Int](repeating: -1, count: batch)
        var held = [Leaf](repeating: Self.noLeaf, count: batch)
        var glimpses = [Double](repeating: 0, count: batch)
        for start in stride(from: 0, to: points.count, by: batch) {
            let count = min(batch, points.count - start)
            for index in 0..<count {
                let point = points[start + index]
                numbers[index] = box.contains(point) ? leafNumber(of: point) : -1
            }
            for index in 0..<count where numbers[index] >= 0 { held[index] = leaves[numbers[index]] }
            for index in 0..<count where numbers[index] >= 0 && held[index].edgeCount > 0 {
                // Reading the first edge brings the cell's edges near; the value itself is of no use.
                glimpses[index] = leafEdges[Int(held[index].firstEdge)].end.latitude
            }
            for index in 0..<count {
                body(numbers[index] < 0 ? .nothing : find(points[start + index], in: held[index]))
            }
        }
    }

    private static let noLeaf = Leaf(
        corner: Coordinate(longitude: 0, latitude: 0), firstEdge: 0, edgeCount: 0, firstPart: 0, partCount: 0,
        heldCount: 0)

    @inline(__always)
    private func find(_ point: Coordinate, in leaf: Leaf) -> Finding {
        guard leaf.partCount <= Self.mostParts else { return findCrowded(point, leaf) }
        var held: UInt64 = leaf.heldCount == 64 ? .max : (1 << UInt64(leaf.heldCount)) - 1
        var touched: UInt64 = 0
        let first = Int(leaf.firstEdge)
        for index in first..<first + Int(leaf.edgeCount) {
            let edge = leafEdges[index]
            switch Crossing(edge.start, edge.end, from: leaf.corner, to: point) {
            case .none: continue
            case .border: touched |= edge.parts
            case .crossed: held ^= edge.parts
            }
        }
        if touched != 0 { return .border(wards(held | touched, leaf)) }
        if held == 0 { return .nothing }
        if held & (held - 1) == 0 {
            return .ward(leafWards[Int(leaf.firstPart) + held.trailingZeroBitCount])
        }
        return .wards(wards(held, leaf))
    }

    @inline(__always)
    private func leafNumber(of point: Coordinate) -> Int {
        let cell = cells[grid.row(point.latitude) * grid.columns + grid.column(point.longitude)]
        if cell >= 0 { return Int(cell) }
        let division = divisions[Int(~cell)]
        let inner = division.grid.row(point.latitude) * division.grid.columns
        return Int(division.firstLeaf) + inner + division.grid.column(point.longitude)
    }

    /// The wards of the parts of a cell whose bits are set.
    private func wards(_ parts: UInt64, _ leaf: Leaf) -> [Int32] {
        var found: [Int32] = []
        found.reserveCapacity(parts.nonzeroBitCount)
        var rest = parts
        while rest != 0 {
            let ward = leafWards[Int(leaf.firstPart) + rest.trailingZeroBitCount]
            rest &= rest - 1
            // A handful at most: put each in its place.
            var place = found.count
            while place > 0, found[place - 1] > ward { place -= 1 }
            if place == 0 || found[place - 1] != ward { found.insert(ward, at: place) }
        }
        return found
    }

    /// The same search without a limit on the parts of a cell.
    private func findCrowded(_ point: Coordinate, _ leaf: Leaf) -> Finding {
        let parts = Int(leaf.partCount)
        var held = (0..<parts).map { $0 < Int(leaf.heldCount) }
        var touched = [Bool](repeating: false, count: parts)
        let first = Int(leaf.firstEdge)
        for edge in leafEdges[first..<first + Int(leaf.edgeCount)] {
            switch Crossing(edge.start, edge.end, from: leaf.corner, to: point) {
            case .none: continue
            case .border: touched[Int(edge.parts)] = true
            case .crossed: held[Int(edge.parts)].toggle()
            }
        }
        let isBorder = touched.contains(true)
        let found = (0..<parts).filter { held[$0] || touched[$0] }.map { leafWards[Int(leaf.firstPart) + $0] }
        let wards = Set(found).sorted()
        return isBorder ? .border(wards) : wards.isEmpty ? .nothing : .wards(wards)
    }
}
