import BulkAssessment
import Diagnostics
import Eligibility
import Testing

@Suite struct LookUpFileTests {
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
