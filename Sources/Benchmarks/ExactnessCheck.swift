import BoundaryFiles
import Foundation
import Geometry
import Wards

/// No benchmark but the proof that comes before: millions of points on, next to and between borders, against
/// whole-number arithmetic over every edge at the latitude of the point. `--points` says how many.
enum ExactnessCheck {
    static func run(_ setting: Setting) throws {
        var report = Report(
            "Points on, next to and between borders, against whole numbers; seed \(setting.seed)")
        defer { report.show() }
        var generator = SplitMix(state: setting.seed)
        var lattices = Tally()
        for round in 0..<max(setting.points / 10_000, 10) {
            let unit = [0x1p-3, 0x1p-20, 0x1p-44, 0x1p-47][round % 4]
            let (map, points) = lattice(unit, &generator)
            lattices.compare(map, StripJudge(map), points)
        }
        report.add("on small maps full of ties", "\(lattices.wrong) wrong", lattices.words)
        guard let bytes = setting.bytes(setting.country) else {
            return report.skip(setting.country, "no such file; give --data")
        }
        let map = try WardMap([BoundaryFile(bytes: bytes, name: "uk.kml.gz")])
        let judge = StripJudge(map)
        var country = Tally()
        while country.tried < setting.points { country.compare(map, judge, points(map, 100_000, &generator)) }
        report.add("on the whole country", "\(country.wrong) wrong", country.words)
    }

    private struct Tally {
        var (tried, judged, wrong) = (0, 0, 0)
        var first = ""
        var words: String { "\(judged) of \(tried) could be judged\(first)" }

        mutating func compare(_ map: WardMap, _ judge: StripJudge, _ points: [Coordinate]) {
            for (point, location) in zip(points, map.locate(points)) {
                tried += 1
                guard let expected = judge.locate(point) else { continue }
                judged += 1
                guard location != expected || (tried % 16 == 0 && map.locate(point) != expected) else {
                    continue
                }
                wrong += 1
                if first.isEmpty { first = "; first \(point): \(location), not \(expected)" }
            }
        }
    }

    /// A few wards with corners on a coarse lattice: level and upright edges, corners on the lines between cells,
    /// shared, overlapping and crossing edges, repeated points; on both sides of Greenwich.
    private static func lattice(_ unit: Double, _ generator: inout SplitMix) -> (WardMap, [Coordinate]) {
        let size = Int.random(in: 2...16, using: &generator)
        let west = Bool.random(using: &generator) ? -3 : -Double(size / 2) * unit
        func corner() -> Coordinate {
            Coordinate(
                longitude: west + Double(Int.random(in: 0...size, using: &generator)) * unit,
                latitude: 52 + Double(Int.random(in: 0...size, using: &generator)) * unit)
        }
        let outlines = (0..<Int.random(in: 1...40, using: &generator)).map { number in
            let polygons = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                let rings = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                    Ring((0..<Int.random(in: 3...12, using: &generator)).map { _ in corner() })
                }
                return Polygon(outer: rings[0], holes: Array(rings.dropFirst()))
            }
            return WardOutline(code: "E0500\(1000 + number)", name: "", polygons: polygons)
        }
        var points: [Coordinate] = []
        for _ in 0..<60 {
            let at = corner()
            points.append(at)
            points.append(Coordinate(longitude: at.longitude + unit / 2, latitude: at.latitude))
            points.append(Coordinate(longitude: at.longitude + unit / 2, latitude: at.latitude + unit / 2))
            points.append(Coordinate(longitude: at.longitude + unit / 3, latitude: at.latitude + unit / 7))
            points.append(Coordinate(longitude: at.longitude.nextUp, latitude: at.latitude))
            points.append(Coordinate(longitude: at.longitude, latitude: at.latitude.nextDown))
            points.append(Coordinate(longitude: at.longitude.nextDown, latitude: at.latitude.nextUp))
        }
        return (WardMap(outlines), points)
    }

    /// Corners, middles of edges, either moved by the least amount or by 10⁻¹² degrees, and places anywhere.
    private static func points(_ map: WardMap, _ count: Int, _ generator: inout SplitMix) -> [Coordinate] {
        var points: [Coordinate] = []
        while points.count < count {
            let ward = Int.random(in: map.wards.indices, using: &generator)
            guard let part = map.parts(ofWard: ward).randomElement(using: &generator),
                let ring = ([part.outer] + part.holes).randomElement(using: &generator)?.points
            else { continue }
            let place = Int.random(in: ring.indices, using: &generator)
            let (start, end) = (ring[place], ring[(place + 1) % ring.count])
            let share = Double.random(in: 0...1, using: &generator)
            let middle = Coordinate(
                longitude: (start.longitude + end.longitude) / 2,
                latitude: (start.latitude + end.latitude) / 2)
            let somewhere = Coordinate(
                longitude: start.longitude + share * (end.longitude - start.longitude),
                latitude: start.latitude + share * (end.latitude - start.latitude))
            let box = part.box
            points += [start, middle, somewhere]
            for place in [start, middle, somewhere] {
                points.append(Coordinate(longitude: place.longitude.nextUp, latitude: place.latitude))
                points.append(Coordinate(longitude: place.longitude, latitude: place.latitude.nextDown))
                points.append(
                    Coordinate(
                        longitude: place.longitude + .random(in: -1e-12...1e-12, using: &generator),
                        latitude: place.latitude + .random(in: -1e-12...1e-12, using: &generator)))
            }
            for _ in 0..<4 {
                points.append(
                    Coordinate(
                        longitude: .random(in: box.west...box.east, using: &generator),
                        latitude: .random(in: box.south...box.north, using: &generator)))
            }
        }
        return points
    }
}

