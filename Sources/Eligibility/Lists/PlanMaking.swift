import Facts
import RuleChecking
import RuleEvaluation

/// Plans are made by deciding one person as everybody is decided, and writing with gaps what is then said.
extension RapidAssessor {
    /// The plan of a person and everybody like them; nil when it can only be written for this one person.
    mutating func makePlan(
        _ person: borrowing CompactPerson, _ place: PersonPlace, _ day: Int
    ) -> RowPlan? {
        let case_ = PreparedCase(person, &ties, assessor)
        guard let finding = rapid.decide(case_.situation(person.readings)) else { return nil }
        let found = finding.lots.map(\.lot)
        let isFound = place.reached.map { found.contains($0.lot) }
        let others = found.filter { lot in !place.reached.contains { $0.lot == lot } }
        if !others.isEmpty, others.count != place.others.nonzeroBitCount { return nil }
        // Nothing tells here which of the lots stands for all when none is settled.
        if finding.outcome == .eligible, found.isEmpty { return nil }
        var place = place
        let leading = finding.lots.first.flatMap { first in place.reached.firstIndex { $0.lot == first.lot } }
        let writer = AssessmentWriter(assessor, case_, finding, person.readings)
        place.setLeading(leading)
        guard let planned = planned(writer, person, place.leadingLot, day, case_) else { return nil }
        let noteNumber = assessor.plans.noteNumber(
            PlanBook.NoteBase(
                outcome: finding.outcome, askNext: finding.askNext, notes: planned.notes,
                assumptions: planned.assumptions, otherReadings: planned.assessment.otherReadings))
        return RowPlan(
            finding: finding, assessment: planned.assessment,
            finds: .init(isFound: isFound, areOthersFound: !others.isEmpty, leading: leading),
            notes: planned.notes, assumptions: planned.assumptions, noteNumber: noteNumber)
    }

    private struct Planned {
        var assessment: Assessment
        var notes: RowPlan.Said
        var assumptions: RowPlan.Said
    }

    /// The decision with gaps, but for what places say; nil when it can only be written for this one person.
    private mutating func planned(
        _ writer: AssessmentWriter, _ person: borrowing CompactPerson, _ lead: LeadingLot, _ day: Int,
        _ case_: PreparedCase
    ) -> Planned? {
        var conditions: [Assessment.ConditionResult] = []
        var assumptions: [String] = []
        for found in writer.finding.conditions {
            guard let text = unit(writer, person, lead, day, found) else { return nil }
            conditions.append(
                .init(name: rules.conditions[found.condition].name, result: text.result, reason: text.reason))
            assumptions += text.assumptions
        }
        var reasons: [String] = []
        guard let cohort = cohortUnit(writer, person, lead, day) else { return nil }
        if let text = cohort.text { reasons.append(text.reason) }
        assumptions += cohort.text?.assumptions ?? []
        let free = writer.placeFound()
        let notes = RowPlan.Said(
            before: free.notes, after: writer.finding.advice.map { rules.advice[$0].text })
        let assumed = RowPlan.Said(before: free.assumptions, after: assumptions)
        var assessment = Assessment(
            decisionDate: person.date, outcome: writer.finding.outcome, cohort: writer.cohort, lots: [],
            conditions: conditions, reasons: cohort.text == nil ? cohort.plain : reasons,
            askNext: writer.finding.askNext.map(writer.question), place: free.place,
            notes: AssessmentWriter.unique(notes.before + notes.after),
            assumptions: AssessmentWriter.unique(assumed.before + assumed.after), otherReadings: [],
            rules: assessor.book.versionText)
        guard assessment.outcome != .needsInformation,
            assessor.decider.readingsMatter(case_.situation(person.readings))
        else {
            return Planned(assessment: assessment, notes: notes, assumptions: assumed)
        }
        do throws(InputProblems) {
            assessment.otherReadings = try assessor.otherReadings(case_, person.readings, assessment) {
                (readings) throws(InputProblems) in
                guard let finding = rapid.decide(case_.situation(readings)) else { throw InputProblems([]) }
                return finding
            }
        } catch {
            return nil
        }
        return Planned(assessment: assessment, notes: notes, assumptions: assumed)
    }
}
