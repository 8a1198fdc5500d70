import DelimitedText
import Eligibility

/// The headers of the files that are written: the columns of the list, then ours.
enum OutputColumns {
    static let decisions = [
        "outcome", "cohort", "lots", "connections", "conditions not met", "reasons", "ask next", "place",
        "notes",
        "rules",
    ]
    static let rejects = ["line", "problems"]

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
