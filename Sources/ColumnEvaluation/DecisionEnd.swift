import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// What is decided for somebody of whom everything is known, and one lot.
package struct DecisionEnd: Hashable, Sendable {
    /// How a lot stands.
    package enum Standing: UInt8, Hashable, Sendable {
        case notEligible, refer, eligible
        /// Nobody is so: facts are not what they must be.
        case impossible
    }

    package var standing: Standing
    package var cohort = CohortFinding.none
    /// The tests of conditions and waivers that hold, by bit.
    package var tests: UInt64 = 0
    /// The tests of advice that hold, by bit. Neither advice nor cohorts look at ties.
    package var advice: UInt64 = 0
}

/// All ends there are, each once.
struct DecisionEnds: Sendable {
    static let impossible = 0
    private(set) var all = [DecisionEnd(standing: .impossible)]
    private var places = [DecisionEnd(standing: .impossible): 0]

    mutating func place(of end: DecisionEnd) -> Int {
        if let place = places[end] { return place }
        all.append(end)
        places[end] = all.count - 1
        return all.count - 1
    }

    subscript(place: Int) -> DecisionEnd { all[place] }
}

extension RuleFunctions {
    /// Everything that is decided, as one function whose values are places of ends.
    mutating func decisions(
        _ rules: CheckedRules, _ watched: WatchedTests, _ ends: inout DecisionEnds
    ) throws(Diagram.TooLarge) -> Diagram.Ref {
        let standings: [DecisionEnd.Standing] = [.notEligible, .refer, .eligible]
        let eligibility = try eligibility()
        var result = try with { (diagram) throws(Diagram.TooLarge) in
            try diagram.map(eligibility) { ends.place(of: DecisionEnd(standing: standings[$0])) }
        }
        for (index, cohort) in rules.cohorts.enumerated() {
            let found = CohortFinding(index, rules)
            result = try adding(cohort.test, toEvery: true, result, &ends) { end in
                end.cohort = end.cohort == .none ? found : .several
            }
        }
        for (bit, test) in watched.tests.enumerated() {
            result = try adding(test, toEvery: false, result, &ends) { $0.tests |= 1 << UInt64(bit) }
        }
        for (bit, test) in watched.advice.enumerated() {
            result = try adding(test, toEvery: true, result, &ends) { $0.advice |= 1 << UInt64(bit) }
        }
        let possible = possible
        return try with { (diagram) throws(Diagram.TooLarge) in
            try diagram.combine(possible, result) { $0 == 1 ? $1 : DecisionEnds.impossible }
        }
    }

    /// Changes the ends of those for whom a test holds.
    ///
    /// - Parameter toEvery: whether the test is asked without ties.
    private mutating func adding(
        _ test: NodeID, toEvery isWithoutTies: Bool, _ result: Diagram.Ref, _ ends: inout DecisionEnds,
        _ change: (inout DecisionEnd) -> Void
    ) throws(Diagram.TooLarge) -> Diagram.Ref {
        var holds = try self.test(test)
        let ties = tieAxes
        return try with { (diagram) throws(Diagram.TooLarge) in
            if isWithoutTies { holds = try diagram.withFirstCells(holds, ofAxesFrom: ties.lowerBound) }
            return try diagram.combine(result, holds) { place, isTrue in
                if isTrue == 0 { return place }
                var end = ends[place]
                change(&end)
                return ends.place(of: end)
            }
        }
    }

    /// The axes of ties and of the lot, which stand last.
    var tieAxes: Range<Int> {
        let first = axes.firstIndex { axis in
            switch axis.subject {
            case .tie, .lot: true
            default: false
            }
        }
        return (first ?? axes.count)..<axes.count
    }
}

extension CohortFinding {
    /// The cohort of an index.
    init(_ index: Int, _ rules: CheckedRules) {
        self = rules.cohorts[index].title == nil ? .refer(index) : .cohort(index)
    }
}

extension Diagram {
    /// The function that another is when some last axes are at their first cells.
    mutating func withFirstCells(_ ref: Ref, ofAxesFrom first: Int) throws(TooLarge) -> Ref {
        var done: [Ref: Ref] = [:]
        return try withFirstCells(ref, first, &done)
    }

    private mutating func withFirstCells(
        _ ref: Ref, _ first: Int, _ done: inout [Ref: Ref]
    ) throws(TooLarge) -> Ref {
        var ref = ref
        while ref >= 0, axis(ref) >= first { ref = child(ref, 0) }
        if ref < 0 { return ref }
        if let ready = done[ref] { return ready }
        var cells: [Ref] = []
        for cell in 0..<widths[axis(ref)] { cells.append(try withFirstCells(child(ref, cell), first, &done)) }
        let result = try node(axis(ref), cells)
        done[ref] = result
        return result
    }
}
