import RuleChecking
import RuleEvaluation

/// Lots that somebody has the same ties to and that tests do not tell apart: a bit for each kind of tie that tests tell
/// apart.
package struct TieGroup: Hashable, Sendable {
    /// Kinds of ties there are for certain.
    package var known: UInt16 = 0
    /// Kinds that are not known.
    package var open: UInt16 = 0
    /// The first of the combinations of the lot, where tests tell lots apart.
    package var lot = 0

    package init(known: UInt16 = 0, open: UInt16 = 0) {
        self.known = known
        self.open = open
    }

    init(_ lot: Situation.LotTies, _ tables: DecisionTables) {
        if tables.tellsLotsApart { self.lot = lot.lot << tables.tieKinds.count }
        let (ties, kinds) = (lot.ties, tables.tieKinds)
        for (bit, kind) in kinds.enumerated() {
            if ties[kind] == .yes { known |= 1 << UInt16(bit) }
            if ties[kind] == .unknown { open |= 1 << UInt16(bit) }
        }
    }

    /// One of the combinations that can be.
    var combination: Int { lot + Int(known) }

    /// Hands over every combination that can be, until a visit says to stop.
    func everyCombination(_ visit: (Int) -> Bool) {
        var some: UInt16 = 0
        repeat {
            if !visit(lot + Int(known | some)) { return }
            // The next subset of the open kinds.
            some = (some &- open) & open
        } while some != 0
    }
}
