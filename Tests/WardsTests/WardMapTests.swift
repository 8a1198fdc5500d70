import BoundaryFiles
import Diagnostics
import Geometry
import TestSupport
import Testing
import Wards

/// A little country of squares, one hundredth of a degree each.
private enum Squares {
    static func polygon(_ x: Int, _ y: Int, width: Int = 1, height: Int = 1, holes: [Ring] = []) -> Polygon {
        Polygon(outer: ring(x, y, width: width, height: height), holes: holes)
    }

    static func ring(_ x: Int, _ y: Int, width: Int = 1, height: Int = 1) -> Ring {
        Ring([at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height)])
    }

    static func at(_ x: Int, _ y: Int) -> Coordinate { at(Double(x), Double(y)) }

    static func at(_ x: Double, _ y: Double) -> Coordinate {
        Coordinate(longitude: -2 + x / 128, latitude: 52 + y / 128)
    }

    /// Two by two squares A B over C D, a long E above A and B, and F, an island with a lake.
    static let map = WardMap([
        WardOutline(code: "E05000001", name: "A", polygons: [polygon(0, 1)]),
        WardOutline(code: "E05000002", name: "B", polygons: [polygon(1, 1)]),
        WardOutline(code: "E05000003", name: "C", polygons: [polygon(0, 0)]),
        WardOutline(code: "E05000004", name: "D", polygons: [polygon(1, 0)]),
        WardOutline(code: "E05000005", name: "E", polygons: [polygon(0, 2, width: 2)]),
        WardOutline(
            code: "E05000006", name: "F",
            polygons: [
                polygon(5, 0, width: 3, height: 3, holes: [ring(6, 1)]), polygon(9, 9),
            ]),
    ])
}

struct WardMapTests {
    private let map = Squares.map

    @Test func `wards are sorted and have their figures`() throws {
        #expect(map.wards.map(\.name) == ["A", "B", "C", "D", "E", "F"])
        let island = try #require(map.ward(code: "E05000006"))
        #expect(island.parts == 2)
        #expect(island.holes == 1)
        #expect(island.vertices == 12)
        let square = try #require(map.ward(code: "E05000001"))
        #expect((island.hectares / square.hectares - 9).magnitude < 0.01)
        #expect(map.index(ofCode: "E05000003") == 2)
        #expect(map.index(ofCode: "E05000009") == nil)
        #expect(map.index(ofCode: "") == nil)
    }

    @Test func `a border point belongs to every ward it touches`() {
        #expect(map.locate(Squares.at(0.5, 0.5)) == .inside([2]))
        #expect(map.locate(Squares.at(1, 1)) == .boundary([0, 1, 2, 3]))
        #expect(map.locate(Squares.at(1, 2)) == .boundary([0, 1, 4]))
        #expect(map.locate(Squares.at(1, 1.5)) == .boundary([0, 1]))
        #expect(map.locate(Squares.at(0, 0)) == .boundary([2]))
        #expect(map.locate(Squares.at(0, 0.5)) == .boundary([2]))
        #expect(map.locate(Squares.at(-0.5, 0.5)) == .outside)
        #expect(map.locate(Squares.at(6.5, 1.5)) == .outside)
        #expect(map.locate(Squares.at(6, 1.5)) == .boundary([5]))
        #expect(map.locate(Squares.at(9.5, 9.5)) == .inside([5]))
        #expect(map.locate([Squares.at(9.5, 9.5), Squares.at(4, 0)]) == [.inside([5]), .outside])
    }

    @Test func `every side of a map is its border, north and east too`() {
        for step in 0...8 {
            let share = Double(step) / 8 * 2
            for point in [Squares.at(0, share), Squares.at(share, 0), Squares.at(2, share)] {
                guard case .boundary = map.locate(point) else {
                    Issue.record("\(point)")
                    continue
                }
            }
        }
        #expect(map.locate(Squares.at(10, 10)) == .boundary([5]))
        #expect(map.locate(Squares.at(10, 9.5)) == .boundary([5]))
        #expect(map.locate(Squares.at(9.5, 10)) == .boundary([5]))
    }

