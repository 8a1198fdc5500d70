import Facts
import RuleChecking
import RuleEvaluation

/// What running one example showed.
public struct ExampleResult: Sendable {
    /// Something that was expected otherwise.
    public struct Difference: Sendable, Hashable {
        /// What was compared: `outcome`, `cohort`, `lots`, …
        public var what: String
        /// What the example says.
        public var expected: String
        /// What the rules say.
        public var found: String
    }

    package var example: ExampleCase
    /// Everything that was expected otherwise.
    public var differences: [Difference]
    /// The decision, unless the input was refused.
    public var assessment: Assessment?

    /// Whether everything was as expected.
    public var passed: Bool { differences.isEmpty }

    /// What was expected otherwise, as lines for a terminal. No line ending at the end.
    public var text: String {
        var lines = ["\(example.place.position): “\(example.title)” \(passed ? "passed" : "failed")"]
        let width = differences.map(\.what.count).max() ?? 0
        for difference in differences {
            let label = difference.what + String(repeating: " ", count: width - difference.what.count)
            lines.append("  \(label)  expected: \(difference.expected)")
            lines.append("  \(String(repeating: " ", count: width))     found: \(difference.found)")
        }
        return lines.joined(separator: "\n")
    }
}

/// Runs examples. Only what an example names is compared.
public struct ExampleRunner: Sendable {
    private let assessor: Assessor
    private var rules: CheckedRules { assessor.book.rules }

    /// A runner that decides with an assessor.
    public init(_ assessor: Assessor) { self.assessor = assessor }

    /// Decides the example’s person and compares.
    package func run(_ example: ExampleCase) -> ExampleResult {
        var reader = PersonReader(assessor.book)
        var differences: [ExampleResult.Difference] = []
        for name in reader.give(example) {
            differences.append(
                .init(what: name, expected: "the name of a fact", found: "no fact of that name"))
        }
        do throws(InputProblems) {
            let person = try reader.finish()
            let assessment = try assessor.assess(person)
            for expected in example.expectations { differences += compare(expected, assessment) }
            for expected in example.expectations { differences += try compareMilestones(expected, person) }
            differences += try brokenPromises(person, assessment)
            return ExampleResult(example: example, differences: differences, assessment: assessment)
        } catch {
            for expected in example.expectations { differences += compare(expected, error) }
            return ExampleResult(example: example, differences: differences, assessment: nil)
        }
    }

    // MARK: Comparing

    private func compare(
        _ expected: ExampleCase.Expectation, _ found: Assessment
    ) -> [ExampleResult.Difference] {
        var differences: [ExampleResult.Difference] = []
        func compare(_ what: String, _ wanted: String?, _ actual: String) {
            guard let wanted, TextKey.of(wanted) != TextKey.of(actual) else { return }
            differences.append(.init(what: what, expected: wanted, found: actual))
        }
        if let errorIn = expected.errorIn {
            differences.append(
                .init(
                    what: "error", expected: "an error in \(errorIn)",
                    found: "no error: \(found.outcome.rawValue)"))
        }
        compare("outcome", expected.outcome, found.outcome.rawValue)
        compare("cohort", expected.cohort.map(words), Self.words(found.cohort))
        if let lots = expected.lots,
            Set(lots.map { TextKey.of($0) }) != Set(found.lots.map { TextKey.of($0.lot) })
        {
            differences.append(
                .init(what: "lots", expected: Self.list(lots), found: Self.list(found.lots.map(\.lot))))
        }
        if let askNext = expected.askNext,
            askNext.map({ FieldNames.key($0) }) != found.askNext.map({ FieldNames.key($0.name) })
        {
            differences.append(
                .init(
                    what: "ask next", expected: Self.list(askNext),
                    found: Self.list(found.askNext.map(\.name))))
        }
        compare("place", expected.place, found.place?.rawValue ?? "no place in question")
        if let because = expected.because,
            !found.conditionsNotMet.contains(where: { TextKey.of($0) == TextKey.of(because) })
        {
            differences.append(
                .init(what: "because", expected: because, found: Self.list(found.conditionsNotMet)))
        }
        return differences
    }

