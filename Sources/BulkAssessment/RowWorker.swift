import CPrefetch
import ColumnEvaluation
import DelimitedText
import Eligibility
import Facts
import RuleEvaluation

/// Something that decides rows, which chunks take turns with. Only one task uses a worker at a time.
final class RowWorker: @unchecked Sendable {
    private var decider: RowDecider
    /// What the decisions of a chunk took, and some more.
    var usualBytes = 0

    /// Nil for rules that this is not made for.
    init?(_ reader: RowReader, _ book: DecisionBook, _ names: Tally.Names) {
        guard let decider = RowDecider(reader, book, names) else { return nil }
        self.decider = decider
    }

    /// Works with the decider for a whole chunk: to ask for it row by row takes a check each.
    func with<Result>(_ body: (inout RowDecider) -> Result) -> Result { body(&decider) }
}

/// Decides one row after the other and writes its decision, remembering what many rows have in common. Whatever it is
/// not sure of is left to `RowReader`.
struct RowDecider: ~Copyable {
    private var reader: QuickRowReader
    private var rapid: RapidAssessor
    private var forms: WrittenForms
    private var row = RowBytes()
    private var room = CellRoom()
    private var counts: RowCounts
    private let names: Tally.Names
    private let columns: Int
    private var generations = (forms: 0, ties: 0)
    private var noteTable = WordTable(most: 32_000)
    private var notes = TextStore()
    private var noteKey = KeyWords()
    /// Ages on the days that `rapid` has met, in their order.
    private var ageDays: [AgeGroups.Day] = []
    private var ageGeneration = 0
    /// The fact that ages are counted from, if any.
    private let birth: Int?

    /// Nil for rules that this is not made for.
    init?(_ reader: RowReader, _ book: DecisionBook, _ names: Tally.Names) {
        let assessor = reader.assessor
        let quick = QuickRowReader(reader)
        guard let rapid = RapidAssessor(assessor, book, quick.told),
            let forms = WrittenForms(assessor, names)
        else { return nil }
        self.rapid = rapid
        self.forms = forms
        self.names = names
        counts = RowCounts(names)
        birth = names.ages?.fact
        self.reader = quick
        columns = reader.mapping.ownColumns
    }

    /// A person to read rows into, one after the other.
    var nobody: CompactPerson { reader.nobody }

    /// Decides a row and writes it with its decision; nil when it is left to others, with nothing written.
    ///
    /// - Parameter person: where the row is read into.
    mutating func decide(
        _ record: borrowing DelimitedRecord, _ remarks: RowRemarks, _ person: inout CompactPerson,
        _ writer: inout DelimitedWriter, _ tally: inout Tally
    ) -> Outcome? {
        person.placeLeft = remarks.turn?.left
        guard reader.read(record, &room, into: &person, &rapid) else { return nil }
        return decide(record, remarks, person, &writer, &tally)
    }

    /// Counts how the dates of the row are written that was decided last.
    mutating func countDates(of record: borrowing DelimitedRecord, _ counter: inout DateCounter) {
        reader.countDates(of: record, &counter)
    }

    /// Hands over what was counted of some rows.
    mutating func finish(_ tally: inout Tally, _ dates: inout DateCounter) {
        counts.move(to: &tally)
        reader.moveDates(to: &dates)
    }

    /// Decides somebody who was read.
    private mutating func decide(
        _ record: borrowing DelimitedRecord, _ remarks: RowRemarks, _ person: borrowing CompactPerson,
        _ writer: inout DelimitedWriter, _ tally: inout Tally
    ) -> Outcome? {
        guard let form = rapid.form(person), let plan = plan(form) else {
            return decideAlone(record, remarks, person, &writer, &tally)
        }
        rapid.beginFilling(form)
        ageDays.withUnsafeBufferPointer { if let base = $0.baseAddress { prefetch(base + form.day) } }
        row.removeAll()
        let isAsRead = writer.writesAsIs(record, columns: columns)
        if isAsRead { record.withOriginalBytes { row.append($0) } }
        forms.write(plan.head, to: &row)
        let place = forms.places[form.place]
        forms.write(place.text, to: &row)
        rapid.write(forms.pieces, plan.pieces.range, of: forms.bytes, person, form.day, to: &row)
        let isRemarked = remarks.likeness != nil || remarks.turn != nil
        if rapid.noteKey(form, person, to: &noteKey) {
            forms.write(plan.tail, to: &row)
            writeNotes(form, person, remarks, isRemarked: isRemarked)
            row.append(forms.version)
        } else if isRemarked {
            forms.write(plan.tail, to: &row)
            row.append(Self.written(rapid.plan(form).assessment, remarks))
            row.append(forms.version)
        } else {
            forms.write(plan.end, to: &row)
        }
        if !isAsRead { writer.appendCells(of: record, columns: columns) }
        if writer.style.lineEnding == .carriageReturnLineFeed { row.append(UInt8(ascii: "\r")) }
        row.append(UInt8(ascii: "\n"))
        row.withBytes { writer.endRow(written: $0) }
        let group = group(person, form)
        counts.add(plan, place.lots, forms, group: group, on: person.date)
        if let likeness = remarks.likeness { tally.add(likeness) }
        return plan.outcome
    }

