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
    /// Where texts are: sentences that many plans have are kept once, and stay close to the processor.
    private var known: [[UInt8]: Range<Int>] = [:]
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
        known = [:]
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
        var head = plan.before
        addLots(form.place, to: &head)
        written.head = place(of: head)
        let firstLot = places.count
        let lots = form.place.lots
        places += lots.isEmpty ? [names.lots.count - 1] : lots.map { lotPlaces[$0] }
        written.lots = firstLot..<places.count
        forms[form.number] = written
    }

    private mutating func addPlan(_ plan: RowPlan, _ rapid: inout RapidAssessor) {
        guard let cells = PlanCells(plan, names) else { return }
        let firstPiece = pieces.count
        var text = cells.middle
        for piece in cells.reasons {
            switch piece {
            case .bytes(let more): text += more
            case .gap(let gap):
                let filling = rapid.filling(gap)
                pieces.append(
                    Piece(
                        text: place(of: text), gap: gap, filling: filling,
                        mayHoldQuotes: filling.mayHoldQuotes))
                text = []
            }
        }
        let tail = place(of: text + cells.after + cells.notes + version)
        let notes = tail.lowerBound + text.count + cells.after.count
        let firstPlace = places.count
        places += cells.conditions
        plans[plan.number] = (
            cells.head,
            Form(
                head: 0..<0, pieces: firstPiece..<pieces.count, tail: tail.lowerBound..<notes,
                end: notes..<tail.upperBound,
                outcome: plan.outcome, cohort: cells.cohort, conditions: firstPlace..<places.count,
                lots: 0..<0)
        )
    }

    private mutating func place(of text: [UInt8]) -> Range<Int> {
        if let place = known[text] { return place }
        let place = bytes.count..<bytes.count + text.count
        bytes += text
        known[text] = place
        return place
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
