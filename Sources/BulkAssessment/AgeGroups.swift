import Eligibility
import Facts
import RuleChecking
import RuleEvaluation

/// Sorts people by their age on the decision date, as the rules themselves count ages.
struct AgeGroups: Sendable {
    /// The groups, in their order; the last is for people of whom it cannot be told.
    static let titles = ["under 16", "16 to 24", "25 to 49", "50 and over", "not known"]
    /// The least age of each group but the first.
    private static let begins = [16, 25, 50]
    private static let notKnown = titles.count - 1

    /// The fact that ages are counted from, such as the date of birth.
    let fact: Int
    /// Its name.
    let name: String
    /// The definitions that are this age, for which an age can be given.
    private let definitions: [Int]
    private let calendar: CalendarRules

    /// Nil for rules that ask for no age. Of several ages, that of the fact that people are identified by counts, or
    /// else the first.
    init?(_ rules: CheckedRules) {
        let found = rules.nodes.compactMap { node -> Int? in
            guard case .age(let from) = node else { return nil }
            return Self.date(from, rules)
        }
        let identifying = rules.identifyBy.compactMap { part -> Int? in
            if case .fact(let fact) = part { fact } else { nil }
        }
        guard let fact = identifying.first(where: found.contains) ?? found.first else { return nil }
        self.fact = fact
        name = rules.facts[fact].name
        definitions = rules.definitions.indices.filter {
            Self.age(rules.definitions[$0].value, rules) == fact
        }
        calendar = rules.calendar
    }

    /// The fact that an expression is.
    private static func date(_ node: NodeID, _ rules: CheckedRules) -> Int? {
        switch rules.nodes[node] {
        case .fact(let fact): rules.facts[fact].type.value == .date ? fact : nil
        case .definition(let index): date(rules.definitions[index].value, rules)
        default: nil
        }
    }

    /// The fact that an expression is the age from.
    private static func age(_ node: NodeID, _ rules: CheckedRules) -> Int? {
        switch rules.nodes[node] {
        case .age(let from): date(from, rules)
        case .definition(let index): age(rules.definitions[index].value, rules)
        default: nil
        }
    }

    // MARK: One day

    /// The ages of one day, told by days of birth.
    struct Day: Sendable {
        let date: CivilDate
        /// For each group but the first, the last day of birth of its people and older ones.
        fileprivate let births: SIMD4<Int32>

        fileprivate func group(bornOn day: Int64) -> Int {
            (Int64(births[0]) >= day ? 1 : 0) + (Int64(births[1]) >= day ? 1 : 0)
                + (Int64(births[2]) >= day ? 1 : 0)
        }
    }

    /// Works out a day, for any number of people.
    func day(_ date: CivilDate) -> Day {
        var births = SIMD4<Int32>(repeating: .min)
        for (index, age) in Self.begins.enumerated() { births[index] = lastBirth(ofAge: age, on: date) }
        return Day(date: date, births: births)
    }

    /// The last day of birth of people who are that old, by halving.
    private func lastBirth(ofAge age: Int, on date: CivilDate) -> Int32 {
        var low = CivilDate.earliest.dayNumber - 1
        var high = date.dayNumber + 1
        while high - low > 1 {
            let middle = low + (high - low) / 2
            let isOldEnough = calendar.age(from: CivilDate(clamping: Int(middle)), on: date) >= age
            if isOldEnough { low = middle } else { high = middle }
        }
        return low
    }

    // MARK: One person

    /// The group of a person of whom some days of birth are possible.
    static func group(_ birth: FactSet, on day: Day) -> Int {
        guard birth.hasRange, birth.options == 0 else { return notKnown }
        let group = day.group(bornOn: birth.low)
        return birth.low == birth.high || day.group(bornOn: birth.high) == group ? group : notKnown
    }

    /// The group of a person; an age that was given limits what the day of birth leaves open.
    func group(_ birth: FactSet, given: (Int) -> Answer?, on day: Day) -> Int {
        guard let limits = definitions.compactMap({ Self.limits(given($0)) }).first else {
            return Self.group(birth, on: day)
        }
        var (least, most) = limits
        if birth.hasRange {
            least = max(least, calendar.age(from: CivilDate(clamping: Int(birth.high)), on: day.date))
            most = min(most, calendar.age(from: CivilDate(clamping: Int(birth.low)), on: day.date))
        }
        let group = Self.group(ofAge: least)
        return least <= most && Self.group(ofAge: most) == group ? group : Self.notKnown
    }

    private static func group(ofAge age: Int) -> Int { begins.count { age >= $0 } }

    private static func limits(_ answer: Answer?) -> (least: Int, most: Int)? {
        func whole(_ value: FactValue?) -> Int? {
            if case .number(let number)? = value { Int(clamping: number.floor) } else { nil }
        }
        switch answer {
        case .known(let value): return whole(value).map { ($0, $0) }
        case .between(let from, let to): return (whole(from) ?? .min, whole(to) ?? .max)
        default: return nil
        }
    }
}
