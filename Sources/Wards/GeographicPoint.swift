import Geometry

/// A place whose coordinates have been checked: finite, in range, and for the United Kingdom the right way
/// round.
public struct GeographicPoint: Hashable, Sendable {
    /// Degrees east of Greenwich, -180 to 180.
    public let longitude: Double
    /// Degrees north of the equator, -90 to 90.
    public let latitude: Double

    /// Why a pair of numbers is refused.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// One of the numbers is not finite.
        case notNumbers
        /// The longitude is not from -180 to 180.
        case longitudeOutOfRange(Double)
        /// The latitude is not from -90 to 90.
        case latitudeOutOfRange(Double)
        /// The pair is far from Great Britain, and in it when swapped.
        case swapped(longitude: Double, latitude: Double)

        /// The fault in a sentence without capital and full stop.
        public var description: String {
            switch self {
            case .notNumbers: "longitude and latitude must both be numbers"
            case .longitudeOutOfRange(let value): "longitude \(value) is not from -180 to 180"
            case .latitudeOutOfRange(let value): "latitude \(value) is not from -90 to 90"
            case .swapped(let longitude, let latitude):
                "latitude \(latitude), longitude \(longitude) look swapped: "
                    + "swapped they fall in Great Britain"
            }
        }
    }

    /// Checks a pair in degrees.
    public init(longitude: Double, latitude: Double) throws(Fault) {
        guard longitude.isFinite, latitude.isFinite else { throw .notNumbers }
        let isSwapped =
            !Self.isInGreatBritain(longitude, latitude) && Self.isInGreatBritain(latitude, longitude)
        // Said first: a swapped pair may also be out of range, and then the range is not the point.
        if isSwapped { throw .swapped(longitude: longitude, latitude: latitude) }
        guard longitude.magnitude <= 180 else { throw .longitudeOutOfRange(longitude) }
        guard latitude.magnitude <= 90 else { throw .latitudeOutOfRange(latitude) }
        self.longitude = longitude
        self.latitude = latitude
    }

    /// The place as geometry takes it.
    public var coordinate: Coordinate { Coordinate(longitude: longitude, latitude: latitude) }

    /// The box around Great Britain and Northern Ireland.
    private static func isInGreatBritain(_ longitude: Double, _ latitude: Double) -> Bool {
        longitude >= -9 && longitude <= 2.1 && latitude >= 49.8 && latitude <= 61
    }
}
