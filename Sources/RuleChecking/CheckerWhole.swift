import Diagnostics
import Facts
import RuleSyntax

extension Checker {
    /// What only the whole programme can show.
    mutating func checkWhole(_ files: [RuleFileSyntax], lacksFiles: Bool) {
        checkPending()
        checkRatesCoverRun()
        guard let main = files.first else { return }
        defer { checkUnused(main: main.source.name) }
        source = main.source
        checkMonthsAreSaid()
        func missing(_ statement: String, _ what: String) {
            problems.append(
                Problem(
                    .missingStatement, "These rules have no `\(statement)`, so \(what).",
                    expected: "a `\(statement)` statement.", at: [main.source.place(0..<0)]))
        }
        // Statements that could not be read are reported already; what they would have said is not missing.
        let isReadWhole = !lacksFiles && !problems.contains { $0.severity == .error }
        if rules.title.isEmpty, isReadWhole { missing("programme", "it is not said what they are for") }
        if !hasEligibleWhen, isReadWhole { missing("eligible when", "nobody can be decided") }
        if rules.lots.isEmpty, isReadWhole { missing("lot", "there is nothing to join") }
        if rules.connections.count > 48 {
            problems.append(
                Problem(.tooMany, "There are more than 48 connections.", at: [main.source.place(0..<0)]))
        }
    }

    /// Months are of different lengths, and how they are counted is a choice that the rules write down.
    private mutating func checkMonthsAreSaid() {
        guard !hasCalendar, let place = monthsCounted else { return }
        problems.append(
            Problem(
                .missingStatement,
                "These rules count months or years, and do not say where a short month ends.",
                severity: .note,
                expected:
                    "`calendar`, and under it `short months count to the first day of the next month` (so it is read without) or `… to their last day`.",
                at: [place]))
    }

    mutating func addExample(_ syntax: ExampleSyntax) {
        var expectations: [ExampleCase.Expectation] = []
        for expected in syntax.expectations { expectations.append(expectation(expected)) }
        if syntax.expectations.isEmpty, syntax.isWhole {
            report(
                .badExample, "This example expects nothing.", expected: "`expect` and an outcome.",
                syntax.title.range)
        }
        for fact in syntax.facts where !isAskable(fact.name.key) {
            if let first = unknownNames[fact.name.key] {
                showAlso(fact.name, in: first)
                continue
            }
            report(
                .unknownName, "There is no fact, definition or connection called “\(fact.name.text)”.",
                expected: "the name of something that is known about a person.",
                suggestion: suggestion(
                    for: fact.name.text,
                    among: rules.facts.map(\.name) + rules.definitions.map(\.name)
                        + rules.connections.map(\.name)
                        + [rules.decidedOn, "other connections", "places taken"]), fact.name.range)
        }
        reportGivenTwice(syntax.facts)
        if !syntax.expectations.contains(where: { $0.errorIn != nil }) { checkValues(syntax.facts) }
        for fact in syntax.facts { givenNames.insert(fact.name.key) }
        if let first = placesOfExamples.updateValue(
            source.place(syntax.title.range), forKey: syntax.title.text)
        {
            reportTwice("There are two examples called “\(syntax.title.text)”.", syntax.title.range, first)
        }
        rules.examples.append(
            ExampleCase(
                title: syntax.title.text,
                facts: syntax.facts.map {
                    (declaredSpelling($0.name), $0.value.text, source.place($0.value.range))
                },
                expectations: expectations, place: source.place(syntax.title.range)))
    }

    /// The name as it is declared, under which values are given.
    private func declaredSpelling(_ name: NameSyntax) -> String {
        name.key == decisionDateKey ? rules.decidedOn : spellings[name.key] ?? name.text
    }

    /// A fact has one value; a connection may have a line for each place.
    private mutating func reportGivenTwice(_ facts: [ExampleSyntax.Fact]) {
        var seen: [String: ExampleSyntax.Fact] = [:]
        for fact in facts {
            if case .connection = symbols[fact.name.key] { continue }
            if let first = seen[fact.name.key] {
                var place = source.place(first.name.range)
                place.label = "the first"
                report(
                    .repeatedName, "“\(fact.name.text)” is given twice.", expected: "one value.",
                    fact.name.range, also: [place])
            }
            seen[fact.name.key] = seen[fact.name.key] ?? fact
        }
    }

    private func isAskable(_ key: String) -> Bool {
        if key == decisionDateKey || key == "other connections" || key == "places taken" { return true }
        switch symbols[key] {
        case .fact, .definition, .connection, .interpretation: return true
        default: return false
        }
    }

    private mutating func expectation(_ syntax: ExampleSyntax.Expectation) -> ExampleCase.Expectation {
        var result = ExampleCase.Expectation()
        result.outcome = syntax.outcome
        switch syntax.cohort {
        case .named(let title):
            if let index = rules.cohort(titled: title.text) {
                result.cohort = .named(rules.cohorts[index].title ?? title.text)
            } else {
                reportNoCohort(title)
            }
        case .notKnown: result.cohort = .notKnown
        case .refer: result.cohort = .refer
        case nil: break
        }
        if let lots = syntax.lots {
            for lot in lots
            where !rules.lots.contains(where: { TextKey.of($0.title) == TextKey.of(lot.text) }) {
                report(
                    .unknownName, "There is no lot called “\(lot.text)”.", expected: "the name of a lot.",
                    suggestion: suggestion(for: lot.text, among: rules.lots.map(\.title)), lot.range)
            }
            result.lots = lots.map(\.text)
        }
        for name in syntax.askNext ?? [] where !isAskable(name.key) { reportUnknown(name) }
        result.askNext = syntax.askNext?.map(declaredSpelling)
        result.place = syntax.place?.text
        for (title, wanted) in syntax.milestones {
            if rules.milestones.contains(where: { TextKey.of($0.title) == TextKey.of(title.text) }) {
                result.milestones[title.text] = wanted
            } else {
                reportMissing("milestone", title.text, rules.milestones.map(\.title), title.range)
            }
        }
        for (title, wanted) in syntax.payments {
            if let payment = rules.payments.first(where: { TextKey.of($0.title) == TextKey.of(title.text) }) {
                result.payments[title.text] = expected(wanted, of: payment, title.range)
            } else {
                reportMissing("payment", title.text, rules.payments.map(\.title), title.range)
            }
        }
        if let name = syntax.because {
            if case .condition(let index)? = symbols[name.key] {
                result.because = rules.conditions[index].name
            } else {
                report(
                    .unknownName, "There is no condition called “\(name.text)”.",
                    expected: "the name of a condition.",
                    suggestion: suggestion(for: name.text, among: rules.conditions.map(\.name)), name.range)
            }
        }
        if let name = syntax.errorIn {
            if !isAskable(name.key) { reportUnknown(name) }
            result.errorIn = declaredSpelling(name)
        }
        return result
    }
}
