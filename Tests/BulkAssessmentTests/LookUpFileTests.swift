import BulkAssessment
import Diagnostics
import Eligibility
import Testing
import Wards

@Suite struct LookUpFileTests {
    @Test(arguments: ["postcode,latitude,longitude", "pcds,lat,long", "PCD7,Lat,Lng", "pcd,LATITUDE,lon"])
    func `postcodes are found by their usual headings`(_ header: String) throws {
        let places = try PostcodeFile.read(
            Array(
                "\(header)\nB37 7RN,52.48,-1.74\nZZ99 3VZ,,\nnonsense,1,2\nB37 7RP,99.999999,0.000000\n".utf8),
            named: "p.csv")
        #expect(places.count == 1)
        let code = try #require(Postcode("b377rn"))
        #expect(places[code]?.latitude == 52.48)
    }

    @Test func `a file of postcodes without places says which columns it lacks`() {
        #expect(throws: Problems.self) {
            try PostcodeFile.read(Array("postcode,ward\nB37 7RN,x\n".utf8), named: "p.csv")
        }
    }

    @Test func `places are read row by row`() throws {
        let counts = try PlacesFile.read(
            Array("Cohort,Lot,Places,Taken\nIn Work, North ,40,12\n".utf8), named: "places.csv")
        #expect(counts == [.init(lot: "North", cohort: "In Work", count: PlacesTaken(taken: 12, places: 40))])
    }

    @Test(arguments: ["North,In Work,40,-1", "North,In Work,forty,2", "North,In Work,40,"])
    func `places that are no numbers are refused with their line`(_ row: String) {
        do {
            _ = try PlacesFile.read(Array("lot,cohort,places,taken\n\(row)\n".utf8), named: "places.csv")
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.all.first?.places.first?.line == 2)
        }
    }
}
