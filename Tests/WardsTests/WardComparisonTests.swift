import BoundaryFiles
import Geometry
import TestSupport
import Testing
import Wards

struct WardComparisonTests {
    private static func ward(
        _ code: String, _ name: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double
    ) -> WardOutline {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)].map {
            Coordinate(longitude: -2 + $0.0 / 128, latitude: 52 + $0.1 / 128)
        }
        return WardOutline(code: code, name: name, polygons: [Polygon(outer: Ring(corners))])
    }

    @Test func `every kind of change is told apart`() throws {
        let old = WardMap([
            Self.ward("E05000001", "Same", 0, 0, 4, 4), Self.ward("E05000002", "Redrawn", 4, 0, 4, 4),
            Self.ward("E05000003", "St Mark's", 8, 0, 4, 4), Self.ward("E05000004", "Split", 0, 4, 4, 4),
            Self.ward("E05000005", "Merged", 4, 4, 2, 4), Self.ward("E05000006", "Merged too", 6, 4, 2, 4),
            Self.ward("E05000007", "Gone", 8, 4, 4, 4), Self.ward("E05000008", "Old name", 0, 8, 4, 4),
        ])
        let new = WardMap([
            // A thousandth off, as another drawing of the same.
            Self.ward("E05000001", "SAME", 0.004, 0, 4, 4), Self.ward("E05000002", "Redrawn", 4, 0, 3, 4),
            Self.ward("E05000013", "St Marks", 8, 0, 4, 4), Self.ward("E05000014", "Split West", 0, 4, 1, 4),
            Self.ward("E05000015", "Split East", 1, 4, 3, 4), Self.ward("E05000016", "Merger", 4, 4, 4, 4),
            Self.ward("E05000008", "New name", 0, 8, 4, 4), Self.ward("E05000019", "Fresh", 20, 20, 4, 4),
        ])
        let comparison = WardComparison(from: old, to: new)
        #expect(comparison.isComplete)
        #expect(
            comparison.fates.map(\.change) == [
                .same, .redrawn, .recoded, .split, .merged, .merged, .gone, .same,
            ])
        #expect(comparison.fates.map(\.isRenamed) == [false, false, false, false, false, false, false, true])
        #expect(comparison.added.map { new.wards[$0].name } == ["Fresh"])
        let split = comparison.fates[3]
        #expect(split.shares.map { new.wards[$0.new].name } == ["Split East", "Split West"])
        #expect((split.shares[0].ofOld - 0.75).magnitude < 0.001)
        #expect((split.shares[1].ofOld - 0.25).magnitude < 0.001)
        #expect((comparison.fates[1].uncovered - 0.25).magnitude < 0.001)
        #expect(comparison.fates[6].uncovered == 1)
        let merger = try #require(new.index(ofCode: "E05000016"))
        #expect(comparison.origins[merger].map(\.old) == [4, 5])
        #expect(comparison.origins[merger].allSatisfy { ($0.ofNew - 0.5).magnitude < 0.001 })
        let finer = WardComparison(from: old, to: new, minimumShare: 0.0001)
        #expect(finer.fates[0].change == .redrawn)
    }

    @Test(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
    func `the wards of Birmingham changed in 2018 as its lots say`() throws {
        let old = try SharedData.map("west-midlands-2013.kml")
        let new = try SharedData.map("west-midlands-2019.kml")
        let comparison = WardComparison(from: old, to: new)
        func shares(_ code: String) throws -> [String] {
            let ward = try #require(old.index(ofCode: code))
            let fate = comparison.fates[ward]
            return [fate.change.rawValue]
                + fate.shares.map { "\(new.wards[$0.new].code) \(Int(($0.ofOld * 100).rounded()))" }
        }
        // As domain/lot-wards.csv has them: Washwood Heath, Shard End, and two that stayed.
        #expect(try shares("E05001216") == ["split", "E05011120 68", "E05011183 19", "E05011138 13"])
        #expect(try shares("E05001203").prefix(3) == ["split", "E05011138 57", "E05011165 41"])
        #expect(try shares("E05001287").prefix(2) == ["same", "E05001287 100"])
        #expect(try shares("E05007480").prefix(2) == ["same", "E05007480 100"])
        // Everything that is covered is accounted for.
        for fate in comparison.fates {
            let sum = fate.shares.reduce(fate.uncovered) { $0 + $1.ofOld }
            #expect(sum > 0.95 && sum < 1.001, "\(old.wards[fate.ward].code): \(sum)")
        }
        // A ward's ground here is its area by its rings.
        for fate in comparison.fates {
            let whole = fate.shares.first { $0.ofOld > 0.999 }
            guard let whole else { continue }
            #expect((whole.squareMetres / 10_000 / old.wards[fate.ward].hectares - 1).magnitude < 0.002)
        }
    }
}
