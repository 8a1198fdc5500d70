/// On which side of a directed line a point lies: an exact answer, never a rounded one.
///
/// Method: the sign of (b-a)×(p-a) is computed in doubles with the error bound of Shewchuk's first stage.
/// When the result is within the bound, the doubles of each axis are turned into whole numbers of a common
/// power of two and the sign is computed in 128 bits; should they not fit, in integers of any size.
public enum Side: Int, Sendable {
    /// To the right of the way from the first point to the second.
    case right = -1
    /// On the infinite line through both.
    case on = 0
    /// To the left of the way from the first point to the second.
    case left = 1

    /// The side of the line from `start` to `end` on which `point` lies. When `start` equals `end` every
    /// point is `on`, and so it is when one of the six numbers is not finite.
    @inlinable
    @inline(__always)
    public init(of point: Coordinate, from start: Coordinate, to end: Coordinate) {
        let left = (end.longitude - start.longitude) * (point.latitude - start.latitude)
        let right = (end.latitude - start.latitude) * (point.longitude - start.longitude)
        let doubt = Side.errorBound * (left.magnitude + right.magnitude) + Side.leastCertain
        let difference = left - right
        if difference > doubt {
            self = .left
        } else if difference < -doubt {
            self = .right
        } else {
            self = Side.exactly(of: point, from: start, to: end)
        }
    }

    /// (3 + 16u)u for u = 2⁻⁵³, the bound of the first stage: four roundings of half a unit each.
    @usableFromInline static let errorBound = 3.330_669_073_875_471_6e-16
    /// Below this the products may have lost bits to underflow, so the bound says nothing.
    @usableFromInline static let leastCertain = 1e-290

    /// The same by whole numbers.
    @usableFromInline
    @inline(never)
    package static func exactly(of point: Coordinate, from start: Coordinate, to end: Coordinate) -> Side {
        guard point.isFinite, start.isFinite, end.isFinite else { return .on }
        if let x = WholeAxis(start.longitude, end.longitude, point.longitude),
            let y = WholeAxis(start.latitude, end.latitude, point.latitude)
        {
            let left = Int128(x.end - x.start) * Int128(y.point - y.start)
            let right = Int128(y.end - y.start) * Int128(x.point - x.start)
            return left > right ? .left : left < right ? .right : .on
        }
        return widely(of: point, from: start, to: end)
    }

    /// The same by integers of any size.
    package static func widely(of point: Coordinate, from start: Coordinate, to end: Coordinate) -> Side {
        let x = WideAxis(start.longitude, end.longitude, point.longitude)
        let y = WideAxis(start.latitude, end.latitude, point.latitude)
        let left = (x.end - x.start) * (y.point - y.start)
        let right = (y.end - y.start) * (x.point - x.start)
        return Side(rawValue: (left - right).signum) ?? .on
    }
}

/// Three coordinates of one axis as whole multiples of one power of two. The axes may differ in that power,
/// as each product of the determinant takes one factor from either.
private struct WholeAxis {
    var start: Int64
    var end: Int64
    var point: Int64

    /// Nil when the three need more than 62 bits.
    init?(_ start: Double, _ end: Double, _ point: Double) {
        var lowest = Int.max
        var highest = Int.min
        for value in [start, end, point] where value != 0 {
            lowest = min(lowest, value.lowestBit)
            highest = max(highest, Int(value.exponent) + 1)
        }
        if lowest > highest {
            (self.start, self.end, self.point) = (0, 0, 0)
            return
        }
        guard highest - lowest <= 61, lowest > -1000, lowest < 1000 else { return nil }
        let scale = Double(sign: .plus, exponent: -lowest, significand: 1)
        self.start = Int64(start * scale)
        self.end = Int64(end * scale)
        self.point = Int64(point * scale)
    }
}

private struct WideAxis {
    var start: WideInteger
    var end: WideInteger
    var point: WideInteger

    init(_ start: Double, _ end: Double, _ point: Double) {
        var lowest = 0
        for value in [start, end, point] where value != 0 { lowest = min(lowest, value.lowestBit) }
        self.start = WideInteger(start, scaledBy: -lowest)
        self.end = WideInteger(end, scaledBy: -lowest)
        self.point = WideInteger(point, scaledBy: -lowest)
    }
}
