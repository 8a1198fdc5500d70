import BoundaryFiles
import Geometry
import Testing
import Wards

struct NameAndPointTests {
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
