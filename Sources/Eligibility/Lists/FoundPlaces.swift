/// The lots of people with their plans: which of those reached a decision finds is told by the plan.
@usableFromInline
struct FoundPlaces: Sendable {
    /// What a plan tells of lots.
    struct Finds: Hashable, Sendable {
        /// Which of the lots reached are among the lots of the decision, in their order, and whether all others are.
        var isFound: [Bool]
        var areOthersFound: Bool
        /// Which of the lots reached the conditions are about; nil for any of the others.
        var leading: Int?
    }

    private(set) var places: [PersonPlace] = []
    @usableFromInline var leadingLots: [LeadingLot] = []
    private var numbers: [PersonPlace: Int32] = [:]
    private var findNumbers: [Finds: Int32] = [:]
    /// For each place without lots and then each way to find some, the number of the place; -1 while there is none.
    private var table: [Int32] = []
    /// Ways to find lots that there is room for.
    private var width = 16

    /// The number of a way to find lots.
    mutating func number(of finds: Finds) -> Int32 {
        if let known = findNumbers[finds] { return known }
        let number = Int32(findNumbers.count)
        findNumbers[finds] = number
        if findNumbers.count > width {
            width *= 2
            table = []
        }
        return number
    }

    /// The number of a place that was met before.
    func number(base: Int32, finds: Int32) -> Int32? {
        let slot = Int(base) * width + Int(finds)
        guard slot < table.count, table[slot] >= 0 else { return nil }
        return table[slot]
    }

    /// Adds the lots that a plan finds.
    mutating func add(_ plan: RowPlan, to place: PersonPlace, base: Int32, finds: Int32) -> Int32 {
        var place = place
        place.setLots(plan.finds)
        let number = numbers[place] ?? Int32(places.count)
        if number == places.count {
            numbers[place] = number
            places.append(place)
            leadingLots.append(place.leadingLot)
        }
        let slot = Int(base) * width + Int(finds)
        if slot >= table.count {
            table += repeatElement(-1, count: (Int(base) + 1) * width - table.count)
        }
        table[slot] = number
        return number
    }
}
