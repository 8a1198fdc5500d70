/// The lots of one of many people.
package struct PersonPlace: Sendable, Hashable {
    /// A lot there is a tie to for certain, and the kinds of ties as bits.
    struct Reached: Hashable, Sendable {
        var lot: Int
        var known: UInt64
        var open: UInt64
    }

    /// The lots that are open on the day, as bits, and the stretch of days it is in.
    private let open: UInt64
    let era: Int
    /// The lots reached, by order of connections and then of the file.
    var reached: [Reached] = []
    /// The lots of the decision, by index, in order; the first of them are the first of those reached.
    package private(set) var lots: [Int] = []
    /// The lot that conditions are about; nil when it is one of those not reached.
    private(set) var leading: Int?

    init(_ day: DayBook.Day) { (open, era) = (day.open, Int(day.era)) }

    /// Kinds of ties to a lot, by index, in order.
    package func connections(to lot: Int) -> UInt64 { reached.first { $0.lot == lot }?.known ?? 0 }

    mutating func setLeading(_ index: Int?) { leading = index.map { reached[$0].lot } }

    mutating func setLots(_ finds: FoundPlaces.Finds) {
        setLeading(finds.leading)
        for (index, reached) in reached.enumerated() where finds.isFound[index] { lots.append(reached.lot) }
        guard finds.areOthersFound else { return }
        var rest = others
        while rest != 0 {
            lots.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
    }

    /// Open lots that are not reached, as bits.
    var others: UInt64 { reached.reduce(open) { $0 & ~(1 << UInt64($1.lot)) } }

    /// The lot that conditions are about.
    var leadingLot: LeadingLot {
        let found: UInt64 = lots.reduce(0) { $0 | 1 << UInt64($1) }
        guard let leading else {
            return LeadingLot(lot: others.trailingZeroBitCount, era: era, known: 0, found: found)
        }
        return LeadingLot(lot: leading, era: era, known: connections(to: leading), found: found)
    }
}
