import Geometry

/// Every edge of every part, each stretch that two parts share stored once with both.
///
/// The same table serves the search for points, where one crossing then settles both sides of a border, and
/// the search for neighbours, where an edge with two wards is a border between them.
struct EdgeTable: Sendable {
    /// One edge and the parts whose rings contain it. The ends are in order, by longitude and then latitude.
    struct Edge: Sendable {
        var start: Coordinate
        var end: Coordinate
        var first: Int32
        /// -1 for an edge that one part alone has.
        var second: Int32

        var isShared: Bool { second >= 0 }
    }

    private(set) var edges: [Edge] = []
    /// For an edge whose stretch more than two parts have, as where wards overlap: the edge that holds the
    /// first two of them.
    private(set) var repeats: [Int32: Int32] = [:]
    /// The box around everything.
    private(set) var box = BoundingBox.empty

    /// Takes the parts in order; their positions are the part numbers.
    init(_ parts: [Polygon]) {
        let corners = parts.reduce(0) { $0 + $1.vertices }
        edges.reserveCapacity(corners)
        var slots = Slots(capacity: corners)
        for (number, part) in parts.enumerated() {
            part.forEachEdge { from, to in
                box.include(from)
                add(from, to, Int32(number), &slots)
            }
        }
    }

    private mutating func add(_ from: Coordinate, _ to: Coordinate, _ part: Int32, _ slots: inout Slots) {
        let isOrdered = (from.longitude, from.latitude) <= (to.longitude, to.latitude)
        let start = isOrdered ? from : to
        let end = isOrdered ? to : from
        var slot = slots.first(for: start, end)
        while let known = slots.edge(at: slot) {
            let edge = edges[known]
            if edge.start == start, edge.end == end {
                if !edge.isShared {
                    edges[known].second = part
                    return
                }
                // A third owner gets an edge of its own, which takes the place of the full one in the table.
                repeats[Int32(edges.count)] = repeats[Int32(known)] ?? Int32(known)
                break
            }
            slot = slots.next(after: slot)
        }
        slots.put(edges.count, at: slot)
        edges.append(Edge(start: start, end: end, first: part, second: -1))
    }

    /// Open addressing over edge numbers: half the time of a dictionary, and nothing to hash twice.
    private struct Slots {
        private var numbers: [Int32]
        private let mask: Int

        init(capacity: Int) {
            var size = 16
            while size < capacity * 2 { size *= 2 }
            numbers = [Int32](repeating: -1, count: size)
            mask = size - 1
        }

        func first(for start: Coordinate, _ end: Coordinate) -> Int {
            var mixed: UInt64 = 0
            // Adding zero makes the two zeros, which are equal, alike in bits too.
            for value in [start.longitude + 0, start.latitude + 0, end.longitude + 0, end.latitude + 0] {
                mixed = (mixed ^ value.bitPattern) &* 0x9E37_79B9_7F4A_7C15
                mixed ^= mixed >> 29
            }
            return Int(truncatingIfNeeded: mixed >> 7) & mask
        }

        func next(after slot: Int) -> Int { (slot + 1) & mask }

        func edge(at slot: Int) -> Int? { numbers[slot] < 0 ? nil : Int(numbers[slot]) }

        mutating func put(_ number: Int, at slot: Int) { numbers[slot] = Int32(number) }
    }
}
