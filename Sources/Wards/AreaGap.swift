import Geometry

/// The shortest way between two areas in metres: 0 where they meet or one holds the other. Anything above `most` may
/// come back as infinite.
func gapMetres(_ one: [Polygon], _ other: [Polygon], atMost most: Double) -> Double {
    if holdsCorner(of: one, other) || holdsCorner(of: other, one) { return 0 }
    let (box, otherBox) = (boxAround(one), boxAround(other))
    let scale = GroundScale(atLatitude: min(max(box.south.magnitude, box.north.magnitude) + 1, 89))
    let x = most / scale.longitude * 1.01
    let y = most / scale.latitude * 1.01
    let near = edges(of: other, near: box.grown(longitude: x, latitude: y))
    guard !near.isEmpty else { return .infinity }
    var least = Double.infinity
    for mine in edges(of: one, near: otherBox.grown(longitude: x, latitude: y)) {
        let reach = BoundingBox(mine.0, mine.1).grown(longitude: x, latitude: y)
        for theirs in near where reach.touches(BoundingBox(theirs.0, theirs.1)) {
            least = min(least, edgeGap(mine, theirs))
            if least == 0 { return 0 }
        }
    }
    return least
}

/// The box around several parts.
func boxAround(_ parts: [Polygon]) -> BoundingBox {
    parts.reduce(into: BoundingBox.empty) { $0.include($1.box) }
}

/// Whether a corner of one area is inside the other, as it is when that holds it whole.
private func holdsCorner(of one: [Polygon], _ other: [Polygon]) -> Bool {
    one.contains { part in
        part.outer.points.first.map { corner in
            other.contains { $0.box.contains(corner) && $0.position(of: corner) != .outside }
        } ?? false
    }
}

private func edges(of area: [Polygon], near box: BoundingBox) -> [(Coordinate, Coordinate)] {
    var edges: [(Coordinate, Coordinate)] = []
    for part in area {
        part.forEachEdge { start, end in
            if box.touches(BoundingBox(start, end)) { edges.append((start, end)) }
        }
    }
    return edges
}

private func edgeGap(_ one: (Coordinate, Coordinate), _ other: (Coordinate, Coordinate)) -> Double {
    if edgesMeet(one, other) { return 0 }
    return min(
        min(
            groundMetres(from: one.0, toEdge: other.0, other.1),
            groundMetres(from: one.1, toEdge: other.0, other.1)),
        min(
            groundMetres(from: other.0, toEdge: one.0, one.1),
            groundMetres(from: other.1, toEdge: one.0, one.1)))
}

private func edgesMeet(_ one: (Coordinate, Coordinate), _ other: (Coordinate, Coordinate)) -> Bool {
    guard BoundingBox(one.0, one.1).touches(BoundingBox(other.0, other.1)) else { return false }
    let starts = Side(of: other.0, from: one.0, to: one.1).rawValue
    let ends = Side(of: other.1, from: one.0, to: one.1).rawValue
    let from = Side(of: one.0, from: other.0, to: other.1).rawValue
    let to = Side(of: one.1, from: other.0, to: other.1).rawValue
    return starts * ends <= 0 && from * to <= 0
}
