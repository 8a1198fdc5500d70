import Facts
import RuleChecking

/// Finds the undecided tests that keep an expression open, and what they depend on.
struct OpenFinder {
    let rules: SharedRules
    var evaluator: Evaluator
    private(set) var atoms: [Completions.Atom] = []
    /// The question at hand, whose group and leniency its atoms share.
    private var question = OpenTest(node: 0)

    init(rules: SharedRules, evaluator: Evaluator) {
        self.rules = rules
        self.evaluator = evaluator
    }

    mutating func visit(_ test: OpenTest) {
        question = test
        if test.isWhole { collect(test.node, atom: test.node) } else { visit(test.node) }
    }

    private mutating func visit(_ node: NodeID) {
        guard !evaluator.truth(node).isSettled else { return }
        switch rules.nodes[node] {
        case .and(let left, let right), .or(let left, let right):
            visit(left)
            visit(right)
        case .not(let inner): visit(inner)
        case .condition(let index):
            visit(rules.conditions[index].test)
            for waiver in rules.conditions[index].waivers { visit(waiver.test) }
        case .definition(let index): visit(rules.definitions[index].value)
        case .connection(let kinds):
            for (kind, tie) in evaluator.ties.enumerated()
            where kinds & (1 << UInt64(kind)) != 0 && !tie.isSettled {
                if rules.connections[kind].refers && !evaluator.isLenient { continue }
                add(.tie(group: question.group, kind: kind), node)
            }
        default: collect(node, atom: node)
        }
    }

    private mutating func add(_ variable: Variable, _ node: NodeID) {
        var test = question
        test.node = node
        atoms.append(.init(variable: variable, test: test))
    }

    /// The facts below a test that have more than one value left.
    private mutating func collect(_ node: NodeID, atom: NodeID) {
        // What is below an amount that is settled cannot change it: an age that is in one band, whichever it is.
        if isAmount(rules.types[node]), evaluator.amounts(node).isSingle { return }
        switch rules.nodes[node] {
        case .fact(let index): if !evaluator.facts[index].isSingle { add(.fact(index), atom) }
        case .definition(let index): collect(rules.definitions[index].value, atom: atom)
        case .age(let inner), .fraction(let inner), .rounded(let inner, _), .shifted(let inner, _, _),
            .isOneOf(let inner, _), .isWithin(let inner, _, _), .timeComparison(let inner, _, _),
            .not(let inner):
            collect(inner, atom: atom)
        case .time(let left, let right, _), .arithmetic(_, let left, let right),
            .comparison(let left, _, let right),
            .and(let left, let right), .or(let left, let right):
            collect(left, atom: atom)
            collect(right, atom: atom)
        case .timeIn(let spells, _, let before):
            collect(spells, atom: atom)
            collect(before, atom: atom)
        case .timeAgainst(let left, _, let right, _), .shiftedBy(let left, let right, _, _),
            .isInSpells(let left, let right):
            collect(left, atom: atom)
            collect(right, atom: atom)
        case .lastSpell(let inner, _), .spellDay(let inner, _): collect(inner, atom: atom)
        case .rate(_, let by): if let by { collect(by, atom: atom) }
        case .connection: visit(node)
        case .truth, .constant, .decisionDate, .reading, .condition, .lot: break
        }
    }

    private func isAmount(_ type: NodeType) -> Bool {
        switch type {
        case .bareNumber, .bareMoney: true
        case .value(let type): type.isOrdered
        case .test, .duration: false
        }
    }
}
