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
    /// What it compares, the left before the right; empty for other tests.
    let sides: [Side]

    /// One side of a comparison.
    struct Side: Sendable {
        let node: NodeID
        let facts: [Int]
        let isTimeless: Bool
    }

    init(_ node: NodeID, _ rules: CheckedRules) {
        self.node = node
        (facts, hasSpells) = rules.facts(under: node)
        isTimeless = rules.isTimeless(node)
        guard case .comparison(let left, _, let right) = rules.nodes[node] else {
            sides = []
            return
        }
        sides = [left, right].map {
            Side(node: $0, facts: rules.facts(under: $0).facts, isTimeless: rules.isTimeless($0))
        }
    }

    /// What a fact is compared with, when its own side of a comparison is the same on every day.
    func timelessSide(besides fact: Int) -> NodeID? {
        guard sides.count == 2 else { return nil }
        let (left, right) = (sides[0], sides[1])
        let (isLeft, isRight) = (left.facts.contains(fact), right.facts.contains(fact))
        if isLeft, !isRight, left.isTimeless { return right.node }
        if isRight, !isLeft, right.isTimeless { return left.node }
        return nil
    }
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
    /// What each fact of the rules can be at all.
    let everything: [FactSet]
    /// Whether each fact of the rules is a date.
    let areDates: [Bool]

    init(_ rules: CheckedRules, roots: [NodeID]) {
        self.rules = rules
        everything = rules.facts.map { .everything($0) }
        areDates = rules.facts.map { $0.type.value == .date }
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
            let atom = Atom(node, rules)
            atoms.append(atom)
            if atom.hasSpells { note(.test(node)) } else { for fact in atom.facts { note(.fact(fact)) } }
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
