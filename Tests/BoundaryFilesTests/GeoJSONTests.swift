import BoundaryFiles
import Diagnostics
import Geometry
import TestSupport
import Testing

/// GeoJSON as ONS publishes it.
enum SampleGeoJSON {
    static let ring = "[[-2,52],[-1.98,52],[-1.98,52.02],[-2,52.02],[-2,52]]"

    static func feature(
        _ code: String = "E05001216", name: String = "Washwood Heath",
        geometry: String = "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}"
    ) -> String {
        """
        {"type":"Feature","id":7,"properties":{"FID":7,"WD22CD":"\(code)","WD22NM":"\(name)","LAD22CD":null},
        "geometry":\(geometry)}
        """
    }

    static func collection(_ features: String..., extra: String = "") -> String {
        """
        {"type":"FeatureCollection",\(extra)
        "features":[
        \(features.joined(separator: ",\n"))
        ]}
        """
    }
}

struct GeoJSONTests {
    private static func read(_ text: String) throws(Problems) -> BoundaryFile {
        try BoundaryFile(bytes: Array(text.utf8), name: "wards.geojson")
    }

    private static func problems(_ text: String, limits: ReadingLimits = .standard) -> [Problem] {
        BoundarySurvey(bytes: Array(text.utf8), name: "wards.geojson", limits: limits).problems
    }

    @Test func `features become wards`() throws {
        let multi = """
            {"coordinates":[[\(SampleGeoJSON.ring),[[-1.99,52.005,3.5],[-1.985,52.005],[-1.99,52.01],[-1.99,52.005]]],
            [[[-1e0,5.2E1],[-0.98,52],[-0.98,52.02],[-1,52]]]],"type":"MultiPolygon"}
            """
        let file = try Self.read(
            SampleGeoJSON.collection(
                SampleGeoJSON.feature(),
                SampleGeoJSON.feature(
                    "E05001217", name: "Nechells \\u00e9\\/\\ud83d\\ude00", geometry: multi),
                "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}",
                extra: """
                    "name":"Wards","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},
                    """))
        #expect(file.wards.map(\.code) == ["E05001216", "E05001217"])
        #expect(file.wards.map(\.name) == ["Washwood Heath", "Nechells é/😀"])
        #expect(file.wards.map(\.line) == [3, 5])
        #expect(file.vintage == "2022" && file.otherPlacemarks == 1)
        #expect(file.wards[0].authorityCode == nil)
        #expect(file.wards[1].polygons.map(\.holes.count) == [1, 0])
        #expect(file.wards[1].polygons[1].outer.points[0] == Coordinate(longitude: -1, latitude: 52))
    }

