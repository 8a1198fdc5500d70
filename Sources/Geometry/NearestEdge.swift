/// Finds the edge nearest to a place among many.
///
/// Edges are compared in a plane scaled for the place's own latitude, which makes no difference near by and
/// hardly any far off; the distance of the one found is then measured properly.
public struct NearestEdge: Sendable {
    /// The place that distances are measured from.
    public let point: Coordinate
    private let scale: GroundScale
    private var leastSquare = Double.infinity
    private var nearest: (start: Coordinate, end: Coordinate)?

    /// Starts a search from a place.
    public init(to point: Coordinate) {
        self.point = point
        scale = GroundScale(atLatitude: point.latitude)
    }

    /// Takes an edge into account.
    public mutating func consider(_ start: Coordinate, _ end: Coordinate) {
        let toStart = scale.metres(from: point, to: start)
        let along = scale.metres(from: start, to: end)
        let length = along.east * along.east + along.north * along.north
        var share = 0.0
        if length > 0 {
            share = -(toStart.east * along.east + toStart.north * along.north) / length
            share = min(max(share, 0), 1)
        }
        let east = toStart.east + share * along.east
        let north = toStart.north + share * along.north
        let square = east * east + north * north
        if square < leastSquare {
            leastSquare = square
            nearest = (start, end)
        }
    }

    /// Whether an edge in a box could be nearer than all so far.
    public func couldBeNearer(in box: BoundingBox) -> Bool {
        let east = max(box.west - point.longitude, point.longitude - box.east, 0) * scale.longitude
        let north = max(box.south - point.latitude, point.latitude - box.north, 0) * scale.latitude
        return east * east + north * north < leastSquare
    }

    /// The distance in metres to the nearest edge; nil when none was considered.
    public var metres: Double? {
        nearest.map { groundMetres(from: point, toEdge: $0.start, $0.end) }
    }
}
