import TestSupport

/// One way in which everything not known can be.
struct Completion: Sendable {
    var facts: [Value]
    /// By lot, then by connection.
    var ties: [[Bool]]
}

/// Evaluates a programme for one completion, written from the design page and from nothing else.
struct NaiveEvaluator {
    let programme: Programme
    let readings: [Int]
    var completion: Completion
    var lot = 0
    /// Whether conditions and ties that only refer count as met.
    var isLenient = false

    // MARK: Tests

    func holds(_ logic: Logic) -> Bool {
        switch logic {
        case .yes(let fact): return completion.facts[fact] == .yes(true)
        case .compare(let left, let relation, let right, _):
            return compare(value(left), relation, value(right))
        case .time(let from, let to, let countingEnd, let relation, let length):
            return time(value(from), value(to), countingEnd, relation, length)
        case .timeAgainst(let from, let to, let countingEnd, let relation, let amount, let unit, _):
            guard case .number(let count) = value(amount) else { return false }
            return time(value(from), value(to), countingEnd, relation, Length(count: count.above, unit: unit))
        case .lots(let lots): return lots.contains(lot)
        case .timeDefinition(let index, let relation, let length):
            guard case .time(let from, let to, let end) = programme.definitions[index].body else {
                return false
            }
            return time(value(from), value(to), end, relation, length)
        case .answers(let fact, let options, let special):
            if case .option(let option) = completion.facts[fact] { return options.contains(option) }
            return completion.facts[fact] == .special && special
        case .within(let date, let from, let to):
            guard case .number(let day) = value(date) else { return false }
            return Fraction(from) <= day && day <= Fraction(to)
        case .reading(let index, let reading): return readings[index] == reading
        case .connection(let kinds):
            let wanted = kinds.isEmpty ? Array(programme.connections.indices) : kinds
            return wanted.contains { kind in
                completion.ties[lot][kind] && (isLenient || !programme.connections[kind])
            }
        case .definition(let index):
            guard case .logic(let logic) = programme.definitions[index].body else { return false }
            return holds(logic)
        case .not(let inner): return !holds(inner)
        case .and(let parts): return parts.allSatisfy(holds)
        case .or(let parts): return parts.contains(where: holds)
        }
    }

    /// Comparisons with what has no value are false, save that it is not equal to anything.
    private func compare(_ left: Value, _ relation: Relation, _ right: Value) -> Bool {
        guard case .number(let one) = left, case .number(let other) = right else {
            return relation == .unequal
        }
        return switch relation {
        case .equal: one == other
        case .unequal: one != other
        case .atLeast: one >= other
        case .atMost: one <= other
        case .below: one < other
        case .above: one > other
        }
    }

    private func time(
        _ from: Value, _ to: Value, _ countingEnd: Bool, _ relation: Relation, _ length: Length
    ) -> Bool {
        guard case .number(let start) = from, case .number(let end) = to else { return false }
        let due = shifted(start.above, length, 1)
        let last = end.above + (countingEnd ? 1 : 0)
        return switch relation {
        case .atLeast: due <= last
        case .above: due < last
        case .atMost: due >= last
        case .below: due > last
        case .equal, .unequal: false
        }
    }

    // MARK: Values

    private func shifted(_ day: Int, _ length: Length, _ sign: Int) -> Int {
        switch length.unit {
        case .days: day + sign * length.count
        case .weeks: day + sign * 7 * length.count
        case .months: month(day, sign * length.count)
        case .years: month(day, sign * 12 * length.count)
        }
    }

    private func month(_ day: Int, _ months: Int) -> Int {
        NaiveCalendar.adding(months: months, to: day, lastDay: programme.shortMonthsLastDay)
    }

