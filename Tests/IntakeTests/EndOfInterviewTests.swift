import Eligibility
import Facts
import Intake
import RuleTestSupport
import Testing

/// An interview that has ended has nothing left that could change its result, tried with many answers.
struct EndOfInterviewTests {
    /// Answers that people give to a question of a kind, and what nobody knows.
    private func replies(_ question: InterviewQuestion) -> [String] {
        let plain: [String] =
            switch question.control {
            case .yesOrNo: ["yes", "no"]
            case .choice(let answers): answers
            case .date: ["1 June 1980", "1 June 2004", "1 February 2019", "1 March 2001", "in 2001"]
            case .wholeNumber: ["0", "1", "6", "14", "30", "70"]
            case .number: ["0", "1", "12", "20", "40"]
            case .money: ["£0", "£3", "£7.80", "£12", "£300", "£13,000", "£30,000"]
            case .lengthOfTime: ["3 months", "14 months", "3 years"]
            case .stretchesOfDays: ["none", "1 January 2000 onwards", "1 January 2019 to 1 February 2019"]
            case .text: ["anything"]
            case .places: ["E05001287", "E05001216", "E05001300", "none", "E05001287|unknown"]
            }
        return plain + question.specialAnswers
    }

    @Test(arguments: Programmes.names)
    func `when it ends, no other answer changes the outcome or the cohort`(
        _ name: String
    ) throws {
        var random = SeededRandom(seed: .printed())
        let assessor = try Programmes.assessor(name)
        var ended = 0
        for _ in 0..<4 {
            guard let interview = try interview(assessor, name, &random) else { continue }
            ended += 1
            let result = try Result(interview.assessment())
            // What was left out is given at random, one fact and several at once.
            for _ in 0..<5 {
                var more = interview
                for field in open(interview) where !random.once(in: 3) {
                    guard let question = question(field, assessor) else { continue }
                    try? more.give(random.pick(replies(question)), for: field)
                }
                let other = try Result(more.assessment())
                #expect(result.agrees(with: other), "\(name): \(interview.answers), \(more.answers)")
            }
        }
        #expect(ended > 1)
    }

    /// The parts of a decision that an interview is for.
    private struct Result: Equatable {
        var outcome: String
        var cohort: Assessment.Cohort

        init(_ assessment: Assessment) throws {
            outcome = assessment.outcome.rawValue
            cohort = assessment.cohort
        }

        /// The cohort counts where somebody can join.
        func agrees(with other: Result) -> Bool {
            guard outcome == other.outcome else { return false }
            return outcome == "needs information" || outcome == "not eligible" || cohort == other.cohort
        }
    }

    /// An interview with random answers up to its end; nil where they contradict each other all the time.
    private func interview(
        _ assessor: Assessor, _ name: String, _ random: inout SeededRandom
    ) throws -> Interview? {
        var interview = Interview(assessor)
        try interview.answer(Programmes.day(of: name))
        for _ in 0..<200 {
            guard let question = interview.question else { return interview }
            let reply =
                random.once(in: 4) ? InterviewAnswer.notKnown : random.pick(replies(question))
            try? interview.answer(reply)
        }
        return nil
    }

    /// Everything that an interview did not ask for.
    private func open(_ interview: Interview) -> [Field] {
        let asked = Set(interview.answers.map(\.field))
        let names = ListRow.headings(interview.assessor.book)
        return names.compactMap { interview.assessor.book.fields.field(named: $0) }
            .filter { !asked.contains($0) }
    }

    private func question(_ field: Field, _ assessor: Assessor) -> InterviewQuestion? {
        InterviewQuestion(field, assessor.book)
    }
}
