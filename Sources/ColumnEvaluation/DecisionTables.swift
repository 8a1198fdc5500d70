import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Decision diagrams as tables. Somebody goes from state to state, one step for each axis, and what is then left
/// depends on ties alone: no step is a guess about where the next one leads, which is what makes it fast.
///
/// The tables hold every shape of day seen so far and only ever grow.
package struct DecisionTables: Sendable {
    /// Cells an axis has at most.
    static let mostCells = 64
    /// Kinds of ties that tests tell apart, at most, and combinations of them with lots.
    static let mostTies = 8
    static let mostCombinations = 4_096
    /// Nobody is in this state: everything leads from it to itself.
    static let dead: Int32 = 0

    /// For each axis before the ties, where a state and a cell lead: the sum of both is the index. Axes that stand for
    /// no values are not among them.
    package private(set) var steps: [[Int32]]
    /// What is left when all facts are known: for each state, the place of an end for each combination of ties and lot.
    package private(set) var lasts: [Int32]
    private(set) var ends = DecisionEnds()
    private(set) var shapes: [Shape] = []
    private var knownLasts: [[Int32]: Int32] = [:]

    /// The kinds of ties that tests tell apart; the first is the lowest bit of a combination.
    package let tieKinds: [Int]
    /// Whether tests tell lots apart.
    package let tellsLotsApart: Bool
    /// The lots they tell apart, each by its index; one where they tell none.
    private let lots: Int
    let readings: [Int]
    package let facts: [Int]

    /// One shape of day.
    struct Shape: Sendable {
        /// Where everybody begins.
        var root: Int32
        /// Tests and orders that are worked out for each person, and the steps they take.
        var loose: [Axis.Subject]
        var looseSteps: [[Int32]]
    }

    /// Nil when the axes of a first day are too many or too wide.
    init?(_ axes: [Axis]) {
        var (readings, facts, ties): ([Int], [Int], [Int]) = ([], [], [])
        var lots: Int?
        for axis in axes {
            switch axis.subject {
            case .reading(let index): readings.append(index)
            case .fact(let index): facts.append(index)
            case .tie(let kind): ties.append(kind)
            case .order, .test: break
            case .lot: lots = axis.count
            }
        }
        guard ties.count <= Self.mostTies, (lots ?? 1) << ties.count <= Self.mostCombinations else {
            return nil
        }
        (self.readings, self.facts, tieKinds) = (readings, facts, ties)
        (self.lots, tellsLotsApart) = (lots ?? 1, lots != nil)
        let nobody = [Int32](repeating: Self.dead, count: Self.mostCells)
        steps = Array(repeating: nobody, count: readings.count + facts.count)
        lasts = Array(repeating: Int32(DecisionEnds.impossible), count: self.lots << ties.count)
        knownLasts[lasts] = Self.dead
    }

    /// The number of combinations of ties and lots: those of ties for the first lot, and then for the next.
    package var combinations: Int { lots << tieKinds.count }

    /// What somebody in a last state comes to for a lot.
    func end(_ state: Int32, _ combination: Int) -> DecisionEnd {
        ends[Int(lasts[Int(state) * combinations + combination])]
    }

    package var allEnds: [DecisionEnd] { ends.all }

    // MARK: Growing

    /// Adds a shape; nil when an axis of it is too wide.
    mutating func add(
        _ functions: inout RuleFunctions, _ rules: CheckedRules, _ watched: WatchedTests
    ) throws(Diagram.TooLarge) -> Int? {
        let axes = functions.axes
        guard axes.allSatisfy({ $0.count <= Self.mostCells }) else { return nil }
        let root = try functions.decisions(rules, watched, &ends)
        let diagram = functions.diagram
        let levels = functions.tieAxes.lowerBound
        let loose = axes[..<levels].filter(\.isLoose).map(\.subject)
        var looseSteps = loose.map { _ in [Int32](repeating: Self.dead, count: Self.mostCells) }
        // The states at one level, in order of discovery, each with the index at which its steps begin.
        var states: [Diagram.Ref] = [root]
        var begins = begin(of: states, at: 0, levels, axes, diagram, looseSteps)
        let first = begins[root] ?? Self.dead
        for level in 0..<levels {
            var next: [Diagram.Ref] = []
            var seen: Set<Diagram.Ref> = []
            func child(_ state: Diagram.Ref, _ cell: Int) -> Diagram.Ref {
                diagram.axis(state) == level ? diagram.child(state, cell) : state
            }
            for state in states where begins[state] != Self.dead {
                for cell in 0..<axes[level].count where seen.insert(child(state, cell)).inserted {
                    next.append(child(state, cell))
                }
            }
            let following = begin(of: next, at: level + 1, levels, axes, diagram, looseSteps)
            for state in states where begins[state] != Self.dead {
                for cell in 0..<axes[level].count {
                    let target = following[child(state, cell)] ?? Self.dead
                    if level < steps.count {
                        steps[level].append(target)
                    } else {
                        looseSteps[level - steps.count].append(target)
                    }
                }
            }
            (states, begins) = (next, following)
        }
        shapes.append(Shape(root: first, loose: loose, looseSteps: looseSteps))
        return shapes.count - 1
    }

    /// Where the steps of each state begin, or which last state it is.
    private mutating func begin(
        of states: [Diagram.Ref], at level: Int, _ levels: Int, _ axes: [Axis], _ diagram: Diagram,
        _ looseSteps: [[Int32]]
    ) -> [Diagram.Ref: Int32] {
        var begins: [Diagram.Ref: Int32] = [:]
        let dead = Diagram.value(DecisionEnds.impossible)
        var place = 0
        if level < levels {
            place = (level < steps.count ? steps[level] : looseSteps[level - steps.count]).count
        }
        for state in states {
            if state == dead {
                begins[state] = Self.dead
            } else if level == levels {
                begins[state] = last(state, axes[levels...], diagram)
            } else {
                begins[state] = Int32(place)
                place += axes[level].count
            }
        }
        return begins
    }

    /// The state in which only ties and the lot are left.
    private mutating func last(_ ref: Diagram.Ref, _ axes: ArraySlice<Axis>, _ diagram: Diagram) -> Int32 {
        func cell(_ axis: Int, _ combination: Int) -> Int {
            if axes[axis].subject == .lot { return combination >> tieKinds.count }
            let bit = axes[..<axis].count { $0.subject != .lot }
            return combination >> bit & 1
        }
        let row = (0..<combinations).map { combination in
            var ref = ref
            while ref >= 0 { ref = diagram.child(ref, cell(diagram.axis(ref), combination)) }
            return Int32(Diagram.value(of: ref) ?? DecisionEnds.impossible)
        }
        if let known = knownLasts[row] { return known }
        let state = Int32(lasts.count / combinations)
        lasts += row
        knownLasts[row] = state
        return state
    }

    // MARK: Walking

    /// Where somebody begins on a day of a shape, with interpretations read as they are.
    package func root(_ shape: Int, readings chosen: [Int]) -> Int32 {
        var state = shapes[shape].root
        for (level, reading) in readings.enumerated() {
            state = steps[level][Int(state) + chosen[reading]]
        }
        return state
    }
}
