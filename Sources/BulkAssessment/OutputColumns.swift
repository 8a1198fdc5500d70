import DelimitedText
import Eligibility

/// The headers of the files that are written: the columns of the list, then ours.
enum OutputColumns {
    static let decisions = [
        "outcome", "cohort", "lots", "connections", "conditions not met", "reasons", "ask next", "place",
        "notes",
        "rules",
    ]
    /// The last holds a row as it was written, when its cells do not fit the columns.
    static let rejects = ["line", "problems", "original row"]

    /// How many columns at the end of a list are those that an earlier run wrote behind rejected rows: corrected and
    /// fed back, rows have only the columns of their list again.
    static func ofEarlierRejects(_ header: [HeaderCell]) -> Int {
        let last = header.suffix(rejects.count).map(\.key)
        // A list of its own may have a column “line”; all of ours together, at the end, are ours.
        return header.count > rejects.count && last == rejects.map { HeaderCell.key(for: $0) }
            ? rejects.count : 0
    }

    /// The list’s own headers, with `given` before those that would be taken for one of ours.
    static func renamed(_ header: [HeaderCell], besides ours: [String]) -> [String] {
        let reserved = Set(ours.map { FieldNames.key($0) })
        var taken = Set(header.map { FieldNames.key($0.name) })
        return header.map { cell in
            guard reserved.contains(FieldNames.key(cell.name)) else { return cell.name }
            var name = "given \(cell.name)"
            while taken.contains(FieldNames.key(name)) { name = "given \(name)" }
            taken.insert(FieldNames.key(name))
            return name
        }
    }
}
