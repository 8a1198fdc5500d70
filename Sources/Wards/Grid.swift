import Geometry

/// An even division of a rectangle into cells.
///
/// Which cell a point belongs to is *defined* by the rounded arithmetic of `column` and `row`. Both never
/// decrease along their axis, so an edge between two points lies wholly in the cells between theirs, and no
/// rounding can put a point into a cell that an edge through it is not listed in.
struct Grid: Sendable {
    let west: Double
    let south: Double
    let columns: Int
    let rows: Int
    private let columnsPerDegree: Double
    private let rowsPerDegree: Double

    init(_ box: BoundingBox, columns: Int, rows: Int) {
        west = box.west
        south = box.south
        self.columns = columns
        self.rows = rows
        columnsPerDegree = Self.perDegree(columns, box.east - box.west)
        rowsPerDegree = Self.perDegree(rows, box.north - box.south)
    }

    private static func perDegree(_ cells: Int, _ width: Double) -> Double {
        // A box without width has one column that matters; the cap keeps the product finite.
        width > 0 ? min(Double(cells) / width, 1e15) : 0
    }

    @inline(__always)
    func column(_ longitude: Double) -> Int {
        Self.cell((longitude - west) * columnsPerDegree, columns)
    }

    @inline(__always)
    func row(_ latitude: Double) -> Int {
        Self.cell((latitude - south) * rowsPerDegree, rows)
    }

    @inline(__always)
    private static func cell(_ position: Double, _ count: Int) -> Int {
        position > 0 ? (position < Double(count) ? Int(position) : count - 1) : 0
    }

    /// The least longitude of a column: the line where it meets the one before.
    func westEdge(ofColumn column: Int) -> Double {
        Self.least(column, from: west, perDegree: columnsPerDegree, cell: self.column)
    }

    /// The least latitude of a row.
    func southEdge(ofRow row: Int) -> Double {
        Self.least(row, from: south, perDegree: rowsPerDegree, cell: self.row)
    }

    private static func least(
        _ wanted: Int, from start: Double, perDegree: Double, cell: (Double) -> Int
    ) -> Double {
        guard wanted > 0, perDegree > 0 else { return start }
        var value = start + Double(wanted) / perDegree
        // The estimate is off by a few units in the last place at most.
        while cell(value) >= wanted, cell(value.nextDown) >= wanted { value = value.nextDown }
        while cell(value) < wanted { value = value.nextUp }
        return value
    }

    /// Calls `body` with every cell (its number, row by row) that an edge may touch: perhaps a few too
    /// many, never one too few.
    @inline(__always)
    func forEachCell(from start: Coordinate, to end: Coordinate, _ body: (Int) -> Void) {
        let low = start.latitude <= end.latitude ? start : end
        let high = start.latitude <= end.latitude ? end : start
        let firstRow = row(low.latitude)
        let lastRow = row(high.latitude)
        let west = min(low.longitude, high.longitude)
        let east = max(low.longitude, high.longitude)
        let firstColumn = column(west)
        let lastColumn = column(east)
        if firstRow == lastRow || firstColumn == lastColumn {
            for row in firstRow...lastRow {
                for column in firstColumn...lastColumn { body(row * columns + column) }
            }
            return
        }
        let slope = (high.longitude - low.longitude) / (high.latitude - low.latitude)
        for row in firstRow...lastRow {
            // The stretch of the edge in this row, widened by far more than the rounding of this sum.
            let bottom =
                row == firstRow ? low.latitude : max(south + Double(row) / rowsPerDegree, low.latitude)
            let top =
                row == lastRow ? high.latitude : min(south + Double(row + 1) / rowsPerDegree, high.latitude)
            let one = low.longitude + (bottom - low.latitude) * slope
            let other = low.longitude + (top - low.latitude) * slope
            let slack = 1e-10 + slope.magnitude * 1e-12
            let from = column(max(min(one, other) - slack, west))
            let to = column(min(max(one, other) + slack, east))
            guard from <= to else { continue }
            for column in from...to { body(row * columns + column) }
        }
    }
}