    private func compare(
        _ expected: ExampleCase.Expectation, _ found: InputProblems
    ) -> [ExampleResult.Difference] {
        let fields = assessor.book.fields
        if let name = expected.errorIn, let wanted = fields.field(named: name),
            found.all.compactMap(\.field).contains(where: { Self.isSameFact($0, wanted) })
        {
            return []
        }
        let words = found.all.map { "\($0.fact): \($0.message)" }.joined(separator: " ")
        return [
            .init(
                what: "error", expected: expected.errorIn.map { "an error in \($0)" } ?? "no error",
                found: words)
        ]
    }

    /// Whether two fields are of one fact or connection, whatever the form.
    private static func isSameFact(_ first: Field, _ second: Field) -> Bool {
        if case .tie(let one, _) = first, case .tie(let other, _) = second { return one == other }
        return first == second
    }

    /// A cohort by the first of its titles, whichever the example uses.
    private func words(_ cohort: ExampleCase.Cohort) -> String {
        switch cohort {
        case .named(let title): rules.cohort(titled: title).flatMap { rules.cohorts[$0].title } ?? title
        case .notKnown: "not known"
        case .refer: "refer"
        }
    }

    private static func words(_ cohort: Assessment.Cohort) -> String {
        switch cohort {
        case .named(let title): title
        case .notKnown: "not known"
        case .refer: "refer"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.joined(separator: ", ")
    }

    private func compareMilestones(
        _ expected: ExampleCase.Expectation, _ person: Person
    ) throws(InputProblems) -> [ExampleResult.Difference] {
        var differences: [ExampleResult.Difference] = []
        func compare(_ what: String, _ wanted: [String: String], _ found: [(title: String, result: String)]) {
            for (title, result) in found {
                guard let expected = wanted.first(where: { TextKey.of($0.key) == TextKey.of(title) })?.value,
                    expected != result
                else { continue }
                differences.append(.init(what: "\(what) “\(title)”", expected: expected, found: result))
            }
        }
        if !expected.milestones.isEmpty {
            let found = try assessor.milestones(person)
            compare("milestone", expected.milestones, found.map { ($0.title, $0.result.rawValue) })
        }
        if !expected.payments.isEmpty {
            let found = try assessor.payments(person)
            let wanted = Dictionary(uniqueKeysWithValues: expected.payments.map { ($0, amount($1, of: $0)) })
            compare("payment", wanted, found.map { ($0.title, $0.amount.words) })
        }
        return differences
    }

    /// An amount as a payment’s own are written: `£50 a week`, whether or not its unit was.
    private func amount(_ text: String, of title: String) -> String {
        let payment = rules.payments.first { TextKey.of($0.title) == TextKey.of(title) }
        let type = ValueType.money(per: payment?.per)
        guard case .known(.number(let amount)) = try? AnswerReader(FactType(type)).read(text) else {
            return text
        }
        return type.words(for: amount)
    }

    // MARK: Promises

    /// Promises that this person shows to be broken.
    private func brokenPromises(_ person: Person, _ found: Assessment) throws(InputProblems) -> [ExampleResult
        .Difference]
    {
        guard !rules.promises.isEmpty else { return [] }
        let prepared = try PreparedCase(assessor, person)
        if let run = rules.run?.value, !run.contains(prepared.date) { return [] }
        var inspector = Inspector(assessor.decider, prepared.situation(assessor.chosenReadings(for: person)))
        func isSpokenOf(_ promise: Promise) -> Bool {
            if prepared.lots.isEmpty { return inspector.isSpokenOf(promise, ties: []) }
            return prepared.lots.contains { lot in
                inspector.turn(to: lot.lot)
                return inspector.isSpokenOf(promise, ties: lot.ties)
            }
        }
        return rules.promises.compactMap { promise in
            guard isSpokenOf(promise) else { return nil }
            let (wanted, actual): (String, String) =
                switch promise.outcome {
                case .outcome(let outcome): (outcome, found.outcome.rawValue)
                // Who cannot join is in no group, whatever is promised of groups.
                case .cohort where found.outcome == .notEligible: ("", "")
                case .cohort(let index): (rules.cohorts[index].title ?? "refer", Self.words(found.cohort))
                }
            return wanted == actual
                ? nil : .init(what: "promise “\(promise.title)”", expected: wanted, found: actual)
        }
    }
}

extension PersonReader {
    /// Takes everything that an example gives; the names that stand for nothing come back.
    @discardableResult
    mutating func give(_ example: ExampleCase) -> [String] {
        var unknown: [String] = []
        for (name, value, _) in example.facts {
            if let field = fields.field(named: name) { give(value, for: field) } else { unknown.append(name) }
        }
        return unknown
    }
}
