import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Which cell of a day holds a value of a fact.
package struct FactCells: Sendable {
    /// An index into the facts.
    package let fact: Int
    /// The last value of each piece of the range but the last, in order: the cell of a value is the number of these
    /// below it.
    package let ends: [Int64]
    /// The cells of the answers that are not amounts stand behind those of the range, in the order of their bits.
    package let options: UInt64
    package let everything: FactSet
    /// How many cells the range has.
    package let pieces: Int
    /// What the fact is in each cell.
    package let sets: [FactSet]
    var count: Int { sets.count }

    init?(_ axis: Axis, _ rules: CheckedRules) {
        guard case .fact(let fact) = axis.subject else { return nil }
        self.fact = fact
        everything = .everything(rules.facts[fact])
        let ranges = axis.sets.filter(\.hasRange)
        pieces = ranges.count
        ends = ranges.dropLast().map(\.high)
        options = everything.options
        sets = axis.sets
    }

    /// The cell of a value that is one of the options.
    package func cell(ofOption bit: UInt64) -> Int { pieces + (options & (bit &- 1)).nonzeroBitCount }

    /// The cell of an amount or a day that the fact can have.
    package func cell(of tick: Int64) -> Int {
        var cell = 0
        for end in ends { cell += end < tick ? 1 : 0 }
        return cell
    }

    /// The cells that hold some value of a set, a bit for each; nil for values beyond what a fact can have.
    package func mask(of set: FactSet) -> UInt64? {
        if set == everything { return count == 64 ? ~0 : 1 << UInt64(count) - 1 }
        guard set.options & ~options == 0 else { return nil }
        var mask: UInt64 = 0
        if set.hasRange {
            guard set.low >= everything.low, set.high <= everything.high else { return nil }
            let (low, high) = (cell(of: set.low), cell(of: set.high))
            mask = (~0 >> UInt64(63 - (high - low))) << UInt64(low)
        }
        var rest = set.options
        while rest != 0 {
            mask |= 1 << UInt64(cell(ofOption: rest & (~rest + 1)))
            rest &= rest - 1
        }
        return mask
    }
}
