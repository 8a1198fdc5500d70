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
    private(set) var inspector: Inspector

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

    /// One test as a sentence: “Age is 34 on 3 September 2018; the rule asks for at least 16.”
    func sentence(_ node: NodeID) -> String { claim(node, false).sentence }

    func claim(_ node: NodeID, _ isNegated: Bool) -> Claim {
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
}
