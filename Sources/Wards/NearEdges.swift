import Geometry

/// Finds which of some edges come near edges of other wards, by the cells that they pass.
struct NearEdges {
    private let boxes: [BoundingBox]
    private let wards: [Int32]
    private let slack: (longitude: Double, latitude: Double)
    private let lists: CellLists
    private let cells: Int

    /// Takes the numbers of edges of the table, and the ward of each.
    init(_ table: EdgeTable, _ edges: [Int32], _ wards: [Int32], metres: Double) {
        self.wards = wards
        let boxes = edges.map { edge in
            let (start, end) = table.ends(ofEdge: Int(edge))
            return BoundingBox(start, end)
        }
        self.boxes = boxes
        let box = boxes.reduce(into: BoundingBox.empty) { $0.include($1) }
        let farNorth = max(box.north.magnitude, box.south.magnitude)
        // A little more than a degree can measure.
        let scale = GroundScale(atLatitude: edges.isEmpty ? 0 : min(farNorth, 89))
        let slack = (longitude: 1.01 * metres / scale.longitude, latitude: 1.02 * metres / scale.latitude)
        self.slack = slack
        // A few edges a cell, and cells much larger than the distance.
        func count(_ degrees: Double, _ least: Double) -> Int {
            let most = min(2_048, (Double(edges.count) / 2).squareRoot() * 2)
            return max(1, Int(min(most, degrees / least / 4)))
        }
        let columns = edges.isEmpty ? 1 : count(box.east - box.west, slack.longitude)
        let rows = edges.isEmpty ? 1 : count(box.north - box.south, slack.latitude)
        let grid = Grid(
            box.isEmpty ? BoundingBox(west: 0, south: 0, east: 0, north: 0) : box, columns: columns,
            rows: rows)
        cells = columns * rows
        let places = edges.map { table.ends(ofEdge: Int($0)) }
        lists = CellLists(
            edges.count, columns: columns, rows: rows, slack: grid.cells(in: slack),
            starts: { grid.spot(places[$0].start) }, ends: { grid.spot(places[$0].end) })
    }

    /// Calls `body` with the positions of every two edges of different wards whose boxes come so near; a pair
    /// that meets in several cells comes again.
    func forEachPair(_ body: (Int, Int) -> Void) {
        for cell in 0..<cells {
            let here = lists[cell]
            guard here.count > 1 else { continue }
            for place in here.indices {
                let one = Int(here[place])
                let reach = boxes[one].grown(longitude: slack.longitude, latitude: slack.latitude)
                for other in here[(place + 1)...] where wards[Int(other)] != wards[one] {
                    if reach.touches(boxes[Int(other)]) { body(one, Int(other)) }
                }
            }
        }
    }
}
