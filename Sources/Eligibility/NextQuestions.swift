import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleProofs

/// A question worth asking, and how many are to be expected when it is asked first.
public struct PlannedQuestion: Sendable, Hashable {
    /// The fact or connection, and how the rules word the question.
    public var question: Assessment.Question
    /// Questions to expect until the answer is settled, this one counted; nil where that was not worked out.
    public var expected: Double?
    /// The fact or connection, as a field to give the answer for.
    public var field: Field
}

/// What is open about one person, worked out once for all that an interview asks about it.
package struct OpenCase: Sendable {
    let prepared: PreparedCase
    package let situation: Situation
    let finding: Finding

    /// The facts and connections that can still change the answer, those that have been asked for among them.
    package var fields: [Field] { finding.askNext.map(\.field) }
    /// The conditions that are neither met nor failed, as indices.
    package var conditions: [Int] { finding.conditions.filter { !$0.isMet.isSettled }.map(\.condition) }
    /// Whether somebody who can join could still be in one of several cohorts.
    package var isCohortOpen: Bool { finding.outcome != .notEligible && finding.cohort == .notKnown }
}

extension Assessor {
    /// What to ask next, best first: the questions that settle outcome, lot and cohort soonest.
    ///
    /// Only what can still change the answer is among them. The order is that of fewest questions to expect until
    /// everything is settled, where what is not known is independent and each answer that the rules tell from others is
    /// as likely as they are; what has been refused comes last.
    ///
    /// - Throws: everything wrong with what was given.
    public func nextQuestions(_ person: Person) throws(InputProblems) -> [PlannedQuestion] {
        let questions = nextQuestions(try openCase(person), neverAsking: [])
        return questions.filter { !$0.question.isRefused } + questions.filter(\.question.isRefused)
    }

    /// Looks at what is open about a person.
    ///
    /// - Throws: everything wrong with what was given.
    package func openCase(_ person: Person) throws(InputProblems) -> OpenCase {
        let prepared = try PreparedCase(self, person)
        let situation = prepared.situation(chosenReadings(for: person))
        do throws(Contradiction) {
            let finding = try shared.decide(situation)
            return OpenCase(prepared: prepared, situation: situation, finding: finding)
        } catch {
            throw InputProblems([inputProblem(error, prepared)])
        }
    }

    /// What to ask, without some facts and connections about which no more will be known: what could change the
    /// answer only together with those is left out as well.
    package func nextQuestions(
        _ open: OpenCase, neverAsking fields: Set<Field>
    ) -> [PlannedQuestion] {
        let finding = open.finding
        let asking = finding.askNext.filter { !fields.contains($0.field) }
        let planned: [(Finding.Question, Double?)] =
            planner.use { (planner) throws(Diagram.TooLarge) in
                try self.planned(asking, finding, open.situation, &planner)
            } ?? asking.map { ($0, nil) }
        let writer = AssessmentWriter(self, open.prepared, finding, open.situation.readings)
        return planned.map {
            PlannedQuestion(question: writer.question($0.0), expected: $0.1, field: $0.0.field)
        }
    }

    private func planned(
        _ asking: [Finding.Question], _ finding: Finding, _ situation: Situation,
        _ planner: inout QuestionPlanner
    ) throws(Diagram.TooLarge) -> [(Finding.Question, Double?)] {
        let never = finding.askNext.filter { !asking.contains($0) }
        guard asking.count > 1 || !never.isEmpty && !asking.isEmpty else { return asking.map { ($0, nil) } }
        let day = try planner.day(situation.date)
        let neverKnown = Set(
            day.axes.indices.filter { axis in
                never.contains { $0.touches(day.axes[axis], book.rules) }
            })
        let people = Possibilities(situation, ties: ties(situation, finding), day.axes, decider)
        let open =
            never.isEmpty
            ? Set(asking) : try open(asking, finding, situation, neverKnown, day, &planner)
        var ordered: [(Finding.Question, Double?)] = []
        let asked = situation.facts.indices.filter { situation.facts[$0].isSingle }.map {
            Finding.Question.fact($0)
        }
        for (question, expected) in try planner.order(day, people, asked: Set(asked), neverKnown: neverKnown)
        where open.contains(question) { ordered.append((question, expected)) }
        return ordered
            + asking.filter { question in open.contains(question) && !ordered.contains { $0.0 == question } }
            .map { ($0, nil) }
    }

    /// Of several lots any may be reached: a tie is known not to be there only when it is to none of them.
    private func ties(_ situation: Situation, _ finding: Finding) -> [Truth] {
        let leading = finding.conditionsLot.flatMap {
            $0 < situation.lots.count ? situation.lots[$0].ties : nil
        }
        return book.rules.connections.indices.map { kind -> Truth in
            let all = situation.lots.map { $0.ties[kind] }
            if all.contains(.yes) { return .yes }
            return all.allSatisfy { $0 == .no }
                ? .no : leading.map { $0[kind] == .yes ? .yes : .unknown } ?? .unknown
        }
    }

    /// The questions that can make a difference for some lot though some things are never known.
    private func open(
        _ asking: [Finding.Question], _ finding: Finding, _ situation: Situation, _ neverKnown: Set<Int>,
        _ day: QuestionPlanner.Day, _ planner: inout QuestionPlanner
    ) throws(Diagram.TooLarge) -> Set<Finding.Question> {
        var open: Set<Finding.Question> = []
        // Which lot it is, the functions of one lot do not say.
        if finding.outcome == .eligible, finding.lots.isEmpty {
            open.formUnion(asking.filter { if case .connection = $0 { true } else { false } })
        }
        for ties in Set(situation.lots.map(\.ties) + [ties(situation, finding)]) {
            let people = Possibilities(situation, ties: ties, day.axes, decider)
            let support = try planner.support(day, people, neverKnown: neverKnown)
            // A test of several things is open as long as one of them is.
            open.formUnion(
                asking.filter { question in
                    support.contains { question.touches(day.axes[$0], book.rules) }
                })
        }
        return open
    }
}

extension Finding.Question {
    /// The question as a field to give an answer for.
    var field: Field {
        switch self {
        case .fact(let index): .fact(index)
        case .connection(let index): .tie(index, .place)
        }
    }

    /// Whether the answer settles an axis by itself.
    func settles(_ axis: Axis, _ rules: CheckedRules) -> Bool {
        switch (self, axis.subject) {
        case (.fact(let one), .fact(let other)): one == other
        case (.fact(let one), .test(let node)): node >= 0 && rules.facts(under: node).facts == [one]
        case (.connection(let one), .tie(let other)): one == other
        default: false
        }
    }

    /// Whether an axis cannot be known without the answer.
    func touches(_ axis: Axis, _ rules: CheckedRules) -> Bool {
        switch (self, axis.subject) {
        case (.fact(let one), .test(let node)): node >= 0 && rules.facts(under: node).facts.contains(one)
        case (.fact(let one), .order(let pair)):
            [pair.left, pair.right].contains { rules.facts(under: $0).facts.contains(one) }
        default: settles(axis, rules)
        }
    }
}
