import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleTestSupport
import Testing

/// Decision diagrams against looking at each test by itself, for random programmes and people.
struct DiagramTests {
    /// A random value of a cell, most often at one of its ends, where rules change.
    static func value(in set: FactSet, _ random: inout SeededRandom) -> FactSet {
        guard set.hasRange else { return set }
        let tick: Int64 =
            switch random.number(0...2) {
            case 0: set.low
            case 1: set.high
            default: Int64.random(in: set.low...set.high, using: &random)
            }
        return FactSet(options: 0, low: tick, high: tick)
    }

    /// How the amounts of an order axis compare for known facts: the cell.
    static func order(_ pair: SignedPair, _ evaluator: Evaluator) -> Int? {
        var evaluator = evaluator
        let possible = Sign.allCases.indices.filter { evaluator.canHold([pair: Sign.allCases[$0]]) }
        if evaluator.canHaveNoValue(pair) { return possible.isEmpty ? 3 : nil }
        return possible.count == 1 ? possible[0] : nil
    }

    @Test func `a diagram says of everybody what each test says`() throws {
        let first = Asked.seed
        let programmes = (Asked.cases ?? 4_000) / 40 + 1
        print("diagrams from seed \(first), \(programmes) programmes")
        var compared = 0
        for seed in first..<(first + UInt64(programmes)) {
            var generator = ProgrammeGenerator(seed: seed)
            let programme = generator.make()
            let text = Renderer(programme: programme).file()
            let rules = try Bridge.rules(text)
            let decider = Decider(rules)
            var diagrams = RuleDiagrams(decider, roots: rules.decidingTests)
            // Several days, so that cuts are found again from those of another day.
            for shift in [0, 1, 2, 30, 31, -400] {
                let date = CivilDate(clamping: programme.decisionDate + shift)
                let day = try diagrams.day(date)
                for _ in 0..<40 {
                    compared += 1
                    try compare(decider, &diagrams, day, &generator.random, "seed \(seed), \(date)\n\(text)")
                }
            }
        }
        print("\(compared) people compared")
    }

    private func compare(
        _ decider: Decider, _ diagrams: inout RuleDiagrams, _ day: RuleDiagrams.Day,
        _ random: inout SeededRandom, _ about: String
    ) throws {
        let rules = decider.rules
        var situation = Situation(
            date: day.date, facts: rules.facts.map { FactSet.everything($0) }, given: [:],
            readings: rules.interpretations.map(\.chosen), lots: [])
        var cells = [Int](repeating: 0, count: day.cells.axes.count)
        var lot: Int?
        var ties = [Truth](repeating: .no, count: rules.connections.count)
        for (index, axis) in day.cells.axes.enumerated() {
            cells[index] = random.number(0...(axis.count - 1))
            switch axis.subject {
            case .fact(let fact): situation.facts[fact] = Self.value(in: axis.sets[cells[index]], &random)
            case .reading(let reading): situation.readings[reading] = cells[index]
            case .tie(let kind): ties[kind] = Truth(cells[index] == 1)
            case .lot: lot = axis.lots[cells[index]]
            case .order, .test: break
            }
        }
        var evaluator = decider.evaluator(situation)
        (evaluator.ties, evaluator.lot) = (ties, lot)
        for (index, axis) in day.cells.axes.enumerated() {
            if case .order(let pair) = axis.subject {
                cells[index] = try #require(Self.order(pair, evaluator))
            }
            if case .test(let node) = axis.subject { cells[index] = evaluator.truth(node) == .yes ? 1 : 0 }
        }
        var functions = diagrams.functions[day.shape]
        var isPossible = true
        for (index, fact) in rules.facts.enumerated() where functions.axis(.fact(index)) != nil {
            if fact.type.value.isOrdered, situation.facts[index].options != 0 { continue }
            for constraint in fact.constraints where evaluator.truth(constraint) == .no { isPossible = false }
        }
        let found = functions.diagram.value(functions.possible, at: cells) == 1
        #expect(found == isPossible, "what is possible: \(about)")
        for isLenient in [false, true] {
            evaluator.isLenient = isLenient
            for test in rules.decidingTests {
                let ref = try functions.test(test, isLenient ? .lenient : .strict)
                let value = functions.diagram.value(ref, at: cells) == 1
                #expect(Truth(value) == evaluator.truth(test), "test \(test), lenient \(isLenient): \(about)")
            }
        }
        diagrams.functions[day.shape] = functions
    }
}
