import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// What is known of one person, as the cells they can be in.
package struct Possibilities: Sendable {
    /// For each axis, the cells that are possible.
    package var cells: [[Int]]
    /// Whether what was given as a value of a definition is not wholly in the cells.
    package var isLoose = false

    /// Some cells of each axis.
    package init(cells: [[Int]]) { self.cells = cells }

    /// - Parameters:
    ///   - ties: the ties to the lot that is spoken of.
    ///   - lot: that lot, as an index; nil for any.
    package init(_ situation: Situation, ties: [Truth], lot: Int? = nil, _ axes: [Axis], _ decider: Decider) {
        var evaluator = decider.evaluator(situation)
        evaluator.ties = ties
        cells = axes.map { axis in
            switch axis.subject {
            case .fact(let fact): axis.sets.indices.filter { axis.sets[$0].overlaps(situation.facts[fact]) }
            case .reading(let index): [situation.readings[index]]
            case .tie(let kind):
                switch kind < ties.count ? ties[kind] : .unknown {
                case .yes: [1]
                case .no: [0]
                default: [0, 1]
                }
            case .lot: axis.lots.indices.filter { lot == nil || axis.lots[$0] == lot }
            case .order(let pair):
                Sign.allCases.indices.filter { evaluator.canHold([pair: Sign.allCases[$0]]) }
                    + (evaluator.canHaveNoValue(pair) ? [3] : [])
            case .test(let node):
                switch node < 0 ? .unknown : evaluator.truth(node) {
                case .yes: [1]
                case .no: [0]
                default: [0, 1]
                }
            }
        }
        limit(situation, axes, evaluator, decider)
    }

    /// Values given for definitions leave fewer cells to the facts they are made from.
    private mutating func limit(
        _ situation: Situation, _ axes: [Axis], _ evaluator: Evaluator, _ decider: Decider
    ) {
        var evaluator = evaluator
        for index in situation.given.keys.sorted() {
            let facts = decider.rules.facts(under: decider.rules.definitions[index].value).facts
            guard facts.count == 1, let fact = facts.first,
                let axis = axes.firstIndex(where: { $0.subject == .fact(fact) })
            else {
                isLoose = true
                continue
            }
            let before = evaluator.facts[fact]
            cells[axis] = cells[axis].filter { cell in
                evaluator.facts[fact] = axes[axis].sets[cell]
                return evaluator.fits(index) != .no
            }
            evaluator.facts[fact] = before
        }
        for (axis, possible) in cells.enumerated() where possible.isEmpty {
            cells[axis] = Array(0..<axes[axis].count)
            isLoose = true
        }
    }
}

extension Diagram {
    /// The values that a function has for some people, `unless` being left out.
    package func values(_ ref: Ref, for people: Possibilities, except unless: Int? = nil) -> Set<Int> {
        var found: Set<Int> = []
        var seen: Set<Ref> = []
        var waiting = [ref]
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            if let value = Self.value(of: next) {
                if value != unless { found.insert(value) }
            } else {
                for cell in people.cells[axis(next)] { waiting.append(child(next, cell)) }
            }
        }
        return found
    }
}
