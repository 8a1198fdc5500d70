import Facts
import RuleChecking
import RuleEvaluation
import RuleSyntax

/// Puts tests of the rules into sentences: the facts of the person, and what the rule asks for.
struct Explainer {
    let rules: CheckedRules
    let situation: Situation
    /// The ties to the lot that is spoken of, in the order of the connections.
    var ties: [Truth] = []
    /// The places of each connection in words, and the lot’s title.
    var places: [[ResolvedPlace]] = []
    var lotTitle: String?
    var isInLot: (ResolvedPlace) -> Bool = { _ in false }
    /// Takes note of gaps, where sentences are to be written for many people: then what differs between them is left
    /// out.
    var gaps: GapTable?
    private var inspector: Inspector

    /// Turns to one of the lots of the rules, by its index, for tests that name lots.
    mutating func turn(to lot: Int) {
        lotTitle = rules.lots[lot].title
        inspector.turn(to: lot)
    }

    init(_ decider: Decider, situation: Situation) {
        rules = decider.rules
        self.situation = situation
        inspector = Inspector(decider, situation)
    }

    /// How a value given for a definition and the facts it is made from disagree.
    func contradiction(of definition: Int) -> String {
        let name = rules.definitions[definition].name
        let made = inspector.words(rules.definitions[definition].value, ties: [])
        return "“\(name)” is given as \(givenWords(definition)), and the facts it is made from give \(made)."
    }

    // MARK: Evidence

    /// Sentences for the tests that decide an expression: those that make it true, or false, or keep it open. Tests
    /// of the same thing share one sentence.
    func evidence(_ node: NodeID) -> [String] {
        // Where the whole does not hold, two things asked of one value need not be asked together.
        let isMet = truth(node) == .yes
        var claims: [Claim] = []
        for (atom, isNegated) in deciding(node, false) {
            let claim = claim(atom, isNegated)
            let same = claims.firstIndex {
                $0.subject == claim.subject && (isMet || $0.requirements == claim.requirements)
            }
            if let index = same {
                claims[index].requirements += claim.requirements.filter {
                    !claims[index].requirements.contains($0)
                }
            } else {
                claims.append(claim)
            }
        }
        if let gaps {
            for (index, claim) in claims.enumerated() {
                gaps.compare(claim.texts, claims[..<index].flatMap(\.texts))
            }
        }
        return claims.map(\.sentence)
    }

    /// What is so, and what the rule asks of it.
    private struct Claim {
        var subject: String
        var requirements: [String] = []

        var texts: [String] { [subject] + requirements }

        var sentence: String {
            if requirements.isEmpty { return subject + "." }
            return "\(subject); the rule asks for \(requirements.joined(separator: " and "))."
        }
    }

    /// The rates that the deciding tests of an expression use, by index.
    func ratesUsed(_ node: NodeID) -> Set<Int> {
        Set(deciding(node, false).flatMap { rates(in: $0.node) })
    }

    private func truth(_ node: NodeID) -> Truth { inspector.truth(node, ties: ties) }

    /// The tests that decide, and whether each is asked for the other way about.
    private func deciding(_ node: NodeID, _ isNegated: Bool) -> [(node: NodeID, isNegated: Bool)] {
        let truth = truth(node)
        func all(_ nodes: [NodeID]) -> [(node: NodeID, isNegated: Bool)] {
            nodes.flatMap { deciding($0, isNegated) }
        }
        switch rules.nodes[node] {
        case .and(let left, let right):
            if truth == .no, let first = [left, right].first(where: { self.truth($0) == .no }) {
                return all([first])
            }
            return all(truth == .unknown ? [left, right].filter { self.truth($0) != .yes } : [left, right])
        case .or(let left, let right):
            if truth == .yes, let first = [left, right].first(where: { self.truth($0) == .yes }) {
                return all([first])
            }
            return all(truth == .unknown ? [left, right].filter { self.truth($0) != .no } : [left, right])
        case .not(let inner): return deciding(inner, !isNegated)
        case .definition(let index)
        where rules.definitions[index].type == .test && situation.given[index] == nil:
            return deciding(rules.definitions[index].value, isNegated)
        default: return [(node, isNegated)]
        }
    }

