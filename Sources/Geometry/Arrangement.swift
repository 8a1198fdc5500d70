/// The plane cut up by the outlines of many parts: faces, each with the parts that cover it.
///
/// It answers what no comparison of pairs can: where several parts overlap, where a gap between them is
/// closed on all sides, and how much of one set of areas falls into another. A part covers what the even-odd
/// rule over its rings says.
public struct Arrangement: Sendable {
    /// A connected piece of the plane that no outline passes through, holes taken out.
    public struct Face: Sendable {
        /// The parts that cover it, in order; none for a gap.
        public let parts: [Int]
        /// Its area on the ground, holes taken off.
        public let squareMetres: Double
        /// The length of its outer border in metres.
        public let borderMetres: Double
        /// A place in it or next to it.
        public let place: Coordinate
        /// For a gap, the parts on the other side of its outer border, in order.
        public let around: [Int]
    }

    /// The faces that have an end, in no telling order.
    public let faces: [Face]
    /// False when the outlines meet so often, or lie over each other so deep, that the search was given up:
    /// then there are no faces.
    public let isComplete: Bool

    /// Cuts up the plane by the outlines of some parts; their positions are the part numbers.
    public init(_ parts: [Polygon]) {
        let noded = NodedEdges(parts)
        guard noded.isComplete else {
            (faces, isComplete) = ([], false)
            return
        }
        var covers = FaceCovers(FaceTracing(noded))
        covers.spread()
        isComplete = covers.isComplete
        faces = isComplete ? covers.faces() : []
    }
}

/// Finds which parts cover each face: known outside everything, and changed by every edge stepped over.
private struct FaceCovers {
    private let tracing: FaceTracing
    private var noded: NodedEdges { tracing.noded }
    /// The parts that cover the face of each walk, in order; nil until known.
    private var covers: [[Int32]?]
    /// The walk that stands for the face of each walk; -1 for the face without end.
    private var faceOfWalk: [Int32]
    /// Hostile outlines, thousands inside each other, must not fill the memory.
    private var coverLeft = 40_000_000
    var isComplete: Bool { coverLeft > 0 }

    init(_ tracing: FaceTracing) {
        self.tracing = tracing
        covers = [[Int32]?](repeating: nil, count: tracing.firstWay.count)
        faceOfWalk = tracing.firstWay.indices.map { Int32($0) }
    }

    /// Goes through the connected groups of edges from west to east, so that what surrounds a group is known
    /// before it.
    mutating func spread() {
        let groups = groups()
        let search = WestwardSearch(noded)
        for corner in groups {
            // The last way counterclockwise has nothing but the west on its left.
            let last = tracing.leaving[Int(tracing.firstLeaving[Int(corner) + 1]) - 1]
            let outside = tracing.walkOfWay[Int(last)]
            var cover: [Int32] = []
            var face: Int32 = -1
            if let edge = search.edge(westOf: tracing.place(corner)) {
                let ends = noded.edges[Int(edge)]
                // East of an edge is left of the way down it.
                let goesUp = tracing.place(ends.start).latitude < tracing.place(ends.end).latitude
                let walk = tracing.walkOfWay[Int(edge) * 2 + (goesUp ? 1 : 0)]
                cover = covers[Int(walk)] ?? []
                face = faceOfWalk[Int(walk)]
            }
            covers[Int(outside)] = cover
            faceOfWalk[Int(outside)] = face
            spread(from: outside)
            guard isComplete else { return }
        }
    }

    /// The westernmost corner of each connected group of edges, from west to east.
    private func groups() -> [Int32] {
        var seen = [Bool](repeating: false, count: noded.corners.count)
        var groups: [Int32] = []
        for corner in noded.corners.indices where !seen[corner] {
            guard tracing.firstLeaving[corner] < tracing.firstLeaving[corner + 1] else { continue }
            seen[corner] = true
            var west = Int32(corner)
            var open = [Int32(corner)]
            while let current = open.popLast() {
                if tracing.place(current) < tracing.place(west) { west = current }
                let ways =
                    Int(tracing.firstLeaving[Int(current)])..<Int(tracing.firstLeaving[Int(current) + 1])
                for way in tracing.leaving[ways] {
                    let next = tracing.end(way)
                    guard !seen[Int(next)] else { continue }
                    seen[Int(next)] = true
                    open.append(next)
                }
            }
            groups.append(west)
        }
        return groups.sorted { tracing.place($0) < tracing.place($1) }
    }

