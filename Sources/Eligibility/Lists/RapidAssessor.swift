import ColumnEvaluation
import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Decides many people one after the other, as `Assessor` decides each, by remembering what it decided and said of
/// others of whom the same is known. Each worker has one; what it remembers changes nothing but its speed.
///
/// It leaves people to the assessor where it cannot be sure: what is given for several facts at once, tests of stretches
/// of days, and whatever is wrong with what was given.
package final class RapidAssessor {
    package let assessor: Assessor
    package let ties: TieBook
    let rules: CheckedRules
    let gaps: GapTable
    private var rapid: RapidDecider
    /// For each fact, whether tests look at it in another way than by its cells.
    private let otherFacts: [Bool]
    var days: [CivilDate: DayTable?] = [:]
    /// The last day met of those that share a place here.
    private var recentDays: [DayTable?] = Array(repeating: nil, count: recentCount)
    private static let recentCount = 4_096
    private var plans: [RowPlan?] = []
    private var planTable = WordTable(most: mostPlans)
    /// The key of the plan at hand.
    var key: [UInt64] = []
    /// Sets of several cells, by fact, each with a number that keys hold.
    private var severalCells: [[UInt64: UInt8]]
    /// What was said for each part of a decision; nil where it can only be said of one person.
    var units: [Unit: UnitText?] = [:]
    private var noteBases: [NoteBase: Int] = [:]

    /// How the gaps are filled, in their order.
    var fillings: [Filling] = []
    /// For each fact whose answers fill gaps, the words of each.
    var answerWords: [[[UInt8]]] = []
    var connectionTable = WordTable(most: 64_000)
    var connectionTexts: [[UInt8]] = []
    var connectionKey: [UInt64] = []

    private static let mostPlans = 16_000

    /// Nil for rules that this is not made for.
    package init?(_ assessor: Assessor, _ book: DecisionBook) {
        guard assessor.book.rules.connections.count <= 16, let ties = TieBook(assessor),
            assessor.book.rules.facts.count <= 200
        else { return nil }
        self.assessor = assessor
        self.ties = ties
        rules = assessor.book.rules
        gaps = GapTable(rules)
        rapid = RapidDecider(book)
        let others = PlainTests(rules, roots: rules.explainedTests).otherFacts
        otherFacts = rules.facts.indices.map { others.contains($0) }
        severalCells = rules.facts.map { _ in [:] }
    }

    /// How often all plans have been forgotten: their numbers start again.
    package private(set) var generation = 0
    /// How often all ties have been.
    package private(set) var tieGeneration = 0

    // MARK: Plans

    /// The plan of a person, and where this one is; nil when the person is left to the assessor.
    package func plan(_ person: borrowing CompactPerson) -> (plan: RowPlan, place: PersonPlace)? {
        guard let day = day(person.date) else { return nil }
        var place = PersonPlace(day)
        guard makeKey(person, &place) else { return nil }
        let plan: RowPlan
        if let known = planTable.value(of: key) {
            guard let found = plans[Int(known)] else { return nil }
            plan = found
        } else {
            if planTable.isFull { forget() }
            let made = makePlan(person, place)
            planTable.insert(Int32(plans.count), for: key)
            plans.append(made)
            guard let made else { return nil }
            plan = made
        }
        place.setLots(plan)
        return (plan, place)
    }

    /// Makes room for other ties; numbers of ties mean nothing any more.
    package func forgetTies() {
        ties.removeAll()
        connectionTable.removeAll()
        connectionTexts = []
        tieGeneration += 1
    }

    /// Whether the places of a person may add to the notes and assumptions of a plan.
    package func isNotable(_ person: borrowing CompactPerson) -> Bool {
        for tie in person.ties where ties.remarks[Int(tie)].isNotable { return true }
        return false
    }

    /// All that the notes and assumptions of a person depend on, as words.
    package func noteKey(
        _ plan: RowPlan, _ person: borrowing CompactPerson, _ place: PersonPlace, to key: inout [UInt64]
    ) {
        key.removeAll(keepingCapacity: true)
        key.append(UInt64(plan.noteBase) << 32 | UInt64(place.day.era))
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
        for lot in place.lots { found |= 1 << UInt64(lot) }
        key.append(found & lots)
        if isDated { key.append(UInt64(bitPattern: Int64(person.date.dayNumber))) }
    }

    /// The notes and assumptions of a person.
    package func notes(
        _ plan: RowPlan, _ person: borrowing CompactPerson, _ place: PersonPlace
    ) -> (notes: [String], assumptions: [String]) {
        let case_ = PreparedCase(person, ties, assessor)
        var finding = plan.finding
        finding.lots = place.lots.map { lot in
            let known = place.connections(to: lot)
            return LotFinding(
                lot: lot, connections: rules.connections.indices.filter { known >> UInt64($0) & 1 == 1 })
        }
        finding.conditionsLot = case_.lots.firstIndex { $0.lot == place.leadingLot }
        return AssessmentWriter(assessor, case_, finding, person.readings).notesFound()
    }

    /// Makes room; plans made before are not to be used any more with people met later.
    private func forget() {
        planTable.removeAll()
        plans = []
        units = [:]
        noteBases = [:]
        generation += 1
    }

    private func day(_ date: CivilDate) -> DayTable? {
        let slot = Int(date.dayNumber) & (Self.recentCount - 1)
        if let recent = recentDays[slot], recent.date == date { return recent }
        let day = rememberedDay(date)
        recentDays[slot] = day
        return day
    }

    private func rememberedDay(_ date: CivilDate) -> DayTable? {
        if let known = days[date] { return known }
        let isInRun = rules.run?.value.contains(date) ?? true
        let found = isInRun ? rapid.book.day(date)?.day : nil
        let table = found.flatMap { $0.loose.isEmpty ? DayTable($0, rules, ties.eras) : nil }
        days[date] = .some(table)
        return table
    }

    // MARK: Keys

    /// All that a plan depends on, as words; false when the person is left to the assessor.
    private func makeKey(_ person: borrowing CompactPerson, _ place: inout PersonPlace) -> Bool {
        key.removeAll(keepingCapacity: true)
        let day = place.day
        key.append(UInt64(day.day.shape) | UInt64(day.era) << 32)
        for reading in person.readings { key.append(UInt64(reading)) }
        var packed: UInt64 = 0
        var count: UInt64 = 0
        for (level, column) in day.columns.enumerated() {
            let value = person.facts[column.fact]
            let code: UInt8
            if value.isSingle {
                guard let cell = day.cell(of: value, in: column) else { return false }
                code = UInt8(cell)
            } else {
                guard let several = several(value, column, level, day) else { return false }
                code = several
            }
            packed |= UInt64(code) << (count * 8)
            count += 1
            if count == 8 {
                key.append(packed)
                (packed, count) = (0, 0)
            }
        }
        key.append(packed)
        guard addTies(person, &place) else { return false }
        for fact in person.refused { key.append(1 << 62 | UInt64(fact)) }
        if let left = person.placeLeft { key.append(1 << 61 | UInt64(left.rawValue)) }
        return person.given.isEmpty || addGiven(person, day)
    }

    /// A number for the cells that hold some value of a set of several values.
    private func several(_ set: FactSet, _ column: DayTable.Column, _ level: Int, _ day: DayTable) -> UInt8? {
        if otherFacts[column.fact] { return nil }
        if set == column.everything { return .max }
        guard let mask = day.day.facts[level].mask(of: set) else { return nil }
        if mask.nonzeroBitCount == 1 { return UInt8(mask.trailingZeroBitCount) }
        if let known = severalCells[column.fact][mask] { return known }
        let count = severalCells[column.fact].count
        guard count < 180 else { return nil }
        severalCells[column.fact][mask] = UInt8(64 + count)
        return UInt8(64 + count)
    }

    func code(_ set: FactSet, _ level: Int, _ day: DayTable) -> UInt8? {
        let column = day.columns[level]
        return set.isSingle
            ? day.cell(of: set, in: column).map { UInt8($0) } : several(set, column, level, day)
    }

    private func addTies(_ person: borrowing CompactPerson, _ place: inout PersonPlace) -> Bool {
        let day = place.day
        guard day.open != 0 else { return false }
        var known: UInt64 = 0
        var openKinds: UInt64 = 0
        for (kind, tie) in person.ties.enumerated() {
            let lots = ties.lots(tie, era: day.era)
            known |= lots.known
            if lots.open == 0 { continue }
            // A tie that is open to some of the other lots only sets those apart.
            guard lots.open == day.open & ~lots.known else { return false }
            openKinds |= 1 << UInt64(kind)
        }
        var rest = known
        while rest != 0 {
            let lot = rest.trailingZeroBitCount
            rest &= rest - 1
            var reached = PersonPlace.Reached(lot: lot, known: 0, open: openKinds)
            for (kind, tie) in person.ties.enumerated()
            where ties.lots(tie, era: day.era).known >> UInt64(lot) & 1 == 1 {
                reached.known |= 1 << UInt64(kind)
                reached.open &= ~(1 << UInt64(kind))
            }
            // By order of connections; lots come in the order of the file already.
            let first = reached.known.trailingZeroBitCount
            let index =
                place.reached.firstIndex { $0.known.trailingZeroBitCount > first } ?? place.reached.count
            place.reached.insert(reached, at: index)
        }
        for reached in place.reached {
            let lot = assessor.countsPlaces ? UInt64(reached.lot) : 0
            key.append(1 << 63 | reached.known | reached.open << 16 | lot << 32)
        }
        let hasOthers = day.open & ~known != 0
        key.append(openKinds | (hasOthers ? 1 << 32 : 0) | refusedTies(person) << 40)
        return true
    }

    /// Connections of which the person refused to tell, as bits.
    private func refusedTies(_ person: borrowing CompactPerson) -> UInt64 {
        var refused: UInt64 = 0
        for (kind, tie) in person.ties.enumerated()
        where ties.ties[Int(tie)].answer == .notKnown(.refused) {
            refused |= 1 << UInt64(kind)
        }
        return refused
    }

    private func addGiven(_ person: borrowing CompactPerson, _ day: DayTable) -> Bool {
        for given in person.given {
            key.append(3 << 62 | UInt64(given.definition))
            guard
                let limit = rapid.limit(
                    given.definition, given.answer, readings: person.readings, facts: person.facts, day.day)
            else { return false }
            key.append(limit.cells)
            if case .known(.yesOrNo(let isYes)) = given.answer { key.append(isYes ? 1 : 0) }
        }
        return true
    }

    // MARK: Making plans

    private func makePlan(_ person: borrowing CompactPerson, _ place: PersonPlace) -> RowPlan? {
        let case_ = PreparedCase(person, ties, assessor)
        guard let finding = rapid.decide(case_.situation(person.readings)) else { return nil }
        let found = finding.lots.map(\.lot)
        let isFound = place.reached.map { found.contains($0.lot) }
        let others = found.filter { lot in !place.reached.contains { $0.lot == lot } }
        // Nothing tells here which of the lots stands for all when none is settled.
        if finding.outcome == .eligible, found.isEmpty { return nil }
        var place = place
        let leading = finding.lots.first.flatMap { first in place.reached.firstIndex { $0.lot == first.lot } }
        let writer = AssessmentWriter(assessor, case_, finding, person.readings)
        place.setLeading(leading)
        guard let assessment = planned(writer, person, place, case_) else { return nil }
        return RowPlan(
            number: plans.count, finding: finding, assessment: assessment, isFound: isFound,
            areOthersFound: !others.isEmpty, leading: leading,
            noteBase: noteBase(of: assessment, finding, writer.placeFound()))
    }

    /// The part of a plan that its notes and assumptions depend on.
    private struct NoteBase: Hashable {
        var outcome: Outcome
        var askNext: [Finding.Question]
        var notes: [String]
        var assumptions: [String]
        /// How many of them come before those of places.
        var first: [Int]
    }

    private func noteBase(
        of assessment: Assessment, _ finding: Finding,
        _ free: (place: Assessment.Place?, notes: [String], assumptions: [String])
    ) -> Int {
        let base = NoteBase(
            outcome: finding.outcome, askNext: finding.askNext,
            notes: assessment.notes + assessment.otherReadings,
            assumptions: assessment.assumptions, first: [free.notes.count, free.assumptions.count])
        if let known = noteBases[base] { return known }
        noteBases[base] = noteBases.count
        return noteBases.count - 1
    }

    /// The decision with gaps, but for what places say; nil when it can only be written for this one person.
    private func planned(
        _ writer: AssessmentWriter, _ person: borrowing CompactPerson, _ place: PersonPlace,
        _ case_: PreparedCase
    ) -> Assessment? {
        var conditions: [Assessment.ConditionResult] = []
        var assumptions: [String] = []
        for found in writer.finding.conditions {
            guard let text = unit(writer, person, place, found) else { return nil }
            conditions.append(
                .init(name: rules.conditions[found.condition].name, result: text.result, reason: text.reason))
            assumptions += text.assumptions
        }
        var reasons: [String] = []
        guard let cohort = cohortUnit(writer, person, place) else { return nil }
        if let text = cohort.text { reasons.append(text.reason) }
        assumptions += cohort.text?.assumptions ?? []
        let free = writer.placeFound()
        var assessment = Assessment(
            decisionDate: person.date, outcome: writer.finding.outcome, cohort: writer.cohort, lots: [],
            conditions: conditions, reasons: cohort.text == nil ? cohort.plain : reasons,
            askNext: writer.finding.askNext.map(writer.question), place: free.place,
            notes: AssessmentWriter.unique(free.notes + writer.finding.advice.map { rules.advice[$0].text }),
            assumptions: AssessmentWriter.unique(free.assumptions + assumptions), otherReadings: [],
            rules: assessor.book.versionText)
        guard assessment.outcome != .needsInformation else { return assessment }
        do throws(InputProblems) {
            assessment.otherReadings = try assessor.otherReadings(case_, person.readings, assessment) {
                (readings) throws(InputProblems) in
                guard let finding = rapid.decide(case_.situation(readings)) else { throw InputProblems([]) }
                return finding
            }
        } catch {
            return nil
        }
        return assessment
    }
}