    /// What the person of a row takes up, by itself; nil when the row is left to others.
    mutating func claim(_ record: borrowing DelimitedRecord, _ person: inout CompactPerson) -> (
        day: CivilDate, claim: PlaceClaim?
    )? {
        person.placeLeft = nil
        guard reader.read(record, &room, into: &person, &rapid) else { return nil }
        if let form = rapid.form(person) { return (person.date, rapid.claim(form, person)) }
        return rapid.assessment(person).map { (person.date, rapid.assessor.claim($0)) }
    }

    /// Decides somebody who was read by themselves; nil, with nothing written, when something is wrong with what the
    /// row says.
    private mutating func decideAlone(
        _ record: borrowing DelimitedRecord, _ remarks: RowRemarks, _ person: borrowing CompactPerson,
        _ writer: inout DelimitedWriter, _ tally: inout Tally
    ) -> Outcome? {
        guard let assessment = rapid.assessment(person) else { return nil }
        let group = names.ages.map { Self.group(person, $0, on: $0.day(person.date)) } ?? 0
        tally.add(assessment, group: group, remarks.likeness)
        writer.appendCells(of: record, columns: columns)
        for cell in DecisionCells.cells(assessment, remarks) { writer.append(cell) }
        writer.endRow()
        return assessment.outcome
    }

    /// Where a person is counted by age.
    private mutating func group(_ person: borrowing CompactPerson, _ form: RowForm) -> Int {
        guard let birth else { return 0 }
        if ageGeneration != rapid.dayGeneration || form.day >= ageDays.count { addAgeDays(form.day) }
        if person.given.isEmpty { return AgeGroups.group(person.facts[birth], on: ageDays[form.day]) }
        return names.ages.map { Self.group(person, $0, on: ageDays[form.day]) } ?? 0
    }

    private mutating func addAgeDays(_ last: Int) {
        if ageGeneration != rapid.dayGeneration { ageDays = [] }
        ageGeneration = rapid.dayGeneration
        guard let ages = names.ages else { return }
        while ageDays.count <= last { ageDays.append(ages.day(rapid.date(ofDay: ageDays.count))) }
    }

    private static func group(
        _ person: borrowing CompactPerson, _ ages: AgeGroups, on day: AgeGroups.Day
    ) -> Int {
        if person.given.isEmpty { return AgeGroups.group(person.facts[ages.fact], on: day) }
        let given = person.given
        return ages.group(
            person.facts[ages.fact], given: { index in given.first { $0.definition == index }?.answer },
            on: day)
    }

    private mutating func plan(_ form: RowForm) -> WrittenForms.Plan? {
        if generations != (rapid.generation, rapid.tieGeneration) {
            if generations.forms != rapid.generation { forms.removeAll() }
            generations = (rapid.generation, rapid.tieGeneration)
            noteTable.removeAll()
            notes = TextStore()
        }
        if form.plan >= forms.plans.count || form.place >= forms.places.count { forms.add(form, &rapid) }
        return forms.plans[form.plan]
    }

    // MARK: Notes

    /// Writes the notes of a person who has some of their own, as the key at hand says.
    private mutating func writeNotes(
        _ form: RowForm, _ person: borrowing CompactPerson, _ remarks: RowRemarks, isRemarked: Bool
    ) {
        if !isRemarked, let known = noteTable.value(of: noteKey) {
            return notes.write(Int(known), to: &row)
        }
        var assessment = rapid.plan(form).assessment
        (assessment.notes, assessment.assumptions) = rapid.notes(form, person)
        let written = Self.written(assessment, remarks)
        row.append(written)
        if isRemarked { return }
        if noteTable.isFull {
            noteTable.removeAll()
            notes = TextStore()
        }
        noteTable.insert(Int32(notes.add(written)), for: noteKey)
    }

    private static func written(_ assessment: Assessment, _ remarks: RowRemarks) -> [UInt8] {
        DelimitedWriter.written(
            DecisionCells.notes(assessment, remarks).joined(separator: " "))
    }
}
