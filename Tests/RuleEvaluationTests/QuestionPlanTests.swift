import RuleDiagrams
import RuleProofs
import RuleTestSupport
import Testing

/// The order of questions against trying every order on a table of all answers.
struct QuestionPlanTests {
    /// A function of a few axes as a table, the last axis fastest.
    private struct Table {
        var widths: [Int]
        var values: [Int]

        /// The entry that differs in one axis.
        func entry(_ entry: Int, with axis: Int, at cell: Int) -> Int {
            let step = widths[(axis + 1)...].reduce(1, *)
            return entry + (cell - entry / step % widths[axis]) * step
        }

        /// The table with an axis known: its other cells do what the known one does.
        func known(_ axis: Int, _ cell: Int) -> [Int] {
            let step = widths[(axis + 1)...].reduce(1, *)
            return values.indices.map { entry in
                let own = entry / step % widths[axis]
                return values[entry + (cell - own) * step]
            }
        }

        /// How much of it is somebody’s, each cell of an axis being as likely as the others.
        var somebody: Double { Double(values.filter { $0 != 0 }.count) / Double(values.count) }

        /// The fewest questions to expect, over every way of asking.
        func fewest() -> Double {
            if Set(values).subtracting([0]).count <= 1 { return 0 }
            return widths.indices.map { cost($0) }.min() ?? 0
        }

        func cost(_ axis: Int) -> Double {
            let answers = (0..<widths[axis]).map { Table(widths: widths, values: known(axis, $0)) }
            // Asking about what does not matter settles nothing.
            if answers.allSatisfy({ $0.values == values }) { return .infinity }
            let sum = answers.reduce(0) { $0 + $1.somebody }
            return 1 + answers.reduce(0) { $0 + ($1.somebody == 0 ? 0 : $1.somebody / sum * $1.fewest()) }
        }
    }

    private func answers(_ widths: [Int]) -> [[QuestionPlan.Answer]] {
        widths.enumerated().map { axis, width in
            (0..<width).map { QuestionPlan.Answer(cells: [axis: $0], weight: 1) }
        }
    }

    @Test func `the plan is the best there is for few questions`() throws {
        var random = SeededRandom(seed: Asked.seed)
        for _ in 0..<300 {
            let widths = (0..<random.number(1...4)).map { _ in random.number(2...3) }
            let values = (0..<widths.reduce(1, *)).map { _ in random.once(in: 3) ? 1 : random.number(0...3) }
            let table = Table(widths: widths, values: values)
            var diagram = Diagram(widths: widths)
            let ref = try build(table, 0, 0, &diagram)
            var plan = QuestionPlan(diagram, answers: answers(widths), ignoring: 0)
            let people = Possibilities(cells: widths.map { Array(0..<$0) })
            let start = try plan.remaining(ref, for: people, neverKnown: []) { $1 }
            let order = try plan.order(start)
            let isSettled = Set(values).subtracting([0]).count <= 1
            let wanted = widths.indices.map { isSettled ? .infinity : table.cost($0) }
            #expect(Set(order.map(\.question)) == Set(widths.indices.filter { wanted[$0].isFinite }))
            for (question, expected) in order {
                #expect(abs(expected - wanted[question]) < 1e-9, "\(widths) \(values), question \(question)")
            }
            #expect(order.map(\.expected) == order.map(\.expected).sorted())
        }
    }

    @Test func `what is never known leaves open only what changes the values that stay possible`() throws {
        var random = SeededRandom(seed: Asked.seed)
        for _ in 0..<300 {
            let widths = (0..<random.number(1...4)).map { _ in random.number(2...3) }
            let values = (0..<widths.reduce(1, *)).map { _ in random.number(0...3) }
            let table = Table(widths: widths, values: values)
            let never = Set(widths.indices.filter { _ in random.once(in: 2) })
            var diagram = Diagram(widths: widths)
            let ref = try build(table, 0, 0, &diagram)
            var plan = QuestionPlan(diagram, answers: answers(widths), ignoring: 0)
            let people = Possibilities(cells: widths.map { Array(0..<$0) })
            let start = try plan.remaining(ref, for: people, neverKnown: never) { _, _ in 99 }
            // Nobody is 0; several values are one that stands for them.
            var possible = values.map { Set([$0]).subtracting([0]) }
            for axis in never {
                possible = possible.indices.map { entry in
                    (0..<widths[axis]).reduce(into: Set<Int>()) {
                        $0.formUnion(possible[table.entry(entry, with: axis, at: $1)])
                    }
                }
            }
            let left = possible.map { $0.count > 1 ? 99 : $0.first ?? 0 }
            for axis in widths.indices {
                let matters =
                    !never.contains(axis)
                    && left.indices.contains { left[$0] != left[table.entry($0, with: axis, at: 0)] }
                #expect(
                    plan.support(start).contains(axis) == matters,
                    "\(widths) \(values), never \(never), axis \(axis)")
            }
        }
    }

    private func build(_ table: Table, _ axis: Int, _ entry: Int, _ diagram: inout Diagram) throws
        -> Diagram.Ref
    {
        guard axis < table.widths.count else { return Diagram.value(table.values[entry]) }
        var cells: [Diagram.Ref] = []
        for cell in 0..<table.widths[axis] {
            cells.append(try build(table, axis + 1, entry * table.widths[axis] + cell, &diagram))
        }
        return try diagram.node(axis, cells)
    }
}
