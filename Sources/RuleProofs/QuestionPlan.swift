import RuleDiagrams

/// How many questions settle something, on average, when the best is asked first.
///
/// The model: what is not known is independent, and each of the answers that could still make a difference is as
/// likely as the others. Within that model the plan is the best there is where up to four questions are open; where more
/// are, it takes the question that leaves fewest open, and so on.
package struct QuestionPlan {
    private var diagram: Diagram
    private let ignored: Int
    /// Axes that one question settles together, by question.
    private let questions: [[Int]]
    private var known: [Diagram.Ref: Double] = [:]
    private var opens: [Diagram.Ref: [Int]] = [:]
    private var answered: [Key: [Diagram.Ref]] = [:]

    private struct Key: Hashable {
        var ref: Diagram.Ref
        var question: Int
    }

    /// Up to so many open questions, every order of asking is weighed.
    private static let fewQuestions = 4

    /// - Parameters:
    ///   - questions: for each question the axes it settles.
    ///   - ignored: the value where nobody can be.
    package init(_ diagram: Diagram, questions: [[Int]], ignoring ignored: Int) {
        self.diagram = diagram
        self.questions = questions
        self.ignored = ignored
    }

    /// What is left of a function for some people, of whom some axes will never be known better.
    ///
    /// - Parameter join: the value that stands for two that stay possible; their order must not matter.
    package mutating func remaining(
        _ ref: Diagram.Ref, for people: Possibilities, neverKnown: Set<Int>, _ join: (Int, Int) -> Int
    ) throws(Diagram.TooLarge) -> Diagram.Ref {
        let start = try diagram.restricted(ref, to: people.cells)
        let axes = neverKnown.intersection(diagram.support(start))
        return axes.isEmpty ? start : try diagram.joined(start, over: axes, ignoring: ignored, join)
    }

    /// The questions that can still make a difference to what is left of a function, best first, each with the
    /// number of questions to expect when it is asked first. Equals keep their order.
    package mutating func order(
        _ start: Diagram.Ref
    ) throws(Diagram.TooLarge) -> [(question: Int, expected: Double)] {
        var scored: [(question: Int, expected: Double)] = []
        for question in open(start) { scored.append((question, try cost(of: question, start))) }
        return scored.enumerated().sorted { first, second in
            (first.element.expected, first.offset) < (second.element.expected, second.offset)
        }.map(\.element)
    }

    /// The questions that can make a difference to what is left of a function.
    package func isOpen(_ question: Int, _ start: Diagram.Ref) -> Bool {
        !diagram.support(start).isDisjoint(with: questions[question])
    }

    private func isSettled(_ ref: Diagram.Ref) -> Bool {
        diagram.values(ref).subtracting([ignored]).count <= 1
    }

    private mutating func open(_ ref: Diagram.Ref) -> [Int] {
        if let ready = opens[ref] { return ready }
        let support = isSettled(ref) ? [] : diagram.support(ref)
        let open = questions.indices.filter { !support.isDisjoint(with: questions[$0]) }
        opens[ref] = open
        return open
    }

    /// Questions to expect from here on: at best where few are open, and by asking each time what leaves fewest open
    /// where many are.
    private mutating func expected(_ ref: Diagram.Ref) throws(Diagram.TooLarge) -> Double {
        if let ready = known[ref] { return ready }
        let open = open(ref)
        if open.isEmpty { return 0 }
        var best = Double(open.count)
        if open.count <= Self.fewQuestions {
            for question in open { best = min(best, try cost(of: question, ref)) }
        } else {
            best = try cost(of: leavingFewest(open, ref), ref)
        }
        known[ref] = best
        return best
    }

    private mutating func leavingFewest(_ open: [Int], _ ref: Diagram.Ref) throws(Diagram.TooLarge) -> Int {
        var best = (question: open[0], left: Double.infinity)
        for question in open {
            let answers = try answers(to: question, ref)
            var left = 0
            for answer in answers { left += self.open(answer).count }
            let mean = Double(left) / Double(max(1, answers.count))
            if mean < best.left { best = (question, mean) }
        }
        return best.question
    }

    /// What is left to settle after each answer that makes a difference.
    private mutating func answers(to question: Int, _ ref: Diagram.Ref) throws(Diagram.TooLarge) -> [Diagram
        .Ref]
    {
        let key = Key(ref: ref, question: question)
        if let ready = answered[key] { return ready }
        var answers: Set<Diagram.Ref> = [ref]
        for axis in questions[question] {
            var next: Set<Diagram.Ref> = []
            for answer in answers { next.formUnion(try diagram.cofactors(answer, axis)) }
            answers = next
        }
        let found = answers.filter { diagram.values($0) != [ignored] }.sorted()
        answered[key] = found
        return found
    }

    /// One question, and what is to be expected after its answers.
    private mutating func cost(of question: Int, _ ref: Diagram.Ref) throws(Diagram.TooLarge) -> Double {
        let answers = try answers(to: question, ref)
        var sum = 0.0
        for answer in answers { sum += try expected(answer) }
        return 1 + sum / Double(max(1, answers.count))
    }
}

