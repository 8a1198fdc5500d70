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
    /// The columns of each connection.
    private var ties: [QuickTies]
    private var values: [CellValue] = []
    private var otherValues: [OtherValue] = []
    private var room = CellRoom()
    private let everything: [FactSet]
    private let chosen: [Int]
    private let width: Int
    private let neededCells: Int

    /// One column in use, but for those of ties.
    private struct Column {
        var position: Int
        var field: Field
        /// The fact that the column is about; -1 for others.
        var fact: Int
        var reading: DateReading?
        var quick: Quick
        /// Places among the values of cells met before.
        var cells = CellTable(most: 5_000)
    }

    private enum Quick { case none, date, money, number, years }

    /// What a cell says.
    private enum CellValue {
        /// What a fact can still be.
        case fact(FactSet, isRefused: Bool)
        case nothing
        /// Not to be read here.
        case left
        case date(CivilDate)
        case reading(Int)
        /// The tie of connections without cells of their own; nil when it cannot be told here.
        case others(Int32?)
        case places(PlaceLeft)
        /// Something larger, by its number.
        case other(Int)
    }

    /// What a cell says that takes more than a few words.
    private enum OtherValue {
        case given(Answer)
        case spells([Spell])
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
        var tieColumns: [[(position: Int, form: Field.Form)]] = rules.connections.map { _ in [] }
        everything = rules.facts.map { .everything($0) }
        chosen = reader.assessor.readings
        for (position, column) in mapping.columns.enumerated() {
            guard let field = column.field else { continue }
            switch field {
            case .tie(let kind, let form): tieColumns[kind].append((position, form))
            // No text is wrong for a fact that takes any, and no rule asks what it says.
            case .fact(let index) where rules.takesAnyText(index): textColumns.append(position)
            default:
                columns.append(
                    Column(
                        position: position, field: field, fact: Self.fact(of: field),
                        reading: reader.dates.reading(position),
                        quick: Self.quick(field, rules)))
            }
        }
        ties = tieColumns.enumerated().map { QuickTies(reader.assessor.book, $0, $1) }
    }

    private static func fact(of field: Field) -> Int {
        if case .fact(let index) = field { index } else { -1 }
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
        _ record: borrowing DelimitedRecord, into person: inout CompactPerson, _ rapid: inout RapidAssessor
    ) -> Bool {
        guard record.isTidy(cells: neededCells...width) else { return false }
        if values.count > Self.mostValues { forget() }
        if rapid.ties.count > Self.mostTies {
            rapid.forgetTies()
            for kind in ties.indices { ties[kind].forget() }
        }
        var room = CellRoom()
        swap(&room, &self.room)
        defer { swap(&room, &self.room) }
        var mayBeTotals = false
        let isRead = record.withCells(&room) { text, cells in
            mayBeTotals = SpreadsheetLeftovers.mayBeTotals(text, cells)
            for column in textColumns where column < cells.count {
                if SpreadsheetLeftovers.mayBeError(text.extracting(cells[column].range)) { return false }
            }
            return read(text, cells, into: &person, &rapid)
        }
        return isRead && !(mayBeTotals && SpreadsheetLeftovers.isTotals(record, columns: width))
    }

    private mutating func read(
        _ text: Span<UInt8>, _ cells: Span<CellLayout>, into person: inout CompactPerson,
        _ rapid: inout RapidAssessor
    ) -> Bool {
        if !person.refused.isEmpty { person.refused.removeAll(keepingCapacity: true) }
        if !person.given.isEmpty { person.given.removeAll(keepingCapacity: true) }
        if !person.spells.isEmpty { person.spells.removeAll(keepingCapacity: true) }
        var date = on
        var others: Int32? = TieBook.notAsked
        // Taken out, they are known to be nobody else’s once and not at every fact.
        var own: [FactSet] = []
        swap(&own, &person.facts)
        defer { swap(&own, &person.facts) }
        var facts = own.mutableSpan
        for index in columns.indices {
            let (position, fact) = (columns[index].position, columns[index].fact)
            guard position < cells.count, !cells[position].isEmpty else {
                if fact >= 0 { facts[fact] = everything[fact] } else { forget(index, &person.readings) }
                continue
            }
            switch value(index, text.extracting(cells[position].range)) {
            case .fact(let set, let isRefused):
                facts[fact] = set
                if isRefused { person.refused.append(fact) }
            case .nothing:
                if fact >= 0 { facts[fact] = everything[fact] } else { forget(index, &person.readings) }
            case .left: return false
            case .date(let found): date = found
            case .reading(let reading):
                guard case .interpretation(let index) = columns[index].field else { return false }
                person.readings[index] = reading
            case .others(let tie): others = tie
            case .places(let left): person.placeLeft = left
            case .other(let number):
                switch (columns[index].field, otherValues[number]) {
                case (.definition(let definition), .given(let answer)):
                    person.given.append(.init(definition: definition, answer: answer))
                case (.fact(let fact), .spells(let spells)):
                    facts[fact] = FactSet(options: FactSet.knownSpells)
                    person.spells.append(.init(fact: fact, spells: spells))
                default: return false
                }
            }
        }
        guard let date else { return false }
        person.date = date
        if person.given.count > 1 { person.given.sort { $0.definition < $1.definition } }
        if person.refused.count > 1 { person.refused.sort() }
        for kind in ties.indices {
            guard let tie = ties[kind].tie(text, cells, others: others, &rapid) else { return false }
            person.ties[kind] = tie
        }
        return true
    }

    /// How somebody reads an interpretation whose cell says nothing.
    private func forget(_ column: Int, _ readings: inout [Int]) {
        if case .interpretation(let index) = columns[column].field { readings[index] = chosen[index] }
    }

    private mutating func forget() {
        values = []
        otherValues = []
        for index in columns.indices { columns[index].cells.removeAll() }
    }

    // MARK: Cells

    @inline(__always)
    private mutating func value(_ index: Int, _ cell: Span<UInt8>) -> CellValue {
        switch columns[index].quick {
        case .none: break
        case .date:
            if let reading = columns[index].reading, let date = QuickCells.date(cell, reading) {
                if columns[index].fact < 0 { return .date(date) }
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
        // Through a span the column is read where it is, and not copied first.
        if let known = columns.span[index].cells.value(of: cell) { return values[Int(known)] }
        let text = cell.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        let value = slowValue(columns[index], text)
        columns[index].cells.insert(Int32(values.count), for: cell)
        values.append(value)
        return value
    }

    /// What a cell says by itself, as any other reader of people reads it.
    private mutating func slowValue(_ column: Column, _ cell: String) -> CellValue {
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
            if case .known(.spells(let spells)) = person.answers[index] { return other(.spells(spells)) }
            guard let set = FactSet(person.answers[index], for: rules.facts[index]) else { return .left }
            return .fact(set, isRefused: person.answers[index] == .notKnown(.refused))
        case .definition(let index): return other(person.given[index].map { .given($0) })
        case .interpretation(let index): return person.readings[index].map { .reading($0) } ?? .nothing
        case .otherConnections:
            return person.ties.first.map { .others($0 == .none ? TieBook.none : nil) } ?? .nothing
        case .placesTaken:
            // Numbers of one’s own come before those of the run.
            return person.placesTaken.map { .places($0.taken < $0.places ? .free : PlaceLeft.none) }
                ?? .nothing
        case .tie: return .left
        }
    }

    private mutating func other(_ value: OtherValue?) -> CellValue {
        guard let value else { return .nothing }
        otherValues.append(value)
        return .other(otherValues.count - 1)
    }
}

extension CheckedRules {
    /// Whether a fact takes any text and no test looks at it.
    fileprivate func takesAnyText(_ fact: Int) -> Bool {
        facts[fact].type.value == .text && facts[fact].constraints.isEmpty
            && !nodes.contains { if case .fact(fact) = $0 { true } else { false } }
    }
}
