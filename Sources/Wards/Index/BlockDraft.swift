import Geometry

/// Which leaf is being made, and how spots lie in it.
struct LeafFrame {
    /// The south-west corner of the leaf, in leaves of its cell's size from that of the grid.
    private let corner: Spot
    private let scale: Double
    /// How near to the side of the leaf an edge only grazes it.
    let margin: Spot

    init(_ grid: Grid, column: Int, row: Int, shift: Int, inColumn: Int, inRow: Int) {
        margin = grid.spacing.inLeaves(shift, plus: EdgeFilter.margin)
        corner = Spot(x: Double(column << shift | inColumn), y: Double(row << shift | inRow))
        scale = Double(1 << shift)
    }

    /// A spot in the leaf's own frame. Spots are whole steps, so that nothing is rounded near the leaf.
    @inline(__always)
    func own(_ spot: Spot) -> Spot { Spot(x: spot.x * scale - corner.x, y: spot.y * scale - corner.y) }

    /// Whether a spot of the leaf's own frame belongs to the leaf.
    @inline(__always)
    static func has(_ spot: Spot) -> Bool { spot.x >= 0 && spot.x < 1 && spot.y >= 0 && spot.y < 1 }

    /// A place in the leaf, and exactly where it is there; nil when rounding takes it elsewhere.
    func sample(_ x: Double, _ y: Double, _ grid: Grid) -> (place: Coordinate, spot: Spot)? {
        let place = grid.place(Spot(x: (corner.x + x) / scale, y: (corner.y + y) / scale))
        let spot = own(grid.spot(place))
        return Self.has(spot) ? (place, spot) : nil
    }
}

/// The block of a leaf while it is put together.
struct BlockDraft {
    private var numbers: [Int32] = []
    private var filters: [EdgeFilter] = []
    /// The parts that each edge bounds.
    private var bounded: [UInt32] = []
    private var parts: [Int32] = []
    private var heldAtCorner: [Int32] = []
    private var heldAcrossNone: UInt32 = 0
    private var isIntricate = false

    /// Begins a leaf with the parts that hold its corner.
    mutating func begin(_ held: [Int32]) {
        numbers.removeAll(keepingCapacity: true)
        filters.removeAll(keepingCapacity: true)
        bounded.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        heldAtCorner = held
        isIntricate = held.count > LeafBlock.mostParts
        if !isIntricate { parts += held }
        heldAcrossNone = maskOfCorner
    }

    /// Whether the leaf is in one part at most and has no edges, so that it needs no block.
    var isPlain: Bool { numbers.isEmpty && heldAtCorner.count <= 1 }

    /// The words of the block before the one that the leaf points to.
    var wordsBeforeHead: Int { isIntricate ? 0 : numbers.count + 1 }

    private var maskOfCorner: UInt32 { isIntricate ? 0 : (1 << UInt32(heldAtCorner.count)) - 1 }

    /// Takes an edge into account, both ends of which are given in the leaf's own frame.
    @inline(__always)
    mutating func add(
        _ number: Int32, _ table: EdgeTable, from start: Spot, to end: Spot, margin: Spot
    ) {
        let nearness = EdgeFilter.Nearness(
            start, end, hasStart: LeafFrame.has(start), hasEnd: LeafFrame.has(end), margin: margin)
        switch nearness {
        case .far: return
        case .grazing:
            isIntricate = true
            numbers.append(number)
        case .through(let filter):
            let edge = table.edges[Int(number)]
            guard !isIntricate, numbers.count + 2 <= LeafBlock.mostEdges,
                let first = bit(of: edge.first), let second = edge.isShared ? bit(of: edge.second) : first
            else {
                isIntricate = true
                numbers.append(number)
                return
            }
            append(number, filter, first | second)
            // A part that has the edge twice is the same on both sides of it.
            if edge.isShared, first == second { append(number, filter, first) }
        }
    }

    private mutating func append(_ number: Int32, _ filter: EdgeFilter, _ parts: UInt32) {
        numbers.append(number)
        filters.append(filter)
        bounded.append(parts)
    }

    private mutating func bit(of part: Int32) -> UInt32? {
        if let place = parts.firstIndex(of: part) { return 1 << UInt32(place) }
        guard parts.count < LeafBlock.mostParts else { return nil }
        parts.append(part)
        return 1 << UInt32(parts.count - 1)
    }

    /// Finds out which parts hold a point that is across no edge, from those that hold the corner of the leaf.
    mutating func settle(from corner: Coordinate, _ frame: LeafFrame, _ grid: Grid, _ table: EdgeTable) {
        guard !isIntricate, !numbers.isEmpty else { return }
        for (x, y) in Self.samples {
            guard let (place, spot) = frame.sample(x, y, grid), let across = across(spot) else { continue }
            var held = maskOfCorner
            for (number, parts) in zip(numbers, bounded) {
                let (start, end) = table.ends(ofEdge: Int(number))
                switch Crossing(start, end, from: corner, to: place) {
                case .none: continue
                case .crossed: held ^= parts
                // No filter of an edge through the point is sure.
                case .border: isIntricate = true
                }
            }
            heldAcrossNone = held ^ across
            return
        }
        isIntricate = true
    }

    private static let samples = [
        (0.5, 0.5), (0.25, 0.7), (0.7, 0.2), (0.1, 0.3), (0.85, 0.9), (0.4, 0.05), (0.6, 0.95), (0.03, 0.6),
    ]

    /// The parts that change for a point across the edges that it is across; nil when that is in doubt.
    private func across(_ spot: Spot) -> UInt32? {
        var changed: UInt32 = 0
        for (filter, parts) in zip(filters, bounded) {
            let test = filter.test(Float(spot.x), Float(spot.y))
            if test.isDoubtful { return nil }
            if test.isAcross { changed ^= parts }
        }
        return changed
    }

    /// Appends the block.
    mutating func write(to blocks: inout [UInt32], _ partWards: [Int32]) {
        if isIntricate {
            // An edge that a part has twice came twice while filters were made.
            var last: Int32 = -1
            numbers.removeAll { number in
                defer { last = number }
                return number == last
            }
            blocks += [LeafBlock.intricateHead, UInt32(numbers.count), UInt32(heldAtCorner.count)]
            for number in numbers { blocks.append(UInt32(bitPattern: number)) }
            for part in heldAtCorner { blocks.append(UInt32(bitPattern: part)) }
            return
        }
        for number in numbers { blocks.append(UInt32(bitPattern: number)) }
        blocks.append(maskOfCorner)
        blocks.append(LeafBlock.head(edges: numbers.count, held: heldAcrossNone))
        for (filter, parts) in zip(filters, bounded) {
            blocks.append(filter.intercept.bitPattern)
            blocks.append(filter.slope.bitPattern)
            blocks.append(filter.bottom.bitPattern)
            blocks.append(filter.top.bitPattern)
            blocks.append(parts)
        }
        for part in parts { blocks.append(UInt32(bitPattern: partWards[Int(part)])) }
    }
}
