import BoundaryFiles
import Diagnostics
import Geometry
import Testing
import Wards

struct OutlineMapTests {
    private static func file(_ name: String, _ outlines: String...) throws -> BoundaryFile {
        let placemarks = outlines.enumerated().map { index, name in
            let west = -2 + Double(index) / 64
            return """
                <Placemark><name>\(name)</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
                \(west),52 \(west + 0.03125),52 \(west + 0.03125),52.03125 \(west),52.03125 \(west),52
                </coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
                """
        }
        let text = "<kml><Document>\(placemarks.joined(separator: "\n"))</Document></kml>"
        return try BoundaryFile(bytes: Array(text.utf8), name: name, mayLackWards: true)
    }

    @Test func `outlines hold points exactly and may overlap`() throws {
        let map = try OutlineMap([
            Self.file("a.kml", "Heartlands Estate", "St Mark's"), Self.file("b.kml", "Far"),
        ])
        let both = Coordinate(longitude: -2 + 1.5 / 64, latitude: 52.01)
        #expect(map.outlines(holding: both) == [0, 1, 2])
        let edge = Coordinate(longitude: -2 + 3.0 / 64, latitude: 52.01)
        #expect(map.outlines(holding: edge) == [1])
        #expect(map.position(of: edge, inOutline: 1) == .boundary)
        #expect(map.outlines(holding: Coordinate(longitude: 0, latitude: 52)) == [])
        #expect(map.index(named: "st marks") == 1 && map.index(named: "none") == nil)
        #expect(map.distance(metresFrom: both, toOutline: 1) == 0)
        #expect(map.distance(metresFrom: edge, toOutline: 0) > 500)
        #expect(map.position(of: both, inOutline: 9) == .outside)
    }

    @Test func `one name in two files is a problem`() throws {
        let files = [try Self.file("a.kml", "St Mark's"), try Self.file("b.kml", "ST MARKS")]
        let problems = #expect(throws: Problems.self) { try OutlineMap(files) }
        #expect(problems?.all.map(\.code) == [BoundaryCode.repeatedOutline])
        #expect(problems?.all.first?.places.map(\.source) == ["b.kml", "a.kml"])
        #expect(throws: Problems.self) { try WardMap(files) }
    }
}