/// Every edge in every strip of latitude that it passes; a point is compared with all edges of its strip.
struct StripJudge {
    private struct Edge {
        var startX, endX: Int128
        var startY, endY: Int64
        var part: Int32
    }
    private let strips: [[Edge]]
    private let partWards: [Int]
    private let south: Double
    /// False when a corner has too many digits: then nothing can be judged.
    private let isWhole: Bool
    private static let stripsPerDegree = 2_000.0

    init(_ map: WardMap) {
        var partWards: [Int] = []
        var isWhole = true
        let box = map.wards.indices.reduce(into: BoundingBox.empty) { $0.include(map.box(ofWard: $1)) }
        south = box.south
        var strips = [[Edge]](
            repeating: [], count: Int((box.north - box.south) * Self.stripsPerDegree) + 2)
        for ward in map.wards.indices {
            for part in map.parts(ofWard: ward) {
                part.forEachEdge { start, end in
                    guard let (startX, startY) = Self.whole(start), let (endX, endY) = Self.whole(end) else {
                        isWhole = false
                        return
                    }
                    let edge = Edge(
                        startX: startX, endX: endX, startY: startY, endY: endY, part: Int32(partWards.count))
                    let low = Self.strip(min(start.latitude, end.latitude), box.south)
                    for strip in low...Self.strip(max(start.latitude, end.latitude), box.south) {
                        strips[strip].append(edge)
                    }
                }
                partWards.append(ward)
            }
        }
        self.strips = strips
        self.isWhole = isWhole
        self.partWards = partWards
    }

    private static func strip(_ latitude: Double, _ south: Double) -> Int {
        Int((latitude - south) * stripsPerDegree)
    }

    /// Longitude in units of 2⁻⁷², latitude north of 55 in units of 2⁻⁴⁷; nil for numbers with more digits. Then
    /// products of differences stay below 2¹²⁷.
    private static func whole(_ place: Coordinate) -> (Int128, Int64)? {
        let (x, y) = (place.longitude * 0x1p72, place.latitude * 0x1p47)
        guard x == x.rounded(), y == y.rounded(), place.longitude.magnitude < 12, place.latitude > 48,
            place.latitude < 62
        else { return nil }
        return (Int128(x), Int64(y) - 55 << 47)
    }

    func locate(_ place: Coordinate) -> Location? {
        guard isWhole, let (x, y) = Self.whole(place) else { return nil }
        guard place.latitude >= south, Self.strip(place.latitude, south) < strips.count else {
            return .outside
        }
        var inside: Set<Int32> = []
        var touched: Set<Int32> = []
        for edge in strips[Self.strip(place.latitude, south)] {
            let turn =
                (edge.endX - edge.startX) * Int128(y - edge.startY)
                - Int128(edge.endY - edge.startY) * (x - edge.startX)
            if turn == 0, min(edge.startX, edge.endX) <= x, x <= max(edge.startX, edge.endX),
                min(edge.startY, edge.endY) <= y, y <= max(edge.startY, edge.endY)
            {
                touched.insert(edge.part)
            }
            if (edge.startY > y) != (edge.endY > y), (turn < 0) == (edge.endY > edge.startY) {
                if inside.remove(edge.part) == nil { inside.insert(edge.part) }
            }
        }
        let wards = WardIndices(inside.union(touched).map { partWards[Int($0)] })
        return touched.isEmpty ? (wards.isEmpty ? .outside : .inside(wards)) : .boundary(wards)
    }
}