    private func rates(in node: NodeID) -> [Int] {
        switch rules.nodes[node] {
        case .rate(let index, let by): [index] + (by.map(rates) ?? [])
        case .definition(let index): rates(in: rules.definitions[index].value)
        case .comparison(let left, _, let right), .arithmetic(_, let left, let right),
            .time(let left, let right, _), .timeAgainst(let left, _, let right, _),
            .shiftedBy(let left, let right, _, _):
            rates(in: left) + rates(in: right)
        case .age(let inner), .fraction(let inner), .rounded(let inner, _), .shifted(let inner, _, _),
            .timeComparison(let inner, _, _), .isOneOf(let inner, _), .isWithin(let inner, _, _),
            .not(let inner):
            rates(in: inner)
        default: []
        }
    }

    // MARK: Sentences

    /// One test as a sentence: “Age is 34 on 3 September 2018; the rule asks for at least 16.”
    func sentence(_ node: NodeID) -> String { claim(node, false).sentence }

    private func claim(_ node: NodeID, _ isNegated: Bool) -> Claim {
        switch rules.nodes[node] {
        case .comparison(let left, let comparison, let right):
            let wanted = "\(Self.asked(comparison, isNegated, isDate: isDate(left))) \(object(right))"
            return Claim(subject: subject(left), requirements: [wanted])
        case .timeComparison(let time, let comparison, let duration):
            let wanted =
                "\(Self.asked(comparison, isNegated, isDate: false)) \(rules.durations[duration].words)"
            return Claim(subject: timeSubject(time), requirements: [wanted])
        case .timeAgainst(let time, let comparison, let amount, let unit):
            let relation = Self.asked(comparison, isNegated, isDate: false)
            return Claim(
                subject: timeSubject(time), requirements: ["\(relation) \(length(amount, unit))"])
        case .isInSpells(let day, let spells):
            return Claim(
                subject: subject(day),
                requirements: ["a day \(isNegated ? "outside" : "in") the \(name(spells))"])
        case .lot(let index):
            let title = rules.lots[index].title
            let own = lotTitle.map { "The lot is “\($0)”" } ?? "No lot is spoken of"
            return Claim(
                subject: own, requirements: [isNegated ? "another lot than “\(title)”" : "“\(title)”"])
        case .isOneOf(let subject, _): return Claim(subject: self.subject(subject))
        case .isWithin(let day, let from, let to):
            let days = "\(CivilDate(clamping: Int(from))) to \(CivilDate(clamping: Int(to)))"
            return Claim(
                subject: subject(day),
                requirements: [isNegated ? "a day outside \(days)" : "a day from \(days)"])
        case .definition(let index):
            return Claim(
                subject:
                    "\(Self.capitalised(rules.definitions[index].name)) was given as \(givenWords(index))")
        case .reading(let index, _):
            let interpretation = rules.interpretations[index]
            return Claim(
                subject:
                    "\(Self.capitalised(interpretation.name)) is read as “\(interpretation.readings[situation.readings[index]])”"
            )
        case .connection(let kinds):
            return Claim(
                subject: gaps?.mark(.connections(kinds)) ?? String(connectionSentence(kinds).dropLast()))
        case .not(let inner): return claim(inner, !isNegated)
        case .truth(let isTrue): return Claim(subject: isTrue ? "This always holds" : "This never holds")
        default: return Claim(subject: subject(node))
        }
    }

