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
