import Geometry
import TestSupport
import Testing

/// Areas by cover in the slow and obvious way: level slabs between all corners and crossings, each cut at its
/// middle.
private struct SlowAreas {
    private(set) var areas: [[Int]: Double] = [:]

    init(_ parts: [Polygon]) {
        var edges: [(part: Int, low: Coordinate, high: Coordinate)] = []
        for (number, part) in parts.enumerated() {
            part.forEachEdge { a, b in
                if a.latitude != b.latitude {
                    edges.append(a.latitude < b.latitude ? (number, a, b) : (number, b, a))
                }
            }
        }
        var levels: Set<Double> = []
        for (index, one) in edges.enumerated() {
            levels.formUnion([one.low.latitude, one.high.latitude])
            for other in edges[(index + 1)...] {
                let slope = Self.slope(one) - Self.slope(other)
                guard slope != 0 else { continue }
                let level = (Self.x(other, at: 0) - Self.x(one, at: 0)) / slope
                if level.isFinite { levels.insert(level) }
            }
        }
        let sorted = levels.sorted()
        for (bottom, top) in zip(sorted, sorted.dropFirst()) {
            let middle = (bottom + top) / 2
            let crossed = edges.filter { $0.low.latitude < middle && $0.high.latitude > middle }
                .map { (part: $0.part, x: Self.x($0, at: middle)) }.sorted { $0.x < $1.x }
            var cover: Set<Int> = []
            for (one, next) in zip(crossed, crossed.dropFirst()) {
                cover.formSymmetricDifference([one.part])
                areas[cover.sorted(), default: 0] += (next.x - one.x) * (top - bottom)
            }
        }
    }

    private static func slope(_ edge: (part: Int, low: Coordinate, high: Coordinate)) -> Double {
        (edge.high.longitude - edge.low.longitude) / (edge.high.latitude - edge.low.latitude)
    }

    private static func x(_ edge: (part: Int, low: Coordinate, high: Coordinate), at level: Double) -> Double
    {
        edge.low.longitude + (level - edge.low.latitude) * slope(edge)
    }
}

struct ArrangementTests {
    private static func ring(_ corners: [(Int, Int)]) -> Ring {
        // Near the equator a small piece of the earth is flat.
        Ring(corners.map { Coordinate(longitude: Double($0.0) / 8192, latitude: Double($0.1) / 8192) })
    }

    private static func square(_ x: Int, _ y: Int, _ size: Int) -> Ring {
        ring([(x, y), (x + size, y), (x + size, y + size), (x, y + size)])
    }

