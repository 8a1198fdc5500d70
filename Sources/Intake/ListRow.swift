import Eligibility
import RuleChecking

/// An interview as a row of a list that can be assessed again.
public struct ListRow: Sendable, Hashable {
    /// A cell for each column; blank where nothing was said.
    public var cells: [String]
    /// Names of answers for which there is no column.
    public var missing: [String]

    /// The headings of a new list: the date people are judged on, the facts and the connections of some rules, and
    /// what else was given.
    public static func headings(_ book: RuleBook, for answers: [InterviewAnswer] = []) -> [String] {
        let rules = book.rules
        let fields: [Field] =
            [.decisionDate] + rules.facts.indices.map { .fact($0) }
            + rules.connections.indices.map { .tie($0, .place) }
        let others = answers.map(\.field).filter { !fields.contains($0) }
        return (fields + others).map { rules.words(for: $0) }
    }

    /// The answers under the headings of a list.
    public init(_ answers: [InterviewAnswer], under headings: [String], _ book: RuleBook) {
        cells = headings.map { heading in
            guard let field = book.fields.field(named: heading) else { return "" }
            return answers.last { $0.field == field }?.text ?? ""
        }
        let columns = Set(headings.compactMap { book.fields.field(named: $0) })
        missing = answers.filter { !columns.contains($0.field) }.map(\.name)
    }
}
