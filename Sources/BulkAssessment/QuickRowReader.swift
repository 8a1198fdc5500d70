import DelimitedText
import Eligibility
import Facts
import RuleChecking
import RuleEvaluation

/// Reads rows as numbers, cell by cell from their bytes, remembering cells that are no plain dates or amounts. Whatever
/// it does not understand makes it leave the row to `RowReader`, which judges it and finds the words for what is wrong.
struct QuickRowReader {
    private let book: RuleBook
    private let rules: CheckedRules
    private let on: CivilDate?
    private var columns: [Column] = []
    /// Columns of facts that take any text.
    private var textColumns: [Int] = []
    /// The columns of each connection, in the order of their forms.
    private var tieColumns: [[TieColumn]]
    private var tieCells = CellTable(most: Self.mostTies)
    private var tieKey: [UInt8] = []
    private var values: [CellValue] = []
    private let everything: [FactSet]
    private let chosen: [Int]
    private let width: Int
    private let neededCells: Int

    /// One column in use, but for those of ties.
    private struct Column {
        var position: Int
        var field: Field
        var reading: DateReading?
        var quick: Quick
        /// Places among the values of cells met before.
        var cells = CellTable(most: 5_000)
    }

    private enum Quick { case none, date, money, number, years }

    private struct TieColumn {
        var position: Int
        var form: Field.Form
    }

    /// What a cell says.
    private enum CellValue {
        case nothing
        /// Not to be read here.
        case left
        case date(CivilDate)
        case fact(FactSet, isRefused: Bool)
        case given(Answer)
        case reading(Int)
        case others(TieAnswer)
    }

    /// Remembered values, at most, before all are let go.
    private static let mostValues = 20_000
    private static let mostTies = 10_000

    init(_ reader: RowReader) {
        book = reader.assessor.book
        rules = book.rules
        on = reader.on
        let mapping = reader.mapping
        width = mapping.columns.count
        neededCells = mapping.neededCells
        tieColumns = rules.connections.map { _ in [] }
        everything = rules.facts.map { .everything($0) }
        chosen = reader.assessor.readings
        for (position, column) in mapping.columns.enumerated() {
            guard let field = column.field else { continue }
            switch field {
            case .tie(let kind, let form): tieColumns[kind].append(TieColumn(position: position, form: form))
            // No text is wrong for a fact that takes any, and no rule asks what it says.
            case .fact(let index) where rules.takesAnyText(index): textColumns.append(position)
            default:
                columns.append(
                    Column(
                        position: position, field: field, reading: reader.dates.reading(position),
                        quick: Self.quick(field, rules)))
            }
        }
        for kind in tieColumns.indices {
            tieColumns[kind].sort { first, second in
                let forms = Field.Form.allCases
                return (forms.firstIndex(of: first.form) ?? 0) < (forms.firstIndex(of: second.form) ?? 0)
            }
        }
    }

    /// How plain values of a field are written. Other words for answers may be figures as well.
    private static func quick(_ field: Field, _ rules: CheckedRules) -> Quick {
        switch field {
        case .decisionDate: return .date
        case .fact(let index):
            let type = rules.facts[index].type
            let words = type.specialAnswers + type.otherWords.keys
            if words.contains(where: { $0.contains(where: \.isNumber) }) { return .none }
            switch type.value {
            case .date: return .date
            case .money: return .money
            case .number: return .number
            case .years: return .years
            default: return .none
            }
        default: return .none
        }
    }

    /// A person to read rows into.
    var nobody: CompactPerson {
        CompactPerson(
            facts: everything, ties: rules.connections.map { _ in TieBook.notAsked }, readings: chosen)
    }

    // MARK: Rows

    /// Reads a row; false when it is left to `RowReader`.
    mutating func read(
        _ record: borrowing DelimitedRecord, into person: inout CompactPerson, _ rapid: RapidAssessor
    ) -> Bool {
        guard record.flaws.isEmpty, record.count >= neededCells, record.count <= width, !record.isBlank else {
            return false
        }
        if SpreadsheetLeftovers.mayBeTotals(record), SpreadsheetLeftovers.isTotals(record, columns: width) {
            return false
        }
        for column in textColumns
        where record.withBytes(column, { SpreadsheetLeftovers.mayBeError($0) }) {
            return false
        }
        if values.count > Self.mostValues { forget() }
        if rapid.ties.count > Self.mostTies {
            rapid.forgetTies()
            tieCells = CellTable(most: Self.mostTies)
        }
        person.refused.removeAll(keepingCapacity: true)
        person.given.removeAll(keepingCapacity: true)
        var date: CivilDate?
        var others: TieAnswer?
        for index in columns.indices {
            let value = record.withBytes(columns[index].position) { self.value(index, $0) }
            switch (columns[index].field, value) {
            case (.decisionDate, .date(let found)): date = found
            case (.fact(let fact), .fact(let set, let isRefused)):
                person.facts[fact] = set
                if isRefused { person.refused.append(fact) }
            case (.fact(let fact), .nothing): person.facts[fact] = everything[fact]
            case (.definition(let definition), .given(let answer)):
                person.given.append(.init(definition: definition, answer: answer))
            case (.interpretation(let index), .reading(let reading)): person.readings[index] = reading
            case (.interpretation(let index), .nothing): person.readings[index] = chosen[index]
            case (.otherConnections, .others(let answer)): others = answer
            case (_, .nothing): break
            default: return false
            }
        }
        guard let day = date ?? on else { return false }
        person.date = day
        person.given.sort { $0.definition < $1.definition }
        person.refused.sort()
        return readTies(record, into: &person, others, rapid)
    }

