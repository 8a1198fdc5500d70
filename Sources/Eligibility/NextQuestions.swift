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
}

extension Assessor {
    /// What to ask next, best first: the questions that settle the outcome soonest, then the lot, then the cohort.
    ///
    /// Only what can still change the answer is among them. The order is that of fewest questions to expect, where
    /// what is not known is independent and each answer that could make a difference is as likely as the others; what
    /// has been refused comes last.
    ///
    /// - Throws: everything wrong with what was given.
    public func nextQuestions(_ person: Person) throws(InputProblems) -> [PlannedQuestion] {
        let prepared = try PreparedCase(self, person)
        let situation = prepared.situation(chosenReadings(for: person))
        let finding: Finding
        do throws(Contradiction) {
            finding = try decider.decide(situation)
        } catch {
            throw InputProblems([inputProblem(error, prepared)])
        }
        let planned = (try? planned(finding, situation)) ?? finding.askNext.map { ($0, nil) }
        let writer = AssessmentWriter(self, prepared, finding, situation.readings)
        let questions = planned.map { PlannedQuestion(question: writer.question($0.0), expected: $0.1) }
        return questions.filter { !$0.question.isRefused } + questions.filter(\.question.isRefused)
    }

    private func planned(
        _ finding: Finding, _ situation: Situation
    ) throws(Diagram.TooLarge) -> [(Finding.Question, Double?)] {
        guard finding.askNext.count > 1 else { return finding.askNext.map { ($0, nil) } }
        var diagrams = RuleDiagrams(decider, roots: book.rules.decidingTests)
        let day = try diagrams.day(situation.date)
        let function = try DecisionFunction(diagrams.functions[day.shape], book.rules)
        let lot = finding.conditionsLot
        let ties = lot.flatMap { $0 < situation.lots.count ? situation.lots[$0].ties : nil }
        // Of several lots any may be reached: a tie is known not to be there only when it is to none of them.
        let known = book.rules.connections.indices.map { kind -> Truth in
            let all = situation.lots.map { $0.ties[kind] }
            if all.contains(.yes) { return .yes }
            return all.allSatisfy { $0 == .no }
                ? .no : ties.map { $0[kind] == .yes ? .yes : .unknown } ?? .unknown
        }
        let people = Possibilities(situation, ties: known, day.cells.axes, decider)
        let axes = finding.askNext.map { question -> [Int] in
            day.cells.axes.indices.filter { axis in
                switch (question, day.cells.axes[axis].subject) {
                case (.fact(let one), .fact(let other)): one == other
                case (.connection(let one), .tie(let other)): one == other
                default: false
                }
            }
        }
        var ordered: [(Finding.Question, Double?)] = []
        for ref in [function.outcome, function.whole] {
            var plan = QuestionPlan(
                function.functions.diagram, questions: axes, ignoring: DecisionFunction.impossible)
            for (index, expected) in try plan.order(ref, for: people)
            where !ordered.contains(where: { $0.0 == finding.askNext[index] }) {
                ordered.append((finding.askNext[index], expected))
            }
        }
        return ordered
            + finding.askNext.filter { question in !ordered.contains { $0.0 == question } }.map { ($0, nil) }
    }
}
