import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleProofs
import Synchronization

/// Plans questions for any number of tasks at once, each with what has been worked out before.
final class SharedPlanner: Sendable {
    private let decider: Decider
    private let free = Mutex<[QuestionPlanner]>([])

    init(_ decider: Decider) { self.decider = decider }

    /// Plans something; nil where the rules are too large for it.
    func use<Result>(
        _ plan: (inout QuestionPlanner) throws(Diagram.TooLarge) -> Result
    ) -> Result? {
        var planner = free.withLock { $0.popLast() } ?? QuestionPlanner(decider)
        for _ in 0..<2 {
            do throws(Diagram.TooLarge) {
                let result = try plan(&planner)
                free.withLock { $0.append(planner) }
                return result
            } catch {
                // Perhaps only what was kept has grown too large.
                planner = QuestionPlanner(decider)
            }
        }
        return nil
    }
}

/// What planning has worked out about the rules, kept from one question to the next.
struct QuestionPlanner: Sendable {
    /// A day, as planning sees it.
    struct Day: Sendable {
        let axes: [Axis]
        let questions: [Finding.Question]
        let function: DecisionFunction
        /// For each question the answers there are.
        let answers: [[QuestionPlan.Answer]]
        /// What is known only when several questions are answered.
        let joints: [QuestionPlan.Joint]
        fileprivate let key: Key
    }

    fileprivate struct Key: Hashable, Sendable {
        var shape: Int
        var answers: [[QuestionPlan.Answer]]
    }

    /// Days and plans that are kept, at most, before all are let go.
    private static let mostPlans = 20

    private let decider: Decider
    private var diagrams: RuleDiagrams
    private var functions: [Int: DecisionFunction] = [:]
    private var days: [CivilDate: Day] = [:]
    private var plans: [Key: QuestionPlan] = [:]

    init(_ decider: Decider) {
        self.decider = decider
        diagrams = RuleDiagrams(decider, roots: decider.rules.decidingTests)
    }

    mutating func day(_ date: CivilDate) throws(Diagram.TooLarge) -> Day {
        if let ready = days[date] { return ready }
        if days.count > Self.mostPlans { days = [:] }
        let day = try diagrams.day(date)
        let function: DecisionFunction
        if let known = functions[day.shape] {
            function = known
        } else {
            function = try DecisionFunction(diagrams.functions[day.shape], decider.rules)
            functions[day.shape] = function
        }
        let model = AnswerModel(decider, date, day.cells.axes)
        let ready = Day(
            axes: day.cells.axes, questions: model.questions, function: function, answers: model.answers,
            joints: model.joints, key: Key(shape: day.shape, answers: model.answers))
        days[date] = ready
        return ready
    }

    /// Questions for some people, best first, each with the number to expect when it is asked first.
    mutating func order(
        _ day: Day, _ people: Possibilities, asked: Set<Finding.Question>, neverKnown: Set<Int>
    ) throws(Diagram.TooLarge) -> [(Finding.Question, Double)] {
        // What is answered is not asked for: it takes no plan of its own, as what is partly known does.
        let answers = day.answers.map { answers in
            let possible = answers.filter { $0.cells.allSatisfy { people.cells[$0.key].contains($0.value) } }
            let isAnswered = answers.allSatisfy { $0.cells.keys.allSatisfy { people.cells[$0].count == 1 } }
            return possible.isEmpty || isAnswered ? answers : possible
        }
        let key = Key(shape: day.key.shape, answers: answers)
        let known = Set(day.questions.indices.filter { asked.contains(day.questions[$0]) })
        return try with(key, day) { (plan) throws(Diagram.TooLarge) in
            let start = try plan.remaining(
                day.function.whole, for: people, asked: known, neverKnown: neverKnown,
                day.function.undecided)
            return try plan.order(start).map { (day.questions[$0.question], $0.expected) }
        }
    }

    /// The axes that can make a difference for some people.
    mutating func support(
        _ day: Day, _ people: Possibilities, neverKnown: Set<Int>
    ) throws(Diagram.TooLarge) -> Set<Int> {
        try with(day.key, day) { (plan) throws(Diagram.TooLarge) in
            let start = try plan.remaining(
                day.function.whole, for: people, neverKnown: neverKnown, day.function.undecided)
            return plan.support(start)
        }
    }

    private mutating func with<Result>(
        _ key: Key, _ day: Day, _ work: (inout QuestionPlan) throws(Diagram.TooLarge) -> Result
    ) throws(Diagram.TooLarge) -> Result {
        if plans.count > Self.mostPlans { plans = [:] }
        var plan =
            plans.removeValue(forKey: key)
            ?? QuestionPlan(
                day.function.functions.diagram, answers: key.answers, joints: day.joints,
                ignoring: DecisionFunction.impossible)
        let result = try work(&plan)
        plans[key] = plan
        return result
    }
}
