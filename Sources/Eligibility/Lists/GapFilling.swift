import Facts
import RuleChecking
import RuleEvaluation

/// What fills a gap, where that can be told without looking at the expression again.
enum Filling {
    /// A fact that is a date.
    case date(Int)
    /// A fact that is an amount of money.
    case money(Int)
    /// A fact whose answers have no order; their words by number.
    case answers(Int, words: Int)
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

extension RapidAssessor {
    /// Fills a gap for one person.
    package func fill(
        _ gap: Int, _ person: borrowing CompactPerson, _ place: PersonPlace, to bytes: inout [UInt8]
    ) {
        while fillings.count < gaps.gaps.count { fillings.append(filling(gaps.gaps[fillings.count])) }
        if fillQuickly(fillings[gap], person, place, to: &bytes) { return }
        let explainer = explainer(person, place)
        let words =
            switch gaps.gaps[gap] {
            case .value(let node): explainer.valueWords(node)
            case .band(let node): explainer.bandWords(node)
            case .time(let node): " " + explainer.timeWords(node)
            case .length(let node, let unit): explainer.length(node, unit)
            case .decisionDate: person.date.description
            case .connections(let kinds): String(explainer.connectionSentence(kinds).dropLast())
            }
        bytes.append(contentsOf: words.utf8)
    }

    /// Puts tests into sentences for one person.
    func explainer(_ person: borrowing CompactPerson, _ place: PersonPlace) -> Explainer {
        let case_ = PreparedCase(person, ties, assessor)
        var finding = Finding(
            outcome: .needsInformation, isOutsideRun: false, lots: [], cohort: .notKnown, conditions: [],
            conditionsLot: nil, askNext: [], advice: [])
        finding.conditionsLot = case_.lots.firstIndex { $0.lot == place.leadingLot }
        return AssessmentWriter(assessor, case_, finding, person.readings).explainer()
    }

    // MARK: What can be filled quickly

    private func filling(_ gap: Gap) -> Filling {
        switch gap {
        case .value(let node): value(node)
        case .band(let node): age(of: node).map { .age($0, isApart: true) } ?? .other
        case .time(let node): time(node)
        case .length: .other
        case .decisionDate: .decisionDate
        case .connections(let kinds): .connections(kinds)
        }
    }

