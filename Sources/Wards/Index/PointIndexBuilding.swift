import Geometry

extension PointIndex {
    /// Builds the index over all edges; the box and the ward of each part are given beside.
    init(_ table: EdgeTable, partBoxes: [BoundingBox], partWards: [Int32]) {
        self.table = table
        self.partWards = partWards
        guard !table.box.isEmpty else {
            grid = Grid(BoundingBox(west: 0, south: 0, east: 0, north: 0), columns: 1, rows: 1)
            (cells, leaves, blocks) = ([0], [Self.noWard], [0, 0])
            return
        }
        grid = GridChoice(table, partBoxes).grid
        // The first leaf is for points beyond the map, the first block for leaves without one.
        (cells, leaves, blocks) = ([], [Self.noWard], [0, 0])
        var builder = LeafBuilder(grid, table)
        for row in 0..<grid.rows {
            // Nothing lies west of the first column.
            var held: [Int32] = []
            for column in 0..<grid.columns { builder.addCell(row: row, column: column, &held, &self) }
        }
        // Arrays that grew have room for twice what they hold.
        cells = cells.withUnsafeBufferPointer { Array($0) }
        leaves = leaves.withUnsafeBufferPointer { Array($0) }
        blocks = blocks.withUnsafeBufferPointer { Array($0) }
    }
}

/// How finely the map is divided.
private struct GridChoice {
    let grid: Grid

    /// About eight edges a cell, fewer cells when edges are long or parts overlap: a file of a hundred
    /// thousand wards on one spot must not need memory for each in every cell.
    init(_ table: EdgeTable, _ partBoxes: [BoundingBox]) {
        let box = table.box
        let scale = GroundScale(atLatitude: (box.south + box.north) / 2)
        let width = max((box.east - box.west) * scale.longitude, 1)
        let height = max((box.north - box.south) * scale.latitude, 1)
        let wanted = Double(table.edges.count) / Self.edgesPerCell + 1
        var columns = max(1, min(Grid.mostCells, Int((wanted * width / height).squareRoot())))
        var rows = max(1, min(Grid.mostCells, Int((wanted * height / width).squareRoot())))
        while columns > 1 || rows > 1 {
            let grid = Grid(box, columns: columns, rows: rows)
            if Self.isAffordable(grid, table, partBoxes) { break }
            columns = (columns + 1) / 2
            rows = (rows + 1) / 2
        }
        grid = Grid(box, columns: columns, rows: rows)
    }

    private static let edgesPerCell = 8.0

    private static func isAffordable(_ grid: Grid, _ table: EdgeTable, _ partBoxes: [BoundingBox]) -> Bool {
        let most = 4 * table.edges.count + 1_024
        var listed = 0
        for edge in table.edges {
            let (start, end) = table.ends(of: edge)
            Grid.forEachCell(
                from: grid.spot(start), to: grid.spot(end), columns: grid.columns, rows: grid.rows,
                slack: grid.slack(shift: 0)
            ) { _ in listed += 1 }
            if listed > most { return false }
        }
        var covered = 0
        let mostCovered = 16 * grid.columns * grid.rows + 16 * partBoxes.count
        for box in partBoxes where !box.isEmpty {
            let low = grid.spot(Coordinate(longitude: box.west, latitude: box.south))
            let high = grid.spot(Coordinate(longitude: box.east, latitude: box.north))
            covered += (Int(high.x) - Int(low.x) + 1) * (Int(high.y) - Int(low.y) + 1)
            if covered > mostCovered { return false }
        }
        return true
    }
}

/// Makes the leaves one after the other and writes them to an index.
private struct LeafBuilder {
    private let grid: Grid
    private let table: EdgeTable
    private let spots: [Spot]
    private let lists: CellLists
    private let westEdges: [Double]
    /// The edges of the cell at hand: both ends in its leaves, and their numbers.
    private var starts: [Spot] = []
    private var ends: [Spot] = []
    private var numbers: [Int32] = []
    private var block = BlockDraft()

    init(_ grid: Grid, _ table: EdgeTable) {
        self.grid = grid
        self.table = table
        let spots = table.corners.map { grid.spot($0) }
        self.spots = spots
        lists = CellLists(
            table.edges.count, columns: grid.columns, rows: grid.rows, slack: grid.slack(shift: 0),
            starts: { spots[Int(table.edges[$0].start)] }, ends: { spots[Int(table.edges[$0].end)] })
        westEdges = (0..<grid.columns).map { grid.westEdge(column: $0, leaf: 0, shift: 0) }
    }

    /// Adds one cell with its leaves. `held` are the parts that hold its corner, and then those that hold the
    /// corner of the next cell of the row.
    mutating func addCell(row: Int, column: Int, _ held: inout [Int32], _ index: inout PointIndex) {
        let listed = lists[row * grid.columns + column]
        let corner = Coordinate(
            longitude: westEdges[column], latitude: grid.southEdge(row: row, leaf: 0, shift: 0))
        let firstLeaf = UInt32(index.leaves.count)
        guard !listed.isEmpty else {
            index.cells.append(firstLeaf << 3)
            addLeaf(corner, held, nil, &index)
            return
        }
        let shift = shift(edges: listed.count, held: held.count)
        index.cells.append(firstLeaf << 3 | UInt32(shift))
        addLeaves(of: listed, row: row, column: column, shift: shift, corner, held, &index)
        if column + 1 < grid.columns {
            let next = Coordinate(longitude: westEdges[column + 1], latitude: corner.latitude)
            move(&held, from: corner, to: next, over: listed)
        }
    }

