import Geometry

/// Finds which wards meet.
///
/// Nearly all borders are edges that two wards share corner by corner: those, and shared corners, are found
/// exactly. Generalised outlines also have borders that overlap or gape by less than a millimetre, and
/// corners that lie in the middle of another ward's edge. So the edges that no other ward shares are
/// compared once more, as lines on the ground that count as one where they are less than two millimetres
/// apart.
struct NeighbourSearch {
    /// Edges nearer than this are one border, metres.
    static let nearMetres = 0.002
    /// A shorter stretch of nearness is a corner, metres: lines that cross are near each other for a little
    /// way.
    static let leastBorderMetres = 0.5

    private struct Pair: Hashable {
        var first: Int32
        var second: Int32

        init(_ one: Int32, _ other: Int32) {
            first = min(one, other)
            second = max(one, other)
        }
    }

    private var borders: [Pair: Double] = [:]
    private var corners: Set<Pair> = []
    private let edges: [EdgeTable.Edge]
    private let repeats: [Int32: Int32]
    private let partWards: [Int32]

    init(_ index: PointIndex) {
        edges = index.edges
        repeats = index.repeats
        partWards = index.partWards
    }

    /// Every pair of wards that meet, both ways, sorted by ward and neighbour.
    func contacts(minimumMetres: Double) -> [Contact] {
        var search = self
        var single: [Int32] = []
        let crowded = search.countRepeats()
        for (number, edge) in edges.enumerated() where !crowded.contains(Int32(number)) {
            let one = partWards[Int(edge.first)]
            let other = edge.isShared ? partWards[Int(edge.second)] : one
            if one == other {
                single.append(Int32(number))
            } else {
                search.borders[Pair(one, other), default: 0] += groundMetres(edge.start, edge.end)
            }
        }
        search.compareCorners()
        search.compareSingle(single)
        return search.found(minimumMetres)
    }

    private func found(_ minimumMetres: Double) -> [Contact] {
        var contacts: [Contact] = []
        func add(_ pair: Pair, _ kind: Contact.Kind, _ metres: Double) {
            for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
                contacts.append(
                    Contact(ward: Int(one), neighbour: Int(other), contact: kind, sharedMetres: metres))
            }
        }
        for (pair, metres) in borders where metres >= minimumMetres { add(pair, .border, metres) }
        if minimumMetres <= 0 {
            for pair in corners where borders[pair] == nil { add(pair, .corner, 0) }
        }
        return contacts.sorted { ($0.ward, $0.neighbour) < ($1.ward, $1.neighbour) }
    }

    /// Borders along stretches that more than two parts have; returns the edges dealt with.
    private mutating func countRepeats() -> Set<Int32> {
        var groups: [Int32: [Int32]] = [:]
        for (number, first) in repeats { groups[first, default: [first]].append(number) }
        for (first, numbers) in groups {
            let parts = numbers.flatMap { [edges[Int($0)].first, edges[Int($0)].second] }.filter { $0 >= 0 }
            let wards = Set(parts.map { partWards[Int($0)] }).sorted()
            let metres = groundMetres(edges[Int(first)].start, edges[Int(first)].end)
            for (index, one) in wards.enumerated() {
                for other in wards[(index + 1)...] { borders[Pair(one, other), default: 0] += metres }
            }
        }
        return Set(groups.values.joined())
    }

    /// Wards with a corner at the same place.
    private mutating func compareCorners() {
        var corner: [(place: Coordinate, ward: Int32)] = []
        corner.reserveCapacity(edges.count * 2)
        for edge in edges {
            for part in edge.isShared ? [edge.first, edge.second] : [edge.first] {
                corner.append((edge.start, partWards[Int(part)]))
                corner.append((edge.end, partWards[Int(part)]))
            }
        }
        corner.sort {
            ($0.place.longitude, $0.place.latitude, $0.ward) < (
                $1.place.longitude, $1.place.latitude, $1.ward
            )
        }
        var start = 0
        var here: [Int32] = []
        for index in corner.indices {
            if corner[index].place != corner[start].place {
                start = index
                here.removeAll(keepingCapacity: true)
            }
            let ward = corner[index].ward
            guard here.last != ward else { continue }
            for other in here { corners.insert(Pair(ward, other)) }
            here.append(ward)
        }
    }

    /// Edges without an exact partner, against each other and against the corners of all.
    private mutating func compareSingle(_ single: [Int32]) {
        guard !single.isEmpty else { return }
        var box = BoundingBox.empty
        for number in single {
            box.include(edges[Int(number)].start)
            box.include(edges[Int(number)].end)
        }
        let side = max(1, min(2_048, Int((Double(single.count) / 2).squareRoot())))
        let scale = GroundScale(atLatitude: (box.south + box.north) / 2)
        let slackX = 2 * Self.nearMetres / max(scale.longitude, 1)
        let slackY = 2 * Self.nearMetres / scale.latitude
        let cells = EdgeCells(
            Grid(box, columns: side, rows: side), edges, single, slackX: slackX, slackY: slackY)
        var seen: Set<UInt64> = []
        cells.forEachPair { one, other in
            let first = edges[Int(one)]
            let second = edges[Int(other)]
            let ward = partWards[Int(first.first)]
            let neighbour = partWards[Int(second.first)]
            guard ward != neighbour else { return }
            let reach = BoundingBox(first.start, first.end).grown(longitude: slackX, latitude: slackY)
            guard reach.touches(BoundingBox(second.start, second.end)) else { return }
            // A pair that meets in several cells counts once.
            guard seen.insert(UInt64(one) << 32 | UInt64(other)).inserted else { return }
            compare(first, second, Pair(ward, neighbour))
        }
    }

    private mutating func compare(_ first: EdgeTable.Edge, _ second: EdgeTable.Edge, _ pair: Pair) {
        let shared = NearStretch.metres(
            of: (first.start, first.end), along: (second.start, second.end), within: Self.nearMetres)
        guard let shared else { return }
        if shared >= Self.leastBorderMetres {
            borders[pair, default: 0] += shared
        } else {
            corners.insert(pair)
        }
    }
}

/// Lists of edges by cell, each edge in every cell that it may be near.
private struct EdgeCells {
    private var lists: [Int: [Int32]] = [:]

    init(_ grid: Grid, _ edges: [EdgeTable.Edge], _ numbers: [Int32], slackX: Double, slackY: Double) {
        for number in numbers {
            let edge = edges[Int(number)]
            // The edge itself, and it shifted to each side: together they visit every cell within the slack.
            var cells: Set<Int> = []
            for (x, y) in [
                (0, 0), (-slackX, -slackY), (-slackX, slackY), (slackX, -slackY), (slackX, slackY),
            ] {
                let start = Coordinate(longitude: edge.start.longitude + x, latitude: edge.start.latitude + y)
                let end = Coordinate(longitude: edge.end.longitude + x, latitude: edge.end.latitude + y)
                grid.forEachCell(from: start, to: end) { cells.insert($0) }
            }
            for cell in cells { lists[cell, default: []].append(number) }
        }
    }

    /// Calls `body` with every two edges of one cell, the lower number first; pairs of several cells come
    /// again.
    func forEachPair(_ body: (Int32, Int32) -> Void) {
        for list in lists.values {
            for (index, one) in list.enumerated() {
                for other in list[(index + 1)...] { body(min(one, other), max(one, other)) }
            }
        }
    }
}
