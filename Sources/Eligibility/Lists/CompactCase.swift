import Facts
import RuleChecking
import RuleEvaluation

extension PreparedCase {
    /// The case of one of many people, as far as decisions and their wording need it.
    init(_ compact: borrowing CompactPerson, _ ties: TieBook, _ assessor: Assessor) {
        let rules = assessor.book.rules
        var person = Person(rules)
        for fact in compact.refused { person.answers[fact] = .notKnown(.refused) }
        for given in compact.given { person.given[given.definition] = given.answer }
        person.ties = compact.ties.map { ties.ties[Int($0)].answer }
        person.decisionDate = compact.date
        self.person = person
        date = compact.date
        facts = compact.facts
        spells = [:]
        let places = compact.ties.map { ties.ties[Int($0)].places }
        self.places = places
        let era = ties.eras.era(of: compact.date)
        let day = ties.eras.firstDays[era]
        lots = rules.lots.indices.filter { ties.eras.open[era] >> UInt64($0) & 1 == 1 }.map { lot in
            let truths = person.ties.indices.map { kind in
                Self.truth(person.ties[kind], places[kind]) { place in
                    assessor.book.areas.holds(place, lot: lot, on: day)
                }
            }
            return Situation.LotTies(lot: lot, ties: truths)
        }
    }
}

extension CheckedRules {
    /// Tests whose deciding parts are explained to people, and advice, which is given where it plainly holds.
    var explainedTests: [NodeID] {
        conditions.flatMap { [$0.test] + $0.waivers.map(\.test) } + cohorts.map(\.test) + advice.map(\.test)
    }

    /// Whether an expression asks for ties.
    func namesTies(_ node: NodeID) -> Bool {
        if case .connection = nodes[node] { return true }
        return children(of: node).contains { namesTies($0) }
    }
}
