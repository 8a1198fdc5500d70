import Geometry
import TestSupport

@testable import Postcodes

/// Entries as lists have them: many in a sector, some out of use, some without a place.
enum RandomEntries {
    static func make(_ count: Int, decimals: Double, using random: inout SeededRandom) -> [PostcodeEntry] {
        let wards = ["E05001287", "W05000981", "S13002843", "N08000101", nil, nil]
        let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
        let sectors = (0..<max(1, count / 60)).map { _ in
            String(Readings.random(using: &random).text.dropLast(2))
        }
        return (0..<count).compactMap { _ in
            let unit = [0, 1].map { _ in String(letters.randomElement(using: &random) ?? "A") }.joined()
            guard let sector = sectors.randomElement(using: &random), let postcode = Postcode(sector + unit)
            else { return nil }
            var entry = PostcodeEntry(postcode, place: nil)
            if Int.random(in: 0..<10, using: &random) > 0 {
                entry.place = place(decimals, using: &random)
                entry.quality =
                    PlaceQuality.allCases.filter { $0 != .none }.randomElement(using: &random) ?? .mean
            } else {
                entry.quality = .none
            }
            entry.isLargeUser = Int.random(in: 0..<9, using: &random) == 0
            if Bool.random(using: &random) {
                entry.terminated = CalendarMonth(
                    year: .random(in: 1900...2199, using: &random),
                    month: .random(in: 1...12, using: &random))
            }
            entry.ward = wards.randomElement(using: &random) ?? nil
            return entry
        }
    }

    /// Mostly near Birmingham, now and then anywhere on the earth, its edges among it.
    private static func place(_ decimals: Double, using random: inout SeededRandom) -> Coordinate {
        func round(_ value: Double) -> Double { (value * decimals).rounded() / decimals }
        switch Int.random(in: 0..<40, using: &random) {
        case 0: return Coordinate(longitude: 180, latitude: -90)
        case 1: return Coordinate(longitude: -180, latitude: 90)
        case 2:
            return Coordinate(
                longitude: round(.random(in: -180...180, using: &random)),
                latitude: round(.random(in: -90...90, using: &random)))
        default:
            return Coordinate(
                longitude: round(.random(in: -1.9 ... -1.8, using: &random)),
                latitude: round(.random(in: 52.4...52.5, using: &random)))
        }
    }
}
