import Diagnostics
import Facts
import RuleSyntax

extension Checker {
    /// Checks every statement, in order, now that all names are known.
    mutating func checkStatements() {
        for (statement, file) in statements {
            source = file
            if case .rate(let rate) = statement.kind { checkRate(rate) }
        }
        for index in rules.definitions.indices { checkDefinition(index) }
        for (statement, file) in statements {
            source = file
            check(statement)
        }
    }

    private mutating func check(_ statement: StatementSyntax) {
        let notes = statement.annotations
        switch statement.kind {
        case .use, .calendar, .source, .eligible, .identify, .promise, .example: checkSources(notes)
        case .programme(let programme) where programme.run == nil: checkSources(notes)
        default: break
        }
        switch statement.kind {
        case .fact(let fact): checkConstraints(fact)
        case .boundaries(let boundaries):
            checkBoundaries(boundaries)
            checkSources(notes)
        case .condition(let condition): checkCondition(condition)
        case .eligible(let expression):
            if hasEligibleWhen {
                report(.repeatedName, "There is a second `eligible when`.", expected: "one.", statement.range)
            } else if let node = conditions(expression) {
                rules.eligibleWhen = node
            }
            hasEligibleWhen = true
        case .cohort(let cohort): checkCohort(cohort, notes)
        case .lot(let lot): checkLot(lot, notes)
        case .cap(let cap): checkCap(cap, notes)
        case .advise(let text, let expression):
            guard let test = test(expression), isFreeOfLots(test, "advice", expression.range) else { return }
            rules.advice.append(Advice(text: text.text, test: test, annotations: annotations(notes)))
        case .identify(let names): checkIdentify(names)
        case .milestone(let milestone): checkMilestone(milestone, notes)
        case .payment(let payment): pendingPayments.append((payment, notes, source))
        case .promise(let promise): checkPromise(promise)
        case .example(let example): checkExample(example)
        default: break
        }
    }

    private mutating func checkConstraints(_ fact: FactSyntax) {
        guard case .fact(let index)? = symbols[fact.name.key] else { return }
        checkSynonyms(fact, index)
        // What a fact must be is no use of it.
        let wasUsed = usedNames.contains(fact.name.key)
        defer { if !wasUsed { usedNames.remove(fact.name.key) } }
        for constraint in fact.constraints {
            if let test = test(constraint), isFreeOfLots(test, "what a fact must be", constraint.range) {
                rules.facts[index].constraints.append(test)
            }
        }
    }

    /// Other words for answers: each means one answer, and is not itself one.
    private mutating func checkSynonyms(_ fact: FactSyntax, _ index: Int) {
        var answers = fact.type.specialAnswers
        if case .choice(let choices) = fact.type.value { answers += choices }
        for (words, meant) in fact.synonyms {
            guard let answer = answers.first(where: { TextKey.of($0) == TextKey.of(meant.text) }) else {
                report(
                    .unknownAnswer, "“\(meant.text)” is not one of the answers.",
                    expected: answers.isEmpty
                        ? "a fact with answers in quotes."
                        : "one of " + answers.map { "“\($0)”" }.joined(separator: ", ") + ".",
                    suggestion: suggestion(for: meant.text, among: answers), meant.range)
                continue
            }
            for word in words {
                let key = TextKey.of(word.text)
                if answers.contains(where: { TextKey.of($0) == key })
                    || rules.facts[index].type.otherWords[key] != nil
                {
                    report(
                        .repeatedName, "“\(word.text)” has a meaning already.", expected: "one meaning.",
                        word.range)
                }
                rules.facts[index].type.otherWords[key] = answer
            }
        }
    }

    private mutating func checkCondition(_ syntax: ConditionSyntax) {
        guard case .condition(let index)? = symbols[syntax.name.key] else { return }
        if let test = test(syntax.test) {
            rules.conditions[index].test = test
            rules.conditions[index].isLotDependent = dependsOnLot(test)
        }
        for waiver in syntax.waivers {
            guard let test = test(waiver.test) else { continue }
            rules.conditions[index].waivers.append(
                .init(
                    name: waiver.name.text, test: test, annotations: annotations(waiver.annotations),
                    place: source.place(waiver.name.range)))
            if dependsOnLot(test) { rules.conditions[index].isLotDependent = true }
        }
    }

    /// `eligible when`: conditions joined by `and`, `or` and `either`.
    private mutating func conditions(_ syntax: ExpressionSyntax) -> NodeID? {
        switch syntax.kind {
        case .name(let name):
            guard case .condition(let index)? = symbols[name.key] else {
                if repeatedNames.contains(name.key) { return nil }
                if symbols[name.key] != nil {
                    report(
                        .outOfPlace, "“\(name.text)” is not a condition.",
                        expected: "conditions, which say what is told to people who do not meet them.",
                        name.range)
                } else {
                    report(
                        .unknownName, "There is no condition called “\(name.text)”.",
                        expected: "the name of a condition.",
                        suggestion: suggestion(for: name.text, among: rules.conditions.map(\.name)),
                        name.range)
                }
                return nil
            }
            usedNames.insert(name.key)
            return add(.condition(index), .test).node
        case .all(let parts), .any(let parts):
            var nodes: [NodeID] = []
            for part in parts { if let node = conditions(part) { nodes.append(node) } }
            guard nodes.count == parts.count, !nodes.isEmpty else { return nil }
            if case .any = syntax.kind { return balanced(nodes[...]) { .or($0, $1) } }
            return balanced(nodes[...]) { .and($0, $1) }
        default:
            report(
                .outOfPlace,
                "`eligible when` names conditions, joined by `and`, `or` or `either`, and not negated.",
                expected: "a condition for “\(text(syntax.range))”.", syntax.range)
            return nil
        }
    }

