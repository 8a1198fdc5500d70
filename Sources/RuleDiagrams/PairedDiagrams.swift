import Facts
import RuleChecking
import RuleEvaluation

/// Two programmes on the same days, in one diagram: facts, connections and answers go together by name.
///
/// Interpretations are read as the situations of the sides say, and not both ways.
package struct PairedDiagrams: Sendable {
    /// One programme and how it is read.
    package struct Side: Sendable {
        package let decider: Decider
        package let readings: [Int]
        var rules: CheckedRules { decider.rules }
        fileprivate let atoms: Atoms
        fileprivate var knownCuts = Cuts.Known()
        fileprivate var timelessTables = DayCells.TimelessTables()

        package init(_ decider: Decider, readings: [Int]) {
            self.decider = decider
            self.readings = readings
            tests = []
            atoms = Atoms(decider.rules, roots: decider.rules.decidingTests)
        }

        /// Other tests than those that decide.
        package init(_ decider: Decider, readings: [Int], tests: [NodeID]) {
            self.decider = decider
            self.readings = readings
            self.tests = tests
            atoms = Atoms(decider.rules, roots: tests)
        }

        /// The tests looked at; empty for eligibility and cohorts.
        fileprivate let tests: [NodeID]
    }

    /// An axis as the two programmes see it; nil where one has no such thing.
    package struct PairedAxis: Sendable, Hashable {
        package var first: Axis?
        package var second: Axis?
        package var count: Int { (first ?? second)?.count ?? 0 }
    }

    /// A day with its cells.
    package struct Day: Sendable {
        package let date: CivilDate
        /// The day on which the first programme decides.
        package let firstDate: CivilDate
        package let axes: [PairedAxis]
        /// The tests of both, with the axes they depend on.
        package let tests: [Test]
        /// An index into the shapes seen so far.
        package let shape: Int
    }

    /// A test of one of the programmes, and how it comes out by the cells of axes of both.
    package struct Test: Sendable {
        package var isOfSecond: Bool
        package var node: NodeID
        package var table: AtomTable
    }

    /// The functions of both programmes for days of one shape.
    package struct Functions: Sendable {
        package var diagram: Diagram
        /// Who can be, by both.
        package var possible: Diagram.Ref
        /// Strict and lenient eligibility, and then the cohorts, of each; or the tests asked for.
        package var first: [Diagram.Ref]
        package var second: [Diagram.Ref]
    }

    private struct Shape: Hashable {
        var first: DayShape
        var second: DayShape
        var axes: [Int]
    }

    package private(set) var sides: (first: Side, second: Side)
    private var shapes: [Shape: Int] = [:]
    package var functions: [Functions] = []

    package init(_ first: Side, _ second: Side) { sides = (first, second) }

    /// The cells and the shape of a day.
    ///
    /// - Parameter earlier: the day on which the first programme decides, where that is another.
    package mutating func day(_ date: CivilDate, first earlier: CivilDate? = nil) throws(Diagram.TooLarge)
        -> Day
    {
        let (firstAxes, firstEvaluator) = sides.first.axes(earlier ?? date)
        let (secondAxes, secondEvaluator) = sides.second.axes(date)
        let paired = pair(firstAxes, secondAxes)
        let first = DayCells(
            sides.first.rules, sides.first.atoms, axes: paired.map { $0.first ?? .absent($0.count) },
            firstEvaluator, &sides.first.timelessTables)
        let second = DayCells(
            sides.second.rules, sides.second.atoms, axes: paired.map { $0.second ?? .absent($0.count) },
            secondEvaluator, &sides.second.timelessTables)
        // What is loose stands behind, each programme’s by itself unless both say the same.
        var axes = paired
        var places = Array(paired.indices)
        axes += first.axes.dropFirst(paired.count).map { PairedAxis(first: $0) }
        for axis in second.axes.dropFirst(paired.count) {
            let words = sides.second.rules.looseWords(axis)
            let same = axes.indices.dropFirst(paired.count).first { index in
                axes[index].second == nil
                    && axes[index].first.map { sides.first.rules.looseWords($0) } == words
            }
            if let same {
                axes[same].second = axis
                places.append(same)
            } else {
                axes.append(PairedAxis(second: axis))
                places.append(axes.count - 1)
            }
        }
        let shape = Shape(first: first.shape, second: second.shape, axes: axes.map(\.count) + places)
        let tests =
            first.tests(sides.first.atoms, isOfSecond: false, axis: { $0 })
            + second.tests(sides.second.atoms, isOfSecond: true, axis: { places[$0] })
        if let known = shapes[shape] {
            return Day(date: date, firstDate: earlier ?? date, axes: axes, tests: tests, shape: known)
        }
        let index = try add(shape, first, second, axes, places)
        return Day(date: date, firstDate: earlier ?? date, axes: axes, tests: tests, shape: index)
    }

    private mutating func add(
        _ shape: Shape, _ first: DayCells, _ second: DayCells, _ axes: [PairedAxis], _ places: [Int]
    ) throws(Diagram.TooLarge) -> Int {
        functions.append(try join(first, second, axes, places))
        shapes[shape] = functions.count - 1
        return functions.count - 1
    }

    private func join(
        _ first: DayCells, _ second: DayCells, _ axes: [PairedAxis], _ places: [Int]
    ) throws(Diagram.TooLarge) -> Functions {
        var diagram = Diagram(widths: axes.map(\.count))
        var both: [[Diagram.Ref]] = []
        var possible = Diagram.yes
        for (side, cells) in [(sides.first, first), (sides.second, second)] {
            var own = try RuleFunctions(side.rules, side.atoms, cells, readings: side.readings)
            var refs = [own.possible]
            if side.tests.isEmpty {
                refs += [
                    try own.test(side.rules.eligibleWhen), try own.test(side.rules.eligibleWhen, .lenient),
                ]
                for cohort in side.rules.cohorts { refs.append(try own.test(cohort.test)) }
            }
            for test in side.tests { refs.append(try own.test(test)) }
            let isSecond = !both.isEmpty
            var done: [Diagram.Ref: Diagram.Ref] = [:]
            for index in refs.indices {
                refs[index] = try diagram.bring(
                    refs[index], from: own.diagram, axis: { isSecond ? places[$0] : $0 }, &done)
            }
            possible = try diagram.and(possible, refs[0])
            both.append(Array(refs.dropFirst()))
        }
        return Functions(diagram: diagram, possible: possible, first: both[0], second: both[1])
    }

    // MARK: Axes of both

    private func pair(_ first: [Axis], _ second: [Axis]) -> [PairedAxis] {
        var paired: [PairedAxis] = []
        var rest = second
        for axis in first {
            let match = rest.firstIndex {
                sides.second.rules.name(of: $0) == sides.first.rules.name(of: axis)
            }
            guard let match, let joined = join(axis, rest[match]) else {
                paired.append(PairedAxis(first: axis))
                continue
            }
            rest.remove(at: match)
            paired.append(joined)
        }
        return paired + rest.map { PairedAxis(second: $0) }
    }

    /// The cells of two facts of one name; nil where they are of different kinds.
    private func join(_ first: Axis, _ second: Axis) -> PairedAxis? {
        if first.subject == .lot, second.subject == .lot { return joinedLots }
        guard case .fact(let one) = first.subject, case .fact(let other) = second.subject else {
            return first.count == second.count ? PairedAxis(first: first, second: second) : nil
        }
        let (oneFact, otherFact) = (sides.first.rules.facts[one], sides.second.rules.facts[other])
        guard oneFact.isLike(otherFact) else { return nil }
        let ends = Set((first.sets + second.sets).filter(\.hasRange).map(\.high)).sorted()
        let whole = FactSet.everything(oneFact)
        let pieces = Cuts.pieces(FactSet(options: 0, low: whole.low, high: whole.high), ends)
        let answers = oneFact.answers + otherFact.answers.filter { !oneFact.answers.contains($0) }
        return PairedAxis(
            first: Axis(fact: one, sets: pieces + answers.map { FactSet(options: oneFact.option($0)) }),
            second: Axis(fact: other, sets: pieces + answers.map { FactSet(options: otherFact.option($0)) }))
    }
}

