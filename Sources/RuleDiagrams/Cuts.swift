import Facts
import RuleChecking
import RuleEvaluation

/// Finds where the values of a fact have to be cut so that a test has one outcome on every piece.
struct Cuts {
    /// Pieces a fact is cut into for one test, at most. An amount with more is taken to go through all its values.
    static let mostPieces = 80

    private let rules: CheckedRules
    /// What each fact of the rules can be at all.
    private let everything: [FactSet]
    private let areDates: [Bool]
    var evaluator: Evaluator
    /// What is known from days looked at before.
    private(set) var known: Known

    struct Known: Sendable {
        /// Where pieces ended on the last of them, by what they are of: most cuts stay, or move with the day. What could
        /// not be cut then is not tried again on every day.
        var ends: [Key: Ends] = [:]
        /// The ends of what only the amount that a fact is compared with can move, by that amount.
        var endsByAmount: [AmountKey: [Int64]] = [:]
        /// All ends that tests need which come out the same on every day.
        var timeless: [NodeID: [Int: [Int64]]] = [:]
    }

    struct Key: Hashable, Sendable {
        var node: NodeID
        var fact: Int
        var variant: Int
    }

    struct AmountKey: Hashable, Sendable {
        var key: Key
        var amount: Amounts
    }

    struct Ends: Sendable {
        /// Nil for what could not be cut.
        var ends: [Int64]?
        var day: CivilDate
    }

    /// Ends by amounts that are kept, at most: rates have few amounts, days are many.
    private static let mostAmounts = 10_000

    /// - Parameter known: is taken out, and is to be put back by whoever looks at other days: a copy of it would cost
    ///   more than a day.
    init(_ rules: CheckedRules, _ atoms: Atoms, _ evaluator: Evaluator, taking known: inout Known) {
        self.rules = rules
        everything = atoms.everything
        areDates = atoms.areDates
        self.evaluator = evaluator
        self.known = known
        known = Known()
    }

    /// The last value of each piece of a fact that a test needs. Empty for a test that no cuts decide.
    mutating func cuts(for atom: Atom) -> [Int: [Int64]] {
        guard atom.isTimeless else { return newCuts(for: atom) }
        if let ready = known.timeless[atom.node] { return ready }
        let found = newCuts(for: atom)
        known.timeless[atom.node] = found
        return found
    }

    private mutating func newCuts(for atom: Atom) -> [Int: [Int64]] {
        defer { for fact in atom.facts { evaluator.facts[fact] = everything[fact] } }
        if atom.facts.count == 1, everything[atom.facts[0]].hasRange {
            return [atom.facts[0]: truthEnds(atom, atom.facts[0], 0)]
        }
        return cutsOfSides(of: atom)
    }

    /// Facts that move a side in steps are cut at the steps; what is left is cut for each step.
    private mutating func cutsOfSides(of atom: Atom) -> [Int: [Int64]] {
        var result: [Int: [Int64]] = [:]
        var steps: [(fact: Int, pieces: [FactSet])] = []
        var smooth: [Int] = []
        for side in atom.sides {
            if side.facts.count == 1, let fact = side.facts.first, let ends = stepEnds(side.node, fact) {
                result[fact, default: []] += ends
                steps.append((fact, Self.pieces(everything[fact], ends)))
            } else {
                smooth += side.facts.filter { !smooth.contains($0) }
            }
        }
        guard smooth.count == 1, let fact = smooth.first, !steps.contains(where: { $0.fact == fact }) else {
            return result
        }
        if steps.isEmpty { return [fact: truthEnds(atom, fact, 0)] }
        for step in steps {
            for (variant, piece) in step.pieces.enumerated() {
                evaluator.facts[step.fact] = piece
                result[fact, default: []] += truthEnds(atom, fact, variant + 1)
            }
        }
        return result
    }

    static func pieces(_ set: FactSet, _ ends: [Int64]) -> [FactSet] {
        var pieces: [FactSet] = []
        var low = set.low
        for end in ends where end < set.high {
            pieces.append(FactSet(options: 0, low: low, high: end))
            low = end + 1
        }
        if set.hasRange { pieces.append(FactSet(options: 0, low: low, high: set.high)) }
        return pieces
    }

