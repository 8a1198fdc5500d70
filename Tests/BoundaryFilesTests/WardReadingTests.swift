import BoundaryFiles
import Diagnostics
import Geometry
import Testing

struct WardReadingTests {
    @Test func `a ward has its code, name, authority and outline`() throws {
        let file = try SampleKML.read(
            SampleKML.document(
                """
                <Folder><Placemark><ExtendedData><SchemaData schemaUrl="#W">
                <SimpleData name="WD22CD"> E05011118 </SimpleData><SimpleData name="WD22NM">Acocks Green</SimpleData>
                <SimpleData name="LAD22CD">E08000025</SimpleData><SimpleData name="LAD22NM">Birmingham</SimpleData>
                </SchemaData></ExtendedData>
                <Polygon><outerBoundaryIs><LinearRing><coordinates>
                    -1.9,52.4,12.5 -1.8,52.4,0\t-1.8,52.5,x
                    -1.9 , 52.5 -1.9,52.4
                </coordinates></LinearRing></outerBoundaryIs>
                <innerBoundaryIs><LinearRing><coordinates>\(SampleKML.square(12, 42))</coordinates></LinearRing></innerBoundaryIs>
                </Polygon></Placemark></Folder>
                """))
        let ward = try #require(file.wards.first)
        #expect(file.wards.count == 1)
        #expect(ward.code == "E05011118")
        #expect(ward.name == "Acocks Green")
        #expect(ward.authorityCode == "E08000025")
        #expect(ward.authorityName == "Birmingham")
        #expect(file.vintage == "2022")
        #expect(file.warnings.isEmpty)
        #expect(ward.polygons.first?.holes.count == 1)
        #expect(
            ward.polygons.first?.outer.points == [
                Coordinate(longitude: -1.9, latitude: 52.4), Coordinate(longitude: -1.8, latitude: 52.4),
                Coordinate(longitude: -1.8, latitude: 52.5), Coordinate(longitude: -1.9, latitude: 52.5),
            ])
    }

    @Test(
        arguments: [
            ("wd13cd", "2013"), ("WD22CD", "2022"), ("wd91cd", "1991"), ("wdcd", nil), ("ward_code", nil),
            ("Ward Code", nil),
            ("WARD-CODE", nil),
        ] as [(String, String?)])
    func `the code field is found by its pattern`(field: String, vintage: String?) throws {
        let shape = SampleKML.polygon(SampleKML.square(0, 0))
        let file = try SampleKML.read(SampleKML.document(SampleKML.placemark(field: field, shape)))
        #expect(file.wards.map(\.code) == ["E05001216"])
        #expect(file.vintage == vintage)
    }

    @Test func `a declared field is used, whatever it is called`() throws {
        let text = SampleKML.document(
            SampleKML.placemark(field: "GSS", SampleKML.polygon(SampleKML.square(0, 0))))
        #expect(SampleKML.summary(SampleKML.problems(text)) == ["B105:1"])
        let file = try SampleKML.read(text, fields: BoundaryFields(code: "gss"))
        #expect(file.wards.map(\.code) == ["E05001216"])
    }

    @Test func `any prefix, nesting, collection and kind of extended data is read`() throws {
        let text = """
            <k:kml xmlns:k="http://earth.google.com/kml/2.1"><k:Folder><k:Document><k:Folder>
            <k:Placemark><k:name>Shard &amp; End</k:name>
            <k:ExtendedData><k:Data name="ward_code"><k:value><![CDATA[E05001203]]></k:value></k:Data></k:ExtendedData>
            <k:MultiGeometry><k:Point><k:coordinates>nonsense</k:coordinates></k:Point>
            <k:MultiGeometry><k:Polygon><k:outerBoundaryIs><k:LinearRing><k:coordinates>\(SampleKML.square(0, 0))
            </k:coordinates></k:LinearRing></k:outerBoundaryIs></k:Polygon></k:MultiGeometry>
            <k:Polygon><k:outerBoundaryIs><k:LinearRing><k:coordinates>\(SampleKML.square(9, 9))
            </k:coordinates></k:LinearRing></k:outerBoundaryIs></k:Polygon>
            </k:MultiGeometry></k:Placemark>
            <k:Placemark><k:name>A label</k:name></k:Placemark>
            </k:Folder></k:Document></k:Folder></k:kml>
            """
        let file = try SampleKML.read(text)
        #expect(file.wards.map(\.code) == ["E05001203"])
        #expect(file.wards.map(\.name) == ["Shard & End"])
        #expect(file.wards.first?.polygons.count == 2)
        #expect(file.otherPlacemarks == 1)
    }

    @Test func `the document says what it is and how accurate it is`() throws {
        let file = try SampleKML.read(
            SampleKML.document(
                """
                <name>Lots</name><description> Approximate outlines. </description>
                <ExtendedData><Data name="accuracy metres"><value>150</value></Data>
                <Data name="vintage"><value>2013</value></Data></ExtendedData>
                """
                    + SampleKML.placemark(field: "ward_code", SampleKML.polygon(SampleKML.square(0, 0)))))
        #expect(file.description == "Approximate outlines.")
        #expect(file.accuracyMetres == 150)
        #expect(file.vintage == "2013")
    }

    @Test(arguments: [("0", 0.0), ("1e300", 20_000_000.0), ("-1", nil), ("far", nil)])
    func `how accurate a document is stays within the Earth`(_ text: String, _ metres: Double?) throws {
        let file = try SampleKML.read(
            SampleKML.document(
                """
                <ExtendedData><Data name="accuracy metres"><value>\(text)</value></Data></ExtendedData>
                """
                    + SampleKML.placemark(field: "ward_code", SampleKML.polygon(SampleKML.square(0, 0)))))
        #expect(file.accuracyMetres == metres)
    }

    @Test func `numbers split between the parser's pieces are whole again`() throws {
        // Long rings put every kind of byte at the ends of the pieces in which the parser hands text over.
        for padding in 0..<48 {
            var points: [Coordinate] = []
            for step in 0..<6_000 {
                let share = Double(step) / 6_000
                points.append(
                    Coordinate(longitude: -2 + share * 0.123_456_789_1, latitude: 52 + share * share / 3))
            }
            let written = (points + points.prefix(1)).map { "\($0.longitude),\($0.latitude)" }
            let text = SampleKML.document(
                String(repeating: " ", count: padding)
                    + SampleKML.placemark(SampleKML.polygon(written.joined(separator: " "))))
            let file = try SampleKML.read(text)
            #expect(file.wards.first?.polygons.first?.outer.points == points)
        }
    }

    @Test func `a prefix that is not declared does no harm`() throws {
        let text = SampleKML.document(
            SampleKML.placemark(
                "<gx:balloonVisibility>1</gx:balloonVisibility>" + SampleKML.polygon(SampleKML.square(0, 0))))
        #expect(try SampleKML.read(text).wards.count == 1)
    }

    @Test func `a file in UTF-16 is read like any other`() throws {
        let text = SampleKML.document(
            SampleKML.placemark(name: "Tŷ", SampleKML.polygon(SampleKML.square(0, 0)))
        )
        .replacing("UTF-8", with: "UTF-16")
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let file = try BoundaryFile(bytes: bytes, name: "test.kml")
        #expect(file.wards.map(\.name) == ["Tŷ"])
    }
}
