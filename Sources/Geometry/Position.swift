/// Where a point is in relation to an area.
public enum Position: Sendable {
    /// In the area and on none of its edges.
    case inside
    /// On an edge or a corner.
    case boundary
    /// Elsewhere.
    case outside
}

extension Polygon {
    /// Where a point is, exactly: on any ring it is on the boundary, otherwise the even-odd rule over all
    /// rings decides. Takes time in proportion to the corners; a map of many wards has a faster way.
    public func position(of point: Coordinate) -> Position {
        var crossings = RayCrossings(point)
        forEachEdge { from, to in crossings.count(from: from, to: to) }
        return crossings.position
    }
}

extension Ring {
    /// Where a point is in relation to the area that the ring bounds, exactly, by the even-odd rule.
    public func position(of point: Coordinate) -> Position {
        var crossings = RayCrossings(point)
        forEachEdge { from, to in crossings.count(from: from, to: to) }
        return crossings.position
    }
}

/// Counts the edges that a ray from a point due west crosses.
///
/// An edge owns its lower end and not its upper one, so that a ray through a corner counts once where the
/// chain goes on and not at all, or twice, where it turns back. Level edges are never crossed.
public struct RayCrossings: Sendable {
    private let point: Coordinate
    private var isOdd = false
    private var isOnEdge = false

    /// Starts a count. A point whose coordinates are not finite is outside everything.
    public init(_ point: Coordinate) { self.point = point }

    /// Takes one edge, in either direction, into account.
    public mutating func count(from start: Coordinate, to end: Coordinate) {
        let y = point.latitude
        let x = point.longitude
        let startsAbove = start.latitude > y
        let endsAbove = end.latitude > y
        if startsAbove != endsAbove {
            if x < min(start.longitude, end.longitude) { return }
            if x > max(start.longitude, end.longitude) {
                isOdd.toggle()
                return
            }
            switch Side(of: point, from: start, to: end) {
            case .on: isOnEdge = true
            // Going up, what lies east of the edge is on its right.
            case .right: if endsAbove { isOdd.toggle() }
            case .left: if startsAbove { isOdd.toggle() }
            }
        } else if !startsAbove, start.latitude == y || end.latitude == y {
            // A level edge at this height, or an edge whose upper end is here.
            if start.latitude == y, end.latitude == y {
                let west = min(start.longitude, end.longitude)
                let east = max(start.longitude, end.longitude)
                if x >= west, x <= east { isOnEdge = true }
            } else if x == (start.latitude == y ? start.longitude : end.longitude) {
                isOnEdge = true
            }
        }
    }

    /// The answer for the edges counted so far.
    public var position: Position {
        guard point.isFinite else { return .outside }
        return isOnEdge ? .boundary : isOdd ? .inside : .outside
    }
}

/// Whether a point is on the straight edge between two others, ends included, exactly.
public func isOnEdge(_ point: Coordinate, from start: Coordinate, to end: Coordinate) -> Bool {
    BoundingBox(start, end).contains(point) && Side(of: point, from: start, to: end) == .on
}
