import DelimitedText
import Eligibility
import Facts
import RuleEvaluation

/// What is written behind the cells of a row, in one flat store: for each plan what everybody of it is told, with gaps,
/// and for each form what comes before that.
struct WrittenForms {
    /// Text up to a gap, and the gap.
    struct Piece {
        var text: Range<Int>
        var gap: Int
        var filling: Filling
        var mayHoldQuotes: Bool
    }

    /// One form.
    struct Form {
        /// Outcome, cohort, lots and connections.
        var head: Range<Int>
        /// The pieces behind, among all.
        var pieces: Range<Int>
        /// Behind the last gap: what comes before the notes, and then the notes and the version of the rules.
        var tail: Range<Int>
        var end: Range<Int>
        var outcome: Outcome
        /// Where its people are counted.
        var cohort: Int
        var conditions: Range<Int>
        var lots: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    private(set) var pieces: [Piece] = []
    /// Where people of forms are counted, among conditions and lots.
    private(set) var places: [Int] = []
    private(set) var forms: [Form?] = []
    /// Forms without lots, each with what comes before them, by the number of the plan.
    private var plans: [(before: [UInt8], form: Form)?] = []
    private let names: Tally.Names
    /// Titles of lots and names of connections, in their written form.
    private let lotTitles: [[UInt8]]
    private let lotPlaces: [Int]
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
        lotPlaces = titles.map { names.lotIndex[$0] ?? names.lots.count - 1 }
        connectionNames = connections.map { Array($0.utf8) }
        version = [UInt8(ascii: ",")] + DelimitedWriter.written(assessor.book.versionText)
    }

    /// Forgets all forms.
    mutating func removeAll() {
        bytes = []
        pieces = []
        places = []
        forms = []
        plans = []
    }

    /// Writes a form that was not met before.
    mutating func add(_ form: RowForm, _ rapid: inout RapidAssessor) {
        while forms.count <= form.number { forms.append(nil) }
        while plans.count <= form.plan.number { plans.append(nil) }
        if plans[form.plan.number] == nil { addPlan(form.plan, &rapid) }
        guard let plan = plans[form.plan.number] else { return }
        var written = plan.form
        let begin = bytes.count
        bytes += plan.before
        addLots(form.place)
        written.head = begin..<bytes.count
        let firstLot = places.count
        let lots = form.place.lots
        places += lots.isEmpty ? [names.lots.count - 1] : lots.map { lotPlaces[$0] }
        written.lots = firstLot..<places.count
        forms[form.number] = written
    }

    private mutating func addPlan(_ plan: RowPlan, _ rapid: inout RapidAssessor) {
        guard let cells = PlanCells(plan, names) else { return }
        let firstPiece = pieces.count
        var begin = bytes.count
        bytes += cells.middle
        for piece in cells.reasons {
            switch piece {
            case .bytes(let more): bytes += more
            case .gap(let gap):
                let filling = rapid.filling(gap)
                pieces.append(
                    Piece(
                        text: begin..<bytes.count, gap: gap, filling: filling,
                        mayHoldQuotes: filling.mayHoldQuotes))
                begin = bytes.count
            }
        }
        bytes += cells.after
        let notes = bytes.count
        bytes += cells.notes + version
        let firstPlace = places.count
        places += cells.conditions
        plans[plan.number] = (
            cells.head,
            Form(
                head: 0..<0, pieces: firstPiece..<pieces.count, tail: begin..<notes, end: notes..<bytes.count,
                outcome: plan.outcome, cohort: cells.cohort, conditions: firstPlace..<places.count, lots: 0..<0)
        )
    }

    private mutating func addLots(_ place: PersonPlace) {
        for (index, lot) in place.lots.enumerated() {
            if index > 0 { bytes += Self.separator }
            bytes += lotTitles[lot]
        }
        bytes.append(UInt8(ascii: ","))
        // Names of connections are separated by commas.
        let needsQuotes = place.lots.contains { place.connections(to: $0).nonzeroBitCount > 1 }
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
        for (index, lot) in place.lots.enumerated() {
            if index > 0 { bytes += Self.separator }
            bytes += lotTitles[lot] + Self.colon
            var rest = place.connections(to: lot)
            while rest != 0 {
                bytes += connectionNames[rest.trailingZeroBitCount]
                rest &= rest - 1
                if rest != 0 { bytes += Self.comma }
            }
        }
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    }

    private static let separator = Array("; ".utf8)
    private static let colon = Array(": ".utf8)
    private static let comma = Array(", ".utf8)
}
