import DelimitedText
import Geometry
import TestSupport
import Testing

@testable import Postcodes

/// A hundred thousand real postcodes, with degrees that were worked out with OSTN15.
@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
struct RealListTests {
    @Test func `degrees from grid references are within the stated accuracy of those by OSTN15`() throws {
        let table = try DelimitedTable(bytes: RealList.bytes(), named: "list")
        var farthest = 0.0
        var total = 0.0
        var count = 0
        for record in table.records {
            let numbers = try (1...4).map { try #require(Double(record.string($0))) }
            let place = try #require(NationalGridPlace(easting: numbers[2], northing: numbers[3]))
            let metres = groundMetres(
                place.coordinate, Coordinate(longitude: numbers[1], latitude: numbers[0]))
            farthest = max(farthest, metres)
            total += metres
            count += 1
        }
        #expect(count == 101_331)
        #expect(farthest < NationalGridPlace.accuracyMetres)
        #expect(total / Double(count) < 2)
    }

    @Test func `every postcode of a real list is found where the list has it`() throws {
        var builder = PostcodeFileBuilder()
        let bytes = try RealList.bytes()
        try builder.add(MemoryByteSource(bytes), named: "list.csv")
        let built = try builder.finish()
        #expect(built.warnings.isEmpty)
        #expect(built.counts.placed == 101_331)
        let places = try PostcodePlaces(built.bytes, named: "x")
        for record in try DelimitedTable(bytes: bytes, named: "list").records {
            let postcode = try #require(Postcode(record.string(0)))
            guard case .found(let entry) = places.find(postcode) else {
                Issue.record("\(postcode) is missing")
                return
            }
            let place = try #require(entry.place)
            #expect(place.latitude == Double(record.string(1)) && place.longitude == Double(record.string(2)))
            #expect(entry.ward == record.string(5))
        }
        // Seven decimals and a ward each.
        #expect(built.bytes.count < 101_331 * 7)
    }
}

/// The public data beside the package that is not part of it.
enum RealList {
    static func bytes() throws -> [UInt8] {
        try SharedData.bytes("postcodes/code-point-open-2013-08-west-midlands.csv.gz")
    }
}
