import Geometry

/// Finds which wards meet.
///
/// Nearly all borders are edges that two wards share corner by corner: those, and shared corners, are found
/// exactly. Generalised outlines also have borders that overlap or gape by less than a millimetre, and
/// corners that lie in the middle of another ward's edge; badly drawn ones gape by metres. So the *free*
/// edges, which one ward alone has, are compared once more as lines on the ground: what of a ward's free
/// edges is no farther than `nearMetres` from another ward's free edges is border too. It is measured along
/// either ward's edges, and the shorter length counts.
///
/// Lines that cross or meet in a corner are near each other for a little way. So wards that share no edge and are
/// near each other for less than four times that distance, or half a metre, only meet in a corner.
struct NeighbourSearch {
    /// Edges nearer than this are one border without being asked to, metres.
    static let leastNearMetres = 0.002
    private static let leastBorderMetres = 0.5

    private struct Pair: Hashable {
        var first: Int32
        var second: Int32

        init(_ one: Int32, _ other: Int32) {
            first = min(one, other)
            second = max(one, other)
        }
    }

    private let table: EdgeTable
    private let partWards: [Int32]
    private let nearMetres: Double
    /// Metres of the edges that two wards both have.
    private var shared: [Pair: Double] = [:]
    private var corners: Set<Pair> = []
    /// The edges of one ward alone, and those wards.
    private var free: [Int32] = []
    private var freeWards: [Int32] = []

    init(_ index: PointIndex, snapMetres: Double) {
        table = index.table
        partWards = index.partWards
        nearMetres = min(max(snapMetres, Self.leastNearMetres), 100)
    }

    /// Every pair of wards that meet, both ways, sorted by ward and neighbour.
    func contacts(minimumMetres: Double) -> [Contact] {
        var search = self
        search.compareEdges()
        search.compareCorners()
        let near = search.compareFree()
        return search.contacts(near, minimumMetres)
    }

    private func contacts(_ near: [Pair: Double], _ minimumMetres: Double) -> [Contact] {
        var contacts: [Contact] = []
        func add(_ pair: Pair, _ kind: Contact.Kind, _ metres: Double) {
            guard metres >= minimumMetres else { return }
            for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
                contacts.append(
                    Contact(ward: Int(one), neighbour: Int(other), contact: kind, sharedMetres: metres))
            }
        }
        let leastMetres = max(Self.leastBorderMetres, nearMetres > Self.leastNearMetres ? 4 * nearMetres : 0)
        for (pair, metres) in shared { add(pair, .border, metres + (near[pair] ?? 0)) }
        var touching = corners
        for (pair, metres) in near where shared[pair] == nil {
            if metres >= leastMetres {
                touching.remove(pair)
                add(pair, .border, metres)
            } else {
                touching.insert(pair)
            }
        }
        for pair in touching where shared[pair] == nil { add(pair, .corner, 0) }
        return contacts.sorted { ($0.ward, $0.neighbour) < ($1.ward, $1.neighbour) }
    }

    /// Edges that two wards have, and those that one alone has.
    private mutating func compareEdges() {
        let crowded = compareRepeats()
        let ground = GroundRuler(table.box)
        // Edges in the table lie along borders, so that one pair comes many times running.
        var pair = Pair(-1, -1)
        var metres = 0.0
        for (number, edge) in table.edges.enumerated() {
            if !crowded.isEmpty, crowded.contains(Int32(number)) { continue }
            let one = partWards[Int(edge.first)]
            let other = edge.isShared ? partWards[Int(edge.second)] : one
            if one == other {
                free.append(Int32(number))
                freeWards.append(one)
                continue
            }
            if Pair(one, other) != pair {
                if metres > 0 { shared[pair, default: 0] += metres }
                (pair, metres) = (Pair(one, other), 0)
            }
            let (start, end) = table.ends(of: edge)
            metres += ground.metres(start, end)
        }
        if metres > 0 { shared[pair, default: 0] += metres }
    }

    /// Stretches that more than two parts have; returns the edges dealt with.
    private mutating func compareRepeats() -> Set<Int32> {
        var groups: [Int32: [Int32]] = [:]
        for (number, first) in table.repeats { groups[first, default: [first]].append(number) }
        for (first, numbers) in groups {
            let parts = numbers.flatMap { [table.edges[Int($0)].first, table.edges[Int($0)].second] }
            let wards = Set(parts.filter { $0 >= 0 }.map { partWards[Int($0)] }).sorted()
            let (start, end) = table.ends(ofEdge: Int(first))
            let metres = groundMetres(start, end)
            for (index, one) in wards.enumerated() {
                for other in wards[(index + 1)...] { shared[Pair(one, other), default: 0] += metres }
            }
        }
        return Set(groups.values.joined())
    }

    /// Wards with a corner at the same place.
    private mutating func compareCorners() {
        // Nearly every corner has two wards at most; of the others there is a list.
        var wards = [(first: Int32, second: Int32)](repeating: (-1, -1), count: table.corners.count)
        var more: [Int32: [Int32]] = [:]
        func add(_ ward: Int32, at corner: Int32) {
            let known = wards[Int(corner)]
            if known.first == ward || known.second == ward { return }
            if known.first < 0 {
                wards[Int(corner)].first = ward
            } else if known.second < 0 {
                wards[Int(corner)].second = ward
            } else if more[corner]?.contains(ward) != true {
                more[corner, default: []].append(ward)
            }
        }
        for edge in table.edges {
            let ward = partWards[Int(edge.first)]
            add(ward, at: edge.start)
            add(ward, at: edge.end)
            guard edge.isShared, partWards[Int(edge.second)] != ward else { continue }
            add(partWards[Int(edge.second)], at: edge.start)
            add(partWards[Int(edge.second)], at: edge.end)
        }
        var last = Pair(-1, -1)
        for (first, second) in wards where second >= 0 && Pair(first, second) != last {
            last = Pair(first, second)
            corners.insert(last)
        }
        for (corner, others) in more {
            let here = [wards[Int(corner)].first, wards[Int(corner)].second] + others
            for (index, one) in here.enumerated() {
                for other in here[(index + 1)...] { corners.insert(Pair(one, other)) }
            }
        }
    }
}

