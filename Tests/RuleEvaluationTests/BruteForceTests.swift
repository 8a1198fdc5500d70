import RuleChecking
import RuleEvaluation
import TestSupport
import Testing

/// Decisions against every completion of what is not known, looked at one by one.
///
/// `WARDWISE_SEED` starts elsewhere; `WARDWISE_CASES` sets how many people are decided.
struct BruteForceTests {
    static let peopleForEach = 20

    struct Disagreement: Error, CustomStringConvertible { var description: String }

    /// Decides people of one random programme both ways; the number decided, or the first disagreement.
    static func check(seed: UInt64) throws -> (cases: Int, contradictions: Int, settled: Int) {
        var generator = ProgrammeGenerator(seed: seed)
        let programme = generator.make()
        let text = Renderer(programme: programme).file()
        let rules: CheckedRules
        do {
            rules = try Bridge.rules(text)
        } catch {
            throw Disagreement(description: "seed \(seed): not read\n\(error)\n\(text)")
        }
        let decider = Decider(rules)
        var counts = (cases: 0, contradictions: 0, settled: 0)
        for _ in 0..<peopleForEach {
            let budget = generator.random.once(in: 16) ? 800 : 48
            let person = PersonGenerator(programme: programme, budget: budget).make(&generator.random)
            let situation = try Bridge.situation(programme, rules, person, naming: Naming())
            let naive = NaiveDecider(programme: programme, knowledge: person.knowledge).decide()
            counts.cases += 1
            if naive.outcome != nil { counts.settled += 1 }
            let wanted = naive.completions == 0 ? nil : Bridge.summary(naive, programme, naming: Naming())
            var found: Bridge.Summary?
            do throws(Contradiction) {
                found = Bridge.summary(try decider.decide(situation), programme, rules, naming: Naming())
            } catch {
                counts.contradictions += 1
            }
            if naive.isOutsideRun, found == nil { continue }
            guard found == wanted else {
                throw Disagreement(
                    description: """
                        seed \(seed): of \(naive.completions) completions
                          wanted \(wanted?.description ?? "a contradiction")
                           found \(found?.description ?? "a contradiction")
                        facts \(person.answers)
                        given \(person.given), ties \(person.knowledge.ties), readings \(person.knowledge.readings)
                        on \(NaiveCalendar.text(programme.decisionDate))
                        \(text)
                        """)
            }
        }
        return counts
    }

    @Test func `every decision is what all completions share`() async throws {
        let first = Asked.seed
        let programmes = (Asked.cases ?? 6_000) / Self.peopleForEach + 1
        print("brute force from seed \(first), \(programmes) programmes")
        var total = (cases: 0, contradictions: 0, settled: 0)
        var disagreements: [String] = []
        await withTaskGroup(of: Result<(cases: Int, contradictions: Int, settled: Int), any Error>.self) {
            group in
            var next = first
            let end = first + UInt64(programmes)
            func add() {
                guard next < end else { return }
                let seed = next
                next += 1
                group.addTask { Result { try Self.check(seed: seed) } }
            }
            for _ in 0..<4 { add() }
            for await result in group {
                switch result {
                case .success(let counts):
                    total.cases += counts.cases
                    total.contradictions += counts.contradictions
                    total.settled += counts.settled
                case .failure(let error): disagreements.append("\(error)")
                }
                add()
            }
        }
        print(
            "\(total.cases) people agreed, \(total.settled) settled, \(total.contradictions) contradictions")
        for disagreement in disagreements.sorted(by: { $0.count < $1.count }).prefix(3) {
            Issue.record("\(disagreement)")
        }
        #expect(disagreements.isEmpty, "\(disagreements.count) of \(programmes) programmes disagree")
        // A generator that made only dull people would prove nothing.
        #expect(total.settled > total.cases / 4 && total.settled < total.cases)
    }
}
