import Facts
import RuleTestSupport

/// Makes random people for a programme: facts known, partly known and not known.
struct PersonGenerator {
    let programme: Programme
    var naming = Naming()
    /// At most so many completions to look at.
    var budget = 120

    func make(_ random: inout SeededRandom) -> Bridge.Person {
        var left = budget
        var facts: [[Value]] = []
        var answers: [Answer] = []
        for fact in programme.facts {
            let (values, answer) = self.answer(fact, left, &random)
            left /= max(1, values.count)
            facts.append(values)
            answers.append(answer)
        }
        var ties: [[[Bool]]] = []
        for _ in 0..<programme.lots {
            ties.append(
                programme.connections.map { _ in
                    if left >= 2, random.once(in: 2) {
                        left /= 2
                        return [false, true]
                    }
                    return [random.once(in: 2)]
                })
        }
        let readings = programme.readings.map { random.number(0...$0 - 1) }
        var person = Bridge.Person(
            knowledge: Knowledge(facts: facts, ties: ties, readings: readings), answers: answers, given: [:])
        if random.once(in: 4) { give(&person, &random) }
        return person
    }

    /// Gives the value of a definition that rests on one fact.
    private func give(_ person: inout Bridge.Person, _ random: inout SeededRandom) {
        guard let index = programme.definitions.indices.randomElement(using: &random) else { return }
        switch programme.definitions[index].body {
        case .logic(let logic):
            guard !Self.usesTies(logic, programme) else { return }
            let isYes = random.once(in: 2)
            person.knowledge.given[index] = .yes(isYes)
            person.given[index] = .known(.yesOrNo(isYes))
        case .amount(.age(.fact), .years):
            let age = random.number(1...2)
            let isRange = random.once(in: 3)
            let top = isRange ? age + random.number(0...1) : age
            person.knowledge.given[index] =
                isRange ? .between(Fraction(age), Fraction(top)) : .amount(Fraction(age))
            person.given[index] =
                isRange
                ? .between(.number(Rational(age)), .number(Rational(top))) : .known(.number(Rational(age)))
        default: return
        }
    }

    private static func usesTies(_ logic: Logic, _ programme: Programme) -> Bool {
        switch logic {
        case .connection, .lots: return true
        case .not(let inner): return usesTies(inner, programme)
        case .and(let parts), .or(let parts): return parts.contains { usesTies($0, programme) }
        case .definition(let index):
            guard case .logic(let inner) = programme.definitions[index].body else { return false }
            return usesTies(inner, programme)
        default: return false
        }
    }

    private func answer(_ fact: ModelFact, _ left: Int, _ random: inout SeededRandom) -> ([Value], Answer) {
        let everything = self.everything(fact)
        if random.once(in: 2), everything.count <= left { return (everything, .notKnown(.notAsked)) }
        switch fact.kind {
        case .yesOrNo:
            let isYes = random.once(in: 2)
            return ([.yes(isYes)], .known(.yesOrNo(isYes)))
        case .choice(let count):
            let first = random.number(0...count - 1)
            let second = random.number(0...count - 1)
            if left < 2 || first == second || random.once(in: 2) {
                return ([.option(first)], .known(.text(naming.choice(first))))
            }
            return (
                [.option(first), .option(second)],
                .oneOf([.text(naming.choice(first)), .text(naming.choice(second))])
            )
        case .amount(let unit):
            let one = random.pick(everything)
            guard case .number(let low) = one else { return ([one], .known(.text(naming.special))) }
            if random.once(in: 2) {
                let numbers = everything.compactMap {
                    if case .number(let number) = $0 { number } else { nil }
                }
                let high = random.pick(numbers.filter { $0 >= low })
                let inside = numbers.filter { $0 >= low && $0 <= high }
                if inside.count <= left {
                    let open = random.number(0...5)
                    if open == 0 {
                        let below = numbers.filter { $0 <= high }
                        if below.count <= left {
                            return (below.map { .number($0) }, .between(nil, known(high, unit)))
                        }
                    }
                    return (inside.map { .number($0) }, .between(known(low, unit), known(high, unit)))
                }
            }
            return ([one], .known(known(low, unit)))
        }
    }

    private func known(_ value: Fraction, _ unit: Unit) -> FactValue {
        unit == .date
            ? .date(CivilDate(clamping: value.above))
            : .number(Rational(Int128(value.above), over: Int128(value.below)) ?? .zero)
    }

    /// Every value of a fact with few; else one for each threshold, both its neighbours, and the middles
    /// between.
    func everything(_ fact: ModelFact) -> [Value] {
        switch fact.kind {
        case .yesOrNo: return [.yes(false), .yes(true)]
        case .choice(let count): return (0..<count).map { .option($0) }
        case .amount(let unit):
            var numbers = (fact.all.map(Set.init) ?? fact.thresholds).sorted()
            if fact.all == nil {
                if numbers.isEmpty { numbers = [Fraction(unit == .date ? programme.decisionDate : 1)] }
                let ends = [numbers[0] - Fraction(1), numbers[numbers.count - 1] + Fraction(1)]
                let middles = zip(numbers, numbers.dropFirst()).map { ($0 + $1) * Fraction(1, 2) }
                numbers = Set(numbers + ends + middles.filter { unit == .money || $0.below == 1 }).sorted()
                if unit.length != nil { numbers.removeAll { $0 < Fraction(0) } }
            }
            return numbers.map { .number($0) } + (fact.hasSpecial ? [.special] : [])
        }
    }
}
