import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// What is so of everybody, on every day of a run and under every reading of the sources.
package struct Proofs: Sendable {
    /// What a proof found, in indices.
    package enum Subject: Sendable, Hashable {
        /// Somebody who can join is in no cohort.
        case cohortGap
        /// Somebody who can join is in two cohorts.
        case cohortOverlap(Int, Int)
        /// A promise is not kept.
        case promise(Int)
        /// A promise speaks of nobody.
        case emptyPromise(Int)
        case conditionNeverFails(Int)
        case conditionNeverHolds(Int)
        /// The condition could be left out: whoever meets the others meets it.
        case conditionDecidesNothing(Int)
        case waiverNeverApplies(condition: Int, waiver: Int)
        case cohortNeverApplies(Int)
        case adviceNeverApplies(Int)
        /// Nobody can join, on any day.
        case nobodyEligible
        case milestoneNeverMet(Int)
        case milestoneAlwaysMet(Int)
    }

    package struct Found: Sendable {
        package var subject: Subject
        /// Somebody who shows it; nil for what never happens.
        package var witness: DiagramWitness?
        /// The days on which it is so, in order.
        package var days: [ClosedRange<CivilDate>]
    }

    package private(set) var found: [Found] = []
    /// The kinds of day looked at.
    package private(set) var kinds: [DayKind] = []
    /// The days looked at.
    package private(set) var days = 0
    /// Whether the rules are too large to prove anything of.
    package private(set) var isTooLarge = false

    /// Whether amounts compare with amounts, or tests are of spells: what can be is then known only from a person.
    package private(set) var hasLooseAxes = false

    private let decider: Decider
    private var rules: CheckedRules { decider.rules }
    /// What has been seen to happen on some day.
    private var seen: Set<Subject> = []

    /// Proves what can be proved of a programme.
    ///
    /// - Parameter hasLot: whether any lot can be joined on a day.
    package init(_ decider: Decider, days: ClosedRange<CivilDate>, hasLot: (CivilDate) -> Bool) {
        self.decider = decider
        do throws(Diagram.TooLarge) {
            let rules = decider.rules
            let waivers = rules.conditions.flatMap { [$0.test] + $0.waivers.map(\.test) }
            var diagrams = RuleDiagrams(
                decider,
                roots: rules.decidingTests + waivers + rules.promises.map(\.test) + rules.advice.map(\.test))
            let kinds = try DayKinds(&diagrams, days, hasLot: hasLot)
            (self.kinds, self.days) = (kinds.kinds, kinds.count)
            for kind in kinds.kinds {
                var functions = diagrams.functions[kind.first.shape]
                try prove(kind, &functions)
                diagrams.functions[kind.first.shape] = functions
            }
            try noteOutsideRun(days, &diagrams)
            addNeverSeen()
            try proveMilestones(days)
        } catch {
            isTooLarge = true
            found = []
        }
    }

    // MARK: One kind of day

    private mutating func prove(_ kind: DayKind, _ functions: inout RuleFunctions) throws(Diagram.TooLarge) {
        if functions.axes.contains(where: \.isLoose) { hasLooseAxes = true }
        let possible = functions.possible
        let status = try kind.hasLot ? functions.eligibility() : Diagram.no
        let canJoin = try functions.with { diagram throws(Diagram.TooLarge) in
            try diagram.and(possible, diagram.map(status) { $0 > 0 ? 1 : 0 })
        }
        if canJoin != Diagram.no { seen.insert(.nobodyEligible) }
        try proveCohorts(kind, canJoin, &functions)
        try proveConditions(kind, status, &functions)
        try provePromises(kind, status, &functions)
        for (index, advice) in rules.advice.enumerated() {
            let test = try functions.test(advice.test)
            if try functions.with({ diagram throws(Diagram.TooLarge) in try diagram.and(possible, test) })
                != Diagram.no
            {
                seen.insert(.adviceNeverApplies(index))
            }
        }
    }

    private mutating func proveCohorts(
        _ kind: DayKind, _ canJoin: Diagram.Ref, _ functions: inout RuleFunctions
    ) throws(Diagram.TooLarge) {
        guard !rules.cohorts.isEmpty else { return }
        var any = Diagram.no
        var tests: [Diagram.Ref] = []
        for (index, cohort) in rules.cohorts.enumerated() {
            let test = try functions.test(cohort.test)
            let applies = try functions.with { diagram throws(Diagram.TooLarge) in
                try diagram.and(canJoin, test)
            }
            if applies != Diagram.no { seen.insert(.cohortNeverApplies(index)) }
            for (other, before) in tests.enumerated() {
                let both = try functions.with { diagram throws(Diagram.TooLarge) in
                    try diagram.and(applies, before)
                }
                add(.cohortOverlap(other, index), both, kind, functions)
            }
            tests.append(test)
            any = try functions.with { diagram throws(Diagram.TooLarge) in try diagram.or(any, test) }
        }
        let gap = try functions.with { diagram throws(Diagram.TooLarge) in try diagram.without(canJoin, any) }
        add(.cohortGap, gap, kind, functions)
    }

    private mutating func proveConditions(
        _ kind: DayKind, _ status: Diagram.Ref, _ functions: inout RuleFunctions
    ) throws(Diagram.TooLarge) {
        let possible = functions.possible
        for index in rules.conditions.indices {
            for manner in [RuleFunctions.Manner.strict, .lenient] {
                try proveCondition(index, manner, &functions)
            }
            let without = try functions.eligibility(ignoring: index)
            let isDifferent = try functions.with { diagram throws(Diagram.TooLarge) in
                let differs = try diagram.combine(status, without) { $0 == $1 ? 0 : 1 }
                return try diagram.and(possible, differs) != Diagram.no
            }
            if isDifferent || !kind.hasLot { seen.insert(.conditionDecidesNothing(index)) }
        }
    }

    /// What a condition and its waivers do, with ties that only refer counted or not.
    private mutating func proveCondition(
        _ index: Int, _ manner: RuleFunctions.Manner, _ functions: inout RuleFunctions
    ) throws(Diagram.TooLarge) {
        let possible = functions.possible
        let condition = rules.conditions[index]
        let test = try functions.test(condition.test, manner)
        var isMet = test
        for (position, waiver) in condition.waivers.enumerated() {
            let lets = try functions.test(waiver.test, manner)
            let isNeeded = try functions.with { diagram throws(Diagram.TooLarge) in
                try diagram.and(diagram.without(possible, test), lets)
            }
            if isNeeded != Diagram.no {
                seen.insert(.waiverNeverApplies(condition: index, waiver: position))
            }
            isMet = try functions.with { diagram throws(Diagram.TooLarge) in try diagram.or(isMet, lets) }
        }
        let (holds, fails) = try functions.with { diagram throws(Diagram.TooLarge) in
            (try diagram.and(possible, isMet), try diagram.without(possible, isMet))
        }
        if holds != Diagram.no { seen.insert(.conditionNeverHolds(index)) }
        if fails != Diagram.no { seen.insert(.conditionNeverFails(index)) }
    }

    private mutating func provePromises(
        _ kind: DayKind, _ status: Diagram.Ref, _ functions: inout RuleFunctions
    ) throws(Diagram.TooLarge) {
        let possible = functions.possible
        for (index, promise) in rules.promises.enumerated() {
            let test = try functions.test(promise.test, .everyTie)
            let speaksOf = try functions.with { diagram throws(Diagram.TooLarge) in
                try diagram.and(possible, test)
            }
            if speaksOf != Diagram.no { seen.insert(.emptyPromise(index)) }
            let broken: Diagram.Ref
            switch promise.outcome {
            case .outcome(let words):
                let wanted = words == Outcome.eligible.rawValue ? 2 : words == Outcome.refer.rawValue ? 1 : 0
                broken = try functions.with { diagram throws(Diagram.TooLarge) in
                    try diagram.and(speaksOf, diagram.map(status) { $0 == wanted ? 0 : 1 })
                }
            case .cohort(let cohort):
                let own = try functions.test(rules.cohorts[cohort].test)
                broken = try functions.with { diagram throws(Diagram.TooLarge) in
                    let canJoin = try diagram.map(status) { $0 > 0 ? 1 : 0 }
                    return try diagram.and(speaksOf, diagram.without(canJoin, own))
                }
            }
            add(.promise(index), broken, kind, functions)
        }
    }

    /// Notes what somebody shows. Of many kinds of day, the first witness is kept, and a certain one before others.
    private mutating func add(
        _ subject: Subject, _ ref: Diagram.Ref, _ kind: DayKind, _ functions: RuleFunctions
    ) {
        guard ref != Diagram.no, let witness = functions.witness(ref, kind.first, decider) else { return }
        guard let index = found.firstIndex(where: { $0.subject == subject }) else {
            found.append(Found(subject: subject, witness: witness, days: kind.ranges))
            return
        }
        found[index].days = (found[index].days + kind.ranges).sorted { $0.lowerBound < $1.lowerBound }
        if found[index].witness?.isCertain == false, witness.isCertain { found[index].witness = witness }
    }

    // MARK: All days

    /// A promise may speak of the days before and after the run, on which nobody is eligible.
    private mutating func noteOutsideRun(
        _ days: ClosedRange<CivilDate>, _ diagrams: inout RuleDiagrams
    ) throws(Diagram.TooLarge) {
        guard rules.run != nil else { return }
        for date in [days.lowerBound.adding(days: -1), days.upperBound.adding(days: 1)] {
            let day = try diagrams.day(date)
            for (index, promise) in rules.promises.enumerated() {
                let test = try diagrams.functions[day.shape].test(promise.test, .everyTie)
                if test != Diagram.no { seen.insert(.emptyPromise(index)) }
            }
        }
    }

    /// What happened on no day.
    private mutating func addNeverSeen() {
        if !seen.contains(.nobodyEligible) {
            // Everything else follows from this.
            found = [Found(subject: .nobodyEligible, witness: nil, days: [])]
        }
        var never: [Subject] = []
        for (index, condition) in rules.conditions.enumerated() {
            let own: [Subject] = [
                .conditionNeverHolds(index), .conditionNeverFails(index), .conditionDecidesNothing(index),
            ]
            if let first = own.first(where: { !seen.contains($0) }) { never.append(first) }
            for waiver in condition.waivers.indices {
                never.append(.waiverNeverApplies(condition: index, waiver: waiver))
            }
        }
        if seen.contains(.nobodyEligible) {
            never += rules.cohorts.indices.map { .cohortNeverApplies($0) }
            never += rules.advice.indices.map { .adviceNeverApplies($0) }
            never += rules.promises.indices.map { .emptyPromise($0) }
        }
        found += never.filter { !seen.contains($0) }.map { Found(subject: $0, witness: nil, days: []) }
    }

    /// Milestones have facts of their own, and a few days stand for all: they look at the day only through rates.
    private mutating func proveMilestones(_ days: ClosedRange<CivilDate>) throws(Diagram.TooLarge) {
        guard !rules.milestones.isEmpty else { return }
        var diagrams = RuleDiagrams(decider, roots: rules.milestones.map(\.test))
        let kinds = try DayKinds(&diagrams, days) { _ in true }
        for kind in kinds.kinds {
            var functions = diagrams.functions[kind.first.shape]
            for (index, milestone) in rules.milestones.enumerated() {
                let test = try functions.test(milestone.test)
                let possible = functions.possible
                let (holds, fails) = try functions.with { diagram throws(Diagram.TooLarge) in
                    (try diagram.and(possible, test), try diagram.without(possible, test))
                }
                if holds != Diagram.no { seen.insert(.milestoneNeverMet(index)) }
                if fails != Diagram.no { seen.insert(.milestoneAlwaysMet(index)) }
            }
        }
        for index in rules.milestones.indices {
            for subject in [Subject.milestoneNeverMet(index), .milestoneAlwaysMet(index)]
            where !seen.contains(subject) {
                found.append(Found(subject: subject, witness: nil, days: []))
            }
        }
    }
}
