import ColumnEvaluation
import DelimitedText
import Eligibility
import RuleEvaluation

/// Decides one row after the other and writes its decision, remembering what many rows have in common. Whatever it is
/// not sure of is left to `RowReader`. Only one task uses a worker at a time.
final class RowWorker: @unchecked Sendable {
    private var reader: QuickRowReader
    private let rapid: RapidAssessor
    private let names: Tally.Names
    private let columns: Int
    /// A person to read rows into, one after the other.
    var nobody: CompactPerson { reader.nobody }
    private var plans: [PlanCells?] = []
    private var generations = (plans: 0, ties: 0)
    private var noteTable = WordTable(most: 32_000)
    private var notes: [[UInt8]] = []
    private var noteKey: [UInt64] = []
    /// Titles of lots and names of connections; none when one of them has to be written in another form.
    private let lotTitles: [[UInt8]]
    private let lotPlaces: [Int]
    private let connectionNames: [[UInt8]]
    private let version: [UInt8]

    /// Nil for rules that this is not made for.
    init?(_ reader: RowReader, _ book: DecisionBook, _ names: Tally.Names) {
        let assessor = reader.assessor
        guard let rapid = RapidAssessor(assessor, book) else { return nil }
        let rules = assessor.book.rules
        let titles = rules.lots.map(\.title)
        let connections = rules.connections.map(\.name)
        guard (titles + connections).allSatisfy({ DelimitedWriter.isWrittenAsIs($0) }) else { return nil }
        self.rapid = rapid
        self.names = names
        self.reader = QuickRowReader(reader)
        columns = reader.mapping.columns.count
        lotTitles = titles.map { Array($0.utf8) }
        lotPlaces = titles.map { names.lotIndex[$0] ?? names.lots.count - 1 }
        connectionNames = connections.map { Array($0.utf8) }
        version = [UInt8(ascii: ",")] + DelimitedWriter.written(assessor.book.versionText)
    }

    /// Decides a row and writes it with its decision; nil when it is left to others, with nothing written.
    ///
    /// - Parameter person: where the row is read into.
    func decide(
        _ record: borrowing DelimitedRecord, duplicateOf line: Int?, _ person: inout CompactPerson,
        _ writer: inout DelimitedWriter, _ tally: inout Tally
    ) -> Outcome? {
        guard reader.read(record, into: &person, rapid), let (plan, place) = rapid.plan(person) else {
            return nil
        }
        guard let cells = cells(plan) else { return nil }
        writer.appendCellsQuickly(of: record, columns: columns)
        writer.appendWritten(cells.head)
        writeLots(place, &writer)
        writer.appendWritten(cells.middle)
        for (index, gap) in cells.reasons.gaps.enumerated() {
            writer.append(cells.reasons, before: index)
            let begin = writer.bytes.count
            rapid.fill(gap.number, person, place, to: &writer.bytes)
            writer.doubleQuotes(from: begin)
        }
        writer.append(cells.reasons, before: cells.reasons.gaps.count)
        writer.appendWritten(cells.after)
        writer.appendWritten(self.notes(plan, cells, person, place, line))
        writer.appendWritten(version)
        writer.endWrittenRow()
        tally.add(plan.outcome, cells.cohort, isDuplicate: line != nil)
        if place.lots.isEmpty { tally.add(plan.outcome, cells.cohort, lot: names.lots.count - 1) }
        for lot in place.lots { tally.add(plan.outcome, cells.cohort, lot: lotPlaces[lot]) }
        return plan.outcome
    }

    private func cells(_ plan: RowPlan) -> PlanCells? {
        if generations != (rapid.generation, rapid.tieGeneration) {
            if generations.plans != rapid.generation { plans = [] }
            generations = (rapid.generation, rapid.tieGeneration)
            noteTable.removeAll()
            notes = []
        }
        while plans.count < plan.number { plans.append(nil) }
        if plans.count == plan.number { plans.append(PlanCells(plan, names)) }
        if plans[plan.number] == nil { plans[plan.number] = PlanCells(plan, names) }
        return plans[plan.number]
    }

    // MARK: Lots

    private func writeLots(_ place: PersonPlace, _ writer: inout DelimitedWriter) {
        for (index, lot) in place.lots.enumerated() {
            if index > 0 { writer.appendWritten(Self.separator) }
            writer.appendWritten(lotTitles[lot])
        }
        writer.appendWritten(UInt8(ascii: ","))
        // Names of connections are separated by commas.
        let needsQuotes = place.lots.contains { place.connections(to: $0).nonzeroBitCount > 1 }
        if needsQuotes { writer.appendWritten(UInt8(ascii: "\"")) }
        for (index, lot) in place.lots.enumerated() {
            if index > 0 { writer.appendWritten(Self.separator) }
            writer.appendWritten(lotTitles[lot])
            writer.appendWritten(Self.colon)
            var rest = place.connections(to: lot)
            while rest != 0 {
                writer.appendWritten(connectionNames[rest.trailingZeroBitCount])
                rest &= rest - 1
                if rest != 0 { writer.appendWritten(Self.comma) }
            }
        }
        if needsQuotes { writer.appendWritten(UInt8(ascii: "\"")) }
    }

    private static let separator = Array("; ".utf8)
    private static let colon = Array(": ".utf8)
    private static let comma = Array(", ".utf8)

    // MARK: Notes

    private func notes(
        _ plan: RowPlan, _ cells: PlanCells, _ person: borrowing CompactPerson, _ place: PersonPlace,
        _ duplicate: Int?
    ) -> [UInt8] {
        guard rapid.isNotable(person) else {
            return duplicate == nil ? cells.notes : written(plan.assessment, duplicate)
        }
        rapid.noteKey(plan, person, place, to: &noteKey)
        if duplicate == nil, let known = noteTable.value(of: noteKey) { return notes[Int(known)] }
        var assessment = plan.assessment
        (assessment.notes, assessment.assumptions) = rapid.notes(plan, person, place)
        let written = written(assessment, duplicate)
        if duplicate != nil { return written }
        if noteTable.isFull {
            noteTable.removeAll()
            notes = []
        }
        noteTable.insert(Int32(notes.count), for: noteKey)
        notes.append(written)
        return written
    }

    private func written(_ assessment: Assessment, _ duplicate: Int?) -> [UInt8] {
        DelimitedWriter.written(
            DecisionCells.notes(assessment, duplicateOf: duplicate).joined(separator: " "))
    }
}
