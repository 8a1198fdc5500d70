import Facts
import RuleChecking
import RuleEvaluation

/// Goes through the tables with everybody that somebody can be, at once: exact, since cells are cut where rules change.
struct PartialWalk {
    let tables: DecisionTables
    let rules: CheckedRules
    let watched: WatchedTests
    /// The steps from the first fact on, and the cells that are possible at each.
    private let levels: [[Int32]]
    private let masks: [UInt64]
    private let groups: [TieGroup]
    private let hasLots: Bool
    /// The states that can be reached before each level.
    private var reached: [[Int32]] = []
    /// The states that can be reached in the end.
    private var lasts: [Int32] = []

    /// Pairs of states looked at before giving up.
    private static let mostPairs = 20_000

    /// - Parameters:
    ///   - masks: the cells of each fact that are possible.
    ///   - loose: the cells of what is not worked out from cells.
    ///   - groups: the ties to open lots, each kind of ties once; none when no lot is open.
    init(
        _ book: DecisionBook, _ tables: DecisionTables, shape: Int, readings: [Int], masks: [UInt64],
        loose: [Int], groups: [TieGroup]
    ) {
        self.tables = tables
        rules = book.rules
        watched = book.watched
        levels = Array(tables.steps[tables.readings.count...]) + tables.shapes[shape].looseSteps
        self.masks = masks + loose.map { 1 << UInt64($0) }
        hasLots = !groups.isEmpty
        self.groups = hasLots ? groups : [TieGroup()]
        var states = [tables.root(shape, readings: readings)]
        states.removeAll { $0 == DecisionTables.dead }
        for level in levels.indices {
            reached.append(states)
            var next: [Int32] = []
            for state in states { eachCell(level) { next.append(levels[level][Int(state) + $0]) } }
            states = Self.distinct(next)
        }
        lasts = states
    }

