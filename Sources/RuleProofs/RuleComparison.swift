import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Who is decided differently by two programmes, or by one read two ways: everybody, on every day, for one lot.
package struct RuleComparison: Sendable {
    /// What somebody is decided to be, for a lot.
    package struct Decision: Sendable, Hashable {
        /// 2 eligible, 1 refer, 0 not eligible.
        package var status = 0
        /// The titles of the cohorts they are in; nil for the one that a person decides. Empty for those who cannot join.
        package var cohorts: [String?] = []

        package init(status: Int = 0) { self.status = status }
    }

    /// People decided differently in one way, on some days.
    package struct Change: Sendable {
        package var before: Decision
        package var after: Decision
        package var days: [ClosedRange<CivilDate>]
        /// The first of the days, with its cells.
        package var first: PairedDiagrams.Day
        /// The people: those in any of the cubes.
        package var people: [Cube]
        /// For each axis, the cells that somebody can be in.
        package var possible: [[Int]]
        /// Whether the cubes are all of them.
        package var isWhole: Bool
        /// Somebody, as each of the programmes sees them.
        package var witness: (first: DiagramWitness, second: DiagramWitness)?
    }

    package private(set) var changes: [Change] = []
    package private(set) var days = 0
    /// Whether the rules are too large to be compared.
    package private(set) var isTooLarge = false

    private var diagrams: PairedDiagrams
    private var decisions: [Decision] = [Decision()]
    private var pairs: [[Int]] = []
    /// Cubes for one way of being decided differently, at most.
    private static let mostCubes = 24

    /// Compares two programmes on some days.
    ///
    /// - Parameters:
    ///   - hasLot: whether any lot can be joined on a day, by each.
    ///   - earlier: the day on which the first decides, where the days are only those of the second.
    ///   - isBrief: whether one change is enough.
    package init(
        _ first: PairedDiagrams.Side, _ second: PairedDiagrams.Side, days: ClosedRange<CivilDate>,
        first earlier: CivilDate? = nil, isBrief: Bool = false, hasLot: (CivilDate) -> (Bool, Bool)
    ) {
        diagrams = PairedDiagrams(first, second)
        do throws(Diagram.TooLarge) {
            for kind in try kinds(days, earlier, hasLot) {
                try compare(kind)
                if isBrief, !changes.isEmpty { break }
            }
        } catch {
            isTooLarge = true
        }
    }

    // MARK: Days

    /// Days with one diagram, the same amounts and the same choice of lots.
    private struct Kind {
        var first: PairedDiagrams.Day
        var hasLot: (Bool, Bool)
        var ranges: [ClosedRange<CivilDate>]
    }

    private struct Key: Hashable {
        var shape: Int
        var hasLots: [Bool]
        var amounts: [[FactSet]]
    }

    private mutating func kinds(
        _ days: ClosedRange<CivilDate>, _ earlier: CivilDate?, _ hasLot: (CivilDate) -> (Bool, Bool)
    ) throws(Diagram.TooLarge) -> [Kind] {
        var kinds: [Kind] = []
        var known: [Key: Int] = [:]
        for number in days.lowerBound.dayNumber...days.upperBound.dayNumber {
            let date = CivilDate(clamping: Int(number))
            let day = try diagrams.day(date, first: earlier)
            let open = (hasLot(earlier ?? date).0, hasLot(date).1)
            self.days += 1
            let key = Key(shape: day.shape, hasLots: [open.0, open.1], amounts: amounts(day))
            if let index = known[key] {
                kinds[index].ranges.add(date)
            } else {
                known[key] = kinds.count
                kinds.append(Kind(first: day, hasLot: open, ranges: [date...date]))
            }
        }
        return kinds
    }

    /// Where amounts are cut: days move with the day looked at, amounts only with rates.
    private func amounts(_ day: PairedDiagrams.Day) -> [[FactSet]] {
        day.axes.compactMap { axis in
            guard case .fact(let fact)? = axis.second?.subject ?? axis.first?.subject else { return nil }
            let rules = (axis.second == nil ? diagrams.sides.first : diagrams.sides.second).decider.rules
            return rules.facts[fact].type.value == .date ? nil : (axis.second ?? axis.first)?.sets
        }
    }

    // MARK: One kind of day

    private mutating func compare(_ kind: Kind) throws(Diagram.TooLarge) {
        var functions = diagrams.functions[kind.first.shape]
        let before = try decision(functions.first, diagrams.sides.first, kind.hasLot.0, &functions.diagram)
        let after = try decision(functions.second, diagrams.sides.second, kind.hasLot.1, &functions.diagram)
        let differences = try functions.diagram.combine(before, after) { $0 == $1 ? 0 : pair($0, $1) }
        let seen = try functions.diagram.combine(functions.possible, differences) { $0 == 1 ? $1 : 0 }
        for value in functions.diagram.values(seen).sorted() where value > 0 {
            let people = try functions.diagram.map(seen) { $0 == value ? 1 : 0 }
            let (cubes, isWhole) = try functions.diagram.cover(
                people, within: functions.possible, widening: Self.wideningOrder(kind.first),
                trying: { preferred($0, kind.first) }, limit: Self.mostCubes)
            let possible = try kind.first.axes.indices.map { (axis) throws(Diagram.TooLarge) in
                try functions.diagram.possibleCells(axis, functions.possible)
            }
            changes.append(
                Change(
                    before: decisions[pairs[value - 1][0]], after: decisions[pairs[value - 1][1]],
                    days: kind.ranges, first: kind.first, people: cubes, possible: possible, isWhole: isWhole,
                    witness: witness(people, kind.first, functions.diagram)))
        }
        diagrams.functions[kind.first.shape] = functions
    }

    /// Ties last: they say least about people.
    private static func wideningOrder(_ day: PairedDiagrams.Day) -> [Int] {
        func isTie(_ index: Int) -> Bool {
            if case .tie? = (day.axes[index].second ?? day.axes[index].first)?.subject { true } else { false }
        }
        return day.axes.indices.filter { !isTie($0) } + day.axes.indices.filter(isTie)
    }

    /// The decision as a function, for a lot.
    private mutating func decision(
        _ tests: [Diagram.Ref], _ side: PairedDiagrams.Side, _ hasLot: Bool, _ diagram: inout Diagram
    ) throws(Diagram.TooLarge) -> Diagram.Ref {
        guard hasLot else { return Diagram.value(0) }
        let status = try diagram.combine(tests[0], tests[1]) { $0 == 1 ? 2 : $1 }
        var result = try diagram.map(status) { $0 == 0 ? 0 : intern(Decision(status: $0)) }
        for (index, cohort) in side.decider.rules.cohorts.enumerated() {
            result = try diagram.combine(result, tests[2 + index]) { known, isIn in
                guard isIn == 1, decisions[known].status > 0 else { return known }
                var decision = decisions[known]
                decision.cohorts.append(cohort.title)
                return intern(decision)
            }
        }
        return result
    }

    private mutating func intern(_ decision: Decision) -> Int {
        if let known = decisions.firstIndex(of: decision) { return known }
        decisions.append(decision)
        return decisions.count - 1
    }

    /// What somebody can do changes, or else the cohort.
    private mutating func pair(_ before: Int, _ after: Int) -> Int {
        let (was, is_) = (decisions[before], decisions[after])
        if was.status != is_.status, !was.cohorts.isEmpty || !is_.cohorts.isEmpty {
            return pair(intern(Decision(status: was.status)), intern(Decision(status: is_.status)))
        }
        if let known = pairs.firstIndex(of: [before, after]) { return known + 1 }
        pairs.append([before, after])
        return pairs.count
    }

    // MARK: Somebody

    private func preferred(_ index: Int, _ day: PairedDiagrams.Day) -> [Int] {
        let all = Array(0..<day.axes[index].count)
        switch (day.axes[index].second ?? day.axes[index].first)?.subject {
        case .tie: return all.reversed()
        case .fact: return all.count > 2 ? Array(all.dropFirst()) + [0] : all
        default: return all
        }
    }

    private func witness(
        _ people: Diagram.Ref, _ day: PairedDiagrams.Day, _ diagram: Diagram
    ) -> (first: DiagramWitness, second: DiagramWitness)? {
        guard let path = diagram.path(people, to: 1, trying: { preferred($0, day) }) else { return nil }
        let first = DiagramWitness(
            path, day.axes.map(\.first), day.firstDate, diagrams.sides.first.decider,
            readings: diagrams.sides.first.readings)
        let second = DiagramWitness(
            path, day.axes.map(\.second), day.date, diagrams.sides.second.decider,
            readings: diagrams.sides.second.readings)
        return (first, second)
    }
}

extension [ClosedRange<CivilDate>] {
    /// Adds a day after all the others.
    mutating func add(_ date: CivilDate) {
        if let last, last.upperBound.adding(days: 1) == date {
            self[count - 1] = last.lowerBound...date
        } else {
            append(date...date)
        }
    }
}
