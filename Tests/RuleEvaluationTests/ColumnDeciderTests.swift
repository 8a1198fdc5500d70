import ColumnEvaluation
import Facts
import RuleChecking
import RuleEvaluation
import RuleTestSupport
import Testing

/// Decisions on columns against decisions one by one, for random programmes and people.
struct ColumnDeciderTests {
    static let peopleForEach = 40

    /// The same people in columns and one by one.
    private struct Crowd {
        var situations: [Situation] = []
        var columns: PeopleColumns
        var places: PlaceLots

        init(_ programme: Programme, _ rules: CheckedRules, _ random: inout SeededRandom) throws {
            // Every place is in other lots, so that any ties to lots are those of some place.
            let lots = UInt64(1) << UInt64(rules.lots.count)
            places = PlaceLots(
                firstDays: [.earliest], open: [lots - 1], lots: Array(0..<lots), places: Int(lots))
            columns = PeopleColumns(dates: [], facts: [:], places: rules.connections.map { _ in [] })
            var codes: [[Int64]] = rules.facts.map { _ in [] }
            let coded = rules.facts.map(ColumnCode.init)
            while situations.count < peopleForEach {
                let person = PersonGenerator(programme: programme, budget: random.pick([1, 1, 1, 30])).make(
                    &random)
                var situation = try Bridge.situation(programme, rules, person, naming: Naming())
                situation.given = [:]
                situation.readings = rules.interpretations.map(\.chosen)
                situation.date = situation.date.adding(days: random.pick([0, 0, 1, -30]))
                for lot in situation.lots.indices {
                    for kind in rules.connections.indices where situation.lots[lot].ties[kind] == .unknown {
                        situation.lots[lot].ties[kind] = .no
                    }
                }
                let row = zip(coded, situation.facts).compactMap { $0.code(of: $1) }
                guard row.count == rules.facts.count else { continue }
                for (fact, code) in row.enumerated() { codes[fact].append(code) }
                columns.dates.append(situation.date.dayNumber)
                for kind in rules.connections.indices {
                    let reached = situation.lots.filter { $0.ties[kind] == .yes }.map { 1 << $0.lot }
                    columns.places[kind].append(UInt16(reached.reduce(0, |)))
                }
                situations.append(situation)
            }
            for (index, fact) in rules.facts.enumerated() {
                // Now and then nothing is known of anybody.
                if random.once(in: 8) {
                    for row in situations.indices { situations[row].facts[index] = .everything(fact) }
                } else if fact.type.value == .date {
                    columns.facts[index] = .days(codes[index].map { Int32($0) })
                } else if fact.type.value.isOrdered {
                    columns.facts[index] = .ticks(codes[index])
                } else {
                    columns.facts[index] = .answers(codes[index].map { UInt8($0) })
                }
            }
        }
    }

    /// How many of the people of a random programme were decided in columns, and how many there were.
    private static func check(seed: UInt64) throws -> (decided: Int, people: Int) {
        var generator = ProgrammeGenerator(seed: seed)
        let programme = generator.make()
        let text = Renderer(programme: programme).file()
        let rules = try Bridge.rules(text)
        let crowd = try Crowd(programme, rules, &generator.random)
        let decider = Decider(rules)
        let count = crowd.situations.count
        guard let book = DecisionBook(decider),
            let columns = ColumnDecider(
                book, readings: rules.interpretations.map(\.chosen), facts: Set(crowd.columns.facts.keys),
                dates: crowd.situations.map(\.date), places: crowd.places)
        else { return (0, count) }
        var decisions = ColumnDecisions(count: count)
        columns.decide(crowd.columns, 0..<count, into: &decisions)
        var decided = 0
        for (row, situation) in crowd.situations.enumerated() {
            guard decisions.outcomes[row] != ColumnDecisions.undecided else { continue }
            decided += 1
            let finding = try decider.decide(situation)
            let outcomes: [Outcome] = [.notEligible, .refer, .eligible]
            let about = "seed \(seed), person \(row): \(situation)\n\(finding)\n\(text)"
            #expect(outcomes[Int(decisions.outcomes[row])] == finding.outcome, "\(about)")
            let lots = finding.lots.reduce(UInt64(0)) { $0 | 1 << UInt64($1.lot) }
            #expect(decisions.lots[row] == lots, "lots, \(about)")
            let failed = finding.conditions.filter { $0.isMet == .no }
            let bits = failed.reduce(UInt64(0)) { $0 | 1 << UInt64($1.condition) }
            #expect(decisions.failed[row] == bits, "conditions, \(about)")
            if finding.outcome == .notEligible { continue }
            let cohort: Int8 =
                switch finding.cohort {
                case .cohort(let index), .refer(let index): Int8(index)
                case .several: ColumnDecisions.severalCohorts
                case .none, .notKnown: ColumnDecisions.noCohort
                }
            #expect(decisions.cohorts[row] == cohort, "cohort, \(about)")
        }
        return (decided, count)
    }

    @Test func `columns are decided as people are one by one`() throws {
        let first = Asked.seed
        let programmes = (Asked.cases ?? 6_000) / Self.peopleForEach + 1
        print("columns from seed \(first), \(programmes) programmes")
        var total = (decided: 0, people: 0)
        for seed in first..<(first + UInt64(programmes)) {
            let counts = try Self.check(seed: seed)
            total.decided += counts.decided
            total.people += counts.people
        }
        print("\(total.decided) of \(total.people) people decided in columns")
        #expect(total.decided > total.people / 4)
    }
}
