import Geometry

extension PointIndex {
    /// Builds the index over all edges; the box and the ward of each part are given beside.
    init(_ table: EdgeTable, partBoxes: [BoundingBox], partWards: [Int32]) {
        box = table.box
        edges = table.edges
        repeats = table.repeats
        self.partWards = partWards
        guard !table.box.isEmpty else {
            grid = Grid(BoundingBox(west: 0, south: 0, east: 0, north: 0), columns: 1, rows: 1)
            return
        }
        grid = Self.firstGrid(table, partBoxes)
        let lists = CellLists(grid, edges)
        cells.reserveCapacity(grid.columns * grid.rows)
        for row in 0..<grid.rows {
            let south = grid.southEdge(ofRow: row)
            var corner = Coordinate(longitude: grid.west, latitude: south)
            // Nothing lies west of the first column.
            var held: [Int32] = []
            for column in 0..<grid.columns {
                let listed = lists[row * grid.columns + column]
                addCell(corner, held, listed, row: row, column: column)
                guard column + 1 < grid.columns else { break }
                let next = Coordinate(longitude: grid.westEdge(ofColumn: column + 1), latitude: south)
                move(&held, from: corner, to: next, over: listed)
                corner = next
            }
        }
    }

    /// About eight edges a cell, fewer cells when edges are long or parts overlap: a file of a hundred
    /// thousand wards on one spot must not need memory for each in every cell.
    private static func firstGrid(_ table: EdgeTable, _ partBoxes: [BoundingBox]) -> Grid {
        let box = table.box
        let scale = GroundScale(atLatitude: (box.south + box.north) / 2)
        let width = max((box.east - box.west) * scale.longitude, 1)
        let height = max((box.north - box.south) * scale.latitude, 1)
        let wanted = Double(table.edges.count) / 8 + 1
        var columns = max(1, min(4_096, Int((wanted * width / height).squareRoot())))
        var rows = max(1, min(4_096, Int((wanted * height / width).squareRoot())))
        while columns > 1 || rows > 1 {
            let grid = Grid(box, columns: columns, rows: rows)
            if isAffordable(grid, table.edges, partBoxes) { return grid }
            columns = (columns + 1) / 2
            rows = (rows + 1) / 2
        }
        return Grid(box, columns: 1, rows: 1)
    }

    private static func isAffordable(
        _ grid: Grid, _ edges: [EdgeTable.Edge], _ partBoxes: [BoundingBox]
    ) -> Bool {
        let most = 4 * edges.count + 1_024
        var listed = 0
        for edge in edges {
            grid.forEachCell(from: edge.start, to: edge.end) { _ in listed += 1 }
            if listed > most { return false }
        }
        var covered = 0
        let mostCovered = 16 * grid.columns * grid.rows + 16 * partBoxes.count
        for box in partBoxes {
            let columns = grid.column(box.east) - grid.column(box.west) + 1
            covered += columns * (grid.row(box.north) - grid.row(box.south) + 1)
            if covered > mostCovered { return false }
        }
        return true
    }

    private mutating func addCell(
        _ corner: Coordinate, _ held: [Int32], _ listed: ArraySlice<Int32>, row: Int, column: Int
    ) {
        guard listed.count > 8 else {
            cells.append(Int32(leaves.count))
            addLeaf(corner, held, listed)
            return
        }
        // The corner of the next cell, or of the whole map, closes this one.
        let east = column + 1 < grid.columns ? grid.westEdge(ofColumn: column + 1) : box.east
        let north = row + 1 < grid.rows ? grid.southEdge(ofRow: row + 1) : box.north
        let cell = BoundingBox(west: corner.longitude, south: corner.latitude, east: east, north: north)
        let listedEdges = listed.map { edges[Int($0)] }
        let inner = Self.innerGrid(cell, listedEdges, heldCount: held.count)
        cells.append(~Int32(divisions.count))
        divisions.append(Division(grid: inner, firstLeaf: Int32(leaves.count)))

        let lists = CellLists(inner, listedEdges, numbers: listed)
        var rowCorner = corner
        var rowHeld = held
        for row in 0..<inner.rows {
            var corner = rowCorner
            var held = rowHeld
            for column in 0..<inner.columns {
                let listed = lists[row * inner.columns + column]
                addLeaf(corner, held, listed)
                guard column + 1 < inner.columns else { break }
                let next = Coordinate(
                    longitude: inner.westEdge(ofColumn: column + 1), latitude: corner.latitude)
                move(&held, from: corner, to: next, over: listed)
                corner = next
            }
            guard row + 1 < inner.rows else { break }
            let above = Coordinate(longitude: rowCorner.longitude, latitude: inner.southEdge(ofRow: row + 1))
            move(&rowHeld, from: rowCorner, to: above, over: lists[row * inner.columns])
            rowCorner = above
        }
    }

