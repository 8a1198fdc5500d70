import Facts
import RuleChecking

extension Evaluator {
    /// The spells an expression gives; nil when they are not known.
    func spells(_ node: NodeID) -> [Spell]? {
        switch rules.nodes[node] {
        case .fact(let index): facts[index].options == FactSet.knownSpells ? spells[index] : nil
        case .definition(let index): spells(rules.definitions[index].value)
        case .lastSpell(let inner, let gap): spells(inner).map { Self.last(of: $0, joiningGaps: gap) }
        default: nil
        }
    }

    /// The last stretch, with the earlier ones that lie at most so many days before it or before one joined already.
    private static func last(of spells: [Spell], joiningGaps gap: Int) -> [Spell] {
        var joined: Spell?
        for spell in spells.sorted(by: { $0.from < $1.from }) {
            guard let current = joined else {
                joined = spell
                continue
            }
            let end = current.to ?? .latest
            if Int(spell.from.dayNumber) - Int(end.dayNumber) - 1 <= gap {
                joined?.to = current.to == nil || spell.to == nil ? nil : max(end, spell.to ?? .latest)
            } else {
                joined = spell
            }
        }
        return joined.map { [$0] } ?? []
    }

    /// Whether a day is in one of some spells.
    func isIn(_ spells: [Spell]?, _ day: Amounts) -> Truth {
        guard day.hasRange else { return .no }
        var result = Truth.unknown
        if let spells {
            let first = Int(clamping: day.low.floor)
            let last = Int(clamping: day.high.floor)
            var covered = first
            var meets = false
            for spell in spells.sorted(by: { $0.from < $1.from }) {
                let (start, end) = (Int(spell.from.dayNumber), Int((spell.to ?? .latest).dayNumber))
                if start <= last, end >= first { meets = true }
                if start <= covered { covered = max(covered, end + 1) }
            }
            result = Truth(canBeTrue: meets, canBeFalse: covered <= last)
        }
        return day.canHaveNoValue ? result.union(.no) : result
    }

    /// Distinct days of spells before a day, in a window that ends the day before it; a window of 0 has no beginning.
    func days(in spells: [Spell]?, window: Int, before: Amounts) -> Amounts {
        let most = window > 0 ? window : 4_000_000
        guard before.hasRange else { return .none }
        guard let spells, before.isSingle else {
            return Amounts(
                low: .zero, high: Rational(most), specials: before.canHaveNoValue ? OptionBits.otherText : 0)
        }
        let end = Int(clamping: before.low.floor) - 1
        let start = window > 0 ? end - window + 1 : Int(CivilDate.earliest.dayNumber)
        var count = 0
        var counted = start - 1
        for spell in spells.sorted(by: { $0.from < $1.from }) {
            let first = max(Int(spell.from.dayNumber), counted + 1)
            let last = min(Int((spell.to ?? .latest).dayNumber), end)
            guard first <= last else { continue }
            count += last - first + 1
            counted = last
        }
        return Amounts(Rational(count))
    }

    /// The first day of the first spell or the last day of the last; no value without spells or while one goes on.
    func day(of spells: [Spell]?, isFirst: Bool) -> Amounts {
        guard let spells else {
            return Amounts(
                low: Rational(Int(CivilDate.earliest.dayNumber)),
                high: Rational(Int(CivilDate.latest.dayNumber)),
                specials: OptionBits.otherText)
        }
        if isFirst { return spells.map(\.from).min().map { Amounts(Rational(Int($0.dayNumber))) } ?? .none }
        guard !spells.isEmpty, spells.allSatisfy({ $0.to != nil }), let last = spells.compactMap(\.to).max()
        else {
            return .none
        }
        return Amounts(Rational(Int(last.dayNumber)))
    }
}
