import ColumnEvaluation

/// What the ties of people come to. Lots differ from person to person and decide little: people of one pattern are
/// decided by the same plans, and their lots are kept apart from those.
struct TiePatterns: Sendable {
    /// What some ties come to on some days.
    struct Tied: Sendable {
        /// The number of the pattern; -1 for people who are left to the assessor.
        var pattern: Int32
        /// The number of the lots that are reached.
        var base: Int32
    }

    private(set) var all: [Tied] = []
    private var table = WordTable(most: mostTied)
    private var patternNumbers: [[UInt64]: Int32] = [:]
    /// All that plans depend on, for each pattern.
    private(set) var patterns: [[UInt64]] = []
    private var baseNumbers: [PersonPlace: Int32] = [:]
    private(set) var bases: [PersonPlace] = []

    private static let mostTied = 32_000

    var isFull: Bool { table.isFull }

    func value(of key: borrowing KeyWords) -> Int32? { table.value(of: key) }

    /// Adds what the ties of a key come to.
    ///
    /// - Parameter words: nil for people who are left to the assessor.
    mutating func add(_ base: PersonPlace, _ words: [UInt64]?, for key: borrowing KeyWords) -> Tied {
        var tied = Tied(pattern: -1, base: number(of: base))
        if let words { tied.pattern = number(of: words) }
        table.insert(Int32(all.count), for: key)
        all.append(tied)
        return tied
    }

    private mutating func number(of words: [UInt64]) -> Int32 {
        if let known = patternNumbers[words] { return known }
        patternNumbers[words] = Int32(patterns.count)
        patterns.append(words)
        return Int32(patterns.count - 1)
    }

    private mutating func number(of base: PersonPlace) -> Int32 {
        if let known = baseNumbers[base] { return known }
        baseNumbers[base] = Int32(bases.count)
        bases.append(base)
        return Int32(bases.count - 1)
    }
}

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
