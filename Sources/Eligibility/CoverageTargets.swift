import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Everything that examples of a programme could show: conditions met and not, waivers, cohorts, lots, bands of rates,
/// dates, milestones and payments.
struct CoverageTargets {
    private let rules: CheckedRules
    private let days: [CivilDate]

    init(_ assessor: Assessor) {
        rules = assessor.book.rules
        days = Self.days(rules)
    }

    var all: [CoverageTarget] {
        dates + conditions + waivers + cohorts + lots + bands + milestones + payments
    }

    /// Days of the run on which something begins: the first day first.
    private static func days(_ rules: CheckedRules) -> [CivilDate] {
        var days: Set<CivilDate> = []
        let run = rules.run?.value ?? DayRange(from: nil, to: nil)
        if let from = run.from { days.insert(from) }
        for rate in rules.rates { days.formUnion(rate.periods.compactMap(\.days.from)) }
        for lot in rules.lots {
            for case .range(let range, _, _) in lot.parts.map(\.days) + lot.open {
                if let from = range.from { days.insert(from) }
            }
        }
        for payment in rules.payments {
            for case .range(let range, _, _) in payment.entries.map(\.days) {
                if let from = range.from { days.insert(from) }
            }
        }
        let inRun = days.filter(run.contains).sorted()
        return inRun.isEmpty ? [run.from ?? CivilDate(clamping: 18_000)] : inRun
    }

    /// A lot that is open on a day; every one of them where the rules tell them apart.
    private func openLots(on day: CivilDate) -> [Int?] {
        let open = rules.lots.indices.filter { rules.lots[$0].isOpen(on: day) }
        let areNamed = rules.nodes.contains { if case .lot = $0 { true } else { false } }
        if open.isEmpty { return [nil] }
        return (areNamed ? open : Array(open.prefix(1))).map { $0 }
    }

    /// Goals on each day, with the default readings and then with every other.
    private func goals(
        _ title: String, readings: Bool = false, on days: [CivilDate]? = nil, lot: Int? = nil,
        given: [Int: FactValue] = [:], _ wanted: [WitnessSearch.Wanted]
    ) -> [ExampleWriter.Goal] {
        var choices: [[Int: Int]] = [[:]]
        if readings {
            for (index, interpretation) in rules.interpretations.enumerated() {
                for position in interpretation.readings.indices where position != interpretation.chosen {
                    choices.append([index: position])
                }
            }
        }
        return choices.flatMap { choice in
            (days ?? self.days).prefix(12).flatMap { day in
                (lot.map { [$0] } ?? openLots(on: day)).map { lot in
                    .init(
                        title: title, date: day, lot: lot, wanted: wanted, given: given, readings: choice)
                }
            }
        }
    }

    // MARK: Conditions

    /// All conditions but one hold.
    private func others(than index: Int) -> [WitnessSearch.Wanted] {
        rules.conditions.indices.filter { $0 != index }.map { .init(rules.conditions[$0].test, true) }
    }

    private var conditions: [CoverageTarget] {
        rules.conditions.enumerated().flatMap { index, condition -> [CoverageTarget] in
            let waivers = condition.waivers.map { WitnessSearch.Wanted($0.test, false) }
            return [
                CoverageTarget(
                    message: "No example meets “\(condition.name)”.",
                    isSeen: { $0.condition(index)?.test == .yes },
                    goals: goals(
                        "\(condition.name): met", [.init(condition.test, true)] + others(than: index))),
                CoverageTarget(
                    message: "No example fails “\(condition.name)”.",
                    isSeen: { $0.condition(index)?.isMet == .no },
                    goals: goals(
                        "\(condition.name): not met",
                        [.init(condition.test, false)] + waivers + others(than: index))
                        + goals("\(condition.name): not met", [.init(condition.test, false)] + waivers)),
            ]
        }
    }