    // MARK: Ends

    private mutating func truthEnds(_ atom: Atom, _ fact: Int, _ variant: Int) -> [Int64] {
        let node = atom.node
        let key = Key(node: node, fact: fact, variant: variant)
        let other = atom.timelessSide(besides: fact).map {
            AmountKey(key: key, amount: evaluator.amounts($0))
        }
        if let other, let ends = known.endsByAmount[other] { return ends }
        let found = ends(key) { evaluator, low, high in
            evaluator.facts[fact] = FactSet(options: 0, low: low, high: high)
            return evaluator.truth(node).isSettled
        }
        if let other, let found, known.endsByAmount.count < Self.mostAmounts {
            known.endsByAmount[other] = found
        }
        return found ?? []
    }

    /// The ends of pieces, looked for first where they were on the day before; nil when there are too many.
    private mutating func ends(
        _ key: Key, _ isSettled: (inout Evaluator, Int64, Int64) -> Bool
    ) -> [Int64]? {
        let before = known.ends[key]
        if let before, before.ends == nil { return nil }
        let hints = before?.ends ?? []
        var all = [hints]
        if let before, areDates[key.fact] {
            let distance = Int64(evaluator.date.dayNumber) - Int64(before.day.dayNumber)
            all = [hints.map { $0 + distance }, hints]
        }
        let found = Self.ends(everything[key.fact], near: all) { low, high in
            isSettled(&evaluator, low, high)
        }
        known.ends[key] = Ends(ends: found, day: evaluator.date)
        return found
    }

    /// The ends of the steps of an amount; nil when it goes through more values than steps could have.
    private mutating func stepEnds(_ side: NodeID, _ fact: Int) -> [Int64]? {
        if isSmooth(side) { return nil }
        let key = Key(node: side, fact: fact, variant: 0)
        return ends(key) { evaluator, low, high in
            evaluator.facts[fact] = FactSet(options: 0, low: low, high: high)
            let amounts = evaluator.amounts(side)
            return amounts.isSingle || !amounts.hasRange
        }
    }

    /// Whether an amount plainly goes through all the values of its fact.
    private func isSmooth(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .fact(let index): everything[index].hasRange
        case .definition(let index): isSmooth(rules.definitions[index].value)
        case .arithmetic(_, let left, let right): isSmooth(left) || isSmooth(right)
        case .shiftedBy(let left, let right, _, _): isSmooth(left) || isSmooth(right)
        case .fraction(let inner), .shifted(let inner, _, _): isSmooth(inner)
        default: false
        }
    }

    /// Cuts a range into the longest stretches from below that are settled; nil when they are too many.
    private static func ends(
        _ set: FactSet, near hints: [[Int64]], _ isSettled: (Int64, Int64) -> Bool
    ) -> [Int64]? {
        var ends: [Int64] = []
        var low = set.low
        while set.hasRange, !isSettled(low, set.high) {
            guard ends.count < mostPieces, let end = end(from: low, in: set, hints, isSettled) else {
                return nil
            }
            ends.append(end)
            low = end + 1
        }
        return ends
    }

    private static func end(
        from low: Int64, in set: FactSet, _ hints: [[Int64]],
        _ isSettled: (Int64, Int64) -> Bool
    ) -> Int64? {
        for hint in hints.compactMap({ $0.first { $0 >= low } }) where hint < set.high {
            // Months and leap years move ends a little.
            if isSettled(low, hint) {
                for end in hint...min(hint + 3, set.high - 1) where !isSettled(low, end + 1) { return end }
            } else {
                for end in (max(low, hint - 3)..<hint).reversed() where isSettled(low, end) { return end }
            }
        }
        guard isSettled(low, low) else { return nil }
        var (inside, outside) = (low, set.high)
        while outside - inside > 1 {
            let middle = inside + (outside - inside) / 2
            if isSettled(low, middle) { inside = middle } else { outside = middle }
        }
        return inside
    }
}
