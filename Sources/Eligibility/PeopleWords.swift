import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import RuleProofs

/// Describes people in the terms of the rules: “aged 23 to 24; hourly pay is below the National Minimum Wage for age”.
struct PeopleWords {
    private let old: CheckedRules
    private let new: CheckedRules
    private let change: RuleComparison.Change

    init(old: CheckedRules, new: CheckedRules, _ change: RuleComparison.Change) {
        self.old = old
        self.new = new
        self.change = change
    }

    /// What people in a cube have in common; empty for everybody.
    func parts(_ cube: Cube) -> [String] {
        var parts: [String] = []
        var ties: [String] = []
        var noTies: [String] = []
        for (index, all) in cube.cells.sorted(by: { $0.key < $1.key }) {
            let cells = all.filter { change.possible[index].contains($0) }
            let paired = change.first.axes[index]
            guard let axis = paired.second ?? paired.first else { continue }
            let side = AxisWords(
                rules: paired.second == nil ? old : new,
                date: paired.second == nil ? change.first.firstDate : change.first.date)
            switch axis.subject {
            case .fact(let fact):
                let sets = cells.map { axis.sets[$0] }
                parts.append(
                    side.ageWords(fact, sets) ?? testWords(index, cells, cube) ?? side.words(fact, sets))
            case .tie(let kind):
                if cells == [1] { ties.append(side.rules.connections[kind].name) }
                if cells == [0] { noTies.append(side.rules.connections[kind].name) }
            case .order, .test:
                parts.append(testWords(index, cells, cube) ?? "in some cases")
            case .lot:
                let titles = cells.compactMap { axis.lots[$0] }.map { "“\(side.rules.lots[$0].title)”" }
                parts.append("for the lot \(titles.joined(separator: " or "))")
            case .reading: break
            }
        }
        if !ties.isEmpty { parts.append("with a tie by \(ties.joined(separator: " and "))") }
        if !noTies.isEmpty { parts.append("without a tie by \(noTies.joined(separator: " or "))") }
        return parts
    }

    // MARK: Tests

    /// A test of the rules, or two, that hold of exactly these cells of an axis, for everybody in the rest of the cube.
    private func testWords(_ axis: Int, _ cells: [Int], _ cube: Cube) -> String? {
        let wanted = Set(cells)
        let all = Set(change.possible[axis])
        let sets = (change.first.axes[axis].second ?? change.first.axes[axis].first)?.sets ?? []
        let amounts = all.filter { $0 >= sets.count || sets[$0].options == 0 }
        var known: [(node: Int, words: String, holds: Set<Int>)] = []
        // The new rules are spoken of first.
        for (index, test) in change.first.tests.sorted(by: { $0.isOfSecond && !$1.isOfSecond }).enumerated() {
            guard let holds = self.holds(test.table, axis, cube) else { continue }
            let words = TestWords(rules: test.isOfSecond ? new : old)
            let senses: [(TestWords.Sense, Set<Int>)] = [
                (.asIs, holds), (.opposite, amounts.subtracting(holds)), (.negated, all.subtracting(holds)),
            ]
            for (sense, cells) in senses {
                if let words = words.words(test.node, sense) { known.append((index, words, cells)) }
            }
        }
        if let one = known.first(where: { $0.holds == wanted }) { return one.words }
        for (position, first) in known.enumerated() where first.holds.isSuperset(of: wanted) {
            for second in known[(position + 1)...] where first.holds.intersection(second.holds) == wanted {
                // One test, with another rate in each of the rules: amounts say it better.
                let names = [first, second].map {
                    $0.words.split(separator: " ").filter { !Self.senses.contains($0) }
                }
                if names[0] != names[1] { return "\(first.words) and \(second.words)" }
            }
        }
        return nil
    }

    private static let senses: Set<Substring> = ["not", "at", "least", "most", "less", "more", "than"]

    /// The cells of an axis on which a test holds; nil where that depends on more than the cube says.
    private func holds(_ table: AtomTable, _ axis: Int, _ cube: Cube) -> Set<Int>? {
        guard let position = table.axes.firstIndex(of: axis) else { return nil }
        let counts = table.axes.map { change.first.axes[$0].count }
        let cells = table.axes.map { other in
            (cube.cells[other] ?? change.possible[other]).filter { change.possible[other].contains($0) }
        }
        var outcomes: [Int: Set<Bool>] = [:]
        for entry in table.isTrue.indices {
            var rest = entry
            var own = 0
            var isInside = true
            for place in table.axes.indices.reversed() {
                let cell = rest % counts[place]
                rest /= counts[place]
                if place == position {
                    own = cell
                } else if !cells[place].contains(cell) {
                    isInside = false
                }
            }
            if isInside { outcomes[own, default: []].insert(table.isTrue[entry]) }
        }
        var holds: Set<Int> = []
        for cell in change.possible[axis] {
            guard let outcome = outcomes[cell], outcome.count == 1 else { return nil }
            if outcome.contains(true) { holds.insert(cell) }
        }
        return holds
    }
}

/// Says what the cells of a fact hold.
struct AxisWords {
    let rules: CheckedRules
    let date: CivilDate

    // MARK: Facts

