import Diagnostics
import Facts
import RuleSyntax

extension Checker {
    /// Collects every name of every file.
    mutating func declare(_ files: [RuleFileSyntax]) {
        mainFile = files.first?.source.name ?? ""
        for file in files {
            source = file.source
            for statement in file.statements { statements.append((statement, file.source)) }
        }
        namesBoundaries = files.contains { !$0.problems.isEmpty }
        // The date people are judged on may also be declared as a fact, for its question and its columns.
        for (statement, _) in statements {
            if case .boundaries = statement.kind { namesBoundaries = true }
            if case .programme(let programme) = statement.kind, let name = programme.decidedOn {
                decisionDateKey = name.key
            }
        }
        // Sources and periods next: annotations and days of other declarations name them.
        for (statement, file) in statements {
            source = file
            switch statement.kind {
            case .source(let name, let text): declareSource(name, text)
            default: break
            }
        }
        for (statement, file) in statements {
            source = file
            if case .period(let name, let days) = statement.kind {
                declarePeriod(name, days, statement.annotations)
            }
        }
        for (statement, file) in statements {
            source = file
            declare(statement)
        }
    }

    private mutating func declareSource(_ name: NameSyntax, _ text: TextSyntax) {
        if let first = placesOfSources[name.key] {
            reportTwice("The source “\(name.text)” is declared twice.", name.range, first)
        }
        sources[name.key] = (text.text, name.text)
        placesOfSources[name.key] = placesOfSources[name.key] ?? source.place(name.range)
    }

    private mutating func declarePeriod(
        _ name: NameSyntax, _ days: DateRangeSyntax, _ syntax: AnnotationsSyntax
    ) {
        if let first = placesOfPeriods[name.key] {
            reportTwice("The period “\(name.text)” is declared twice.", name.range, first)
        }
        if case .period = days.kind {
            report(
                .daysNeeded, "A period is said in days.", expected: "`from … to …` or `not published`.",
                days.range)
        }
        if case .days(let from, let to) = days.kind { checkSpan(from, to, days.range) }
        periods[name.key] = (name.text, days, annotations(syntax))
        placesOfPeriods[name.key] = placesOfPeriods[name.key] ?? source.place(name.range)
    }

    /// Reports a second declaration, with the first.
    mutating func reportTwice(_ message: String, _ range: Range<Int>, _ first: SourcePlace?) {
        var place = first
        place?.label = "the first"
        report(
            .repeatedName, message, expected: "one of the two, or another name for one of them.", range,
            also: place.map { [$0] } ?? [])
    }

    /// Adds a name that expressions may use; a second declaration is an error that shows both.
    private mutating func add(_ name: NameSyntax, _ symbol: Symbol) {
        if let first = declaredAt[name.key], let old = symbols[name.key] {
            var place = first
            place.label = "first declared here, as \(old.words)"
            report(
                .repeatedName, "“\(name.text)” is declared twice.", expected: "one meaning for each name.",
                name.range,
                also: [place])
            repeatedNames.insert(name.key)
            return
        }
        symbols[name.key] = symbol
        spellings[name.key] = name.text
        declaredAt[name.key] = source.place(name.range)
    }