    /// How a rule asks for a value: “less than £13,900”, “a day before 1 May 2018”.
    private static func asked(_ comparison: Comparison, _ isNegated: Bool, isDate: Bool) -> String {
        let relation = isNegated ? opposite(comparison) : comparison
        if isDate, relation != .equal, relation != .notEqual {
            return "a day \(words(relation, isDate: true))"
        }
        switch relation {
        case .below: return "less than"
        case .above: return "more than"
        default: return words(relation, isDate: false)
        }
    }

    private static func opposite(_ comparison: Comparison) -> Comparison {
        switch comparison {
        case .equal: .notEqual
        case .notEqual: .equal
        case .atLeast: .below
        case .atMost: .above
        case .below: .atLeast
        case .above: .atMost
        }
    }

    /// What a test asks for, without its subject: “is on or before the start date, 3 September 2018”.
    func requirement(_ node: NodeID) -> String {
        switch rules.nodes[node] {
        case .comparison(let left, let comparison, let right):
            "is \(Self.words(comparison, isDate: isDate(left))) \(object(right))"
        default: "fits the rule"
        }
    }

    func connectionSentence(_ kinds: UInt64) -> String {
        ConnectionSentence(rules: rules, ties: ties, places: places, lotTitle: lotTitle).words(kinds, isInLot)
    }

    // MARK: Values

    private func isConstant(_ node: NodeID) -> Bool {
        if case .constant = rules.nodes[node] { true } else { false }
    }

    private func isDate(_ node: NodeID) -> Bool { rules.types[node] == .value(.date) }

    /// “Age is 34 on 3 September 2018”, “Yearly pay is £14,200 a year”.
    private func subject(_ node: NodeID) -> String {
        let name = Self.capitalised(name(node))
        let value = valueWords(node)
        if rules.types[node] == .value(.years), usesAge(node) {
            return "\(name) is \(value) on \(gaps?.mark(.decisionDate) ?? situation.date.description)"
        }
        return "\(name) is \(value)"
    }

