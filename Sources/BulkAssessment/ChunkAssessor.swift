import DelimitedText
import Eligibility
import Facts
import RuleEvaluation
import Workbooks

/// Decides the rows of a chunk. Chunks know nothing of each other, so that any number can be decided at once.
struct ChunkAssessor: Sendable {
    let reader: RowReader
    /// The earlier row that a row is a possible duplicate of, by line.
    let duplicates: [Int: RowRemarks.Likeness]
    /// Who gets which place, once that is known.
    var allocation: Allocation?
    let names: Tally.Names
    let writesRejects: Bool
    let forms: (decisions: OutputForm, rejects: OutputForm)
    /// How many rejected rows to keep in words.
    let keptRejections: Int
    let workers: WorkerPool
    /// The first chunk of which nobody has counted yet how its dates are written.
    let uncounted: Int

    /// What became of a chunk.
    struct Part: Sendable {
        var decisions: [UInt8] = []
        var rejects: [UInt8] = []
        var tally: Tally
        /// The first row of each outcome.
        private(set) var firsts: [(outcome: Outcome, record: DelimitedRecord)] = []
        /// The outcomes there is a row of, as bits.
        private var outcomes: UInt8 = 0
        var rejected: [ListAssessment.Rejection] = []
        /// How its dates are written, by column; empty where that was counted before.
        var dates: [DateFinding] = []

        init(tally: Tally) { self.tally = tally }

        /// Keeps a row when it is the first of its outcome.
        fileprivate mutating func note(_ outcome: Outcome, _ record: borrowing DelimitedRecord) {
            let bit: UInt8 =
                switch outcome {
                case .eligible: 1
                case .notEligible: 2
                case .refer: 4
                case .needsInformation: 8
                }
            if outcomes & bit != 0 { return }
            outcomes |= bit
            firsts.append((outcome, copy record))
        }
    }

    func assess(_ chunk: DelimitedChunk) -> Part {
        switch forms.decisions {
        case .text:
            var writer = DelimitedWriter()
            guard let worker = workers.take() else {
                return assess(chunk, &writer, quickly: Self.leave, counting: { _, _ in })
            }
            defer { workers.give(back: worker) }
            writer.reserve(worker.usualBytes)
            let part = worker.with { decider in
                var person = decider.nobody
                return assess(
                    chunk, &writer,
                    quickly: { record, remarks, writer, tally, dates in
                        let outcome = decider.decide(record, remarks, &person, &writer, &tally)
                        if outcome != nil { decider.countDates(of: record, &dates) }
                        return outcome
                    }, counting: { decider.finish(&$0, &$1) })
            }
            // Chunks are much alike; growing would copy what is written already.
            worker.usualBytes = part.decisions.count + part.decisions.count / 8
            return part
        case .sheet:
            var writer = SheetRowWriter()
            return assess(chunk, &writer, quickly: Self.leave, counting: { _, _ in })
        }
    }

    private static func leave<Writer: RowWriter>(
        _ record: borrowing DelimitedRecord, _ remarks: RowRemarks, _ writer: inout Writer,
        _ tally: inout Tally, _ dates: inout DateCounter
    ) -> Outcome? { nil }

