import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleProofs

/// What would change the answer for one person, and when it changes by itself.
public struct WhatWouldChange: Sendable, Hashable {
    /// A smallest set of facts whose change alters the outcome.
    public struct Change: Sendable, Hashable {
        /// Each fact, with the nearest values that would do: “yearly pay below £13,900 a year; it is £14,200 a year”.
        public var facts: [String]
        /// The outcome then.
        public var outcome: Outcome
    }

    /// A later day on which the answer is another, nothing else having changed.
    public struct Later: Sendable, Hashable {
        /// The first such day.
        public var date: CivilDate
        /// The answer on that day: the outcome, and the cohort where there is one.
        public var answer: String
    }

    /// Every smallest set, those of one fact first. Empty where the outcome is not settled.
    public var changes: [Change] = []
    /// Nil when the answer stays as it is until the end of the run.
    public var later: Later?
}

extension Assessor {
    /// What would change the answer for a person: by decision diagrams, each change confirmed by deciding again.
    ///
    /// - Parameter includesHistory: whether to look at what nobody can change: dates that lie before the day of the
    ///   decision, such as a date of birth.
    /// - Throws: everything wrong with what was given.
    public func whatWouldChange(
        _ person: Person, includesHistory: Bool = false
    ) throws(InputProblems) -> WhatWouldChange {
        let prepared = try PreparedCase(self, person)
        let situation = prepared.situation(chosenReadings(for: person))
        guard let finding = try? decider.decide(situation) else { return WhatWouldChange() }
        var search = ChangeSearch(assessor: self, person: person, situation: situation, finding: finding)
        var found = WhatWouldChange()
        do throws(Diagram.TooLarge) {
            if !finding.isOutsideRun { found.changes = try search.changes(includesHistory: includesHistory) }
            if finding.outcome != .needsInformation { found.later = try search.later() }
        } catch {
            // Rules too large for diagrams: nothing is said rather than something uncertain.
            return WhatWouldChange()
        }
        return found
    }
}

private struct ChangeSearch {
    let assessor: Assessor
    let person: Person
    let situation: Situation
    let finding: Finding
    private var diagrams: RuleDiagrams
    private var decisions: [Int: DecisionFunction] = [:]
    private var rules: CheckedRules { assessor.book.rules }

    init(assessor: Assessor, person: Person, situation: Situation, finding: Finding) {
        self.assessor = assessor
        self.person = person
        self.situation = situation
        self.finding = finding
        diagrams = RuleDiagrams(assessor.decider, roots: assessor.book.rules.decidingTests)
    }

    private mutating func function(_ day: RuleDiagrams.Day) throws(Diagram.TooLarge) -> DecisionFunction {
        if let known = decisions[day.shape] { return known }
        let function = try DecisionFunction(diagrams.functions[day.shape], rules)
        decisions[day.shape] = function
        return function
    }

    /// The ties to the lot that is spoken of; of no lot when none is reached.
    private func ties(_ situation: Situation, _ lot: Int?) -> [Truth] {
        guard let lot, lot < situation.lots.count else { return rules.connections.map { _ in .no } }
        return situation.lots[lot].ties
    }

    private func lot(_ position: Int?) -> Int? {
        position.flatMap { $0 < situation.lots.count ? situation.lots[$0].lot : nil }
    }

    // MARK: Changes

    mutating func changes(includesHistory: Bool) throws(Diagram.TooLarge) -> [WhatWouldChange.Change] {
        let day = try diagrams.day(situation.date)
        let function = try function(day)
        let leading = finding.conditionsLot
        let people = Possibilities(
            situation, ties: ties(situation, leading), lot: lot(leading), day.cells.axes, assessor.decider)
        let axes = day.cells.axes.indices.filter { axis in
            switch day.cells.axes[axis].subject {
            case .fact(let fact): includesHistory || !isHistory(fact)
            case .tie: true
            case .reading, .lot, .order, .test: false
            }
        }
        let found = SmallestChanges(
            function.functions.diagram, function.outcome, of: people, axes: axes,
            impossible: DecisionFunction.impossible)
        return found.changes.compactMap { change in
            let outcome: Outcome = [.notEligible, .refer, .eligible][min(max(change.value - 1, 0), 2)]
            guard outcome != finding.outcome, confirms(change, outcome, day, leading) else { return nil }
            return WhatWouldChange.Change(
                facts: change.moves.map { words($0, day) }, outcome: outcome)
        }
    }

    /// What nobody can change: a date that has to lie before the decision.
    private func isHistory(_ fact: Int) -> Bool {
        guard rules.facts[fact].type.value == .date else { return false }
        return rules.facts[fact].constraints.contains { node in
            if case .comparison(let left, .atMost, let right) = rules.nodes[node] {
                rules.nodes[left] == .fact(fact) && rules.nodes[right] == .decisionDate
            } else {
                false
            }
        }
    }

