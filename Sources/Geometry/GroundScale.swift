#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Metres per degree at one latitude of the WGS84 ellipsoid.
///
/// Lengths measured with it are good to a few parts in a thousand over tens of kilometres, which is better
/// than the outlines themselves; they are never used to decide on which side of a border a point is.
public struct GroundScale: Hashable, Sendable {
    /// Metres in a degree of longitude.
    public let longitude: Double
    /// Metres in a degree of latitude.
    public let latitude: Double

    /// The scale at a latitude in degrees.
    public init(atLatitude degrees: Double) {
        let radians = degrees * .pi / 180
        let sine = sin(radians)
        let rest = 1 - Ellipsoid.eccentricitySquared * sine * sine
        let root = rest.squareRoot()
        longitude = Ellipsoid.equator / root * cos(radians) * .pi / 180
        latitude = Ellipsoid.equator * (1 - Ellipsoid.eccentricitySquared) / (rest * root) * .pi / 180
    }

    /// The way from one place to another as metres east and north.
    @inlinable
    public func metres(from start: Coordinate, to end: Coordinate) -> (east: Double, north: Double) {
        ((end.longitude - start.longitude) * longitude, (end.latitude - start.latitude) * latitude)
    }
}

/// The figure of the earth that WGS84 degrees refer to.
enum Ellipsoid {
    /// Radius of the equator, metres.
    static let equator = 6_378_137.0
    static let eccentricitySquared = 0.006_694_379_990_141_317

    /// The area, in square metres, between the equator and a latitude, over one radian of longitude.
    static func zone(toLatitude degrees: Double) -> Double {
        let eccentricity = eccentricitySquared.squareRoot()
        let sine = sin(degrees * .pi / 180)
        let flattened = sine / (1 - eccentricitySquared * sine * sine)
        let logarithm = log((1 - eccentricity * sine) / (1 + eccentricity * sine)) / (2 * eccentricity)
        return equator * equator * (1 - eccentricitySquared) / 2 * (flattened - logarithm)
    }
}

/// The length in metres of the straight way between two places up to some tens of kilometres apart.
public func groundMetres(_ start: Coordinate, _ end: Coordinate) -> Double {
    let scale = GroundScale(atLatitude: (start.latitude + end.latitude) / 2)
    let (east, north) = scale.metres(from: start, to: end)
    return (east * east + north * north).squareRoot()
}

/// The distance in metres from a place to the nearest point of an edge.
public func groundMetres(from point: Coordinate, toEdge start: Coordinate, _ end: Coordinate) -> Double {
    groundMetres(point, nearestPoint(to: point, onEdge: start, end))
}

/// The point of an edge that is nearest to a place on the ground.
public func nearestPoint(to point: Coordinate, onEdge start: Coordinate, _ end: Coordinate) -> Coordinate {
    let scale = GroundScale(atLatitude: (point.latitude + (start.latitude + end.latitude) / 2) / 2)
    let along = scale.metres(from: start, to: end)
    let away = scale.metres(from: start, to: point)
    let square = along.east * along.east + along.north * along.north
    guard square > 0 else { return start }
    let share = min(max((along.east * away.east + along.north * away.north) / square, 0), 1)
    return Coordinate(
        longitude: start.longitude + share * (end.longitude - start.longitude),
        latitude: start.latitude + share * (end.latitude - start.latitude))
}

extension Ring {
    /// The length of the ring on the ground, in metres.
    public var metres: Double {
        var total = 0.0
        forEachEdge { total += groundMetres($0, $1) }
        return total
    }

    /// The area that the ring bounds, in hectares, never negative. For a ring that crosses itself the loops
    /// wound the other way are taken off.
    public var hectares: Double {
        guard let first = points.first else { return 0 }
        // Measured from the first corner's latitude, so that the sum does not cancel.
        let base = Ellipsoid.zone(toLatitude: first.latitude)
        var total = 0.0
        forEachEdge { start, end in
            let middle = (start.latitude + end.latitude) / 2
            // Simpson's rule along the edge; a zone is smooth and edges are short.
            let mean =
                (Ellipsoid.zone(toLatitude: start.latitude) + 4 * Ellipsoid.zone(toLatitude: middle)
                    + Ellipsoid.zone(toLatitude: end.latitude)) / 6
            total += (end.longitude - start.longitude) * (mean - base)
        }
        return total.magnitude * .pi / 180 / 10_000
    }
}

extension Polygon {
    /// The area in hectares: the outer ring less the holes, never negative.
    public var hectares: Double { max(outer.hectares - holes.reduce(0) { $0 + $1.hectares }, 0) }

    /// The distance in metres from a place to the nearest edge of any ring, whether the place is inside or
    /// not. Nil for a polygon without points.
    public func metresToBorder(from point: Coordinate) -> Double? {
        var nearest = NearestEdge(to: point)
        forEachEdge { nearest.consider($0, $1) }
        return nearest.metres
    }

    /// The distance in metres from a place to the polygon: 0 inside and on the boundary.
    public func metres(from point: Coordinate) -> Double? {
        position(of: point) == .outside ? metresToBorder(from: point) : 0
    }
}
