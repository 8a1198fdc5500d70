import Diagnostics
import Facts

/// One thing wrong with one row of a list, in the words of the list.
public struct RowProblem: Error, Sendable, Hashable {
    /// What kind of problem it is.
    public var code: Problem.Code
    /// The header of the column. Nil when the problem is of the row as a whole.
    public var column: String?
    /// What was found, as a sentence.
    public var message: String
    /// What would have been right, as a sentence.
    public var expected: String?

    /// Column, what was found and what was expected, on one line.
    public var text: String {
        let what = (column.map { "\($0): " } ?? "") + message
        guard let expected else { return what }
        return "\(what) Expected: \(expected)"
    }

    /// Several problems on one line, numbered to tell them apart.
    static func text(_ problems: [RowProblem]) -> String {
        if problems.count == 1, let one = problems.first { return one.text }
        return problems.enumerated().map { "(\($0 + 1)) \($1.text)" }.joined(separator: " ")
    }
}

extension Problem.Code {
    /// The kind of row problem, for counting: what is said of a column, or of rows as a whole.
    var rowCause: String {
        switch self {
        case .unreadableCell: "a value that cannot be read"
        case .impossibleValue: "a value that the rules or the rest of the row rule out"
        case .noDecisionDate: "no date to judge the row on"
        case .dateOrder: "a date that the column’s order of day and month does not fit"
        case .shortYear: "a year of two digits"
        case .serialDate: "a number where a date belongs"
        case .timeOfDay: "a time of day beside the date"
        case .formulaError: "an error of a formula"
        case .totals: "totals, and no person"
        case .tooManyCells: "more cells than the header names"
        case .tooFewCells: "fewer cells than the columns in use"
        case .textAfterQuote, .unclosedQuote: "a quote out of place"
        case .tooManyColumns, .recordTooLong: "a row too long to be one"
        default: rawValue
        }
    }
}
