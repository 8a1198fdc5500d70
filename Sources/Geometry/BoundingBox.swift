/// The smallest upright rectangle, in degrees, around some coordinates. Its edges belong to it.
public struct BoundingBox: Hashable, Sendable {
    /// The western edge, degrees.
    public var west: Double
    /// The southern edge, degrees.
    public var south: Double
    /// The eastern edge, degrees.
    public var east: Double
    /// The northern edge, degrees.
    public var north: Double

    /// A box from its four edges in degrees.
    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// A box that holds nothing, to be grown by `include`.
    public static let empty = BoundingBox(
        west: .infinity, south: .infinity, east: -.infinity, north: -.infinity)

    /// The box around two coordinates.
    @inlinable
    public init(_ first: Coordinate, _ second: Coordinate) {
        west = min(first.longitude, second.longitude)
        south = min(first.latitude, second.latitude)
        east = max(first.longitude, second.longitude)
        north = max(first.latitude, second.latitude)
    }

    /// Whether nothing has been included yet.
    public var isEmpty: Bool { !(west <= east && south <= north) }

    /// Grows the box to hold a coordinate.
    public mutating func include(_ point: Coordinate) {
        west = min(west, point.longitude)
        south = min(south, point.latitude)
        east = max(east, point.longitude)
        north = max(north, point.latitude)
    }

    /// Grows the box to hold another.
    public mutating func include(_ other: BoundingBox) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
    }

    /// Whether a coordinate is in the box or on its edge.
    @inlinable
    public func contains(_ point: Coordinate) -> Bool {
        point.longitude >= west && point.longitude <= east && point.latitude >= south
            && point.latitude <= north
    }

    /// Whether two boxes share at least a point.
    @inlinable
    public func touches(_ other: BoundingBox) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    /// The box widened on every side by so many degrees.
    public func grown(longitude: Double, latitude: Double) -> BoundingBox {
        BoundingBox(
            west: west - longitude, south: south - latitude, east: east + longitude,
            north: north + latitude)
    }
}