// MARK: Borders that nearly touch

extension NeighbourSearch {
    /// A stretch of a free edge that is near another ward's free edges, as shares of the edge.
    private struct Stretch {
        var edge: Int32
        var ward: Int32
        var low: Double
        var high: Double
    }

    /// How many metres of free edges every two wards have near each other: 0 when there is only a point.
    private func compareFree() -> [Pair: Double] {
        var stretches: [Stretch] = []
        NearEdges(table, free, freeWards, metres: nearMetres).forEachPair { one, other in
            for (mine, theirs) in [(one, other), (other, one)] {
                let near = NearStretch.shares(
                    of: table.ends(ofEdge: Int(free[mine])), along: table.ends(ofEdge: Int(free[theirs])),
                    within: nearMetres)
                guard let near else { continue }
                stretches.append(
                    Stretch(
                        edge: Int32(mine), ward: freeWards[theirs], low: near.lowerBound,
                        high: near.upperBound))
            }
        }
        stretches.sort { ($0.edge, $0.ward, $0.low, $0.high) < ($1.edge, $1.ward, $1.low, $1.high) }
        // By the ward whose edges are measured first, and then the other.
        var lengths: [[Int32]: Double] = [:]
        var index = 0
        while index < stretches.count {
            let first = stretches[index]
            var covered = 0.0
            var reach = first.low
            while index < stretches.count, stretches[index].edge == first.edge,
                stretches[index].ward == first.ward
            {
                covered += max(stretches[index].high - max(stretches[index].low, reach), 0)
                reach = max(reach, stretches[index].high)
                index += 1
            }
            let (start, end) = table.ends(ofEdge: Int(free[Int(first.edge)]))
            lengths[[freeWards[Int(first.edge)], first.ward], default: 0] +=
                covered * groundMetres(start, end)
        }
        var near: [Pair: Double] = [:]
        for (wards, metres) in lengths where wards[0] < wards[1] {
            near[Pair(wards[0], wards[1])] = min(metres, lengths[[wards[1], wards[0]]] ?? 0)
        }
        return near
    }
}
