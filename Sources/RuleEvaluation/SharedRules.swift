import Facts
import RuleChecking

/// What evaluating needs of the rules, shared rather than copied: an evaluator is copied for every part of
/// all completions, and a copy of the rules themselves counts each of their lists.
final class SharedRules: Sendable {
    let checked: CheckedRules
    let nodes: [Node]
    let types: [NodeType]
    let constants: [Rational]
    let durations: [Duration]
    let facts: [Fact]
    /// For each fact, the ticks in its unit; 0 for facts whose values have no order. Reading one out of the facts would
    /// copy the fact.
    let ticks: [Int64]
    let definitions: [Definition]
    /// For each definition its expression, and whether that is a test.
    let definedBy: [(value: NodeID, isTest: Bool)]
    let rates: [Rate]
    let conditions: [Condition]
    let connections: [Connection]
    let calendar: CalendarRules
    /// Which expressions say the same.
    let alike: AlikeNodes
    /// Whether a test names a lot, so that lots with ties alike may differ.
    let namesLots: Bool

    init(_ rules: CheckedRules) {
        checked = rules
        nodes = rules.nodes
        types = rules.types
        constants = rules.constants
        durations = rules.durations
        facts = rules.facts
        ticks = rules.facts.map { $0.type.value.isOrdered ? FactSet.ticks($0.type.value) : 0 }
        definitions = rules.definitions
        definedBy = rules.definitions.map { ($0.value, $0.type == .test) }
        rates = rules.rates
        conditions = rules.conditions
        connections = rules.connections
        calendar = rules.calendar
        alike = AlikeNodes(rules)
        namesLots = rules.nodes.contains { if case .lot = $0 { true } else { false } }
    }
}
