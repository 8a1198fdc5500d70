import Facts
import Geometry

/// Where one place of a person was found to be.
public struct PlaceFound: Sendable, Hashable {
    /// The connection, as the rules name it.
    public var connection: String
    /// What is so of somebody with a place there: “lives in the area”.
    public var phrase: String
    /// The place as words: “B37 7RN, in E05001287 Chelmsley Wood”.
    public var words: String
    /// Codes of the wards it is in; empty for a place outside all of them. Nil: not known.
    public var wards: [String]?
    /// Where it is, when a point or a postcode says.
    public var point: Coordinate?
}

extension Assessor {
    /// Every place of a person, in the order of the connections, as far as it can be found on the map.
    ///
    /// - Throws: everything wrong with what was given.
    public func placesFound(_ person: Person) throws(InputProblems) -> [PlaceFound] {
        let prepared = try PreparedCase(self, person)
        return zip(book.rules.connections, prepared.places).flatMap { connection, places in
            places.map { place in
                PlaceFound(
                    connection: connection.name, phrase: connection.phrase, words: place.words,
                    wards: place.wards, point: place.point)
            }
        }
    }
}
