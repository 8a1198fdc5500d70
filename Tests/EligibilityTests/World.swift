import BoundaryFiles
import Diagnostics
import Eligibility
import Facts
import Geometry
import Postcodes
import Testing
import Wards

/// A little country: five square wards in a row, one that touches the last at a corner, and one far away.
///
/// Each is a hundredth of a degree wide and high. Alder is the first from the west.
enum World {
    static let wards = [
        ("E05000001", "Alder", 0, 0), ("E05000002", "Beech", 1, 0), ("E05000003", "Cherry", 2, 0),
        ("E05000004", "Date Palm", 3, 0), ("E05000005", "Elm", 4, 0), ("E05000006", "Fig", 5, 1),
        ("E05000007", "Beech", 9, 9),
    ]

    static let kml: String = {
        let placemarks = wards.map { code, name, x, y in
            let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
            let ring = corners.map { "\(longitude(Double(x + $0.0))),\(latitude(Double(y + $0.1)))" }
                .joined(separator: " ")
            return """
                <Placemark><ExtendedData><SchemaData><SimpleData name="wd13cd">\(code)</SimpleData>
                <SimpleData name="wd13nm">\(name)</SimpleData></SchemaData></ExtendedData>
                <Polygon><outerBoundaryIs><LinearRing><coordinates>\(ring)</coordinates></LinearRing></outerBoundaryIs></Polygon>
                </Placemark>
                """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document>
            \(placemarks.joined(separator: "\n"))
            </Document></kml>
            """
    }()

    static func longitude(_ x: Double) -> Double { ((-200 + x) * 1_000).rounded() / 100_000 }
    static func latitude(_ y: Double) -> Double { ((5_200 + y) * 1_000).rounded() / 100_000 }

    static func map() throws -> WardMap {
        try WardMap([BoundaryFile(bytes: Array(kml.utf8), name: "world.kml")])
    }

    /// Text for a place by its point, in wards from the west and south.
    static func point(_ x: Double, _ y: Double) -> String {
        "latitude \(latitude(y)), longitude \(longitude(x))"
    }

    static let postcodes = PostcodePlaces(
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

    static let facts = """
        boundaries "world.kml"
            neighbouring means sharing at least 1 metre of border
            E05009999 "New Beech" lies within E05000002 "Beech"
                assumed "The new ward is inside the old one."
        fact income: money per year
            ask "What are you paid?"
        fact status: "out of work" or "employed"
        fact date of birth: date
            must be on or before the start date
        connection home: "lives in the area"
            ask "Where do you live?"
        connection work: "works in the area"
        connection other tie: "has another tie to the area"
            refer, say "A person will decide about this tie."
        """

    static let decision = """
        define age: age from date of birth
        condition local connection: has a connection to the lot
            otherwise say "You need a tie to the area."
        condition old enough: age is at least 16
            otherwise say "You need to be 16."
        eligible when local connection and old enough
        """

    static func programme(_ clauses: String = "runs from 1 January 2020 to 31 December 2021") -> String {
        """
        programme "World", version "one"
            \(clauses)
            decided on the start date

        """
    }

    static func rules(_ lots: String, decision: String = decision, extra: String = "") -> String {
        programme() + facts + "\n" + decision + "\n" + lots + "\n" + extra + "\n"
    }

    static func book(_ text: String, withMap: Bool = true) throws -> RuleBook {
        let files = RuleFiles(main: "main.rules") { $0 == "main.rules" ? Array(text.utf8) : nil }
        do {
            return try RuleBook(files, map: withMap ? map() : nil)
        } catch {
            throw Shown(description: ((error as? Problems)?.all ?? []).map(\.text).joined(separator: "\n"))
        }
    }

    struct Shown: Error, CustomStringConvertible { var description: String }

    static func assessor(
        _ text: String, withMap: Bool = true, _ change: (inout Assessor.Options) -> Void = { _ in }
    ) throws -> Assessor {
        var options = Assessor.Options()
        options.postcodes = postcodes
        change(&options)
        return try Assessor(book(text, withMap: withMap), options: options)
    }
}

extension Assessor {
    /// Decides the person that some texts describe; the start date is 1 July 2020 and the age 30 unless said
    /// otherwise.
    func decide(_ texts: [String: String]) throws -> Assessment {
        var reader = PersonReader(book)
        var all = ["start date": "1 July 2020"]
        if texts["date of birth"] == nil, book.fields.field(named: "age") != nil { all["age"] = "30" }
        for (name, text) in all.merging(texts, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            reader.give(text, for: try #require(book.fields.field(named: name), "no field \(name)"))
        }
        return try assess(reader.finish())
    }

    /// The names of what is wrong with some texts; empty when nothing is.
    func errors(_ texts: [String: String]) throws -> [String] {
        do {
            _ = try decide(texts)
            return []
        } catch let problems as InputProblems {
            return problems.all.map(\.fact)
        }
    }
}
