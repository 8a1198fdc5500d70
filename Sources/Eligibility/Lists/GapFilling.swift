import Facts
import RuleChecking
import RuleEvaluation

/// What fills a gap, where that can be told without looking at the expression again.
enum Filling: Sendable {
    /// A fact that is a date.
    case date(Int)
    /// A fact that is an amount of money, and the number of the words behind it.
    case money(Int, ending: Int)
    /// A fact whose answers have no order; the words of the first of its bits, by number.
    case answers(Int, first: Int)
    /// An age in years from a fact that is a date, after a space or not.
    case age(Int, isApart: Bool)
    /// A rate, by the age from a fact that is a date where it goes by one.
    case rate(Int, node: NodeID, from: Int?)
    /// The time from a fact that is a date to the decision date.
    case time(Int)
    case decisionDate
    case connections(UInt64)
    /// Only by looking at the expression.
    case other
}

/// What puts tests into sentences for one person, made when it is first needed. Most people need none, and it is large.
package struct PersonWords: ~Copyable {
    private var made: Made?

    private final class Made {
        let explainer: Explainer

        init(_ explainer: Explainer) { self.explainer = explainer }
    }

    package init() {}

    var explainer: Explainer? {
        get { made?.explainer }
        set { made = newValue.map { Made($0) } }
    }
}

extension RapidAssessor {
    /// Whether there may be quotes in what fills gaps quickly.
    @inlinable
    package var holdsQuotes: Bool {
        answerWords.holdsQuotes || amountWords.holdsQuotes || connectionWords.holdsQuotes
    }

    /// Finds out how a gap is filled, once for all people.
    package mutating func prepare(_ gap: Int) {
        while fillings.count <= gap { fillings.append(filling(gaps.gap(fillings.count))) }
    }

    /// Fills a gap for one person.
    ///
    /// - Parameter words: what puts tests into sentences for this person, once there is one.
    package mutating func fill(
        _ gap: Int, _ person: borrowing CompactPerson, _ day: Int, _ words: inout PersonWords,
        to row: inout RowBytes
    ) {
        if fill(gap, person, day, to: &row) { return }
        let explainer = words.explainer ?? explainer(person, lead)
        words.explainer = explainer
        let words =
            switch gaps.gap(gap) {
            case .value(let node): explainer.valueWords(node)
            case .band(let node): explainer.bandWords(node)
            case .time(let node): " " + explainer.timeWords(node)
            case .length(let node, let unit): explainer.length(node, unit)
            case .decisionDate: person.date.description
            case .connections(let kinds): String(explainer.connectionSentence(kinds).dropLast())
            }
        row.append(words.utf8.span)
    }

    /// Puts tests into sentences for one person.
    mutating func explainer(_ person: borrowing CompactPerson, _ lead: LeadingLot) -> Explainer {
        let case_ = PreparedCase(person, &ties, assessor)
        var finding = Finding(
            outcome: .needsInformation, isOutsideRun: false, lots: [], cohort: .notKnown, conditions: [],
            conditionsLot: nil, askNext: [], advice: [])
        finding.conditionsLot = case_.lots.firstIndex { $0.lot == lead.lot }
        return AssessmentWriter(assessor, case_, finding, person.readings).explainer()
    }

    // MARK: What can be filled quickly

    private mutating func filling(_ gap: Gap) -> Filling {
        switch gap {
        case .value(let node): value(node)
        case .band(let node): age(of: node).map { .age($0, isApart: true) } ?? .other
        case .time(let node): time(node)
        case .length: .other
        case .decisionDate: .decisionDate
        case .connections(let kinds): .connections(kinds)
        }
    }

    private mutating func value(_ node: NodeID) -> Filling {
        switch rules.nodes[node] {
        case .fact(let index):
            let type = rules.facts[index].type.value
            if type == .date { return .date(index) }
            if case .money(let per) = type {
                return .money(index, ending: answerWords.add((per.map { " \($0.phrase)" } ?? "").utf8))
            }
            if type.isOrdered { return .other }
            let first = answerWords.count
            for words in answers(index, node) { _ = answerWords.add(words) }
            return .answers(index, first: first)
        case .definition(let index): return value(rules.definitions[index].value)
        case .age: return age(of: node).map { .age($0, isApart: false) } ?? .other
        case .rate(let index, let by):
            guard case .value = rules.types[node] else { return .other }
            guard let by else { return .rate(index, node: node, from: nil) }
            return age(of: by).map { .rate(index, node: node, from: $0) } ?? .other
        default: return .other
        }
    }

