import BoundaryFiles
import Geometry
import Wards

/// The judge of the fast locator: every ring of every ward, in whole numbers, with nothing clever.
///
/// Degrees are taken as multiples of 2⁻⁵². A double whose magnitude is at least one is such a multiple, so
/// points and corners must lie west of the meridian one degree west, or be multiples themselves.
struct SlowLocator {
    struct Point: Hashable {
        var x: Int64
        var y: Int64

        /// Nil when the pair is not exactly a multiple.
        init?(_ coordinate: Coordinate) {
            let unit = Double(sign: .plus, exponent: 52, significand: 1)
            let x = coordinate.longitude * unit
            let y = coordinate.latitude * unit
            guard x == x.rounded(), y == y.rounded(), x.magnitude < 0x1p61, y.magnitude < 0x1p61 else {
                return nil
            }
            self.x = Int64(x)
            self.y = Int64(y)
        }
    }

    struct Part {
        var rings: [[Point]]
        var west: Int64
        var east: Int64
    }

    /// The parts of each ward.
    let wards: [(code: String, parts: [Part])]

    init(_ outlines: [WardOutline]) {
        wards = outlines.sorted { $0.code < $1.code }.map { outline in
            let parts = outline.polygons.map { polygon in
                let rings = ([polygon.outer] + polygon.holes).map { $0.points.compactMap(Point.init) }
                let xs = rings.joined().map(\.x)
                return Part(rings: rings, west: xs.min() ?? 0, east: xs.max() ?? 0)
            }
            return (outline.code, parts)
        }
    }

    /// The codes of the wards that hold or touch a point, in order, and whether it is on a border.
    func locate(_ coordinate: Coordinate) -> (codes: [String], isBoundary: Bool)? {
        guard let point = Point(coordinate) else { return nil }
        var codes: [String] = []
        var isBoundary = false
        for ward in wards {
            var isInside = false
            var isOn = false
            for part in ward.parts where part.west <= point.x && point.x <= part.east {
                var isOdd = false
                for ring in part.rings {
                    for index in ring.indices {
                        let a = ring[index]
                        let b = ring[(index + 1) % ring.count]
                        let turn =
                            Int128(b.x - a.x) * Int128(point.y - a.y) - Int128(b.y - a.y)
                            * Int128(point.x - a.x)
                        if turn == 0, min(a.x, b.x) <= point.x, point.x <= max(a.x, b.x),
                            min(a.y, b.y) <= point.y,
                            point.y <= max(a.y, b.y)
                        {
                            isOn = true
                        }
                        if (a.y > point.y) != (b.y > point.y), (turn < 0) == (b.y > a.y) { isOdd.toggle() }
                    }
                }
                if isOdd { isInside = true }
            }
            if isInside || isOn { codes.append(ward.code) }
            if isOn { isBoundary = true }
        }
        return (codes, isBoundary)
    }
}
