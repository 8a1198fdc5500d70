import DelimitedText
import Eligibility

/// The cells of the decisions of one plan in their written form, with gaps for what differs from row to row.
final class PlanCells: Sendable {
    /// Outcome and cohort, and the separator before the lots.
    let head: [UInt8]
    /// After the connections: conditions not met, and the beginning of the reasons.
    let middle: [UInt8]
    /// The reasons, which are in quotes.
    let reasons: [GapTable.Piece]
    /// The end of the reasons, what to ask next, the place, and the separator before the notes.
    let after: [UInt8]
    let notes: [UInt8]
    /// Where its people are counted.
    let cohort: Int
    let conditions: [Int]

    /// What is kept with a plan.
    private struct Kept: Sendable {
        let cells: PlanCells?
    }

    /// The cells of a plan, made once for all workers and lists; nil when the form of the reasons depends on what fills their
    /// gaps.
    static func of(_ plan: RowPlan, _ names: Tally.Names) -> PlanCells? {
        plan.written.withLock { written in
            if let kept = written as? Kept { return kept.cells }
            let cells = PlanCells(plan, names)
            written = Kept(cells: cells)
            return cells
        }
    }

    private init?(_ plan: RowPlan, _ names: Tally.Names) {
        let assessment = plan.assessment
        let cells = DecisionCells.cells(assessment, RowRemarks())
        let written = cells.map { DelimitedWriter.written($0) }
        let quote = UInt8(ascii: "\"")
        let comma = UInt8(ascii: ",")
        // A comma or a quote that every row has puts the reasons in quotes whatever else they say.
        guard written[5].first == quote, written[5].count > 3, written[5][1] != UInt8(ascii: "\'") else {
            return nil
        }
        head = [comma] + written[0] + [comma] + written[1] + [comma]
        middle = [comma] + written[4] + [comma, quote]
        reasons = GapTable.pieces(written[5].dropFirst().dropLast())
        // What fills a gap at the beginning may have to be marked as no formula.
        if case .gap? = reasons.first { return nil }
        after = [quote, comma] + written[6] + [comma] + written[7] + [comma]
        notes = written[8]
        cohort = names.place(of: assessment.cohort, assessment.outcome)
        conditions = names.places(of: assessment.conditions)
    }
}
