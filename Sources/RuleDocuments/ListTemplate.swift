import DelimitedText
import Eligibility
import Facts
import RuleChecking

/// An empty list with a column for everything that the rules ask.
public enum ListTemplate {
    /// The headings, as a line of CSV: the date people are judged on, the facts, and for each connection a ward and a
    /// postcode.
    public static func bytes(_ book: RuleBook) -> [UInt8] {
        let rules = book.rules
        var names = [rules.decidedOn] + rules.facts.map(\.name)
        for connection in rules.connections {
            names += ["\(connection.name) ward", "\(connection.name) postcode"]
        }
        var writer = DelimitedWriter(style: DelimitedStyle())
        for name in names { writer.append(name) }
        writer.endRow()
        return writer.bytes
    }
}
