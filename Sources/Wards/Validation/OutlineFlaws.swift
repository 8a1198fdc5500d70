import Geometry

/// What is wrong with the rings of one ward, found exactly.
struct OutlineFlaws {
    /// Places where a ring crosses itself or runs along itself.
    private(set) var crossings: [Coordinate] = []
    /// Places where a ring touches itself.
    private(set) var touches: [Coordinate] = []
    /// The first corners of rings without area.
    private(set) var flatRings: [Coordinate] = []
    /// The tips of spikes.
    private(set) var spikes: [Coordinate] = []
    /// Corners given several times running.
    private(set) var repeats: [Coordinate] = []
    /// The first corners of rings that are there already.
    private(set) var copies: [Coordinate] = []
    /// A corner of each hole outside its outline.
    private(set) var holesOutside: [Coordinate] = []
    /// Places where rings of one part cross or share a stretch.
    private(set) var holeCrossings: [Coordinate] = []
    /// False when the rings meet so often that the search was given up.
    private(set) var isComplete = true

    private struct Edge {
        var start: Coordinate
        var end: Coordinate
        var ring: Int
        var position: Int
    }

    /// Looks at every part. `budget` is how many corners may be looked at once more for holes; it is shared by
    /// all wards, because thousands of holes in a long outline would take for ever.
    init(_ parts: [Polygon], budget: inout Int) {
        var known: Set<[Coordinate]> = []
        for part in parts {
            let rings = ([part.outer] + part.holes).map { dropRepeats($0) }
            var isCopy: [Bool] = []
            for ring in rings {
                let isNew = known.insert(Self.canonical(ring)).inserted
                isCopy.append(!isNew)
                if !isNew, let first = ring.first { copies.append(first) }
            }
            // Where rings cross, inside and outside are no longer about whole holes.
            if !compareEdges(rings, isCopy) { checkHoles(part, rings, isCopy, &budget) }
        }
    }

    private mutating func dropRepeats(_ ring: Ring) -> [Coordinate] {
        var kept: [Coordinate] = []
        kept.reserveCapacity(ring.points.count)
        for point in ring.points {
            if kept.last == point { repeats.append(point) } else { kept.append(point) }
        }
        while kept.count > 1, kept.last == kept.first {
            repeats.append(kept.removeLast())
        }
        return kept
    }

    /// The same corners for the same ring, wherever it begins and whichever way it runs.
    private static func canonical(_ ring: [Coordinate]) -> [Coordinate] {
        guard let least = ring.indices.min(by: { ring[$0] < ring[$1] }) else { return [] }
        let forward = Array(ring[least...] + ring[..<least])
        let backward = Array(forward.prefix(1) + forward.dropFirst().reversed())
        return forward.count > 1 && backward[1] < forward[1] ? backward : forward
    }

    /// Whether rings cross each other.
    private mutating func compareEdges(_ rings: [[Coordinate]], _ isCopy: [Bool]) -> Bool {
        var edges: [Edge] = []
        for (number, ring) in rings.enumerated() where ring.count > 1 {
            for (position, start) in ring.enumerated() {
                let end = position + 1 < ring.count ? ring[position + 1] : ring[0]
                edges.append(Edge(start: start, end: end, ring: number, position: position))
            }
        }
        var found = Meetings()
        var pairs = BoxPairs(
            edges.map { BoundingBox($0.start, $0.end) }, tests: 20_000_000 + 100 * edges.count)
        pairs.forEach(wanted: nil) { one, other in
            let (first, second) = (edges[Int(one)], edges[Int(other)])
            if first.ring != second.ring, isCopy[first.ring] || isCopy[second.ring] { return }
            found.add(first, second, corners: rings[first.ring].count)
        }
        isComplete = isComplete && pairs.isComplete
        for (number, ring) in rings.enumerated() {
            // Without area every stretch is gone over an even number of times, so some must overlap.
            let isFlat =
                ring.count < 3
                || (found.folded.contains(number) && NodedEdges([Polygon(outer: Ring(ring))]).edges.isEmpty)
            if isFlat {
                found.dropRing(number)
                if let first = ring.first { flatRings.append(first) }
            }
        }
        crossings += found.crossings.map(\.place)
        spikes += found.spikes.map(\.place)
        holeCrossings += found.between.sorted()
        // The foot of a spike is on the line it comes back along: that is no touch of its own.
        touches += found.touches.filter { touch in !found.stretchEnds.contains(touch.place) }.map(\.place)
        return !found.between.isEmpty
    }

    /// The meetings within one part, each place once.
    private struct Meetings {
        struct Spot: Hashable {
            var ring: Int
            var place: Coordinate
        }
        var crossings: [Spot] = []
        var touches: [Spot] = []
        var spikes: [Spot] = []
        var between: Set<Coordinate> = []
        var stretchEnds: Set<Coordinate> = []
        /// Rings with edges over each other.
        var folded: Set<Int> = []
        private var seen: Set<Spot> = []

        mutating func add(_ one: Edge, _ other: Edge, corners: Int) {
            let meeting = EdgeMeeting(one.start, one.end, with: other.start, other.end)
            if one.ring != other.ring {
                switch meeting {
                case .cross(let place), .overlap(let place, _): between.insert(place)
                case .apart, .touch: break
                }
                return
            }
            let apart = (one.position - other.position).magnitude
            let isNext = apart == 1 || apart == corners - 1
            switch meeting {
            case .apart: break
            case .touch(let place):
                if !isNext, seen.insert(Spot(ring: one.ring, place: place)).inserted {
                    touches.append(Spot(ring: one.ring, place: place))
                }
            case .cross(let place): crossings.append(Spot(ring: one.ring, place: place))
            case .overlap(let low, let high):
                folded.insert(one.ring)
                stretchEnds.formUnion([low, high])
                let tip = one.end == other.start ? one.end : one.start
                let place = isNext ? tip : low
                if isNext {
                    spikes.append(Spot(ring: one.ring, place: place))
                } else {
                    crossings.append(Spot(ring: one.ring, place: place))
                }
            }
        }

        mutating func dropRing(_ ring: Int) {
            crossings.removeAll { $0.ring == ring }
            touches.removeAll { $0.ring == ring }
            spikes.removeAll { $0.ring == ring }
        }
    }

    private mutating func checkHoles(
        _ part: Polygon, _ rings: [[Coordinate]], _ isCopy: [Bool], _ budget: inout Int
    ) {
        let outer = part.outer.box
        for (number, hole) in part.holes.enumerated() where !isCopy[number + 1] {
            for corner in rings[number + 1] {
                guard budget > 0 else {
                    isComplete = false
                    return
                }
                let isNear = outer.contains(corner)
                if isNear { budget -= part.outer.points.count }
                switch isNear ? part.outer.position(of: corner) : .outside {
                case .boundary: continue
                case .inside: break
                case .outside: holesOutside.append(hole.points.first ?? corner)
                }
                break
            }
        }
    }
}