    private func usesAge(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .age: true
        case .definition(let index): usesAge(rules.definitions[index].value)
        default: false
        }
    }

    private func timeSubject(_ node: NodeID) -> String {
        let name = Self.capitalised(name(node))
        return name + (gaps?.mark(.time(node)) ?? " " + timeWords(node))
    }

    /// How long a length of time is, after its name.
    func timeWords(_ node: NodeID) -> String {
        if case .definition(let index) = rules.nodes[node], situation.given[index] != nil {
            return "was given as \(givenWords(index))"
        }
        guard let (from, to) = inspector.time(node, ties: ties) else { return "is not known" }
        if countsDays(node) {
            return "is \(to.single.map { "\($0.decimalText) days" } ?? "not known")"
        }
        guard let first = from.single, let last = to.single else {
            let ends = from.openEnds(.date)
            if ends.below && ends.above { return "is not known" }
            let words = from.words(.date)
            let when = words.hasPrefix("from ") ? "some day \(words)" : words
            return "began \(when)"
        }
        let start = CivilDate(clamping: Int(clamping: first.floor))
        let end = CivilDate(clamping: Int(clamping: last.floor))
        guard start <= end else { return "would begin on \(start), after \(end)" }
        let span = rules.calendar.span(from: start, to: end)
        return "is \(Self.words(span)) (from \(start) to \(end))"
    }

    private func countsDays(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .timeIn: true
        case .definition(let index): countsDays(rules.definitions[index].value)
        default: false
        }
    }

    static func words(_ span: (years: Int, months: Int, days: Int)) -> String {
        func part(_ count: Int, _ unit: String) -> String? {
            count == 0 ? nil : "\(count) \(unit)\(count == 1 ? "" : "s")"
        }
        let parts = [part(span.years, "year"), part(span.months, "month"), part(span.days, "day")].compactMap
        { $0 }
        guard let last = parts.last else { return "0 days" }
        return parts.count == 1 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The other side of a comparison: its name, and its value unless it is written out in the rule.
    private func object(_ node: NodeID) -> String {
        if case .constant = rules.nodes[node] { return valueWords(node) }
        return "the \(name(node)), \(valueWords(node))"
    }

    /// Whole units in words: `26 weeks`, or the name of the amount and its value.
    func length(_ node: NodeID, _ unit: LengthUnit) -> String {
        if let gaps, !isConstant(node) { return gaps.mark(.length(node, unit)) }
        guard let count = inspector.amount(node, ties: ties) else {
            return "the \(name(node)), which is not known exactly"
        }
        if case .constant = rules.nodes[node] { return unit.words(count) }
        return "the \(name(node)), \(unit.words(count))"
    }

    func valueWords(_ node: NodeID) -> String {
        if case .definition(let index) = rules.nodes[node], situation.given[index] != nil,
            rules.definitions[index].type == .test
        {
            return givenWords(index)
        }
        if isConstant(node) { return inspector.words(node, ties: ties) }
        return gaps?.mark(.value(node)) ?? inspector.words(node, ties: ties)
    }

    private func givenWords(_ index: Int) -> String {
        let type: ValueType =
            if case .value(let type) = rules.definitions[index].type { type } else { .yesOrNo }
        func words(_ value: FactValue) -> String {
            switch value {
            case .yesOrNo(let isYes): isYes ? "yes" : "no"
            case .date(let date): date.description
            case .number(let number): type.words(for: number)
            case .duration(let length): length.words
            case .text(let text): "“\(text)”"
            case .spells(let spells): "\(spells.count) stretches of days"
            }
        }
        switch situation.given[index] {
        case .known(let value): return words(value)
        case .between(let from?, let to?): return "from \(words(from)) to \(words(to))"
        case .between(let from?, nil): return "at least \(words(from))"
        case .between(nil, let to?): return "at most \(words(to))"
        default: return "not known"
        }
    }

    /// What an expression is called.
    private func name(_ node: NodeID) -> String {
        switch rules.nodes[node] {
        case .fact(let index): rules.facts[index].name
        case .definition(let index): rules.definitions[index].name
        case .rate(let index, let by):
            rateName(index, by)
        case .age(let from): "age from \(name(from))"
        case .time(let from, let to, _): "time from \(name(from)) to \(name(to))"
        case .decisionDate: rules.decidedOn
        case .arithmetic(.higher, let left, let right): "higher of \(name(left)) and \(name(right))"
        case .arithmetic(.lower, let left, let right): "lower of \(name(left)) and \(name(right))"
        case .arithmetic(let operation, let left, let right):
            "\(name(left)) \(operation.rawValue) \(name(right))"
        case .timeIn(let spells, _, _): "time in \(name(spells))"
        case .lastSpell(let spells, _): "last of \(name(spells))"
        case .spellDay(let spells, let isFirst): "\(isFirst ? "first" : "last") day of \(name(spells))"
        case .fraction(let inner), .rounded(let inner, _), .shifted(let inner, _, _),
            .shiftedBy(let inner, _, _, _):
            name(inner)
        case .constant: inspector.words(node, ties: [])
        default: "this"
        }
    }

    /// “National Minimum Wage for age 34”.
    private func rateName(_ index: Int, _ by: NodeID?) -> String {
        guard let by else { return rules.rates[index].name }
        return "\(rules.rates[index].name) for \(name(by))\(gaps?.mark(.band(by)) ?? bandWords(by))"
    }

    /// The value that a rate goes by, after a space; nothing when it is not settled.
    func bandWords(_ by: NodeID) -> String {
        inspector.amount(by, ties: ties) == nil ? "" : " " + valueWords(by)
    }

    static func words(_ comparison: Comparison, isDate: Bool) -> String {
        switch comparison {
        case .equal: "exactly"
        case .notEqual: "anything but"
        case .atLeast: isDate ? "on or after" : "at least"
        case .atMost: isDate ? "on or before" : "at most"
        case .below: isDate ? "before" : "less than"
        case .above: isDate ? "after" : "more than"
        }
    }

    /// With its first letter in upper case.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
