import Geometry

/// A position on a grid, in cells from its south-west corner.
struct Spot: Sendable {
    var x: Double
    var y: Double

    /// A distance in cells, counted in leaves of cells with such a shift, and a little more.
    func inLeaves(_ shift: Int, plus more: Double) -> Spot {
        Spot(x: x * Double(1 << shift) + more, y: y * Double(1 << shift) + more)
    }
}

/// An even division of a rectangle into cells, each of which may be divided again, into a power of two of
/// leaves along either side.
///
/// Which leaf a point belongs to is *defined* by its steps: whole numbers of 2⁻⁴⁰ cells, computed in doubles with
/// rounding. They never decrease along their axis, so an edge between two points lies wholly in the leaves
/// between theirs; and they are off by less than two steps.
struct Grid: Sendable {
    let columns: Int
    let rows: Int
    private let west: Double
    private let south: Double
    private let columnsPerDegree: Double
    private let rowsPerDegree: Double
    /// No two neighbouring doubles of the box are farther from each other, in cells. On a map no wider than a
    /// few doubles that is more than a leaf, and a leaf may have none at all.
    let spacing: Spot

    /// Fewer cells along a side than this, and a division into no more leaves than two to the power of that: the
    /// bounds of steps and filters rely on it.
    static let mostCells = 4_095
    static let mostShift = 6

    init(_ box: BoundingBox, columns: Int, rows: Int) {
        west = box.west
        south = box.south
        self.columns = min(columns, Self.mostCells)
        self.rows = min(rows, Self.mostCells)
        columnsPerDegree = Self.perDegree(self.columns, box.east - box.west)
        rowsPerDegree = Self.perDegree(self.rows, box.north - box.south)
        spacing = Spot(
            x: 2 * max(box.west.magnitude, box.east.magnitude).ulp * columnsPerDegree,
            y: 2 * max(box.south.magnitude, box.north.magnitude).ulp * rowsPerDegree)
    }

    /// A little less than would fill the box: then its far sides belong to the last cells as all else does.
    private static func perDegree(_ cells: Int, _ width: Double) -> Double {
        // A box without width has one column that matters; the cap keeps the product finite.
        width > 0 ? min(Double(cells) / width * (1 - 0x1p-30), 1e15) : 0
    }

    // MARK: Where a point belongs

    private static let stepsPerCell = 0x1p40
    private static let stepBits = 40

    /// The steps of a point of the box.
    @inline(__always)
    func steps(_ point: Coordinate) -> (x: UInt64, y: UInt64) {
        (
            Self.steps((point.longitude - west) * columnsPerDegree),
            Self.steps((point.latitude - south) * rowsPerDegree)
        )
    }

    /// The whole number of steps nearest to a number of cells from 0 to 4095. Added to 4096, its last bit in a
    /// double is one step.
    @inline(__always)
    private static func steps(_ cells: Double) -> UInt64 {
        (cells + 4_096).bitPattern & (1 << 52 - 1)
    }

    /// The cell in which steps along an axis end.
    @inline(__always)
    static func cell(_ steps: UInt64) -> Int { Int(truncatingIfNeeded: steps &>> UInt64(stepBits)) }

    /// The leaf of its cell, of so many, in which steps along an axis end.
    @inline(__always)
    static func leaf(_ steps: UInt64, shift: UInt64) -> Int {
        Int(truncatingIfNeeded: steps &>> (UInt64(stepBits) &- shift) & (1 &<< shift &- 1))
    }

    /// Where in that leaf they end, from 0 to 1.
    @inline(__always)
    static func rest(_ steps: UInt64, shift: UInt64) -> Float {
        let rest = Int64(truncatingIfNeeded: (steps &<< shift) & (1 << UInt64(stepBits) - 1))
        return Float(rest) * 0x1p-40
    }

    /// The steps as a position.
    func spot(_ point: Coordinate) -> Spot {
        let (x, y) = steps(point)
        return Spot(x: Double(x) / Self.stepsPerCell, y: Double(y) / Self.stepsPerCell)
    }

    /// About the place of a spot.
    func place(_ spot: Spot) -> Coordinate {
        Coordinate(
            longitude: columnsPerDegree > 0 ? west + spot.x / columnsPerDegree : west,
            latitude: rowsPerDegree > 0 ? south + spot.y / rowsPerDegree : south)
    }

    // MARK: Where a leaf begins

    /// The least longitude of a column of leaves.
    func westEdge(column: Int, leaf: Int, shift: Int) -> Double {
        Self.least(from: west, perDegree: columnsPerDegree, column, leaf, shift)
    }

