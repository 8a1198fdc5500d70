import DelimitedText
import Diagnostics
import Eligibility
import Facts

/// Turns one row into a decision, or into everything that is wrong with it.
struct RowReader: Sendable {
    let assessor: Assessor
    let mapping: ColumnMapping
    let dates: ColumnDates
    /// The date that rows without one of their own are judged on.
    let on: CivilDate?

    /// What became of a row.
    enum Result {
        case empty
        case decided(Assessment, Person)
        case rejected([RowProblem])
    }

    /// One problem can hide another, so a row is tried again without the cells found wrong, until nothing new shows.
    private static let turns = 16

    func read(_ record: borrowing DelimitedRecord, placeLeft: PlaceLeft? = nil) -> Result {
        if record.flaws.isEmpty, record.isBlank { return .empty }
        if SpreadsheetLeftovers.isTotals(record, columns: mapping.columns.count) {
            return .rejected([
                RowProblem(
                    code: .totals, message: "This row has totals, and is no person.",
                    expected: "a row for each person.")
            ])
        }
        var findings = Findings(problems: shapeProblems(record), cells: record.count)
        for flaw in record.flaws {
            // After any other flaw nobody can tell which cell is which.
            guard flaw.kind == .textAfterQuote else { return .rejected(findings.problems) }
            findings.skipped.insert(flaw.column)
        }
        for _ in 0..<Self.turns {
            let before = findings
            if let (assessment, person) = attempt(record, placeLeft, &findings) {
                return findings.problems.isEmpty
                    ? .decided(assessment, person) : .rejected(findings.problems)
            }
            if findings == before { break }
        }
        return .rejected(findings.problems)
    }

    private struct Findings: Equatable {
        var problems: [RowProblem]
        /// Columns not to be read again.
        var skipped: Set<Int> = []
        /// How many cells the row has.
        var cells: Int

        mutating func add(_ problem: RowProblem, at column: Int?) {
            if let column { skipped.insert(column) }
            if !problems.contains(problem) { problems.append(problem) }
        }
    }

    /// The decision, or nil with what was wrong added to the findings.
    private func attempt(
        _ record: borrowing DelimitedRecord, _ placeLeft: PlaceLeft?, _ findings: inout Findings
    ) -> (Assessment, Person)? {
        var reader = PersonReader(assessor.book)
        for (position, column) in mapping.columns.enumerated() {
            guard let field = column.field, !record.isEmpty(position), !findings.skipped.contains(position)
            else { continue }
            let text = record.string(position)
            if let problem = SpreadsheetLeftovers.formulaError(text, in: column.title) {
                findings.add(problem, at: position)
                continue
            }
            guard let reading = dates.reading(position) else {
                reader.give(text, for: field)
                continue
            }
            do throws(DateCell.Refusal) {
                let day = try DateCell(reading: reading).prepare(text)
                reader.give(day, for: field, slashDates: reading.order)
            } catch {
                findings.add(
                    RowProblem(
                        code: error.code, column: column.title, message: error.message,
                        expected: error.expected),
                    at: position)
            }
        }
        do throws(InputProblems) {
            var person = try reader.finish()
            person.decisionDate = person.decisionDate ?? on
            person.placeLeft = placeLeft
            return decide(person, &findings).map { ($0, person) }
        } catch {
            for problem in error.all where !isHalfPoint(problem, record, &findings) {
                add(problem, .unreadableCell, &findings)
            }
            return nil
        }
    }

    private func decide(_ person: Person, _ findings: inout Findings) -> Assessment? {
        do throws(InputProblems) {
            return try assessor.assess(person)
        } catch {
            for problem in error.all {
                if problem.field == .decisionDate, person.decisionDate == nil {
                    addMissingDate(problem, &findings)
                } else if case .tie = problem.field {
                    // Places are read when they are looked for on the map.
                    add(problem, .unreadableCell, &findings)
                } else {
                    add(problem, .impossibleValue, &findings)
                }
            }
            return nil
        }
    }