    private mutating func forget() {
        values = []
        for index in columns.indices { columns[index].cells = CellTable(most: 5_000) }
    }

    // MARK: Cells

    private mutating func value(_ index: Int, _ cell: Span<UInt8>) -> CellValue {
        if cell.isEmpty { return .nothing }
        switch columns[index].quick {
        case .none: break
        case .date:
            if let reading = columns[index].reading, let date = QuickCells.date(cell, reading) {
                if columns[index].field == .decisionDate { return .date(date) }
                return .fact(
                    FactSet(options: 0, low: Int64(date.dayNumber), high: Int64(date.dayNumber)),
                    isRefused: false)
            }
        case .money, .number:
            if let ticks = QuickCells.millionths(cell, canHavePound: columns[index].quick == .money) {
                return .fact(FactSet(options: 0, low: ticks, high: ticks), isRefused: false)
            }
        case .years:
            if let years = QuickCells.whole(cell) {
                return .fact(FactSet(options: 0, low: years, high: years), isRefused: false)
            }
        }
        if let known = columns[index].cells.value(of: cell) { return values[Int(known)] }
        let text = cell.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        let value = slowValue(columns[index], text)
        columns[index].cells.insert(Int32(values.count), for: cell)
        values.append(value)
        return value
    }

    /// What a cell says by itself, as any other reader of people reads it.
    private func slowValue(_ column: Column, _ cell: String) -> CellValue {
        if cell.hasPrefix("#") { return .left }
        var reader = PersonReader(book)
        if let reading = column.reading {
            guard let day = try? DateCell(reading: reading).prepare(cell) else { return .left }
            reader.give(day, for: column.field, slashDates: reading.order)
        } else {
            reader.give(cell, for: column.field)
        }
        guard let person = try? reader.finish() else { return .left }
        switch column.field {
        case .decisionDate: return person.decisionDate.map { .date($0) } ?? .nothing
        case .fact(let index):
            guard let set = FactSet(person.answers[index], for: rules.facts[index]) else { return .left }
            return .fact(set, isRefused: person.answers[index] == .notKnown(.refused))
        case .definition(let index): return person.given[index].map { .given($0) } ?? .nothing
        case .interpretation(let index): return person.readings[index].map { .reading($0) } ?? .nothing
        case .otherConnections: return person.ties.first.map { .others($0) } ?? .nothing
        case .placesTaken: return person.placesTaken == nil ? .nothing : .left
        case .tie: return .left
        }
    }

    // MARK: Ties

    private mutating func readTies(
        _ record: borrowing DelimitedRecord, into person: inout CompactPerson, _ others: TieAnswer?,
        _ rapid: RapidAssessor
    ) -> Bool {
        for kind in tieColumns.indices {
            tieKey.removeAll(keepingCapacity: true)
            for (index, column) in tieColumns[kind].enumerated() where !record.isEmpty(column.position) {
                // No text in UTF-8 has these bytes.
                tieKey.append(0xF8 + UInt8(index))
                record.withBytes(column.position) { cell in
                    cell.withUnsafeBufferPointer { tieKey.append(contentsOf: $0) }
                }
            }
            if !tieKey.isEmpty { tieKey.append(UInt8(truncatingIfNeeded: kind)) }
            guard let tie = tie(kind, record, others, rapid) else { return false }
            person.ties[kind] = tie
        }
        return true
    }

    /// The number of a tie; nil when it cannot be read here.
    private mutating func tie(
        _ kind: Int, _ record: borrowing DelimitedRecord, _ others: TieAnswer?, _ rapid: RapidAssessor
    ) -> Int32? {
        if tieKey.isEmpty { return otherTie(others) }
        if let known = tieCells.value(of: tieKey.span) {
            return known == Self.left ? nil : known == Self.blank ? otherTie(others) : known
        }
        var reader = PersonReader(book)
        var (isBlank, isLeft) = (true, false)
        for column in tieColumns[kind] {
            let text = record.string(column.position)
            if !TextKey.of(text).isEmpty { isBlank = false }
            if text.hasPrefix("#") { isLeft = true }
            reader.give(text, for: .tie(kind, column.form))
        }
        var number = Self.left
        if isBlank {
            number = Self.blank
        } else if !isLeft, let person = try? reader.finish(), let added = rapid.ties.add(person.ties[kind]) {
            number = added
        }
        let key = tieKey
        tieCells.insert(number, for: key.span)
        return number == Self.left ? nil : number == Self.blank ? otherTie(others) : number
    }

    private static let left: Int32 = -1
    private static let blank: Int32 = -2

    /// What is said of connections without cells of their own.
    private func otherTie(_ others: TieAnswer?) -> Int32? {
        switch others {
        case nil: TieBook.notAsked
        case TieAnswer.none?: TieBook.none
        default: nil
        }
    }
}

extension CheckedRules {
    /// Whether a fact takes any text and no test looks at it.
    fileprivate func takesAnyText(_ fact: Int) -> Bool {
        facts[fact].type.value == .text && facts[fact].constraints.isEmpty
            && !nodes.contains { if case .fact(fact) = $0 { true } else { false } }
    }
}