    private mutating func declare(_ statement: StatementSyntax) {
        let notes = statement.annotations
        switch statement.kind {
        case .programme(let programme): declareProgramme(programme, notes)
        case .calendar(let calendar):
            if hasCalendar {
                report(.repeatedName, "There is a second `calendar`.", expected: "one.", statement.range)
            }
            hasCalendar = true
            rules.calendar = calendar
        case .fact(let fact) where fact.name.key == decisionDateKey:
            add(fact.name, .decisionDate)
            rules.decisionDateAsking = asking(fact.asking)
            if fact.type != FactType(.date) {
                report(
                    .typeMismatch, "“\(fact.name.text)” is the date people are judged on.",
                    expected: "the type date.",
                    fact.name.range)
            }
        case .fact(let fact):
            add(fact.name, .fact(rules.facts.count))
            checkAnswers(fact)
            if fact.type.specialAnswers.count > 8 {
                report(.tooMany, "This fact has more than 8 special answers.", fact.name.range)
            }
            rules.facts.append(
                Fact(
                    name: fact.name.text, key: fact.name.key, type: fact.type, comparedTexts: [],
                    asking: asking(fact.asking), constraints: [], annotations: annotations(notes),
                    position: declaredAt.count))
        case .connection(let connection):
            add(connection.name, .connection(rules.connections.count))
            rules.connections.append(
                Connection(
                    name: connection.name.text, key: connection.name.key, phrase: connection.phrase.text,
                    refers: connection.refers, say: connection.say?.text, asking: asking(connection.asking),
                    annotations: annotations(notes), position: declaredAt.count))
        case .rate(let rate):
            add(rate.name, .rate(rules.rates.count))
            rules.rates.append(
                Rate(
                    name: rate.name.text, key: rate.name.key, type: rate.type.value, by: nil, periods: [],
                    isCarriedForward: rate.isCarriedForward, annotations: annotations(notes)))
        case .define(let define):
            add(define.name, .definition(rules.definitions.count))
            rules.definitions.append(
                Definition(
                    name: define.name.text, key: define.name.key, value: 0, type: .test,
                    asking: asking(define.asking), annotations: annotations(notes)))
            definitionSyntax.append((define, source))
            definitionState.append(.waiting)
        case .interpretation(let interpretation): declareInterpretation(interpretation, notes)
        case .condition(let condition):
            add(condition.name, .condition(rules.conditions.count))
            rules.conditions.append(
                Condition(
                    name: condition.name.text, key: condition.name.key, test: 0, waivers: [],
                    refers: condition.refers, say: condition.say?.text, annotations: annotations(notes),
                    isLotDependent: false, place: source.place(condition.name.range)))
        case .lot(let lot):
            if !lotTitles.contains(where: { TextKey.of($0) == TextKey.of(lot.title.text) }) {
                lotTitles.append(lot.title.text)
            }
        default: break
        }
    }

    private mutating func declareProgramme(_ programme: ProgrammeSyntax, _ notes: AnnotationsSyntax) {
        guard source.name == mainFile else {
            report(
                .programmeInPart,
                "“\(source.name)” is used by another file and has a `programme` of its own.",
                expected: "one `programme`, in the main file.", programme.title.range)
            return
        }
        if !rules.title.isEmpty {
            report(
                .repeatedName, "There is a second `programme`.", expected: "one, in the main file.",
                programme.title.range)
            return
        }
        rules.title = programme.title.text
        rules.version = programme.version?.text
        if let run = programme.run, case .range(let range, _, _) = days(run) {
            rules.run = Dated(value: range, annotations: annotations(notes))
        } else if let run = programme.run {
            report(
                .daysNeeded, "The days on which the programme runs have to be known.",
                expected: "`runs from … to …`.", run.range)
        }
        if let name = programme.decidedOn {
            rules.decidedOn = name.text
        }
    }

    /// Every answer stands once.
    private mutating func checkAnswers(_ fact: FactSyntax) {
        var answers = fact.type.specialAnswers
        if case .choice(let choices) = fact.type.value { answers = choices + answers }
        var seen: Set<String> = []
        for answer in answers where !seen.insert(TextKey.of(answer)).inserted {
            report(
                .repeatedName, "“\(answer)” is one of the answers of “\(fact.name.text)” twice.",
                expected: "each answer once.", fact.name.range)
        }
    }

    private mutating func declareInterpretation(_ syntax: InterpretationSyntax, _ notes: AnnotationsSyntax) {
        add(syntax.name, .interpretation(rules.interpretations.count))
        var chosen = 0
        let readings = syntax.readings.map(\.text)
        if readings.count < 2 {
            report(
                .missingStatement, "This interpretation has one reading, so there is nothing to choose from.",
                expected: "`or` and another reading in quotes.", syntax.name.range)
        }
        if readings.count > 40 {
            report(.tooMany, "This interpretation has more than 40 readings.", syntax.name.range)
        }
        if let written = syntax.chosen {
            let key = TextKey.of(written.text)
            if let index = readings.firstIndex(where: { TextKey.of($0) == key }) {
                chosen = index
            } else {
                report(
                    .unknownAnswer, "“\(written.text)” is not one of the readings.",
                    expected: "one of " + readings.map { "“\($0)”" }.joined(separator: ", ") + ".",
                    suggestion: suggestion(for: written.text, among: readings), written.range)
            }
        } else {
            report(
                .missingStatement, "This interpretation has no default.",
                expected: "`default` and one of the readings.",
                syntax.name.range)
        }
        rules.interpretations.append(
            Interpretation(
                name: syntax.name.text, key: syntax.name.key, readings: readings, chosen: chosen,
                annotations: annotations(notes)))
    }
}
