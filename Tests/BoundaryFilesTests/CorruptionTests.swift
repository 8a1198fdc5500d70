import BoundaryFiles
import Diagnostics
import Foundation
import TestSupport
import Testing

struct CorruptionTests {
    private static let kml = Array(
        SampleKML.document(
            "<description>Two wards</description>"
                + SampleKML.placemark(SampleKML.polygon(SampleKML.square(0, 0)))
                + SampleKML.placemark(
                    code: "E05001217", name: "Weoley &amp; more",
                    "<MultiGeometry>" + SampleKML.polygon(SampleKML.square(4, 0))
                        + SampleKML.polygon(SampleKML.square(8, 0)) + "</MultiGeometry>")
        ).utf8)

    private static let described = Array(
        """
        <kml><Placemark><name>Old</name><description><![CDATA[<table><tr><td>WD13CD</td><td>E05001216</td></tr>
        <tr><td>WD13NM</td><td>Washwood &amp; Heath</td></tr></table>]]></description>
        \(SampleKML.polygon(SampleKML.square(0, 0)))</Placemark></kml>
        """.utf8)

    private static let json = Array(
        SampleGeoJSON.collection(
            SampleGeoJSON.feature(),
            SampleGeoJSON.feature(
                "E05001217", name: "Weoley \\u00e9",
                geometry: "{\"type\":\"MultiPolygon\",\"coordinates\":[[\(SampleGeoJSON.ring)]]}"),
            extra: "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4326\"}},"
        ).utf8)

    private static func files() -> [(name: String, bytes: [UInt8])] {
        let entry = SampleArchive.Entry(name: "doc.kml", content: kml, method: 8)
        let icon = SampleArchive.Entry(name: "files/icon.png", content: [1, 2, 3])
        return [
            ("kml", kml), ("description", described), ("json", json),
            ("kmz", SampleArchive.zip([icon, entry])),
            ("gzip", SampleArchive.gzip(kml)),
        ]
    }

    private static let pieces = [
        "<", ">", "</", "/>", "<!DOCTYPE", "<![CDATA[", "]]>", "<!--", "&", "&lt;", "&#0;", "\0", "\u{FEFF}",
        "-", ",", " ", "\n", "1e9", "1e-999", "e", ".", "<kml>", "</Polygon>", "<Polygon>", "<Placemark>",
        "</Placemark>", "<coordinates>", "é", "99999999999999999999999999", "xmlns=\"\"", "?>",
        "<?xml version=\"1.0\"?>", "{", "}", "[", "]", "[[", "\"", "\\", "\\u", "\\ud800", "null", "true",
        ":",
        "\"type\":", "\"coordinates\":", "\"features\":[", "PK\u{1}\u{2}", "PK\u{5}\u{6}",
    ]

    /// How many corruptions are tried of all kinds of files together. A million:
    /// `WARDWISE_CORRUPTIONS=1000000 make test ONLY=CorruptionTests`.
    private static let rounds =
        Asked.corruptions ?? 20_000

    @Test(arguments: 0..<5)
    func `a corrupted file loads or is refused, and never does anything else`(kind: Int) throws {
        let sample = Self.files()[kind]
        let seed = Asked.seed
        print("corruption of \(sample.name): seed \(seed)")
        var generator = SeededRandom(seed: seed)
        var loaded = 0
        let rounds = Self.rounds / 5
        for _ in 0..<rounds {
            let bytes = Self.corrupted(sample.bytes, &generator)
            do throws(Problems) {
                let file = try BoundaryFile(bytes: bytes, name: "corrupted")
                loaded += 1
                #expect(!file.wards.isEmpty, "seed \(seed)")
                #expect(file.wards.allSatisfy { !$0.polygons.isEmpty }, "seed \(seed)")
            } catch {
                #expect(error.all.contains { $0.severity == .error }, "seed \(seed)")
            }
        }
        // Some corruptions only change a name.
        #expect(loaded > 0 && loaded < rounds, "seed \(seed)")
    }

    private static func corrupted(_ sample: [UInt8], _ generator: inout SeededRandom) -> [UInt8] {
        var bytes = sample
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...40, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(place..<end)
            case 2:
                bytes.insert(contentsOf: pieces.randomElement(using: &generator)?.utf8 ?? "".utf8, at: place)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 4: bytes = Array(bytes.prefix(max(place, 1)))
            default: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            }
            if bytes.isEmpty { bytes = [0] }
        }
        return bytes
    }
}
