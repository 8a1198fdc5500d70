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
            ])
        let names = interview.answers.map(\.name)
        #expect(Set(names).count == names.count)
        let assessment = try interview.assessment()
        #expect(assessment.outcome == .eligible)
        #expect(assessment.cohort == .named("Rapid Progression"))
    }
}
