/// How two straight edges meet. Which case it is, is exact; only the place of a crossing is rounded.
public enum EdgeMeeting: Hashable, Sendable {
    /// They have no point in common.
    case apart
    /// They have one point in common, an end of at least one of them.
    case touch(Coordinate)
    /// They cross in one point that is an end of neither: the place to the nearest double or so.
    case cross(Coordinate)
    /// They lie on one line and share the stretch between two points, each an end of one of them.
    case overlap(Coordinate, Coordinate)

    /// The meeting of the edge from `a` to `b` with the edge from `c` to `d`, none without length.
    public init(_ a: Coordinate, _ b: Coordinate, with c: Coordinate, _ d: Coordinate) {
        let sideC = Side(of: c, from: a, to: b)
        let sideD = Side(of: d, from: a, to: b)
        if sideC == .on, sideD == .on {
            self = Self.onOneLine((a, b), (c, d))
            return
        }
        guard sideC != sideD else {
            self = .apart
            return
        }
        let sideA = Side(of: a, from: c, to: d)
        let sideB = Side(of: b, from: c, to: d)
        guard sideA != sideB else {
            self = .apart
            return
        }
        if sideC == .on {
            self = .touch(c)
        } else if sideD == .on {
            self = .touch(d)
        } else if sideA == .on {
            self = .touch(a)
        } else if sideB == .on {
            self = .touch(b)
        } else {
            self = .cross(Self.crossing((a, b), (c, d)))
        }
    }

    private static func onOneLine(
        _ one: (Coordinate, Coordinate), _ other: (Coordinate, Coordinate)
    ) -> EdgeMeeting {
        // Along one line the order of the points is that of either coordinate.
        let low = max(min(one.0, one.1), min(other.0, other.1))
        let high = min(max(one.0, one.1), max(other.0, other.1))
        if low == high { return .touch(low) }
        return low < high ? .overlap(low, high) : .apart
    }

    /// The place where two edges cross, kept within both of their boxes.
    private static func crossing(
        _ one: (Coordinate, Coordinate), _ other: (Coordinate, Coordinate)
    ) -> Coordinate {
        let (x, y) = (one.1.longitude - one.0.longitude, one.1.latitude - one.0.latitude)
        let (u, v) = (other.1.longitude - other.0.longitude, other.1.latitude - other.0.latitude)
        let awayX = other.0.longitude - one.0.longitude
        let awayY = other.0.latitude - one.0.latitude
        let turn = x * v - y * u
        let share = turn == 0 ? 0.5 : min(max((awayX * v - awayY * u) / turn, 0), 1)
        let box = BoundingBox(one.0, one.1)
        let limit = BoundingBox(other.0, other.1)
        return Coordinate(
            longitude: clamp(
                one.0.longitude + share * x, max(box.west, limit.west), min(box.east, limit.east)),
            latitude: clamp(
                one.0.latitude + share * y, max(box.south, limit.south), min(box.north, limit.north)))
    }

    private static func clamp(_ value: Double, _ low: Double, _ high: Double) -> Double {
        min(max(value, low), high)
    }
}

extension Coordinate: Comparable {
    /// From west to east, and from south to north on one meridian.
    public static func < (left: Coordinate, right: Coordinate) -> Bool {
        left.longitude != right.longitude
            ? left.longitude < right.longitude : left.latitude < right.latitude
    }
}
