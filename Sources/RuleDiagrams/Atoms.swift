import RuleChecking
import RuleEvaluation

/// A test of facts that is not made of other tests.
struct Atom: Sendable {
    let node: NodeID
    /// The facts it depends on, in order of first mention.
    let facts: [Int]
    /// Whether it depends on spells, whose values are not cut into cells.
    let hasSpells: Bool
    /// Whether it comes out the same on every day.
    let isTimeless: Bool
}

/// What some tests of the rules are made of: tests of facts, readings and ties, in the order of first mention.
struct Atoms: Sendable {
    private(set) var atoms: [Atom] = []
    private(set) var readings: [Int] = []
    private(set) var ties: [Int] = []
    /// Everything found, in the order in which a reader of the rules meets it.
    private(set) var order: [Axis.Subject] = []
    private var seen: Set<NodeID> = []
    private let rules: CheckedRules

    init(_ rules: CheckedRules, roots: [NodeID]) {
        self.rules = rules
        for root in roots { walk(root) }
        // What facts must be limits everybody.
        var checked: Set<Int> = []
        while let fact = factsFound.first(where: { !checked.contains($0) }) {
            checked.insert(fact)
            for constraint in rules.facts[fact].constraints { walk(constraint) }
        }
    }

    /// The facts that any test depends on, in order of first mention.
    var factsFound: [Int] {
        order.compactMap { if case .fact(let index) = $0 { index } else { nil } }
    }

    private mutating func walk(_ node: NodeID) {
        guard seen.insert(node).inserted else { return }
        switch rules.nodes[node] {
        case .truth: break
        case .and(let left, let right), .or(let left, let right):
            walk(left)
            walk(right)
        case .not(let inner): walk(inner)
        case .condition(let index):
            walk(rules.conditions[index].test)
            for waiver in rules.conditions[index].waivers { walk(waiver.test) }
        case .definition(let index): walk(rules.definitions[index].value)
        case .reading(let index, _): note(.reading(index))
        case .connection(let kinds):
            for kind in rules.connections.indices where kinds & (1 << UInt64(kind)) != 0 { note(.tie(kind)) }
        case .lot: note(.lot)
        case .isOneOf(let subject, _) where rules.isTest(subject): walk(subject)
        default:
            let (facts, hasSpells) = rules.facts(under: node)
            atoms.append(
                Atom(
                    node: node, facts: facts, hasSpells: hasSpells, isTimeless: rules.isTimeless(node)))
            if hasSpells { note(.test(node)) } else { for fact in facts { note(.fact(fact)) } }
        }
    }

    private mutating func note(_ subject: Axis.Subject) {
        guard !order.contains(subject) else { return }
        order.append(subject)
        if case .reading(let index) = subject { readings.append(index) }
        if case .tie(let kind) = subject { ties.append(kind) }
    }
}

extension CheckedRules {
    /// Whether an expression depends on facts alone, and neither on the day nor on what is in force then.
    func isTimeless(_ node: NodeID) -> Bool {
        switch nodes[node] {
        case .truth, .fact, .constant: true
        case .definition, .arithmetic, .fraction, .rounded, .comparison, .isOneOf, .isWithin, .and, .or, .not:
            children(of: node).allSatisfy { isTimeless($0) }
        default: false
        }
    }

    /// Whether an expression is a test made of others, and not a fact that says yes or no.
    func isTest(_ node: NodeID) -> Bool {
        switch nodes[node] {
        case .definition(let index): definitions[index].type == .test
        case .truth, .and, .or, .not, .condition, .comparison, .timeComparison, .timeAgainst, .isOneOf,
            .isWithin, .isInSpells, .reading, .connection, .lot:
            true
        default: false
        }
    }
}