    private mutating func checkCohort(_ syntax: CohortSyntax, _ notes: AnnotationsSyntax) {
        var test = test(syntax.test)
        if let found = test, !isFreeOfLots(found, "a cohort", syntax.test.range) { test = nil }
        let titles = ([syntax.title].compactMap { $0 } + syntax.otherTitles)
        for title in titles {
            guard let first = rules.cohort(titled: title.text) else { continue }
            reportTwice(
                "There are two cohorts called “\(title.text)”.", title.range, rules.cohorts[first].place)
        }
        if rules.cohorts.count >= 48 {
            report(.tooMany, "There are more than 48 cohorts.", syntax.test.range)
        }
        rules.cohorts.append(
            Cohort(
                title: syntax.title?.text, otherTitles: syntax.otherTitles.map(\.text),
                test: test ?? add(.truth(false), .test).node, say: syntax.say?.text,
                annotations: annotations(notes),
                place: source.place(syntax.title?.range ?? syntax.test.range)))
    }

    mutating func cohortIndex(_ title: TextSyntax) -> Int? {
        if let index = rules.cohort(titled: title.text) { return index }
        reportNoCohort(title)
        return nil
    }

    /// Never one cohort for another: no suggestion is made between names of cohorts.
    mutating func reportNoCohort(_ title: TextSyntax) {
        let all = rules.cohorts.compactMap(\.title).map { "“\($0)”" }.joined(separator: ", ")
        report(
            .unknownName, "There is no cohort called “\(title.text)”.",
            expected: all.isEmpty ? "a `cohort` statement." : "one of \(all).",
            suggestion: all.isEmpty
                ? nil
                : "A cohort that has another name now can keep this one as well: `also called \"\(title.text)\"`.",
            title.range)
    }

    private mutating func checkCap(_ syntax: CapSyntax, _ notes: AnnotationsSyntax) {
        pendingCaps.append((syntax, notes, source))
    }

    /// Caps, promises and examples name cohorts and lots, which may stand after them.
    mutating func checkPending() {
        for (syntax, notes, file) in pendingCaps {
            source = file
            guard let index = cohortIndex(syntax.cohort) else { continue }
            var suspensions: [Days] = []
            for range in syntax.suspensions { suspensions.append(days(range)) }
            let places: Cap.Places =
                switch syntax.places {
                case .givenForEachLot: .givenForEachLot
                case .number(let count): .number(count)
                }
            rules.caps.append(
                Cap(
                    cohort: index, places: places, suspensions: suspensions, whenFull: syntax.whenFull?.text,
                    annotations: annotations(notes)))
        }
        for (syntax, notes, file) in pendingPayments {
            source = file
            checkPayment(syntax, notes)
        }
        for (syntax, test, file) in pendingPromises {
            source = file
            let outcome: Promise.Outcome
            switch syntax.outcome {
            case .outcome(let words): outcome = .outcome(words)
            case .cohort(let title):
                guard let index = cohortIndex(title) else { continue }
                outcome = .cohort(index)
            }
            rules.promises.append(
                Promise(
                    title: syntax.title.text, test: test, outcome: outcome,
                    place: source.place(syntax.title.range)))
        }
        for (syntax, file) in pendingExamples {
            source = file
            addExample(syntax)
        }
    }

    private mutating func checkPromise(_ syntax: PromiseSyntax) {
        guard let test = test(syntax.test) else { return }
        pendingPromises.append((syntax, test, source))
    }

    private mutating func checkExample(_ syntax: ExampleSyntax) { pendingExamples.append((syntax, source)) }

    private mutating func checkIdentify(_ names: [NameSyntax]) {
        for name in names {
            if case .fact(let index)? = symbols[name.key] {
                rules.identifyBy.append(.fact(index))
                continue
            }
            let words = name.key.split(separator: " ")
            if let last = words.last, last == "postcode" || last == "ward",
                case .connection(let index)? = symbols[words.dropLast().joined(separator: " ")]
            {
                rules.identifyBy.append(
                    last == "postcode" ? .postcode(connection: index) : .ward(connection: index))
                continue
            }
            report(
                .unknownName, "People cannot be told apart by “\(name.text)”.",
                expected: "the name of a fact, or of a connection and `postcode` or `ward`.",
                suggestion: suggestion(for: name.text, among: rules.facts.map(\.name)), name.range)
        }
    }

    // MARK: Lots and expressions

    /// Whether an expression speaks of the lot.
    func dependsOnLot(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .connection, .lot: true
        case .condition: false
        default: rules.children(of: node).contains(where: dependsOnLot)
        }
    }

    mutating func isFreeOfLots(_ node: NodeID, _ what: String, _ range: Range<Int>) -> Bool {
        guard dependsOnLot(node) else { return true }
        report(
            .lotDependence, "This differs from lot to lot, and \(what) is the same for all of them.",
            expected: "an expression without `has a connection to the lot` and `the lot is`.", range)
        return false
    }
}
