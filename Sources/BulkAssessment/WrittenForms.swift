import DelimitedText
import Eligibility
import Facts
import RuleEvaluation

/// What is written behind the cells of a row, in one flat store: for each plan what everybody of it is told, with gaps,
/// and for each place its lots and connections.
struct WrittenForms {
    /// Where a text is among the bytes.
    struct Stretch {
        var begin: UInt32
        var count: UInt32
        var end: UInt32 { begin &+ count }
        var range: Range<Int> { Int(begin)..<Int(end) }
    }

    /// What everybody of a plan is told.
    struct Plan {
        /// Outcome and cohort.
        var head: Stretch
        /// The pieces behind the connections, among all.
        var pieces: Stretch
        /// Behind the last gap: what comes before the notes, and the same with the notes and the version of the rules.
        var tail: Stretch
        var end: Stretch
        var outcome: Outcome
        /// Where its people are counted.
        var column: Int32
        var conditions: Stretch
    }

    /// The lots of people who have the same ties.
    struct Place {
        /// Lots and connections.
        var text: Stretch
        /// Where its people are counted.
        var lots: Stretch
    }

    private(set) var bytes = ByteStore()
    /// Where texts are: sentences that many plans have are kept once, and stay close to the processor.
    private var known: [[UInt8]: Stretch] = [:]
    private(set) var pieces: [SentencePiece] = []
    /// Where people are counted, among conditions and lots.
    private(set) var counted: [Int32] = []
    /// Those of plans that can be written so, by their numbers, and of places by theirs.
    private(set) var plans: [Plan?] = []
    private(set) var places: [Place] = []
    private let names: Tally.Names
    /// Titles of lots and names of connections, in their written form.
    private let lotTitles: [[UInt8]]
    private let lotsCounted: [Int32]
    private let connectionNames: [[UInt8]]
    /// The last cell.
    let version: [UInt8]

    /// Nil when the title of a lot or the name of a connection has to be written in another form.
    init?(_ assessor: Assessor, _ names: Tally.Names) {
        let rules = assessor.book.rules
        let titles = rules.lots.map(\.title)
        let connections = rules.connections.map(\.name)
        guard (titles + connections).allSatisfy({ DelimitedWriter.isWrittenAsIs($0) }) else { return nil }
        self.names = names
        lotTitles = titles.map { Array($0.utf8) }
        lotsCounted = titles.map { Int32(names.lotIndex[$0] ?? names.lots.count - 1) }
        connectionNames = connections.map { Array($0.utf8) }
        version = [UInt8(ascii: ",")] + DelimitedWriter.written(assessor.book.versionText)
    }

    /// Forgets all plans and places.
    mutating func removeAll() {
        bytes = ByteStore()
        known = [:]
        pieces = []
        counted = []
        plans = []
        places = []
    }

    /// Writes the plans and places up to those of a form.
    mutating func add(_ form: RowForm, _ rapid: inout RapidAssessor) {
        while plans.count <= form.plan { plans.append(plan(rapid.plans[plans.count], &rapid)) }
        while places.count <= form.place { places.append(place(rapid.places[places.count])) }
    }

    private mutating func place(_ place: PersonPlace) -> Place {
        var text: [UInt8] = []
        addLots(place, to: &text)
        let lots = place.lots
        return Place(
            text: stretch(of: text),
            lots: Self.add(
                lots.isEmpty ? [Int32(names.lots.count - 1)] : lots.map { lotsCounted[$0] }, to: &counted))
    }

    private mutating func plan(_ plan: RowPlan, _ rapid: inout RapidAssessor) -> Plan? {
        guard let cells = PlanCells.of(plan, names) else { return nil }
        var own: [SentencePiece] = []
        var text = cells.middle
        for piece in cells.reasons {
            switch piece {
            case .bytes(let more): text += more
            case .gap(let gap):
                rapid.prepare(gap)
                own.append(SentencePiece(text: stretch(of: text).range, gap: gap))
                text = []
            }
        }
        let end = stretch(of: text + cells.after + cells.notes + version)
        let beforeNotes = UInt32(text.count + cells.after.count)
        return Plan(
            head: stretch(of: cells.head), pieces: Self.add(own, to: &pieces),
            tail: Stretch(begin: end.begin, count: beforeNotes),
            end: end,
            outcome: plan.outcome, column: Int32(RowCounts.column(cells.cohort, plan.outcome)),
            conditions: Self.add(cells.conditions.map { Int32($0) }, to: &counted))
    }

    private mutating func stretch(of text: [UInt8]) -> Stretch {
        if let stretch = known[text] { return stretch }
        let stretch = Stretch(begin: UInt32(bytes.count), count: UInt32(text.count))
        bytes.append(text)
        known[text] = stretch
        return stretch
    }

    private static func add<Item>(_ items: [Item], to all: inout [Item]) -> Stretch {
        all += items
        return Stretch(begin: UInt32(all.count - items.count), count: UInt32(items.count))
    }

    /// Writes a text to a row.
    // Changes nothing of itself; but what only reads such a large value that can be changed is handed a copy of it.
    mutating func write(_ text: Stretch, to row: inout RowBytes) {
        row.append(bytes, from: Int(text.begin), to: Int(text.end))
    }

    private func addLots(_ place: PersonPlace, to text: inout [UInt8]) {
        for (index, lot) in place.lots.enumerated() {
            if index > 0 { text += Self.separator }
            text += lotTitles[lot]
        }
        text.append(UInt8(ascii: ","))
        // Names of connections are separated by commas.
        let needsQuotes = place.lots.contains { place.connections(to: $0).nonzeroBitCount > 1 }
        if needsQuotes { text.append(UInt8(ascii: "\"")) }
        for (index, lot) in place.lots.enumerated() {
            if index > 0 { text += Self.separator }
            text += lotTitles[lot] + Self.colon
            var rest = place.connections(to: lot)
            while rest != 0 {
                text += connectionNames[rest.trailingZeroBitCount]
                rest &= rest - 1
                if rest != 0 { text += Self.comma }
            }
        }
        if needsQuotes { text.append(UInt8(ascii: "\"")) }
    }

    private static let separator = Array("; ".utf8)
    private static let colon = Array(": ".utf8)
    private static let comma = Array(", ".utf8)
}
