import BoundaryFiles
import Geometry
import TestSupport
import Testing
import Wards

@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
struct NeighbourDataTests {
    @Test func `the pairs, contacts and lengths are those that GEOS finds`() throws {
        let map = try SharedData.map("west-midlands-2013.kml")
        var expected: [String: Double] = [:]
        for row in try SharedData.rows("neighbours/west-midlands-2013.csv") {
            let kind = row[2] == "edge" ? "border" : "corner"
            expected["\(row[0]) \(row[1]) \(kind)"] = DecimalNumber.value(of: row[3])
        }
        let contacts = map.neighbours()
        var found: [String: Double] = [:]
        for contact in contacts where contact.ward < contact.neighbour {
            let pair = "\(map.wards[contact.ward].code) \(map.wards[contact.neighbour].code)"
            found["\(pair) \(contact.contact.rawValue)"] = contact.sharedMetres
        }
        #expect(contacts.count == expected.count * 2)
        #expect(Set(found.keys).symmetricDifference(expected.keys).sorted() == [])
        for (pair, metres) in found {
            let right = try #require(expected[pair])
            #expect((metres - right).magnitude <= 0.01 * right, "\(pair): \(metres), expected \(right)")
        }
    }

    @Test func `moved apart by less than a millimetre, wards keep all their contacts`() throws {
        // Each ward's corners moved by up to half a millimetre, by a different amount for each ward: no
        // edge or corner is shared exactly any more.
        let (file, exact) = try SharedData.loaded("west-midlands-2013.kml")
        let moved = file.wards.enumerated().map { number, ward in
            let x = Double(number % 7 - 3) * 1.5e-9
            let y = Double(number % 5 - 2) * 1.5e-9
            func move(_ ring: Ring) -> Ring {
                Ring(
                    ring.points.map {
                        Coordinate(longitude: $0.longitude + x, latitude: $0.latitude + y)
                    })
            }
            return WardOutline(
                code: ward.code, name: ward.name,
                polygons: ward.polygons.map { Polygon(outer: move($0.outer), holes: $0.holes.map(move)) })
        }
        let loose = WardMap(moved)
        let before = exact.neighbours()
        let after = loose.neighbours()
        func pairs(_ contacts: [Contact]) -> Set<[Int]> { Set(contacts.map { [$0.ward, $0.neighbour] }) }
        #expect(pairs(before) == pairs(after))
        let lengths = Dictionary(uniqueKeysWithValues: after.map { ([$0.ward, $0.neighbour], $0) })
        for contact in before {
            let other = try #require(lengths[[contact.ward, contact.neighbour]])
            #expect(other.contact == contact.contact)
            #expect(
                (other.sharedMetres - contact.sharedMetres).magnitude <= 0.01 * contact.sharedMetres + 0.1)
        }
    }
}
