import DelimitedText
import Diagnostics
import Eligibility
import Facts

/// The first pass over a list: how its dates are written, and which rows may be about one person. Both need the whole
/// list before any row can be decided.
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
        part.dates = Array(repeating: DateFinding(), count: mapping.columns.count)
        let dateColumns = mapping.columns.indices.filter { mapping.columns[$0].isDate }
        chunk.forEachRecord { record in
            guard record.flaws.isEmpty else { return }
            for column in dateColumns {
                record.withBytes(column) { part.dates[column].add($0) }
            }
            if let identity = identities.identity(of: record) { part.people.append((identity, record.line)) }
        }
        return part
    }
}

/// What the first pass showed, chunk after chunk in order.
///
/// Of each row that can be told apart a 128-bit number and a line are kept until the pass is over; after it, only
/// the later rows of each group of possible duplicates. A list too long for that is gone through once more, for the few
/// rows that a sieve has let through.
struct ListSurvey: Sendable {
    private(set) var rows = 0
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
        if let name = part.digest { Array(name.hex.utf8).withUnsafeBufferPointer { digest.add($0) } }
        for column in dates.indices where column < part.dates.count { dates[column].add(part.dates[column]) }
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