    private mutating func spread(from walk: Int32) {
        var open = [walk]
        while let current = open.popLast(), isComplete {
            let cover = covers[Int(current)] ?? []
            var across: [(walk: Int32, edge: Int32)] = []
            tracing.forEachWay(of: current) { way in
                let other = tracing.walkOfWay[Int(way ^ 1)]
                if covers[Int(other)] == nil { across.append((other, way >> 1)) }
            }
            for (other, edge) in across where covers[Int(other)] == nil {
                let range = noded.edges[Int(edge)].owners
                let changed = noded.owners[Int(range.lowerBound)..<Int(range.upperBound)]
                let next = Self.toggled(cover, changed)
                coverLeft -= next.count
                covers[Int(other)] = next
                open.append(other)
            }
        }
    }

    private static func toggled(_ cover: [Int32], _ changed: ArraySlice<Int32>) -> [Int32] {
        var result: [Int32] = []
        var (left, right) = (cover[...], changed)
        while let one = left.first, let other = right.first {
            if one < other {
                result.append(one)
                left.removeFirst()
            } else if other < one {
                result.append(other)
                right.removeFirst()
            } else {
                left.removeFirst()
                right.removeFirst()
            }
        }
        return result + left + right
    }

    func faces() -> [Arrangement.Face] {
        var areas = [Double](repeating: 0, count: covers.count)
        for walk in covers.indices {
            let face = faceOfWalk[walk]
            guard face >= 0 else { continue }
            areas[Int(face)] += signedSquareMetres(tracing.places(of: Int32(walk)))
        }
        var faces: [Arrangement.Face] = []
        for walk in covers.indices where faceOfWalk[walk] == Int32(walk) {
            let places = tracing.places(of: Int32(walk))
            var metres = 0.0
            Ring(places).forEachEdge { metres += groundMetres($0, $1) }
            var around: Set<Int32> = []
            if covers[walk]?.isEmpty != false {
                tracing.forEachWay(of: Int32(walk)) { way in
                    around.formUnion(covers[Int(tracing.walkOfWay[Int(way ^ 1)])] ?? [])
                }
            }
            faces.append(
                Arrangement.Face(
                    parts: (covers[walk] ?? []).map { Int($0) }, squareMetres: max(areas[walk], 0),
                    borderMetres: metres, place: middle(of: places), around: around.sorted().map { Int($0) }))
        }
        return faces
    }
}

/// The mean of the corners: on a sliver, a place that can be looked up on a map.
private func middle(of places: [Coordinate]) -> Coordinate {
    guard let first = places.first else { return Coordinate(longitude: 0, latitude: 0) }
    var (x, y) = (0.0, 0.0)
    for place in places {
        x += place.longitude - first.longitude
        y += place.latitude - first.latitude
    }
    let count = Double(places.count)
    return Coordinate(longitude: first.longitude + x / count, latitude: first.latitude + y / count)
}

/// The area in square metres that a closed chain bounds: above 0 when it runs counterclockwise.
package func signedSquareMetres(_ places: [Coordinate]) -> Double {
    guard let first = places.first else { return 0 }
    var box = BoundingBox.empty
    for place in places { box.include(place) }
    let ring = Ring(places)
    var total = 0.0
    if box.north - box.south < 0.05 {
        // Slivers would drown in the rounding of whole zones; over a few kilometres the plane is good to a
        // few parts in a hundred thousand.
        let scale = GroundScale(atLatitude: (box.north + box.south) / 2)
        ring.forEachEdge { start, end in
            let (x, y) = (start.longitude - first.longitude, start.latitude - first.latitude)
            let (u, v) = (end.longitude - first.longitude, end.latitude - first.latitude)
            total += x * v - u * y
        }
        return total / 2 * scale.longitude * scale.latitude
    }
    let base = Ellipsoid.zone(toLatitude: first.latitude)
    ring.forEachEdge { start, end in
        let middle = Ellipsoid.zone(toLatitude: (start.latitude + end.latitude) / 2)
        let mean =
            (Ellipsoid.zone(toLatitude: start.latitude) + 4 * middle
                + Ellipsoid.zone(toLatitude: end.latitude))
            / 6
        total -= (end.longitude - start.longitude) * (mean - base)
    }
    return total * .pi / 180
}
