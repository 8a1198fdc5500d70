import Facts
import RuleChecking
import RuleEvaluation
import RuleTestSupport
import Testing

/// What may not matter to a decision, and what may only settle it.
struct MetamorphicTests {
    private static let seed = Asked.seed &+ 50_000
    private static let programmes = (Asked.cases ?? 2_000) / 10

    private struct World {
        var programme: Programme
        var text: String
        var random: SeededRandom
    }

    private func worlds(_ offset: UInt64, _ look: (inout World) throws -> Void) throws {
        let first = Self.seed &+ offset
        print("metamorphic from seed \(first)")
        for seed in first..<(first + UInt64(Self.programmes)) {
            var generator = ProgrammeGenerator(seed: seed)
            let programme = generator.make()
            var world = World(
                programme: programme, text: Renderer(programme: programme).file(), random: generator.random)
            try look(&world)
        }
    }

    private func decide(
        _ programme: Programme, _ text: String, _ person: Bridge.Person, naming: Naming = Naming()
    ) throws -> Bridge.Summary? {
        let rules = try Bridge.rules(text)
        let situation = try Bridge.situation(programme, rules, person, naming: naming)
        do throws(Contradiction) {
            return Bridge.summary(try Decider(rules).decide(situation), programme, rules, naming: naming)
        } catch {
            return nil
        }
    }

    @Test func `the order of statements does not matter`() throws {
        try worlds(0) { world in
            let renderer = Renderer(programme: world.programme)
            // Cohorts and lots keep their order, which decides the order of what is found.
            let statements = renderer.statements()
            let shuffled =
                (statements.filter { !$0.hasPrefix("connection") }.shuffled(using: &world.random)
                + statements.filter { $0.hasPrefix("connection") } + renderer.lots()).joined(separator: "\n")
            for _ in 0..<3 {
                let person = PersonGenerator(programme: world.programme, budget: 64).make(&world.random)
                var one = try decide(world.programme, world.text, person)
                var other = try decide(world.programme, shuffled + "\n", person)
                one?.askNext.sort()
                other?.askNext.sort()
                #expect(one == other, "\(shuffled)")
            }
        }
    }

    @Test func `names do not matter`() throws {
        let other = Naming(isOther: true)
        try worlds(10_000) { world in
            let renamed = Renderer(programme: world.programme, naming: other).file()
            for _ in 0..<3 {
                var twin = world.random
                let person = PersonGenerator(programme: world.programme, budget: 64).make(&world.random)
                let namesake = PersonGenerator(programme: world.programme, naming: other, budget: 64).make(
                    &twin)
                var one = try decide(world.programme, world.text, person)
                var two = try decide(world.programme, renamed, namesake, naming: other)
                #expect(one?.askNext.count == two?.askNext.count)
                one?.askNext = []
                two?.askNext = []
                #expect(one == two, "\(renamed)")
            }
        }
    }

    @Test func `more information never overturns what was settled`() throws {
        var narrowed = 0
        try worlds(20_000) { world in
            for _ in 0..<4 {
                let person = PersonGenerator(programme: world.programme, budget: 200).make(&world.random)
                guard let before = try decide(world.programme, world.text, person) else { continue }
                var wiser = person
                for (index, values) in person.knowledge.facts.enumerated() where values.count > 1 {
                    let value = world.random.pick(values)
                    wiser.knowledge.facts[index] = [value]
                    wiser.answers[index] = Self.answer(value, world.programme.facts[index])
                    if world.random.once(in: 2) { break }
                }
                // What can no longer all be so is no decision, and overturns nothing.
                guard let after = try decide(world.programme, world.text, wiser) else { continue }
                narrowed += 1
                if before.outcome != nil { #expect(after.outcome == before.outcome, "\(world.text)") }
                if before.cohort != nil, after.outcome != 0 {
                    #expect(after.cohort == before.cohort, "\(world.text)")
                }
                for (one, other) in zip(before.conditions, after.conditions) where before.lots == after.lots {
                    if one != nil { #expect(one == other, "\(world.text)") }
                }
                if before.outcome == 2 {
                    #expect(Set(after.lots).isSuperset(of: before.lots), "\(world.text)")
                }
                // What was not worth asking for is not worth asking for now.
                #expect(
                    Set(after.askNext).isSubset(of: before.askNext) || before.lots != after.lots,
                    "\(world.text)")
            }
        }
        #expect(narrowed > Self.programmes)
    }

    private static func answer(_ value: Value, _ fact: ModelFact) -> Answer {
        switch value {
        case .yes(let isYes): return .known(.yesOrNo(isYes))
        case .option(let option): return .known(.text(Naming().choice(option)))
        case .special, .nothing: return .known(.text(Naming().special))
        case .number(let number):
            if fact.kind == .amount(.date) { return .known(.date(CivilDate(clamping: number.above))) }
            return .known(.number(Rational(Int128(number.above), over: Int128(number.below)) ?? .zero))
        }
    }
}
