import BoundaryFiles
import Geometry
import Postcodes
import Wards

/// A little country: five square wards in a row, one that touches the last at a corner, and one far away.
///
/// Each is a hundredth of a degree wide and high. Alder is the first from the west.
package enum World {
    package static let wards = [
        ("E05000001", "Alder", 0, 0), ("E05000002", "Beech", 1, 0), ("E05000003", "Cherry", 2, 0),
        ("E05000004", "Date Palm", 3, 0), ("E05000005", "Elm", 4, 0), ("E05000006", "Fig", 5, 1),
        ("E05000007", "Beech", 9, 9),
    ]

    package static func longitude(_ x: Double) -> Double { ((-200 + x) * 1_000).rounded() / 100_000 }
    package static func latitude(_ y: Double) -> Double { ((5_200 + y) * 1_000).rounded() / 100_000 }

    /// The map of these wards, from the file that the programs of the conformance corpus name.
    package static func map() throws -> WardMap {
        let path = "Tests/RuleConformanceTests/Corpus/world.kml"
        return try WardMap([BoundaryFile(bytes: Repository.bytes(path) ?? [], name: "world.kml")])
    }

    /// Text for a place by its point, in wards from the west and south.
    package static func point(_ x: Double, _ y: Double) -> String {
        "latitude \(latitude(y)), longitude \(longitude(x))"
    }

    package static let postcodes = PostcodePlaces(
        [
            postcode("B37 7RN", 0.5, 0.5), postcode("B37 7RA", 4.5, 0.5), postcode("B1 1AA", 3, 8.5),
            postcode("B37 7RB", 1.001, 0.5, ward: "E05000001"),
            postcode("B37 7RD", 0.5, 0.5, terminated: CalendarMonth(year: 2004, month: 3)),
            postcode("B37 7RE", 0.5, 0.5, quality: .sectorMean),
            postcode("B37 7RF", 0.5, 0.5, quality: .imputed, isLargeUser: true),
            postcode("B37 7RG", 0.5, 0.5, quality: .none),
        ].compactMap(\.self))

    private static func postcode(
        _ text: String, _ x: Double, _ y: Double, quality: PlaceQuality = .building,
        isLargeUser: Bool = false,
        terminated: CalendarMonth? = nil, ward: String? = nil
    ) -> PostcodeEntry? {
        Postcode(text).map {
            PostcodeEntry(
                $0,
                place: quality == .none ? nil : Coordinate(longitude: longitude(x), latitude: latitude(y)),
                quality: quality, isLargeUser: isLargeUser, terminated: terminated, ward: ward)
        }
    }
}
