import BoundaryFiles
import Geometry
import TestSupport
import Testing
import Wards

@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
struct LocateDataTests {
    @Test func `every point is in the ward where exact arithmetic puts it`() throws {
        let map = try SharedData.map("west-midlands-2013.kml")
        var wrong: [String] = []
        let rows = try SharedData.rows("points/west-midlands-2013.csv.gz")
        for row in rows {
            let longitude = try #require(DecimalNumber.value(of: row[1]))
            let latitude = try #require(DecimalNumber.value(of: row[2]))
            let location = map.locate(longitude: longitude, latitude: latitude)
            let codes = location.wards.map { map.wards[$0].code }
            let isBoundary = if case .boundary = location { true } else { false }
            let isRight =
                codes.count == (Int(row[4]) ?? 0) + (Int(row[5]) ?? 0) && isBoundary == (row[5] != "0")
                && (row[3].isEmpty ? codes.isEmpty : codes.contains(String(row[3])))
            if !isRight { wrong.append("\(row) → \(codes)") }
        }
        #expect(rows.count > 180_000)
        #expect(wrong.count == 0, "\(wrong.count) wrong, such as \(wrong.prefix(3))")
    }

    @Test func `every point on or next to a border has exactly the wards it touches`() throws {
        let map = try SharedData.map("west-midlands-2013.kml")
        for row in try SharedData.rows("points/west-midlands-2013-borders.csv.gz") {
            let longitude = try #require(DecimalNumber.value(of: row[0]))
            let latitude = try #require(DecimalNumber.value(of: row[1]))
            let codes = map.locate(longitude: longitude, latitude: latitude).wards.map { map.wards[$0].code }
            #expect(codes == row[2].split(separator: "|").map(String.init), "\(row)")
        }
    }

    /// East of Greenwich and on the eleven outlines that cross themselves too.
    @Test func `the whole country agrees with a look at every ring`() throws {
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        let (file, map) = try SharedData.loaded("uk-2020-5dp.kml.gz")
        let wards = file.wards.sorted { $0.code < $1.code }
        let parts = wards.enumerated().flatMap { ward, outline in outline.polygons.map { (ward, $0) } }
        let boxes = parts.map(\.1.box)
        var points: [Coordinate] = []
        while points.count < 3_000 {
            guard
                let polygon = wards.randomElement(using: &generator)?.polygons.randomElement(
                    using: &generator),
                case let box = polygon.box,
                let corner = polygon.outer.points.indices.randomElement(using: &generator)
            else { continue }
            let start = polygon.outer.points[corner]
            let end = polygon.outer.points[(corner + 1) % polygon.outer.points.count]
            let middle = Coordinate(
                longitude: (start.longitude + end.longitude) / 2,
                latitude: (start.latitude + end.latitude) / 2)
            points += [
                start, middle, Coordinate(longitude: middle.longitude.nextUp, latitude: middle.latitude),
                Coordinate(longitude: start.longitude, latitude: start.latitude.nextDown),
                Coordinate(
                    longitude: .random(in: box.west...box.east, using: &generator),
                    latitude: .random(in: box.south...box.north, using: &generator)),
            ]
        }
        var wrong: [String] = []
        for point in points {
            var found: [WardIndex] = []
            var isBoundary = false
            for part in boxes.indices where boxes[part].contains(point) {
                let (ward, polygon) = parts[part]
                let position = polygon.position(of: point)
                if position == .boundary { isBoundary = true }
                if position != .outside, found.last != ward { found.append(ward) }
            }
            let expected: Location =
                isBoundary
                ? .boundary(WardIndices(found)) : found.isEmpty ? .outside : .inside(WardIndices(found))
            if map.locate(point) != expected {
                wrong.append("\(point): \(map.locate(point)), not \(expected)")
            }
        }
        #expect(wrong.count == 0, "seed \(seed): \(wrong.prefix(3))")
    }

    @Test func `areas are those of the statistics office, within the generalising of the outlines`() throws {
        let map = try SharedData.map("west-midlands-2013.kml")
        // The attribute `st_areashape` is the area of the same outline on the National Grid, in square
        // metres.
        let text = String(decoding: try SharedData.bytes("wards/west-midlands-2013.kml"), as: UTF8.self)
        var compared = 0
        for placemark in text.split(separator: "<Placemark>").dropFirst() {
            func value(_ field: String) -> Substring? {
                placemark.split(separator: "name=\"\(field)\">").dropFirst().first?.prefix { $0 != "<" }
            }
            let ward = try #require(map.ward(code: String(value("wd13cd") ?? "")))
            let metres = try #require(DecimalNumber.value(of: value("st_areashape") ?? ""))
            #expect(
                (ward.hectares * 10_000 / metres - 1).magnitude < 0.01,
                "\(ward.code): \(ward.hectares), \(metres)")
            compared += 1
        }
        #expect(compared == map.wards.count)
    }

    @Test(
        arguments: [
            ("birmingham-2016.kml", 40, "2016"), ("west-midlands-2013.kml", 481, "2013"),
            ("west-midlands-2019.kml", 507, "2019"), ("uk-2020.kml.gz", 8_887, "2020"),
            ("uk-2020-5dp.kml.gz", 8_887, nil as String?),
        ])
    func `a real boundary file loads and finds its own corners`(
        file: String, wards: Int, vintage: String?
    ) throws {
        let boundaries = try SharedData.boundaries(file)
        #expect(boundaries.vintage == vintage)
        #expect(boundaries.warnings.isEmpty)
        let map = try SharedData.map(file)
        #expect(map.wards.count == wards)
        #expect(map.wards.map(\.code) == map.wards.map(\.code).sorted())
        var missed = 0
        for outline in boundaries.wards {
            let index = try #require(map.index(ofCode: outline.code))
            guard let corner = outline.polygons.first?.outer.points.first else { continue }
            guard case .boundary(let found) = map.locate(corner) else {
                missed += 1
                continue
            }
            if !found.contains(index) { missed += 1 }
        }
        #expect(missed == 0)
    }
}
