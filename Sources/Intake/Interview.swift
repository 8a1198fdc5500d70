import Eligibility
import Facts
import RuleChecking

/// A conversation with one person, as a value: the present question, the answers so far, and the decision.
///
/// Only what can still change the answer is asked, in the order that is likely to need the fewest questions; nothing is
/// asked twice, whether it was answered, not known or refused. It is finished when no question is left that could
/// change the result. Answers may also be given unasked, in any order (`give`).
///
/// ```swift
/// var interview = Interview(assessor)
/// while let question = interview.question {
///     try interview.answer(ask(question.words, question.control))
/// }
/// print(try interview.assessment().outcome)
/// ```
///
/// An interview does no input or output and knows no clock. A copy is another conversation.
public struct Interview: Sendable {
    /// What decides.
    public let assessor: Assessor
    /// The answers so far, in the order given.
    public private(set) var answers: [InterviewAnswer] = []
    /// Answers that were given, and do not count since an earlier one was changed. They are offered again
    /// (`InterviewQuestion.previous`) should their question come back.
    public private(set) var setAside: [InterviewAnswer] = []
    /// What to ask now; nil when the interview is finished.
    public private(set) var question: InterviewQuestion?
    /// The answer that is being given again, as an index.
    private var revisited: Int?
    /// What is open; nil as long as there is no date to decide on.
    private var open: OpenCase?

    /// An interview that has just begun.
    ///
    /// - Parameter date: the date the person is judged on; nil to ask for it first.
    public init(_ assessor: Assessor, on date: CivilDate? = nil) {
        self.assessor = assessor
        if let date { answers.append(answer(.decisionDate, date.description, wasAsked: false)) }
        // A date alone contradicts nothing.
        open = try? Self.openCase(answers, assessor)
        ask()
    }

    private var rules: CheckedRules { assessor.book.rules }

    /// Whether there is nothing left to ask that could change the result.
    public var isFinished: Bool { question == nil }

    // MARK: Answering

    /// Answers the present question, in the words in which people type: what lists take, and a postcode alone.
    ///
    /// `InterviewAnswer.notKnown` and `.refused` are answers to any question. Dates with slashes are read day first.
    ///
    /// - Throws: what is wrong with the answer, by itself or beside the earlier ones. Nothing has then changed.
    public mutating func answer(_ text: String) throws(InputProblems) {
        guard let question else { return }
        try take(answer(question.field, text, wasAsked: true), at: revisited)
    }

    /// Takes an answer that was not asked for, or puts another in its place.
    ///
    /// - Throws: what is wrong with the answer, by itself or beside those given before it. Nothing has then changed.
    public mutating func give(_ text: String, for field: Field) throws(InputProblems) {
        let known = answers.firstIndex { $0.field == field }
        let wasAsked = known.map { answers[$0].wasAsked } ?? false
        try take(answer(field, text, wasAsked: wasAsked), at: known)
    }

    /// Takes answers that an interview had before, such as those of a page that was left: as if each had been asked.
    /// What is no longer asked for is set aside.
    ///
    /// - Throws: what is wrong with them; nothing has then changed.
    public mutating func take(_ earlier: [(field: Field, text: String)]) throws(InputProblems) {
        let before = self
        do throws(InputProblems) {
            let new = earlier.map { answer($0.field, $0.text, wasAsked: true) }
            _ = try Self.person(answers + new, assessor)
            try settle(new)
        } catch {
            self = before
            throw error
        }
    }

    // MARK: Going back

    /// Goes back to the question before this one, whose answer can then be given again.
    ///
    /// - Returns: false when there is none.
    @discardableResult public mutating func back() -> Bool {
        let before = answers[..<(revisited ?? answers.count)]
        guard let index = before.lastIndex(where: \.wasAsked) else { return false }
        return turn(to: index)
    }

    /// Asks a question again.
    ///
    /// - Returns: false when it has not been answered.
    @discardableResult public mutating func change(_ field: Field) -> Bool {
        guard let index = answers.firstIndex(where: { $0.field.question == field.question }) else {
            return false
        }
        return turn(to: index)
    }

    /// Leaves the answer that was gone back to as it was.
    public mutating func resume() {
        revisited = nil
        ask()
    }

    private mutating func turn(to index: Int) -> Bool {
        guard var again = maker.question(answers[index].field) else { return false }
        again.previous = answers[index].text
        question = again
        revisited = index
        return true
    }

    // MARK: Results

    /// Everything given, as the assessor takes it.
    ///
    /// - Throws: nothing, unless the date is missing: answers are taken only when they can be read.
    public func person() throws(InputProblems) -> Person { try Self.person(answers, assessor) }

