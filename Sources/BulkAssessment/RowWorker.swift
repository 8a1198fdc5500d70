import ColumnEvaluation
import DelimitedText
import Eligibility
import Facts
import RuleEvaluation

/// Something that decides rows, which chunks take turns with. Only one task uses a worker at a time.
final class RowWorker: @unchecked Sendable {
    var decider: RowDecider

    /// Nil for rules that this is not made for.
    init?(_ reader: RowReader, _ book: DecisionBook, _ names: Tally.Names) {
        guard let decider = RowDecider(reader, book, names) else { return nil }
        self.decider = decider
    }
}

/// Decides one row after the other and writes its decision, remembering what many rows have in common. Whatever it is
/// not sure of is left to `RowReader`.
struct RowDecider: ~Copyable {
    private var reader: QuickRowReader
    private var rapid: RapidAssessor
    private var forms: WrittenForms
    private var row = RowBytes()
    private let names: Tally.Names
    private let columns: Int
    private var generations = (forms: 0, ties: 0)
    private var noteTable = WordTable(most: 32_000)
    private var notes: [[UInt8]] = []
    private var noteKey: [UInt64] = []
    /// The last day met of those that share a place here.
    private var recentDays: [AgeGroups.Day?] = Array(repeating: nil, count: recentCount)
    private static let recentCount = 4_096

    /// Nil for rules that this is not made for.
    init?(_ reader: RowReader, _ book: DecisionBook, _ names: Tally.Names) {
        let assessor = reader.assessor
        guard let rapid = RapidAssessor(assessor, book), let forms = WrittenForms(assessor, names) else {
            return nil
        }
        self.rapid = rapid
        self.forms = forms
        self.names = names
        self.reader = QuickRowReader(reader)
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
        guard reader.read(record, into: &person, &rapid), let (form, day) = rapid.form(person),
            let written = written(form)
        else { return nil }
        row.removeAll()
        row.append(forms.bytes, from: written.head.lowerBound, to: written.head.upperBound)
        for index in written.pieces {
            let piece = forms.pieces[index]
            row.append(forms.bytes, from: piece.text.lowerBound, to: piece.text.upperBound)
            let begin = row.count
            var mayHoldQuotes = piece.mayHoldQuotes
            if !rapid.fill(piece.filling, person, form.place, day, to: &row) {
                rapid.fill(piece.gap, person, form.place, day, to: &row)
                mayHoldQuotes = true
            }
            if mayHoldQuotes { row.double(UInt8(ascii: "\""), from: begin) }
        }
        if let notes = notes(form, person, remarks) {
            row.append(forms.bytes, from: written.tail.lowerBound, to: written.tail.upperBound)
            row.append(notes)
            row.append(forms.version)
        } else {
            row.append(forms.bytes, from: written.tail.lowerBound, to: written.end.upperBound)
        }
        writer.appendCellsQuickly(of: record, columns: columns)
        row.withBytes { writer.endRow(written: $0) }
        tally.add(written, forms.places, group: group(person), on: person.date, remarks.likeness)
        return written.outcome
    }

    /// What the person of a row takes up, by itself; nil when the row is left to others.
    mutating func claim(_ record: borrowing DelimitedRecord, _ person: inout CompactPerson) -> (
        day: CivilDate, claim: PlaceClaim?
    )? {
        person.placeLeft = nil
        guard reader.read(record, into: &person, &rapid), let (form, _) = rapid.form(person) else {
            return nil
        }
        return (person.date, rapid.claim(form, person))
    }

    /// Where a person is counted by age.
    private mutating func group(_ person: borrowing CompactPerson) -> Int {
        guard let ages = names.ages else { return 0 }
        let slot = Int(person.date.dayNumber) & (Self.recentCount - 1)
        let day: AgeGroups.Day
        if let recent = recentDays[slot], recent.date == person.date {
            day = recent
        } else {
            day = ages.day(person.date)
            recentDays[slot] = day
        }
        if person.given.isEmpty { return ages.group(person.facts[ages.fact], on: day) }
        let given = person.given
        return ages.group(
            person.facts[ages.fact], given: { index in given.first { $0.definition == index }?.answer },
            on: day)
    }

    private mutating func written(_ form: RowForm) -> WrittenForms.Form? {
        if generations != (rapid.generation, rapid.tieGeneration) {
            if generations.forms != rapid.generation { forms.removeAll() }
            generations = (rapid.generation, rapid.tieGeneration)
            noteTable.removeAll()
            notes = []
        }
        if form.number >= forms.forms.count { forms.add(form, &rapid) }
        return forms.forms[form.number]
    }

    // MARK: Notes

    /// The notes of a person; nil when they are those of everybody of the form.
    private mutating func notes(
        _ form: RowForm, _ person: borrowing CompactPerson, _ remarks: RowRemarks
    ) -> [UInt8]? {
        let isRemarked = remarks.likeness != nil || remarks.turn != nil
        guard rapid.isNotable(person) else {
            return isRemarked ? Self.written(form.plan.assessment, remarks) : nil
        }
        rapid.noteKey(form, person, to: &noteKey)
        if !isRemarked, let known = noteTable.value(of: noteKey) { return notes[Int(known)] }
        var assessment = form.plan.assessment
        (assessment.notes, assessment.assumptions) = rapid.notes(form, person)
        let written = Self.written(assessment, remarks)
        if isRemarked { return written }
        if noteTable.isFull {
            noteTable.removeAll()
            notes = []
        }
        noteTable.insert(Int32(notes.count), for: noteKey)
        notes.append(written)
        return written
    }

    private static func written(_ assessment: Assessment, _ remarks: RowRemarks) -> [UInt8] {
        DelimitedWriter.written(
            DecisionCells.notes(assessment, remarks).joined(separator: " "))
    }
}
