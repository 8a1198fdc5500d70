import ColumnEvaluation
import Facts
import RuleChecking
import RuleEvaluation
import TestSupport
import Testing

/// Decisions by tables against decisions by looking at expressions, for random programmes and people.
struct RapidDeciderTests {
    static let peopleForEach = 40

    struct Disagreement: Error, CustomStringConvertible { var description: String }

    /// Decides people of one random programme both ways; how many, and how many of them by tables.
    static func check(seed: UInt64) throws -> (cases: Int, rapid: Int) {
        var generator = ProgrammeGenerator(seed: seed)
        let programme = generator.make()
        let text = Renderer(programme: programme).file()
        let rules = try Bridge.rules(text)
        let decider = Decider(rules)
        guard let book = DecisionBook(decider) else { return (0, 0) }
        var rapid = RapidDecider(book)
        var counts = (cases: 0, rapid: 0)
        for _ in 0..<peopleForEach {
            let budget = generator.random.pick([1, 1, 4, 48, 800])
            let person = PersonGenerator(programme: programme, budget: budget).make(&generator.random)
            var situation = try Bridge.situation(programme, rules, person, naming: Naming())
            if generator.random.once(in: 3) {
                situation.date = situation.date.adding(days: generator.random.number(-40...40))
            }
            if generator.random.once(in: 20) { situation.lots = [] }
            counts.cases += 1
            guard let found = rapid.decide(situation) else { continue }
            counts.rapid += 1
            var wanted: Finding?
            do throws(Contradiction) { wanted = try decider.decide(situation) } catch {}
            guard wanted == found else {
                throw Disagreement(
                    description:
                        "seed \(seed), on \(situation.date)\n  wanted \(String(describing: wanted))\n   found \(found)\nfacts \(person.answers), given \(person.given), ties \(situation.lots), readings \(situation.readings)\n\(text)"
                )
            }
        }
        return counts
    }

    @Test func `tables decide as expressions do`() async throws {
        let first = Asked.seed
        let programmes = (Asked.cases ?? 8_000) / Self.peopleForEach + 1
        print("rapid decisions from seed \(first), \(programmes) programmes")
        var total = (cases: 0, rapid: 0)
        for seed in first..<(first + UInt64(programmes)) {
            let counts = try Self.check(seed: seed)
            total.cases += counts.cases
            total.rapid += counts.rapid
        }
        print("\(total.rapid) of \(total.cases) people decided by tables")
        #expect(total.rapid > total.cases / 3)
    }
}
