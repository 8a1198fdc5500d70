/// The edges of many parts, cut wherever they meet, each piece once with the parts that it bounds.
///
/// Edges are cut at exact corners where they touch or overlap, and at the rounded place where they cross.
/// Rounding moves a piece by less than the thickness of an atom, which may make it meet another: so the
/// pieces are compared again until nothing new turns up.
package struct NodedEdges {
    /// A piece of an edge between two corners.
    package struct Edge {
        package var start: Int32
        package var end: Int32
        /// Where its parts are in `owners`.
        package var owners: Range<Int32>
    }

    /// The places where edges end, each once.
    package private(set) var corners: [Coordinate] = []
    /// The pieces that bound at least one part. A piece that a part has twice bounds nothing of it.
    package private(set) var edges: [Edge] = []
    /// The parts of each edge.
    package private(set) var owners: [Int32] = []
    /// False when the edges meet so often that the search was given up.
    package private(set) var isComplete = true

    private var cornerNumbers: [Coordinate: Int32] = [:]

    private struct Piece {
        /// Both corner numbers, the lower one in the upper half.
        var key: UInt64
        var part: Int32
        var isNew: Bool
    }

    /// Takes the parts in order; their positions are the part numbers.
    package init(_ parts: [Polygon]) {
        let total = parts.reduce(0) { $0 + $1.vertices }
        var pieces: [Piece] = []
        pieces.reserveCapacity(total)
        corners.reserveCapacity(total)
        cornerNumbers.reserveCapacity(total)
        for (number, part) in parts.enumerated() {
            for ring in [part.outer] + part.holes {
                let chain = ring.points.map { corner($0) }
                for (from, to) in zip(chain, chain.dropFirst() + chain.prefix(1)) where from != to {
                    pieces.append(Piece(key: Self.key(from, to), part: Int32(number), isNew: true))
                }
            }
        }
        var mostCuts = 2_000_000 + total
        for _ in 0..<6 {
            let isNew = collect(&pieces)
            let cuts = cuts(isNew, most: mostCuts)
            mostCuts -= cuts.count
            if cuts.isEmpty || !isComplete { break }
            pieces = apply(cuts)
        }
        cornerNumbers = [:]
    }

    private mutating func corner(_ place: Coordinate) -> Int32 {
        if let known = cornerNumbers[place] { return known }
        let number = Int32(corners.count)
        cornerNumbers[place] = number
        corners.append(place)
        return number
    }

    private static func key(_ one: Int32, _ other: Int32) -> UInt64 {
        UInt64(UInt32(min(one, other))) << 32 | UInt64(UInt32(max(one, other)))
    }

    /// Makes the edges of the pieces; says which were not there before.
    private mutating func collect(_ pieces: inout [Piece]) -> [Bool] {
        pieces.sort { ($0.key, $0.part) < ($1.key, $1.part) }
        edges.removeAll(keepingCapacity: true)
        owners.removeAll(keepingCapacity: true)
        var isNew: [Bool] = []
        var index = 0
        while index < pieces.count {
            let key = pieces[index].key
            let firstOwner = Int32(owners.count)
            var allNew = true
            while index < pieces.count, pieces[index].key == key {
                let part = pieces[index].part
                var isOdd = false
                while index < pieces.count, pieces[index].key == key, pieces[index].part == part {
                    isOdd.toggle()
                    allNew = allNew && pieces[index].isNew
                    index += 1
                }
                if isOdd { owners.append(part) }
            }
            guard owners.count > firstOwner else { continue }
            edges.append(
                Edge(
                    start: Int32(truncatingIfNeeded: key >> 32), end: Int32(truncatingIfNeeded: key),
                    owners: firstOwner..<Int32(owners.count)))
            isNew.append(allNew)
        }
        return isNew
    }

    /// The corners to cut edges at, as edge number and corner number.
    private mutating func cuts(_ isNew: [Bool], most: Int) -> [(edge: Int32, corner: Int32)] {
        var found: [(edge: Int32, place: Coordinate)] = []
        var isWithin = true
        var pairs = BoxPairs(
            edges.map { BoundingBox(corners[Int($0.start)], corners[Int($0.end)]) },
            tests: 30_000_000 + 80 * edges.count)
        pairs.forEach(wanted: isNew) { one, other in
            guard found.count < most else {
                isWithin = false
                return
            }
            compare(one, other, &found)
        }
        isComplete = isComplete && isWithin && pairs.isComplete
        return found.map { ($0.edge, corner($0.place)) }
    }

    private func compare(_ one: Int32, _ other: Int32, _ found: inout [(edge: Int32, place: Coordinate)]) {
        let (first, second) = (edges[Int(one)], edges[Int(other)])
        let (a, b) = (corners[Int(first.start)], corners[Int(first.end)])
        let (c, d) = (corners[Int(second.start)], corners[Int(second.end)])
        func cut(_ place: Coordinate) {
            if place != a, place != b { found.append((one, place)) }
            if place != c, place != d { found.append((other, place)) }
        }
        // Most pairs are neighbours on a ring: they meet at their common corner unless they fold back.
        if first.start == second.start || first.end == second.start {
            guard Side(of: d, from: a, to: b) == .on else { return }
        } else if first.start == second.end || first.end == second.end {
            guard Side(of: c, from: a, to: b) == .on else { return }
        }
        switch EdgeMeeting(a, b, with: c, d) {
        case .apart: break
        case .touch(let place), .cross(let place): cut(place)
        case .overlap(let low, let high):
            cut(low)
            cut(high)
        }
    }

    /// The pieces after cutting.
    private func apply(_ cuts: [(edge: Int32, corner: Int32)]) -> [Piece] {
        var pieces: [Piece] = []
        pieces.reserveCapacity(owners.count + cuts.count * 2)
        let sorted = cuts.sorted { ($0.edge, corners[Int($0.corner)]) < ($1.edge, corners[Int($1.corner)]) }
        var next = 0
        for (number, edge) in edges.enumerated() {
            let isForward = corners[Int(edge.start)] < corners[Int(edge.end)]
            var from = isForward ? edge.start : edge.end
            let last = isForward ? edge.end : edge.start
            let isCut = next < sorted.count && Int(sorted[next].edge) == number
            func add(to corner: Int32) {
                guard corner != from else { return }
                for owner in owners[Int(edge.owners.lowerBound)..<Int(edge.owners.upperBound)] {
                    pieces.append(Piece(key: Self.key(from, corner), part: owner, isNew: isCut))
                }
                from = corner
            }
            while next < sorted.count, Int(sorted[next].edge) == number {
                add(to: sorted[next].corner)
                next += 1
            }
            add(to: last)
        }
        return pieces
    }
}
