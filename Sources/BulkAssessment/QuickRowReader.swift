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
    /// For each of the columns, what it is about, how its dates are read, and what cells met before said.
    private var fields: [Field] = []
    private var readings: [DateReading?] = []
    private var tables: [CellTable] = []
    /// Columns of facts that take any text.
    private var textColumns: [Int] = []
    /// The columns of each connection; and the connections that have some, and those that have none.
    private var ties: [QuickTies]
    private let askedTies: [Int]
    /// For each of them its only column, or -1.
    private let onlyColumns: [Int]
    private let otherTies: [Int]
    /// How many ties were met, about.
    private var tieCount = 0
    /// What cells say of facts, by the numbers of the tables, and what else they say, by numbers below zero.
    private var sets: [FactSet] = []
    private var values: [CellValue] = []
    private let everything: [FactSet]
    /// Kept here, for to ask another module for it takes a call.
    private let notAsked = TieBook.notAsked
    private let chosen: [Int]
    private let width: Int
    private let neededCells: Int
    private var noted: NotedDates

    /// One column in use, but for those of ties.
    private struct Column {
        var position: Int32
        /// The fact that the column is about; -1 for others.
        var fact: Int32
        var quick: Quick
        /// Whether dates with slashes begin with the day, and whether they can be read at all.
        var isDayFirst = false
        var readsSlashes = false
        /// Its place among the columns whose dates are noted.
        var date: UInt8 = 0
    }

    private enum Quick: UInt8 { case none, date, money, number, years, others }

    /// What a cell says that is more than what a fact can still be.
    private enum CellValue {
        case refused(FactSet)
        case nothing
        /// Not to be read here.
        case left
        case date(CivilDate)
        case reading(Int)
        case places(PlaceLeft)
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
                fields.append(field)
                readings.append(reader.dates.reading(position))
                tables.append(CellTable(most: 5_000))
                columns.append(
                    Column(
                        position: Int32(position), fact: Int32(Self.fact(of: field)),
                        quick: Self.quick(field, rules)))
            }
        }
        ties = tieColumns.enumerated().map { QuickTies(reader.assessor.book, $0, $1) }
        askedTies = tieColumns.indices.filter { !tieColumns[$0].isEmpty }
        onlyColumns = askedTies.map { [ties] in ties[$0].onlyColumn ?? -1 }
        otherTies = tieColumns.indices.filter { tieColumns[$0].isEmpty }
        var dates: [Int] = []
        for index in columns.indices where columns[index].quick == .date {
            guard let reading = readings[index], dates.count < NotedDates.mostColumns else {
                columns[index].quick = .none
                continue
            }
            columns[index].isDayFirst = reading.order == .dayFirst
            columns[index].readsSlashes = !reading.isDoubtful
            columns[index].date = UInt8(dates.count)
            dates.append(Int(columns[index].position))
        }
        noted = NotedDates(dates, mapping)
    }

    /// What the columns can tell of people.
    var told: ToldColumns {
        ToldColumns(
            facts: rules.facts.indices.map { fact in columns.contains { Int($0.fact) == fact } },
            ties: ties.indices.map { askedTies.contains($0) },
            readings: fields.contains { if case .interpretation = $0 { true } else { false } })
    }

    private static func fact(of field: Field) -> Int {
        if case .fact(let index) = field { index } else { -1 }
    }

    /// How plain values of a field are written. Other words for answers may be figures as well.
    private static func quick(_ field: Field, _ rules: CheckedRules) -> Quick {
        switch field {
        case .decisionDate: return .date
        case .otherConnections: return .others
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
        _ record: borrowing DelimitedRecord, _ room: inout CellRoom, into person: inout CompactPerson,
        _ rapid: inout RapidAssessor
    ) -> Bool {
        guard record.isTidy(cells: neededCells...width) else { return false }
        if sets.count + values.count > Self.mostValues { forget() }
        if tieCount > Self.mostTies { forgetTies(&rapid) }
        var mayBeTotals = false
        let isRead = record.withCells(&room) { text, cells in
            mayBeTotals = SpreadsheetLeftovers.mayBeTotals(text, cells)
            for column in textColumns where column < cells.count {
                if SpreadsheetLeftovers.mayBeError(text, cells[column].range) { return false }
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
        var said = Said(date: on, others: notAsked)
        noted.begin()
        // Taken out, they are known to be nobody else’s once and not at every fact.
        var own: [FactSet] = []
        swap(&own, &person.facts)
        defer { swap(&own, &person.facts) }
        var facts = own.mutableSpan
        for index in columns.indices {
            let column = columns[index]
            let cell = cells[Int(column.position)]
            if cell.isEmpty {
                if column.fact >= 0 {
                    facts[Int(column.fact)] = everything[Int(column.fact)]
                } else {
                    forget(index, &person.readings)
                }
                continue
            }
            switch column.quick {
            case .none: break
            case .others:
                said.others =
                    tables.span[index].value(of: text, cell.range)
                    ?? newValue(index, text.extracting(cell.range))
                continue
            case .date:
                if let date = slashDate(text, cell, column) ?? otherDate(text, cell, index) {
                    if column.fact < 0 {
                        said.date = date
                        rapid.expect(date)
                    } else {
                        let day = Int64(date.dayNumber)
                        facts[Int(column.fact)] = FactSet(options: 0, low: day, high: day)
                    }
                    continue
                }
                noted.miss()
            case .money, .number:
                if let ticks = QuickCells.millionths(text, cell.range, canHavePound: column.quick == .money) {
                    facts[Int(column.fact)] = FactSet(options: 0, low: ticks, high: ticks)
                    continue
                }
            case .years:
                if let years = QuickCells.whole(text.extracting(cell.range)) {
                    facts[Int(column.fact)] = FactSet(options: 0, low: years, high: years)
                    continue
                }
            }
            // Through a span the table is read where it is, and not copied first.
            let value =
                tables.span[index].value(of: text, cell.range)
                ?? newValue(index, text.extracting(cell.range))
            if value >= 0 {
                facts[Int(column.fact)] = sets[Int(value)]
            } else if !take(values[Int(~value)], index, &facts, &person, &said) {
                return false
            }
        }
        guard let date = said.date else { return false }
        person.date = date
        if person.given.count > 1 { person.given.sort { $0.definition < $1.definition } }
        if person.refused.count > 1 { person.refused.sort() }
        return readTies(text, cells, into: &person, others: said.others, &rapid)
    }

    /// What a row says that is kept in no list.
    private struct Said {
        var date: CivilDate?
        var others: Int32
    }

    @inline(__always)
    private mutating func readTies(
        _ text: Span<UInt8>, _ cells: Span<CellLayout>, into person: inout CompactPerson, others: Int32,
        _ rapid: inout RapidAssessor
    ) -> Bool {
        for index in askedTies.indices {
            let kind = askedTies[index]
            let column = onlyColumns[index]
            var number =
                column >= 0
                ? ties.span[kind].known(text, cells[column], others: others)
                : ties[kind].known(several: text, cells, others: others)
            if number == QuickTies.unmet {
                number = ties[kind].newTie(text, cells, others: others, &rapid)
                tieCount = rapid.ties.count
            }
            if number == QuickTies.left { return false }
            person.ties[kind] = number
        }
        guard let first = otherTies.first, person.ties[first] != others else { return true }
        if others == QuickTies.left { return false }
        for kind in otherTies { person.ties[kind] = others }
        return true
    }

    /// Takes what a cell says that is more than what a fact can still be; false when it is not to be read here.
    @inline(never)
    private mutating func take(
        _ value: CellValue, _ column: Int, _ facts: inout MutableSpan<FactSet>,
        _ person: inout CompactPerson, _ said: inout Said
    ) -> Bool {
        let fact = Int(columns[column].fact)
        switch value {
        case .refused(let set):
            facts[fact] = set
            person.refused.append(fact)
        case .nothing:
            if fact >= 0 { facts[fact] = everything[fact] } else { forget(column, &person.readings) }
        case .left: return false
        case .date(let found): said.date = found
        case .reading(let reading):
            guard case .interpretation(let index) = fields[column] else { return false }
            person.readings[index] = reading
        case .places(let left): person.placeLeft = left
        case .given(let answer):
            guard case .definition(let definition) = fields[column] else { return false }
            person.given.append(.init(definition: definition, answer: answer))
        case .spells(let spells):
            facts[fact] = FactSet(options: FactSet.knownSpells)
            person.spells.append(.init(fact: fact, spells: spells))
        }
        return true
    }

    /// How somebody reads an interpretation whose cell says nothing.
    private mutating func forget(_ column: Int, _ readings: inout [Int]) {
        if case .interpretation(let index) = fields[column] { readings[index] = chosen[index] }
    }

    private mutating func forget() {
        sets = []
        values = []
        for index in tables.indices { tables[index].removeAll() }
    }

    private mutating func forgetTies(_ rapid: inout RapidAssessor) {
        rapid.forgetTies()
        for kind in ties.indices { ties[kind].forget() }
        tieCount = 0
    }

    // MARK: Dates

    /// A date of ten bytes with slashes, which is noted.
    @inline(__always)
    private mutating func slashDate(_ text: Span<UInt8>, _ cell: CellLayout, _ column: Column) -> CivilDate? {
        guard column.readsSlashes, let found = SlashDate.whole(text, cell.range), found.year >= 1_000 else {
            return nil
        }
        let date =
            column.isDayFirst
            ? CivilDate(year: found.year, month: found.second, day: found.first)
            : CivilDate(year: found.year, month: found.first, day: found.second)
        guard let date else { return nil }
        noted.note(
            SlashDate(first: found.first, second: found.second, yearDigits: 4).orders, at: column.date)
        return date
    }

    private mutating func otherDate(_ text: Span<UInt8>, _ cell: CellLayout, _ column: Int) -> CivilDate? {
        noted.miss()
        return readings[column].flatMap { QuickCells.date(text.extracting(cell.range), $0) }
    }

    /// Counts how the dates of the last row that was read are written.
    mutating func countDates(of record: borrowing DelimitedRecord, _ counter: inout DateCounter) {
        noted.count(record, &counter)
    }

    /// Hands over what was counted.
    mutating func moveDates(to counter: inout DateCounter) { noted.move(to: &counter) }

    // MARK: Cells

    /// The number of what a cell says that was not met before.
    @inline(never)
    private mutating func newValue(_ index: Int, _ cell: Span<UInt8>) -> Int32 {
        let text = cell.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        let number: Int32
        switch value(index, text) {
        case .set(let set):
            number = Int32(sets.count)
            sets.append(set)
        case .tie(let tie): number = tie
        case .other(let value):
            number = ~Int32(values.count)
            values.append(value)
        }
        tables[index].insert(number, for: cell)
        return number
    }

    private enum Value {
        case set(FactSet)
        /// The tie of connections without cells of their own.
        case tie(Int32)
        case other(CellValue)
    }

    /// What a cell says by itself, as any other reader of people reads it.
    private func value(_ column: Int, _ cell: String) -> Value {
        let left: Value = columns[column].quick == .others ? .tie(QuickTies.left) : .other(.left)
        if cell.hasPrefix("#") { return left }
        var reader = PersonReader(book)
        if let reading = readings[column] {
            guard let day = try? DateCell(reading: reading).prepare(cell) else { return left }
            reader.give(day, for: fields[column], slashDates: reading.order)
        } else {
            reader.give(cell, for: fields[column])
        }
        guard let person = try? reader.finish() else { return left }
        switch fields[column] {
        case .decisionDate: return .other(person.decisionDate.map { .date($0) } ?? .nothing)
        case .fact(let index):
            if case .known(.spells(let spells)) = person.answers[index] { return .other(.spells(spells)) }
            guard let set = FactSet(person.answers[index], for: rules.facts[index]) else { return left }
            return person.answers[index] == .notKnown(.refused) ? .other(.refused(set)) : .set(set)
        case .definition(let index): return .other(person.given[index].map { .given($0) } ?? .nothing)
        case .interpretation(let index):
            return .other(person.readings[index].map { .reading($0) } ?? .nothing)
        case .otherConnections:
            return .tie(
                person.ties.first.map { $0 == .none ? TieBook.none : QuickTies.left } ?? TieBook.notAsked)
        case .placesTaken:
            // Numbers of one’s own come before those of the run.
            return .other(
                person.placesTaken.map { .places($0.taken < $0.places ? .free : PlaceLeft.none) }
                    ?? .nothing)
        case .tie: return .other(.left)
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
