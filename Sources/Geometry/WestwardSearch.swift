/// Finds the first edge due west of a corner, among edges that do not cross: a tree of boxes, searched from
/// the east and left as soon as nothing nearer can come.
struct WestwardSearch {
    private struct Node {
        var box: BoundingBox
        /// Positions in `order` for a leaf, else the numbers of both children.
        var first: Int32
        var last: Int32
        var isLeaf: Bool
    }

    private let noded: NodedEdges
    private var order: [Int32]
    private var nodes: [Node] = []
    private static let leaf = 8

    init(_ noded: NodedEdges) {
        self.noded = noded
        order = noded.edges.indices.map { Int32($0) }
        if !order.isEmpty { _ = build(0, order.count) }
    }

    private mutating func build(_ from: Int, _ to: Int) -> Int32 {
        var box = BoundingBox.empty
        for position in from..<to { box.include(self.box(order[position])) }
        let number = Int32(nodes.count)
        nodes.append(Node(box: box, first: Int32(from), last: Int32(to), isLeaf: true))
        guard to - from > Self.leaf else { return number }
        let isWide = box.east - box.west > box.north - box.south
        order[from..<to].sort { one, other in
            let (left, right) = (noded.edges[Int(one)], noded.edges[Int(other)])
            let (a, b) = (noded.corners[Int(left.start)], noded.corners[Int(right.start)])
            return isWide ? a.longitude < b.longitude : a.latitude < b.latitude
        }
        let middle = (from + to) / 2
        let low = build(from, middle)
        let high = build(middle, to)
        nodes[Int(number)] = Node(box: box, first: low, last: high, isLeaf: false)
        return number
    }

    private func box(_ edge: Int32) -> BoundingBox {
        let edge = noded.edges[Int(edge)]
        return BoundingBox(noded.corners[Int(edge.start)], noded.corners[Int(edge.end)])
    }

    /// The edge that a ray from a corner due west meets first. An edge owns its lower end, not its upper one.
    func edge(westOf point: Coordinate) -> Int32? {
        guard !nodes.isEmpty else { return nil }
        var best: Int32?
        // No edge that lies west of this can be the nearest.
        var reach = -Double.infinity
        var open: [Int32] = [0]
        while let number = open.popLast() {
            let node = nodes[Int(number)]
            let box = node.box
            guard box.south <= point.latitude, box.north > point.latitude, box.west < point.longitude,
                box.east >= reach
            else { continue }
            guard node.isLeaf else {
                let firstIsWest = nodes[Int(node.first)].box.east <= nodes[Int(node.last)].box.east
                open.append(firstIsWest ? node.first : node.last)
                open.append(firstIsWest ? node.last : node.first)
                continue
            }
            for edge in order[Int(node.first)..<Int(node.last)] {
                guard let (low, high) = crossing(edge, point) else { continue }
                if let known = best, !isEast(low, high, of: known, at: point) { continue }
                best = edge
                reach = min(low.longitude, high.longitude)
            }
        }
        return best
    }

    /// The ends of an edge, the lower first, when the ray crosses it strictly west of the point.
    private func crossing(_ edge: Int32, _ point: Coordinate) -> (low: Coordinate, high: Coordinate)? {
        let edge = noded.edges[Int(edge)]
        let (a, b) = (noded.corners[Int(edge.start)], noded.corners[Int(edge.end)])
        let (low, high) = a.latitude < b.latitude ? (a, b) : (b, a)
        guard low.latitude <= point.latitude, high.latitude > point.latitude else { return nil }
        return Side(of: point, from: low, to: high) == .right ? (low, high) : nil
    }

    /// Whether an edge lies east of another at the height of the point. They do not cross, so an end of one
    /// within the height of the other tells.
    private func isEast(_ low: Coordinate, _ high: Coordinate, of other: Int32, at point: Coordinate) -> Bool
    {
        guard let known = crossing(other, point) else { return true }
        func side(_ place: Coordinate, _ edge: (low: Coordinate, high: Coordinate)) -> Side {
            Side(of: place, from: edge.low, to: edge.high)
        }
        let bottom = low.latitude >= known.low.latitude ? side(low, known) : .on
        if bottom != .on { return bottom == .right }
        let under = known.low.latitude >= low.latitude ? side(known.low, (low, high)) : .on
        if under != .on { return under == .left }
        let top = high.latitude <= known.high.latitude ? side(high, known) : .on
        if top != .on { return top == .right }
        return side(known.high, (low, high)) == .left
    }
}
