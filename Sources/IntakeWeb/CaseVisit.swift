import DecisionRecords
import Diagnostics
import Eligibility
import Facts
import Intake
import WardPictures
import Wards

/// A request about one person.
struct CaseVisit: Sendable {
    let visit: Visit
    let name: String
    let found: Case

    init(_ visit: Visit, _ name: String, _ found: Case) {
        self.visit = visit
        self.name = name
        self.found = found
    }

    private var site: IntakeSite { visit.site }
    private var words: Words { visit.words }
    private var base: String { "/case/\(name)" }
    private func path(_ field: Field) -> String { "\(base)/question/\(site.paths.path(field))" }

    func reply(_ steps: [String]) -> WebReply {
        let isPost = visit.request.method == .post
        switch (steps.first, steps.count, isPost) {
        case ("question", 2, _):
            guard let field = site.paths.field(steps[1]) else { return visit.problem(.notFound) }
            return isPost ? answer(field) : ask(field)
        case ("answers", 1, false): return .page(answers)
        case ("result", 1, false): return result()
        case ("map.svg", 1, false): return map()
        case ("decision.json", 1, false): return decision()
        case ("keep", 1, true): return keep()
        case ("forget", 1, true): return forget()
        case (_, _, true): return visit.problem(.method)
        default: return visit.problem(.notFound)
        }
    }

    /// The next question, or the page of all answers when there is none.
    func onwards(_ interview: Interview? = nil) -> WebReply {
        let next = (interview ?? found.interview).question
        return .seeOther(next.map { path($0.field) } ?? "\(base)/answers")
    }

    // MARK: Questions

    /// The interview as it stands when a question is asked, for the first time or again; nil when it is not asked.
    private func interview(asking field: Field) -> Interview? {
        if found.interview.question?.field == field { return found.interview }
        var again = found.interview
        return again.change(field) ? again : nil
    }

    private func ask(_ field: Field) -> WebReply {
        guard let question = interview(asking: field)?.question else { return onwards() }
        return .page(page(question, nil, [], []))
    }

    /// The page of a question.
    ///
    /// - Parameter sent: what was sent, to be shown again with what is wrong with it.
    private func page(
        _ question: InterviewQuestion, _ sent: FormFields?, _ mistakes: [Mistake],
        _ choices: [WardSearch.Choice]
    ) -> HTML {
        guard case .tie(let connection, _) = question.field else {
            let form = QuestionForm(question: question, words: words)
            let entries = sent ?? form.fields(for: question.previous)
            return QuestionPage(
                frame: visit.frame, question: question, entries: entries, mistakes: mistakes,
                back: back(from: question.field)
            ).html
        }
        return PlacesPage(
            frame: visit.frame, question: question, begun: begun(connection, question),
            entries: sent ?? placeFields(question.previous), mistakes: mistakes, choices: choices,
            example: WardSearch(map: site.assessor.book.map).example, back: back(from: question.field)
        ).html
    }

    /// Places given so far for a connection: those being given, else those of the answer before.
    private func begun(_ connection: Int, _ question: InterviewQuestion) -> [String] {
        found.placesBegun[connection] ?? PlacesForm.places(of: question.previous).begun
    }

    private func placeFields(_ previous: String?) -> FormFields {
        var fields = FormFields()
        switch previous {
        case InterviewAnswer.notKnown: fields.set("choice", "unknown")
        case InterviewAnswer.refused: fields.set("choice", "refused")
        case InterviewAnswer.none: fields.set("choice", "none")
        default: if PlacesForm.places(of: previous).moreUnknown { fields.set("more", "unknown") }
        }
        return fields
    }

    /// The path of the question before, or of the start.
    private func back(from field: Field) -> String {
        let asked = found.interview.answers.filter(\.wasAsked).map { site.paths.path($0.field) }
        let own = site.paths.path(field)
        let before = asked.firstIndex(of: own).map { asked[..<$0] } ?? asked[...]
        return before.last.map { "\(base)/question/\($0)" } ?? "/"
    }

    // MARK: Answers

