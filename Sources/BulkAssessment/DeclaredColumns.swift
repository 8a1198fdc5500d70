import DelimitedText
import Diagnostics
import Eligibility
import Facts
import RuleChecking

/// What the columns of a partner’s lists hold, written down once: a file with columns `column` and `holds`.
///
/// `holds` is a name of the rules as a header would have it, or empty for a column that decides nothing. Columns that the
/// file does not name are matched by their own headers.
public struct DeclaredColumns: Sendable {
    /// By the comparing form of the header; nil for a column that decides nothing.
    private let fields: [String: Field?]
    private let places: [String: SourcePlace]
    private let titles: [(key: String, title: String)]

    /// Reads a file.
    ///
    /// - Throws: everything that is wrong with it.
    public init(_ bytes: [UInt8], named name: String, for book: RuleBook) throws(Problems) {
        let table = try DelimitedTable(bytes: bytes, named: name)
        let columns = table.header.first { $0.key == "column" }?.column
        let holds = table.header.first { $0.key == "holds" }?.column
        guard let columns, let holds else {
            throw Problems(
                Problem(
                    .mappingFile, "“\(name)” does not say what columns hold.",
                    expected: "columns “column” and “holds”, as --save-mapping writes them.",
                    at: [SourcePlace(source: name, line: table.headerLine)]))
        }
        let names = book.fields.names
        var fields: [String: Field?] = [:]
        var places: [String: SourcePlace] = [:]
        var titles: [(key: String, title: String)] = []
        var problems: [Problem] = []
        for record in table.records where !record.isBlank {
            problems += record.problems(in: name)
            let (title, held) = (record.string(columns), record.string(holds))
            let key = HeaderCell.key(for: title)
            let place = SourcePlace(source: name, line: record.line)
            let isBlank = HeaderCell.key(for: held).isEmpty
            let field = isBlank ? nil : book.fields.field(named: held)
            if key.isEmpty {
                problems.append(
                    Problem(
                        .mappingFile, "This row names no column.", expected: "the header of a column.",
                        at: [place]))
            } else if !isBlank, field == nil {
                let nearest = Spelling.nearest(to: held, among: names.map(\.name))
                problems.append(
                    Problem(
                        .mappingFile,
                        "“\(title)” cannot hold “\(held)”: the rules ask for nothing of that name.",
                        expected: "a name of the rules, or nothing for a column that decides nothing.",
                        suggestion: nearest.map { "Did you mean “\($0)”?" }, at: [place]))
            } else if fields.updateValue(field, forKey: key) != nil {
                problems.append(
                    Problem(
                        .mappingFile, "“\(title)” is named twice.", expected: "one row for each column.",
                        at: [place]))
            }
            places[key] = place
            titles.append((key, title))
        }
        guard problems.isEmpty else { throw Problems(problems) }
        self.fields = fields
        self.places = places
        self.titles = titles
    }

    /// What is declared for a header; nil when nothing is.
    func declaration(of cell: HeaderCell) -> Field?? { fields[cell.key] }

    /// A warning for each declared column that a list does not have.
    func missing(from header: [HeaderCell]) -> [Problem] {
        let present = Set(header.map(\.key))
        return titles.filter { !present.contains($0.key) }.map { key, title in
            Problem(
                .mappingFile, "The list has no column “\(title)”.", severity: .warning,
                expected:
                    "the columns that this file names; those of the list are matched by their own headers otherwise.",
                at: places[key].map { [$0] } ?? [])
        }
    }

    /// The file that says what the columns of a list were taken for, to be looked at, changed and used again.
    public static func file(_ mapping: ColumnMapping, for book: RuleBook) -> [UInt8] {
        var writer = DelimitedWriter()
        writer.append("column")
        writer.append("holds")
        writer.endRow()
        for (position, column) in mapping.columns.prefix(mapping.ownColumns).enumerated()
        where column.field != nil || column.title != ColumnMapping.title(ofUnnamed: position) {
            writer.append(column.title)
            writer.append(column.field.map { book.rules.words(for: $0) } ?? "")
            writer.endRow()
        }
        return writer.bytes
    }
}
