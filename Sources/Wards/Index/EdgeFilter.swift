/// One edge as a leaf sees it: the line x = `intercept` + `slope`·y between two heights, in leaves from the
/// leaf's own south-west corner. A point right of the line, at a height between the two, is across the edge.
///
/// Where the edge leaves the leaf, its line goes on for ever: beyond the leaf's eastern side nothing is right
/// of it, and beyond the western one everything is, which is the same for every point of the leaf. So
/// what changes within the leaf, changes at the edge; and at the height of a corner, where the other edges of
/// the corner's rings change as well. Which parts hold a point is then known from those that hold one
/// other point of the leaf.
///
/// All of this is in 32-bit numbers and says where it could be wrong. The spots of the point and of the ends
/// are off by less than 2⁻³³, as steps are, before they are rounded, by 2⁻²⁴ of themselves after. The line is held by its
/// middle within the leaf, so that the roundings of `slope`, `intercept` and the test together move it by less
/// than 2⁻²¹·(1 + |slope|) inside the leaf. What is nearer than `doubt`, sixteen times that, is left to exact
/// arithmetic. A line flatter than `flattest` is taken for level at its middle, from which it is less
/// than 2⁻²⁰ away.
struct EdgeFilter {
    var intercept: Float
    var slope: Float
    var bottom: Float
    var top: Float

    private static let doubt: Float = 0x1p-17
    private static let flattest = 0x1p20
    private static let farBelow: Float = -2
    private static let farAbove: Float = 3
    /// Nearer than this to the side of a leaf, rounding decides what is inside; and so it does between a leaf and
    /// the double next to it.
    static let margin = 0x1p-28

    /// What an edge is to a leaf.
    enum Nearness {
        /// It does not come near the leaf.
        case far
        /// It touches the side of the leaf or passes so close by that rounding would decide.
        case grazing
        /// It passes through the leaf.
        case through(EdgeFilter)

        /// `hasStart` and `hasEnd` say whether these ends belong to the leaf.
        init(_ start: Spot, _ end: Spot, hasStart: Bool, hasEnd: Bool, margin: Spot) {
            guard EdgeFilter.clipped(start, end, grownBy: margin) != nil else {
                self = .far
                return
            }
            guard let middle = EdgeFilter.clipped(start, end, grownBy: Spot(x: -margin.x, y: -margin.y))
            else {
                self = .grazing
                return
            }
            self = .through(
                EdgeFilter(from: start, to: end, height: middle, hasStart: hasStart, hasEnd: hasEnd))
        }
    }

    /// An edge that passes through the leaf, the middle of its stretch there being at a height.
    private init(from start: Spot, to end: Spot, height: Double, hasStart: Bool, hasEnd: Bool) {
        let (x, y) = (end.x - start.x, end.y - start.y)
        guard x.magnitude < y.magnitude * Self.flattest else {
            let leavesWest = start.x <= end.x ? !hasStart && start.x < 0 : !hasEnd && end.x < 0
            // Upwards from where it leaves the leaf to the west, or else nothing but doubt at its height.
            (intercept, slope, bottom) = (-1, 0, Float(height))
            top = leavesWest ? Self.farAbove : Float(height)
            return
        }
        let exactSlope = x / y
        slope = Float(exactSlope)
        intercept = Float(start.x + (height - start.y) * exactSlope - Double(slope) * height)
        let (low, high) = y > 0 ? (start, end) : (end, start)
        let (hasLow, hasHigh) = y > 0 ? (hasStart, hasEnd) : (hasEnd, hasStart)
        bottom = hasLow ? Float(low.y) : Self.farBelow
        top = hasHigh ? Float(high.y) : Self.farAbove
    }

    /// The height of the middle of an edge's stretch in the leaf made larger on all sides; nil when it has none.
    private static func clipped(_ start: Spot, _ end: Spot, grownBy margin: Spot) -> Double? {
        let (x, y) = (end.x - start.x, end.y - start.y)
        var (from, to) = (0.0, 1.0)
        func clip(_ step: Double, _ room: Double) -> Bool {
            guard step != 0 else { return room >= 0 }
            let share = room / step
            if step > 0 { to = min(to, share) } else { from = max(from, share) }
            return from <= to
        }
        guard clip(x, 1 + margin.x - start.x), clip(-x, start.x + margin.x), clip(y, 1 + margin.y - start.y),
            clip(-y, start.y + margin.y)
        else { return nil }
        return start.y + (from + to) / 2 * y
    }

    /// A filter as it was kept.
    @inline(__always)
    init(intercept: Float, slope: Float, bottom: Float, top: Float) {
        (self.intercept, self.slope, self.bottom, self.top) = (intercept, slope, bottom, top)
    }

    /// Whether a point of the leaf is across the edge, and whether that is in doubt.
    @inline(__always)
    func test(_ x: Float, _ y: Float) -> (isAcross: Bool, isDoubtful: Bool) {
        let right = x - (intercept + slope * y)
        let isNear = right.magnitude <= Self.doubt + Self.doubt * slope.magnitude
        let isAtEnd = min((y - bottom).magnitude, (y - top).magnitude) <= Self.doubt
        // As numbers and not as conditions, so that nothing branches.
        let isWithin = (y > bottom ? 1 : 0) & (y < top ? 1 : 0)
        let isAcross = isWithin & (right > 0 ? 1 : 0)
        return (isAcross != 0, (isWithin & (isNear ? 1 : 0)) | (isAtEnd ? 1 : 0) != 0)
    }
}