    @Test func `areas by cover are those that slabs find`() {
        let seed = Asked.seed
        print("arrangement seed \(seed)")
        var generator = SeededRandom(seed: seed)
        for round in 0..<400 {
            let parts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                // Few places to choose from: corners on edges, edges on edges, rings that cross themselves.
                let rings = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                    Self.ring(
                        (0..<Int.random(in: 3...7, using: &generator)).map { _ in
                            (
                                Int.random(in: 0...6, using: &generator),
                                Int.random(in: 0...6, using: &generator)
                            )
                        })
                }
                return Polygon(outer: rings[0], holes: Array(rings.dropFirst()))
            }
            let expected = SlowAreas(parts).areas
            let found = Arrangement(parts)
            #expect(found.isComplete)
            var areas: [[Int]: Double] = [:]
            for face in found.faces { areas[face.parts, default: 0] += face.squareMetres }
            let scale = GroundScale(atLatitude: 0.0004)
            for cover in Set(expected.keys).union(areas.keys) where !cover.isEmpty {
                let wanted = (expected[cover] ?? 0) * scale.longitude * scale.latitude
                #expect(
                    ((areas[cover] ?? 0) - wanted).magnitude < 0.01, "seed \(seed) round \(round) \(cover)")
            }
        }
    }

    @Test func `gaps, islands and lakes are told apart`() {
        let frame = Polygon(outer: Self.square(0, 0, 10), holes: [Self.square(1, 1, 6)])
        let island = Polygon(outer: Self.square(2, 2, 4), holes: [Self.square(3, 3, 1)])
        let faces = Arrangement([frame, island]).faces
        let unit = GroundScale(atLatitude: 0).longitude * GroundScale(atLatitude: 0).latitude / 8192 / 8192
        func areas(_ parts: [Int]) -> [Int] {
            faces.filter { $0.parts == parts }.map { Int(($0.squareMetres / unit).rounded()) }.sorted()
        }
        #expect(areas([0]) == [64])
        #expect(areas([1]) == [15])
        #expect(areas([]) == [1, 20])
        #expect(faces.first { $0.parts.isEmpty && $0.squareMetres > unit * 2 }?.around == [0])
    }

    @Test func `far apart groups and touching corners are no gaps`() {
        let row = (0..<50).map { Polygon(outer: Self.square($0 * 4, ($0 % 3) * 2, 2)) }
        let chain = (0..<20).map { Polygon(outer: Self.square($0 * 2, 100 + $0 * 2, 2)) }
        let faces = Arrangement(row + chain).faces
        #expect(faces.count == 70)
        #expect(faces.allSatisfy { $0.parts.count == 1 })
    }

    @Test func `a part that folds back on itself covers nothing there`() {
        let spike = Polygon(outer: Self.ring([(0, 0), (4, 0), (4, 4), (4, 8), (4, 4), (0, 4)]))
        let flat = Polygon(outer: Self.ring([(20, 0), (24, 0), (22, 0)]))
        let faces = Arrangement([spike, flat, Polygon(outer: Ring([]))]).faces
        #expect(faces.map(\.parts) == [[0]])
    }

    @Test func `a star that crosses itself everywhere is cut up whole`() {
        // Every edge crosses nearly every other: 151 points joined 75 apart.
        let star = Ring(
            (0..<151).map { index in
                let turn = Double(index * 75 % 151) / 151
                let (x, y) = (
                    turn < 0.5 ? turn : 1 - turn, turn < 0.5 ? turn * (0.5 - turn) : (1 - turn) * (turn - 0.5)
                )
                return Coordinate(longitude: x, latitude: turn < 0.5 ? y : -y.magnitude)
            })
        let tangle = Arrangement([Polygon(outer: star)])
        #expect(tangle.isComplete)
        #expect(tangle.faces.contains { $0.parts == [0] } && tangle.faces.contains { $0.parts.isEmpty })
    }

    @Test(
        arguments: [
            ([0, 0, 4, 4, 0, 4, 4, 0], "cross"), ([0, 0, 4, 4, 2, 2, 4, 0], "touch"),
            ([0, 0, 4, 4, 4, 4, 8, 8], "touch"), ([0, 0, 4, 4, 1, 1, 8, 8], "overlap"),
            ([0, 0, 4, 4, 8, 8, 1, 1], "overlap"), ([0, 0, 4, 4, 5, 5, 8, 8], "apart"),
            ([0, 0, 4, 4, 0, 1, 4, 5], "apart"), ([0, 0, 4, 4, 5, 4, 5, 6], "apart"),
            ([0, 0, 0, 4, 0, 2, 0, 8], "overlap"),
        ])
    func `two edges meet in one of five ways`(numbers: [Int], expected: String) {
        let points = stride(from: 0, to: 8, by: 2).map {
            Coordinate(longitude: Double(numbers[$0]), latitude: Double(numbers[$0 + 1]))
        }
        for (a, b, c, d) in [(0, 1, 2, 3), (1, 0, 2, 3), (2, 3, 0, 1), (3, 2, 1, 0)] {
            let word =
                switch EdgeMeeting(points[a], points[b], with: points[c], points[d]) {
                case .apart: "apart"
                case .touch: "touch"
                case .cross(let place):
                    place == Coordinate(longitude: 2, latitude: 2) ? "cross" : "cross elsewhere"
                case .overlap: "overlap"
                }
            #expect(word == expected)
        }
    }
}
