import DelimitedText
import Eligibility
import RuleEvaluation

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

    /// What became of a chunk.
    struct Part: Sendable {
        var decisions: [UInt8] = []
        var rejects: [UInt8] = []
        var tally: Tally
        /// The first decision of each outcome.
        var decided: [ListAssessment.Decision] = []
        var rejected: [ListAssessment.Rejection] = []
    }

    func assess(_ chunk: DelimitedChunk) -> Part {
        var part = Part(tally: Tally(names))
        var decisions = forms.decisions.writer()
        var rejects = forms.rejects.writer()
        let columns = reader.mapping.columns.count
        part.tally.addEmpty(chunk.emptyLines)
        chunk.forEachRecord { record in
            switch reader.read(record) {
            case .empty: part.tally.addEmpty(1)
            case .decided(let assessment):
                let duplicate = duplicates[record.line]
                part.tally.add(assessment, isDuplicate: duplicate != nil)
                decisions.appendCells(of: record, columns: columns)
                for cell in DecisionCells.cells(assessment, duplicateOf: duplicate) { decisions.append(cell) }
                decisions.endRow()
                if !part.decided.contains(where: { $0.assessment.outcome == assessment.outcome }) {
                    part.decided.append(
                        .init(
                            line: record.line, person: person(record), assessment: assessment,
                            duplicateOf: duplicate))
                }
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
