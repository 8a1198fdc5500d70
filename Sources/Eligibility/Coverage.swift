import Facts
import RuleChecking
import RuleEvaluation

/// What the examples of a programme do not show, each with an example that would.
public struct Coverage: Sendable {
    /// Something that no example decides.
    public struct Gap: Sendable, Hashable {
        /// What is missing, as a sentence.
        public var message: String
        /// An example that shows it, ready to paste; nil when nobody was found whom the rules decide so.
        public var example: String?
    }

    /// How many things examples could show.
    public let total: Int
    /// What none of them shows, in the order of the rules.
    public let gaps: [Gap]

    /// Looks at what examples decide.
    package init(_ examples: [ExampleCase], _ assessor: Assessor) {
        let observations = examples.compactMap { Observation($0, assessor) }
        let targets = CoverageTargets(assessor).all
        let writer = ExampleWriter(assessor: assessor)
        total = targets.count
        gaps = targets.compactMap { target in
            guard !observations.contains(where: target.isSeen) else { return nil }
            return Gap(message: target.message, example: Self.example(target, writer, assessor))
        }
    }

    /// Somebody who shows what is missing: as the rules alone leave them, or else with likely values where two facts
    /// that are compared with each other are both open.
    private static func example(
        _ target: CoverageTarget, _ writer: ExampleWriter, _ assessor: Assessor
    ) -> String? {
        let likely = LikelyValues(rules: assessor.book.rules)
        let goals = target.goals + target.goals.prefix(4).flatMap(likely.variants)
        for goal in goals {
            let text = writer.example(goal) { example in
                Observation(example, assessor).map(target.isSeen) ?? false
            }
            if let text { return text }
        }
        return nil
    }
}

/// What one example decides.
struct Observation {
    let prepared: PreparedCase
    let finding: Finding
    var inspector: Inspector
    private let example: ExampleCase
    private let assessor: Assessor
    private let situation: Situation

    init?(_ example: ExampleCase, _ assessor: Assessor) {
        var reader = PersonReader(assessor.book)
        reader.give(example)
        guard let person = try? reader.finish(), let prepared = try? PreparedCase(assessor, person) else {
            return nil
        }
        let situation = prepared.situation(assessor.chosenReadings(for: person))
        guard let finding = try? assessor.decider.decide(situation) else { return nil }
        self.prepared = prepared
        self.finding = finding
        self.example = example
        self.assessor = assessor
        self.situation = situation
        inspector = Inspector(assessor.decider, situation)
        inspector.turn(to: prepared.lots.first?.lot)
    }

    func condition(_ index: Int) -> ConditionFinding? { finding.conditions.first { $0.condition == index } }

    /// A milestone as it is settled, when the example says what is expected of it and that is so.
    func milestone(_ index: Int) -> Settled<MilestoneResult>? {
        let title = TextKey.of(assessor.book.rules.milestones[index].title)
        guard let settled = try? assessor.decider.milestone(index, situation),
            expects(settled.result.rawValue, in: \.milestones, of: title)
        else { return nil }
        return settled
    }

    /// A payment as it is settled, when the example says what is expected of it.
    func payment(_ index: Int) -> Settled<PaymentAmount>? {
        let title = TextKey.of(assessor.book.rules.payments[index].title)
        guard expects(nil, in: \.payments, of: title),
            let settled = try? assessor.decider.payment(index, situation), settled.result != .notKnown
        else { return nil }
        return settled
    }

    private func expects(
        _ result: String?, in expected: KeyPath<ExampleCase.Expectation, [String: String]>, of title: String
    ) -> Bool {
        example.expectations.contains {
            $0[keyPath: expected].contains { name, wanted in
                TextKey.of(name) == title && (result == nil || TextKey.of(wanted) == result)
            }
        }
    }
}

/// One thing that examples could show.
struct CoverageTarget {
    var message: String
    var isSeen: (Observation) -> Bool
    /// People who would show it, the likeliest first.
    var goals: [ExampleWriter.Goal]
}
