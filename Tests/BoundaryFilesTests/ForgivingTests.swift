import BoundaryFiles
import Diagnostics
import Geometry
import Testing

/// What older and odder exports do.
struct ForgivingTests {
    private static let square = SampleKML.polygon(SampleKML.square(0, 0))

    private static func wards(_ text: String) throws -> [String] {
        try SampleKML.read(text).wards.map { "\($0.code) \($0.name)" }
    }

    @Test func `a description table says what ward it is`() throws {
        let table = """
            <table border="1"><tr><td>Chelmsley Wood</td></tr><tr><td><table><tr><td>FID</td><td>0</td></tr>
            <tr bgcolor="#D4E4F3"><td>WD13CD</td><td>E05001287</td></tr><TR><TH>WD13NM</TH>
            <TD>Smith&#39;s Wood &amp; <b>more</b></TD></TR></table></td></tr></table>
            """
        let escaped = table.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        let list = "<ul><li><b>WD13CD:</b> E05001287</li><li>WD13NM: Smith's Wood &amp;amp; more</li></ul>"
        let lines = "WD13CD: E05001287<br/>WD13NM: Smith's Wood &amp; more<br/>Note: a: b"
        for description in ["<![CDATA[\(table)]]>", escaped, list, "<![CDATA[\(lines)]]>"] {
            let text =
                "<kml><Placemark><name>x</name><description>\(description)</description>\(Self.square)</Placemark></kml>"
            let file = try SampleKML.read(text)
            #expect(file.wards.map(\.code) == ["E05001287"], "\(description)")
            #expect(file.wards.map(\.name) == ["Smith's Wood & more"], "\(description)")
            #expect(file.vintage == "2013")
        }
    }

    @Test func `extended data goes before the description`() throws {
        let text = SampleKML.document(
            SampleKML.placemark("<description>WD22CD: E05000009</description>" + Self.square))
        #expect(try Self.wards(text) == ["E05001216 Washwood Heath"])
    }

    @Test(
        arguments: [
            "E05001287 Chelmsley Wood", "E05001287: Chelmsley Wood", "E05001287 - Chelmsley Wood",
            "Chelmsley Wood (E05001287)", "  E05001287\n Chelmsley   Wood ", "Chelmsley Wood, E05001287",
        ])
    func `a code in a name counts where no attribute is a code`(name: String) throws {
        let text = "<kml><Placemark><name>\(name)</name>\(Self.square)</Placemark></kml>"
        #expect(try Self.wards(text) == ["E05001287 Chelmsley Wood"])
        let second = "<Placemark><name>Shard End</name>\(Self.square)</Placemark></kml>"
        let problems = SampleKML.problems(text.replacing("</kml>", with: second))
        #expect(problems.filter { $0.severity == .error }.map(\.code) == [BoundaryCode.missingCode])
    }

    @Test(
        arguments: [
            "xmlns=\"http://earth.google.com/kml/2.0\"", "xmlns=\"http://earth.google.com/kml/2.1\"",
            "xmlns=\"http://www.opengis.net/kml/2.3\"", "xmlns:gx=\"http://www.google.com/kml/ext/2.2\"", "",
        ])
    func `any namespace or none will do`(namespace: String) throws {
        let extra = namespace.contains("gx") ? "<gx:Tour><gx:Playlist/></gx:Tour>" : ""
        let text = SampleKML.document(extra + SampleKML.placemark(Self.square))
            .replacing("xmlns=\"http://www.opengis.net/kml/2.2\"", with: namespace)
        #expect(try Self.wards(text) == ["E05001216 Washwood Heath"])
        var prefixed = text.replacing("<kml", with: "<k:kml").replacing("</kml", with: "</k:kml")
        for element in ["Document", "Placemark", "Polygon", "SimpleData", "coordinates"] {
            prefixed = prefixed.replacing("<\(element)", with: "<k:\(element)")
                .replacing("</\(element)", with: "</k:\(element)")
        }
        #expect(try Self.wards(prefixed) == ["E05001216 Washwood Heath"])
    }

    @Test func `white space and altitudes of every kind are passed over`() throws {
        let ring =
            "\u{FEFF}-2,52,0\u{A0}-1.98 ,52,1e3\u{2003}-1.98, 52.02\t\r\n-2,52.02,clamped\u{3000}-2,52 "
        let file = try SampleKML.read(SampleKML.document(SampleKML.placemark(SampleKML.polygon(ring))))
        #expect(file.wards.first?.polygons.first?.outer.points.count == 4)
    }
}

struct OutlineTests {
    private static let square = SampleKML.polygon(SampleKML.square(0, 0))
    private static let ward = SampleKML.placemark(Self.square)

    private static func estate(_ name: String, _ content: String = "") -> String {
        "<Placemark>\n<name>\(name)</name>\(content)\(SampleKML.polygon(SampleKML.square(4, 0)))</Placemark>"
    }

    @Test func `a named outline without a code is kept beside wards`() throws {
        let file = try SampleKML.read(SampleKML.document(Self.ward + Self.estate("Heartlands estate")))
        #expect(file.wards.count == 1)
        #expect(file.outlines.map(\.name) == ["Heartlands estate"])
        #expect(file.outlines.first?.polygons.count == 1)
        #expect(SampleKML.summary(file.warnings) == ["B140:8"])
        #expect(file.warnings.map(\.severity) == [.note])
    }

    @Test func `a ward that lost its code is an error and no outline`() {
        func codes(_ placemark: String) -> [String] {
            SampleKML.problems(SampleKML.document(Self.ward + placemark)).map(\.code.rawValue)
        }
        let name = "<ExtendedData><Data name=\"wd13nm\"><value>Nechells</value></Data></ExtendedData>"
        #expect(codes(Self.estate("Nechells", name)) == ["B106"])
        #expect(
            codes(Self.estate("Nechells", name.replacing("nm", with: "cd").replacing("Nechells", with: "")))
                == ["B106"])
        #expect(codes(Self.estate("")) == ["B106"])
        #expect(codes(Self.estate("One") + Self.estate("ONE ")).contains("B141"))
    }

    @Test func `a file of outlines alone is read when asked for`() throws {
        let text = SampleKML.document(Self.estate("One") + Self.estate("Two"))
        #expect(SampleKML.problems(text).map(\.code) == [BoundaryCode.noWards])
        let file = try BoundaryFile(bytes: Array(text.utf8), name: "estates.kml", mayLackWards: true)
        #expect(file.outlines.map(\.name) == ["One", "Two"] && file.wards.isEmpty)
        let feature = SampleGeoJSON.feature().replacing("WD22CD", with: "x").replacing("WD22NM", with: "Name")
            .replacing("LAD22CD", with: "y")
        let json = try BoundaryFile(
            bytes: Array(SampleGeoJSON.collection(feature).utf8), name: "estates.json", mayLackWards: true)
        #expect(json.outlines.map(\.name) == ["Washwood Heath"])
    }
}
