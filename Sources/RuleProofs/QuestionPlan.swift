import RuleDiagrams

/// How many questions settle something, on average, when the best is asked first.
///
/// The model: the answers to different questions are independent, and each is as likely as it is given. Where up to four
/// questions are open every order is weighed. Where more are, the plan takes the question that leaves least, by the
/// square root of how many are then open: a measure that is near the best order at every size (`make bench
/// ONLY=interviews`) for the time of looking one question ahead. What is asked first is weighed against that plan.
package struct QuestionPlan: Sendable {
    /// One answer to a question.
    package struct Answer: Sendable, Hashable {
        /// The cell of each axis that it settles, by axis.
        package var cells: [Int: Int]
        /// How likely it is, beside the other answers to the question.
        package var weight: Double

        package init(cells: [Int: Int], weight: Double) {
            self.cells = cells
            self.weight = weight
        }
    }

    /// An axis that is known when the last of several questions is answered, such as how two amounts compare.
    package struct Joint: Sendable, Hashable {
        package var axis: Int
        package var questions: Set<Int>

        package init(axis: Int, questions: Set<Int>) {
            self.axis = axis
            self.questions = questions
        }
    }

    /// What is left to settle, and the questions answered that are waited for together with others.
    package struct State: Sendable, Hashable {
        fileprivate var ref: Diagram.Ref
        fileprivate var asked: Set<Int> = []
    }

    private struct Step: Hashable {
        var state: State
        var question: Int
    }
    private struct Next {
        var state: State
        var share: Double
    }

    private var diagram: Diagram
    private let ignored: Int
    private let answers: [[Answer]]
    /// The axes that each question settles.
    private let axes: [Set<Int>]
    /// How likely each cell of each axis is by itself.
    private let weights: [[Double]]
    private let joints: [Joint]
    private var fewest: [State: Double] = [:]
    private var opens: [State: [Int]] = [:]
    private var shares: [Diagram.Ref: Double] = [:]
    private var steps: [Step: [Next]] = [:]

    /// Up to so many open questions, every order of asking is weighed.
    private static let fewQuestions = 4

    /// - Parameters:
    ///   - answers: for each question the answers there are.
    ///   - joints: the axes that several questions settle together.
    ///   - ignored: the value where nobody can be.
    package init(_ diagram: Diagram, answers: [[Answer]], joints: [Joint] = [], ignoring ignored: Int) {
        self.diagram = diagram
        self.joints = joints
        self.answers = answers
        self.ignored = ignored
        axes = answers.map { $0.reduce(into: []) { $0.formUnion($1.cells.keys) } }
        var weights = diagram.widths.map { [Double](repeating: 0, count: $0) }
        for answer in answers.joined() {
            for (axis, cell) in answer.cells { weights[axis][cell] += answer.weight }
        }
        self.weights = weights.map { cells in
            let sum = cells.reduce(0, +)
            return cells.map { sum > 0 ? $0 / sum : 1 / Double(cells.count) }
        }
    }

    /// What is left of a function for some people, of whom some axes will never be known better.
    ///
    /// - Parameters:
    ///   - asked: questions that have been answered.
    ///   - join: the value that stands for two that stay possible; their order must not matter.
    package mutating func remaining(
        _ ref: Diagram.Ref, for people: Possibilities, asked: Set<Int> = [], neverKnown: Set<Int>,
        _ join: (Int, Int) -> Int
    ) throws(Diagram.TooLarge) -> State {
        var start = try diagram.restricted(ref, to: people.cells)
        let axes = neverKnown.intersection(diagram.support(start))
        if !axes.isEmpty { start = try diagram.joined(start, over: axes, ignoring: ignored, join) }
        return state(start, asked)
    }

    /// Only what has been asked together with something that is still waited for tells states apart.
    private func state(_ ref: Diagram.Ref, _ asked: Set<Int>) -> State {
        if asked.isEmpty { return State(ref: ref) }
        let support = diagram.support(ref)
        let waiting = joints.filter { support.contains($0.axis) }
        return State(
            ref: ref, asked: asked.filter { question in waiting.contains { $0.questions.contains(question) } }
        )
    }

    /// The axes that what is left of a function depends on.
    package func support(_ start: State) -> Set<Int> { diagram.support(start.ref) }

    /// The questions that can still make a difference to what is left of a function, best first, each with the
    /// number of questions to expect when it is asked first. Equals keep their order.
    package mutating func order(
        _ start: State
    ) throws(Diagram.TooLarge) -> [(question: Int, expected: Double)] {
        var scored: [(question: Int, expected: Double)] = []
        for question in open(start) { scored.append((question, try cost(of: question, start))) }
        return scored.enumerated().sorted { first, second in
            (first.element.expected, first.offset) < (second.element.expected, second.offset)
        }.map(\.element)
    }

    private mutating func open(_ state: State) -> [Int] {
        if let ready = opens[state] { return ready }
        let isSettled = diagram.values(state.ref).subtracting([ignored]).count <= 1
        let support = isSettled ? [] : diagram.support(state.ref)
        let waiting = joints.filter { support.contains($0.axis) }
        let open = axes.indices.filter { question in
            !support.isDisjoint(with: axes[question])
                || !state.asked.contains(question) && waiting.contains { $0.questions.contains(question) }
        }
        opens[state] = open
        return open
    }

    /// Questions to expect from here on.
    private mutating func expected(_ state: State) throws(Diagram.TooLarge) -> Double {
        if let ready = fewest[state] { return ready }
        let open = open(state)
        if open.isEmpty { return 0 }
        var best = Double(open.count)
        if open.count <= Self.fewQuestions {
            for question in open { best = min(best, try cost(of: question, state)) }
        } else {
            best = try cost(of: leavingLeast(open, state), state)
        }
        fewest[state] = best
        return best
    }

    private mutating func leavingLeast(_ open: [Int], _ state: State) throws(Diagram.TooLarge) -> Int {
        var best = (question: open[0], left: Double.infinity)
        for question in open {
            var left = 0.0
            for next in try nexts(question, state) {
                left += next.share * Double(self.open(next.state).count).squareRoot()
            }
            // Sums of the same in another order count as equal.
            if left < best.left - 1e-9 { best = (question, left) }
        }
        return best.question
    }

    /// One question, and what is to be expected after its answers.
    private mutating func cost(of question: Int, _ state: State) throws(Diagram.TooLarge) -> Double {
        var sum = 1.0
        for next in try nexts(question, state) { sum += next.share * (try expected(next.state)) }
        return sum
    }

    /// What is left to settle after each answer that somebody can give, and how likely that is.
    private mutating func nexts(_ question: Int, _ state: State) throws(Diagram.TooLarge) -> [Next] {
        let step = Step(state: state, question: question)
        if let ready = steps[step] { return ready }
        let support = diagram.support(state.ref)
        let asked = state.asked.union([question])
        var answers = self.answers[question]
        for joint in joints where support.contains(joint.axis) && joint.questions.isSubset(of: asked) {
            answers = answers.flatMap { answer in
                weights[joint.axis].enumerated().map { cell, weight in
                    Answer(
                        cells: answer.cells.merging([joint.axis: cell]) { $1 }, weight: answer.weight * weight
                    )
                }
            }
        }
        var shares: [Diagram.Ref: Double] = [:]
        for answer in answers {
            var next = state.ref
            for (axis, cell) in answer.cells.sorted(by: { $0.key < $1.key }) where support.contains(axis) {
                next = try diagram.known(next, axis, cell)
            }
            let share = answer.weight * somebody(next)
            if share > 0 { shares[next, default: 0] += share }
        }
        let sum = shares.values.reduce(0, +)
        // In one order on every run, since sums depend on it.
        let found = shares.sorted { $0.key < $1.key }.map {
            Next(state: self.state($0.key, joints.isEmpty ? [] : asked), share: $0.value / sum)
        }
        steps[step] = found
        return found
    }

    /// How much of a function is somebody’s.
    private mutating func somebody(_ ref: Diagram.Ref) -> Double {
        if let value = Diagram.value(of: ref) { return value == ignored ? 0 : 1 }
        if let ready = shares[ref] { return ready }
        let axis = diagram.axis(ref)
        var sum = 0.0
        for (cell, weight) in weights[axis].enumerated() where weight > 0 {
            sum += weight * somebody(diagram.child(ref, cell))
        }
        shares[ref] = sum
        return sum
    }
}
