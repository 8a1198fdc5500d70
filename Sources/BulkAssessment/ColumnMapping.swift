import DelimitedText
import Diagnostics
import Eligibility
import Facts
import RuleChecking

/// Which columns of a list hold what the rules ask for.
public struct ColumnMapping: Sendable {
    /// One column of the list.
    public struct Column: Sendable, Hashable {
        /// The header as written, or `column 7` for a column without one.
        public var title: String
        /// What it holds; nil when the rules do not use it.
        public var field: Field?
        /// Whether it holds dates.
        public var isDate: Bool
    }

    /// A column that the rules do not use.
    public struct Unused: Sendable, Hashable, Codable {
        /// Its header.
        public var column: String
        /// A fact without a column whose name is close to it.
        public var suggestion: String?
    }

    /// The columns in the order of the list.
    public let columns: [Column]
    /// Columns that pass through unused, in order.
    public let unused: [Unused]
    /// How many columns are written with decisions: all but those that an earlier run wrote behind rejected rows.
    let ownColumns: Int
    /// How many first cells a row needs so that every column in use has one.
    let neededCells: Int
    private let positions: [Field: Int]

    /// Matches the header of a list with the facts of a rule book.
    ///
    /// - Parameter declared: what columns hold, whatever their headers say.
    /// - Throws: two columns for one fact, or no column of use, so that nothing could be decided.
    public init(
        _ header: [HeaderCell], line: Int, of list: String, for book: RuleBook,
        declared: DeclaredColumns? = nil
    ) throws(Problems) {
        var columns: [Column] = []
        var positions: [Field: Int] = [:]
        var problems: [Problem] = []
        let place = SourcePlace(source: list, line: line)
        ownColumns = header.count - OutputColumns.ofEarlierRejects(header)
        for cell in header.prefix(ownColumns) {
            let title = cell.name.isEmpty ? Self.title(ofUnnamed: cell.column) : cell.name
            let found = cell.key.isEmpty ? nil : book.fields.field(named: cell.name)
            let field = declared?.declaration(of: cell) ?? found
            columns.append(
                Column(title: title, field: field, isDate: field.map { book.rules.holdsDates($0) } ?? false))
            guard let field else { continue }
            if let first = positions[field] {
                problems.append(
                    Self.twice(columns[first].title, title, columns: (first, cell.column), field, book, place)
                )
            } else {
                positions[field] = cell.column
            }
        }
        if positions.isEmpty { problems.append(Self.noUsefulColumn(columns, book, place)) }
        guard problems.isEmpty else { throw Problems(problems) }
        for cell in header.dropFirst(ownColumns) {
            columns.append(Column(title: cell.name, field: nil, isDate: false))
        }
        let free = book.fields.names.filter { positions[$0.field] == nil }.map(\.name)
        self.columns = columns
        self.positions = positions
        neededCells = (positions.values.max() ?? 0) + 1
        unused = columns.prefix(ownColumns).filter { $0.field == nil }.map {
            Unused(column: $0.title, suggestion: Spelling.nearest(to: $0.title, among: free))
        }
    }

    static func title(ofUnnamed position: Int) -> String { "column \(position + 1)" }

    /// The position of the column that holds something.
    public func position(of field: Field) -> Int? { positions[field] }

    /// The header of the column that holds something.
    func title(of field: Field) -> String? { positions[field].map { columns[$0].title } }

    private static func twice(
        _ first: String, _ second: String, columns: (Int, Int), _ field: Field, _ book: RuleBook,
        _ place: SourcePlace
    ) -> Problem {
        let alike =
            first == second ? "are both called “\(first)”" : "“\(first)” and “\(second)” are one thing"
        return Problem(
            .twoColumnsForOneFact,
            "Columns \(columns.0 + 1) and \(columns.1 + 1) \(alike) to these rules: \(book.rules.words(for: field)).",
            expected: "one column for it.", suggestion: "Rename or remove one of the two.", at: [place])
    }

    private static func noUsefulColumn(
        _ columns: [Column], _ book: RuleBook, _ place: SourcePlace
    ) -> Problem {
        let shown = columns.prefix(8).map { "“\($0.title)”" }.joined(separator: ", ")
        let more = columns.count > 8 ? " and \(columns.count - 8) more" : ""
        let names = book.fields.names.map(\.name)
        var seen: Set<Field> = []
        let examples = book.fields.names.filter { seen.insert($0.field).inserted }.prefix(4)
        let near = columns.lazy.compactMap { column in
            Spelling.nearest(to: column.title, among: names).map { (column.title, $0) }
        }.first
        return Problem(
            .noUsefulColumn,
            "No column of the list holds anything these rules ask for. The columns are \(shown)\(more).",
            expected:
                "a first row with names such as \(examples.map { "“\($0.name)”" }.joined(separator: ", ")).",
            suggestion: near.map { "“\($0.0)” is close to “\($0.1)”." }, at: [place])
    }
}

extension CheckedRules {
    /// Whether a field is given as a date.
    func holdsDates(_ field: Field) -> Bool {
        switch field {
        case .decisionDate: true
        case .fact(let index): facts[index].type.value == .date
        case .definition(let index): definitions[index].type == .value(.date)
        case .tie, .otherConnections, .placesTaken, .interpretation: false
        }
    }
}
