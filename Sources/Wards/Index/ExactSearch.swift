import Geometry

/// The search without filters, exact for every point.
///
/// From the south-west corner of the leaf a path goes north along its side to the point's latitude, then east
/// to the point. Every edge the path crosses takes it out of one part and into another, and only edges of the
/// leaf can be crossed. The corner may lie on edges itself, so the path is thought of as moved a little to the
/// south and, by far less, to the west: that decides all ties in one way for every leaf, and what lies on
/// the line between two leaves is crossed by paths of the leaf that it belongs to. Edges through the point
/// itself are found and reported as the border.
extension PointIndex {
    @inline(never)
    func findExactly(_ point: Coordinate, in block: LeafBlock) -> Finding {
        let corner = corner(ofLeafWith: point)
        guard !block.isIntricate else { return findIntricately(point, block, corner) }
        var held = block.heldAtCorner
        var touched: UInt32 = 0
        for number in 0..<block.edgeCount {
            let parts = block.edges[number * LeafBlock.edgeSize + LeafBlock.parts]
            switch crossing(of: block.number(ofEdge: number), from: corner, to: point) {
            case .none: continue
            case .border: touched |= parts
            case .crossed: held ^= parts
            }
        }
        if touched != 0 { return .border(block.wards(held | touched)) }
        let wards = block.wards(held)
        return wards.isEmpty ? .nothing : .wards(wards)
    }

    /// The same without a limit on the edges and parts of a leaf.
    private func findIntricately(_ point: Coordinate, _ block: LeafBlock, _ corner: Coordinate) -> Finding {
        let (edges, parts) = (Int(block.start[1]), Int(block.start[2]))
        var held = Set((0..<parts).map { Int32(bitPattern: block.start[3 + edges + $0]) })
        var touched: Set<Int32> = []
        for index in 0..<edges {
            let number = Int(block.start[3 + index])
            let edge = table.edges[number]
            for part in edge.isShared ? [edge.first, edge.second] : [edge.first] {
                switch crossing(of: number, from: corner, to: point) {
                case .none: continue
                case .border: touched.insert(part)
                case .crossed: if held.remove(part) == nil { held.insert(part) }
                }
            }
        }
        let wards = Set(held.union(touched).map { partWards[Int($0)] }).sorted()
        return !touched.isEmpty ? .border(wards) : wards.isEmpty ? .nothing : .wards(wards)
    }

    @inline(__always)
    private func crossing(of edge: Int, from corner: Coordinate, to point: Coordinate) -> Crossing {
        let (start, end) = table.ends(ofEdge: edge)
        return Crossing(start, end, from: corner, to: point)
    }

    /// The south-west corner of the leaf that a point of the box belongs to.
    private func corner(ofLeafWith point: Coordinate) -> Coordinate {
        let (x, y) = grid.steps(point)
        let (column, row) = (Grid.cell(x), Grid.cell(y))
        let shift = UInt64(cells[row * grid.columns + column] & 7)
        return Coordinate(
            longitude: grid.westEdge(column: column, leaf: Grid.leaf(x, shift: shift), shift: Int(shift)),
            latitude: grid.southEdge(row: row, leaf: Grid.leaf(y, shift: shift), shift: Int(shift)))
    }
}
