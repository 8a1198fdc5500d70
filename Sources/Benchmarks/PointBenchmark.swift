import BoundaryFiles
import CBaselines
import Foundation
import Geometry
import Wards

/// Which ward holds a point: against the same by hand in C, GEOS and shapely.
enum PointBenchmark {
    static func run(_ setting: Setting) throws {
        var report = Report("Which ward holds a point, whole country: ns a point")
        defer { report.show() }
        guard let bytes = setting.bytes(setting.country) else {
            return report.skip(setting.country, "no such file; give --data")
        }
        let (reading, file) = try Clock.time { try BoundaryFile(bytes: bytes, name: "uk.kml.gz") }
        let outlines = file.wards
        let map = try WardMap([file])
        let build = Clock.medians(rounds: min(setting.rounds, 3), [{ _ = WardMap(outlines) }])[0]
        let coordinates = 16 * map.wards.reduce(0) { $0 + $1.vertices }
        report.add("index: made in", build.milliseconds, "\((build / reading).short) × reading the file")
        report.add(
            "index: memory", "\((Double(map.indexBytes) / 1e6).short) MB",
            "\((Double(map.indexBytes) / Double(coordinates)).short) × the coordinates")

        let limit = Limit(map)
        report.add("by hand in C: memory", "\((Double(limit.bytes) / 1e6).short) MB")
        let lists = PointLists(map, count: 1_000_000)
        try check(map, limit, lists, &report)
        let rival = try Rival()
        defer { rival.remove() }
        try rival.write(map, as: "wards")
        let program = Geos(rival)
        for (name, points) in lists.all {
            compare(name, points, map, limit, setting, &report)
            try rival.write(points, as: "points")
            program.compare(name, points, map, rival, &report)
        }
        compareBorders(lists.corners, map, setting, &report)
    }

    private static func check(_ map: WardMap, _ limit: Limit, _ lists: PointLists, _ report: inout Report)
        throws
    {
        var unsure = 0
        var wrong = 0
        var total = 0
        for (_, points) in lists.all {
            let answers = limit.find(points)
            let locations = map.locate(points)
            for (index, location) in locations.enumerated() {
                total += 1
                if answers[index] == -2 {
                    unsure += 1
                } else if !location.isPlainly(answers[index]) {
                    wrong += 1
                }
                if index % 7 == 0, map.locate(points[index]) != location { wrong += 1 }
            }
        }
        report.add(
            "answers equal to those by hand", "\(total - wrong - unsure) of \(total)",
            "\(unsure) left open by hand")
    }

    private static func compare(
        _ name: String, _ points: [Coordinate], _ map: WardMap, _ limit: Limit, _ setting: Setting,
        _ report: inout Report
    ) {
        var wards = [Int32](repeating: 0, count: points.count)
        var sum = 0
        let times = Clock.medians(
            rounds: setting.rounds,
            [
                { sum &+= map.locate(points).count },
                { for point in points { sum &+= map.locate(point).wards.count } },
                { limit.find(points, &wards) },
            ]
        ).map { $0 / Double(points.count) * 1e9 }
        report.add("\(name): by hand in C, batch", times[2].short)
        report.add("\(name): wardwise, batch", times[0].short, "\((times[0] / times[2]).short) × by hand")
        report.add(
            "\(name): wardwise, one by one", times[1].short, "\((times[1] / times[2]).short) × by hand")
        lastBatch[name] = times[0]
        if sum == 0 { report.add("nothing found", "") }
    }

    /// The last batch times in ns a point, by the name of the list.
    nonisolated(unsafe) static var lastBatch: [String: Double] = [:]

    private static func compareBorders(
        _ corners: [Coordinate], _ map: WardMap, _ setting: Setting, _ report: inout Report
    ) {
        var sum = 0
        let time = Clock.medians(rounds: setting.rounds, [{ sum &+= map.locate(corners).count }])[0]
        report.add("on corners: wardwise, batch", (time / Double(corners.count) * 1e9).short)
    }
}

extension Location {
    /// Whether it is inside one ward, or outside for -1.
    func isPlainly(_ ward: Int32) -> Bool {
        switch self {
        case .inside(let wards): wards.count == 1 && wards[0] == Int(ward)
        case .outside: ward == -1
        case .boundary: false
        }
    }
}

/// Points of several kinds, the same in every run.
struct PointLists {
    let uniform: [Coordinate]
    let inOrder: [Coordinate]
    let shuffled: [Coordinate]
    let corners: [Coordinate]

    var all: [(name: String, points: [Coordinate])] {
        [("uniform", uniform), ("shuffled", shuffled), ("in order", inOrder)]
    }

    /// `shuffled` are like people: wards are made to have about as many each.
    init(_ map: WardMap, count: Int) {
        var generator = SplitMix(state: 1)
        var box = BoundingBox.empty
        for ward in map.wards.indices { box.include(map.box(ofWard: ward)) }
        uniform = (0..<count).map { _ in Self.point(in: box, &generator) }
        var people: [Coordinate] = []
        while people.count < count {
            let ward = Int.random(in: map.wards.indices, using: &generator)
            let point = Self.point(in: map.box(ofWard: ward), &generator)
            if map.locate(point).wards.contains(ward) { people.append(point) }
        }
        shuffled = people
        inOrder = people.map { (map.locate($0).wards.first ?? 0, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        corners = (0..<count / 4).compactMap { _ in
            let ward = Int.random(in: map.wards.indices, using: &generator)
            return map.parts(ofWard: ward).first?.outer.points.randomElement(using: &generator)
        }
    }

    private static func point(in box: BoundingBox, _ generator: inout SplitMix) -> Coordinate {
        Coordinate(
            longitude: .random(in: box.west...box.east, using: &generator),
            latitude: .random(in: box.south...box.north, using: &generator))
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The grid by hand.
final class Limit {
    private let grid: OpaquePointer

    init(_ map: WardMap) {
        let (edges, wards) = map.uniqueEdges
        let plain = edges.map {
            limit_edge(
                start_x: $0.start.longitude, start_y: $0.start.latitude, end_x: $0.end.longitude,
                end_y: $0.end.latitude, first: $0.first, second: $0.second)
        }
        grid = limit_grid_make(plain, plain.count, wards, 8, 2)
    }

    deinit { limit_grid_free(grid) }

    var bytes: Int { limit_grid_bytes(grid) }

    func find(_ points: [Coordinate], _ wards: inout [Int32]) {
        points.withUnsafeBytes { bytes in
            limit_grid_find(
                grid, bytes.baseAddress?.assumingMemoryBound(to: Double.self), points.count, &wards)
        }
    }

    func find(_ points: [Coordinate]) -> [Int32] {
        var wards = [Int32](repeating: 0, count: points.count)
        find(points, &wards)
        return wards
    }
}
