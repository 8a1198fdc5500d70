import RuleChecking
import RuleEvaluation

/// What has to be said about the places of people, beside what their plan says of everybody.
extension RapidAssessor {
    /// Whether the places of a person may add to the notes and assumptions of a plan.
    package func isNotable(_ person: borrowing CompactPerson) -> Bool {
        for tie in person.ties where ties.remarks[Int(tie)].isNotable { return true }
        return false
    }

    /// All that the notes and assumptions of a person depend on, as words.
    package func noteKey(
        _ form: RowForm, _ person: borrowing CompactPerson, to key: inout [UInt64]
    ) {
        key.removeAll(keepingCapacity: true)
        key.append(UInt64(plans[form.plan].noteBase) << 32 | UInt64(places[form.number].era))
        var lots: UInt64 = 0
        var isDated = false
        for (kind, tie) in person.ties.enumerated() {
            let remarks = ties.remarks[Int(tie)]
            if !remarks.isNotable { continue }
            key.append(UInt64(kind) << 32 | UInt64(tie))
            lots |= remarks.lots
            isDated = isDated || remarks.isDated
        }
        var found: UInt64 = 0
        for lot in places[form.number].lots { found |= 1 << UInt64(lot) }
        key.append(found & lots)
        if isDated { key.append(UInt64(bitPattern: Int64(person.date.dayNumber))) }
    }

    /// The notes and assumptions of a person.
    package mutating func notes(
        _ form: RowForm, _ person: borrowing CompactPerson
    ) -> (notes: [String], assumptions: [String]) {
        let case_ = PreparedCase(person, &ties, assessor)
        let (plan, place) = (plan(form), place(form))
        var finding = plan.finding
        finding.lots = place.lots.map { lot in
            let known = place.connections(to: lot)
            return LotFinding(
                lot: lot, connections: rules.connections.indices.filter { known >> UInt64($0) & 1 == 1 })
        }
        finding.conditionsLot = case_.lots.firstIndex { $0.lot == place.leadingLot.lot }
        let found = AssessmentWriter(assessor, case_, finding, person.readings).placeNotes()
        return (
            AssessmentWriter.unique(plan.notes.before + found.notes + plan.notes.after),
            AssessmentWriter.unique(
                plan.assumptions.before + found.assumptions + plan.assumptions.after)
        )
    }
}
