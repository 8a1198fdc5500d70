import Facts
import RuleChecking
import RuleEvaluation
import Testing

/// Cases found by brute force or by reading, each by itself.
struct NamedCaseTests {
    /// Decides somebody by facts and one condition; ties to the one lot are known.
    private func decide(
        _ declarations: String, _ test: String, _ answers: [String: Answer] = [:],
        given: [String: Answer] = [:],
        more: String = ""
    ) throws -> (finding: Finding, asked: [String]) {
        let rules = try Bridge.rules(
            """
            programme "Named"
            \(declarations)
            condition need: \(test)
            eligible when need
            lot "L"
                ward E05000001
            \(more)

            """)
        var facts = rules.facts.map { FactSet.everything($0) }
        for (index, fact) in rules.facts.enumerated() {
            guard let answer = answers[fact.key] else { continue }
            facts[index] = try #require(FactSet(answer, for: fact))
        }
        var values: [Int: Answer] = [:]
        for (index, definition) in rules.definitions.enumerated() { values[index] = given[definition.key] }
        let situation = Situation(
            date: try #require(CivilDate(iso: "2020-06-15")), facts: facts, given: values,
            readings: rules.interpretations.map(\.chosen),
            lots: [.init(lot: 0, ties: rules.connections.map { _ in .unknown })])
        let finding = try Decider(rules).decide(situation)
        let asked = finding.askNext.map {
            switch $0 {
            case .fact(let index): rules.facts[index].key
            case .connection(let index): rules.connections[index].key
            }
        }
        return (finding, asked)
    }

    private func number(_ text: String) -> Answer { .known(.number(Rational(decimal: text) ?? .zero)) }
    private func day(_ iso: String) -> FactValue { .date(CivilDate(iso: iso) ?? .latest) }
    private let pay = "fact pay: money"

    @Test func `a condition met by its test or else by its waiver is met`() throws {
        let found = try decide(pay, "pay is below £5\n    waived when rich: pay is at least £5").finding
        #expect(found.outcome == .eligible)
        #expect(found.conditions[0].isMet == .yes)
        #expect(found.conditions[0].test == .unknown)
    }

