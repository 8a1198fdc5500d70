/// Walks round every face of noded edges.
///
/// Each edge is walked once in either direction: a way. The face of a way is on its left.
struct FaceTracing {
    let noded: NodedEdges
    /// The ways that leave each corner, counterclockwise from straight down (not included).
    private(set) var leaving: [Int32]
    private(set) var firstLeaving: [Int32]
    /// The closed walk that each way is part of.
    private(set) var walkOfWay: [Int32]
    /// One way of each walk.
    private(set) var firstWay: [Int32] = []

    init(_ noded: NodedEdges) {
        self.noded = noded
        firstLeaving = [Int32](repeating: 0, count: noded.corners.count + 1)
        for edge in noded.edges {
            firstLeaving[Int(edge.start) + 1] += 1
            firstLeaving[Int(edge.end) + 1] += 1
        }
        for corner in noded.corners.indices { firstLeaving[corner + 1] += firstLeaving[corner] }
        var fill = firstLeaving
        leaving = [Int32](repeating: 0, count: noded.edges.count * 2)
        for (number, edge) in noded.edges.enumerated() {
            for (corner, way) in [(edge.start, number * 2), (edge.end, number * 2 + 1)] {
                leaving[Int(fill[Int(corner)])] = Int32(way)
                fill[Int(corner)] += 1
            }
        }
        walkOfWay = [Int32](repeating: -1, count: noded.edges.count * 2)
        for corner in noded.corners.indices { sortWays(at: corner) }
        trace()
    }

    func start(_ way: Int32) -> Int32 {
        let edge = noded.edges[Int(way >> 1)]
        return way & 1 == 0 ? edge.start : edge.end
    }

    func end(_ way: Int32) -> Int32 { start(way ^ 1) }

    func place(_ corner: Int32) -> Coordinate { noded.corners[Int(corner)] }

    private mutating func sortWays(at corner: Int) {
        let range = Int(firstLeaving[corner])..<Int(firstLeaving[corner + 1])
        guard range.count > 1 else { return }
        let origin = noded.corners[corner]
        let sorted = leaving[range].map { (way: $0, target: place(end($0))) }
            .sorted { one, other in
                let (isEast, otherIsEast) = (one.target > origin, other.target > origin)
                if isEast != otherIsEast { return isEast }
                let side = Side(of: other.target, from: origin, to: one.target)
                return side == .on ? one.way < other.way : side == .left
            }
        for (position, entry) in zip(range, sorted) { leaving[position] = entry.way }
    }

    private mutating func trace() {
        var positions = [Int32](repeating: 0, count: leaving.count)
        for (position, way) in leaving.enumerated() { positions[Int(way)] = Int32(position) }
        for way in walkOfWay.indices where walkOfWay[way] < 0 {
            let walk = Int32(firstWay.count)
            firstWay.append(Int32(way))
            var current = Int32(way)
            while walkOfWay[Int(current)] < 0 {
                walkOfWay[Int(current)] = walk
                current = next(after: current, positions)
            }
        }
        self.positions = positions
    }

    /// Where each way stands in `leaving`.
    private var positions: [Int32] = []

    private func next(after way: Int32, _ positions: [Int32]) -> Int32 {
        let corner = Int(end(way))
        // Next clockwise from the way back: the sharpest turn to the left.
        let back = positions[Int(way ^ 1)]
        let previous = back == firstLeaving[corner] ? firstLeaving[corner + 1] - 1 : back - 1
        return leaving[Int(previous)]
    }

    /// Calls `body` with every way of a walk in turn.
    func forEachWay(of walk: Int32, _ body: (Int32) -> Void) {
        let first = firstWay[Int(walk)]
        var current = first
        repeat {
            body(current)
            current = next(after: current, positions)
        } while current != first
    }

    /// The places of a walk in order.
    func places(of walk: Int32) -> [Coordinate] {
        var places: [Coordinate] = []
        forEachWay(of: walk) { places.append(place(start($0))) }
        return places
    }
}