    private func value(_ node: NodeID) -> Filling {
        switch rules.nodes[node] {
        case .fact(let index):
            let type = rules.facts[index].type.value
            if type == .date { return .date(index) }
            if case .money = type { return .money(index) }
            if type.isOrdered { return .other }
            answerWords.append(answers(index, node))
            return .answers(index, words: answerWords.count - 1)
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

    private func fillQuickly(
        _ filling: Filling, _ person: borrowing CompactPerson, _ place: PersonPlace, to bytes: inout [UInt8]
    ) -> Bool {
        if case .decisionDate = filling {
            bytes.append(contentsOf: place.day.words)
            return true
        }
        if case .connections(let kinds) = filling {
            let words = connectionWords(kinds, person, place)
            bytes.append(contentsOf: connectionTexts[words])
            return true
        }
        // What was given for a definition is said in its own words.
        if !person.given.isEmpty { return false }
        switch filling {
        case .date(let fact):
            guard let tick = tick(person.facts[fact]) else { return false }
            CivilDate(clamping: Int(tick)).write(to: &bytes)
            return true
        case .money(let fact):
            guard let tick = tick(person.facts[fact]) else { return false }
            return rules.facts[fact].type.value.write(millionths: tick, to: &bytes)
        case .answers(let fact, let words):
            let bit = person.facts[fact].options
            guard person.facts[fact].isSingle, bit != 0 else { return false }
            let answer = answerWords[words][bit.trailingZeroBitCount]
            if answer.isEmpty { return false }
            bytes.append(contentsOf: answer)
            return true
        case .age(let fact, let isApart):
            guard let age = age(person.facts[fact], on: person.date) else { return false }
            if isApart { bytes.append(UInt8(ascii: " ")) }
            bytes.append(groupedDigitsOf: UInt64(age))
            return true
        case .rate(let rate, let node, let fact):
            var by: Int64 = 0
            if let fact {
                guard let age = age(person.facts[fact], on: person.date) else { return false }
                by = Int64(age)
            }
            let bands = place.day.bands(of: rate, node, rules)
            guard let band = bands.last(where: { $0.from <= by }) else { return false }
            bytes.append(contentsOf: band.words)
            return true
        case .time(let fact):
            guard let tick = tick(person.facts[fact]) else { return false }
            return writeTime(from: CivilDate(clamping: Int(tick)), to: place.day, to: &bytes)
        case .decisionDate, .connections, .other: return false
        }
    }

    private func tick(_ set: FactSet) -> Int64? {
        set.options == 0 && set.low == set.high ? set.low : nil
    }

    private func age(_ birth: FactSet, on day: CivilDate) -> Int? {
        guard let tick = tick(birth) else { return nil }
        let age = rules.calendar.age(from: CivilDate(clamping: Int(tick)), on: day)
        return age >= 0 ? age : nil
    }

    private func writeTime(
        from start: CivilDate, to day: DayTable, to bytes: inout [UInt8]
    ) -> Bool {
        guard start <= day.date else { return false }
        let span = rules.calendar.span(from: start, to: day.date)
        let parts = [(span.years, Self.year), (span.months, Self.month), (span.days, Self.day)]
        bytes.append(contentsOf: Self.is_)
        var left = parts.count { $0.0 != 0 }
        if left == 0 { bytes.append(contentsOf: Self.noDays) }
        let isSingle = left == 1
        for (count, unit) in parts where count != 0 {
            bytes.append(digitsOf: UInt64(count))
            bytes.append(contentsOf: unit)
            if count != 1 { bytes.append(UInt8(ascii: "s")) }
            left -= 1
            if !isSingle, left == 1 { bytes.append(contentsOf: Self.and) }
            if left > 1 { bytes.append(contentsOf: Self.comma) }
        }
        bytes.append(contentsOf: Self.from)
        start.write(to: &bytes)
        bytes.append(contentsOf: Self.to)
        bytes.append(contentsOf: day.words)
        bytes.append(UInt8(ascii: ")"))
        return true
    }

    private static let year = Array(" year".utf8)
    private static let month = Array(" month".utf8)
    private static let day = Array(" day".utf8)
    private static let is_ = Array(" is ".utf8)
    private static let noDays = Array("0 days".utf8)
    private static let and = Array(" and ".utf8)
    private static let comma = Array(", ".utf8)
    private static let from = Array(" (from ".utf8)
    private static let to = Array(" to ".utf8)

    // MARK: Ties

    /// The number of the sentence about ties, remembered for all who have the same.
    private func connectionWords(
        _ kinds: UInt64, _ person: borrowing CompactPerson, _ place: PersonPlace
    ) -> Int {
        connectionKey.removeAll(keepingCapacity: true)
        connectionKey.append(kinds)
        connectionKey.append(UInt64(place.day.era) << 32 | UInt64(place.leading ?? 0xFFFF))
        for (kind, tie) in person.ties.enumerated() where kinds >> UInt64(kind) & 1 == 1 {
            connectionKey.append(UInt64(tie))
        }
        if let known = connectionTable.value(of: connectionKey) { return Int(known) }
        if connectionTable.isFull {
            connectionTable.removeAll()
            connectionTexts = []
        }
        let words = Array(explainer(person, place).connectionSentence(kinds).utf8.dropLast())
        connectionTable.insert(Int32(connectionTexts.count), for: connectionKey)
        connectionTexts.append(words)
        return connectionTexts.count - 1
    }
}

extension DayTable {
    /// What a rate comes to on this day, for each of its bands.
    func bands(of rate: Int, _ node: NodeID, _ rules: CheckedRules) -> [RateBand] {
        if let known = rateWords[rate] { return known }
        guard case .value(let type) = rules.types[node] else { return [] }
        let bands = rules.rates[rate].period(on: date)?.bands ?? []
        let hasBands = rules.rates[rate].by != nil
        let words = bands.compactMap { band -> RateBand? in
            // The least age in the band.
            let above = band.from.floor
            let from = Rational(Int(above)) == band.from ? above : above + 1
            return Int64(exactly: hasBands ? from : 0).map {
                RateBand(from: $0, words: Array(type.words(for: band.value).utf8))
            }
        }
        rateWords[rate] = words
        return words
    }
}
