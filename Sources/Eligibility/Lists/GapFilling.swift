import Facts
import RuleChecking
import RuleEvaluation

/// What fills a gap, where that can be told without looking at the expression again.
struct Filling: Sendable {
    enum Kind: UInt8 {
        /// Only by looking at the expression.
        case other
        case decisionDate
        /// Ties of some kinds, as a sentence without its full stop.
        case connections
        /// A fact that is a date.
        case date
        /// A fact that is an amount of money, and the words behind it.
        case money
        /// A fact whose answers have no order; the words are those of the first of its bits.
        case answers
        /// An age in years from a fact that is a date, after a space or not.
        case age, ageApart
        /// A rate, by the age from a fact that is a date if there is one.
        case rate
        /// The time from a fact that is a date to the decision date.
        case time
    }

    var kind: Kind
    /// The fact; -1 for none.
    var fact: Int32 = -1
    /// The number of its first words, or that of a rate.
    var words: Int32 = 0
    /// The kinds of ties as bits, or the expression that a rate is.
    var detail: UInt64 = 0
}

extension RapidAssessor {
    /// Finds out how a gap is filled, once for all people.
    package mutating func prepare(_ gap: Int) {
        while fillings.count <= gap { fillings.append(filling(gaps.gap(fillings.count))) }
    }

    /// What fills a gap, by looking at the expression.
    func words(ofGap gap: Int, _ date: CivilDate, _ explainer: Explainer) -> String {
        switch gaps.gap(gap) {
        case .value(let node): explainer.valueWords(node)
        case .band(let node): explainer.bandWords(node)
        case .time(let node): " " + explainer.timeWords(node)
        case .length(let node, let unit): explainer.length(node, unit)
        case .decisionDate: date.description
        case .connections(let kinds): String(explainer.connectionSentence(kinds).dropLast())
        }
    }

    /// Words as they are written within a cell in quotes.
    static func inQuotes(_ words: String) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        return words.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
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
        case .band(let node):
            age(of: node).map { Filling(kind: .ageApart, fact: Int32($0)) } ?? Filling(kind: .other)
        case .time(let node): time(node)
        case .length: Filling(kind: .other)
        case .decisionDate: Filling(kind: .decisionDate)
        case .connections(let kinds): Filling(kind: .connections, detail: kinds)
        }
    }

    private mutating func value(_ node: NodeID) -> Filling {
        let other = Filling(kind: .other)
        switch rules.nodes[node] {
        case .fact(let index):
            let type = rules.facts[index].type.value
            if type == .date { return Filling(kind: .date, fact: Int32(index)) }
            if case .money(let per) = type {
                let ending = gapWords.add(Self.inQuotes(per.map { " \($0.phrase)" } ?? ""))
                return Filling(kind: .money, fact: Int32(index), words: Int32(ending))
            }
            if type.isOrdered { return other }
            let first = gapWords.count
            for words in answers(index, node) { _ = gapWords.add(Self.inQuotes(words)) }
            return Filling(kind: .answers, fact: Int32(index), words: Int32(first))
        case .definition(let index): return value(rules.definitions[index].value)
        case .age: return age(of: node).map { Filling(kind: .age, fact: Int32($0)) } ?? other
        case .rate(let index, let by):
            guard case .value = rules.types[node] else { return other }
            let fact = by.map { age(of: $0) } ?? -1
            return fact.map {
                Filling(kind: .rate, fact: Int32($0), words: Int32(index), detail: UInt64(node))
            } ?? other
        default: return other
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
    private func answers(_ fact: Int, _ node: NodeID) -> [String] {
        var situation = Situation(
            date: .earliest, facts: rules.facts.map { .everything($0) }, given: [:],
            readings: rules.interpretations.map(\.chosen), lots: [])
        let all = situation.facts[fact].options
        return (0..<UInt64.bitWidth).map { position in
            let bit: UInt64 = 1 << UInt64(position)
            guard all & bit != 0 else { return "" }
            situation.facts[fact] = FactSet(options: bit)
            return Explainer(assessor.decider, situation: situation).valueWords(node)
        }
    }

    private func time(_ node: NodeID) -> Filling {
        var inner = node
        while case .definition(let index) = rules.nodes[inner] { inner = rules.definitions[index].value }
        guard case .time(let from, let to, countingEnd: false) = rules.nodes[inner],
            case .fact(let fact) = rules.nodes[from], case .decisionDate = rules.nodes[to],
            rules.facts[fact].type.value == .date
        else { return Filling(kind: .other) }
        return Filling(kind: .time, fact: Int32(fact))
    }
}