    /// Whether the person, so changed, is decided so.
    private func confirms(
        _ change: SmallestChanges.Change, _ outcome: Outcome, _ day: RuleDiagrams.Day, _ leading: Int?
    ) -> Bool {
        var changed = situation
        var moved: Set<Int> = []
        for move in change.moves {
            let axis = day.cells.axes[move.axis]
            switch axis.subject {
            case .fact(let fact):
                moved.insert(fact)
                changed.facts[fact] = axis.sets[move.nearest].nearest(to: situation.facts[fact])
            case .tie(let kind):
                let lot = leading ?? 0
                guard lot < changed.lots.count else { return false }
                changed.lots[lot].ties[kind] = Truth(move.nearest == 1)
                // A person who would have no such tie has none to any lot.
                if move.nearest == 0 {
                    for other in changed.lots.indices { changed.lots[other].ties[kind] = .no }
                }
            case .reading, .lot, .order, .test: return false
            }
        }
        changed.given = changed.given.filter { index, _ in
            moved.isDisjoint(with: rules.facts(under: rules.definitions[index].value).facts)
        }
        return (try? assessor.decider.decide(changed).outcome) == outcome
    }

    private func words(_ move: SmallestChanges.Move, _ day: RuleDiagrams.Day) -> String {
        let axis = day.cells.axes[move.axis]
        switch axis.subject {
        case .fact(let fact):
            let words = AxisWords(rules: rules, date: day.date)
            let sets = move.cells.map { axis.sets[$0] }
            let wanted = words.ageWords(fact, sets) ?? words.words(fact, sets)
            return "\(wanted); \(now(fact))"
        case .tie(let kind):
            let name = rules.connections[kind].name
            return move.nearest == 1 ? "a tie to the lot by \(name)" : "no tie to the lot by \(name)"
        case .reading, .lot, .order, .test: return ""
        }
    }

    private func now(_ fact: Int) -> String {
        let set = situation.facts[fact]
        if set == .everything(rules.facts[fact]) { return "it is not known" }
        if set.isSingle, let value = set.example(for: rules.facts[fact]) {
            return "it is \(value.filter { $0 != "\"" })"
        }
        return "it is known in part"
    }

    // MARK: Later

    /// The first later day of the run, or the day after it, on which the answer is another.
    mutating func later() throws(Diagram.TooLarge) -> WhatWouldChange.Later? {
        guard let now = answer(situation.date), let end = rules.daysToProve.upperBound.later(by: 1),
            situation.date < end
        else { return nil }
        var turning: Set<CivilDate> = [end, rules.daysToProve.lowerBound]
        for lot in rules.lots.indices {
            turning.formUnion(assessor.book.areas.startDays(of: lot))
            for case .range(let range, _, _) in rules.lots[lot].open {
                if let from = range.from { turning.insert(from) }
                if let to = range.to { turning.insert(to.adding(days: 1)) }
            }
        }
        var before: Set<[Int]>?
        for number in situation.date.dayNumber...end.dayNumber {
            let date = CivilDate(clamping: Int(number))
            let day = try diagrams.day(date)
            let function = try function(day)
            let people = Possibilities(
                situation(on: date), ties: ties(situation, finding.conditionsLot),
                lot: lot(finding.conditionsLot), day.cells.axes, assessor.decider)
            let values = function.functions.diagram.values(
                function.whole, for: people, except: DecisionFunction.impossible)
            let decisions = Set(values.map { [function.decision($0).status] + function.decision($0).cohorts })
            let isSame = decisions == before
            before = decisions
            if date == situation.date || isSame && !turning.contains(date) { continue }
            if let then = answer(date), then != now { return .init(date: date, answer: then) }
        }
        return nil
    }

    private func situation(on date: CivilDate) -> Situation {
        var situation = situation
        situation.date = date
        return situation
    }

    /// The answer on a day, in words; nil when what is given cannot be so on it.
    private func answer(_ date: CivilDate) -> String? {
        var person = person
        person.decisionDate = date
        guard let prepared = try? PreparedCase(assessor, person),
            let finding = try? assessor.decider.decide(
                prepared.situation(assessor.chosenReadings(for: person)))
        else { return nil }
        guard finding.outcome != .notEligible else { return finding.outcome.rawValue }
        switch finding.cohort {
        case .cohort(let index): return "\(finding.outcome.rawValue), “\(rules.cohorts[index].title ?? "")”"
        case .refer: return "\(finding.outcome.rawValue), in a cohort that a person decides"
        default: return finding.outcome.rawValue
        }
    }
}

extension CivilDate {
    fileprivate func later(by days: Int) -> CivilDate? {
        let date = adding(days: days)
        return date > self ? date : nil
    }
}

extension FactSet {
    /// The value of this set that is nearest to another set; the set itself where it has no range.
    fileprivate func nearest(to other: FactSet) -> FactSet {
        guard hasRange else { return self }
        let tick = other.hasRange ? min(max(other.low, low), high) : low
        return FactSet(options: 0, low: tick, high: tick)
    }
}
