import RuleTestSupport

/// Makes small random programmes.
///
/// Ordered facts are of two sorts. A *small* fact has a handful of values, all looked at, and may stand
/// anywhere. A *wide* fact has no end of values and stands only in tests whose thresholds are noted here, so
/// that the grid holds every threshold and its neighbours.
struct ProgrammeGenerator {
    var random: SeededRandom
    var programme = Programme()
    /// The definition that is the age from a wide date, by fact.
    var ageOf: [Int: Int] = [:]
    /// Definitions of amounts of small facts, by index, with their unit.
    var amounts: [(index: Int, unit: Unit)] = []
    var times: [(index: Int, fact: Int, countingEnd: Bool)] = []
    private var logics: [(index: Int, usesLot: Bool)] = []
    private var lotsAllowed = false
    /// Whether tests name lots.
    private var namesLots = false
    /// A rate of lengths of time.
    var lengthRate: (rate: Int, unit: Unit)?

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func make() -> Programme {
        let days = [
            (2020, 2, 29), (2021, 2, 28), (2021, 3, 1), (2020, 3, 31), (2019, 6, 30), (2020, 12, 31),
            (2019, 10, 1),
        ]
        let day = random.pick(days)
        programme.decisionDate = (NaiveCalendar.number(day.0, day.1, day.2) ?? 0) + random.number(-1...1)
        programme.shortMonthsLastDay = random.once(in: 2)
        programme.birthdaysLastDay = random.once(in: 2)
        if random.once(in: 6) {
            let start = programme.decisionDate + random.number(-3...1)
            programme.run = start...(start + random.number(0...3))
        }
        programme.lots = random.number(1...3)
        namesLots = random.once(in: 5)
        programme.connections = (0..<random.number(0...2)).map { _ in random.once(in: 3) }
        programme.readings = random.once(in: 3) ? [random.number(2...3)] : []
        for _ in 0..<random.number(1...4) { programme.facts.append(fact()) }
        addMeanings()
        lotsAllowed = !programme.connections.isEmpty
        for _ in 0..<random.number(1...3) {
            programme.conditions.append(
                ModelCondition(
                    test: logic(2), waivers: random.once(in: 3) ? [logic(1)] : [], refers: random.once(in: 3))
            )
        }
        programme.eligible = eligible()
        lotsAllowed = false
        for _ in 0..<random.pick([0, 1, 2, 3]) { programme.cohorts.append(logic(1)) }
        return programme
    }

    private mutating func eligible() -> Logic {
        let all = programme.conditions.indices.map { Logic.definition($0) }
        if all.count == 1 { return all[0] }
        if all.count == 3, random.once(in: 3) {
            return random.once(in: 2)
                ? .and([all[0], .or([all[1], all[2]])]) : .or([.and([all[0], all[1]]), all[2]])
        }
        return random.once(in: 3) ? .or(all) : .and(all)
    }

    // MARK: Facts

    private mutating func fact() -> ModelFact {
        switch random.number(0...10) {
        case 10: return small(random.pick([.months, .weeks, .days]))
        case 0: return ModelFact(kind: .yesOrNo)
        case 1: return ModelFact(kind: .choice(random.number(2...3)))
        case 2, 3: return small(.date)
        case 4: return small(.years)
        case 5, 6: return wide(.date)
        case 7: return wide(.years)
        default: return wide(.money)
        }
    }

    private mutating func small(_ unit: Unit) -> ModelFact {
        var fact = ModelFact(kind: .amount(unit), hasSpecial: random.once(in: 3))
        let low =
            unit == .date ? programme.decisionDate + random.pick([-366, -60, -2]) : random.number(0...1)
        let high = low + random.number(1...5)
        fact.bounds = [
            (.atLeast, .constant(Fraction(low), unit)), (.atMost, .constant(Fraction(high), unit)),
        ]
        fact.all = (low...high).map { Fraction($0) }
        return fact
    }

    private mutating func wide(_ unit: Unit) -> ModelFact {
        var fact = ModelFact(kind: .amount(unit), hasSpecial: random.once(in: 3))
        if unit == .date, random.once(in: 2) {
            fact.bounds = [(.atMost, .decisionDate)]
            fact.thresholds = Self.around(programme.decisionDate)
        } else if unit == .money, random.once(in: 2) {
            fact.bounds = [(.atLeast, .constant(Fraction(0), unit))]
            fact.thresholds = [Fraction(0)]
        }
        return fact
    }

    static func around(_ day: Int, _ reach: Int = 4) -> Set<Fraction> {
        Set((day - reach...day + reach).map { Fraction($0) })
    }

