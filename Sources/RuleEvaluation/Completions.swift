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
    /// How pairs of amounts that move together compare in this part.
    var signs: [SignedPair: Sign] = [:]
}

/// The lots that a question is asked of: those with ties alike, or one where the rules name lots.
struct LotGroup: Sendable, Hashable {
    var ties: [Truth]
    /// An index into the lots of the rules, where rules tell them apart.
    var lot: Int?
}

/// A part of all completions in which a question has one answer, or in which it could not be split further.
struct Leaf {
    var box: Box
    /// A bit for each answer that is possible.
    var answers: UInt64
    /// What kept the answer open, when more than one is possible.
    var open: Set<Variable>
}

/// A test that is not settled in a box, and what it is asked of.
struct OpenTest {
    var node: NodeID
    var group = -1
    var isLenient = false
    /// The definition whose given value it is about, where it is about one.
    var given: Int?
    /// Whether everything below it is open, and not only the tests in it that are not settled.
    var isWhole = false
}

/// Splits what is not known until a question has one answer in every part: exact, because each split is at a
/// point where a test of the rules changes, and every test is settled once its facts are.
struct Completions {
    /// A question about a part of all completions: the possible answers as bits, and the tests that keep it
    /// open.
    typealias Question = (inout Evaluator, Box) -> (answers: UInt64, open: [OpenTest])

    let rules: SharedRules
    let base: Evaluator
    /// The lot of each group, where the rules tell lots apart.
    let lots: [Int?]
    let cuts: CutMemory
    /// Parts looked at before giving up; what is open then stays open.
    static let limit = 4_000

    init(_ rules: SharedRules, _ situation: Situation, lots: [Int?] = []) {
        self.rules = rules
        self.lots = lots
        cuts = CutMemory(rules)
        base = Evaluator(rules, situation)
    }

