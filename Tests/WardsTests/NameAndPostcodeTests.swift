import BoundaryFiles
import Geometry
import Testing
import Wards

struct NameAndPostcodeTests {
    @Test(
        arguments: [
            ("Smith's Wood", "SMITH’S  WOOD"), ("Smith's Wood", "Smiths Wood"),
            ("Stechford and Yardley North", "Stechford & Yardley North"),
            ("Stourbridge-Wollaston", "stourbridge – wollaston"), ("Tŷ-du", "TŶ DU"),
        ])
    func `two spellings of one name have one key`(one: String, other: String) {
        #expect(WardName.key(one) == WardName.key(other))
    }

    @Test func `different names have different keys`() {
        #expect(WardName.key("Abbey") != WardName.key("Abbeys"))
        #expect(WardName.key("Tŷ") != WardName.key("Ty"))
    }

    @Test func `a ward code is a letter and eight digits`() {
        #expect(WardCode.isWellFormed("E05001216"))
        #expect(WardCode.isWellFormed("W05000981"))
        for code in [
            "", "E0500121", "E050012160", "e05001216", "K05001216", "E0500121x", " E05001216", "E0500١٢16",
        ] {
            #expect(!WardCode.isWellFormed(code))
        }
    }

    @Test(
        arguments: [
            ("B37 7RN", "B37 7RN"), ("b377rn", "B37 7RN"), (" b3 7 7 r n ", "B37 7RN"), ("B1  1AY", "B1 1AY"),
            ("EC1A1BB", "EC1A 1BB"), ("W1A 0AX", "W1A 0AX"), ("M1\u{A0}1AE", "M1 1AE"),
            ("ZZ993VZ", "ZZ99 3VZ"),
            ("DN55 1PT", "DN55 1PT"),
        ])
    func `a postcode in any spelling has one form`(spelling: String, text: String) throws {
        #expect(try #require(Postcode(spelling)).text == text)
    }

    @Test(
        arguments: [
            "", "B37", "B37 7R", "B37 RN7", "37 7RN", "B37 7RNN", "B37-7RN", "BFPO 52", "ABC1 1AA", "B37 7CN",
            "B 7RN",
            "B37 7RÑ", "unknown",
        ])
    func `what has not the shape of a postcode is none`(spelling: String) {
        #expect(Postcode(spelling) == nil)
    }

    @Test func `postcodes without a place are told apart`() throws {
        for text in ["ZZ99 3VZ", "BF1 2AB", "JE2 3AB", "GY1 1AA", "IM1 1AA"] {
            #expect(try #require(Postcode(text)).isUnplaceable)
        }
        #expect(try !#require(Postcode("B37 7RN")).isUnplaceable)
        #expect(Postcode.isForcesAddress("BFPO 52") && Postcode.isForcesAddress("bfpo123"))
        #expect(!Postcode.isForcesAddress("BFPOX") && !Postcode.isForcesAddress("B37 7RN"))
    }

    @Test func `a look-up gives the centre of a postcode`() throws {
        func row(_ text: String, _ latitude: Double, _ longitude: Double) throws -> (Postcode, Double, Double)
        {
            (try #require(Postcode(text)), latitude, longitude)
        }
        let rows = try [
            row("B37 7RN", 52.4759387, -1.7453871), row("B1 1AY", 52.4759387, -1.9053871),
            row("B1 1BA", 0, 0), row("B1 1BB", 99.999999, 0), row("B1 1AY", 52.5, -1.9),
            row("SY4 1AA", 52.8, .nan),
        ]
        let places = PostcodePlaces(rows.map { (postcode: $0.0, latitude: $0.1, longitude: $0.2) })
        #expect(places.count == 2)
        #expect(
            places[try #require(Postcode("b377rn"))]
                == Coordinate(longitude: -1.7453871, latitude: 52.4759387))
        #expect(places[try #require(Postcode("B1 1AY"))] == Coordinate(longitude: -1.9, latitude: 52.5))
        #expect(places[try #require(Postcode("B1 1BA"))] == nil)
        #expect(places[try #require(Postcode("B1 1BB"))] == nil)
    }

    @Test func `a pair of coordinates is checked, the wrong way round above all`() throws {
        let point = try GeographicPoint(longitude: -1.82, latitude: 52.49)
        #expect(point.coordinate == Coordinate(longitude: -1.82, latitude: 52.49))
        let swapped = #expect(throws: GeographicPoint.Fault.self) {
            try GeographicPoint(longitude: 52.49, latitude: -1.82)
        }
        #expect(
            swapped?.description
                == "latitude -1.82, longitude 52.49 look swapped: swapped they fall in Great Britain")
        #expect(throws: GeographicPoint.Fault.notNumbers) {
            try GeographicPoint(longitude: .nan, latitude: 52)
        }
        #expect(throws: GeographicPoint.Fault.latitudeOutOfRange(99.999999)) {
            try GeographicPoint(longitude: 0, latitude: 99.999999)
        }
        #expect(throws: GeographicPoint.Fault.longitudeOutOfRange(412_048)) {
            try GeographicPoint(longitude: 412_048, latitude: 52)
        }
        // Elsewhere in the world is no mistake here.
        _ = try GeographicPoint(longitude: 2.35, latitude: 48.86)
        _ = try GeographicPoint(longitude: 36.8, latitude: -1.3)
    }
}
