import DelimitedText
import Diagnostics
import Eligibility
import Facts

/// The first pass over a list: how its dates are written, and which rows may be about one person. Which rows may be needs
/// the whole list before any row can be decided; how dates are written is often plain after a few.
struct Surveyor: Sendable {
    let mapping: ColumnMapping
    let identities: IdentityReader
    /// Whether a name is wanted for exactly this list.
    var takesDigest = false

    /// What one chunk shows.
    struct Part: Sendable {
        var rows = 0
        var bytes = 0
        var dates: [DateFinding] = []
        /// Rows that can be told apart, by line.
        var people: [(identity: Identity, line: Int)] = []
        var digest: Digest?
    }

    func survey(_ chunk: DelimitedChunk) -> Part {
        var part = Part()
        part.rows = chunk.recordCount + chunk.emptyLines
        part.bytes = chunk.range.upperBound
        if takesDigest { part.digest = chunk.digest }
        var dates = DateCounter(mapping)
        chunk.forEachRecord { record in
            guard record.flaws.isEmpty else { return }
            dates.add(record)
            if let identity = identities.identity(of: record) { part.people.append((identity, record.line)) }
        }
        part.dates = dates.found
        return part
    }
}

/// Counts how the dates of some rows are written.
struct DateCounter: Sendable {
    private let columns: [Int]
    /// For each column of the list, with nothing for those that hold no dates.
    private(set) var found: [DateFinding]
    private var room = CellRoom()

    /// - Parameter counts: false to count nothing.
    init(_ mapping: ColumnMapping, counts: Bool = true) {
        columns = counts ? mapping.columns.indices.filter { mapping.columns[$0].isDate } : []
        found = counts ? Array(repeating: DateFinding(), count: mapping.columns.count) : []
    }

    /// Adds dates of a column that have slashes and years of four digits.
    mutating func add(_ dates: Int, _ orders: SlashDate.Orders, inColumn column: Int) {
        if !columns.isEmpty { found[column].add(dates, orders) }
    }

    /// Adds a row that is written as a row should be.
    mutating func add(_ record: borrowing DelimitedRecord) {
        record.withCells(&room) { text, cells in
            for index in columns.indices {
                let column = columns[index]
                if column < cells.count { found[column].add(text.extracting(cells[column].range)) }
            }
        }
    }
}

/// What the first pass showed, chunk after chunk in order.
///
/// Of each row that can be told apart a 128-bit number and a line are kept until the pass is over; after it, only
/// the later rows of each group of possible duplicates. A list too long for that is gone through once more, for the few
/// rows that a sieve has let through.
struct ListSurvey: Sendable {
    private(set) var rows = 0
    /// How many chunks were looked through.
    private(set) var chunks = 0
    /// Whether that was the whole list.
    private(set) var isWhole = true
    private(set) var dates: [DateFinding]
    private(set) var duplicates: [Int: RowRemarks.Likeness] = [:]
    private var digest = RunningDigest()
    private var firstLines: [Identity: Int] = [:]
    private let earlier: EarlierPeople
    /// Nil while all identities are remembered.
    private var sieve: RepeatSieve?
    private let mostRemembered: Int

    /// - Parameter mostRemembered: rows of which the identity is remembered, at most, in one pass.
    init(columns: Int, earlier: EarlierPeople = EarlierPeople(), mostRemembered: Int = 1_000_000) {
        self.mostRemembered = mostRemembered
        dates = Array(repeating: DateFinding(), count: columns)
        self.earlier = earlier
    }

    mutating func add(_ part: Surveyor.Part) {
        rows += part.rows
        chunks += 1
        if let name = part.digest { Array(name.hex.utf8).withUnsafeBufferPointer { digest.add($0) } }
        add(part.dates)
        for (identity, line) in part.people {
            if let before = earlier.row(of: identity) {
                duplicates[line] = before
            } else if sieve != nil {
                sieve?.add(identity)
            } else {
                remember(identity, line)
                if firstLines.count > mostRemembered { beginSieve() }
            }
        }
    }

    /// Adds the dates of some rows.
    mutating func add(_ more: [DateFinding]) {
        for column in dates.indices where column < more.count { dates[column].add(more[column]) }
    }

    /// Whether it is settled how the dates of a list are read, whatever its other rows hold.
    func settles(_ mapping: ColumnMapping, declared: AnswerReader.SlashDates) -> Bool {
        mapping.columns.indices.allSatisfy { column in
            !mapping.columns[column].isDate || ColumnDates.isSettled(dates[column], declared: declared)
        }
    }

    /// Takes note that the rest of the list is not looked through.
    mutating func stop() { isWhole = false }

    private mutating func remember(_ identity: Identity, _ line: Int) {
        if let first = firstLines[identity] {
            duplicates[line] = RowRemarks.Likeness(line: first)
        } else {
            firstLines[identity] = line
        }
    }

    private mutating func beginSieve() {
        var sieve = RepeatSieve()
        for identity in firstLines.keys { sieve.add(identity) }
        self.sieve = sieve
        firstLines = [:]
    }

    /// Whether the list has to be gone through once more, by `look(again:)`.
    var needsSecondLook: Bool { sieve != nil }

    /// Adds the rows of a chunk that may be possible duplicates.
    mutating func look(again part: Surveyor.Part) {
        guard let sieve else { return }
        for (identity, line) in part.people
        where sieve.mayRepeat(identity) && earlier.row(of: identity) == nil {
            remember(identity, line)
        }
    }

    /// A name for exactly this list, when its chunks had names.
    var listDigest: Digest { digest.digest }

    /// Lets go of what only the passes needed.
    mutating func finish() {
        firstLines = [:]
        sieve = nil
    }
}