extension PairedDiagrams {
    /// Lots go together by their titles.
    private var joinedLots: PairedAxis {
        func titles(_ side: Side) -> [String] { side.rules.lots.map { TextKey.of($0.title) } }
        let (one, other) = (titles(sides.first), titles(sides.second))
        let all = one + other.filter { !one.contains($0) }
        return PairedAxis(
            first: Axis(lots: all.map { one.firstIndex(of: $0) }),
            second: Axis(lots: all.map { other.firstIndex(of: $0) }))
    }
}

extension PairedDiagrams.Side {
    /// The axes of a day, but for interpretations, which are read one way.
    fileprivate mutating func axes(_ date: CivilDate) -> ([Axis], Evaluator) {
        let situation = Situation(
            date: date, facts: rules.facts.map { FactSet.everything($0) }, given: [:], readings: readings,
            lots: [])
        var cuts = Cuts(rules, atoms, decider.evaluator(situation), taking: &knownCuts)
        let axes = DayCells.axes(rules, atoms, &cuts).filter {
            if case .reading = $0.subject { false } else { true }
        }
        knownCuts = cuts.known
        return (axes, cuts.evaluator)
    }
}

extension DayCells {
    fileprivate func tests(_ atoms: Atoms, isOfSecond: Bool, axis: (Int) -> Int) -> [PairedDiagrams.Test] {
        zip(atoms.atoms, shape.tables).map { atom, table in
            let moved = AtomTable(axes: table.axes.map(axis), isTrue: table.isTrue)
            return PairedDiagrams.Test(isOfSecond: isOfSecond, node: atom.node, table: moved)
        }
    }
}