    @Test func `half of a number is a number and no percentage`() throws {
        let facts = "fact children: number"
        #expect(
            try decide(facts, "50% of children is at least 2", ["children": number("4")]).finding.outcome
                == .eligible)
        #expect(
            try decide(facts, "50% of children is at least 2", ["children": number("3")]).finding.outcome
                == .notEligible)
        let share = "fact share: percentage"
        #expect(
            try decide(share, "share times 2 is at least 50%", ["share": number("25")]).finding.outcome
                == .eligible)
    }

    @Test func `an amount between the ends of two bands is in the lower band`() throws {
        let rate = """
            fact hours: hours per week
            rate top-up: money, by hours
                from 1 January 2020 to 31 December 2020
                    0 to 15: £1; 16 and over: £2
            """
        let test = "top-up for hours is £1"
        #expect(try decide(rate, test, ["hours": number("15.5")]).finding.outcome == .eligible)
        #expect(try decide(rate, test, ["hours": number("16")]).finding.outcome == .notEligible)
        let range = Answer.between(.number(Rational(decimal: "15.2")!), .number(Rational(decimal: "15.8")!))
        #expect(try decide(rate, test, ["hours": range]).finding.outcome == .eligible)
    }

    @Test func `somebody not yet born has no rate by age`() throws {
        let rate = """
            fact birth: date
            define age: age from birth
            fact pay: money
            rate wage: money, by age
                from 1 January 2020 to 31 December 2020
                    0 to 17: £4; 18 and over: £4
            """
        // Without a birth in the past the comparison may be false, so it is not settled.
        let found = try decide(rate, "pay is below the wage for age", ["pay": number("1")])
        #expect(found.finding.outcome == .needsInformation && found.asked == ["birth"])
    }

    @Test func `two unknown amounts that are compared both ways are settled`() throws {
        let facts = "fact old pay: money per hour\nfact new pay: money per hour"
        let both = "new pay is at least 110% of old pay or 110% of old pay is above new pay"
        #expect(
            try decide(facts, "new pay is at least old pay or new pay is below old pay").finding.outcome
                == .eligible)
        #expect(
            try decide(facts, "new pay is at least old pay and new pay is below old pay").finding.outcome
                == .notEligible)
        #expect(try decide(facts, both).finding.outcome == .eligible)
        let open = try decide(facts, "new pay is at least old pay")
        #expect(open.finding.outcome == .needsInformation)
        #expect(open.asked == ["old pay", "new pay"])
    }

    @Test func `two unknown days that are compared both ways are settled`() throws {
        let facts = "fact start: date\nfact finish: date\ndefine spell: time from start to the end of finish"
        let both = "spell is at least 13 weeks or spell is less than 13 weeks"
        let found = try decide(facts, both)
        #expect(found.finding.outcome == .eligible, "\(found.asked)")
        let open = try decide(facts, "spell is at least 13 weeks")
        #expect(open.finding.outcome == .needsInformation && open.asked == ["start", "finish"])
        let known = try decide(
            facts, "spell is at least 13 weeks",
            ["start": .known(day("2020-03-01")), "finish": .between(day("2020-05-30"), day("2020-06-01"))])
        #expect(known.finding.outcome == .eligible)
    }

    @Test func `two days in narrow ranges are settled by their ends`() throws {
        let facts = "fact start: date\nfact finish: date"
        let answers: [String: Answer] = [
            "start": .between(day("2020-01-01"), day("2020-06-30")),
            "finish": .between(day("2020-06-30"), day("2020-12-31")),
        ]
        #expect(try decide(facts, "start is on or before finish", answers).finding.outcome == .eligible)
        #expect(try decide(facts, "start is before finish", answers).finding.outcome == .needsInformation)
    }

    @Test func `orders of three unknown amounts that cannot be together are left open`() throws {
        // Known limit: each pair is looked at by itself, so that x < y < z < x is not seen to be impossible.
        let facts = "fact x: money\nfact y: money\nfact z: money"
        let found = try decide(facts, "not (x is below y and y is below z and z is below x)")
        #expect(found.finding.outcome == .needsInformation)
    }

    @Test func `what a given age leaves of a date of birth settles other tests of it`() throws {
        let facts = "fact birth: date\ndefine age: age from birth"
        let age = ["age": number("30")]
        #expect(try decide(facts, "birth is before 1 January 2000", given: age).finding.outcome == .eligible)
        #expect(
            try decide(facts, "birth is from 16 June 1989 to 15 June 1990", given: age).finding.outcome
                == .eligible)
        let open = try decide(facts, "birth is before 1 January 1990", given: age)
        #expect(open.finding.outcome == .needsInformation && open.asked == ["birth"])
    }

    @Test func `a given length of time settles other tests of its first day`() throws {
        let facts = "fact first: date\ndefine spell: time from first to the decision date"
        let spell: [String: Answer] = ["spell": .known(.duration(Duration(14, "months")!))]
        // 14 months before 15 June 2020 is 15 April 2019; 15 months before is 15 March.
        #expect(try decide(facts, "first is after 15 March 2019", given: spell).finding.outcome == .eligible)
        #expect(
            try decide(facts, "first is on or before 15 April 2019", given: spell).finding.outcome
                == .eligible)
        #expect(
            try decide(facts, "first is before 15 April 2019", given: spell).finding.outcome
                == .needsInformation)
        let years: [String: Answer] = ["spell": .known(.duration(Duration(2, "years")!))]
        #expect(try decide(facts, "spell is less than 3 years", given: years).finding.outcome == .eligible)
        #expect(
            try decide(facts, "spell is at least 25 months", given: years).finding.outcome
                == .needsInformation)
    }

    @Test func `more than a year may be a year and a day`() throws {
        let facts = "fact first: date\ndefine spell: time from first to the decision date"
        let answer = try AnswerReader(FactType(.time)).read("more than 1 year")
        let spell = ["spell": answer]
        #expect(try decide(facts, "spell is at least 1 year", given: spell).finding.outcome == .eligible)
        #expect(
            try decide(facts, "spell is at least 13 months", given: spell).finding.outcome
                == .needsInformation)
        let days = ["spell": try AnswerReader(FactType(.time)).read("more than 7 days")]
        #expect(try decide(facts, "spell is at least 8 days", given: days).finding.outcome == .eligible)
    }

    @Test func `given values that cannot be together are a contradiction`() throws {
        let facts = "fact birth: date\ndefine age: age from birth\ndefine grown: age is at least 18"
        #expect(throws: Contradiction.self) {
            try decide(facts, "grown", given: ["age": number("17"), "grown": .known(.yesOrNo(true))])
        }
        #expect(throws: Contradiction.self) {
            try decide(
                facts, "grown", ["birth": .known(day("2010-01-01"))], given: ["grown": .known(.yesOrNo(true))]
            )
        }
        let bounds = "fact pay: money\n    must be at least £5\ndefine low: pay is below £5"
        #expect(throws: Contradiction.self) {
            try decide(bounds, "low", given: ["low": .known(.yesOrNo(true))])
        }
    }

    @Test func `what must be narrows what is not known`() throws {
        let facts = "fact pay: money, or none\n    must be at least £5"
        let found = try decide(facts, "pay is at least £3")
        #expect(found.finding.outcome == .needsInformation && found.asked == ["pay"])
        #expect(try decide(facts, "either pay is at least £3 or pay is none").finding.outcome == .eligible)
        #expect(try decide(facts, "pay is below £3").finding.outcome == .notEligible)
    }

    @Test func `many unknown facts at once are decided and asked for`() throws {
        let facts = (1...12).map { "fact f\($0): yes or no" }.joined(separator: "\n")
        let all = (1...12).map { "f\($0)" }
        let conjunction = try decide(facts, all.joined(separator: " and "))
        #expect(conjunction.finding.outcome == .needsInformation && conjunction.asked == all)
        let pairs = stride(from: 1, to: 12, by: 2).map { "(f\($0) and not f\($0 + 1))" }.joined(
            separator: " or ")
        #expect(try decide(facts, pairs).asked == all)
        // Each fact has to be told apart from the others: up to 4,000 parts are looked at.
        let never = all.prefix(10).map { "(\($0) and not \($0))" }.joined(separator: " or ")
        #expect(try decide(facts, never).finding.outcome == .notEligible)
    }
}
