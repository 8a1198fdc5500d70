import BoundaryFiles
import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
struct CorpusTests {
    @Test(arguments: SharedData.files(under: "kml-corpus", ending: ".kml"))
    func `a file that others test with is read or refused with a reason`(path: String) throws {
        let bytes = try SharedData.bytes(path)
        do throws(Problems) {
            let file = try PlacemarkFile(bytes: bytes, name: path)
            #expect(file.placemarks.allSatisfy { $0.line >= 1 })
        } catch {
            #expect(!error.all.isEmpty)
            #expect(error.all.allSatisfy { $0.severity == .error && !$0.text.isEmpty })
        }
        // None of these is a file of wards.
        #expect(throws: Problems.self) { try BoundaryFile(bytes: bytes, name: path) }
    }

    @Test(arguments: SharedData.files(under: "kml-corpus", ending: ".kmz"))
    func `an archive that others test with is read`(path: String) throws {
        let file = try PlacemarkFile(bytes: SharedData.bytes(path), name: path)
        // Both small worlds are pictures laid on the ground.
        #expect(file.placemarks.isEmpty == path.hasSuffix("small_world.kmz"))
    }

    /// Files that are refused, and why; all others are read.
    private static let refused = [
        // A bare ring, which is no file of its own.
        "ets-kml22/kml/LinearRingWith1DTuple.kml": "B103",
        "ets-kml22/kml/LinearRingWithInvalidLat.kml": "B103",
        "fastkml/kml/LinearRingWith1DTuple.kml": "B103", "fastkml/kml/LinearRingWithInvalidLat.kml": "B103",
        // Empty polygons of every sort.
        "gdal/geometries.kml": "B117",
        // Text after the end; text that ends too early.
        "gdal/junk_content_after_valid_doc.kml": "B101", "gdal/truncated.kml": "B101",
        // A ring of three points.
        "mapbox-togeojson/timespan.kml": "B111",
    ]

    @Test func `polygons are the same as another reader finds`() throws {
        var compared = 0
        for path in SharedData.files(under: "kml-corpus", ending: ".kml.geojson") {
            let kml = String(path.dropLast(".geojson".count))
            guard Self.refused[String(kml.dropFirst("kml-corpus/".count))] == nil else { continue }
            let file = try PlacemarkFile(bytes: SharedData.bytes(kml), name: kml)
            let json = try JSONSerialization.jsonObject(with: Data(SharedData.bytes(path)))
            var expected: [[[Double]]] = []
            Self.collect(json, into: &expected)
            let found = file.placemarks.flatMap(\.polygons).map { polygon in
                ([polygon.outer] + polygon.holes).flatMap { ring in
                    (ring.points + ring.points.prefix(1)).map { [$0.longitude, $0.latitude] }
                }
            }
            // Foundation's JSON reader is off in the last place of some numbers.
            #expect(found.map(\.count) == expected.map(\.count), "\(kml)")
            for (one, other) in zip(found.joined().joined(), expected.joined().joined()) {
                #expect((one - other).magnitude < 1e-12, "\(kml)")
            }
            // Ours is not.
            let again = try PlacemarkFile(bytes: SharedData.bytes(path), name: path)
            #expect(again.placemarks.flatMap(\.polygons) == file.placemarks.flatMap(\.polygons), "\(kml)")
            compared += 1
        }
        #expect(compared == 23)
    }

    @Test(arguments: SharedData.files(under: "kml-corpus", ending: ".kml"))
    func `every polygon of the text is there, or the file is refused`(path: String) throws {
        let bytes = try SharedData.bytes(path)
        let text = String(decoding: bytes, as: UTF8.self)
        let polygons = text.components(separatedBy: "<Polygon").dropFirst().count {
            $0.contains("<coordinates>")
        }
        do throws(Problems) {
            #expect(
                try PlacemarkFile(bytes: bytes, name: path).placemarks.flatMap(\.polygons).count == polygons)
        } catch {
            #expect(
                Self.refused[String(path.dropFirst("kml-corpus/".count))] == error.all.first?.code.rawValue)
        }
    }

    /// The points of every polygon of a GeoJSON value, its rings one after the other.
    private static func collect(_ value: Any, into polygons: inout [[[Double]]]) {
        if let list = value as? [Any] { for item in list { collect(item, into: &polygons) } }
        guard let object = value as? [String: Any] else { return }
        if object["type"] as? String == "Polygon", let rings = object["coordinates"] as? [[[Double]]] {
            polygons.append(rings.joined().map { Array($0.prefix(2)) })
            return
        }
        for key in ["features", "geometry", "geometries"] {
            if let inner = object[key] { collect(inner, into: &polygons) }
        }
    }
}