    /// The date that an expression is an age from.
    private func age(of node: NodeID) -> Int? {
        switch rules.nodes[node] {
        case .definition(let index): return age(of: rules.definitions[index].value)
        case .age(let from):
            if case .fact(let fact) = rules.nodes[from], rules.facts[fact].type.value == .date { return fact }
            return nil
        default: return nil
        }
    }

    /// For each bit of a set, the words of that answer.
    private func answers(_ fact: Int, _ node: NodeID) -> [[UInt8]] {
        var situation = Situation(
            date: .earliest, facts: rules.facts.map { .everything($0) }, given: [:],
            readings: rules.interpretations.map(\.chosen), lots: [])
        let all = situation.facts[fact].options
        return (0..<UInt64.bitWidth).map { position in
            let bit: UInt64 = 1 << UInt64(position)
            guard all & bit != 0 else { return [] }
            situation.facts[fact] = FactSet(options: bit)
            return Array(Explainer(assessor.decider, situation: situation).valueWords(node).utf8)
        }
    }

    private func time(_ node: NodeID) -> Filling {
        var inner = node
        while case .definition(let index) = rules.nodes[inner] { inner = rules.definitions[index].value }
        guard case .time(let from, let to, countingEnd: false) = rules.nodes[inner],
            case .fact(let fact) = rules.nodes[from], case .decisionDate = rules.nodes[to],
            rules.facts[fact].type.value == .date
        else { return .other }
        return .time(fact)
    }

    // MARK: Filling quickly

    /// Fills a gap that is known; false, with nothing written, when that needs a look at the expression.
    package mutating func fill(
        _ gap: Int, _ person: borrowing CompactPerson, _ day: Int, to row: inout RowBytes
    ) -> Bool {
        switch fillings[gap] {
        case .decisionDate:
            days.words.write(day, to: &row)
            return true
        case .connections(let kinds):
            let number = connections(kinds, person, day)
            connectionWords.write(number, to: &row)
            return true
        // What was given for a definition is said in its own words.
        case _ where !person.given.isEmpty: return false
        case .date(let fact):
            guard let tick = tick(person.facts[fact]) else { return false }
            CivilDate(clamping: Int(tick)).write(to: &row)
            return true
        case .money(let fact, let ending):
            guard let tick = tick(person.facts[fact]) else { return false }
            row.append(poundsOfMillionths: tick)
            answerWords.write(ending, to: &row)
            return true
        case .answers(let fact, let first):
            let bit = person.facts[fact].options
            guard person.facts[fact].isSingle, bit != 0 else { return false }
            let answer = first + bit.trailingZeroBitCount
            if answerWords.isEmpty(answer) { return false }
            answerWords.write(answer, to: &row)
            return true
        case .age(let fact, let isApart):
            guard let age = age(person.facts[fact], on: person.date) else { return false }
            if isApart { row.append(UInt8(ascii: " ")) }
            row.append(groupedDigitsOf: UInt64(age))
            return true
        case .rate(let rate, let node, let fact):
            var by: Int64 = 0
            if let fact {
                guard let age = age(person.facts[fact], on: person.date) else { return false }
                by = Int64(age)
            }
            let rates = days.days[day].rates
            guard
                let words = rateWords.words(of: rate, rates, at: by)
                    ?? makeWords(of: rate, node, person.date, rates, at: by)
            else { return false }
            amountWords.write(words, to: &row)
            return true
        case .time(let fact):
            guard let tick = tick(person.facts[fact]) else { return false }
            return writeTime(from: CivilDate(clamping: Int(tick)), to: person.date, day, to: &row)
        case .other: return false
        }
    }

    @inline(__always)
    private mutating func tick(_ set: FactSet) -> Int64? {
        set.options == 0 && set.low == set.high ? set.low : nil
    }

    private mutating func age(_ birth: FactSet, on date: CivilDate) -> Int? {
        guard let tick = tick(birth) else { return nil }
        let age = calendar.age(from: CivilDate(clamping: Int(tick)), on: date)
        return age >= 0 ? age : nil
    }