    private static func innerGrid(
        _ cell: BoundingBox, _ edges: [EdgeTable.Edge], heldCount: Int
    ) -> Grid {
        var side = min(64, max(2, Int((Double(edges.count) / 1.5).squareRoot())))
        while side > 1 {
            let grid = Grid(cell, columns: side, rows: side)
            var listed = 0
            for edge in edges { grid.forEachCell(from: edge.start, to: edge.end) { _ in listed += 1 } }
            if listed <= 6 * edges.count, side * side * heldCount <= 16 * edges.count { return grid }
            side /= 2
        }
        return Grid(cell, columns: 1, rows: 1)
    }

    /// Carries the parts that hold one corner over to another corner of the same cell.
    private func move(
        _ held: inout [Int32], from corner: Coordinate, to next: Coordinate, over listed: ArraySlice<Int32>
    ) {
        guard held.count + listed.count < 512 else {
            var many = Set(held)
            forEachCrossed(from: corner, to: next, listed) { part in
                if many.remove(part) == nil { many.insert(part) }
            }
            held = many.sorted()
            return
        }
        forEachCrossed(from: corner, to: next, listed) { part in
            if let index = held.firstIndex(of: part) { held.remove(at: index) } else { held.append(part) }
        }
    }

    private func forEachCrossed(
        from corner: Coordinate, to next: Coordinate, _ listed: ArraySlice<Int32>, _ body: (Int32) -> Void
    ) {
        for number in listed {
            let edge = edges[Int(number)]
            guard case .crossed = Crossing(edge.start, edge.end, from: corner, toCorner: next) else {
                continue
            }
            body(edge.first)
            if edge.isShared { body(edge.second) }
        }
    }

    private mutating func addLeaf(_ corner: Coordinate, _ held: [Int32], _ listed: ArraySlice<Int32>) {
        let firstEdge = leafEdges.count
        var parts = LocalParts(held, edges: listed.count)
        var places: [(first: Int, second: Int?)] = []
        places.reserveCapacity(listed.count)
        for number in listed {
            let edge = edges[Int(number)]
            let first = parts.place(of: edge.first)
            places.append((first, edge.isShared ? parts.place(of: edge.second) : nil))
        }
        let isCrowded = parts.list.count > Self.mostParts
        for (number, (first, second)) in zip(listed, places) {
            let edge = edges[Int(number)]
            func add(_ parts: UInt64) {
                leafEdges.append(LeafEdge(start: edge.start, end: edge.end, parts: parts))
            }
            if isCrowded || first == second {
                add(isCrowded ? UInt64(first) : 1 << UInt64(first))
                if let second { add(isCrowded ? UInt64(second) : 1 << UInt64(second)) }
            } else {
                add(1 << UInt64(first) | (second.map { 1 << UInt64($0) } ?? 0))
            }
        }
        leaves.append(
            Leaf(
                corner: corner, firstEdge: Int32(firstEdge), edgeCount: Int32(leafEdges.count - firstEdge),
                firstPart: Int32(leafWards.count), partCount: Int32(parts.list.count),
                heldCount: Int32(held.count)))
        leafWards += parts.list.map { partWards[Int($0)] }
    }
}

/// The parts of one cell in the order in which its edges mention them.
private struct LocalParts {
    private(set) var list: [Int32]
    private var places: [Int32: Int]?

    init(_ held: [Int32], edges: Int) {
        list = held
        if held.count + edges >= 512 {
            places = Dictionary(uniqueKeysWithValues: held.enumerated().map { ($1, $0) })
        }
    }

    mutating func place(of part: Int32) -> Int {
        if let known = places == nil ? list.firstIndex(of: part) : places?[part] { return known }
        places?[part] = list.count
        list.append(part)
        return list.count - 1
    }
}

/// For each cell of a grid the edges that may touch it, in one flat array.
private struct CellLists {
    private var starts: [Int]
    private var numbers: [Int32]

    /// `numbers` are what to list instead of the positions of the edges.
    init(_ grid: Grid, _ edges: [EdgeTable.Edge], numbers names: ArraySlice<Int32>? = nil) {
        var counts = [Int](repeating: 0, count: grid.columns * grid.rows + 1)
        for edge in edges { grid.forEachCell(from: edge.start, to: edge.end) { counts[$0 + 1] += 1 } }
        for cell in 1..<counts.count { counts[cell] += counts[cell - 1] }
        starts = counts
        var lists = [Int32](repeating: 0, count: counts[counts.count - 1])
        for (index, edge) in edges.enumerated() {
            let number = names.map { $0[$0.startIndex + index] } ?? Int32(index)
            grid.forEachCell(from: edge.start, to: edge.end) { cell in
                lists[counts[cell]] = number
                counts[cell] += 1
            }
        }
        numbers = lists
    }

    subscript(cell: Int) -> ArraySlice<Int32> { numbers[starts[cell]..<starts[cell + 1]] }
}
