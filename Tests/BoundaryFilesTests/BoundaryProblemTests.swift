import BoundaryFiles
import Diagnostics
import Testing

struct BoundaryProblemTests {
    private static let good = SampleKML.polygon(SampleKML.square(0, 0))

    private static func codes(_ text: String) -> [String] { SampleKML.summary(SampleKML.problems(text)) }

    @Test(
        arguments: [
            ("", "B101:1", "is empty"), ("PK\u{03}\u{04}rest", "B120:1", "zip archive (KMZ) is damaged"),
            ("{\"type\":\"FeatureCollection\"}", "B131:1", "no features"),
            ("hello", "B101:1", "not well-formed"),
            ("<kml>\n<Document>\n</kml>", "B101:3", "not well-formed"),
            ("<kml><Document>\n<Placemark>", "B101:2", "breaks off"),
            ("<kml>&nbsp;</kml>", "B101:1", "not well-formed"),
            ("<gpx></gpx>", "B103:1", "<gpx>"), ("<kml></kml>", "B105:1", "no wards"),
            (
                "<?xml version=\"1.0\"?>\n<!DOCTYPE kml SYSTEM \"file:///etc/passwd\">\n<kml/>", "B102:2",
                "refused"
            ),
            ("<!DOCTYPE kml [<!ENTITY a \"b\">]>\n<kml>&a;</kml>", "B102:1", "refused"),
        ])
    func `a file that is no boundary file is refused`(text: String, code: String, words: String) throws {
        let problems = SampleKML.problems(text)
        #expect(SampleKML.summary(problems) == [code])
        #expect(problems.first?.message.contains(words) == true, "\(problems)")
    }

    @Test(
        arguments: [
            ("-2,52 -1.9,52 -1.9,52.1 -2,52.1", "B110:6", "not closed"),
            ("-2,52 -1.9,52 -2,52", "B111:6", "3 points"), ("", "B111:6", "0 points"),
            ("-2,52 -1.9,5x2 -1.9,52.1 -2,52", "B112:6", "“-1.9,5x2”"),
            ("-2,52\n-1.9,52\n-1.9\n-2,52 -2,52", "B112:8", "“-1.9”"),
            ("-2,52 -1.9,nan -1.9,52.1 -2,52", "B112:6", "nan"),
            ("-2,52 -1.9,0x34 -1.9,52.1 -2,52", "B112:6", "0x34"),
            ("412048,282814 412049,282814 412049,282815 412048,282814", "B113:6", "not on earth"),
            ("-2,52 -1.9,52 -1.9,92 -2,52", "B113:6", "not on earth"),
            ("52,-2 52,-1.9 52.1,-1.9 52,-2", "B114:6", "wrong way round"),
        ])
    func `a broken ring is named with its ward and line`(ring: String, code: String, words: String) {
        let problems = SampleKML.problems(SampleKML.document(SampleKML.placemark(SampleKML.polygon(ring))))
        #expect(SampleKML.summary(problems) == [code])
        let message = problems.first?.message ?? ""
        #expect(message.contains(words), "\(message)")
        #expect(message.contains("Ward E05001216 Washwood Heath"), "\(message)")
    }

    @Test func `a polygon has one outer ring`() {
        let hole = Self.good.replacing("outerBoundaryIs", with: "innerBoundaryIs")
        #expect(Self.codes(SampleKML.document(SampleKML.placemark(hole))) == ["B117:5"])
        let two =
            Self.good.replacing("</Polygon>", with: "")
            + Self.good.replacing("<Polygon>", with: "")
        #expect(Self.codes(SampleKML.document(SampleKML.placemark(two))) == ["B117:5"])
    }

    @Test func `a ward has a code of the right form and an outline of its own`() {
        let none = SampleKML.placemark(code: nil, Self.good)
        let empty = SampleKML.placemark(code: "", Self.good)
        let right = SampleKML.placemark(code: "E05000001", Self.good)
        #expect(Self.codes(SampleKML.document(right + none + empty)) == ["B106:8", "B106:13"])
        for code in ["E0500121", "e05001216", "X05001216", "E0500121O", "E050012166"] {
            #expect(Self.codes(SampleKML.document(SampleKML.placemark(code: code, Self.good))) == ["B107:3"])
        }
        #expect(Self.codes(SampleKML.document(right + right)) == ["B108:8"])
        #expect(Self.codes(SampleKML.document(SampleKML.placemark("<Point/>"))) == ["B109:3"])
    }

    @Test func `two fields that could be the code are not chosen between`() {
        let text = SampleKML.document(
            SampleKML.placemark(field: "wd13cd", Self.good) + SampleKML.placemark(field: "wd19cd", Self.good))
        #expect(Self.codes(text) == ["B116:1"])
    }

    @Test func `all problems are listed at once`() {
        let text = SampleKML.document(
            SampleKML.placemark(code: "E1", SampleKML.polygon("1,2"))
                + SampleKML.placemark(SampleKML.polygon("52,-2 52,-1.9 52.1,-1.9 52,-2"))
                + SampleKML.placemark("<Point/>"))
        #expect(
            Set(SampleKML.problems(text).map(\.code.rawValue)) == ["B111", "B107", "B114", "B108", "B109"])
    }

    @Test func `thousands of problems are cut short`() {
        let bad = SampleKML.placemark(SampleKML.polygon("1,2"))
        let problems = SampleKML.problems(SampleKML.document(String(repeating: bad, count: 3_000)))
        #expect(problems.count == 201)
        #expect(problems.last?.code == BoundaryCode.andMore)
    }

    @Test func `a ward outside the United Kingdom is a warning`() throws {
        let away = SampleKML.polygon("2,48 3,48 3,49 2,48")
        let file = try SampleKML.read(SampleKML.document(SampleKML.placemark(away)))
        #expect(SampleKML.summary(file.warnings) == ["B115:3"])
        #expect(file.warnings.map(\.severity) == [.warning])
    }

    @Test func `limits are kept`() {
        let text = SampleKML.document(SampleKML.placemark(Self.good) + SampleKML.placemark(Self.good))
        func codes(_ change: (inout ReadingLimits) -> Void) -> [String] {
            var limits = ReadingLimits.standard
            change(&limits)
            return SampleKML.problems(text, limits: limits).map(\.code.rawValue)
        }
        #expect(codes { $0.bytes = 100 } == ["B104"])
        #expect(codes { $0.depth = 5 } == ["B104"])
        #expect(codes { $0.points = 9 } == ["B104"])
        #expect(codes { $0.placemarks = 1 } == ["B104"])
        let deep = String(repeating: "<Folder>", count: 200_000)
        #expect(SampleKML.problems("<kml>" + deep).map(\.code.rawValue) == ["B104"])
    }
}