    // Changes nothing of itself; but what only reads such a large value that can be changed is handed a copy of it.
    private mutating func writeTime(
        from start: CivilDate, to end: CivilDate, _ day: Int, to row: inout RowBytes
    ) -> Bool {
        guard start <= end else { return false }
        let span = calendar.span(from: start, to: end)
        let parts = (span.years == 0 ? 0 : 1) + (span.months == 0 ? 0 : 1) + (span.days == 0 ? 0 : 1)
        row.append(" is ")
        if parts == 0 { row.append("0 days") }
        if span.years != 0 {
            Self.write(span.years, " year", to: &row)
            row.append(parts == 3 ? ", " : parts == 2 ? " and " : "")
        }
        if span.months != 0 {
            Self.write(span.months, " month", to: &row)
            if span.days != 0 { row.append(" and ") }
        }
        if span.days != 0 { Self.write(span.days, " day", to: &row) }
        row.append(" (from ")
        start.write(to: &row)
        row.append(" to ")
        days.words.write(day, to: &row)
        row.append(UInt8(ascii: ")"))
        return true
    }

    private static func write(_ count: Int, _ unit: StaticString, to row: inout RowBytes) {
        row.append(digitsOf: UInt64(count))
        row.append(unit)
        if count != 1 { row.append(UInt8(ascii: "s")) }
    }

    // MARK: Ties

    /// The number of the sentence about ties, remembered for all who have the same.
    private mutating func connections(
        _ kinds: UInt64, _ person: borrowing CompactPerson, _ day: Int
    ) -> Int {
        // Where a lot is reached, nothing is said of ties that lead elsewhere.
        let reached = kinds & lead.known
        let told = (reached == 0 ? kinds : reached) & (1 << UInt64(person.ties.count) - 1)
        connectionKey.removeAll()
        connectionKey.append(
            told | (reached == 0 ? 0 : lead.known) << 16 | UInt64(UInt16(clamping: lead.lot)) << 32
                | UInt64(UInt16(truncatingIfNeeded: lead.era)) << 48)
        var rest = told
        while rest != 0 {
            connectionKey.append(UInt64(person.ties[rest.trailingZeroBitCount]))
            rest &= rest - 1
        }
        if let known = connectionTable.value(of: connectionKey) { return Int(known) }
        if connectionTable.isFull {
            connectionTable.removeAll()
            connectionWords = TextStore()
        }
        let words = connectionSentence(kinds, person, lead, day).utf8.dropLast()
        connectionTable.insert(Int32(connectionWords.count), for: connectionKey)
        return connectionWords.add(words)
    }

    private mutating func connectionSentence(
        _ kinds: UInt64, _ person: borrowing CompactPerson, _ lead: LeadingLot, _ number: Int
    ) -> String {
        let day = days.days[number]
        let lot = lead.lot
        let isOpen = lot < rules.lots.count && day.open >> UInt64(lot) & 1 == 1
        var truths: [Truth] = []
        for kind in person.ties.indices where isOpen {
            truths.append(ties.lots(person.ties[kind], era: Int(day.era)).truth(lot))
        }
        let sentence = ConnectionSentence(
            rules: rules, ties: truths, places: person.ties.map { ties.ties[Int($0)].places },
            lotTitle: isOpen ? rules.lots[lot].title : nil)
        let (areas, date) = (assessor.book.areas, day.date)
        return sentence.words(kinds) { areas.holds($0, lot: lot, on: date) == .yes }
    }

    // MARK: Rates

    /// Puts what a rate comes to on a day into words, and finds that of one of its bands.
    private mutating func makeWords(
        of rate: Int, _ node: NodeID, _ date: CivilDate, _ number: Int32, at by: Int64
    ) -> Int? {
        guard !rateWords.hasWords(of: rate, number), case .value(let type) = rules.types[node] else {
            return nil
        }
        let bands = rules.rates[rate].period(on: date)?.bands ?? []
        let hasBands = rules.rates[rate].by != nil
        var found: [(from: Int64, words: Int)] = []
        for band in bands {
            // The least age in the band.
            let above = band.from.floor
            let from = Rational(Int(above)) == band.from ? above : above + 1
            guard let from = Int64(exactly: hasBands ? from : 0) else { continue }
            let words = type.words(for: band.value)
            let number = rateNumbers[words] ?? amountWords.add(words.utf8)
            rateNumbers[words] = number
            found.append((from, number))
        }
        rateWords.setWords(of: rate, number, found)
        return rateWords.words(of: rate, number, at: by)
    }
}