    /// Leaves of about one or two edges, unless parts lie over each other by the dozen.
    private func shift(edges: Int, held: Int) -> Int {
        var shift = 0
        while shift < Grid.mostShift {
            let leaves = 1 << (2 * shift)
            guard leaves < edges, leaves * held <= 4 * edges else { break }
            shift += 1
        }
        return shift
    }

    private mutating func addLeaves(
        of listed: ArraySlice<Int32>, row: Int, column: Int, shift: Int, _ corner: Coordinate,
        _ held: [Int32], _ index: inout PointIndex
    ) {
        let side = 1 << shift
        let scale = Double(side)
        func inLeaves(_ corner: Int32) -> Spot {
            let spot = spots[Int(corner)]
            return Spot(x: (spot.x - Double(column)) * scale, y: (spot.y - Double(row)) * scale)
        }
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        for number in listed {
            let edge = table.edges[Int(number)]
            starts.append(inLeaves(edge.start))
            ends.append(inLeaves(edge.end))
            numbers.append(number)
        }
        let (starts, ends, numbers) = (starts, ends, numbers)
        let lists = CellLists(
            numbers.count, columns: side, rows: side, slack: grid.slack(shift: shift), starts: { starts[$0] },
            ends: { ends[$0] })
        let wests = (0..<side).map { grid.westEdge(column: column, leaf: $0, shift: shift) }
        let souths = (0..<side).map { grid.southEdge(row: row, leaf: $0, shift: shift) }
        var rowHeld = held
        for inRow in 0..<side {
            var held = rowHeld
            for inColumn in 0..<side {
                let local = lists[inRow * side + inColumn]
                let corner = Coordinate(longitude: wests[inColumn], latitude: souths[inRow])
                let frame = LeafFrame(
                    grid, column: column, row: row, shift: shift, inColumn: inColumn, inRow: inRow)
                addLeaf(corner, held, (frame, local), &index)
                guard inColumn + 1 < side, !local.isEmpty else { continue }
                let next = Coordinate(longitude: wests[inColumn + 1], latitude: souths[inRow])
                move(&held, from: corner, to: next, over: local.lazy.map { numbers[Int($0)] })
            }
            guard inRow + 1 < side else { break }
            let from = Coordinate(longitude: wests[0], latitude: souths[inRow])
            let next = Coordinate(longitude: wests[0], latitude: souths[inRow + 1])
            move(&rowHeld, from: from, to: next, over: lists[inRow * side].lazy.map { numbers[Int($0)] })
        }
    }

    /// Carries the parts that hold one corner over to another corner of the same cell.
    private func move(
        _ held: inout [Int32], from corner: Coordinate, to next: Coordinate,
        over numbers: some Collection<Int32>
    ) {
        guard held.count + numbers.count < 512 else {
            var many = Set(held)
            forEachCrossed(from: corner, to: next, numbers) { part in
                if many.remove(part) == nil { many.insert(part) }
            }
            held = many.sorted()
            return
        }
        forEachCrossed(from: corner, to: next, numbers) { part in
            if let place = held.firstIndex(of: part) { held.remove(at: place) } else { held.append(part) }
        }
    }

    private func forEachCrossed(
        from corner: Coordinate, to next: Coordinate, _ numbers: some Collection<Int32>,
        _ body: (Int32) -> Void
    ) {
        for number in numbers {
            let edge = table.edges[Int(number)]
            let (start, end) = table.ends(of: edge)
            guard case .crossed = Crossing(start, end, from: corner, toCorner: next) else { continue }
            body(edge.first)
            if edge.isShared { body(edge.second) }
        }
    }

    // MARK: One leaf

    private mutating func addLeaf(
        _ corner: Coordinate, _ held: [Int32], _ local: (frame: LeafFrame, edges: ArraySlice<Int32>)?,
        _ index: inout PointIndex
    ) {
        block.begin(held)
        if let (frame, edges) = local {
            for place in edges {
                let number = numbers[Int(place)]
                let edge = table.edges[Int(number)]
                block.add(
                    number, table, from: frame.own(spots[Int(edge.start)]),
                    to: frame.own(spots[Int(edge.end)]), margin: frame.margin)
            }
            block.settle(from: corner, frame, grid, table)
        }
        if block.isPlain {
            index.leaves.append(held.first.map { index.partWards[Int($0)] } ?? PointIndex.noWard)
        } else {
            index.leaves.append(~Int32(index.blocks.count + block.wordsBeforeHead))
            block.write(to: &index.blocks, index.partWards)
        }
    }
}
