import RuleTestSupport

/// Small facts: anything goes.
extension ProgrammeGenerator {
    mutating func smallAmount(_ unit: Unit, _ depth: Int) -> Expr {
        let facts = facts(unit, small: true)
        let named = amounts.filter { $0.unit == unit }
        if depth == 0 || random.once(in: 3) || facts.isEmpty {
            if !named.isEmpty, random.once(in: 3) { return .definition(random.pick(named).index) }
            if facts.isEmpty || random.once(in: 5) { return constant(unit) }
            return .fact(random.pick(facts))
        }
        if unit == .date {
            if random.once(in: 4) { return .decisionDate }
            if let (amount, unit) = wholeAmount(), random.once(in: 3) {
                return .shiftedBy(smallAmount(.date, depth - 1), amount, unit, isLater: random.once(in: 2))
            }
            let length = Length(count: random.number(0...3), unit: random.pick([.days, .weeks, .months]))
            return .shifted(smallAmount(.date, depth - 1), length, isLater: random.once(in: 2))
        }
        let one = smallAmount(unit, depth - 1)
        switch random.number(0...6) {
        case 0: return .sum(.times, one, .constant(Fraction(random.number(0...3)), .number))
        case 1: return .sum(.dividedBy, one, .constant(Fraction(random.number(1...3)), .number))
        case 2: return .rounded(one, Fraction(random.number(1...3)), unit)
        case 3: return .percent(random.pick([50, 110, 200]), one)
        default:
            return .sum(random.pick([.plus, .minus, .higher, .lower]), one, smallAmount(unit, depth - 1))
        }
    }

    /// A length of time in whole units: a rate or a small fact, and what is made from it. Nil where there is neither.
    private mutating func wholeAmount() -> (Expr, Length.Unit)? {
        var typed: [(Expr, Unit)] = []
        for unit in [Unit.years, .months, .weeks, .days] {
            typed += facts(unit, small: true).map { (.fact($0), unit) }
        }
        if let (rate, unit) = lengthRate { typed.append((.rate(rate, nil), unit)) }
        guard !typed.isEmpty else { return nil }
        let (amount, unit) = random.pick(typed)
        guard let length = unit.length else { return nil }
        let other = Expr.constant(Fraction(random.number(0...3)), unit)
        switch random.number(0...4) {
        case 0: return (.sum(.plus, amount, other), length)
        case 1: return (.sum(random.pick([.higher, .lower]), amount, other), length)
        case 2: return (.sum(.times, amount, .constant(Fraction(random.number(0...2)), .number)), length)
        default: return (amount, length)
        }
    }

    private mutating func constant(_ unit: Unit) -> Expr {
        switch unit {
        case .date: .constant(Fraction(programme.decisionDate + random.pick([-365, -60, -1, 0, 1])), .date)
        case .years, .months, .weeks, .days, .number: .constant(Fraction(random.number(0...6)), unit)
        case .money: .constant(Fraction(random.number(0...10), 2), .money)
        }
    }

    mutating func smallTest(_ unit: Unit) -> Logic {
        let relation = random.pick(Relation.allCases)
        if unit == .date, let (amount, length) = wholeAmount(), random.once(in: 2) {
            return .timeAgainst(
                from: smallAmount(.date, 1), to: smallAmount(.date, 1), countingEnd: random.once(in: 2),
                random.pick([.atLeast, .atMost, .above, .below]), amount, length,
                isFlipped: random.once(in: 4))
        }
        if unit == .date, random.once(in: 4) {
            let length = Length(count: random.number(0...14), unit: random.pick([.days, .weeks, .months]))
            return .time(
                from: smallAmount(.date, 1), to: smallAmount(.date, 1), countingEnd: random.once(in: 2),
                random.pick([.atLeast, .atMost, .above, .below]), length)
        }
        if unit == .years, random.once(in: 6) {
            return .compare(
                .sum(.dividedBy, smallAmount(.years, 1), .fact(random.pick(facts(.years, small: true)))),
                relation,
                .constant(Fraction(random.number(0...3)), .number), .number)
        }
        return .compare(smallAmount(unit, 2), relation, smallAmount(unit, 1), unit)
    }
}
