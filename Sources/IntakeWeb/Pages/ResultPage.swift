import Eligibility
import Facts
import RuleEvaluation

/// The decision: what it is, why, what would change it, and what it rests on.
struct ResultPage: Sendable {
    let frame: PageFrame
    let assessment: Assessment
    /// What to ask, with the path of each question that can be answered now.
    let questions: [(words: String, path: String?)]
    let changes: WhatWouldChange
    let places: [PlaceFound]
    let rows: [AnswerRow]
    /// Paths of this case: `answers`, `map.svg`, `decision.json`, `forget`.
    let base: String
    let hasMap: Bool
    /// How the decision can be recorded, where this organisation keeps a journal.
    var keeping: KeepForm?

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            outcome, hasMistakes: !(keeping?.mistakes.isEmpty ?? true), back: "\(base)/answers",
            """
            \(frame.summary(keeping?.mistakes ?? []))<div class="outcome \(HTML(stringLiteral: tone))">
            <h1>\(outcome)</h1>
            <p>\(words(.resultOn, assessment.decisionDate.description))</p>
            </div>
            \(adviser)\(facts)\(asking)\(conditions)\(change)\(map)\(notes)\(answers)\(ends)
            """)
    }

    private var outcome: String {
        switch assessment.outcome {
        case .eligible: words(.resultEligible)
        case .notEligible: words(.resultNotEligible)
        case .refer: words(.resultRefer)
        case .needsInformation: words(.resultNeeds)
        }
    }

    private var tone: String {
        switch assessment.outcome {
        case .eligible: "good"
        case .notEligible: "no"
        case .refer, .needsInformation: "open"
        }
    }

    private var adviser: HTML {
        assessment.outcome == .refer ? "<p>\(words(.resultAdviser))</p>\n" : .empty
    }

    // MARK: Group, lots, place

    private var facts: HTML {
        var rows: [(Phrase, HTML)] = []
        if assessment.outcome != .notEligible {
            switch assessment.cohort {
            case .named(let title): rows.append((.resultCohort, words.own(title)))
            case .refer: rows.append((.resultCohort, "\(words(.resultCohortRefer))"))
            case .notKnown: rows.append((.resultCohort, "\(words(.resultCohortUnknown))"))
            }
        }
        if !assessment.lots.isEmpty {
            let lots = assessment.lots.map { lot in
                let by = words(.resultBy, lot.lot, lot.connections.joined(separator: ", "))
                let provider = lot.provider.map { "; " + words(.resultProvider, $0) } ?? ""
                return "\(by)\(provider)" as HTML
            }
            rows.append((.resultLots, lots.count == 1 ? lots[0] : .list(lots, class: "plain")))
        }
        switch assessment.place {
        case .available: rows.append((.resultPlace, "\(words(.placeAvailable))"))
        case .waitingList: rows.append((.resultPlace, "\(words(.placeWaiting))"))
        case .notKnown: rows.append((.resultPlace, "\(words(.placeUnknown))"))
        case nil: break
        }
        if rows.isEmpty { return .empty }
        let lines = rows.map { "<div><dt>\(words($0))</dt><dd>\($1)</dd></div>\n" as HTML }
        return "<dl class=\"answers\">\n\(lines)</dl>\n"
    }

    private var asking: HTML {
        guard !questions.isEmpty else { return .empty }
        let items = questions.map { question in
            let link: HTML =
                question.path.map {
                    " <a class=\"no-print\" href=\"\($0)\">\(words(.resultAskNow))<span class=\"hidden\">: \(words.own(question.words))</span></a>"
                } ?? .empty
            return "\(words.own(question.words))\(link)" as HTML
        }
        return "<h2>\(words(.resultNext))</h2>\n<p>\(words(.resultNextNeeds))</p>\n\(HTML.list(items))"
    }

    // MARK: Reasons

    private var conditions: HTML {
        let notMet = assessment.conditionsNotMet
        let summary: HTML =
            notMet.isEmpty
            ? .empty
            : "<p><strong>\(words(.resultNotMet)):</strong> \(words.own(notMet.joined(separator: ", ")))</p>\n"
        let lines = assessment.conditions.map { condition in
            """
            <div class="reason"><h3>\(words.own(capital(condition.name))) \
            <span class="tag \(HTML(stringLiteral: tag(condition.result)))">\(words(result(condition.result)))</span></h3>
            <p>\(words.own(reason(condition)))</p></div>

            """ as HTML
        }
        let others = assessment.reasons.map { "<p>\(words.own($0))</p>\n" as HTML }
        return "<h2>\(words(.resultReasons))</h2>\n\(summary)\(lines)\(others)"
    }

    /// The reason without its name and result, which stand above it.
    private func reason(_ condition: Assessment.ConditionResult) -> String {
        let opening = "\(capital(condition.name)): \(condition.result.rawValue). "
        return condition.reason.hasPrefix(opening)
            ? String(condition.reason.dropFirst(opening.count)) : condition.reason
    }

    private func result(_ result: Assessment.ConditionResult.Result) -> Phrase {
        switch result {
        case .met: .conditionMet
        case .waived: .conditionWaived
        case .notMet: .conditionNotMet
        case .notKnown: .conditionUnknown
        }
    }

    private func tag(_ result: Assessment.ConditionResult.Result) -> String {
        switch result {
        case .met, .waived: "good"
        case .notMet: "no"
        case .notKnown: "open"
        }
    }

    private func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private var change: HTML {
        guard !changes.changes.isEmpty || changes.later != nil else { return .empty }
        let items = changes.changes.map { change in
            "\(outcomeWords(change.outcome)): \(words.own(change.facts.joined(separator: ", and ")))." as HTML
        }
        let intro: HTML = items.isEmpty ? .empty : "<p>\(words(.resultChangeIntro))</p>\n"
        let later: HTML =
            changes.later.map {
                "<p>\(words(.resultLater, $0.date.description, $0.answer))</p>\n"
            } ?? .empty
        return "<h2>\(words(.resultChange))</h2>\n\(intro)\(HTML.list(items))\(later)"
    }

    private func outcomeWords(_ outcome: Outcome) -> String {
        switch outcome {
        case .eligible: words(.resultEligible)
        case .notEligible: words(.resultNotEligible)
        case .refer: words(.resultRefer)
        case .needsInformation: words(.resultNeeds)
        }
    }

    // MARK: Places

    private var map: HTML {
        guard hasMap, !places.isEmpty else { return .empty }
        let items = places.map { "\(words.own(capital($0.phrase))): \(words.own($0.words))" as HTML }
        return """
            <h2>\(words(.resultMap))</h2>
            <img class="map" src="\(base)/map.svg" alt="\(words(.resultMapText, assessment.decisionDate.description))">
            <h3>\(words(.resultPlaces))</h3>
            \(HTML.list(items))
            """
    }

    // MARK: The rest

    private var notes: HTML {
        let parts: [(Phrase, [String])] = [
            (.resultNotes, assessment.notes), (.resultAssumptions, assessment.assumptions),
            (.resultReadings, assessment.otherReadings),
        ]
        return .all(
            parts.filter { !$1.isEmpty }.map { phrase, lines in
                "<h2>\(words(phrase))</h2>\n\(HTML.list(lines.map(words.own)))"
            })
    }

    private var answers: HTML {
        """
        <h2>\(words(.resultAnswers))</h2>
        \(AnswerRow.table(rows, words, mayChange: true))<p class="quiet">\(words(.resultRules, assessment.rules))</p>

        """
    }

    private var ends: HTML {
        """
        <div class="no-print">
        \(keeping?.html(frame, base))<p>\(words(.resultPrint))</p>
        <p>\(words(.resultSaveText))</p>
        <div class="buttons"><a class="button second" href="\(base)/decision.json">\(words(.resultSave))</a></div>
        <form method="post" action="\(base)/forget">
        \(frame.tokenField)<p>\(words(.resultForgetText))</p>
        <div class="buttons"><button class="second">\(words(.resultForget))</button></div>
        </form>
        </div>

        """
    }
}
