import Eligibility
import RuleChecking

/// The part of an address that stands for a question: made of its name, never of an answer.
struct QuestionPaths: Sendable {
    private var fields: [String: Field] = [:]
    private var names: [Field: String] = [:]

    init(_ rules: CheckedRules) {
        add(.decisionDate, rules.decidedOn)
        for (index, fact) in rules.facts.enumerated() { add(.fact(index), fact.name) }
        for (index, connection) in rules.connections.enumerated() {
            add(.tie(index, .place), connection.name)
        }
    }

    private mutating func add(_ field: Field, _ name: String) {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let plain = words.isEmpty ? "question" : words.joined(separator: "-")
        var path = plain
        var number = 2
        while fields[path] != nil {
            path = "\(plain)-\(number)"
            number += 1
        }
        fields[path] = field
        names[field] = path
    }

    /// The field of a part of an address.
    func field(_ path: String) -> Field? { fields[path] }

    /// The part of an address for a field; every form of a place has the same one.
    func path(_ field: Field) -> String {
        if case .tie(let index, _) = field { return names[.tie(index, .place)] ?? "" }
        return names[field] ?? ""
    }
}
