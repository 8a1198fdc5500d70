import DelimitedText
import Eligibility
import RuleEvaluation
import Workbooks

/// Decides the rows of a chunk. Chunks know nothing of each other, so that any number can be decided at once.
struct ChunkAssessor: Sendable {
    let reader: RowReader
    /// The earlier row that a row is a possible duplicate of, by line.
    let duplicates: [Int: Int]
    let names: Tally.Names
    let writesRejects: Bool
    let forms: (decisions: OutputForm, rejects: OutputForm)
    /// How many rejected rows to keep in words.
    let keptRejections: Int
    let workers: WorkerPool

    /// What became of a chunk.
    struct Part: Sendable {
        var decisions: [UInt8] = []
        var rejects: [UInt8] = []
        var tally: Tally
        /// The first row of each outcome.
        var firsts: [(outcome: Outcome, record: DelimitedRecord)] = []
        var rejected: [ListAssessment.Rejection] = []
    }

    func assess(_ chunk: DelimitedChunk) -> Part {
        switch forms.decisions {
        case .text:
            var writer = DelimitedWriter()
            guard let worker = workers.take() else { return assess(chunk, &writer) { (_, _, _, _) in nil } }
            defer { workers.give(back: worker) }
            var person = worker.nobody
            return assess(chunk, &writer) { (record, duplicate, writer, tally) in
                worker.decide(record, duplicateOf: duplicate, &person, &writer, &tally)
            }
        case .sheet:
            var writer = SheetRowWriter()
            return assess(chunk, &writer) { (_, _, _, _) in nil }
        }
    }

    /// - Parameter quickly: decides a row and writes it, unless it leaves the row to the reader.
    private func assess<Writer: RowWriter>(
        _ chunk: DelimitedChunk, _ decisions: inout Writer,
        quickly: (borrowing DelimitedRecord, Int?, inout Writer, inout Tally) -> Outcome?
    ) -> Part {
        var part = Part(tally: Tally(names))
        var rejects = forms.rejects.writer()
        let columns = reader.mapping.columns.count
        part.tally.addEmpty(chunk.emptyLines)
        chunk.forEachRecord { record in
            let duplicate = duplicates[record.line]
            if let outcome = quickly(record, duplicate, &decisions, &part.tally) {
                part.note(outcome, record)
                return
            }
            switch reader.read(record) {
            case .empty: part.tally.addEmpty(1)
            case .decided(let assessment):
                part.tally.add(assessment, isDuplicate: duplicate != nil)
                decisions.appendCells(of: record, columns: columns)
                for cell in DecisionCells.cells(assessment, duplicateOf: duplicate) { decisions.append(cell) }
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
                rejects.endRow()
            }
        }
        part.decisions = decisions.bytes
        part.rejects = rejects.bytes
        return part
    }

    /// A row decided again by itself, to be shown.
    func decision(of record: DelimitedRecord) -> ListAssessment.Decision? {
        guard case .decided(let assessment) = reader.read(record) else { return nil }
        return .init(
            line: record.line, person: person(record), assessment: assessment,
            duplicateOf: duplicates[record.line])
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

extension ChunkAssessor.Part {
    /// Keeps a row when it is the first of its outcome.
    fileprivate mutating func note(_ outcome: Outcome, _ record: borrowing DelimitedRecord) {
        if firsts.contains(where: { $0.outcome == outcome }) { return }
        firsts.append((outcome, copy record))
    }
}