    @Test func `many threads may ask one map`() async {
        let map = map
        let found = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<2_000).count { step in
                        let point = Squares.at(Double(step % 40) / 4, Double((step + task) % 40) / 4)
                        return map.locate(point) != .outside
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found.count == 8)
        #expect(found.allSatisfy { $0 > 0 })
    }

    @Test func `an empty map has nothing anywhere`() throws {
        let empty = try WardMap([BoundaryFile]())
        #expect(empty.wards.isEmpty)
        #expect(empty.locate(longitude: -2, latitude: 52) == .outside)
        #expect(empty.neighbours().isEmpty)
    }

    @Test func `neighbours share a border, corners do not count`() {
        let pairs = map.neighbours().map { contact in
            "\(map.wards[contact.ward].name)\(map.wards[contact.neighbour].name) \(contact.contact.rawValue)"
        }
        #expect(
            pairs == [
                "AB border", "AC border", "AD corner", "AE border", "BA border", "BC corner", "BD border",
                "BE border", "CA border", "CB corner", "CD border", "DA corner", "DB border", "DC border",
                "EA border", "EB border",
            ])
        #expect(map.neighbours(minimumMetres: 800).map(\.contact) == [.border, .border, .border, .border])
        #expect(map.neighbours(of: [2]) == [0, 3])
        #expect(map.neighbours(of: [2], within: 2) == [0, 1, 3, 4])
        #expect(map.neighbours(of: [0, 1]) == [2, 3, 4])
        #expect(map.neighbours(of: [5], within: 3) == [])
        #expect(map.neighbours(of: [99], within: 0) == [])
    }

    @Test func `wards that overlap are neighbours too`() {
        let twice = WardMap([
            WardOutline(code: "E05000001", name: "A", polygons: [Squares.polygon(0, 0)]),
            WardOutline(code: "E05000002", name: "B", polygons: [Squares.polygon(0, 0)]),
            WardOutline(code: "E05000003", name: "C", polygons: [Squares.polygon(0, 0)]),
        ])
        #expect(twice.neighbours().count == 6)
        #expect(twice.neighbours().allSatisfy { $0.contact == .border && $0.sharedMetres > 2_500 })
        #expect(twice.locate(Squares.at(0.5, 0.5)) == .inside([0, 1, 2]))
        #expect(twice.locate(Squares.at(0, 0.5)) == .boundary([0, 1, 2]))
    }

    @Test func `distances are on the ground`() {
        let height = groundMetres(Squares.at(0, 0), Squares.at(0, 1))
        let width = groundMetres(Squares.at(0, 1), Squares.at(1, 1))
        #expect(map.distance(metresFrom: Squares.at(0.5, 0.5), toWard: 2) == 0)
        #expect(map.distance(metresFrom: Squares.at(0.5, 1), toWard: 2) == 0)
        let toE = map.distance(metresFrom: Squares.at(0.5, 1), toWard: 4)
        #expect((toE - height).magnitude < height * 0.001)
        #expect(map.distance(metresFrom: Squares.at(0, 0), toWard: 99) == .infinity)
        // The border between A and C is inside the two together.
        let inner = map.distance(metresFrom: Squares.at(0.5, 1), toBorderOf: [0, 2])
        #expect((inner - width / 2).magnitude < width * 0.001)
        #expect(map.distance(metresFrom: Squares.at(0.5, 1), toBorderOf: [2]) == 0)
        #expect(map.distance(metresFrom: Squares.at(0.5, 1), toBorderOf: []) == .infinity)
    }

    @Test func `the outline of a set is found as fast and as near as by looking at every edge`() throws {
        let outline = map.outline(of: [0, 1, 2, 3])
        #expect(!outline.isEmpty && map.outline(of: []).isEmpty)
        let around = Squares.ring(0, 0, width: 2, height: 2)
        #expect((outline.metres - around.metres).magnitude < 1)
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let point = Squares.at(
                .random(in: -3...5, using: &generator), .random(in: -3...5, using: &generator))
            let plain = try #require(Polygon(outer: around).metresToBorder(from: point))
            let found = outline.metres(from: point)
            #expect((found - plain).magnitude <= plain * 0.001 + 0.001, "seed \(seed)")
        }
    }

    @Test func `wards within a distance come nearest first`() {
        #expect(map.wards(withinMetres: 0, of: 0).map(\.ward) == [1, 2, 3, 4])
        let width = groundMetres(Squares.at(2, 0), Squares.at(5, 0))
        #expect(map.wards(withinMetres: width * 0.99, of: 3).map(\.ward) == [0, 1, 2, 4])
        let near = map.wards(withinMetres: width * 1.01, of: 3)
        #expect(near.map(\.ward) == [0, 1, 2, 4, 5])
        #expect((near[4].metres - width).magnitude < width * 0.002)
        #expect(map.wards(withinMetres: -1, of: 3).isEmpty)
        #expect(map.wards(withinMetres: 10, of: 99).isEmpty)
    }

    @Test func `a ward in two files is an error, two years a warning`() throws {
        func file(_ name: String, _ field: String, _ code: String) throws -> BoundaryFile {
            let text = """
                <kml><Placemark><ExtendedData><SchemaData><SimpleData name="\(field)">\(code)</SimpleData>
                </SchemaData></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>
                -2,52 -1.9,52 -1.9,52.1 -2,52</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>
                """
            return try BoundaryFile(bytes: Array(text.utf8), name: name)
        }
        let old = try file("old.kml", "wd13cd", "E05001216")
        let new = try file("new.kml", "wd22cd", "E05001217")
        let map = try WardMap([old, new])
        #expect(map.vintages == ["2013", "2022"])
        #expect(map.warnings.map(\.code) == [BoundaryCode.mixedVintages])
        #expect(map.digests == [old.digest, new.digest])
        let again = try file("again.kml", "wd13cd", "E05001216")
        let problems = #expect(throws: Problems.self) { try WardMap([old, new, again]) }
        #expect(problems?.all.map(\.code) == [BoundaryCode.repeatedCode])
        #expect(problems?.all.first?.places.map(\.source) == ["again.kml", "old.kml"])
    }
}
