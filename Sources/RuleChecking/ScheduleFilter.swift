import Diagnostics
import Facts
import RuleSyntax

/// `wards listed in "x.csv" where claimant rate is at least 20%`: chosen once, when the rules are checked.
extension Checker {
    /// The entries of a schedule whose cells pass a test. Every cell that a test needs and that cannot be read is
    /// reported.
    mutating func entries(
        of schedule: Schedule, where test: ExpressionSyntax, in file: TextSyntax
    ) -> [Schedule.Entry] {
        guard let test = columnTest(test, schedule, file) else { return schedule.entries }
        var unreadable: [Problem] = []
        let chosen = schedule.entries.filter { test.holds(for: $0, &unreadable) }
        problems += unreadable
        if chosen.isEmpty, unreadable.isEmpty, !schedule.entries.isEmpty {
            report(
                .badFigure, "No ward of “\(file.text)” passes this test.",
                expected: "a test that some wards of the file pass.", file.range)
        }
        return chosen
    }

    private mutating func columnTest(
        _ syntax: ExpressionSyntax, _ schedule: Schedule, _ file: TextSyntax
    ) -> ColumnTest? {
        switch syntax.kind {
        case .comparison(let left, let comparison, let right):
            return column(left, schedule, file).flatMap { column in
                compared(with: right, comparison).map { .comparison(column, comparison, $0) }
            }
        case .isOneOf(let left, let choices):
            guard let column = column(left, schedule, file) else { return nil }
            let tests = choices.compactMap { choice in
                compared(with: choice, .equal).map { ColumnTest.comparison(column, .equal, $0) }
            }
            return tests.count == choices.count ? .any(tests) : nil
        case .not(let inner): return columnTest(inner, schedule, file).map { .not($0) }
        case .all(let parts), .any(let parts):
            var tests: [ColumnTest] = []
            for part in parts { if let test = columnTest(part, schedule, file) { tests.append(test) } }
            guard tests.count == parts.count else { return nil }
            if case .all = syntax.kind { return .all(tests) }
            return .any(tests)
        default:
            report(
                .typeMismatch, "“\(text(syntax.range))” does not test a column of “\(file.text)”.",
                expected: "the heading of a column, `is`, and an amount or a text.", syntax.range)
            return nil
        }
    }

    private mutating func column(
        _ syntax: ExpressionSyntax, _ schedule: Schedule, _ file: TextSyntax
    ) -> String? {
        let name = if case .name(let name) = syntax.kind { name.text } else { text(syntax.range) }
        if let heading = schedule.headings.first(where: { Self.heading($0) == Self.heading(name) }) {
            return heading
        }
        report(
            .unknownName, "“\(file.text)” has no column “\(name)”.",
            expected: "one of \(schedule.headings.map { "“\($0)”" }.joined(separator: ", ")).",
            suggestion: suggestion(for: name, among: schedule.headings), syntax.range)
        return nil
    }

    /// A heading in its comparing form: letters and digits.
    private static func heading(_ text: String) -> String {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.filter { !["the", "a", "an"].contains($0) }.joined()
    }

    private mutating func compared(with syntax: ExpressionSyntax, _ comparison: Comparison) -> ColumnTest
        .Value?
    {
        if case .text(let text) = syntax.kind, comparison == .equal || comparison == .notEqual {
            return .text(TextKey.of(text))
        }
        let literal: (Rational, ValueType)? =
            switch syntax.kind {
            case .number(let number): (number, .number)
            case .percent(let percentage): (percentage, .percentage)
            case .money(let amount, let per): (amount, .money(per: per))
            default: nil
            }
        if let literal { return .amount(literal.0, literal.1) }
        report(
            .typeMismatch, "“\(text(syntax.range))” is nothing that a cell could be compared with.",
            expected: "a number, a percentage, an amount of money, or a text after `is`.", syntax.range)
        return nil
    }
}

/// A test of one row of a schedule.
private indirect enum ColumnTest {
    enum Value {
        case text(String)
        case amount(Rational, ValueType)
    }
    case comparison(String, Comparison, Value)
    case not(ColumnTest)
    case all([ColumnTest])
    case any([ColumnTest])

    /// Whether a row passes; a cell that cannot be read is added to the problems.
    func holds(for entry: Schedule.Entry, _ problems: inout [Problem]) -> Bool {
        switch self {
        case .not(let inner): return !inner.holds(for: entry, &problems)
        // Every part is looked at, so that every cell that cannot be read is told of.
        case .all(let parts): return parts.map { $0.holds(for: entry, &problems) }.allSatisfy { $0 }
        case .any(let parts): return parts.map { $0.holds(for: entry, &problems) }.contains(true)
        case .comparison(let column, let comparison, .text(let text)):
            return (TextKey.of(entry.cells[column] ?? "") == text) == (comparison == .equal)
        case .comparison(let column, let comparison, .amount(let limit, let type)):
            let written = entry.cells[column] ?? ""
            guard case .known(.number(let amount)) = try? AnswerReader(FactType(type)).read(written) else {
                let problem = Problem(
                    .badFigure,
                    written.isEmpty
                        ? "\(entry.code) has nothing in the column “\(column)”."
                        : "“\(written)” in the column “\(column)” is not \(NodeType.value(type).words).",
                    expected: "a value of type \(type.words).", at: [entry.place])
                if !problems.contains(problem) { problems.append(problem) }
                return false
            }
            return comparison.holds(amount, limit)
        }
    }
}

extension Comparison {
    fileprivate func holds(_ one: Rational, _ other: Rational) -> Bool {
        switch self {
        case .equal: one == other
        case .notEqual: one != other
        case .atLeast: one >= other
        case .atMost: one <= other
        case .below: one < other
        case .above: one > other
        }
    }
}
