import DelimitedText
import Diagnostics
import Facts
import RuleChecking

/// Reads the examples of a `.cases.csv`: a column `example`, columns of facts as in a list, and columns that begin
/// with `expect`. Blank cells say nothing and are not compared.
public enum CaseFile {
    /// The examples, and what is wrong with the file.
    package static func read(
        _ bytes: [UInt8], named name: String, fields: FieldNames
    ) throws(Problems) -> [ExampleCase] {
        let table = try DelimitedTable(bytes: bytes, named: name)
        var columns: [Column] = []
        var problems: [Problem] = []
        for cell in table.header {
            if let column = Column(cell.name, fields) {
                columns.append(column)
            } else {
                columns.append(.nothing)
                guard !cell.name.isEmpty else { continue }
                problems.append(
                    Problem(
                        .unknownColumn, "“\(cell.name)” is no column of a file of cases.",
                        expected:
                            "example, the name of a fact, or expect outcome, cohort, lots, ask next, place, because or error.",
                        suggestion: Spelling.nearest(
                            to: cell.name, among: fields.names.map(\.name) + Column.expectations
                        )
                        .map { "Did you mean “\($0)”?" },
                        at: [SourcePlace(source: name, line: table.headerLine)]))
            }
        }
        var cases: [ExampleCase] = []
        for record in table.records where !record.isBlank {
            problems += record.problems(in: name)
            cases.append(Self.example(record, columns, name))
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return cases
    }

    private enum Column {
        case title, nothing
        case fact(String)
        case expect(String)
        /// A milestone or payment by its title.
        case milestone(String), payment(String)

        private static func title(_ header: String, after prefix: String) -> String? {
            let plain = AnswerReader.trim(header)
            guard plain.lowercased().hasPrefix(prefix) else { return nil }
            return AnswerReader.unquote(String(plain.dropFirst(prefix.count)))
        }

        static let expectations = [
            "expect outcome", "expect cohort", "expect lots", "expect ask next", "expect place",
            "expect because",
            "expect error",
        ]

        init?(_ header: String, _ fields: FieldNames) {
            let key = FieldNames.key(header)
            if key == "example" {
                self = .title
            } else if let title = Self.title(header, after: "expect milestone ") {
                self = .milestone(title)
            } else if let title = Self.title(header, after: "expect payment ") {
                self = .payment(title)
            } else if let expectation = Self.expectations.first(where: { FieldNames.key($0) == key }) {
                self = .expect(expectation)
            } else if fields.field(named: header) != nil {
                self = .fact(header)
            } else {
                return nil
            }
        }
    }

    private static func example(_ record: DelimitedRecord, _ columns: [Column], _ name: String) -> ExampleCase
    {
        let place = SourcePlace(source: name, line: record.line)
        var example = ExampleCase(title: "line \(record.line)", facts: [], expectations: [], place: place)
        var expected = ExampleCase.Expectation()
        for (index, column) in columns.enumerated() where index < record.count {
            let text = AnswerReader.trim(record.string(index))
            guard !text.isEmpty else { continue }
            switch column {
            case .nothing: break
            case .title: example.title = text
            case .fact(let fact): example.facts.append((fact, text, place))
            case .expect(let what): set(&expected, what, text)
            case .milestone(let title): expected.milestones[title] = text.lowercased()
            case .payment(let title): expected.payments[title] = text
            }
        }
        example.expectations = [expected]
        return example
    }

    private static func set(_ expected: inout ExampleCase.Expectation, _ what: String, _ text: String) {
        func list() -> [String] {
            TextKey.of(text) == "none" ? [] : text.split(separator: ";").map { AnswerReader.trim(String($0)) }
        }
        switch what {
        case "expect outcome": expected.outcome = text
        case "expect cohort":
            expected.cohort =
                TextKey.of(text) == "not known"
                ? .notKnown : TextKey.of(text) == "refer" ? .refer : .named(text)
        case "expect lots": expected.lots = list()
        case "expect ask next": expected.askNext = list()
        case "expect place": expected.place = text
        case "expect because": expected.because = text
        default: expected.errorIn = text
        }
    }
}

extension Problem.Code {
    /// A column that a file of cases does not have.
    static let unknownColumn = Problem.Code(rawValue: "R219")
}
