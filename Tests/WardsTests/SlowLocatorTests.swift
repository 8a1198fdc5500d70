import BoundaryFiles
import Geometry
import TestSupport
import Testing
import Wards

struct SlowLocatorTests {
    private static func compare(
        _ map: WardMap, _ judge: SlowLocator, _ points: [Coordinate], seed: UInt64
    ) {
        #expect(map.locate(points) == points.map { map.locate($0) }, "seed \(seed)")
        var wrong: [String] = []
        for point in points {
            guard let expected = judge.locate(point) else { continue }
            let location = map.locate(point)
            let codes = location.wards.map { map.wards[$0].code }
            let isBoundary = if case .boundary = location { true } else { false }
            if codes != expected.codes || isBoundary != expected.isBoundary {
                wrong.append("\(point): \(codes) \(isBoundary), expected \(expected)")
            }
        }
        #expect(wrong.count == 0, "seed \(seed): \(wrong.count) wrong, such as \(wrong.prefix(3))")
    }

    @Test(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
    func `the fast locator agrees with the slow one on a real map`() throws {
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        let (file, map) = try SharedData.loaded("birmingham-2016.kml")
        let rings = file.wards.flatMap(\.polygons).flatMap { [$0.outer] + $0.holes }
        var points: [Coordinate] = []
        for _ in 0..<400 {
            points.append(
                Coordinate(
                    longitude: .random(in: -2.05 ... -1.7, using: &generator),
                    latitude: .random(in: 52.35...52.65, using: &generator)))
            guard let corners = rings.randomElement(using: &generator)?.points else { continue }
            let index = Int.random(in: 0..<corners.count, using: &generator)
            let corner = corners[index]
            let next = corners[(index + 1) % corners.count]
            let middle = Coordinate(
                longitude: (corner.longitude + next.longitude) / 2,
                latitude: (corner.latitude + next.latitude) / 2)
            points += [corner, middle]
            points.append(Coordinate(longitude: middle.longitude.nextUp, latitude: middle.latitude))
            points.append(Coordinate(longitude: middle.longitude, latitude: middle.latitude.nextDown))
            points.append(Coordinate(longitude: corner.longitude.nextDown, latitude: corner.latitude))
        }
        Self.compare(map, SlowLocator(file.wards), points, seed: seed)
    }

    /// Corners on a coarse lattice make every kind of tie: level and upright edges, corners on the lines
    /// between cells, shared, overlapping and crossing edges, repeated points. The finest lattice is one
    /// unit in the last place wide, so that leaves are finer than doubles; every other one lies on both sides of
    /// Greenwich, where doubles are finest.
    @Test(arguments: [0x1p-3, 0x1p-20, 0x1p-44, 0x1p-47])
    func `the fast locator agrees with the slow one on lattices full of ties`(unit: Double) throws {
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        for round in 0..<10 {
            let size = [3, 4, 6, 8, 16][round % 5]
            let west = round % 2 == 0 ? -3 : -Double(size / 2) * unit
            func corner() -> Coordinate {
                Coordinate(
                    longitude: west + Double(Int.random(in: 0...size, using: &generator)) * unit,
                    latitude: 52 + Double(Int.random(in: 0...size, using: &generator)) * unit)
            }
            let outlines = (0..<Int.random(in: 1...30, using: &generator)).map { number in
                let polygons = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                    let rings = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                        Ring((0..<Int.random(in: 3...9, using: &generator)).map { _ in corner() })
                    }
                    return Polygon(outer: rings[0], holes: Array(rings.dropFirst()))
                }
                return WardOutline(code: "E0500\(1000 + number)", name: "", polygons: polygons)
            }
            let map = WardMap(outlines)
            var points: [Coordinate] = []
            for _ in 0..<30 {
                let at = corner()
                points.append(at)
                points.append(Coordinate(longitude: at.longitude + unit / 2, latitude: at.latitude))
                points.append(
                    Coordinate(longitude: at.longitude + unit / 2, latitude: at.latitude + unit / 2))
                points.append(Coordinate(longitude: at.longitude.nextUp, latitude: at.latitude))
                points.append(Coordinate(longitude: at.longitude, latitude: at.latitude.nextDown))
                points.append(Coordinate(longitude: at.longitude.nextDown, latitude: at.latitude.nextUp))
            }
            Self.compare(map, SlowLocator(outlines), points, seed: seed)
        }
    }

    @Test func `maps without width or height have borders only`() {
        func map(_ pairs: [(Double, Double)]) -> WardMap {
            let ring = Ring(pairs.map { Coordinate(longitude: $0, latitude: $1) })
            return WardMap([WardOutline(code: "E05000001", name: "", polygons: [Polygon(outer: ring)])])
        }
        let level = map([(-2, 52), (-1, 52), (-1.5, 52)])
        #expect(level.locate(longitude: -1.2, latitude: 52) == .boundary([0]))
        #expect(level.locate(longitude: -1.2, latitude: 52.0.nextUp) == .outside)
        let upright = map([(-2, 52), (-2, 53), (-2, 52.5)])
        #expect(upright.locate(longitude: -2, latitude: 52.9) == .boundary([0]))
        #expect(upright.locate(longitude: -2, latitude: 53.1) == .outside)
        let point = map([(-2, 52), (-2, 52), (-2, 52), (-2, 52)])
        #expect(point.locate(longitude: -2, latitude: 52) == .boundary([0]))
        #expect(point.neighbours().isEmpty)
    }

    @Test func `thousands of wards on one spot need no more memory than their outlines`() {
        let square = Polygon(
            outer: Ring(
                [(-3, 52), (-2, 52), (-2, 53), (-3, 53)].map { Coordinate(longitude: $0, latitude: $1) }))
        let outlines = (0..<5_000).map {
            WardOutline(code: "E0500\(1000 + $0)", name: "", polygons: [square])
        }
        #expect(WardMap(outlines).locate(longitude: -2.5, latitude: 52.5).wards.count == 5_000)
    }

    @Test func `a hundred wards on one spot are all found`() throws {
        let square = Polygon(
            outer: Ring(
                [(-3, 52), (-2, 52), (-2, 53), (-3, 53)].map { Coordinate(longitude: $0, latitude: $1) }))
        let outlines = (0..<100).map { WardOutline(code: "E0500\(1000 + $0)", name: "", polygons: [square]) }
        let map = WardMap(outlines)
        #expect(map.locate(longitude: -2.5, latitude: 52.5) == .inside(WardIndices(0..<100)))
        #expect(map.locate(longitude: -2, latitude: 52.25) == .boundary(WardIndices(0..<100)))
        #expect(map.locate(longitude: -1.5, latitude: 52.25) == .outside)
        #expect(map.locate(longitude: .nan, latitude: 52.25) == .outside)
    }
}
