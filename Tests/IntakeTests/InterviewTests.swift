import Eligibility
import Facts
import Intake
import RuleTestSupport
import Testing

/// What an interview asks, takes, and gives back.
struct InterviewTests {
    private func interview(on date: String? = "4 March 2019") throws -> Interview {
        var interview = Interview(try Programmes.assessor())
        if let date { try interview.answer(date) }
        return interview
    }

    /// Answers questions from a table until the interview is finished.
    private func answer(_ interview: inout Interview, _ truth: [String: String]) throws {
        for _ in 0..<20 {
            guard let question = interview.question else { return }
            try interview.answer(try #require(truth[question.name], "\(question.name) is asked"))
        }
        Issue.record("the interview has no end")
    }

    private func moved(_ hasMoved: Bool) throws { try #require(hasMoved) }

    @Test func `the date people are judged on is asked first`() throws {
        let interview = try interview(on: nil)
        let question = try #require(interview.question)
        #expect(question.name == "start date")
        #expect(question.words == "On what day do you start with Connecting Communities?")
        #expect(question.control == .date)
        #expect(question.why == "Everything depends on it.")
    }

    @Test func `an interview ends with a decision and asks nothing twice`() throws {
        var interview = try interview()
        try answer(
            &interview,
            [
                "date of birth": "1 June 1980", "work status": "out of work",
                "first day out of work": "1 May 2018", "home": "E05001216", "hourly pay": "none",
                "yearly pay": "£0",
            ])
        let names = interview.answers.map(\.name)
        #expect(Set(names).count == names.count)
        let assessment = try interview.assessment()
        #expect(assessment.outcome == .eligible)
        #expect(assessment.cohort == .named("Rapid Progression"))
    }

    @Test func `everything that is not known or refused is asked once, and then it ends`() throws {
        for name in [Programmes.main, "working-areas", "long-claim-support"] {
            for reply in [InterviewAnswer.notKnown, InterviewAnswer.refused] {
                var interview = Interview(try Programmes.assessor(name))
                try interview.answer(Programmes.day(of: name))
                var asked: Set<String> = []
                while let question = interview.question {
                    #expect(asked.insert(question.name).inserted, "\(name) asks \(question.name) twice")
                    try interview.answer(reply)
                }
                #expect(try interview.assessment().outcome == .needsInformation, "\(name)")
            }
        }
    }

    @Test func `a date that is not known stops everything`() throws {
        var interview = try interview(on: nil)
        let problems = try #require(throws: InputProblems.self) { try interview.answer("don't know") }
        #expect(problems.all.map(\.message) == ["Nothing can be decided without the start date."])
        #expect(interview.question?.name == "start date")
        #expect(interview.answers.isEmpty)
    }

    @Test func `an answer that cannot be read changes nothing`() throws {
        var interview = try interview()
        let before = interview.question
        let problems = try #require(throws: InputProblems.self) { try interview.answer("no idea at all") }
        #expect(problems.all.count == 1)
        #expect(interview.question == before)
        #expect(interview.answers.map(\.name) == ["start date"])
    }

    @Test func `an answer that contradicts an earlier one is refused in its own words`() throws {
        var interview = try interview()
        try interview.give("1 June 1980", for: Programmes.field("date of birth", interview))
        let problems = try #require(throws: InputProblems.self) {
            try interview.give("1 June 2019", for: Programmes.field("first day out of work", interview))
        }
        #expect(problems.all.map(\.fact) == ["first day out of work"])
        #expect(interview.answers.map(\.name) == ["start date", "date of birth"])
    }

    @Test func `dates with slashes are day first and kept in words`() throws {
        let interview = try interview(on: "3/9/2018")
        #expect(interview.answers.map(\.text) == ["3 September 2018"])
    }

    @Test(arguments: [
        ("b37 7rn", "postcode b37 7rn"), ("E05001287 Chelmsley Wood", "E05001287 Chelmsley Wood"),
        ("52.4814, -1.7304", "latitude 52.4814, longitude -1.7304"), ("none", "none"),
        ("B37 7RN|unknown", "postcode B37 7RN|unknown"),
    ]) func `places are taken as people type them`(_ typed: String, _ kept: String) throws {
        var interview = try interview()
        try interview.give(typed, for: Programmes.field("home", interview))
        #expect(interview.answers.last?.text == kept)
    }

    @Test func `going back shows what was said, and leaving it changes nothing`() throws {
        var interview = try interview()
        try interview.answer("1 June 1980")
        let present = interview.question
        try moved(interview.back())
        #expect(interview.question?.previous == "1 June 1980")
        try moved(interview.back())
        #expect(interview.question?.name == "start date")
        let wentBack = interview.back()
        #expect(!wentBack)
        interview.resume()
        #expect(interview.question == present)
    }

    @Test func `what no longer matters after a change is set aside and offered again`() throws {
        var interview = try interview()
        let truth = [
            "date of birth": "1 June 1980", "work status": "employed", "yearly pay": "£20,000",
            "hourly pay": "£12", "home": "E05001287",
        ]
        try answer(&interview, truth)
        #expect(try interview.assessment().outcome == .refer)
        let status = Programmes.field("work status", interview)
        try moved(interview.change(status))
        #expect(interview.question?.previous == "employed")
        try interview.answer("out of work")
        let aside = interview.setAside.map(\.name)
        #expect(!aside.isEmpty)
        #expect(interview.answers.contains { $0.name == "home" })
        try answer(&interview, truth.merging(["first day out of work": "1 May 2018"]) { $1 })
        #expect(try interview.assessment().outcome == .eligible)
        try moved(interview.change(status))
        try interview.answer("employed")
        let question = try #require(interview.question)
        #expect(aside.contains(question.name))
        #expect(question.previous == truth[question.name])
    }

    @Test func `facts given in any order lead to the same decision as an interview`() throws {
        let truth = [
            "date of birth": "1 June 1980", "work status": "employed", "yearly pay": "£20,000",
            "hourly pay": "£12", "home": "E05001287",
        ]
        var asked = try interview()
        try answer(&asked, truth)
        var given = Interview(try Programmes.assessor())
        for (name, text) in truth.sorted(by: { $0.key > $1.key }) {
            try given.give(text, for: Programmes.field(name, given))
        }
        #expect(given.question?.name == "start date")
        try given.answer("4 March 2019")
        #expect(given.isFinished)
        #expect(try given.assessment().outcome == asked.assessment().outcome)
        #expect(try given.assessment().cohort == asked.assessment().cohort)
    }

    @Test func `answers of an earlier page are taken again`() throws {
        var first = try interview()
        try first.answer("1 June 1980")
        try first.answer("not known")
        var second = Interview(first.assessor)
        try second.take(first.answers.map { ($0.field, $0.text) })
        #expect(second.answers == first.answers)
        #expect(second.question == first.question)
    }

    @Test func `a question says what it is needed for`() throws {
        let question = try #require(try interview().question)
        #expect(question.conditions == ["working age", "needs support"])
        #expect(question.why.hasPrefix("The answer is needed for “working age” and “needs support”"))
    }
}
