import Eligibility
import Facts
import Intake
import RuleTestSupport
import Testing

/// How many questions interviews ask beside the best order of asking there is, found by trying every order.
struct FewestQuestionsTests {
    /// Everybody who can be put together from some answers, one for each that the rules tell from others.
    private struct People {
        let questions: [(field: Field, answers: [String])]
        /// The answers of each, as indices, and what an interview has to find out about them.
        private(set) var all: [(answers: [Int], result: String)] = []

        init(_ questions: [(name: String, answers: [String])], _ interview: Interview) throws {
            self.questions = questions.map { (Programmes.field($0.name, interview), $0.answers) }
            let date = try interview.assessor.book.fields.field(named: #require(interview.answers.first).name)
            let day = try #require(interview.answers.first).text
            for number in 0..<questions.reduce(1, { $0 * $1.answers.count }) {
                var rest = number
                var reader = PersonReader(interview.assessor.book)
                reader.give(day, for: try #require(date))
                let answers = self.questions.map { question in
                    let answer = rest % question.answers.count
                    rest /= question.answers.count
                    reader.give(question.answers[answer], for: question.field)
                    return answer
                }
                // Whoever contradicts themselves is nobody.
                guard let found = try? interview.assessor.assess(reader.finish()) else { continue }
                let cohort = found.outcome == .notEligible ? "" : "\(found.cohort)"
                all.append((answers, "\(found.outcome.rawValue) \(cohort)"))
            }
        }
    }

    /// The fewest questions in all for some people, over every order of asking that goes by the answers.
    private func fewest(_ some: [Int], _ people: People, _ known: inout [[Int]: Int]) -> Int {
        let first = people.all[some[0]].result
        if some.allSatisfy({ people.all[$0].result == first }) { return 0 }
        if let ready = known[some] { return ready }
        var best = Int.max
        for question in people.questions.indices {
            let parts = Dictionary(grouping: some) { people.all[$0].answers[question] }
            if parts.count == 1 { continue }
            best = min(best, some.count + parts.values.reduce(0) { $0 + fewest($1, people, &known) })
        }
        known[some] = best
        return best
    }

    /// The questions that an interview asks some people in all.
    private func asked(_ some: [Int], _ people: People, _ interview: Interview) throws -> Int {
        guard let question = interview.question else { return 0 }
        let index = try #require(
            people.questions.firstIndex { $0.field == question.field }, "\(question.name) is asked")
        var count = some.count
        for (answer, part) in Dictionary(grouping: some, by: { people.all[$0].answers[index] }) {
            var next = interview
            try next.answer(people.questions[index].answers[answer])
            count += try asked(part, people, next)
        }
        return count
    }

    private func compare(_ name: String, _ questions: [(name: String, answers: [String])]) throws {
        var interview = Interview(try Programmes.assessor(name))
        try interview.answer(Programmes.day(of: name))
        let people = try People(questions, interview)
        let everybody = Array(people.all.indices)
        var known: [[Int]: Int] = [:]
        let best = fewest(everybody, people, &known)
        let asked = try asked(everybody, people, interview)
        let mean = Double(best) / Double(everybody.count)
        #expect(asked >= best, "\(name): no order is better than the best")
        #expect(
            Double(asked) <= 1.1 * Double(best), "\(name): \(asked) questions, \(best) at best, mean \(mean)")
        #expect(Set(people.all.map(\.result)).count > 3)
    }

    @Test func `benefit zones are asked about in at most a tenth more questions than the best order takes`()
        throws
    {
        try compare(
            "benefit-zones",
            [
                ("home", ["none", "E05001287"]),
                ("date of birth", ["1 May 2000", "1 May 1980", "1 May 1970", "1 May 1940"]),
                ("benefit", ["Jobseeker's Allowance", "Income Support", "another benefit", "no benefit"]),
                (
                    "claim began",
                    [
                        "1 May 1999", "1 January 2001", "1 July 2001", "1 November 2001", "1 February 2002",
                        "not claiming",
                    ]
                ),
                ("lone parent", ["yes", "no"]), ("been here before", ["yes", "no"]),
            ])
    }

    @Test
    func `long claim support is asked about in at most a tenth more questions than the best order takes`()
        throws
    {
        try compare(
            "long-claim-support",
            [
                ("home", ["none", "E05001287"]),
                ("date of birth", ["1 May 1940", "1 May 1960", "1 May 1985", "1 May 2000", "1 May 2010"]),
                ("adviser proposes it", ["yes", "no"]),
                ("outcome of the check", ["suitable", "another programme is better", "not yet checked"]),
                (
                    "searching spells",
                    ["none", "1 January 2022 onwards", "1 May 2021 onwards", "1 May 2018 onwards"]
                ),
                ("earning spells", ["none", "1 May 2021 onwards"]),
                ("earnings last month", ["£100", "£900"]),
                ("sanction ends", ["no sanction", "open-ended"]), ("takes part elsewhere", ["yes", "no"]),
            ])
    }
}
