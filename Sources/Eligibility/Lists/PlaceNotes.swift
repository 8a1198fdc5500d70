import ColumnEvaluation
import RuleChecking
import RuleEvaluation

/// What has to be said about the places of people, beside what their plan says of everybody.
extension RapidAssessor {
    /// What the notes of people depend on of a plan.
    struct PlanNotes {
        /// Plans whose notes have everything in common, apart from their places, have the same.
        var number: Int
        var isEligible: Bool
    }

    /// All that the notes and assumptions of a person depend on, as words; false when they are those of everybody of the
    /// plan.
    // Changes nothing of itself; but what only reads such a large value that can be changed is handed a copy of it.
    package mutating func noteKey(
        _ form: RowForm, _ person: borrowing CompactPerson, to key: inout KeyWords
    ) -> Bool {
        if !form.isRemarked { return false }
        key.removeAll()
        key.append(UInt64(planNotes[form.plan].number))
        let place = found.leadingLots[form.place]
        var (isNamed, isDated) = (false, false)
        // Nobody has places of ties that there are no columns for.
        for kind in toldTies where person.ties[kind] > TieBook.none {
            let remarks = ties.remarks(of: person.ties[kind], era: place.era)
            for index in remarks.assumed {
                let assumed = ties.assumed(index)
                let holds =
                    switch assumed.when {
                    case .always: true
                    case .reached(let lot): place.found >> UInt64(lot) & 1 == 1
                    case .notEligible: !planNotes[form.plan].isEligible
                    }
                if holds { key.append(UInt64(assumed.texts)) }
            }
            if !remarks.isNamed { continue }
            // Nothing else says what this tie does.
            key.append(1 << 63 | UInt64(kind) << 32 | UInt64(person.ties[kind]))
            (isNamed, isDated) = (true, isDated || remarks.isDated)
        }
        if key.count == 1 { return false }
        if isNamed {
            // Nothing before has this bit: where this begins can be told.
            key.append(1 << 62 | (isDated ? 1 << 61 : 0) | UInt64(place.era))
            key.append(place.found)
            if isDated { key.append(UInt64(bitPattern: Int64(person.date.dayNumber))) }
        }
        return true
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
        let said = AssessmentWriter(assessor, case_, finding, person.readings).placeNotes()
        return (
            AssessmentWriter.unique(plan.notes.before + said.notes + plan.notes.after),
            AssessmentWriter.unique(
                plan.assumptions.before + said.assumptions + plan.assumptions.after)
        )
    }
}