    private var waivers: [CoverageTarget] {
        rules.conditions.enumerated().flatMap { index, condition in
            condition.waivers.enumerated().map { position, waiver in
                CoverageTarget(
                    message: "No example is let off “\(condition.name)” by “\(waiver.name)”.",
                    isSeen: { $0.condition(index)?.waiver == position },
                    goals: goals(
                        waiver.name, readings: true,
                        [.init(condition.test, false), .init(waiver.test, true)] + others(than: index)))
            }
        }
    }

    // MARK: Cohorts and lots

    private var cohorts: [CoverageTarget] {
        rules.cohorts.enumerated().map { index, cohort in
            let name = cohort.title.map { "cohort “\($0)”" } ?? "cohort that a person decides"
            return CoverageTarget(
                message: "No example is in the \(name).",
                isSeen: {
                    guard $0.finding.outcome != .notEligible else { return false }
                    return $0.finding.cohort == .cohort(index) || $0.finding.cohort == .refer(index)
                },
                goals: goals(
                    cohort.title ?? "cohort to be decided",
                    [.init(cohort.test, true), .init(rules.eligibleWhen, true)]))
        }
    }

    private var lots: [CoverageTarget] {
        rules.lots.enumerated().map { index, lot in
            CoverageTarget(
                message: "No example reaches the lot “\(lot.title)”.",
                isSeen: { $0.finding.lots.contains { $0.lot == index } },
                goals: goals(
                    lot.title, on: days.filter { lot.isOpen(on: $0) }, lot: index,
                    [.init(rules.eligibleWhen, true)]))
        }
    }

    // MARK: Rates and dates

    /// Every band of every rate that a comparison uses, in each period of the run.
    private var bands: [CoverageTarget] {
        var targets: [CoverageTarget] = []
        for (node, kind) in rules.nodes.enumerated() {
            let sides: [NodeID]
            switch kind {
            case .comparison(let left, _, let right): sides = [left, right]
            case .timeAgainst(_, _, let amount, _): sides = [amount]
            default: continue
            }
            for (rate, by) in sides.flatMap(rates) {
                for period in rules.rates[rate].periods {
                    guard let day = days.first(where: { period.days.contains($0) }) else { continue }
                    for band in period.bands {
                        targets.append(target(comparison: node, rate, by, period, band, day))
                    }
                }
            }
        }
        return targets
    }

    /// The rates that an amount is made from.
    private func rates(_ node: NodeID) -> [(rate: Int, by: NodeID?)] {
        if case .rate(let index, let by) = rules.nodes[node] { return [(index, by)] }
        return rules.children(of: node).flatMap(rates)
    }

    private func target(
        comparison: NodeID, _ rate: Int, _ by: NodeID?, _ period: Rate.Period, _ band: Rate.Band,
        _ day: CivilDate
    ) -> CoverageTarget {
        let name = rules.rates[rate].name
        var words = "“\(name)”"
        var given: [Int: FactValue] = [:]
        if let by {
            let end = band.to.map { "to \($0.decimalText)" } ?? "and over"
            words += " for \(band.from.decimalText) \(end)"
            if case .definition(let index) = rules.nodes[by] {
                given[index] = .number(max(band.from, period.bands.first?.to ?? band.from))
            }
        }
        let from = period.days.from.map { " from \($0)" } ?? ""
        let title = words.filter { $0 != "“" && $0 != "”" } + from
        return CoverageTarget(
            message: "No example is decided by \(words)\(from).",
            isSeen: { seen in
                guard period.days.contains(seen.prepared.date) else { return false }
                let ties = seen.prepared.lots.first?.ties ?? []
                guard seen.inspector.truth(comparison, ties: ties).isSettled else { return false }
                guard let by else { return true }
                guard let value = seen.inspector.amount(by, ties: ties) else { return false }
                return !(value < band.from) && !(band.to.map { $0 < value } ?? false)
            },
            goals: goals(title, on: [day], given: given, [.init(comparison, true)] + others(than: -1))
                + goals(title, on: [day], given: given, [.init(comparison, false)]))
    }

