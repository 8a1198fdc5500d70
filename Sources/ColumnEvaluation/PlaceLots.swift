import Facts

/// Which lots a place is in, for days on which the same lots are open and have the same places.
package struct PlaceLots: Sendable {
    /// Lots that can be told apart, at most: a bit for each.
    package static let mostLots = 64

    /// The first day of each era, in order.
    package var firstDays: [CivilDate]
    /// The lots that are open in each era, a bit for each.
    package var open: [UInt64]
    /// For each era, and each place in it, the open lots it is in. Place 0 is in none.
    package var lots: [UInt64]
    /// How many places there are, with place 0.
    package var places: Int

    package init(firstDays: [CivilDate], open: [UInt64], lots: [UInt64], places: Int) {
        self.firstDays = firstDays
        self.open = open
        self.lots = lots
        self.places = places
    }

    /// The era of a day; nil before all of them.
    func era(of day: CivilDate) -> Int? { firstDays.lastIndex { $0 <= day } }
}