    /// The parts of some boxes, disjoint, in a fixed order. Empty when nothing given can be so.
    ///
    /// - Parameter isEnough: whether a part is what was looked for, so that no others are needed.
    func leaves(of boxes: [Box], until isEnough: (Leaf) -> Bool = { _ in false }, _ question: Question)
        -> [Leaf]
    {
        var leaves: [Leaf] = []
        var waiting = Array(boxes.reversed())
        var seen = 0
        while let next = waiting.popLast() {
            seen += 1
            var evaluator = evaluator(for: next)
            guard evaluator.canHold(next.signs) else { continue }
            let (answers, tests) = question(&evaluator, next)
            if answers == 0 { continue }
            if answers.nonzeroBitCount == 1 {
                leaves.append(Leaf(box: next, answers: answers, open: []))
                if isEnough(leaves[leaves.count - 1]) { break }
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

    /// Turns to one of the groups of lots; to none below 0.
    func turn(_ evaluator: inout Evaluator, to group: Int, in box: Box) {
        evaluator.ties = group >= 0 ? box.ties[group] : []
        evaluator.lot = lots.indices.contains(group) ? lots[group] : nil
    }

    func evaluator(for box: Box) -> Evaluator {
        var evaluator = base
        evaluator.facts = box.facts
        evaluator.signs = box.signs
        return evaluator
    }

    // MARK: What can be

    /// The parts of a box in which every fact is what it must be and every definition is what was given for
    /// it.
    func possible(_ box: Box) -> [Box] {
        if box.facts.contains(where: \.isEmpty) { return [] }
        return leaves(of: [narrowed(box)]) { evaluator, box in limits(&evaluator, box) }.map(\.box)
    }

    /// The box with ranges cut to what their facts must be, beside special answers. Splitting the one from the other
    /// would double the parts with every such fact.
    private func narrowed(_ box: Box) -> Box {
        var result = box
        for (index, fact) in rules.facts.enumerated() where !fact.constraints.isEmpty {
            let set = result.facts[index]
            guard fact.type.value.isOrdered, set.options != 0, set.hasRange else { continue }
            var range = result
            range.facts[index].options = 0
            let parts = leaves(of: [range]) { evaluator, _ in
                let truth = fact.constraints.reduce(Truth.yes) { $0.and(evaluator.truth($1)) }
                if truth == .no { return (0, []) }
                return (truth == .yes ? 1 : 3, fact.constraints.map { OpenTest(node: $0) })
            }.map(\.box)
            if parts.isEmpty { result.facts[index] = FactSet(options: set.options) }
            // What depends on other facts too is split later.
            guard parts.count == 1, var one = parts.first, one.signs.isEmpty else { continue }
            let part = one.facts[index]
            one.facts[index] = range.facts[index]
            guard one.facts == range.facts else { continue }
            result.facts[index] = FactSet(options: set.options, low: part.low, high: part.high)
        }
        return result
    }

    /// No answer where nothing can be so, one where everything can, and two where the box has to be split.
    private func limits(_ evaluator: inout Evaluator, _ box: Box) -> (answers: UInt64, open: [OpenTest]) {
        var open: [OpenTest] = []
        for (index, fact) in rules.facts.enumerated() where !fact.constraints.isEmpty {
            // Special answers, such as “never worked”, meet everything a value must be.
            let set = box.facts[index]
            let hasSpecial = fact.type.value.isOrdered && set.options != 0
            if hasSpecial, !set.hasRange { continue }
            if hasSpecial { evaluator.facts[index].options = 0 }
            for constraint in fact.constraints {
                let truth = evaluator.truth(constraint)
                if truth == .no, !hasSpecial { return (0, []) }
                if truth != .yes { open.append(OpenTest(node: constraint, isWhole: hasSpecial)) }
            }
            evaluator.facts[index] = set
        }
        for index in evaluator.given.keys.sorted() {
            let truth = evaluator.fits(index)
            if truth == .no { return (0, []) }
            if truth == .yes { continue }
            let value = rules.definitions[index].value
            // A given test comes down to the tests in it; a given amount is settled as a whole.
            open.append(
                rules.definitions[index].type == .test
                    ? OpenTest(node: value) : OpenTest(node: value, given: index, isWhole: true))
        }
        return (open.isEmpty ? 1 : 3, open)
    }

    // MARK: What is open

    struct Atom {
        var variable: Variable
        var test: OpenTest
    }

    func openAtoms(_ tests: [OpenTest], _ box: Box, _ evaluator: Evaluator) -> [Atom] {
        var finder = OpenFinder(rules: rules, evaluator: evaluator)
        for test in tests {
            finder.evaluator.isLenient = test.isLenient
            turn(&finder.evaluator, to: test.group, in: box)
            finder.visit(test)
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
                // Spells are known as a whole or not at all.
                if rules.facts[index].type.value == .spells { continue }
                let movesAlone = !atoms.contains {
                    $0.test.node == atom.test.node && $0.variable != atom.variable
                }
                guard
                    let parts = set.options == 0
                        ? cut(index, set, atom.test, box, movesAlone: movesAlone) : options(of: set)
                else { continue }
                return boxes(box, index, parts)
            }
        }
        return halves(box, atoms) ?? signs(box, atoms)
    }

    private func boxes(_ box: Box, _ index: Int, _ parts: [FactSet]) -> [Box] {
        parts.map { part in
            var next = box
            next.facts[index] = part
            return next
        }
    }

    /// Two halves of a range of few values, where a test changes with several facts at once.
    private func halves(_ box: Box, _ atoms: [Atom]) -> [Box]? {
        for atom in atoms {
            guard case .fact(let index) = atom.variable else { continue }
            let set = box.facts[index]
            guard set.options == 0, set.high - set.low < 32, set.low < set.high else { continue }
            let middle = set.low + (set.high - set.low) / 2
            return boxes(
                box, index,
                [
                    FactSet(options: 0, low: set.low, high: middle),
                    FactSet(options: 0, low: middle + 1, high: set.high),
                ])
        }
        return nil
    }

    /// Three parts in which two amounts that move together are in one order.
    private func signs(_ box: Box, _ atoms: [Atom]) -> [Box]? {
        var evaluator = evaluator(for: box)
        for atom in atoms where atom.test.given == nil {
            guard let (pair, _) = evaluator.pair(atom.test.node), box.signs[pair] == nil,
                !evaluator.canHaveNoValue(pair)
            else { continue }
            return Sign.allCases.map { sign in
                var next = box
                next.signs[pair] = sign
                return next
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

    /// Cuts a range where the test, or an amount in it, changes. Nil when it changes everywhere: two facts
    /// that are compared with each other could be cut for ever, a little at a time.
    private func cut(
        _ index: Int, _ set: FactSet, _ test: OpenTest, _ box: Box, movesAlone: Bool
    ) -> [FactSet]? {
        var evaluator = evaluator(for: box)
        evaluator.isLenient = test.isLenient
        turn(&evaluator, to: test.group, in: box)
        let key = CutMemory.Key(
            fact: index, node: test.node, given: test.given, isLenient: test.isLenient,
            movesAlone: movesAlone, facts: cuts.facts(below: test.node).map { box.facts[$0] },
            ties: evaluator.ties, lot: evaluator.lot, signs: box.signs)
        return cuts.parts(key) { cut(index, set, test, evaluator, movesAlone: movesAlone) }
    }

    private func cut(
        _ index: Int, _ set: FactSet, _ test: OpenTest, _ evaluator: Evaluator, movesAlone: Bool
    ) -> [FactSet]? {
        var evaluator = evaluator
        func decides(_ low: Int64, _ high: Int64) -> Bool {
            evaluator.facts[index] = FactSet(options: 0, low: low, high: high)
            if let given = test.given { return evaluator.fits(given).isSettled }
            return evaluator.truth(test.node).isSettled
        }
        let least = (set.high - set.low) / 16
        if let parts = parts(set, decides), movesAlone || parts.allSatisfy({ $0.high - $0.low >= least }) {
            return parts
        }
        for side in sides(of: test.node) {
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
