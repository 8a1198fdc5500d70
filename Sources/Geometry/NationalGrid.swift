#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A place of Great Britain in metres east and north of the false origin of the National Grid.
///
/// The formulas are those of Ordnance Survey’s “A guide to coordinate systems in Great Britain”. Degrees are had by a
/// Helmert transformation, without the grid of corrections OSTN15: over Great Britain they are off by 1.7 metres on
/// average and by `accuracyMetres` at most.
public struct NationalGridPlace: Hashable, Sendable {
    /// Metres east.
    public var easting: Double
    /// Metres north.
    public var northing: Double

    /// How far from the true place the degrees may be, metres.
    public static let accuracyMetres = 5.0

    /// A place on the grid, or nil when it is not on Great Britain’s part of it.
    public init?(easting: Double, northing: Double) {
        guard easting > 0, easting < 700_000, northing > 0, northing < 1_300_000 else { return nil }
        self.easting = easting
        self.northing = northing
    }

    /// The place in WGS84 degrees.
    public var coordinate: Coordinate {
        let onAiry = inverseProjection
        let ground = Helmert.toWGS84(Figure.airy.cartesian(onAiry.latitude, onAiry.longitude))
        let (latitude, longitude) = Figure.wgs84.geodetic(ground)
        return Coordinate(longitude: longitude * 180 / .pi, latitude: latitude * 180 / .pi)
    }

    // MARK: The projection

    private static let scale = 0.999_601_271_7
    private static let originLatitude = 49.0 * .pi / 180
    private static let originLongitude = -2.0 * .pi / 180
    private static let falseEasting = 400_000.0
    private static let falseNorthing = -100_000.0

    /// Latitude and longitude on the Airy ellipsoid, in radians.
    var inverseProjection: (latitude: Double, longitude: Double) {
        let figure = Figure.airy
        let scaled = figure.equator * Self.scale
        var latitude = (northing - Self.falseNorthing) / scaled + Self.originLatitude
        // Each step leaves a thousandth of the error: five are far below a micrometre.
        for _ in 0..<8 {
            let rest =
                northing - Self.falseNorthing - figure.arc(Self.originLatitude, latitude) * Self.scale
            latitude += rest / scaled
            if rest.magnitude < 1e-6 { break }
        }
        let sine = sin(latitude)
        let part = 1 - figure.eccentricitySquared * sine * sine
        let across = scaled / part.squareRoot()
        let along = scaled * (1 - figure.eccentricitySquared) / (part * part.squareRoot())
        let ratio = across / along - 1
        let tangent = tan(latitude)
        let square = tangent * tangent
        let secant = 1 / cos(latitude)
        let east = (easting - Self.falseEasting) / across
        let east2 = east * east
        // The series of the guide, with each power of the easting over the radius across the meridian.
        let north2 = tangent * across / (2 * along)
        let north4 = north2 / 12 * (5 + 3 * square + ratio - 9 * square * ratio)
        let north6 = north2 / 360 * (61 + 90 * square + 45 * square * square)
        let east3 = secant / 6 * (across / along + 2 * square)
        let east5 = secant / 120 * (5 + 28 * square + 24 * square * square)
        let east7 =
            secant / 5040 * (61 + 662 * square + 1320 * square * square + 720 * square * square * square)
        return (
            latitude - east2 * (north2 - east2 * (north4 - east2 * north6)),
            Self.originLongitude + east * (secant - east2 * (east3 - east2 * (east5 - east2 * east7)))
        )
    }
}

/// A place as metres along three axes from the middle of the earth.
private struct Cartesian {
    var x: Double
    var y: Double
    var z: Double
}

/// An ellipsoid that latitudes and longitudes refer to.
private struct Figure {
    let equator: Double
    let pole: Double
    let eccentricitySquared: Double

    static let airy = Figure(equator: 6_377_563.396, pole: 6_356_256.909)
    static let wgs84 = Figure(equator: 6_378_137, pole: 6_356_752.314_245)

    init(equator: Double, pole: Double) {
        self.equator = equator
        self.pole = pole
        eccentricitySquared = (equator * equator - pole * pole) / (equator * equator)
    }

    /// The length of the meridian between two latitudes.
    func arc(_ from: Double, _ to: Double) -> Double {
        let n = (equator - pole) / (equator + pole)
        let (n2, n3) = (n * n, n * n * n)
        let (less, more) = (to - from, to + from)
        let first = (1 + n + 1.25 * n2 + 1.25 * n3) * less
        let second = (3 * n + 3 * n2 + 2.625 * n3) * sin(less) * cos(more)
        let third = (1.875 * n2 + 1.875 * n3) * sin(2 * less) * cos(2 * more)
        let fourth = 35.0 / 24 * n3 * sin(3 * less) * cos(3 * more)
        return pole * (first - second + third - fourth)
    }

    /// The place on the ellipsoid itself.
    func cartesian(_ latitude: Double, _ longitude: Double) -> Cartesian {
        let sine = sin(latitude)
        let radius = equator / (1 - eccentricitySquared * sine * sine).squareRoot()
        return Cartesian(
            x: radius * cos(latitude) * cos(longitude), y: radius * cos(latitude) * sin(longitude),
            z: radius * (1 - eccentricitySquared) * sine)
    }

    func geodetic(_ place: Cartesian) -> (latitude: Double, longitude: Double) {
        let flat = (place.x * place.x + place.y * place.y).squareRoot()
        var latitude = atan2(place.z, flat * (1 - eccentricitySquared))
        for _ in 0..<8 {
            let sine = sin(latitude)
            let radius = equator / (1 - eccentricitySquared * sine * sine).squareRoot()
            latitude = atan2(place.z + eccentricitySquared * radius * sine, flat)
        }
        return (latitude, atan2(place.y, place.x))
    }
}

/// The published shift, turn and stretch from the datum OSGB36 to WGS84.
private enum Helmert {
    static func toWGS84(_ place: Cartesian) -> Cartesian {
        let stretch = 1 - 20.4894e-6
        let (turnX, turnY, turnZ) = (seconds(0.1502), seconds(0.2470), seconds(0.8421))
        return Cartesian(
            x: 446.448 + stretch * place.x - turnZ * place.y + turnY * place.z,
            y: -125.157 + turnZ * place.x + stretch * place.y - turnX * place.z,
            z: 542.060 - turnY * place.x + turnX * place.y + stretch * place.z)
    }

    private static func seconds(_ arc: Double) -> Double { arc / 3600 * .pi / 180 }
}
