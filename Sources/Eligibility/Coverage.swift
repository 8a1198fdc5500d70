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
            for goal in target.goals {
                let text = writer.example(goal) { example in
                    Observation(example, assessor).map(target.isSeen) ?? false
                }
                if let text { return Gap(message: target.message, example: text) }
            }
            return Gap(message: target.message, example: nil)
        }
    }
}

/// What one example decides.
struct Observation {
    let prepared: PreparedCase
    let finding: Finding
    let inspector: Inspector

    init?(_ example: ExampleCase, _ assessor: Assessor) {
        var reader = PersonReader(assessor.book)
        for (name, value, _) in example.facts {
            if let field = assessor.book.fields.field(named: name) { reader.give(value, for: field) }
        }
        guard let person = try? reader.finish(), let prepared = try? PreparedCase(assessor, person) else {
            return nil
        }
        let situation = prepared.situation(assessor.chosenReadings(for: person))
        guard let finding = try? assessor.decider.decide(situation) else { return nil }
        self.prepared = prepared
        self.finding = finding
        inspector = Inspector(assessor.decider, situation)
    }

    func condition(_ index: Int) -> ConditionFinding? { finding.conditions.first { $0.condition == index } }
}

/// One thing that examples could show.
struct CoverageTarget {
    var message: String
    var isSeen: (Observation) -> Bool
    /// People who would show it, the likeliest first.
    var goals: [ExampleWriter.Goal]
}
