import Facts
import RuleChecking
import RuleSyntax

/// Evaluates expressions over what is known: the result holds every value that some completion gives.
///
/// What goes into a call is put by first: beside a call that changes the evaluator, one that only reads it would be made
/// on a copy.
package struct Evaluator: Sendable {
    let rules: SharedRules
    package let date: CivilDate
    let readings: [Int]
    let given: [Int: Answer]
    let spells: [Int: [Spell]]
    /// What each fact can still be.
    package var facts: [FactSet]
    /// The ties to the lot at hand, in the order of the connections.
    package var ties: [Truth] = []
    /// The lot at hand, as an index into the lots of the rules; nil where none is spoken of.
    package var lot: Int?
    /// Whether conditions and connections that only refer count as met.
    package var isLenient = false
    /// Whether a connection that only refers counts as the tie it is: what promises speak of.
    package var countsEveryTie = false
    /// Whether interpretations may be read either way.
    var hasOpenReadings = false
    /// How pairs of amounts compare, where that is known though the amounts are not.
    var signs: [SignedPair: Sign] = [:]

    init(_ rules: SharedRules, _ situation: Situation) {
        self.rules = rules
        date = situation.date
        readings = situation.readings
        given = situation.given
        spells = situation.spells
        facts = situation.facts
    }

    /// Which of true and false a test can be.
    package mutating func truth(_ node: NodeID) -> Truth {
        switch rules.nodes[node] {
        case .truth(let isTrue): return Truth(isTrue)
        case .and(let left, let right):
            let first = truth(left)
            return first == .no ? .no : first.and(truth(right))
        case .or(let left, let right):
            let first = truth(left)
            return first == .yes ? .yes : first.or(truth(right))
        case .not(let inner): return !truth(inner)
        case .comparison(let left, let comparison, let right):
            return signed(node, comparison) ?? amounts(left).compared(comparison, amounts(right))
        case .timeComparison(let time, let comparison, let duration):
            return signed(node, Self.ofDue(comparison))
                ?? compareTime(time, comparison, rules.durations[duration])
        case .timeAgainst(let time, let comparison, let amount, let unit):
            return signed(node, Self.ofDue(comparison))
                ?? compareTime(time, comparison, amounts(amount), unit)
        case .isInSpells(let day, let spells):
            let (days, day) = (self.spells(spells), amounts(day))
            return isIn(days, day)
        case .lot(let index): return lot.map { Truth($0 == index) } ?? .unknown
        case .isOneOf(let subject, let options):
            let subject = value(subject)
            return isOneOf(subject, options)
        case .isWithin(let subject, let from, let to):
            let days = Amounts(low: Rational(Int(from)), high: Rational(Int(to)))
            let day = amounts(subject)
            return day.compared(.atLeast, Amounts(days.low)).and(day.compared(.atMost, Amounts(days.high)))
        case .reading(let index, let options):
            return hasOpenReadings ? .unknown : Truth(options & OptionBits.option(readings[index]) != 0)
        case .connection(let kinds): return connection(kinds)
        case .condition(let index): return condition(index)
        case .definition(let index): return definedTruth(index)
        default:
            let answer = value(node)
            return isOneOf(answer, OptionBits.yes)
        }
    }

    private mutating func connection(_ kinds: UInt64) -> Truth {
        var result = Truth.no
        for (kind, tie) in ties.enumerated() where kinds & (1 << UInt64(kind)) != 0 {
            if rules.connections[kind].refers && !isLenient && !countsEveryTie { continue }
            result = result.or(tie)
        }
        return result
    }

    /// Met if its test or a waiver holds.
    mutating func condition(_ index: Int) -> Truth {
        if isLenient, rules.conditions[index].refers { return .yes }
        var result = truth(rules.conditions[index].test)
        for waiver in rules.conditions[index].waivers where result != .yes {
            result = result.or(truth(waiver.test))
        }
        return result
    }

    private mutating func definedTruth(_ index: Int) -> Truth {
        let own = truth(rules.definedBy[index].value)
        guard case .known(.yesOrNo(let isYes))? = givenValue(of: index) else { return own }
        let both = own.intersection(Truth(isYes))
        return both.isEmpty ? Truth(isYes) : both
    }

    /// The first thing the fact must be that no value left to it is. Special answers, such as “never worked”,
    /// meet everything a value must be.
    mutating func brokenConstraint(of fact: Fact, _ index: Int) -> Int? {
        if fact.type.value.isOrdered, facts[index].options != 0 { return nil }
        return fact.constraints.firstIndex { truth($0) == .no }
    }

    private func isOneOf(_ value: AbstractValue, _ options: UInt64) -> Truth {
        switch value {
        case .options(let possible):
            return Truth(canBeTrue: possible & options != 0, canBeFalse: possible & ~options != 0)
        case .amounts(let amounts):
            let others = amounts.hasRange || amounts.specials & ~options != 0
            return Truth(canBeTrue: amounts.specials & options != 0, canBeFalse: others)
        case .test(let truth):
            return options == OptionBits.yes ? truth : !truth
        case .time: return .no
        }
    }

    // MARK: Values

    /// The amounts or dates that an expression can be.
    package mutating func amounts(_ node: NodeID) -> Amounts {
        switch rules.nodes[node] {
        case .constant(let index): return Amounts(rules.constants[index])
        case .decisionDate: return Amounts(Rational(Int(date.dayNumber)))
        case .age(let from):
            let from = amounts(from)
            return age(from)
        case .spellDay(let spells, let isFirst):
            let spells = self.spells(spells)
            return day(of: spells, isFirst: isFirst)
        case .rate(let index, let by?):
            let by = amounts(by)
            return rate(index, by)
        case .rate(let index, nil): return rate(index, nil)
        case .arithmetic(let operation, let left, let right):
            return amounts(left).combined(amounts(right), operation)
        case .fraction(let inner): return amounts(inner).mapped { $0.divided(by: Rational(100)) }
        case .shifted(let day, let duration, let sign):
            let length = rules.durations[duration]
            let signed = Duration(count: length.count * sign, unit: length.unit, words: length.words)
            let calendar = rules.calendar
            return amounts(day).mapped { Self.shift($0, signed, calendar) }
        case .shiftedBy(let day, let amount, let unit, let sign):
            let (day, amount) = (amounts(day), amounts(amount))
            return shifted(day, by: amount, unit, sign)
        case .rounded(let inner, let step):
            guard case .constant(let index) = rules.nodes[step] else { return .boundless }
            let step = rules.constants[index]
            return amounts(inner).mapped { $0.rounded(to: step) }
        case .fact(let index): return factAmounts(index) ?? .none
        // What nothing was given for is what its expression is.
        case .definition(let index) where given.isEmpty && !rules.definedBy[index].isTest:
            return amounts(rules.definedBy[index].value)
        case .definition, .time, .timeIn, .lastSpell, .truth, .and, .or, .not, .comparison,
            .timeComparison, .timeAgainst, .isOneOf, .isWithin, .isInSpells, .reading, .connection, .lot,
            .condition:
            if case .amounts(let amounts) = value(node) { return amounts }
            return .none
        }
    }

    mutating func value(_ node: NodeID) -> AbstractValue {
        switch rules.nodes[node] {
        case .fact(let index): return fact(index)
        case .definition(let index): return definition(index)
        case .time(let from, let to, let countingEnd):
            let end = amounts(to)
            return .time(from: amounts(from), to: countingEnd ? end.mapped { $0.plus(Rational(1)) } : end)
        case .timeIn(let spells, let window, let before):
            let (spells, before) = (self.spells(spells), amounts(before))
            return .time(from: Amounts(.zero), to: days(in: spells, window: window, before: before))
        case .lastSpell: return .options(FactSet.knownSpells | FactSet.unknownSpells)
        case .constant, .decisionDate, .age, .spellDay, .rate, .arithmetic, .fraction, .shifted, .shiftedBy,
            .rounded:
            return .amounts(amounts(node))
        case .truth, .and, .or, .not, .comparison, .timeComparison, .timeAgainst, .isOneOf, .isWithin,
            .isInSpells, .reading, .connection, .lot, .condition:
            return .test(truth(node))
        }
    }

    static func shift(_ day: Rational, _ duration: Duration, _ calendar: CalendarRules) -> Rational {
        let date = CivilDate(clamping: Int(clamping: day.floor))
        return Rational(Int(calendar.adding(duration, to: date).dayNumber))
    }

    private func fact(_ index: Int) -> AbstractValue {
        factAmounts(index).map { .amounts($0) } ?? .options(facts[index].options)
    }

    /// Nil for facts whose values have no order.
    private func factAmounts(_ index: Int) -> Amounts? {
        let (set, scale) = (facts[index], rules.ticks[index])
        if scale == 0 { return nil }
        guard set.hasRange else {
            return Amounts(low: .zero, high: .zero, hasRange: false, specials: set.options)
        }
        let low = Self.amount(set.low, scale)
        let high = set.low == set.high ? low : Self.amount(set.high, scale)
        return Amounts(low: low, high: high, specials: set.options)
    }

    /// So many ticks, of which there are `scale` to one.
    private static func amount(_ ticks: Int64, _ scale: Int64) -> Rational {
        if scale == 1 { return Rational(Int(ticks)) }
        if ticks % scale == 0 { return Rational(Int(ticks / scale)) }
        // Pounds and pence, mostly, which are in lowest terms sooner.
        let shared: Int64 = ticks % 10_000 == 0 && scale % 10_000 == 0 ? 10_000 : 1
        return Rational(Int128(ticks / shared), over: Int128(scale / shared)) ?? .zero
    }

    private func age(_ birth: Amounts) -> Amounts {
        // By themselves: what a closure takes from here, it would take a copy of all of.
        let (calendar, date) = (rules.calendar, date)
        return birth.mappedReversed { number in
            Rational(calendar.age(from: CivilDate(clamping: Int(clamping: number.floor)), on: date))
        }
    }

    /// The values of the bands that what it goes by can fall in. A band reaches up to where the next begins:
    /// 17.5 hours are in the band `0 to 17`. Below the first band there is no value.
    private func rate(_ index: Int, _ by: Amounts?) -> Amounts {
        let periods = rules.rates[index].periods
        guard let period = Rate.index(of: periods, on: date, rules.rates[index].isCarriedForward) else {
            return .none
        }
        let bands = periods[period].bands
        guard let by else { return bands.first.map { Amounts($0.value) } ?? .none }
        guard by.hasRange, let first = bands.first else { return .none }
        var result: Amounts?
        for (position, band) in bands.enumerated() {
            let next = position + 1 < bands.count ? bands[position + 1].from : nil
            guard !(by.high < band.from), next.map({ by.low < $0 }) ?? true else { continue }
            let low = result.map { min($0.low, band.value) } ?? band.value
            let high = result.map { max($0.high, band.value) } ?? band.value
            result = Amounts(low: low, high: high)
        }
        if by.specials != 0 || by.low < first.from { result?.specials = OptionBits.otherText }
        return result ?? .none
    }

    // MARK: Given values

    /// Mostly nothing is given, which takes no look-up.
    private func givenValue(of definition: Int) -> Answer? { given.isEmpty ? nil : given[definition] }

    /// The value of a definition, limited to what was given for it.
    mutating func definition(_ index: Int) -> AbstractValue {
        if rules.definedBy[index].isTest { return .test(definedTruth(index)) }
        let own = value(rules.definedBy[index].value)
        guard let answer = givenValue(of: index) else { return own }
        switch own {
        case .amounts(let amounts):
            guard let limits = Self.limits(answer) else { return own }
            return .amounts(amounts.limited(to: limits) ?? limits)
        case .options(let possible):
            guard let limits = options(answer, rules.definitions[index].value) else { return own }
            return .options(possible & limits == 0 ? limits : possible & limits)
        case .test, .time: return own
        }
    }

    /// Whether a definition is what was given for it.
    package mutating func fits(_ index: Int) -> Truth {
        guard let answer = given[index] else { return .yes }
        switch value(rules.definitions[index].value) {
        case .test(let truth):
            guard case .known(.yesOrNo(let isYes)) = answer else { return .yes }
            return isYes ? truth : !truth
        case .amounts(let amounts):
            guard let limits = Self.limits(answer) else { return .yes }
            return amounts.compared(.atLeast, Amounts(limits.low))
                .and(amounts.compared(.atMost, Amounts(limits.high)))
        case .options(let possible):
            guard let limits = options(answer, rules.definitions[index].value) else { return .yes }
            return Truth(canBeTrue: possible & limits != 0, canBeFalse: possible & ~limits != 0)
        case .time(let from, let to): return fits(from, to, answer)
        }
    }

    /// The options an answer leaves to the fact that a definition stands for.
    private func options(_ answer: Answer, _ node: NodeID) -> UInt64? {
        switch rules.nodes[node] {
        case .fact(let index): FactSet(answer, for: rules.facts[index])?.options
        case .definition(let index): options(answer, rules.definitions[index].value)
        default: nil
        }
    }

    private static func limits(_ answer: Answer) -> Amounts? {
        func number(_ value: FactValue?) -> Rational? {
            switch value {
            case .number(let number): number
            case .date(let date): Rational(Int(date.dayNumber))
            default: nil
            }
        }
        switch answer {
        case .known(let value): return number(value).map { Amounts($0) }
        case .between(let from, let to):
            var limits = Amounts.boundless
            if let low = number(from) { limits.low = low }
            if let high = number(to) { limits.high = high }
            return limits
        default: return nil
        }
    }
}