extension Diagram {
    /// The function for people in some cells of each axis: an axis with one cell is no longer looked at, and cells
    /// that are out of the question do what a possible one does.
    mutating func restricted(_ ref: Ref, to cells: [[Int]]) throws(TooLarge) -> Ref {
        var done: [Ref: Ref] = [:]
        return try restricted(ref, cells, &done)
    }

    private mutating func restricted(
        _ ref: Ref, _ cells: [[Int]], _ done: inout [Ref: Ref]
    ) throws(TooLarge) -> Ref {
        if ref < 0 { return ref }
        if let ready = done[ref] { return ready }
        let axis = axis(ref)
        let possible = cells[axis]
        var children: [Ref] = []
        for cell in 0..<widths[axis] {
            let taken = possible.contains(cell) ? cell : possible.first ?? cell
            children.append(try restricted(child(ref, taken), cells, &done))
        }
        let result = try node(axis, children)
        done[ref] = result
        return result
    }

    /// The function of the other axes that says what stays possible where some axes are never known.
    ///
    /// - Parameters:
    ///   - ignored: the value where nobody can be.
    ///   - join: the value that stands for two; the order in which several are joined must not matter.
    mutating func joined(
        _ ref: Ref, over axes: Set<Int>, ignoring ignored: Int, _ join: (Int, Int) -> Int
    ) throws(TooLarge) -> Ref {
        var result = ref
        var joins: [UInt64: Ref] = [:]
        for axis in axes.sorted(by: >) {
            var done: [Ref: Ref] = [:]
            result = try united(result, axis, &done, &joins) { one, other in
                one == other || other == ignored ? one : one == ignored ? other : join(one, other)
            }
        }
        return result
    }

    /// The values of all cells of an axis, put together.
    private mutating func united(
        _ ref: Ref, _ axis: Int, _ done: inout [Ref: Ref], _ joins: inout [UInt64: Ref],
        _ union: (Int, Int) -> Int
    ) throws(TooLarge) -> Ref {
        let own = self.axis(ref)
        if own > axis { return ref }
        if let ready = done[ref] { return ready }
        var result: Ref
        if own == axis {
            let children = Set((0..<widths[axis]).map { child(ref, $0) }).sorted()
            result = children.first ?? ref
            for child in children.dropFirst() { result = try combine(result, child, union, &joins) }
        } else {
            var children: [Ref] = []
            for cell in 0..<widths[own] {
                children.append(try united(child(ref, cell), axis, &done, &joins, union))
            }
            result = try node(own, children)
        }
        done[ref] = result
        return result
    }

    /// The different functions that are left when an axis is known.
    mutating func cofactors(_ ref: Ref, _ axis: Int) throws(TooLarge) -> Set<Ref> {
        guard support(ref).contains(axis) else { return [ref] }
        var found: Set<Ref> = []
        for cell in 0..<widths[axis] {
            var done: [Ref: Ref] = [:]
            found.insert(try cofactor(ref, axis, cell, &done))
        }
        return found
    }

    private mutating func cofactor(
        _ ref: Ref, _ axis: Int, _ cell: Int, _ done: inout [Ref: Ref]
    ) throws(TooLarge) -> Ref {
        let own = self.axis(ref)
        if own > axis { return ref }
        if own == axis { return child(ref, cell) }
        if let ready = done[ref] { return ready }
        var children: [Ref] = []
        for position in 0..<widths[own] {
            children.append(try cofactor(child(ref, position), axis, cell, &done))
        }
        let result = try node(own, children)
        done[ref] = result
        return result
    }
}
