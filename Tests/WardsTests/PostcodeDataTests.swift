import Geometry
import TestSupport
import Testing
import Wards

@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
struct PostcodeDataTests {
    @Test func `postcodes are in the ward that their source lists, or within fifteen metres of it`() throws {
        let map = try SharedData.map("west-midlands-2013.kml")
        let rows = try SharedData.rows("postcodes/code-point-open-2013-08-west-midlands.csv.gz")
        var all = 0
        var elsewhere = 0
        var beyond = 0
        var inSeveral = 0
        var farthest = 0.0
        for row in rows {
            guard let listed = map.index(ofCode: String(row[5])) else { continue }
            let latitude = try #require(DecimalNumber.value(of: row[1]))
            let longitude = try #require(DecimalNumber.value(of: row[2]))
            all += 1
            let location = map.locate(longitude: longitude, latitude: latitude)
            if location.wards.count > 1 { inSeveral += 1 }
            if location == .inside([listed]) { continue }
            elsewhere += 1
            if location == .outside { beyond += 1 }
            let point = Coordinate(longitude: longitude, latitude: latitude)
            farthest = max(farthest, map.distance(metresFrom: point, toWard: listed))
        }
        #expect(all == 101_331)
        #expect(elsewhere == 52)
        #expect(farthest < 15)
        #expect(inSeveral == 0)
        // WV6 7JQ lies a quarter of a metre beyond the last ward of the file; the next one is in Shropshire.
        #expect(beyond == 1)
    }
}
