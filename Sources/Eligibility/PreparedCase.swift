import Facts
import RuleChecking
import RuleEvaluation
import Wards

/// One person, with places found on the map and ties worked out for each lot.
struct PreparedCase: Sendable {
    let person: Person
    let date: CivilDate
    let facts: [FactSet]
    let spells: [Int: [Spell]]
    /// The places of each connection.
    let places: [[ResolvedPlace]]
    /// Lots open on the day, with their ties.
    let lots: [Situation.LotTies]

    init(_ assessor: Assessor, _ person: Person) throws(InputProblems) {
        let rules = assessor.book.rules
        self.person = person
        var problems: [InputProblem] = []
        if person.decisionDate == nil {
            problems.append(
                InputProblem(
                    fact: rules.decidedOn, field: .decisionDate,
                    message: "There is no \(rules.decidedOn), the date people are judged on.",
                    expected: "a date."))
        }
        let day = person.decisionDate ?? .earliest
        date = day
        var facts: [FactSet] = []
        for (index, fact) in rules.facts.enumerated() {
            if case .notKnown = person.answers[index] {
                facts.append(assessor.everything[index])
            } else if let set = FactSet(person.answers[index], for: fact) {
                facts.append(set)
            } else {
                problems.append(
                    InputProblem(
                        fact: fact.name, field: .fact(index),
                        message: "This is not a value that “\(fact.name)” can have.",
                        expected: "a value of type \(fact.type.words)."))
                facts.append(.everything(fact))
            }
        }
        self.facts = facts
        var spells: [Int: [Spell]] = [:]
        for (index, answer) in person.answers.enumerated() {
            if case .known(.spells(let known)) = answer { spells[index] = known }
        }
        self.spells = spells
        var places: [[ResolvedPlace]] = []
        for (kind, tie) in person.ties.enumerated() {
            var resolved: [ResolvedPlace] = []
            if case .places(let given, _) = tie {
                for place in given {
                    do throws(PlaceResolver.Fault) {
                        resolved.append(try assessor.resolver.resolve(place))
                    } catch {
                        let field = Field.tie(kind, error.form)
                        problems.append(
                            InputProblem(
                                fact: rules.words(for: field), field: field, message: error.message,
                                expected: error.expected))
                    }
                }
            }
            places.append(resolved)
        }
        self.places = places
        guard problems.isEmpty else { throw InputProblems(problems) }
        var lots: [Situation.LotTies] = []
        for (index, lot) in rules.lots.enumerated() where lot.isOpen(on: day) {
            let ties = person.ties.indices.map { kind in
                Self.truth(person.ties[kind], places[kind]) { place in
                    assessor.book.areas.holds(place, lot: index, on: day)
                }
            }
            lots.append(Situation.LotTies(lot: index, ties: ties))
        }
        self.lots = lots
    }

    /// Whether there is a tie to a lot: yes by one known place in it; no only when every place is known to be elsewhere.
    static func truth(
        _ tie: TieAnswer, _ places: [ResolvedPlace], _ holds: (ResolvedPlace) -> Truth
    ) -> Truth {
        let found = places.reduce(Truth.no) { $0.or(holds($1)) }
        guard found == .no else { return found }
        if case .places(_, isComplete: true) = tie { return .no }
        return .unknown
    }

    func situation(_ readings: [Int]) -> Situation {
        Situation(
            date: date, facts: facts, spells: spells, given: person.given, readings: readings, lots: lots)
    }
}
