import DelimitedText
import Diagnostics
import Eligibility
import Facts
import RuleEvaluation

/// Decides every person on a list, in memory that does not grow with it but for what finding duplicates takes.
///
/// The list is read twice: dates and duplicates concern the list as a whole. The same list, rules and options give
/// the same bytes, however many rows are decided at once.
public struct ListAssessment: Sendable {
    /// How a list is assessed.
    public struct Options: Sendable {
        /// The date that rows without one of their own are judged on.
        public var on: CivilDate?
        /// What `3/4/2018` means; `refused` when nobody declared it, which reads day/month/year with more care.
        public var slashDates: AnswerReader.SlashDates = .refused
        /// Encoding and separator, when declared.
        public var delimited = DelimitedOptions()
        /// How many chunks are worked on at once, at least 1.
        public var jobs = 1
        /// How much a chunk holds.
        public var chunkSize = ChunkSize(records: 256)
        /// Whether rejected rows are written out.
        public var writesRejects = true
        /// Whether what is written as text begins with the mark by which Excel knows UTF-8.
        public var byteOrderMark = false
        /// What decisions and rejected rows are written as.
        public var forms = (decisions: OutputForm.text, rejects: OutputForm.text)
        /// What columns hold, whatever their headers say.
        public var declared: DeclaredColumns?
        /// Earlier lists, such as decisions of last month, on which people may be already; the first is named first.
        public var earlier: [(name: String, list: any RecordList)] = []
        /// How many rejected rows are handed over in words.
        public var keptRejections = 5
        /// That the run may be interrupted and gone on with; nil for a run that is not to be.
        public var resumption: Resumption?
        /// Whether rows are decided by what others were told; if not, each by itself, which says the same.
        package var remembers = true
        /// Whether the whole list is looked through before anything is handed over: of a list that cannot be read to its
        /// end nothing is, and progress knows the number of rows. Who can take back what was handed over, such as a file
        /// that gets its name at the end, saves that pass over lists that need it for nothing else.
        public var looksAhead = true
        /// Rows of which the identity is remembered, at most; longer lists are looked through once more.
        package var mostIdentities = 1_000_000

        /// One chunk at a time, and nothing declared.
        public init() {}
    }

    /// A decision to show in full.
    public struct Decision: Sendable, Hashable {
        /// The line of the row in the list.
        public var line: Int
        /// The row’s reference and names.
        public var person: String
        /// What was decided, and why.
        public var assessment: Assessment
        /// What the rest of the list says about the row.
        public var remarks = RowRemarks()
    }

    /// A rejected row to show.
    public struct Rejection: Sendable, Hashable {
        /// The line of the row in the list.
        public var line: Int
        /// Everything wrong with it.
        public var problems: [RowProblem]
    }

    /// Bytes to write next: the end of what came before.
    public struct Output: Sendable {
        /// Of the list of decisions.
        public var decisions: [UInt8] = []
        /// Of the list of rejected rows; always empty when those are not wanted.
        public var rejects: [UInt8] = []
        /// How far the run is when this is written; nil for runs that are not to be gone on with.
        public var checkpoint: Checkpoint?

        /// Nothing yet.
        public init() {}

        init(decisions: [UInt8], rejects: [UInt8], checkpoint: Checkpoint? = nil) {
            self.decisions = decisions
            self.rejects = rejects
            self.checkpoint = checkpoint
        }
    }

    /// How far a run is.
    public struct Progress: Sendable {
        /// Whether rows are being decided; before that, the list is looked through.
        public var isDeciding: Bool
        /// Rows done in this pass, empty ones among them.
        public var rows: Int
        /// Nil while the list is looked through, and where it is not known.
        public var totalRows: Int?
        /// Whether the total is worked out from how much of the list has been read.
        public var isEstimate = false
    }

    /// What is left when everything is written.
    public struct Report: Sendable {
        /// All numbers.
        public var summary: Summary
        /// The first decision of each outcome, in the order of the list.
        public var examples: [Decision]
        /// The first rejected rows.
        public var rejections: [Rejection]
        /// What the columns were taken for; nil when nothing was read.
        public var mapping: ColumnMapping?
        /// The outcomes there is an example of.
        fileprivate var outcomes: Set<Outcome> = []
    }

    private let assessor: Assessor
    private let options: Options

    /// An assessment of lists by one rule book.
    public init(_ assessor: Assessor, options: Options = Options()) {
        self.assessor = assessor
        self.options = options
    }

