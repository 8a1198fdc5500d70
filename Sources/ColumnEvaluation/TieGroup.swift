import RuleChecking
import RuleEvaluation

/// Lots that somebody has the same ties to: a bit for each kind of tie that tests tell apart.
package struct TieGroup: Hashable, Sendable {
    /// Kinds of ties there are for certain.
    package var known: UInt16 = 0
    /// Kinds that are not known.
    package var open: UInt16 = 0

    package init(known: UInt16 = 0, open: UInt16 = 0) {
        self.known = known
        self.open = open
    }

    init(_ ties: [Truth], kinds: [Int]) {
        for (bit, kind) in kinds.enumerated() {
            if ties[kind] == .yes { known |= 1 << UInt16(bit) }
            if ties[kind] == .unknown { open |= 1 << UInt16(bit) }
        }
    }

    /// Hands over every combination of ties that can be, until a visit says to stop.
    func everyCombination(_ visit: (Int) -> Bool) {
        var some: UInt16 = 0
        repeat {
            if !visit(Int(known | some)) { return }
            // The next subset of the open kinds.
            some = (some &- open) & open
        } while some != 0
    }
}