    private func add(_ problem: InputProblem, _ code: Problem.Code, _ findings: inout Findings) {
        let column = problem.field.flatMap { position(of: $0) }
        findings.add(
            RowProblem(
                code: code, column: column.map { mapping.columns[$0].title } ?? problem.fact,
                message: problem.message, expected: problem.expected),
            at: column)
    }

    /// Whether the problem is only that the other half of a point was found wrong before.
    private func isHalfPoint(
        _ problem: InputProblem, _ record: borrowing DelimitedRecord, _ findings: inout Findings
    ) -> Bool {
        guard let field = problem.field, case .tie(let index, let form) = field,
            form == .latitude || form == .longitude, let column = mapping.position(of: field),
            let other = mapping.position(of: .tie(index, form == .latitude ? .longitude : .latitude)),
            findings.skipped.contains(other)
        else { return false }
        let parts = record.string(column).split(separator: "|")
        guard parts.allSatisfy({ (try? PlaceText.degrees($0)) != nil }) else { return false }
        findings.skipped.insert(column)
        return true
    }

    /// A date that could not be read, or is in a cell that is not there, has been told of already.
    private func addMissingDate(_ problem: InputProblem, _ findings: inout Findings) {
        let column = mapping.position(of: .decisionDate)
        if let column, findings.skipped.contains(column) || findings.cells <= column { return }
        findings.add(
            RowProblem(
                code: .noDecisionDate, column: column.map { mapping.columns[$0].title },
                message: problem.message,
                expected: "a date here, or one given for all rows without (`--on DATE` of the command)."),
            at: column)
    }

    /// A place can be given in a column of one form or in the column for any form.
    private func position(of field: Field) -> Int? {
        if let position = mapping.position(of: field) { return position }
        guard case .tie(let index, _) = field else { return nil }
        return mapping.position(of: .tie(index, .place))
    }

    // MARK: The shape of the row

    private func shapeProblems(_ record: borrowing DelimitedRecord) -> [RowProblem] {
        var problems: [RowProblem] = record.flaws.isEmpty ? [] : flawProblems(record)
        if record.flaws.contains(where: { $0.kind != .textAfterQuote }) { return problems }
        let width = mapping.columns.count
        if record.hasContent(from: width) {
            let extra = (width..<record.count).map { record.string($0) }.filter { !$0.isEmpty }
            let shown = extra.prefix(5).map { "“\(Self.shortened($0))”" }.joined(separator: ", ")
            problems.append(
                RowProblem(
                    code: .tooManyCells,
                    message:
                        "The row has \(record.count) cells, and the header names \(width). Beyond them: \(shown).",
                    expected: "at most \(width) cells; text with a separator in it needs quotes around it."))
        }
        // A row that stops early may be the first half of one with a line break in a cell. Cells of columns that
        // decide nothing may be missing; some programs leave empty ones at the end away.
        if record.count < mapping.neededCells {
            problems.append(
                RowProblem(
                    code: .tooFewCells,
                    message:
                        "The row has \(record.count) \(record.count == 1 ? "cell" : "cells"), and the last column in use, “\(mapping.columns[mapping.neededCells - 1].title)”, is number \(mapping.neededCells).",
                    expected:
                        "\(width) cells, as in the header; a cell with a line break in it needs quotes around it."
                ))
        }
        return problems
    }

    private func flawProblems(_ record: borrowing DelimitedRecord) -> [RowProblem] {
        let copy = copy record
        return copy.problems(in: "").map {
            RowProblem(
                code: $0.code, column: nil, message: $0.message,
                expected: ([$0.expected, $0.suggestion].compactMap { $0 }).joined(separator: " "))
        }
    }

    static func shortened(_ text: String) -> String {
        text.count > 60 ? String(text.prefix(57)) + "…" : text
    }
}
