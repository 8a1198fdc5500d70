import RuleDiagrams

/// The order of asking that takes the fewest questions of all, for people as `Respondents` has them: every adaptive order
/// is weighed (an optimal decision tree, by dynamic programming over what the answers leave).
///
/// It may stop as soon as everybody there is with the same answers gets the same result, so no interview that is right
/// for all of them asks fewer.
struct BestOrder {
    private var people: Respondents
    private var diagram: Diagram
    private var start: Diagram.Ref = 0
    private var results: [String] = []
    private var fewest: [Diagram.Ref: Double] = [:]
    private var choice: [Diagram.Ref: Int] = [:]
    private var masses: [Diagram.Ref: Double] = [:]

    init(_ people: Respondents) throws {
        self.people = people
        diagram = Diagram(widths: people.questions.map(\.answers.count), limit: 4_000_000)
        var answers = [Int?](repeating: nil, count: people.questions.count)
        start = try build(0, &answers)
    }

    private mutating func build(_ question: Int, _ answers: inout [Int?]) throws -> Diagram.Ref {
        switch people.standing(answers, &results) {
        case .nobody: return Diagram.value(0)
        case .settled(let result): return Diagram.value(result)
        case .open(let open):
            // What cannot change the answer now cannot change it later.
            guard
                let question = people.questions.indices.first(where: { $0 >= question && open.contains($0) })
            else { throw Unsettled() }
            var cells: [Diagram.Ref] = []
            for answer in people.questions[question].answers.indices {
                answers[question] = answer
                cells.append(try build(question + 1, &answers))
            }
            answers[question] = nil
            return try diagram.node(question, cells)
        }
    }

    /// Everything has been answered, and something is still open.
    struct Unsettled: Error {}

    /// The best order for the same people with other likelihoods.
    func with(_ people: Respondents) -> BestOrder {
        var other = self
        other.people = people
        (other.fewest, other.choice, other.masses) = ([:], [:], [:])
        return other
    }

    /// The questions to expect at best.
    mutating func expected() throws -> Double { try expected(start) }

    /// How many questions the best order takes for one of the people.
    mutating func questions(for answers: [Int]) throws -> Int {
        var (state, count) = (start, 0)
        while try expected(state) > 0, let question = choice[state] {
            state = try known(state, question, answers[question])
            count += 1
        }
        return count
    }

    private mutating func expected(_ state: Diagram.Ref) throws -> Double {
        if let ready = fewest[state] { return ready }
        if diagram.values(state).subtracting([0]).count <= 1 { return 0 }
        let mass = mass(state)
        var best = Double.infinity
        for question in diagram.support(state).sorted() {
            var cost = 1.0
            for (next, weight) in try answers(state, question) {
                let share = weight * self.mass(next) / mass
                if share > 0 { cost += share * (try expected(next)) }
            }
            if cost < best - 1e-12 { (best, choice[state]) = (cost, question) }
        }
        fewest[state] = best
        return best
    }

    /// The share of everybody who is somebody.
    private mutating func mass(_ state: Diagram.Ref) -> Double {
        if let value = Diagram.value(of: state) { return value == 0 ? 0 : 1 }
        if let ready = masses[state] { return ready }
        let question = diagram.axis(state)
        var sum = 0.0
        for (cell, answer) in people.questions[question].answers.enumerated() {
            sum += answer.weight * mass(diagram.child(state, cell))
        }
        masses[state] = sum
        return sum
    }

    private mutating func answers(_ state: Diagram.Ref, _ question: Int) throws -> [Diagram.Ref: Double] {
        var found: [Diagram.Ref: Double] = [:]
        for (cell, answer) in people.questions[question].answers.enumerated() {
            found[try known(state, question, cell), default: 0] += answer.weight
        }
        return found
    }

    /// What is left to find out when a question is answered.
    private mutating func known(_ state: Diagram.Ref, _ question: Int, _ cell: Int) throws -> Diagram.Ref {
        var done: [Diagram.Ref: Diagram.Ref] = [:]
        return try known(state, question, cell, &done)
    }

    private mutating func known(
        _ state: Diagram.Ref, _ question: Int, _ cell: Int, _ done: inout [Diagram.Ref: Diagram.Ref]
    ) throws -> Diagram.Ref {
        let own = diagram.axis(state)
        if own > question { return state }
        if own == question { return diagram.child(state, cell) }
        if let ready = done[state] { return ready }
        var cells: [Diagram.Ref] = []
        for position in people.questions[own].answers.indices {
            cells.append(try known(diagram.child(state, position), question, cell, &done))
        }
        let result = try diagram.node(own, cells)
        done[state] = result
        return result
    }
}
