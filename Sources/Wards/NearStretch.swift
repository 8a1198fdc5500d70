import Geometry

/// How far one edge runs next to another.
///
/// The points within a distance of an edge form a rectangle with a half disc at either end, a convex shape,
/// so the stretch of another edge that lies in it is one interval.
enum NearStretch {
    /// The part of the first edge that is within `near` metres of the second, as shares of its length; nil when
    /// no point of it is.
    static func shares(
        of edge: (Coordinate, Coordinate), along other: (Coordinate, Coordinate), within near: Double
    ) -> ClosedRange<Double>? {
        let scale = GroundScale(atLatitude: (edge.0.latitude + other.0.latitude) / 2)
        // In metres from the start of the other edge.
        let far = Vector(scale.metres(from: other.0, to: other.1))
        let start = Vector(scale.metres(from: other.0, to: edge.0))
        let end = Vector(scale.metres(from: other.0, to: edge.1))
        let step = end - start
        var interval = Interval.none
        interval.widen(disc(around: Vector(x: 0, y: 0), near, start, step))
        interval.widen(disc(around: far, near, start, step))
        interval.widen(strip(far, near, start, step))
        return interval.low <= interval.high ? interval.low...interval.high : nil
    }

    /// Where on the way from `start` along `step`, as shares of the way, a disc is entered and left.
    private static func disc(
        around centre: Vector, _ radius: Double, _ start: Vector, _ step: Vector
    ) -> Interval {
        let away = start - centre
        let square = step.dot(step)
        guard square > 0 else { return away.length <= radius ? Interval(low: 0, high: 1) : .none }
        let half = away.dot(step) / square
        let rest = half * half - (away.dot(away) - radius * radius) / square
        guard rest >= 0 else { return .none }
        let root = rest.squareRoot()
        return Interval(low: max(-half - root, 0), high: min(-half + root, 1))
    }

    /// The same for the rectangle around an edge from the origin to `far`.
    private static func strip(_ far: Vector, _ near: Double, _ start: Vector, _ step: Vector) -> Interval {
        let length = far.length
        guard length > 0 else { return .none }
        let unit = Vector(x: far.x / length, y: far.y / length)
        var interval = Interval(low: 0, high: 1)
        interval.clip(start.dot(unit), step.dot(unit), from: 0, to: length)
        interval.clip(unit.cross(start), unit.cross(step), from: -near, to: near)
        return interval
    }
}

private struct Vector {
    var x: Double
    var y: Double

    init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    init(_ metres: (east: Double, north: Double)) {
        x = metres.east
        y = metres.north
    }

    static func - (left: Vector, right: Vector) -> Vector { Vector(x: left.x - right.x, y: left.y - right.y) }

    func dot(_ other: Vector) -> Double { x * other.x + y * other.y }
    func cross(_ other: Vector) -> Double { x * other.y - y * other.x }
    var length: Double { dot(self).squareRoot() }
}

/// A range of shares of a way; empty when it ends before it begins.
private struct Interval {
    var low: Double
    var high: Double

    static let none = Interval(low: 1, high: -1)

    /// Grows to hold another interval.
    mutating func widen(_ other: Interval) {
        guard other.low <= other.high else { return }
        guard low <= high else {
            self = other
            return
        }
        low = min(low, other.low)
        high = max(high, other.high)
    }

    /// Keeps the shares at which `offset + share * slope` is from `from` to `to`.
    mutating func clip(_ offset: Double, _ slope: Double, from: Double, to: Double) {
        if slope == 0 {
            if offset < from || offset > to { self = .none }
            return
        }
        let one = (from - offset) / slope
        let other = (to - offset) / slope
        low = max(low, min(one, other))
        high = min(high, max(one, other))
    }
}