    /// - Parameters:
    ///   - quickly: decides a row, writes it and counts its dates, unless it leaves the row to the reader.
    ///   - counting: hands over what it has counted.
    // For each way of deciding quickly it is made anew, so that no row is handed through calls.
    @inline(__always)
    private func assess<Writer: RowWriter>(
        _ chunk: DelimitedChunk, _ decisions: inout Writer,
        quickly: (borrowing DelimitedRecord, RowRemarks, inout Writer, inout Tally, inout DateCounter) ->
            Outcome?,
        counting: (inout Tally, inout DateCounter) -> Void
    ) -> Part {
        var part = Part(tally: Tally(names))
        var rejects = forms.rejects.writer()
        let columns = reader.mapping.ownColumns
        part.tally.addEmpty(chunk.emptyLines)
        var dates = DateCounter(reader.mapping, counts: chunk.index >= uncounted)
        // Mostly the rest of the list says nothing, and even that takes long to ask row by row.
        let (hasRemarks, nothing) = (!duplicates.isEmpty || allocation != nil, RowRemarks())
        chunk.forEachRecord { record in
            let quick =
                hasRemarks
                ? quickly(record, remarks(record.line), &decisions, &part.tally, &dates)
                : quickly(record, nothing, &decisions, &part.tally, &dates)
            if let quick { return part.note(quick, record) }
            if record.flaws.isEmpty { dates.add(record) }
            let remarks = remarks(record.line)
            switch reader.read(record, placeLeft: remarks.turn?.left) {
            case .empty: part.tally.addEmpty(1)
            case .decided(let assessment, let person):
                let group = names.group(
                    of: person, reader.assessor.book.rules, on: assessment.decisionDate)
                part.tally.add(assessment, group: group, remarks.likeness)
                decisions.appendCells(of: record, columns: columns)
                for cell in DecisionCells.cells(assessment, remarks) { decisions.append(cell) }
                decisions.endRow()
                part.note(assessment.outcome, record)
            case .rejected(let problems):
                part.tally.add(problems)
                if part.rejected.count < keptRejections {
                    part.rejected.append(.init(line: record.line, problems: problems))
                }
                guard writesRejects else { return }
                rejects.appendCells(of: record, columns: columns)
                rejects.append(String(record.line))
                rejects.append(RowProblem.text(problems))
                let isWhole = record.flaws.isEmpty && !record.hasContent(from: reader.mapping.columns.count)
                if isWhole { rejects.append("") } else { rejects.appendOriginal(of: record) }
                rejects.endRow()
            }
        }
        counting(&part.tally, &dates)
        part.decisions = decisions.bytes
        part.rejects = rejects.bytes
        part.dates = dates.found
        return part
    }

    /// A row decided again by itself, to be shown.
    func decision(of record: DelimitedRecord) -> ListAssessment.Decision? {
        let remarks = remarks(record.line)
        guard case .decided(let assessment, _) = reader.read(record, placeLeft: remarks.turn?.left) else {
            return nil
        }
        return .init(
            line: record.line, person: person(record), assessment: assessment, remarks: remarks)
    }

    private func remarks(_ line: Int) -> RowRemarks {
        var remarks = RowRemarks()
        if !duplicates.isEmpty { remarks.likeness = duplicates[line] }
        remarks.turn = allocation?.turn(line)
        return remarks
    }

    /// Those of a chunk who take up a place.
    func candidates(_ chunk: DelimitedChunk) -> [Allocation.Candidate] {
        guard let worker = workers.take() else { return candidates(chunk) { _ in nil } }
        defer { workers.give(back: worker) }
        return worker.with { decider in
            var person = decider.nobody
            return candidates(chunk) { decider.claim($0, &person) }
        }
    }

    /// - Parameter quickly: what somebody takes up, unless it is left to the reader.
    private func candidates(
        _ chunk: DelimitedChunk,
        quickly: (borrowing DelimitedRecord) -> (day: CivilDate, claim: PlaceClaim?)?
    ) -> [Allocation.Candidate] {
        var found: [Allocation.Candidate] = []
        let ownNumbers = reader.mapping.position(of: .placesTaken)
        chunk.forEachRecord { record in
            // Somebody with numbers of places of their own takes up none of those given for all.
            if let ownNumbers, !record.isEmpty(ownNumbers) { return }
            if let (day, claim) = quickly(record) {
                if let claim { found.append(.init(day: day, line: record.line, claim: claim)) }
                return
            }
            guard case .decided(let assessment, _) = reader.read(record) else { return }
            if let claim = reader.assessor.claim(assessment) {
                found.append(.init(day: assessment.decisionDate, line: record.line, claim: claim))
            }
        }
        return found
    }

    /// The first cell, often a reference, and the texts that rules ask for, often names.
    private func person(_ record: borrowing DelimitedRecord) -> String {
        var parts: [String] = []
        for (position, column) in reader.mapping.columns.enumerated() {
            guard position == 0 || isText(column) else { continue }
            let text = record.string(position)
            if !text.isEmpty { parts.append(RowReader.shortened(text)) }
        }
        return parts.joined(separator: " ")
    }

    private func isText(_ column: ColumnMapping.Column) -> Bool {
        guard case .fact(let index)? = column.field else { return false }
        return reader.assessor.book.rules.facts[index].type.value == .text
    }
}