    func value(_ expression: Expr) -> Value {
        switch expression {
        case .fact(let index):
            if case .number = completion.facts[index] { return completion.facts[index] }
            return .nothing
        case .definition(let index):
            guard case .amount(let inner, _) = programme.definitions[index].body else { return .nothing }
            return value(inner)
        case .constant(let value, _): return .number(value)
        case .decisionDate: return .number(Fraction(programme.decisionDate))
        case .age(let from):
            return mapped(from) { birth in
                Fraction(
                    NaiveCalendar.age(
                        born: birth.above, on: programme.decisionDate, lastDay: programme.birthdaysLastDay))
            }
        case .rate(let index, let by): return rate(programme.rates[index], by)
        case .sum(let operation, let left, let right):
            guard case .number(let one) = value(left), case .number(let other) = value(right) else {
                return .nothing
            }
            switch operation {
            case .plus: return .number(one + other)
            case .minus: return .number(one - other)
            case .times: return .number(one * other)
            case .dividedBy:
                return other.above == 0
                    ? .nothing : .number(Fraction(one.above * other.below, one.below * other.above))
            case .higher: return .number(max(one, other))
            case .lower: return .number(min(one, other))
            }
        case .percent(let percent, let inner): return mapped(inner) { $0 * Fraction(percent, 100) }
        case .rounded(let inner, let step, _):
            return mapped(inner) { amount in
                let steps = amount * Fraction(step.below, step.above)
                let size = (2 * abs(steps.above) + steps.below) / (2 * steps.below)
                return Fraction(steps.above < 0 ? -size : size) * step
            }
        case .shiftedBy(let inner, let amount, let unit, let isLater):
            guard case .number(let count) = value(amount) else { return .nothing }
            return mapped(inner) {
                Fraction(shifted($0.above, Length(count: count.above, unit: unit), isLater ? 1 : -1))
            }
        case .shifted(let inner, let length, let isLater):
            return mapped(inner) { Fraction(shifted($0.above, length, isLater ? 1 : -1)) }
        }
    }

    private func mapped(_ inner: Expr, _ function: (Fraction) -> Fraction) -> Value {
        guard case .number(let number) = value(inner) else { return .nothing }
        return .number(function(number))
    }

    /// The band that begins last, of those that begin at or below the amount.
    private func rate(_ rate: ModelRate, _ by: Expr?) -> Value {
        let bands = rate.bands[programme.decisionDate < rate.change ? 0 : 1]
        guard let by else { return .number(bands[0].value) }
        guard case .number(let amount) = value(by), let band = bands.last(where: { $0.from <= amount }) else {
            return .nothing
        }
        return .number(band.value)
    }

    // MARK: Decisions

    /// Whether every fact is what it must be. A special answer meets everything a value must be.
    func isPossible() -> Bool {
        programme.facts.indices.allSatisfy { index in
            completion.facts[index] == .special
                || programme.facts[index].bounds.allSatisfy { relation, bound in
                    compare(completion.facts[index], relation, value(bound))
                }
        }
    }

    func isMet(_ condition: Int) -> Bool {
        let condition = programme.conditions[condition]
        return holds(condition.test) || condition.waivers.contains(where: holds)
    }

    private func isEligible(_ logic: Logic) -> Bool {
        switch logic {
        case .definition(let index): isLenient && programme.conditions[index].refers || isMet(index)
        case .and(let parts): parts.allSatisfy(isEligible)
        case .or(let parts): parts.contains(where: isEligible)
        default: false
        }
    }

    /// 2 eligible, 1 refer, 0 not eligible, for one lot.
    func status(lot: Int) -> Int {
        var strict = self
        strict.lot = lot
        strict.isLenient = false
        if strict.isEligible(programme.eligible) { return 2 }
        strict.isLenient = true
        return strict.isEligible(programme.eligible) ? 1 : 0
    }

    /// The one cohort; -1 for none and -2 for several.
    func cohort() -> Int {
        let found = programme.cohorts.indices.filter { holds(programme.cohorts[$0]) }
        return found.count == 1 ? found[0] : found.isEmpty ? -1 : -2
    }
}