    /// The least latitude of a row of leaves.
    func southEdge(row: Int, leaf: Int, shift: Int) -> Double {
        Self.least(from: south, perDegree: rowsPerDegree, row, leaf, shift)
    }

    private static func least(
        from start: Double, perDegree: Double, _ cell: Int, _ leaf: Int, _ shift: Int
    ) -> Double {
        guard cell > 0 || leaf > 0, perDegree > 0 else { return start }
        let wanted = UInt64(cell << shift | leaf) << UInt64(stepBits - shift)
        func isBeyond(_ value: Double) -> Bool { steps((value - start) * perDegree) >= wanted }
        let guess = start + Double(wanted) / stepsPerCell / perDegree
        // Rounded to steps, and in each number of the guess.
        let doubt = 1 / stepsPerCell / perDegree + 4 * max(start.magnitude, guess.magnitude).ulp
        // Halving the doubles in between, of which there are few, or very many around zero.
        var (below, above) = (max(guess - doubt, start).rank, (guess + doubt).rank)
        while true {
            let between = UInt64(bitPattern: above &- below)
            guard between > 1 else { break }
            let middle = below &+ Int64(between / 2)
            if isBeyond(Double(rank: middle)) { above = middle } else { below = middle }
        }
        return Double(rank: above)
    }

    // MARK: What an edge may touch

    /// How far from an edge, in leaves of cells with such a shift, a leaf must list it: by far more than spots are
    /// off, and by what lies between two doubles.
    func slack(shift: Int) -> Spot { spacing.inLeaves(shift, plus: 0x1p-26) }

    /// A distance in degrees counted in cells, and a little more.
    func cells(in distance: (longitude: Double, latitude: Double)) -> Spot {
        Spot(
            x: distance.longitude * columnsPerDegree + slack(shift: 0).x,
            y: distance.latitude * rowsPerDegree + slack(shift: 0).y)
    }

    /// The cell, of so many along an axis, that holds a position on it or is nearest to it.
    @inline(__always)
    private static func cell(_ position: Double, of count: Int) -> Int {
        position > 0 ? (position < Double(count) ? Int(position) : count - 1) : 0
    }

    /// Calls `body` with every cell (its number, row by row) that an edge may touch or be as near to as the
    /// slack, of so many columns and rows: perhaps a few too many, never one too few. The edge may lie
    /// partly or wholly elsewhere.
    @inline(__always)
    static func forEachCell(
        from start: Spot, to end: Spot, columns: Int, rows: Int, slack: Spot, _ body: (Int) -> Void
    ) {
        let low = start.y <= end.y ? start : end
        let high = start.y <= end.y ? end : start
        let west = min(low.x, high.x) - slack.x
        let east = max(low.x, high.x) + slack.x
        guard high.y >= -slack.y, low.y <= Double(rows) + slack.y, east >= 0, west <= Double(columns) else {
            return
        }
        let firstRow = cell(low.y - slack.y, of: rows)
        let lastRow = cell(high.y + slack.y, of: rows)
        let firstColumn = cell(west, of: columns)
        let lastColumn = cell(east, of: columns)
        if firstRow == lastRow || firstColumn == lastColumn || low.y == high.y {
            for row in firstRow...lastRow {
                for column in firstColumn...lastColumn { body(row * columns + column) }
            }
            return
        }
        let slope = (high.x - low.x) / (high.y - low.y)
        for row in firstRow...lastRow {
            // The stretch of the edge in this row.
            let bottom = max(Double(row) - slack.y, low.y)
            let top = min(Double(row + 1) + slack.y, high.y)
            guard bottom <= top else { continue }
            let one = low.x + (bottom - low.y) * slope
            let other = low.x + (top - low.y) * slope
            let from = max(min(one, other) - slack.x, west)
            let to = min(max(one, other) + slack.x, east)
            guard to >= 0, from <= Double(columns), from <= to else { continue }
            for column in cell(from, of: columns)...cell(to, of: columns) { body(row * columns + column) }
        }
    }
}

extension Double {
    /// The position among all doubles in order, both zeros at 0.
    fileprivate var rank: Int64 {
        let bits = Int64(bitPattern: bitPattern)
        return bits >= 0 ? bits : Int64.min - bits
    }

    fileprivate init(rank: Int64) {
        self.init(bitPattern: UInt64(bitPattern: rank >= 0 ? rank : Int64.min - rank))
    }
}