    private func eachCell(_ level: Int, _ visit: (Int) -> Void) {
        var rest = masks[level]
        while rest != 0 {
            visit(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
    }

    private static func distinct(_ states: [Int32]) -> [Int32] {
        if states.count == 1 { return states[0] == DecisionTables.dead ? [] : states }
        var result: [Int32] = []
        for state in states.sorted() where state != DecisionTables.dead && state != result.last {
            result.append(state)
        }
        return result
    }

    // MARK: The verdict

    /// Nil when nobody can be so, or when it is left to the decider.
    func verdict() -> Verdict? {
        guard !lasts.isEmpty else { return nil }
        let outcome = outcome()
        let lots = groups.map { group in
            Verdict.Lots(
                isEligible: hasLots && standings(group) == 1 << DecisionEnd.Standing.eligible.rawValue,
                conditions: conditions(group))
        }
        var cohorts: [CohortFinding] = []
        var advice = ~UInt64(0)
        for state in lasts {
            let end = tables.end(state, groups[0].combination)
            if !cohorts.contains(end.cohort) { cohorts.append(end.cohort) }
            advice &= end.advice
        }
        let hasCohort = outcome != .notEligible && !rules.cohorts.isEmpty
        let cohort = hasCohort && cohorts.count == 1 ? cohorts[0] : .notKnown
        var deciding = Deciding()
        deciding.outcome = outcome == .needsInformation
        deciding.lots = outcome == .eligible && !lots.contains { $0.isEligible }
        deciding.cohort = hasCohort && cohorts.count > 1
        guard let asking = deciding.isEmpty ? [] : questions(deciding) else { return nil }
        return Verdict(outcome: outcome, cohort: cohort, lots: lots, askNext: asking, advice: advice)
    }

    /// The standings that lots with some ties can have, by bit.
    private func standings(_ group: TieGroup) -> UInt8 {
        lasts.reduce(0) { $0 | standings($1, group) }
    }

    private func standings(_ state: Int32, _ group: TieGroup) -> UInt8 {
        var found: UInt8 = 0
        group.everyCombination { ties in
            found |= 1 << tables.end(state, ties).standing.rawValue
            return found != 7
        }
        return found
    }

    /// The best standings that several lots can have between them.
    private static func best(_ first: UInt8, _ second: UInt8) -> UInt8 {
        let least = max(first & (~first + 1), second & (~second + 1))
        return (first | second) & ~(least - 1)
    }

    private func outcome() -> Outcome {
        guard hasLots else { return .notEligible }
        let found = lasts.reduce(UInt8(0)) { found, state in
            found | groups.reduce(1) { Self.best($0, standings(state, $1)) }
        }
        switch found {
        case 1: return .notEligible
        case 2: return .refer
        case 4: return .eligible
        default: return .needsInformation
        }
    }

    private func conditions(_ group: TieGroup) -> [ConditionFinding] {
        // Which tests hold for everybody, and which for nobody; and of each condition, whether any of its tests does.
        var (all, some) = (~UInt64(0), UInt64(0))
        var (allMet, someMet) = (~UInt64(0), UInt64(0))
        for state in lasts {
            group.everyCombination { ties in
                let tests = tables.end(state, ties).tests
                all &= tests
                some |= tests
                var met: UInt64 = 0
                for (index, condition) in watched.conditions.enumerated()
                where ([condition.test] + condition.waivers).contains(where: { tests >> UInt64($0) & 1 == 1 })
                {
                    met |= 1 << UInt64(index)
                }
                allMet &= met
                someMet |= met
                return true
            }
        }
        func truth(_ bit: Int, _ all: UInt64, _ some: UInt64) -> Truth {
            all >> UInt64(bit) & 1 == 1 ? .yes : some >> UInt64(bit) & 1 == 0 ? .no : .unknown
        }
        return watched.conditions.enumerated().map { index, bits in
            let test = truth(bits.test, all, some)
            var finding = ConditionFinding(condition: index, isMet: test, test: test)
            if test == .yes || bits.waivers.isEmpty { return finding }
            finding.waiver = bits.waivers.firstIndex { truth($0, all, some) == .yes }
            finding.isMet = finding.waiver == nil ? truth(index, allMet, someMet) : .yes
            return finding
        }
    }

    // MARK: What to ask

    /// What is still open.
    private struct Deciding {
        var outcome = false
        var lots = false
        var cohort = false
        var isEmpty: Bool { !outcome && !lots && !cohort }
    }

    /// What can change the outcome, then the lot, then the cohort: two people who differ only there differ in it.
    private func questions(_ deciding: Deciding) -> [Finding.Question]? {
        var stages: [[Finding.Question]] = [[], [], []]
        for level in levels.indices where masks[level].nonzeroBitCount > 1 {
            guard let pairs = pairs(from: level) else { return nil }
            let fact = Finding.Question.fact(tables.facts[level])
            if deciding.outcome, pairs.contains(where: { outcomesDiffer($0, $1) }) { stages[0].append(fact) }
            if deciding.lots, pairs.contains(where: { lotsDiffer($0, $1) }) { stages[1].append(fact) }
            if deciding.cohort,
                pairs.contains(where: {
                    tables.end($0, groups[0].combination).cohort
                        != tables.end($1, groups[0].combination).cohort
                })
            {
                stages[2].append(fact)
            }
        }
        for (bit, kind) in tables.tieKinds.enumerated() {
            let open = groups.indices.filter { groups[$0].open >> UInt16(bit) & 1 == 1 }
            if deciding.outcome, open.contains(where: { tieDecidesOutcome($0, bit) }) {
                stages[0].append(.connection(kind))
            }
            if deciding.lots, open.contains(where: { tieDecidesLots($0, bit) }) {
                stages[1].append(.connection(kind))
            }
        }
        var questions: [Finding.Question] = []
        for stage in stages {
            questions += stage.filter { !questions.contains($0) }.sorted { position($0) < position($1) }
        }
        return questions
    }

    private func position(_ question: Finding.Question) -> Int {
        switch question {
        case .fact(let index): rules.facts[index].position
        case .connection(let index): rules.connections[index].position
        }
    }

    /// The last states of every two people who differ in one fact and nothing else; nil when they are too many.
    private func pairs(from level: Int) -> [(Int32, Int32)]? {
        var pairs: Set<UInt64> = []
        func add(_ first: Int32, _ second: Int32) {
            if first == second || first == DecisionTables.dead || second == DecisionTables.dead { return }
            let (low, high) = (UInt64(min(first, second)), UInt64(max(first, second)))
            pairs.insert(low << 32 | high)
        }
        for state in reached[level] {
            var children: [Int32] = []
            eachCell(level) { children.append(levels[level][Int(state) + $0]) }
            children = Self.distinct(children)
            for (index, child) in children.enumerated() {
                for other in children[(index + 1)...] { add(child, other) }
            }
        }
        for next in levels.indices.dropFirst(level + 1) {
            guard pairs.count <= Self.mostPairs else { return nil }
            let before = pairs
            pairs = []
            for pair in before {
                let (first, second) = Self.states(pair)
                eachCell(next) { cell in
                    add(levels[next][Int(first) + cell], levels[next][Int(second) + cell])
                }
            }
        }
        return pairs.map(Self.states)
    }

    private static func states(_ pair: UInt64) -> (Int32, Int32) {
        (Int32(truncatingIfNeeded: pair >> 32), Int32(truncatingIfNeeded: pair))
    }

    /// Whether two people with the same ties, whatever they are, can have different outcomes.
    private func outcomesDiffer(_ first: Int32, _ second: Int32) -> Bool {
        guard hasLots else { return false }
        // The standings of both, as bits of a square of three by three.
        var found: UInt16 = 1
        for group in groups {
            var own: UInt16 = 0
            group.everyCombination { ties in
                own |= Self.square(standing(first, ties), standing(second, ties))
                return true
            }
            found = Self.best(found, own)
        }
        return found & ~0b100_010_001 != 0
    }

    private func standing(_ state: Int32, _ ties: Int) -> Int {
        Int(tables.end(state, ties).standing.rawValue)
    }

    private static func square(_ first: Int, _ second: Int) -> UInt16 { 1 << UInt16(first * 3 + second) }

    private static func best(_ some: UInt16, _ others: UInt16) -> UInt16 {
        var result: UInt16 = 0
        for one in 0..<9 where some >> UInt16(one) & 1 == 1 {
            for other in 0..<9 where others >> UInt16(other) & 1 == 1 {
                result |= square(max(one / 3, other / 3), max(one % 3, other % 3))
            }
        }
        return result
    }

    /// Whether a lot can be eligible for one of two people with the same ties, and not for the other.
    private func lotsDiffer(_ first: Int32, _ second: Int32) -> Bool {
        groups.contains { group in
            var differs = false
            group.everyCombination { ties in
                differs = (standing(first, ties) == 2) != (standing(second, ties) == 2)
                return !differs
            }
            return differs
        }
    }

    /// Whether one tie to one group of lots can change the outcome.
    private func tieDecidesOutcome(_ group: Int, _ bit: Int) -> Bool {
        let others = groups.indices.filter { $0 != group }.map { groups[$0] }
        return lasts.contains { state in
            let rest = others.reduce(UInt8(1)) { Self.best($0, standings(state, $1)) }
            // Ties to other lots can be so that those stand at their least.
            let least = rest.trailingZeroBitCount
            return tieChanges(state, group, bit) { max($0, least) != max($1, least) }
        }
    }

    private func tieDecidesLots(_ group: Int, _ bit: Int) -> Bool {
        lasts.contains { state in tieChanges(state, group, bit) { ($0 == 2) != ($1 == 2) } }
    }

    private func tieChanges(
        _ state: Int32, _ group: Int, _ bit: Int, _ differ: (Int, Int) -> Bool
    ) -> Bool {
        var without = groups[group]
        without.open &= ~(1 << UInt16(bit))
        var changes = false
        without.everyCombination { ties in
            changes = differ(standing(state, ties), standing(state, ties | 1 << bit))
            return !changes
        }
        return changes
    }
}