    /// Assesses a list of text with separators; see the other `run`.
    public func run<Source: ByteSource>(
        _ source: Source, named name: String, progress: (Progress) -> Void = { _ in },
        write: (Output) throws(Problems) -> Void
    ) async throws(Problems) -> Report {
        try await run(
            DelimitedReader(source, named: name, options: options.delimited, chunkSize: options.chunkSize),
            named: name, progress: progress, write: write)
    }

    /// Assesses a list and hands over what is to be written, in order.
    ///
    /// - Parameters:
    ///   - list: the list, of which nothing was read but the header; the beginning or all of it is read twice.
    ///   - name: the list as the user named it.
    ///   - progress: called now and then.
    ///   - write: called with the header and then with the rows of each chunk.
    /// - Throws: why the list cannot be read. Nothing was handed over if it is because of its contents, unless the options
    ///   say not to look ahead.
    public func run(
        _ list: some RecordList, named name: String, progress: (Progress) -> Void = { _ in },
        write: (Output) throws(Problems) -> Void
    ) async throws(Problems) -> Report {
        let header = list.header
        let mapping = try ColumnMapping(
            header, line: list.headerLine, of: name, for: assessor.book, declared: options.declared)
        let identities = IdentityReader(assessor.book.rules, mapping, order: options.slashDates)
        var earlier = EarlierPeople()
        for list in options.earlier {
            try earlier.add(list.list, named: list.name, for: assessor.book, order: options.slashDates)
        }
        var survey = try await look(through: list, mapping, identities, earlier, progress)

        let own = Array(header.prefix(mapping.ownColumns))
        let names = (
            decisions: OutputColumns.renamed(own, besides: OutputColumns.decisions),
            rejects: OutputColumns.renamed(own, besides: OutputColumns.rejects)
        )
        let run = options.resumption?.name(of: survey.listDigest, header, assessor, options)
        if let checkpoint = options.resumption?.checkpoint {
            guard checkpoint.run == run else { throw Resumption.otherRun(name) }
        } else {
            try write(headers(names))
        }
        var report = try await decide(list, named: name, run, mapping, &survey, progress, write)
        let dates = ColumnDates(mapping, survey.dates, declared: options.slashDates, list: name)

        report.summary.list = name
        report.summary.rules = assessor.book.versionText
        report.summary.postcodes = assessor.postcodes
        report.summary.on = options.on
        report.summary.unusedColumns = mapping.unused
        report.summary.renamedColumns = zip(own, names.decisions).filter { $0.name != $1 }.map {
            Summary.Renamed(column: $0.name, writtenAs: $1)
        }
        report.summary.dates = dates.findings
        report.summary.duplicates.identifiedBy = identities.names
        report.summary.duplicates.missingColumns = identities.missing
        report.summary.duplicates.earlierLists = earlier.lists
        report.summary.warnings =
            list.warnings + (options.declared?.missing(from: header) ?? []) + dates.warnings
        report.mapping = mapping
        return report
    }

    /// Chunks that are looked through one by one before the whole list is.
    private static let firstChunks = 64

    private func headers(_ names: (decisions: [String], rejects: [String])) -> Output {
        func line(_ cells: [String], _ form: OutputForm) -> [UInt8] {
            var writer = form.headerWriter(byteOrderMark: options.byteOrderMark)
            for cell in cells { writer.append(cell) }
            writer.endRow()
            return writer.bytes
        }
        return Output(
            decisions: line(names.decisions + OutputColumns.decisions, options.forms.decisions),
            rejects: options.writesRejects
                ? line(names.rejects + OutputColumns.rejects, options.forms.rejects) : [])
    }

    private func look(
        through list: some RecordList, _ mapping: ColumnMapping, _ identities: IdentityReader,
        _ earlier: EarlierPeople, _ progress: (Progress) -> Void
    ) async throws(Problems) -> ListSurvey {
        let surveyor = Surveyor(
            mapping: mapping, identities: identities, takesDigest: options.resumption != nil)
        var survey = ListSurvey(
            columns: mapping.columns.count, earlier: earlier, mostRemembered: options.mostIdentities)
        var source = list
        if !options.looksAhead, options.resumption == nil, !identities.isUseful {
            // Only dates are looked for, which are mostly settled at once.
            for _ in 0..<Self.firstChunks {
                if survey.settles(mapping, declared: options.slashDates) {
                    survey.stop()
                    return survey
                }
                guard let chunk = try source.nextChunk() else { return survey }
                survey.add(surveyor.survey(chunk))
            }
        }
        try await OrderedWork.run(
            jobs: options.jobs, next: { () throws(Problems) in try source.nextChunk() },
            work: { surveyor.survey($0) },
            deliver: { (part) throws(Problems) in
                survey.add(part)
                progress(Progress(isDeciding: false, rows: survey.rows))
            })
        if survey.needsSecondLook {
            var source = list
            try await OrderedWork.run(
                jobs: options.jobs, next: { () throws(Problems) in try source.nextChunk() },
                work: { surveyor.survey($0) },
                deliver: { (part) throws(Problems) in survey.look(again: part) })
        }
        survey.finish()
        return survey
    }