    /// The decision as far as the answers go.
    ///
    /// - Throws: that the date is missing.
    public func assessment() throws(InputProblems) -> Assessment { try assessor.assess(person()) }

    // MARK: Parts

    private func answer(_ field: Field, _ text: String, wasAsked: Bool) -> InterviewAnswer {
        var words = AnswerReader.trim(text)
        if case .tie(_, .place) = field { words = PlaceWords.form(words) }
        if isDate(field), words.contains("/"), let date = Self.dayFirst(words) { words = date.description }
        return InterviewAnswer(name: rules.words(for: field), text: words, field: field, wasAsked: wasAsked)
    }

    private func isDate(_ field: Field) -> Bool {
        switch field {
        case .decisionDate: true
        case .fact(let index): rules.facts[index].type.value == .date
        default: false
        }
    }

    /// A date with slashes, which a person in the United Kingdom means day first. It is kept in words, so that
    /// whoever reads it later reads the same.
    private static func dayFirst(_ text: String) -> CivilDate? {
        let reader = AnswerReader(FactType(.date), slashDates: .dayFirst)
        if case .known(.date(let date)) = try? reader.read(text) { return date }
        return nil
    }

    /// Puts an answer in its place, and keeps those after it that still mean something.
    private mutating func take(_ new: InterviewAnswer, at index: Int?) throws(InputProblems) {
        guard !new.text.isEmpty else {
            throw InputProblems([
                InputProblem(
                    fact: new.name, field: new.field, message: "There is no answer.",
                    expected: "an answer, “\(InterviewAnswer.notKnown)” or “\(InterviewAnswer.refused)”.")
            ])
        }
        let before = self
        do throws(InputProblems) {
            // By itself first, so that only this answer is spoken of.
            let alone = try Self.person([new], assessor)
            if new.field == .decisionDate, alone.decisionDate == nil {
                throw InputProblems([
                    InputProblem(
                        fact: new.name, field: new.field,
                        message: "Nothing can be decided without the \(new.name).", expected: "a date.")
                ])
            }
            let later = index.map { Array(answers[($0 + 1)...]) } ?? []
            var earlier = index.map { Array(answers[..<$0]) } ?? answers
            // A place given in another form is the same answer.
            if case .tie(_, .place) = new.field { earlier.removeAll { $0.field.question == new.field } }
            answers = earlier + [new]
            revisited = nil
            setAside.removeAll { $0.field.question == new.field.question }
            try settle(later.filter { $0.field.question != new.field || new.field.question != new.field })
        } catch {
            self = before
            throw error
        }
    }

    /// Adds answers as far as they still mean something, and finds the next question.
    private mutating func settle(_ later: [InterviewAnswer]) throws(InputProblems) {
        open = try Self.openCase(answers, assessor)
        var waiting = later
        while let next = waiting.firstIndex(where: means) {
            let answer = waiting.remove(at: next)
            do throws(InputProblems) {
                open = try Self.openCase(answers + [answer], assessor)
                answers.append(answer)
            } catch {
                setAside.append(answer)
            }
        }
        setAside += waiting
        ask()
    }

    /// Whether an answer still means something: what was given unasked always does.
    private func means(_ answer: InterviewAnswer) -> Bool {
        guard answer.wasAsked, let open else { return true }
        return open.fields.contains(answer.field.question)
    }

    /// Finds the question to ask now.
    private mutating func ask() {
        guard let open else {
            question = maker.question(.decisionDate)
            return
        }
        let answered = Set(answers.map(\.field.question))
        let planned = assessor.nextQuestions(open, neverAsking: answered)
        question = planned.first.flatMap {
            maker.question($0.field, expected: $0.expected)
        }
        guard let field = question?.field else { return }
        question?.previous = setAside.last { $0.field.question == field }?.text
    }

    private var maker: QuestionMaker { QuestionMaker(rules: rules, open: open) }

    /// What is open; nil as long as there is no date to decide on.
    private static func openCase(
        _ answers: [InterviewAnswer], _ assessor: Assessor
    ) throws(InputProblems) -> OpenCase? {
        let person = try person(answers, assessor)
        return person.decisionDate == nil ? nil : try assessor.openCase(person)
    }

    private static func person(
        _ answers: [InterviewAnswer], _ assessor: Assessor
    ) throws(InputProblems) -> Person {
        var reader = PersonReader(assessor.book)
        for answer in answers { reader.give(answer.text, for: answer.field) }
        return try reader.finish()
    }
}
