import DelimitedText
import Diagnostics
import Eligibility
import Facts
import RuleChecking

/// A list with a column for everything that the rules ask: empty, or with invented people to try it out with.
public enum ListTemplate {
    /// The headings, as a line of CSV: the date people are judged on, the facts, and for each connection a ward and a
    /// postcode; and below them people of the rules’ own examples.
    ///
    /// - Parameter examples: how many people, at most. What they need beside, such as an age, gets a column as well.
    public static func bytes(_ book: RuleBook, examples: Int = 0) -> [UInt8] {
        let rules = book.rules
        var names = [rules.decidedOn] + rules.facts.map(\.name)
        for connection in rules.connections {
            names += ["\(connection.name) ward", "\(connection.name) postcode"]
        }
        let people = Array(rules.examples.lazy.compactMap { row($0, rules) }.prefix(max(0, examples)))
        for name in people.flatMap(\.keys).sorted() where !names.contains(name) { names.append(name) }
        var writer = DelimitedWriter(style: DelimitedStyle())
        for name in names { writer.append(name) }
        writer.endRow()
        for person in people {
            for name in names { writer.append(person[name] ?? "") }
            writer.endRow()
        }
        return writer.bytes
    }

    /// Somebody of an example, by the headings of a list; nil for one that a row cannot be.
    private static func row(_ example: ExampleCase, _ rules: CheckedRules) -> [String: String]? {
        guard example.expectations.allSatisfy({ $0.errorIn == nil }) else { return nil }
        var row: [String: String] = [:]
        for fact in example.facts {
            let text = fact.value.filter { $0 != "\"" }
            let isTie = rules.connections.contains { $0.name == fact.name }
            // A row gives a place by its ward alone; other forms take columns of their own.
            if isTie, !text.hasPrefix("E"), text != "none" { return nil }
            guard row.updateValue(text, forKey: isTie ? "\(fact.name) ward" : fact.name) == nil else {
                return nil
            }
        }
        return row
    }
}
