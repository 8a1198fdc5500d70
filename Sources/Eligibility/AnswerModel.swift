import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleProofs

/// The answers that planning expects to each question: every one that the rules tell from others, each as likely as the
/// others. Of stretches of days there are too many, so a few stand for them: none, and some that people have.
struct AnswerModel {
    let questions: [Finding.Question]
    /// For each question.
    let answers: [[QuestionPlan.Answer]]
    /// What is known only when several questions are answered.
    let joints: [QuestionPlan.Joint]

    init(_ decider: Decider, _ date: CivilDate, _ axes: [Axis]) {
        let rules = decider.rules
        let all =
            rules.facts.indices.map { (rules.facts[$0].position, Finding.Question.fact($0)) }
            + rules.connections.indices.map { (rules.connections[$0].position, .connection($0)) }
        var questions: [Finding.Question] = []
        var answers: [[QuestionPlan.Answer]] = []
        for (_, question) in all.sorted(by: { $0.0 < $1.0 }) {
            let settled = axes.indices.filter { question.settles(axes[$0], rules) }
            guard axes.contains(where: { question.touches($0, rules) }) else { continue }
            questions.append(question)
            answers.append(
                Self.stretches(question, settled, axes, decider, date) ?? Self.cells(settled, axes))
        }
        self.questions = questions
        self.answers = answers
        let alone = Set(answers.joined().flatMap(\.cells.keys))
        joints = axes.indices.filter { !alone.contains($0) }.compactMap { axis in
            let together = questions.indices.filter { questions[$0].touches(axes[axis], rules) }
            return together.isEmpty ? nil : QuestionPlan.Joint(axis: axis, questions: Set(together))
        }
    }

    /// More combinations of cells than are weighed.
    private static let most = 256

    /// Every combination of cells.
    private static func cells(_ settled: [Int], _ axes: [Axis]) -> [QuestionPlan.Answer] {
        var combinations: [[Int: Int]] = [[:]]
        for axis in settled where combinations.count * axes[axis].count <= most {
            combinations = combinations.flatMap { known in
                (0..<axes[axis].count).map { known.merging([axis: $0]) { $1 } }
            }
        }
        return combinations.map { QuestionPlan.Answer(cells: $0, weight: 1) }
    }

    /// What tests make of some stretches of days; nil for a question that is not answered with any.
    private static func stretches(
        _ question: Finding.Question, _ settled: [Int], _ axes: [Axis], _ decider: Decider, _ date: CivilDate
    ) -> [QuestionPlan.Answer]? {
        guard case .fact(let fact) = question, decider.rules.facts[fact].type.value == .spells else {
            return nil
        }
        var answers: [QuestionPlan.Answer] = []
        for spells in likely(date) {
            var situation = Situation(
                date: date, facts: decider.rules.facts.map { FactSet.everything($0) }, given: [:],
                readings: decider.rules.interpretations.map(\.chosen), lots: [])
            situation.facts[fact] = FactSet(options: FactSet.knownSpells)
            situation.spells[fact] = spells
            var evaluator = decider.evaluator(situation)
            var cells: [Int: Int] = [:]
            for axis in settled {
                guard case .test(let node) = axes[axis].subject else { continue }
                let truth = evaluator.truth(node)
                if truth.isSettled { cells[axis] = truth == .yes ? 1 : 0 }
            }
            if let same = answers.firstIndex(where: { $0.cells == cells }) {
                answers[same].weight += 1
            } else {
                answers.append(QuestionPlan.Answer(cells: cells, weight: 1))
            }
        }
        return answers
    }

    /// None, stretches that go on, and one that has ended.
    private static func likely(_ date: CivilDate) -> [[Spell]] {
        let since = [60, 240, 400, 600, 1_200].map { [Spell(from: date.adding(days: -$0), to: nil)] }
        return [[]] + since + [[Spell(from: date.adding(days: -900), to: date.adding(days: -300))]]
    }
}
