import Eligibility
import Facts
import RuleChecking

/// What is asked and what lists hold: a row for each fact, connection, definition and reading.
enum DataDictionary {
    static let header = ["Name", "Question", "Answers", "Other headings", "Used by", "Source"]

    static func rows(_ book: RuleBook) -> [[String]] {
        let rules = book.rules
        var rows = [
            row(rules.decidedOn, rules.decisionDateAsking, "date", ["every decision"], [])
        ]
        for (index, fact) in rules.facts.enumerated() {
            let users = users(rules) { if case .fact(index) = $0 { true } else { false } }
            rows.append(row(fact.name, fact.asking, fact.type.words, users, fact.annotations.sources))
        }
        for (index, connection) in rules.connections.enumerated() {
            let users = users(rules) {
                if case .connection(let kinds) = $0 { kinds & (1 << UInt64(index)) != 0 } else { false }
            }
            let sources = connection.annotations.sources
            rows.append(row(connection.name, connection.asking, "places", users, sources))
        }
        for (index, definition) in rules.definitions.enumerated() {
            let users = users(rules) { if case .definition(index) = $0 { true } else { false } }
            let type =
                switch definition.type {
                case .value(let type): type.words
                default: "yes or no"
                }
            rows.append(
                row(
                    definition.name, definition.asking, "\(type); worked out where it is not given", users,
                    definition.annotations.sources))
        }
        for interpretation in rules.interpretations {
            let readings = interpretation.readings.map { "“\($0)”" }.joined(separator: " or ")
            let chosen = interpretation.readings[interpretation.chosen]
            rows.append([
                interpretation.name, "", "\(readings); “\(chosen)” where it is not given", "", "",
                interpretation.annotations.sources.joined(separator: "; "),
            ])
        }
        return rows
    }

    private static func row(
        _ name: String, _ asking: Asking, _ answers: String, _ users: [String], _ sources: [String]
    ) -> [String] {
        [
            name, [asking.question, asking.hint].compactMap { $0 }.joined(separator: " "), answers,
            asking.columns.joined(separator: ", "), users.joined(separator: ", "),
            sources.joined(separator: "; "),
        ]
    }

    /// The statements that look at something.
    private static func users(_ rules: CheckedRules, _ isMeant: (Node) -> Bool) -> [String] {
        func looks(_ node: NodeID) -> Bool {
            isMeant(rules.nodes[node]) || rules.children(of: node).contains(where: looks)
        }
        var found = rules.conditions.filter { condition in
            ([condition.test] + condition.waivers.map(\.test)).contains(where: looks)
        }.map { "condition “\($0.name)”" }
        found += rules.cohorts.filter { looks($0.test) }.map {
            "group “\($0.title ?? "for a person to decide")”"
        }
        found += rules.milestones.filter { looks($0.test) }.map { "milestone “\($0.title)”" }
        if rules.advice.contains(where: { looks($0.test) }) { found.append("advice") }
        return found
    }
}
