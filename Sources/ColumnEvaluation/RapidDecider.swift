import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Decides as `Decider` does, by walking through tables instead of looking at expressions, and leaves to it whom the
/// tables are not made for.
///
/// What was decided for one person is remembered for everybody of whom the same is known as far as the rules can tell.
/// That changes how long a decision takes and nothing else.
package struct RapidDecider {
    package let book: DecisionBook
    private var days: [CivilDate: DecisionDay?] = [:]
    private var tables: DecisionTables?
    private var verdicts: [Key: Verdict?] = [:]
    private var given: [GivenKey: UInt64?] = [:]

    /// Verdicts, days and given values that are remembered before all are let go.
    private static let mostRemembered = 50_000

    /// All that a decision depends on.
    private struct Key: Hashable {
        var shape: Int
        var readings: [Int]
        var masks: [UInt64]
        var loose: [Int]
        var groups: [TieGroup]
    }

    private struct GivenKey: Hashable {
        var date: CivilDate
        var definition: Int
        var answer: Answer
        var own: FactSet
        var readings: [Int]
    }

    package init(_ book: DecisionBook) {
        self.book = book
    }

    /// The decision; nil when it is left to the decider.
    package mutating func decide(_ situation: Situation) -> Finding? {
        let rules = book.rules
        if let run = rules.run?.value, !run.contains(situation.date) { return nil }
        guard let (day, tables) = day(situation.date) else { return nil }
        // Of no lot, nothing can be said that is said of one.
        if tables.tellsLotsApart, situation.lots.isEmpty { return nil }
        var masks: [UInt64] = []
        masks.reserveCapacity(day.facts.count)
        for cells in day.facts {
            guard let mask = cells.mask(of: situation.facts[cells.fact]) else { return nil }
            masks.append(mask)
        }
        if !situation.given.isEmpty, !limit(&masks, situation, day) { return nil }
        guard let loose = looseCells(day, situation) else { return nil }
        var groups: [TieGroup] = []
        var groupOfLot: [Int] = []
        for lot in situation.lots {
            let group = TieGroup(lot, tables)
            let known = groups.firstIndex(of: group)
            if known == nil { groups.append(group) }
            groupOfLot.append(known ?? groups.count - 1)
        }
        let key = Key(
            shape: day.shape, readings: situation.readings, masks: masks, loose: loose, groups: groups)
        guard let verdict = verdict(key, tables) else { return nil }
        return finding(verdict, groupOfLot, situation)
    }

    // MARK: Remembering

    private mutating func day(_ date: CivilDate) -> (DecisionDay, DecisionTables)? {
        if let known = days[date] {
            guard let day = known, let tables else { return nil }
            return (day, tables)
        }
        if days.count >= Self.mostRemembered { days = [:] }
        let found = book.day(date)
        days[date] = .some(found?.day)
        if let found { tables = found.tables }
        return found
    }

    private mutating func verdict(_ key: Key, _ tables: DecisionTables) -> Verdict? {
        if let known = verdicts[key] { return known }
        if verdicts.count >= Self.mostRemembered { verdicts = [:] }
        let walk = PartialWalk(
            book, tables, shape: key.shape, readings: key.readings, masks: key.masks, loose: key.loose,
            groups: key.groups)
        let verdict = walk.verdict()
        verdicts[key] = .some(verdict)
        return verdict
    }

    // MARK: What is not cells of facts

    /// Takes away the cells in which definitions are not what was given for them; false when that cannot be told.
    private mutating func limit(_ masks: inout [UInt64], _ situation: Situation, _ day: DecisionDay) -> Bool {
        for (definition, answer) in situation.given {
            guard
                let limit = limit(
                    definition, answer, readings: situation.readings, facts: situation.facts, day)
            else { return false }
            masks[limit.level] &= limit.cells
        }
        return true
    }

    /// The cells of the one fact that a definition depends on for which it can be what was given for it; nil when it
    /// depends on more, or cannot be so.
    package mutating func limit(
        _ definition: Int, _ answer: Answer, readings: [Int], facts: [FactSet], _ day: DecisionDay
    ) -> (level: Int, cells: UInt64)? {
        let (used, hasSpells) = book.rules.factsUsed(by: book.rules.definitions[definition].value)
        guard !hasSpells, used.count == 1, let fact = used.first,
            let level = day.facts.firstIndex(where: { $0.fact == fact })
        else { return nil }
        let key = GivenKey(
            date: day.date, definition: definition, answer: answer, own: facts[fact], readings: readings)
        if let known = given[key] { return known.map { (level, $0) } }
        if given.count >= Self.mostRemembered { given = [:] }
        let cells = fittingCells(key, fact, day.facts[level])
        given[key] = .some(cells)
        return cells.map { (level, $0) }
    }

    private func fittingCells(_ key: GivenKey, _ fact: Int, _ cells: FactCells) -> UInt64? {
        let rules = book.rules
        let isKnown = key.own.isSingle
        guard isKnown || key.own == .everything(rules.facts[fact]) else { return nil }
        var evaluator = book.decider.evaluator(
            Situation(
                date: key.date, facts: rules.facts.map { .everything($0) },
                given: [key.definition: key.answer], readings: key.readings, lots: []))
        if isKnown {
            evaluator.facts[fact] = key.own
            return evaluator.fits(key.definition) == .yes ? cells.mask(of: key.own) : nil
        }
        let isGradual = rules.isGradual(rules.definitions[key.definition].value)
        var found: UInt64 = 0
        for (cell, set) in cells.sets.enumerated() {
            evaluator.facts[fact] = set
            let fits = evaluator.fits(key.definition)
            // Between two values of something that goes up by one lies every other.
            if !fits.isSettled, !isGradual { return nil }
            if fits != .no { found |= 1 << UInt64(cell) }
        }
        return found
    }

    /// The cells of tests and orders that are worked out for each person; nil when one of them is open.
    package func looseCells(_ day: DecisionDay, _ situation: Situation) -> [Int]? {
        if day.loose.isEmpty { return [] }
        var evaluator = book.decider.evaluator(situation)
        var cells: [Int] = []
        for subject in day.loose {
            switch subject {
            case .test(let node):
                let truth = evaluator.truth(node)
                guard truth.isSettled else { return nil }
                cells.append(truth == .yes ? 1 : 0)
            case .order(let pair):
                let facts = [pair.left, pair.right].flatMap { book.rules.factsUsed(by: $0).facts }
                guard facts.allSatisfy({ situation.facts[$0].isSingle }) else { return nil }
                let possible = Sign.allCases.indices.filter { evaluator.canHold([pair: Sign.allCases[$0]]) }
                let hasNoOrder = evaluator.canHaveNoValue(pair)
                guard possible.count == (hasNoOrder ? 0 : 1) else { return nil }
                cells.append(hasNoOrder ? 3 : possible[0])
            case .fact, .reading, .tie, .lot: return nil
            }
        }
        return cells
    }

    // MARK: The finding

    private func finding(_ verdict: Verdict, _ groupOfLot: [Int], _ situation: Situation) -> Finding? {
        let lots = situation.lots { lot in
            verdict.outcome == .eligible ? verdict.lots[groupOfLot[lot]].isEligible : nil
        }
        let leading = situation.leading(lots)
        guard let advice = advice(verdict, situation) else { return nil }
        return Finding(
            outcome: verdict.outcome, isOutsideRun: false, lots: lots, cohort: verdict.cohort,
            conditions: verdict.lots[leading.map { groupOfLot[$0] } ?? 0].conditions, conditionsLot: leading,
            askNext: verdict.askNext, advice: advice)
    }

    /// Advice is given where its test is plainly so, which is less than in every completion.
    private func advice(_ verdict: Verdict, _ situation: Situation) -> [Int]? {
        if verdict.advice == 0 { return [] }
        var evaluator = book.decider.evaluator(situation)
        return book.rules.advice.indices.filter { index in
            verdict.advice >> UInt64(index) & 1 == 1 && evaluator.truth(book.rules.advice[index].test) == .yes
        }
    }
}
