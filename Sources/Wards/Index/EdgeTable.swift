import Geometry

/// Every edge of every part, each stretch that two parts share stored once with both, and every corner once.
///
/// The same table serves the search for points, where one crossing then settles both sides of a border, and
/// the search for neighbours, where an edge with two wards is a border between them.
struct EdgeTable: Sendable {
    /// One edge and the parts whose rings contain it.
    struct Edge: Sendable {
        /// The numbers of its corners, the lower first.
        var start: Int32
        var end: Int32
        var first: Int32
        /// -1 for an edge that one part alone has.
        var second: Int32

        var isShared: Bool { second >= 0 }
    }

    let corners: [Coordinate]
    /// In order of their first corner, so that edges near each other are mostly near in memory.
    let edges: [Edge]
    /// For an edge whose stretch more than two parts have, as where wards overlap: the edge that holds the
    /// first two of them.
    let repeats: [Int32: Int32]
    /// The box around everything.
    let box: BoundingBox

    /// The memory it takes, in bytes.
    var byteCount: Int { 16 * (corners.count + edges.count) + 8 * repeats.count }

    /// Both ends of an edge.
    @inline(__always)
    func ends(ofEdge number: Int) -> (start: Coordinate, end: Coordinate) {
        ends(of: edges[number])
    }

    /// Both ends of an edge.
    @inline(__always)
    func ends(of edge: Edge) -> (start: Coordinate, end: Coordinate) {
        (corners[Int(edge.start)], corners[Int(edge.end)])
    }

    /// Takes the parts in order; their positions are the part numbers.
    init(_ parts: [Polygon]) {
        var numbering = CornerNumbering(corners: parts.reduce(0) { $0 + $1.vertices })
        // The ends and the part of every edge as the rings have them.
        var ends: [(lower: Int32, upper: Int32)] = []
        var owners: [Int32] = []
        ends.reserveCapacity(numbering.expected)
        owners.reserveCapacity(numbering.expected)
        for (part, polygon) in parts.enumerated() {
            for ring in [polygon.outer] + polygon.holes {
                guard let last = ring.points.last else { continue }
                var before = numbering.number(of: last)
                for point in ring.points {
                    let corner = numbering.number(of: point)
                    ends.append((min(before, corner), max(before, corner)))
                    owners.append(Int32(part))
                    before = corner
                }
            }
        }
        corners = numbering.corners
        box = corners.reduce(into: BoundingBox.empty) { $0.include($1) }
        (edges, repeats) = Self.joined(ends, owners, corners: corners.count)
    }

    /// Sorts the edges by their corners and joins those between the same two.
    private static func joined(
        _ ends: [(lower: Int32, upper: Int32)], _ owners: [Int32], corners: Int
    ) -> (edges: [Edge], repeats: [Int32: Int32]) {
        var starts = [Int32](repeating: 0, count: corners + 1)
        for (lower, _) in ends { starts[Int(lower) + 1] += 1 }
        for corner in 0..<corners { starts[corner + 1] += starts[corner] }
        var next = starts
        var fans = [(upper: Int32, owner: Int32)](repeating: (0, 0), count: ends.count)
        for (index, (lower, upper)) in ends.enumerated() {
            fans[Int(next[Int(lower)])] = (upper, owners[index])
            next[Int(lower)] += 1
        }
        var edges: [Edge] = []
        var repeats: [Int32: Int32] = [:]
        edges.reserveCapacity(ends.count / 2 + ends.count / 8)
        for corner in 0..<corners {
            let fan = Int(starts[corner])..<Int(starts[corner + 1])
            // A handful nearly always; the parts keep their order.
            if fan.count > 1 { fans[fan].sort { ($0.upper, $0.owner) < ($1.upper, $1.owner) } }
            var first: Int32 = -1
            for index in fan {
                let (upper, owner) = fans[index]
                let isSame = first >= 0 && edges[Int(first)].end == upper
                if isSame, edges[edges.count - 1].second < 0 {
                    edges[edges.count - 1].second = owner
                    continue
                }
                if isSame { repeats[Int32(edges.count)] = first } else { first = Int32(edges.count) }
                edges.append(Edge(start: Int32(corner), end: upper, first: owner, second: -1))
            }
        }
        return (edges, repeats)
    }
}

/// Gives each place one number, in order of first mention: open addressing over the numbers themselves.
private struct CornerNumbering {
    private(set) var corners: [Coordinate] = []
    let expected: Int
    private var slots: [Int32]
    private let mask: Int
    /// Drawn anew for each run, so that no file can be made of corners that all fall on one slot.
    private static let seed = UInt64.random(in: 1 ... .max)

    init(corners expected: Int) {
        var size = 16
        while size < expected * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        mask = size - 1
        self.expected = expected
        corners.reserveCapacity(expected / 2 + expected / 8)
    }

    mutating func number(of place: Coordinate) -> Int32 {
        // Adding zero makes the two zeros, which are equal, alike in bits too.
        var mixed = ((place.longitude + 0).bitPattern ^ Self.seed) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
        mixed = (mixed ^ (place.latitude + 0).bitPattern) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 32
        var slot = Int(truncatingIfNeeded: mixed) & mask
        while slots[slot] >= 0 {
            if corners[Int(slots[slot])] == place { return slots[slot] }
            slot = (slot + 1) & mask
        }
        let number = Int32(corners.count)
        slots[slot] = number
        corners.append(place)
        return number
    }
}
