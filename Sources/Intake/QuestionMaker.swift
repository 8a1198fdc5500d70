import Eligibility
import Facts
import RuleChecking

extension InterviewQuestion {
    /// The question for a fact or connection, whether or not it is asked; nil for other fields.
    public init?(_ field: Field, _ book: RuleBook) {
        guard let question = QuestionMaker(rules: book.rules, open: nil).question(field) else { return nil }
        self = question
    }
}

/// Puts questions together from what the rules say of a fact or connection.
struct QuestionMaker {
    let rules: CheckedRules
    /// What is open; nil before there is a date to decide on.
    let open: OpenCase?

    func question(_ field: Field, expected: Double? = nil) -> InterviewQuestion? {
        switch field {
        case .decisionDate:
            return make(field, rules.decidedOn, rules.decisionDateAsking, FactType(.date), [], expected)
        case .fact(let index) where rules.facts.indices.contains(index):
            let fact = rules.facts[index]
            return make(field, fact.name, fact.asking, fact.type, fact.annotations.sources, expected)
        case .tie(let index, _) where rules.connections.indices.contains(index):
            let connection = rules.connections[index]
            return make(
                field.question, connection.name, connection.asking, nil, connection.annotations.sources,
                expected)
        default: return nil
        }
    }

    private func make(
        _ field: Field, _ name: String, _ asking: Asking, _ type: FactType?, _ sources: [String],
        _ expected: Double?
    ) -> InterviewQuestion {
        InterviewQuestion(
            name: name, field: field, words: asking.question ?? words(name, type), hint: asking.hint,
            control: type.map { control($0.value) } ?? .places, specialAnswers: type?.specialAnswers ?? [],
            conditions: conditions(field), decidesCohort: decidesCohort(field),
            sources: sources, expected: expected, previous: nil)
    }

    private func words(_ name: String, _ type: FactType?) -> String {
        switch type?.value {
        case .yesOrNo: "Is this so: \(name)?"
        case nil: "Which places are there for “\(name)”?"
        default: "What is the \(name)?"
        }
    }

    private func control(_ type: ValueType) -> InterviewControl {
        switch type {
        case .yesOrNo: .yesOrNo
        case .choice(let answers): .choice(answers)
        case .date: .date
        case .years, .days, .weeks, .months: .wholeNumber(unit: type.words)
        case .number: .number(unit: nil)
        case .share: .number(unit: type.words)
        case .percentage: .number(unit: "%")
        case .money(let per): .money(per: per?.rawValue)
        case .text: .text
        case .spells: .stretchesOfDays
        case .time: .lengthOfTime
        }
    }

    // MARK: Why

    /// The conditions that are still open and look at the field.
    private func conditions(_ field: Field) -> [String] {
        (open?.conditions ?? []).map { rules.conditions[$0] }.filter { condition in
            ([condition.test] + condition.waivers.map(\.test)).contains { looks($0, at: field) }
        }.map(\.name)
    }

    private func decidesCohort(_ field: Field) -> Bool {
        open?.isCohortOpen == true && rules.cohorts.contains { looks($0.test, at: field) }
    }

    private func looks(_ node: NodeID, at field: Field) -> Bool {
        switch (rules.nodes[node], field) {
        case (.fact(let one), .fact(let other)): one == other
        case (.connection(let kinds), .tie(let kind, _)): kinds & (1 << UInt64(kind)) != 0
        default: rules.children(of: node).contains { looks($0, at: field) }
        }
    }
}
