/// A closed chain of straight edges. The last point joins the first, which is not repeated.
public struct Ring: Hashable, Sendable {
    /// The corners in order, in either winding.
    public let points: [Coordinate]

    /// A ring through these points. A last point equal to the first is dropped.
    public init(_ points: [Coordinate]) {
        if let first = points.first, points.count > 1, points.last == first {
            self.points = Array(points.dropLast())
        } else {
            self.points = points
        }
    }

    /// The box around the ring; empty for no points.
    public var box: BoundingBox {
        var box = BoundingBox.empty
        for point in points { box.include(point) }
        return box
    }

    /// Calls `body` with both ends of every edge, the closing one last.
    @inlinable
    public func forEachEdge(_ body: (Coordinate, Coordinate) -> Void) {
        guard var from = points.first else { return }
        for to in points.dropFirst() {
            body(from, to)
            from = to
        }
        if let first = points.first { body(from, first) }
    }
}

/// One connected piece of an area: an outer ring and the rings of its holes.
///
/// Which points are inside is decided by the even-odd rule over all its rings together, so neither winding
/// nor the order of the rings matters, and a hole that crosses its outer ring still has one defined answer.
public struct Polygon: Hashable, Sendable {
    /// The outline.
    public let outer: Ring
    /// The outlines of the holes.
    public let holes: [Ring]

    /// A polygon from its rings.
    public init(outer: Ring, holes: [Ring] = []) {
        self.outer = outer
        self.holes = holes
    }

    /// The box around the outer ring and any hole that leaves it.
    public var box: BoundingBox {
        var box = outer.box
        for hole in holes { box.include(hole.box) }
        return box
    }

    /// The number of corners of all rings, each counted once.
    public var vertices: Int { holes.reduce(outer.points.count) { $0 + $1.points.count } }

    /// Calls `body` with both ends of every edge of every ring.
    @inlinable
    public func forEachEdge(_ body: (Coordinate, Coordinate) -> Void) {
        outer.forEachEdge(body)
        for hole in holes { hole.forEachEdge(body) }
    }
}