    private var dates: [CoverageTarget] {
        guard let run = rules.run?.value else { return [] }
        var targets: [CoverageTarget] = []
        for (day, words) in [(run.from?.adding(days: -1), "before"), (run.to?.adding(days: 1), "after")] {
            guard let day else { continue }
            targets.append(
                CoverageTarget(
                    message: "No example is decided \(words) the run.",
                    isSeen: { words == "before" ? $0.prepared.date <= day : $0.prepared.date >= day },
                    goals: [.init(title: "the day \(words) the run", date: day, wanted: [])]))
        }
        for (day, words) in [(run.from, "first"), (run.to, "last")] {
            guard let day else { continue }
            targets.append(
                CoverageTarget(
                    message: "No example is decided on the \(words) day of the run.",
                    isSeen: { $0.prepared.date == day && !$0.finding.isOutsideRun },
                    goals: goals("the \(words) day of the run", on: [day], [.init(rules.eligibleWhen, true)]))
            )
        }
        return targets
    }

    // MARK: After joining

    /// Each milestone reached and not, and each way in which a person decides.
    private var milestones: [CoverageTarget] {
        rules.milestones.enumerated().flatMap { index, milestone -> [CoverageTarget] in
            let referrals = milestone.referrals.map(\.test)
            let others = referrals.map { WitnessSearch.Wanted($0, false) }
            func target(
                _ words: String, _ title: String, _ wanted: [WitnessSearch.Wanted], _ result: MilestoneResult,
                referral: Int? = nil
            ) -> CoverageTarget {
                CoverageTarget(
                    message: "No example expects the milestone “\(milestone.title)” \(words).",
                    isSeen: { seen in
                        guard let settled = seen.milestone(index) else { return false }
                        return settled.result == result && settled.part == referral
                    },
                    goals: goals("\(milestone.title): \(title)", readings: true, wanted).map {
                        var goal = $0
                        (goal.subject, goal.lot) = (.milestone(index), nil)
                        return goal
                    })
            }
            return [
                target("to be met", "met", [.init(milestone.test, true)] + others, .met),
                target("not to be met", "not met", [.init(milestone.test, false)] + others, .notMet),
            ]
                + referrals.enumerated().map { position, test in
                    let before = referrals.prefix(position).map { WitnessSearch.Wanted($0, false) }
                    let what = milestone.referrals[position].say.map { ": “\($0)”" } ?? ""
                    return target(
                        "to be for a person to decide\(what)", "for a person to decide",
                        [.init(test, true)] + before, .refer, referral: position)
                }
        }
    }

    /// Each amount of each payment.
    private var payments: [CoverageTarget] {
        rules.payments.enumerated().flatMap { index, payment in
            payment.entries.enumerated().compactMap { position, entry in
                if case .notPublished = entry.days { return nil }
                let cohort = entry.cohort.flatMap { rules.cohorts[$0].title }
                var from: CivilDate?
                if case .range(let range, _, _) = entry.days { from = range.from }
                let words =
                    (cohort.map { ", for “\($0)”" } ?? "") + (from.map { ", from \($0)" } ?? "")
                let wanted =
                    [entry.cohort.map { rules.cohorts[$0].test }, entry.isDated].compactMap(\.self)
                    .map { WitnessSearch.Wanted($0, true) }
                // A date of its own picks among the days; without one the decision date does.
                let inDays = entry.isDated == nil ? days.filter { entry.days.contains($0) } : days
                let own = inDays.isEmpty ? [from].compactMap(\.self) : inDays
                return CoverageTarget(
                    message: "No example expects the payment “\(payment.title)”\(words).",
                    isSeen: { $0.payment(index)?.part == position },
                    goals: goals(
                        "\(payment.title)\(words)".filter { $0 != "“" && $0 != "”" }, on: own, wanted
                    )
                    .map {
                        var goal = $0
                        (goal.subject, goal.lot) = (.payment(index), nil)
                        goal.amounts = [entry.amount].compactMap(\.self)
                        return goal
                    })
            }
        }
    }
}
