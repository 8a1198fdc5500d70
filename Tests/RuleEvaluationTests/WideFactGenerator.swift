import RuleTestSupport

/// Wide facts: tests whose thresholds are known.
extension ProgrammeGenerator {
    mutating func wideTest(_ fact: Int) -> Logic {
        guard case .amount(let unit) = programme.facts[fact].kind else { return .yes(fact) }
        let relation = random.pick(Relation.allCases)
        switch unit {
        case .date: return wideDate(fact, relation)
        case .money: return wideMoney(fact, relation)
        default:
            let limit = random.number(0...8)
            note(fact, [Fraction(limit - 1), Fraction(limit), Fraction(limit + 1)])
            return .compare(.fact(fact), relation, .constant(Fraction(limit), .years), .years)
        }
    }

    mutating func noteAges(_ fact: Int, _ ages: ClosedRange<Int>) {
        for age in ages {
            note(
                fact,
                Self.around(
                    NaiveCalendar.adding(months: -12 * age, to: programme.decisionDate, lastDay: true)))
        }
    }

    mutating func noteLength(_ fact: Int, _ length: Length) {
        let months = [Length.Unit.years: 12, .months: 1][length.unit]
        let days = length.unit == .weeks ? 7 : 1
        let start =
            months.map {
                NaiveCalendar.adding(months: -$0 * length.count, to: programme.decisionDate, lastDay: true)
            } ?? programme.decisionDate - days * length.count
        note(fact, Self.around(start))
    }

    private mutating func wideDate(_ fact: Int, _ relation: Relation) -> Logic {
        let day = programme.decisionDate + random.pick([-731, -400, -31, 0, 5])
        switch random.number(0...5) {
        case 0:
            note(fact, Self.around(day, 1))
            return .compare(.fact(fact), relation, .constant(Fraction(day), .date), .date)
        case 1:
            note(fact, Self.around(day, 1).union(Self.around(day + 20, 1)))
            return .within(.fact(fact), day, day + 20)
        case 2:
            let age = random.number(0...4)
            noteAges(fact, age...age + 1)
            let subject: Expr = ageOf[fact].map { .definition($0) } ?? .age(.fact(fact))
            return .compare(subject, relation, .constant(Fraction(age), .years), .years)
        case 3:
            let count = random.number(1...4)
            note(fact, Self.around(day - 30 * count, 5))
            return .compare(
                .shifted(.fact(fact), Length(count: count, unit: .months), isLater: true), relation,
                .constant(Fraction(day), .date), .date)
        default:
            let length = Length(count: random.number(1...3), unit: random.pick([.years, .months, .weeks]))
            noteLength(fact, length)
            let wanted = random.pick([Relation.atLeast, .atMost, .above, .below])
            if let (rate, unit) = lengthRate, let counted = unit.length, random.once(in: 2) {
                for bands in programme.rates[rate].bands {
                    noteLength(fact, Length(count: bands[0].value.above, unit: counted))
                }
                return .timeAgainst(
                    from: .fact(fact), to: .decisionDate, countingEnd: random.once(in: 2), wanted,
                    .rate(rate, nil), counted, isFlipped: random.once(in: 4))
            }
            if let time = times.first(where: { $0.fact == fact }) {
                return .timeDefinition(time.index, wanted, length)
            }
            return .time(
                from: .fact(fact), to: .decisionDate, countingEnd: random.once(in: 2), wanted, length)
        }
    }

    private mutating func wideMoney(_ fact: Int, _ relation: Relation) -> Logic {
        let limit = Fraction(random.number(0...8), 2)
        func test(_ left: Expr) -> Logic { .compare(left, relation, .constant(limit, .money), .money) }
        switch random.number(0...7) {
        case 0:
            let factor = random.pick([2, 4])
            note(fact, [limit * Fraction(1, factor)])
            return test(.sum(.times, .fact(fact), .constant(Fraction(factor), .number)))
        case 1:
            note(fact, [limit * Fraction(2)])
            return test(
                random.once(in: 2)
                    ? .percent(50, .fact(fact))
                    : .sum(.dividedBy, .fact(fact), .constant(Fraction(2), .number)))
        case 2:
            let more = Fraction(random.number(0...4), 2)
            note(fact, [limit - more])
            return test(.sum(.plus, .fact(fact), .constant(more, .money)))
        case 3:
            let other = Fraction(random.number(0...4), 2)
            note(fact, [limit, other])
            return test(.sum(random.pick([.higher, .lower]), .fact(fact), .constant(other, .money)))
        case 4:
            for step in -2...2 { note(fact, [Fraction(limit.above / limit.below) + Fraction(step, 2)]) }
            return test(.rounded(.fact(fact), Fraction(1), .money))
        case 5 where programme.rates.contains { $0.unit == .money }:
            let index = random.pick(programme.rates.indices.filter { programme.rates[$0].unit == .money })
            let rate = programme.rates[index]
            for bands in rate.bands { note(fact, Set(bands.map(\.value))) }
            guard let by = rate.byName, case .amount(let subject, _) = programme.definitions[by].body else {
                return .compare(.fact(fact), relation, .rate(index, nil), .money)
            }
            if case .age(.fact(let birth)) = subject { noteAges(birth, 0...10) }
            if case .fact(let other) = subject {
                for band in rate.bands.flatMap({ $0 }) {
                    note(other, [band.from, band.from - Fraction(1, 100)])
                }
            }
            return .compare(.fact(fact), relation, .rate(index, .definition(by)), .money)
        default:
            note(fact, [limit])
            return test(.fact(fact))
        }
    }
}
