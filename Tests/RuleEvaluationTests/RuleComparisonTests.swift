import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleTestSupport
import RuleProofs
import Testing

/// Comparing two programmes against deciding people by both of them, one by one.
struct RuleComparisonTests {
    /// Small changes of the kind that people make.
    static let edits = [
        ("at least", "more than"), ("more than", "at least"), ("below", "at most"), ("at most", "below"),
        ("1 year", "2 years"), ("£", "£1"), (" and ", " or "), ("16", "17"), ("30", "31"),
    ]

    @Test func `whoever is decided differently is in a change, and nobody else`() throws {
        let first = Asked.seed
        let programmes = (Asked.cases ?? 4_000) / 40 + 1
        var counts = (pairs: 0, people: 0, different: 0, uncertain: 0)
        for seed in first..<(first + UInt64(programmes)) {
            var generator = ProgrammeGenerator(seed: seed)
            let programme = generator.make()
            let text = Renderer(programme: programme).file()
            let (from, to) = generator.random.pick(Self.edits)
            // One place of many, so that rules differ in little.
            let parts = text.split(separator: from, omittingEmptySubsequences: false)
            guard parts.count > 1 else { continue }
            let place = generator.random.number(1...(parts.count - 1))
            let edited =
                parts[..<place].joined(separator: from) + to + parts[place...].joined(separator: from)
            guard let old = try? Bridge.rules(text), let new = try? Bridge.rules(edited) else { continue }
            counts.pairs += 1
            let sides = [old, new].map {
                PairedDiagrams.Side(Decider($0), readings: $0.interpretations.map(\.chosen))
            }
            let date = CivilDate(clamping: programme.decisionDate)
            let comparison = RuleComparison(sides[0], sides[1], days: date...date) { _ in (true, true) }
            try #require(!comparison.isTooLarge)
            var diagrams = PairedDiagrams(sides[0], sides[1])
            let day = try diagrams.day(date)
            for _ in 0..<60 {
                let about = "seed \(seed): \(from) → \(to) at \(place)\n\(text)"
                try compare(sides, comparison, day, &generator.random, &counts, about)
            }
        }
        print("comparisons from seed \(first): \(counts)")
        #expect(counts.different > counts.people / 200)
    }

    private func compare(
        _ sides: [PairedDiagrams.Side], _ comparison: RuleComparison, _ day: PairedDiagrams.Day,
        _ random: inout SeededRandom,
        _ counts: inout (pairs: Int, people: Int, different: Int, uncertain: Int),
        _ about: String
    ) throws {
        // Tests of one lot or another are compared lot by lot elsewhere.
        if day.axes.contains(where: { ($0.second ?? $0.first)?.subject == .lot }) { return }
        var cells = day.axes.map { random.number(0...($0.count - 1)) }
        var evaluators: [Evaluator] = []
        var values: [Int: FactSet] = [:]
        for (index, side) in sides.enumerated() {
            let rules = side.decider.rules
            var situation = Situation(
                date: day.date, facts: rules.facts.map { FactSet.everything($0) }, given: [:],
                readings: side.readings, lots: [])
            var ties = [Truth](repeating: .no, count: rules.connections.count)
            var lot: Int?
            for (position, axis) in day.axes.enumerated() {
                guard let own = index == 0 ? axis.first : axis.second else { continue }
                if case .fact(let fact) = own.subject {
                    let set = own.sets[cells[position]]
                    let value =
                        set.hasRange ? values[position] ?? DiagramTests.value(in: set, &random) : set
                    values[position] = value
                    situation.facts[fact] = value
                }
                if case .tie(let kind) = own.subject { ties[kind] = Truth(cells[position] == 1) }
                if own.subject == .lot {
                    // Of a lot that only one of them has nothing is compared.
                    guard let spokenOf = own.lots[cells[position]] else { return }
                    lot = spokenOf
                }
            }
            var evaluator = side.decider.evaluator(situation)
            (evaluator.ties, evaluator.lot) = (ties, lot)
            for (position, axis) in day.axes.enumerated() {
                guard let own = index == 0 ? axis.first : axis.second else { continue }
                if case .order(let pair) = own.subject {
                    guard let cell = DiagramTests.order(pair, evaluator) else { return }
                    cells[position] = cell
                }
                if case .test(let node) = own.subject, node >= 0 {
                    cells[position] = evaluator.truth(node) == .yes ? 1 : 0
                }
            }
            evaluators.append(evaluator)
        }
        for (index, side) in sides.enumerated() {
            for (position, fact) in side.decider.rules.facts.enumerated() {
                if fact.type.value.isOrdered, evaluators[index].facts[position].options != 0 { continue }
                for constraint in fact.constraints where evaluators[index].truth(constraint) == .no { return }
            }
        }
        counts.people += 1
        let decisions = sides.indices.map { decision(sides[$0].decider.rules, &evaluators[$0]) }
        let found = comparison.changes.filter { change in
            change.people.contains { cube in
                cube.cells.allSatisfy { axis, allowed in allowed.contains(cells[axis]) }
            }
        }
        if comparison.changes.contains(where: { !$0.isWhole }) {
            counts.uncertain += 1
            return
        }
        guard decisions[0] != decisions[1] else {
            #expect(found.isEmpty, "decided alike: \(about)")
            return
        }
        counts.different += 1
        #expect(found.count == 1, "\(decisions): \(about)")
        for change in found {
            #expect(change.before.status == decisions[0].status && change.after.status == decisions[1].status)
        }
    }

    private func decision(_ rules: CheckedRules, _ evaluator: inout Evaluator) -> RuleComparison.Decision {
        var decision = RuleComparison.Decision()
        let isStrict = evaluator.truth(rules.eligibleWhen) == .yes
        evaluator.isLenient = true
        let isLenient = evaluator.truth(rules.eligibleWhen) == .yes
        evaluator.isLenient = false
        decision.status = isStrict ? 2 : isLenient ? 1 : 0
        guard decision.status > 0 else { return decision }
        for cohort in rules.cohorts where evaluator.truth(cohort.test) == .yes {
            decision.cohorts.append(cohort.title)
        }
        return decision
    }
}