    private func answer(_ field: Field) -> WebReply {
        guard let fields = visit.formFields(), let browser = visit.browser?.name else {
            return visit.problem(.refused)
        }
        // A page that was left open and is asked no more changes nothing.
        guard let interview = interview(asking: field), let question = interview.question else {
            return onwards()
        }
        if case .tie(let connection, _) = field {
            return places(connection, fields, interview, question, browser)
        }
        switch QuestionForm(question: question, words: words).read(fields) {
        case .mistakes(let mistakes): return .page(page(question, fields, mistakes, []), status: 422)
        case .answer(let text): return take(text, interview, question, fields, browser)
        }
    }

    private func places(
        _ connection: Int, _ fields: FormFields, _ interview: Interview, _ question: InterviewQuestion,
        _ browser: String
    ) -> WebReply {
        let begun = begun(connection, question)
        let search = WardSearch(map: site.assessor.book.map)
        switch PlacesForm(words: words, search: search, begun: begun).read(fields) {
        case .mistakes(let mistakes): return .page(page(question, fields, mistakes, []), status: 422)
        case .choose(let choices, let mistakes):
            var shown = fields
            shown.set("choice", "ward")
            return .page(page(question, shown, mistakes, choices), status: 422)
        case .answer(let text): return take(text, interview, question, fields, browser)
        case .add(let place):
            var trial = interview
            if let mistakes = give((begun + [place]).joined(separator: "|"), to: &trial, question) {
                return .page(page(question, fields, mistakes, []), status: 422)
            }
            return begin(begun + [place], connection, browser)
        case .remove(let index):
            var left = begun
            if left.indices.contains(index) { left.remove(at: index) }
            return begin(left, connection, browser)
        }
    }

    /// Keeps places that are not yet an answer, and shows the page again.
    private func begin(_ places: [String], _ connection: Int, _ browser: String) -> WebReply {
        var changed = found
        // No more than anybody has.
        changed.placesBegun[connection] = Array(places.suffix(20))
        _ = site.state.withLock { $0.sessions.update(name, of: browser, with: changed) }
        return .seeOther(path(.tie(connection, .place)))
    }

    private func take(
        _ text: String, _ interview: Interview, _ question: InterviewQuestion, _ fields: FormFields,
        _ browser: String
    ) -> WebReply {
        var changed = found
        changed.interview = interview
        changed.keptAs = nil
        if let mistakes = give(text, to: &changed.interview, question) {
            return .page(page(question, fields, mistakes, []), status: 422)
        }
        if case .tie(let connection, _) = question.field { changed.placesBegun[connection] = nil }
        // Sent twice at once: the first counts, and the next page shows what is so now.
        let isKept = site.state.withLock { $0.sessions.update(name, of: browser, with: changed) }
        return isKept ? onwards(changed.interview) : onwards()
    }

    /// Gives an answer; what is wrong with it otherwise.
    private func give(_ text: String, to interview: inout Interview, _ question: InterviewQuestion)
        -> [Mistake]?
    {
        do throws(InputProblems) {
            try interview.answer(text)
            return nil
        } catch {
            let form = QuestionForm(question: question, words: words)
            return error.all.map { problem in
                var id = form.firstField
                if case .tie(_, let form) = problem.field {
                    id =
                        switch form {
                        case .latitude, .longitude: "latitude"
                        case .ward: "ward"
                        case .postcode, .place: "postcode"
                        }
                }
                let text = problem.message + (problem.expected.map { " " + words(.expected, $0) } ?? "")
                return Mistake(field: id, message: text, isOfCatalogue: false)
            }
        }
    }

    // MARK: Results

    private var rows: [AnswerRow] {
        found.interview.answers.map { answer in
            var again = found.interview
            let question = again.change(answer.field) ? again.question?.words : nil
            let isDate = answer.field == .decisionDate
            return AnswerRow(
                question: isDate ? words(.decisionDate) : question ?? answer.name,
                answer: words.answer(answer, visit.site.rules),
                path: path(answer.field), isOfCatalogue: isDate)
        }
    }

