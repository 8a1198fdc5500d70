import DelimitedText
import Eligibility
import Facts
import RuleEvaluation

/// What is written behind the cells of a row, for each form of decisions, in one flat store: text that is the same for
/// everybody of the form, with gaps between.
struct WrittenForms {
    /// Text up to a gap, and the gap.
    struct Piece {
        var text: Range<Int>
        var gap: Int
        var filling: Filling
    }

    /// One form.
    struct Form {
        /// Its pieces, among all.
        var pieces: Range<Int>
        /// Behind its last gap: what comes before the notes, and then the notes and the version of the rules.
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
    private var plans: [PlanCells?] = []
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
        if plans[form.plan.number] == nil { plans[form.plan.number] = PlanCells(form.plan, names) }
        guard let plan = plans[form.plan.number] else { return }
        let firstPiece = pieces.count
        var begin = bytes.count
        bytes += plan.head
        addLots(form.place)
        bytes += plan.middle
        for piece in plan.reasons {
            switch piece {
            case .bytes(let more): bytes += more
            case .gap(let gap):
                pieces.append(Piece(text: begin..<bytes.count, gap: gap, filling: rapid.filling(gap)))
                begin = bytes.count
            }
        }
        bytes += plan.after
        let notes = bytes.count
        bytes += plan.notes + version
        let firstPlace = places.count
        places += plan.conditions
        let firstLot = places.count
        let lots = form.place.lots
        places += lots.isEmpty ? [names.lots.count - 1] : lots.map { lotPlaces[$0] }
        forms[form.number] = Form(
            pieces: firstPiece..<pieces.count, tail: begin..<notes, end: notes..<bytes.count,
            outcome: form.plan.outcome, cohort: plan.cohort, conditions: firstPlace..<firstLot,
            lots: firstLot..<places.count)
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