extension Axis {
    /// A place for an axis that only the other programme has.
    fileprivate static func absent(_ count: Int) -> Axis { Axis(.test(-1), count: count) }
}

extension Fact {
    fileprivate func isLike(_ other: Fact) -> Bool {
        switch (type.value, other.type.value) {
        case (.choice, .choice): true
        default: type.value == other.type.value
        }
    }

    /// Answers that are not amounts, in comparing form; nil stands for any other text.
    fileprivate var answers: [String?] {
        var answers: [String?] = type.specialAnswers.map { TextKey.of($0) }
        switch type.value {
        case .yesOrNo: answers += ["yes", "no"]
        case .choice(let choices): answers += choices.map { TextKey.of($0) }
        case .text: answers += comparedTexts + [nil]
        default: break
        }
        return answers
    }

    /// The bit of an answer; none for one that the fact does not have.
    fileprivate func option(_ answer: String?) -> UInt64 {
        guard let answer else { return OptionBits.otherText }
        if let position = type.specialAnswers.firstIndex(where: { TextKey.of($0) == answer }) {
            return OptionBits.special(position)
        }
        switch type.value {
        case .yesOrNo: return answer == "yes" ? OptionBits.yes : answer == "no" ? OptionBits.no : 0
        case .choice(let choices):
            return choices.firstIndex { TextKey.of($0) == answer }.map(OptionBits.option) ?? 0
        case .text: return comparedTexts.firstIndex(of: answer).map(OptionBits.option) ?? OptionBits.otherText
        default: return 0
        }
    }
}

extension CheckedRules {
    /// What an axis is called, to find the same one in other rules.
    fileprivate func name(of axis: Axis) -> String {
        switch axis.subject {
        case .fact(let index): "fact \(facts[index].key)"
        case .tie(let kind): "tie \(connections[kind].key)"
        case .reading(let index): "reading \(interpretations[index].key)"
        case .lot: "lot"
        case .order, .test: looseWords(axis)
        }
    }

    /// What a loose axis is about, in names.
    fileprivate func looseWords(_ axis: Axis) -> String {
        switch axis.subject {
        case .order(let pair):
            let length = pair.length.map { "\($0.count) \($0.unit)" } ?? ""
            return "\(words(pair.left)) \(length) \(pair.countsEnd) \(words(pair.right))"
        case .test(let node): return node < 0 ? "" : words(node)
        default: return ""
        }
    }

    /// An expression in names and amounts, the same for the same expression in any rules.
    private func words(_ node: NodeID) -> String {
        let parts = children(of: node).map { words($0) }.joined(separator: ", ")
        let own: String =
            switch nodes[node] {
            case .constant(let index): constants[index].decimalText
            case .fact(let index): facts[index].key
            case .definition: ""
            case .rate(let index, _): "rate \(rates[index].key)"
            case .shifted(_, let length, let sign):
                "\(sign) \(durations[length].count) \(durations[length].unit)"
            case .timeComparison(_, let comparison, let length):
                "\(comparison) \(durations[length].count) \(durations[length].unit)"
            case .timeAgainst(_, let comparison, _, let unit): "\(comparison) \(unit)"
            case .shiftedBy(_, _, let unit, let sign): "\(sign) \(unit)"
            case .isInSpells: "in spells"
            case .lot(let index): "lot \(lots[index].title)"
            case .comparison(_, let comparison, _): "\(comparison)"
            case .arithmetic(let operation, _, _): "\(operation)"
            case .time(_, _, let countsEnd): "time \(countsEnd)"
            case .timeIn(_, let window, _): "time in \(window)"
            case .lastSpell(_, let gap): "last \(gap)"
            case .spellDay(_, let isFirst): "day \(isFirst)"
            case .isOneOf(_, let options): "one of \(options)"
            case .isWithin(_, let from, let to): "within \(from) \(to)"
            case .truth, .decisionDate, .age, .fraction, .rounded, .reading, .connection, .condition, .not,
                .and,
                .or:
                "\(nodes[node])"
            }
        return "\(own)(\(parts))"
    }
}
