import Facts
import RuleChecking
import RuleSyntax

/// Something that is not known and could be asked for.
package enum Variable: Hashable, Sendable {
    /// An index into the facts.
    case fact(Int)
    /// A connection, to one of the groups of lots that are alike.
    case tie(group: Int, kind: Int)
}

/// A part of all completions: what each fact and tie can be in it.
struct Box: Sendable {
    var facts: [FactSet]
    /// The ties of each group of lots.
    var ties: [[Truth]]
}

/// A part of all completions in which a question has one answer, or in which it could not be split further.
struct Leaf {
    var box: Box
    /// A bit for each answer that is possible.
    var answers: UInt64
    /// What kept the answer open, when more than one is possible.
    var open: Set<Variable>
}

/// Splits what is not known until a question has one answer in every part: exact, because each split is at a point
/// where a test of the rules changes, and every test is settled once its facts are.
struct Completions {
    /// A question about a part of all completions: the possible answers as bits, and the tests that keep it open.
    typealias Question = (inout Evaluator, Box) -> (
        answers: UInt64, open: [(node: NodeID, group: Int, isLenient: Bool)]
    )

    let rules: CheckedRules
    let base: Evaluator
    /// Parts looked at before giving up; what is open then stays open.
    static let limit = 4_000

    init(_ rules: CheckedRules, _ situation: Situation) {
        self.rules = rules
        base = Evaluator(rules, situation)
    }

    /// The parts of a box, disjoint, in a fixed order. Empty when nothing given can be so.
    func leaves(of box: Box, _ question: Question) -> [Leaf] {
        var leaves: [Leaf] = []
        var waiting = [box]
        var seen = 0
        while let next = waiting.popLast() {
            seen += 1
            var evaluator = base
            evaluator.facts = next.facts
            let (answers, tests) = question(&evaluator, next)
            guard evaluator.contradicted == nil, isPossible(next, &evaluator) else { continue }
            if answers.nonzeroBitCount <= 1 {
                leaves.append(Leaf(box: next, answers: answers, open: []))
                continue
            }
            let atoms = openAtoms(tests, next, evaluator)
            if seen < Self.limit, let parts = split(next, atoms) {
                waiting += parts.reversed()
            } else {
                leaves.append(Leaf(box: next, answers: answers, open: Set(atoms.map(\.variable))))
            }
        }
        return leaves
    }

    /// The variables on which the answer depends: two completions that differ only there have different answers.
    static func deciding(_ leaves: [Leaf]) -> Set<Variable> {
        var deciding = Set(leaves.flatMap(\.open))
        guard leaves.count <= 600 else {
            for leaf in leaves { deciding.formUnion(differences(leaf.box, leaves[0].box)) }
            return deciding
        }
        for (index, leaf) in leaves.enumerated() {
            for other in leaves[(index + 1)...] where other.answers != leaf.answers {
                let apart = differences(leaf.box, other.box)
                if apart.count == 1 { deciding.formUnion(apart) }
            }
        }
        return deciding
    }

    private static func differences(_ first: Box, _ second: Box) -> [Variable] {
        var apart: [Variable] = []
        for index in first.facts.indices where !first.facts[index].overlaps(second.facts[index]) {
            apart.append(.fact(index))
        }
        for group in first.ties.indices {
            for kind in first.ties[group].indices
            where first.ties[group][kind].isDisjoint(with: second.ties[group][kind]) {
                apart.append(.tie(group: group, kind: kind))
            }
        }
        return apart
    }

    /// Whether some completion of the box meets what facts must be and the values given for definitions.
    private func isPossible(_ box: Box, _ evaluator: inout Evaluator) -> Bool {
        for (index, fact) in rules.facts.enumerated() {
            if box.facts[index].isEmpty { return false }
            if evaluator.brokenConstraint(of: fact, index) != nil { return false }
        }
        for index in evaluator.given.keys { _ = evaluator.definition(index) }
        return evaluator.contradicted == nil
    }

    /// The facts that an amount depends on and that have more than one value left.
    func unknowns(in amount: NodeID) -> Set<Variable> {
        var finder = OpenFinder(rules: rules, evaluator: base)
        finder.collect(amount, atom: amount)
        return Set(finder.atoms.map(\.variable))
    }

    // MARK: What is open

    struct Atom {
        var variable: Variable
        var node: NodeID
        var group: Int
        var isLenient: Bool
    }

    private func openAtoms(
        _ tests: [(node: NodeID, group: Int, isLenient: Bool)], _ box: Box, _ evaluator: Evaluator
    ) -> [Atom] {
        var finder = OpenFinder(rules: rules, evaluator: evaluator)
        for test in tests {
            finder.group = test.group
            finder.evaluator.isLenient = test.isLenient
            finder.evaluator.ties = test.group >= 0 ? box.ties[test.group] : []
            finder.visit(test.node)
        }
        return finder.atoms
    }

