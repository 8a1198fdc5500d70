import Geometry

/// Whether an edge is crossed on the way from the corner of a cell to a point of the cell, north first and
/// then east.
enum Crossing {
    case none
    /// Crossed once. Crossed twice is `none`.
    case crossed
    /// The point is on the edge.
    case border

    /// - Parameters:
    ///   - start: one end of the edge.
    ///   - end: the other.
    ///   - corner: where the path begins; nowhere north or east of `point`.
    ///   - point: where it ends.
    @inline(__always)
    init(_ start: Coordinate, _ end: Coordinate, from corner: Coordinate, to point: Coordinate) {
        let y = point.latitude
        let startsAbove = start.latitude >= y
        let endsAbove = end.latitude >= y
        var isCrossed = false
        if startsAbove != endsAbove {
            let west = min(start.longitude, end.longitude)
            if west <= point.longitude {
                // East of the whole edge means right of it when it goes up, left when it goes down.
                let eastern: Side = endsAbove ? .right : .left
                let side: Side
                if point.longitude > max(start.longitude, end.longitude) {
                    side = eastern
                } else {
                    side = Side(of: point, from: start, to: end)
                    if side == .on {
                        self = .border
                        return
                    }
                }
                let knee = Coordinate(longitude: corner.longitude, latitude: y)
                let isKneeEast = west < corner.longitude && Self.nudgedSide(of: knee, start, end) == eastern
                isCrossed = (side == eastern) != isKneeEast
            }
        } else if startsAbove, start.latitude == y || end.latitude == y,
            isOnEdge(point, from: start, to: end)
        {
            self = .border
            return
        }
        if (start.longitude < corner.longitude) != (end.longitude < corner.longitude) {
            if Self.crossesWestSide(start, end, corner, y) { isCrossed.toggle() }
        }
        self = isCrossed ? .crossed : .none
    }

    /// The same between two corners of cells, which may lie on edges: both are nudged.
    init(_ start: Coordinate, _ end: Coordinate, from corner: Coordinate, toCorner point: Coordinate) {
        let y = point.latitude
        var isCrossed = false
        if (start.latitude >= y) != (end.latitude >= y) {
            let knee = Coordinate(longitude: corner.longitude, latitude: y)
            isCrossed = Self.nudgedSide(of: point, start, end) != Self.nudgedSide(of: knee, start, end)
        }
        if (start.longitude < corner.longitude) != (end.longitude < corner.longitude) {
            if Self.crossesWestSide(start, end, corner, y) { isCrossed.toggle() }
        }
        self = isCrossed ? .crossed : .none
    }

    /// Whether an edge that passes the meridian of the corner does so between the corner and latitude `y`.
    private static func crossesWestSide(
        _ start: Coordinate, _ end: Coordinate, _ corner: Coordinate, _ y: Double
    ) -> Bool {
        if min(start.latitude, end.latitude) >= y || max(start.latitude, end.latitude) < corner.latitude {
            return false
        }
        let knee = Coordinate(longitude: corner.longitude, latitude: y)
        return nudgedSide(of: corner, start, end) != nudgedSide(of: knee, start, end)
    }

    /// The side of the line from `start` to `end` on which a point lies once it is moved a little south
    /// and, by far less, west. `on` only for an edge without length.
    private static func nudgedSide(of point: Coordinate, _ start: Coordinate, _ end: Coordinate) -> Side {
        let side = Side(of: point, from: start, to: end)
        guard side == .on else { return side }
        if start.longitude != end.longitude { return start.longitude < end.longitude ? .right : .left }
        return start.latitude < end.latitude ? .left : start.latitude > end.latitude ? .right : .on
    }
}