    /// Finds out who takes up a place, and gives places out.
    private func allocate(
        _ list: some RecordList, _ worker: ChunkAssessor, _ survey: ListSurvey, _ progress: (Progress) -> Void
    ) async throws(Problems) -> Allocation {
        var source = list
        var candidates: [Allocation.Candidate] = []
        try await OrderedWork.run(
            jobs: options.jobs, next: { () throws(Problems) in try source.nextChunk() },
            work: { worker.candidates($0) }, deliver: { (found) throws(Problems) in candidates += found })
        return Allocation(candidates, duplicates: { survey.duplicates[$0] != nil }, assessor)
    }

    private func decide(
        _ list: some RecordList, named name: String, _ run: String?, _ mapping: ColumnMapping,
        _ survey: inout ListSurvey, _ progress: (Progress) -> Void,
        _ write: (Output) throws(Problems) -> Void
    ) async throws(Problems) -> Report {
        let dates = ColumnDates(mapping, survey.dates, declared: options.slashDates, list: name)
        var report = Report(summary: Summary(), examples: [], rejections: [])
        let names = Tally.Names(assessor.book.rules)
        let reading = RowReader(assessor: assessor, mapping: mapping, dates: dates, on: options.on)
        var worker = ChunkAssessor(
            reader: reading, duplicates: survey.duplicates, names: names,
            writesRejects: options.writesRejects,
            forms: options.forms, keptRejections: options.keptRejections,
            workers: WorkerPool(options.remembers ? reading : nil, names),
            uncounted: survey.isWhole ? .max : survey.chunks)
        if assessor.givesPlaces {
            worker.allocation = try await allocate(list, worker, survey, progress)
            report.summary.places = worker.allocation?.summary ?? []
        }
        let assessing = worker
        var source = list
        var tally = Tally(names)
        var checkpoint = run.map { Checkpoint(run: $0, counts: tally.counts) }
        if let before = options.resumption?.checkpoint {
            guard before.chunks >= 0, before.counts.canCount(rows: survey.rows),
                let counted = Tally(names, from: before.counts)
            else { throw Resumption.otherRun(name) }
            (tally, checkpoint) = (counted, before)
            for index in 0..<before.chunks {
                guard let chunk = try source.nextChunk() else { throw Resumption.otherRun(name) }
                // What is shown at the end is decided again, and not written.
                if before.shown.contains(index) { _ = report.show(assessing.assess(chunk), assessing) }
            }
        }
        var partRead: Double?
        func showProgress(_ rows: Int) {
            var done = Progress(isDeciding: true, rows: rows, totalRows: survey.rows)
            if !survey.isWhole {
                done.isEstimate = true
                done.totalRows = partRead.flatMap { $0 > 0 ? Int(Double(rows) / $0) : nil }
            }
            progress(done)
        }
        showProgress(tally.rows.read)
        try await OrderedWork.run(
            jobs: options.jobs,
            next: { () throws(Problems) in
                let chunk = try source.nextChunk()
                partRead = source.partRead
                return chunk
            },
            work: { assessing.assess($0) },
            deliver: { (part) throws(Problems) in
                tally.add(part.tally)
                let isShown = report.show(part, assessing)
                if isShown, let chunk = checkpoint?.chunks { checkpoint?.shown.append(chunk) }
                checkpoint?.chunks += 1
                checkpoint?.counts = tally.counts
                try write(Output(decisions: part.decisions, rejects: part.rejects, checkpoint: checkpoint))
                survey.add(part.dates)
                showProgress(tally.rows.read)
            })
        tally.write(to: &report.summary)
        return report
    }
}

extension ListAssessment.Report {
    /// Keeps the rows of a chunk that are shown at the end; false when there are none.
    fileprivate mutating func show(_ part: ChunkAssessor.Part, _ assessing: ChunkAssessor) -> Bool {
        var isShown = false
        for (outcome, record) in part.firsts where !outcomes.contains(outcome) {
            guard let decision = assessing.decision(of: record) else { continue }
            outcomes.insert(outcome)
            examples.append(decision)
            isShown = true
        }
        let room = assessing.keptRejections - rejections.count
        isShown = isShown || room > 0 && !part.rejected.isEmpty
        rejections += part.rejected.prefix(room)
        return isShown
    }
}