    // MARK: Splitting

    private func split(_ box: Box, _ atoms: [Atom]) -> [Box]? {
        for atom in atoms {
            switch atom.variable {
            case .tie(let group, let kind):
                var yes = box
                var no = box
                yes.ties[group][kind] = .yes
                no.ties[group][kind] = .no
                return [yes, no]
            case .fact(let index):
                let set = box.facts[index]
                if rules.facts[index].type.value == .spells { continue }
                guard let parts = set.options == 0 ? cut(index, set, atom, box) : options(of: set) else {
                    continue
                }
                return parts.map { part in
                    var next = box
                    next.facts[index] = part
                    return next
                }
            }
        }
        return nil
    }

    /// Each option by itself, and the range.
    private func options(of set: FactSet) -> [FactSet] {
        var parts: [FactSet] = []
        var rest = set.options
        while rest != 0 {
            let bit = rest & (~rest + 1)
            parts.append(FactSet(options: bit))
            rest &= ~bit
        }
        if set.hasRange { parts.append(FactSet(options: 0, low: set.low, high: set.high)) }
        return parts
    }

    /// Cuts a range where the test, or an amount in it, changes. Nil when it changes everywhere.
    private func cut(_ index: Int, _ set: FactSet, _ atom: Atom, _ box: Box) -> [FactSet]? {
        var evaluator = base
        evaluator.facts = box.facts
        evaluator.isLenient = atom.isLenient
        evaluator.ties = atom.group >= 0 ? box.ties[atom.group] : []
        func decides(_ low: Int64, _ high: Int64) -> Bool {
            evaluator.facts[index] = FactSet(options: 0, low: low, high: high)
            return evaluator.truth(atom.node).isSettled
        }
        if let parts = parts(set, decides) { return parts }
        for side in sides(of: atom.node) {
            func isOneAmount(_ low: Int64, _ high: Int64) -> Bool {
                evaluator.facts[index] = FactSet(options: 0, low: low, high: high)
                return evaluator.amounts(side).isSingle
            }
            // An amount that changes at every tick says nothing about where to cut.
            if let parts = parts(set, isOneAmount),
                parts.contains(where: { $0.low < $0.high && isOneAmount($0.low, $0.high) })
            {
                return parts
            }
        }
        return nil
    }

    private func sides(of node: NodeID) -> [NodeID] {
        if case .comparison(let left, _, let right) = rules.nodes[node] { [left, right] } else { [] }
    }

    /// The longest stretch from either end on which something holds, and the rest.
    private func parts(_ set: FactSet, _ holds: (Int64, Int64) -> Bool) -> [FactSet]? {
        if holds(set.low, set.low) {
            var (inside, outside) = (set.low, set.high)
            guard !holds(set.low, set.high) else { return nil }
            while outside - inside > 1 {
                let middle = inside + (outside - inside) / 2
                if holds(set.low, middle) { inside = middle } else { outside = middle }
            }
            return [
                FactSet(options: 0, low: set.low, high: inside),
                FactSet(options: 0, low: inside + 1, high: set.high),
            ]
        }
        if holds(set.high, set.high) {
            var (outside, inside) = (set.low, set.high)
            while inside - outside > 1 {
                let middle = outside + (inside - outside) / 2
                if holds(middle, set.high) { inside = middle } else { outside = middle }
            }
            return [
                FactSet(options: 0, low: set.low, high: inside - 1),
                FactSet(options: 0, low: inside, high: set.high),
            ]
        }
        return nil
    }
}

/// Finds the undecided tests that keep an expression open, and what they depend on.
private struct OpenFinder {
    let rules: CheckedRules
    var evaluator: Evaluator
    var group = -1
    var atoms: [Completions.Atom] = []

    mutating func visit(_ node: NodeID) {
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
                add(.tie(group: group, kind: kind), node)
            }
        default: collect(node, atom: node)
        }
    }

    private mutating func add(_ variable: Variable, _ node: NodeID) {
        atoms.append(.init(variable: variable, node: node, group: group, isLenient: evaluator.isLenient))
    }

    /// The facts below a test that have more than one value left.
    mutating func collect(_ node: NodeID, atom: NodeID) {
        switch rules.nodes[node] {
        case .fact(let index): if !evaluator.facts[index].isSingle { add(.fact(index), atom) }
        case .definition(let index):
            if evaluator.amounts(node).isSingle { return }
            collect(rules.definitions[index].value, atom: atom)
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
        case .lastSpell(let inner, _), .spellDay(let inner, _): collect(inner, atom: atom)
        case .rate(_, let by): if let by { collect(by, atom: atom) }
        case .connection: visit(node)
        case .truth, .constant, .decisionDate, .reading, .condition: break
        }
    }
}
