import Facts
import RuleChecking
import RuleEvaluation

extension PreparedCase {
    /// The case of one of many people, as far as decisions and their wording need it.
    init(_ compact: borrowing CompactPerson, _ ties: inout TieBook, _ assessor: Assessor) {
        let rules = assessor.book.rules
        var person = Person(rules)
        for fact in compact.refused { person.answers[fact] = .notKnown(.refused) }
        for given in compact.given { person.given[given.definition] = given.answer }
        person.ties = compact.ties.map { ties.ties[Int($0)].answer }
        person.decisionDate = compact.date
        person.placeLeft = compact.placeLeft
        self.person = person
        date = compact.date
        facts = compact.facts
        spells = compact.spells.isEmpty ? [:] : compact.spells.reduce(into: [:]) { $0[$1.fact] = $1.spells }
        places = compact.ties.map { ties.ties[Int($0)].places }
        let era = ties.eras.era(of: compact.date)
        let open = ties.eras.open[era]
        var found: [TieBook.TieLots] = []
        for kind in compact.ties.indices { found.append(ties.lots(compact.ties[kind], era: era)) }
        lots = rules.lots.indices.filter { open >> UInt64($0) & 1 == 1 }.map { lot in
            Situation.LotTies(lot: lot, ties: found.map { $0.truth(lot) })
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