    @Test(
        arguments: [
            ("{\"type\":\"FeatureCollection\",\"features\":[}", "B130", 1, 41),
            ("{\n  \"type\": \"FeatureCollection\",\n  \"features\": [\n", "B130", 4, 1),
            ("{\"é\": nul}", "B130", 1, 7), ("{\"a\":1} x", "B130", 1, 9), ("[1,2]", "B131", 1, 1),
            ("{\"a\":\"b\nc\"}", "B130", 1, 8), ("{\"a\":\"\\x\"}", "B130", 1, 8),
            ("{\"a\":\"\\u12g4\"}", "B130", 1, 11), ("{\"a\" 1}", "B130", 1, 6), ("{a:1}", "B130", 1, 2),
            ("{\"a\":1,}", "B130", 1, 8), ("{\"type\":\"Topology\",\"arcs\":[]}", "B131", 1, 1),
            ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Point\"}]}", "B131", 1, 41),
            ("{\"type\":\"FeatureCollection\",\"features\":[3]}", "B131", 1, 41),
        ])
    func `what is no GeoJSON is refused at its line and column`(
        text: String, code: String, line: Int, column: Int
    ) {
        let problem = Self.problems(text).first
        #expect(problem?.code.rawValue == code)
        #expect(problem?.places.first?.line == line)
        #expect(problem?.places.first?.column == column)
    }

    @Test func `only degrees are read`() {
        let grid = """
            {"type":"Polygon","coordinates":[[[412048,282814],[412049,282814],[412049,282815],[412048,282814]]]}
            """
        let metres = Self.problems(SampleGeoJSON.collection(SampleGeoJSON.feature(geometry: grid)))
        #expect(metres.map(\.code) == [BoundaryCode.projected])
        #expect(metres[0].message.contains("412048.0,282814.0, as of the British National Grid"))
        func codes(crs: String) -> [String] {
            Self.problems(
                SampleGeoJSON.collection(
                    SampleGeoJSON.feature(),
                    extra: "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"\(crs)\"}},")
            ).map(\.code.rawValue)
        }
        #expect(codes(crs: "urn:ogc:def:crs:EPSG::27700") == ["B132"])
        #expect(codes(crs: "EPSG:3857") == ["B132"])
        #expect(codes(crs: "EPSG:4326") == [])
        #expect(codes(crs: "urn:ogc:def:crs:OGC::CRS84") == [])
    }

    @Test func `outlines have the problems that KML has`() {
        func codes(_ coordinates: String) -> [String] {
            let geometry = "{\"type\":\"Polygon\",\"coordinates\":\(coordinates)}"
            return Self.problems(SampleGeoJSON.collection(SampleGeoJSON.feature(geometry: geometry)))
                .map(\.code.rawValue)
        }
        #expect(codes("[[[-2,52],[-1.9,52],[-1.9,52.1],[-2,52.1]]]") == ["B110"])
        #expect(codes("[[[-2,52],[-1.9,52],[-2,52]]]") == ["B111"])
        #expect(codes("[[[-2,52],[-1.9],[-1.9,52.1],[-2,52]]]") == ["B112"])
        #expect(codes("[[[-2,52],[-1.9,\"52\"],[-1.9,52.1],[-2,52]]]") == ["B112"])
        #expect(codes("[[[-2,52],7,[-1.9,52.1],[-2,52]]]") == ["B112"])
        #expect(codes("[[[-2,52],[-1.9,152],[-1.9,52.1],[-2,52]]]") == ["B113"])
        #expect(codes("[[[52,-2],[52,-1.9],[52.1,-1.9],[52,-2]]]") == ["B114"])
        #expect(codes("[]") == ["B117"])
        #expect(
            Self.problems(SampleGeoJSON.collection(SampleGeoJSON.feature(), SampleGeoJSON.feature()))
                .map(\.code) == [BoundaryCode.repeatedCode])
    }

    @Test func `a file that its server cut short is refused`() {
        for extra in ["\"exceededTransferLimit\":true,", "\"properties\":{\"exceededTransferLimit\":true},"] {
            #expect(
                Self.problems(SampleGeoJSON.collection(SampleGeoJSON.feature(), extra: extra)).map(\.code)
                    == [
                        BoundaryCode.incomplete
                    ])
        }
    }

    @Test func `limits are kept`() {
        let text = SampleGeoJSON.collection(SampleGeoJSON.feature(), SampleGeoJSON.feature("E05001217"))
        func codes(_ change: (inout ReadingLimits) -> Void) -> [String] {
            var limits = ReadingLimits.standard
            change(&limits)
            return Self.problems(text, limits: limits).map(\.code.rawValue)
        }
        #expect(codes { $0.points = 9 } == ["B104"])
        #expect(codes { $0.placemarks = 1 } == ["B104"])
        #expect(codes { $0.depth = 4 } == ["B104"])
        let deep = "{\"a\":" + String(repeating: "[", count: 200_000)
        #expect(Self.problems(deep).map(\.code.rawValue) == ["B104"])
    }

    @Test(
        .enabled(if: SharedData.isPresent, "needs ../shared/data"),
        arguments: ["west-midlands-2013.kml", "birmingham-2016.kml"])
    func `the same wards come out of GeoJSON as out of KML`(file: String) throws {
        let kml = try BoundaryFile(bytes: SharedData.bytes("wards/\(file)"), name: file)
        let features = kml.wards.map { ward in
            let polygons = ward.polygons.map { polygon in
                let rings = ([polygon.outer] + polygon.holes).map { ring in
                    let points = (ring.points + ring.points.prefix(1)).map {
                        "[\($0.longitude),\($0.latitude)]"
                    }
                    return "[" + points.joined(separator: ",") + "]"
                }
                return "[" + rings.joined(separator: ",") + "]"
            }
            return SampleGeoJSON.feature(
                ward.code, name: ward.name,
                geometry: "{\"type\":\"MultiPolygon\",\"coordinates\":[\(polygons.joined(separator: ","))]}")
        }
        let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
        let json = try Self.read(text)
        #expect(json.wards.map(\.code) == kml.wards.map(\.code))
        #expect(json.wards.map(\.name) == kml.wards.map(\.name))
        #expect(json.wards.map(\.polygons) == kml.wards.map(\.polygons))
    }
}