    func words(_ fact: Int, _ sets: [FactSet]) -> String {
        let type = rules.facts[fact].type
        let ranges = Self.joined(sets.filter(\.hasRange))
        let special = type.specialAnswers.indices.filter { position in
            sets.contains { $0.options & OptionBits.special(position) != 0 }
        }.map { type.specialAnswers[$0] == FactType.none ? "none" : "“\(type.specialAnswers[$0])”" }
        if type.value == .date {
            let dates = ranges.map { dateWords(fact, $0) }
            return (dates + special.map { "\(rules.facts[fact].name) \($0)" }).joined(separator: " or ")
        }
        let name = rules.facts[fact].name
        if type.value.isOrdered {
            return
                "\(name) \((ranges.map { amountWords($0, type.value) } + special).joined(separator: " or "))"
        }
        return optionWords(fact, sets.reduce(0) { $0 | $1.options }, special)
    }

    private func optionWords(_ fact: Int, _ options: UInt64, _ special: [String]) -> String {
        let name = rules.facts[fact].name
        switch rules.facts[fact].type.value {
        case .yesOrNo: return options & OptionBits.yes != 0 ? name : "not \(name)"
        case .choice(let answers):
            let inside = answers.indices.filter { options & OptionBits.option($0) != 0 }
            if answers.count - inside.count < inside.count, special.isEmpty {
                let outside = answers.indices.filter { !inside.contains($0) }.map { "“\(answers[$0])”" }
                return "\(name) not \(outside.joined(separator: " or "))"
            }
            return "\(name) \((inside.map { "“\(answers[$0])”" } + special).joined(separator: " or "))"
        default:
            let compared = rules.facts[fact].comparedTexts
            var found = compared.indices.filter { options & OptionBits.option($0) != 0 }.map {
                "“\(compared[$0])”"
            }
            if options & OptionBits.otherText != 0 { found.append("something else") }
            return "\(name) \(found.joined(separator: " or "))"
        }
    }

    /// Ranges that follow each other are one.
    private static func joined(_ sets: [FactSet]) -> [ClosedRange<Int64>] {
        var ranges: [ClosedRange<Int64>] = []
        for set in sets.sorted(by: { $0.low < $1.low }) {
            if let last = ranges.last, last.upperBound + 1 == set.low {
                ranges[ranges.count - 1] = last.lowerBound...set.high
            } else {
                ranges.append(set.low...set.high)
            }
        }
        return ranges
    }

    // MARK: Amounts

    private func amountWords(_ range: ClosedRange<Int64>, _ type: ValueType) -> String {
        let ticks = FactSet.ticks(type)
        func amount(_ tick: Int64) -> Rational { Rational(Int128(tick), over: Int128(ticks)) ?? .zero }
        func words(_ tick: Int64) -> String { type.words(for: amount(tick)) }
        // The tick beyond an end is said where it is the rounder number: “below £10”, and not “at most £9.999999”.
        func isRounder(_ one: Int64, than other: Int64) -> Bool {
            amount(one).denominator < amount(other).denominator
        }
        let everything = FactSet.everything(type)
        var parts: [String] = []
        if range.lowerBound > everything.low, range.lowerBound != 0 || range.upperBound == everything.high {
            parts.append(
                isRounder(range.lowerBound - 1, than: range.lowerBound)
                    ? "above \(words(range.lowerBound - 1))" : "at least \(words(range.lowerBound))")
        }
        if range.upperBound < everything.high {
            parts.append(
                isRounder(range.upperBound + 1, than: range.upperBound)
                    ? "below \(words(range.upperBound + 1))" : "at most \(words(range.upperBound))")
        }
        if range.lowerBound == range.upperBound { return "exactly \(words(range.lowerBound))" }
        return parts.isEmpty ? "any amount" : parts.joined(separator: " and ")
    }

    // MARK: Dates

    private func dateWords(_ fact: Int, _ range: ClosedRange<Int64>) -> String {
        let (first, last) = (day(range.lowerBound), day(range.upperBound))
        let name = rules.facts[fact].name
        if range.lowerBound <= Int64(CivilDate.earliest.dayNumber) { return "\(name) on or before \(last)" }
        if range.upperBound >= Int64(date.dayNumber) { return "\(name) on or after \(first)" }
        return first == last ? "\(name) \(first)" : "\(name) from \(first) to \(last)"
    }

    private func day(_ number: Int64) -> CivilDate { CivilDate(clamping: Int(number)) }

    /// Ages, where the rules speak of the age from this date and the range holds whole years of it.
    func ageWords(_ fact: Int, _ sets: [FactSet]) -> String? {
        let ranges = Self.joined(sets.filter(\.hasRange))
        guard ranges.count == 1, let range = ranges.first, sets.allSatisfy({ $0.options == 0 }) else {
            return nil
        }
        let speaksOfAge = rules.nodes.contains {
            if case .age(let from) = $0 { rules.nodes[from] == .fact(fact) } else { false }
        }
        guard speaksOfAge, range.lowerBound <= Int64(date.dayNumber) else { return nil }
        func age(_ number: Int64) -> Int { rules.calendar.age(from: day(number), on: date) }
        let newest = min(range.upperBound, Int64(date.dayNumber))
        let youngest = age(newest)
        let isOldest = range.lowerBound <= Int64(CivilDate.earliest.dayNumber)
        let oldest = age(range.lowerBound)
        guard newest == Int64(date.dayNumber) || age(newest + 1) < youngest,
            isOldest || age(range.lowerBound - 1) > oldest
        else { return nil }
        let isYoungest = newest == Int64(date.dayNumber)
        switch (isYoungest, isOldest) {
        case (true, true): return "of any age"
        case (true, false): return "aged under \(oldest + 1)"
        case (false, true): return "aged \(youngest) and over"
        case (false, false): return youngest == oldest ? "aged \(youngest)" : "aged \(youngest) to \(oldest)"
        }
    }
}