    mutating func note(_ fact: Int, _ thresholds: Set<Fraction>) {
        programme.facts[fact].thresholds.formUnion(thresholds)
    }

    func facts(_ unit: Unit, small: Bool) -> [Int] {
        programme.facts.indices.filter {
            programme.facts[$0].kind == .amount(unit) && (programme.facts[$0].all != nil) == small
        }
    }

    // MARK: Definitions and rates

    private mutating func addMeanings() {
        func add(_ body: ModelDefinition.Body) -> Int {
            programme.definitions.append(ModelDefinition(body: body))
            return programme.definitions.count - 1
        }
        for fact in facts(.date, small: false) {
            if random.once(in: 2) {
                ageOf[fact] = add(.amount(.age(.fact(fact)), .years))
                noteAges(fact, 1...4)
            }
            if random.once(in: 2) {
                let countingEnd = random.once(in: 2)
                times.append((add(.time(.fact(fact), .decisionDate, countingEnd)), fact, countingEnd))
            }
        }
        if let (_, age) = ageOf.sorted(by: { $0.key < $1.key }).first, random.once(in: 2) {
            programme.rates.append(rate(.money, by: .years, age))
        }
        if let money = facts(.money, small: false).first, random.once(in: 3) {
            let definition = add(.amount(.fact(money), .money))
            programme.rates.append(rate(.money, by: .money, definition))
        }
        if random.once(in: 4) { programme.rates.append(rate(.money, by: nil, nil)) }
        if random.once(in: 2) {
            let unit = random.pick([Unit.years, .months, .weeks, .days])
            lengthRate = (programme.rates.count, unit)
            programme.rates.append(rate(unit, by: nil, nil))
        }
        for _ in 0..<random.number(0...2) {
            let unit: Unit = random.once(in: 2) ? .years : .date
            if let fact = facts(unit, small: true).first {
                // An amount without a fact would have no unit of its own.
                let inner = smallAmount(unit, 2)
                let whole: Expr = unit == .date ? inner : .sum(.lower, inner, .fact(fact))
                amounts.append((add(.amount(whole, unit)), unit))
            }
            logics.append((add(.logic(logic(1))), false))
        }
        if !programme.connections.isEmpty, random.once(in: 3) {
            lotsAllowed = true
            logics.append((add(.logic(logic(1))), true))
            lotsAllowed = false
        }
    }

    private mutating func rate(_ unit: Unit, by: Unit?, _ name: Int?) -> ModelRate {
        func bands() -> [(from: Fraction, value: Fraction)] {
            var ends = [Fraction(0)]
            if by != nil {
                for _ in 0..<random.number(1...2) {
                    ends.append(ends[ends.count - 1] + Fraction(random.number(1...3), by == .money ? 2 : 1))
                }
            }
            let step = unit.length == nil ? 2 : 1
            return ends.map { ($0, Fraction(random.number(0...8), step)) }
        }
        return ModelRate(
            unit: unit, by: by, byName: name, bands: [bands(), bands()],
            change: programme.decisionDate + random.number(0...1))
    }

    // MARK: Tests

    private mutating func logic(_ depth: Int) -> Logic {
        if depth > 0, !random.once(in: 4) {
            switch random.number(0...4) {
            case 0: return .not(logic(depth - 1))
            case 1, 2: return .and([logic(depth - 1), logic(depth - 1)])
            default: return .or([logic(depth - 1), logic(depth - 1)])
            }
        }
        return atom()
    }

    private mutating func atom() -> Logic {
        if lotsAllowed, namesLots, random.once(in: 4) {
            let all = Array(0..<programme.lots)
            return .lots(all.filter { _ in random.once(in: 2) } + [random.number(0...programme.lots - 1)])
        }
        if lotsAllowed, random.once(in: 3) {
            return .connection(random.once(in: 2) ? [] : [random.number(0...programme.connections.count - 1)])
        }
        let usable = logics.filter { lotsAllowed || !$0.usesLot }
        if !usable.isEmpty, random.once(in: 4) { return .definition(random.pick(usable).index) }
        if let count = programme.readings.first, random.once(in: 5) {
            return .reading(0, random.number(0...count - 1))
        }
        let index = random.number(0...programme.facts.count - 1)
        let fact = programme.facts[index]
        if fact.hasSpecial, random.once(in: 4) { return .answers(index, [], special: true) }
        switch fact.kind {
        case .yesOrNo: return .yes(index)
        case .choice(let count):
            return .answers(index, random.once(in: 2) ? [0] : Array(1..<count), special: false)
        case .amount(let unit): return fact.all == nil ? wideTest(index) : smallTest(unit)
        }
    }
}
