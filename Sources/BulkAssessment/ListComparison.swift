import DelimitedText
import Diagnostics
import Eligibility
import Facts
import RuleEvaluation

/// The people on a list whom two assessors decide differently.
public struct ListComparison: Sendable {
    /// One side of a change.
    public struct Side: Sendable, Hashable {
        /// The outcome in words; `rejected` for a row that cannot be read.
        public var outcome: String
        /// The cohort in words; empty when there is none.
        public var cohort: String
        /// The lots by name.
        public var lots: [String]
        /// Whole sentences.
        public var reasons: [String]
    }

    /// Somebody decided differently.
    public struct Change: Sendable, Hashable {
        /// The line of the row in the list.
        public var line: Int
        /// By the old rules.
        public var before: Side
        /// By the new rules.
        public var after: Side
    }

    /// What a list shows.
    public struct Report: Sendable {
        /// Rows that are not empty.
        public var rows = 0
        /// Rows decided differently.
        public var changed = 0
        /// How many go from one decision to another: outcome and cohort, in the order first met.
        public var counts: [(before: String, after: String, count: Int)] = []
        /// How many of the changed reach each lot, before and after, by name.
        public var lots: [(lot: String, before: Int, after: Int)] = []
        /// Everything worth knowing about the list.
        public var warnings: [Problem] = []
    }

    private let old: Assessor
    private let new: Assessor
    private let options: ListAssessment.Options

    /// A comparison of what two assessors decide.
    public init(_ old: Assessor, _ new: Assessor, options: ListAssessment.Options = .init()) {
        self.old = old
        self.new = new
        self.options = options
    }

    /// Decides every row of text with separators both ways; see the other `run`.
    public func run<Source: ByteSource>(
        _ source: Source, named name: String, found: (Change) throws(Problems) -> Void
    ) async throws(Problems) -> Report {
        try await run(
            DelimitedReader(source, named: name, options: options.delimited, chunkSize: options.chunkSize),
            named: name, found: found)
    }

    /// Decides every row both ways.
    ///
    /// - Parameters:
    ///   - list: the list, of which nothing was read but the header; it is read several times.
    ///   - found: called with everybody decided differently, in the order of the list.
    /// - Throws: why the list cannot be read.
    public func run(
        _ list: some RecordList, named name: String, found: (Change) throws(Problems) -> Void
    ) async throws(Problems) -> Report {
        let (oldReader, _) = try await reader(old, list, name)
        let (newReader, warnings) = try await reader(new, list, name)
        var chunks = list
        var report = Report()
        report.warnings = warnings
        try await OrderedWork.run(
            jobs: options.jobs, next: { () throws(Problems) in try chunks.nextChunk() },
            work: { chunk in Self.compare(chunk, oldReader, newReader) },
            deliver: { (part) throws(Problems) in
                report.rows += part.rows
                for change in part.changes {
                    report.add(change)
                    try found(change)
                }
            })
        return report
    }

    private func reader(
        _ assessor: Assessor, _ list: some RecordList, _ name: String
    ) async throws(Problems) -> (RowReader, [Problem]) {
        var first = list
        let mapping = try ColumnMapping(list.header, line: list.headerLine, of: name, for: assessor.book)
        let identities = IdentityReader(assessor.book.rules, mapping, order: options.slashDates)
        let surveyor = Surveyor(mapping: mapping, identities: identities)
        var survey = ListSurvey(columns: mapping.columns.count)
        while let chunk = try first.nextChunk() { survey.add(surveyor.survey(chunk)) }
        survey.finish()
        let dates = ColumnDates(mapping, survey.dates, declared: options.slashDates, list: name)
        return (
            RowReader(assessor: assessor, mapping: mapping, dates: dates, on: options.on),
            list.warnings + dates.warnings
        )
    }

    private struct Part: Sendable {
        var rows = 0
        var changes: [Change] = []
    }

    private static func compare(_ chunk: DelimitedChunk, _ old: RowReader, _ new: RowReader) -> Part {
        var part = Part()
        chunk.forEachRecord { record in
            guard let before = side(old.read(record)), let after = side(new.read(record)) else { return }
            part.rows += 1
            if before.outcome == after.outcome, before.cohort == after.cohort, before.lots == after.lots {
                return
            }
            part.changes.append(Change(line: record.line, before: before, after: after))
        }
        return part
    }

    private static func side(_ result: RowReader.Result) -> Side? {
        switch result {
        case .empty: nil
        case .decided(let assessment):
            Side(
                outcome: assessment.outcome.rawValue, cohort: assessment.cohortText,
                lots: assessment.lots.map(\.lot), reasons: assessment.explanation)
        case .rejected(let problems):
            Side(outcome: "rejected", cohort: "", lots: [], reasons: [RowProblem.text(problems)])
        }
    }
}

extension ListComparison.Report {
    fileprivate mutating func add(_ change: ListComparison.Change) {
        changed += 1
        func words(_ side: ListComparison.Side) -> String {
            side.cohort.isEmpty ? side.outcome : "\(side.outcome), \(side.cohort)"
        }
        let (before, after) = (words(change.before), words(change.after))
        if let index = counts.firstIndex(where: { $0.before == before && $0.after == after }) {
            counts[index].count += 1
        } else {
            counts.append((before, after, 1))
        }
        for lot in Set(change.before.lots + change.after.lots).sorted() {
            let (was, is_) = (
                change.before.lots.contains(lot) ? 1 : 0, change.after.lots.contains(lot) ? 1 : 0
            )
            if let index = lots.firstIndex(where: { $0.lot == lot }) {
                lots[index].before += was
                lots[index].after += is_
            } else {
                lots.append((lot, was, is_))
            }
        }
        lots.sort { $0.lot < $1.lot }
    }
}
