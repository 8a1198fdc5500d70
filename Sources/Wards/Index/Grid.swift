import Geometry

/// A position on a grid, in cells from its south-west corner.
struct Spot: Sendable {
    var x: Double
    var y: Double
}

/// An even division of a rectangle into cells, each of which may be divided again, into a power of two of
/// leaves along either side.
///
/// Which leaf a point belongs to is *defined* by the rounded arithmetic here. It never decreases along its
/// axis, and below the first product and difference nothing is rounded at all: a whole number is taken off and
/// a power of two multiplied. So the spot of a place is off by no more than 2⁻⁴⁰ cells, and an edge between two
/// points lies wholly in the leaves between theirs.
struct Grid: Sendable {
    let columns: Int
    let rows: Int
    private let west: Double
    private let south: Double
    private let columnsPerDegree: Double
    private let rowsPerDegree: Double

    /// At most so many cells along a side, and leaves along the side of a cell: spots and filters rely on it.
    static let mostCells = 4_096
    static let mostShift = 6

    init(_ box: BoundingBox, columns: Int, rows: Int) {
        west = box.west
        south = box.south
        self.columns = min(columns, Self.mostCells)
        self.rows = min(rows, Self.mostCells)
        columnsPerDegree = Self.perDegree(self.columns, box.east - box.west)
        rowsPerDegree = Self.perDegree(self.rows, box.north - box.south)
    }

    private static func perDegree(_ cells: Int, _ width: Double) -> Double {
        // A box without width has one column that matters; the cap keeps the product finite.
        width > 0 ? min(Double(cells) / width, 1e15) : 0
    }

    @inline(__always)
    func spot(_ point: Coordinate) -> Spot {
        Spot(
            x: (point.longitude - west) * columnsPerDegree, y: (point.latitude - south) * rowsPerDegree)
    }

    /// About the place of a spot.
    func place(_ spot: Spot) -> Coordinate {
        Coordinate(
            longitude: columnsPerDegree > 0 ? west + spot.x / columnsPerDegree : west,
            latitude: rowsPerDegree > 0 ? south + spot.y / rowsPerDegree : south)
    }

    /// The cell, of so many along an axis, that holds a position on it.
    @inline(__always)
    static func cell(_ position: Double, of count: Int) -> Int {
        position > 0 ? (position < Double(count) ? Int(position) : count - 1) : 0
    }

    // MARK: Where a leaf begins

    /// The least longitude of a column of leaves.
    func westEdge(column: Int, leaf: Int, shift: Int) -> Double {
        Self.least(from: west, perDegree: columnsPerDegree, column, leaf, shift, of: columns)
    }

    /// The least latitude of a row of leaves.
    func southEdge(row: Int, leaf: Int, shift: Int) -> Double {
        Self.least(from: south, perDegree: rowsPerDegree, row, leaf, shift, of: rows)
    }

    private static func least(
        from start: Double, perDegree: Double, _ cell: Int, _ leaf: Int, _ shift: Int, of count: Int
    ) -> Double {
        guard cell > 0 || leaf > 0, perDegree > 0 else { return start }
        let side = Double(1 << shift)
        func isBeyond(_ value: Double) -> Bool {
            let position = (value - start) * perDegree
            let own = Self.cell(position, of: count)
            return own > cell
                || own == cell && Self.cell((position - Double(own)) * side, of: 1 << shift) >= leaf
        }
        let guess = start + (Double(cell) + Double(leaf) / side) / perDegree
        // The guess is off by a few roundings of the largest number in it.
        let step = 4 * max(start.magnitude, guess.magnitude).ulp
        var (low, high) = (guess - step, guess + step)
        if isBeyond(low) { low = start }
        if !isBeyond(high) { high = start + Double(count) / perDegree * 2 }
        // Halving the doubles in between, of which there are few, or very many around zero.
        var (below, above) = (low.rank, high.rank)
        while true {
            let between = UInt64(bitPattern: above &- below)
            guard between > 1 else { break }
            let middle = below &+ Int64(between / 2)
            if isBeyond(Double(rank: middle)) { above = middle } else { below = middle }
        }
        return Double(rank: above)
    }

    // MARK: What an edge may touch

    /// Far more than spots are off, and far less than what matters.
    static let slack = Spot(x: 0x1p-26, y: 0x1p-26)

    /// A distance in degrees counted in cells, and a little more.
    func cells(in distance: (longitude: Double, latitude: Double)) -> Spot {
        Spot(
            x: distance.longitude * columnsPerDegree + Self.slack.x,
            y: distance.latitude * rowsPerDegree + Self.slack.y)
    }

    /// Calls `body` with every cell (its number, row by row) that an edge may touch or be as near to as the
    /// slack, of so many columns and rows: perhaps a few too many, never one too few. The edge may lie
    /// partly or wholly elsewhere.
    @inline(__always)
    static func forEachCell(
        from start: Spot, to end: Spot, columns: Int, rows: Int, slack: Spot = slack, _ body: (Int) -> Void
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
        if firstRow == lastRow || firstColumn == lastColumn {
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