    private var answers: HTML {
        AnswersPage(
            frame: visit.frame, rows: rows, setAside: found.interview.setAside.map(\.name),
            next: found.interview.question.map { path($0.field) }, result: "\(base)/result"
        ).html
    }

    /// - Parameter keeping: the form for recording the decision, as it was sent.
    private func result(_ keeping: KeepForm? = nil) -> WebReply {
        let assessor = site.assessor
        do throws(InputProblems) {
            let person = try found.interview.person()
            let assessment = try assessor.assess(person)
            let open = found.interview.question?.field
            let questions = assessment.askNext.map { question in
                let field = assessor.book.fields.field(named: question.name)
                let asked = field.map { field in
                    site.paths.path(field) == open.map(site.paths.path)
                        || found.interview.answers.contains {
                            site.paths.path($0.field) == site.paths.path(field)
                        }
                }
                return (
                    words: question.words ?? question.name,
                    path: asked == true ? field.map(path) : nil
                )
            }
            let page = ResultPage(
                frame: visit.frame, assessment: assessment, questions: questions,
                changes: try assessor.whatWouldChange(person), places: try assessor.placesFound(person),
                rows: rows, base: base, hasMap: assessor.book.map != nil,
                keeping: site.settings.keeper.map { _ in keeping ?? KeepForm(number: found.keptAs) })
            return .page(page.html, status: keeping == nil ? 200 : 422)
        } catch {
            // Without a date, or with answers that rule each other out, the answers have to be seen to first.
            return .seeOther("\(base)/answers")
        }
    }

    private func map() -> WebReply {
        guard let map = site.assessor.book.map, let person = try? found.interview.person(),
            let date = person.decisionDate, let places = try? site.assessor.placesFound(person)
        else { return visit.problem(.notFound) }
        let picture = PersonMap(book: site.assessor.book, map: map, places: places, date: date).svg
        var reply = WebReply(200, type: "image/svg+xml", picture)
        // The picture styles itself; as an image it can do nothing else.
        reply.headers.append(
            (
                "content-security-policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
            ))
        return reply
    }

    private var facts: [DecisionRecord.GivenFact] {
        found.interview.answers.map { DecisionRecord.GivenFact(name: $0.name, text: $0.text) }
    }

    /// The decision as a record, which `wardwise replay` makes again.
    private func decision() -> WebReply {
        guard let record = try? DecisionRecord(facts, by: site.assessor) else {
            return visit.problem(.notFound)
        }
        return .download(record.bytes, type: "application/json", named: "decision.json")
    }

    /// Records the decision, once.
    private func keep() -> WebReply {
        guard let keeper = site.settings.keeper else { return visit.problem(.notFound) }
        guard let fields = visit.formFields(), let browser = visit.browser?.name else {
            return visit.problem(.refused)
        }
        if found.keptAs != nil { return .seeOther("\(base)/result") }
        var form = KeepForm(entries: fields)
        for (name, phrase) in [("by", Phrase.mistakeKeepBy), ("person", .mistakeKeepPerson)]
        where fields[name].isEmpty {
            form.mistakes.append(Mistake(field: name, message: words(phrase)))
        }
        guard form.mistakes.isEmpty else { return result(form) }
        var changed = found
        do throws(Problems) {
            changed.keptAs = try keeper.keep(.init(facts: facts, person: fields["person"], by: fields["by"]))
        } catch {
            form.mistakes = error.all.map { Mistake(field: "by", message: $0.message, isOfCatalogue: false) }
            return result(form)
        }
        _ = site.state.withLock { $0.sessions.update(name, of: browser, with: changed) }
        return .seeOther("\(base)/result")
    }

    private func forget() -> WebReply {
        guard visit.formFields() != nil, let browser = visit.browser?.name else {
            return visit.problem(.refused)
        }
        site.state.withLock { $0.sessions.forgetCase(name, of: browser) }
        return .page(PlainPages.message(visit.frame, words(.forgottenTitle), words(.forgottenText)))
    }
}
