import Eligibility
import Facts
import Foundation
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// People who may be asked: to each question every answer that could make a difference is as likely as the others, whatever
/// the answers to the other questions; whoever contradicts themselves is nobody.
///
/// Amounts are one of every stretch between two limits of the rules, and around what people have where rules compare
/// amounts with each other. Ties are there or not, to one place in each lot.
struct Respondents {
    /// One of the answers to a question.
    struct Answer {
        var text: String
        /// How likely it is.
        var weight: Double
    }
    struct Question {
        var field: Field
        var answers: [Answer]

        /// The same, as decisions ask it.
        var question: Finding.Question? {
            switch field {
            case .fact(let fact): .fact(fact)
            case .tie(let kind, _): .connection(kind)
            default: nil
            }
        }
    }

    let day: String
    /// In the order of the file.
    private(set) var questions: [Question]
    private let assessor: Assessor
    private let blank: Situation
    /// What is known with one answer and nothing else, by question and answer.
    private let known: [[Situation]]

    init?(_ assessor: Assessor, on day: String) throws {
        self.assessor = assessor
        self.day = day
        guard case .known(.date(let date)) = try AnswerReader(FactType(.date)).read(day) else { return nil }
        let open = try Self.openCase(assessor, day)
        blank = open.situation
        let source = try AnswerSource(assessor, date)
        var questions: [Question] = []
        var known: [[Situation]] = []
        // Ties first: what settles early makes the diagram small.
        let all = assessor.book.rules.fieldsInOrder.filter(open.fields.contains)
        let fields = all.filter(\.isTie) + all.filter { !$0.isTie }
        for field in fields {
            var texts: [String] = []
            var situations: [Situation] = []
            for text in source.texts(for: field) {
                // Whoever contradicts themselves with one answer is nobody.
                guard let open = try? Self.openCase(assessor, day, (field, text)) else { continue }
                if case .tie(let kind, _) = field, text != "none",
                    !open.situation.lots.contains(where: { $0.ties[kind] == .yes })
                {
                    continue
                }
                texts.append(text)
                situations.append(open.situation)
            }
            let others = Double(max(1, texts.count - 1))
            questions.append(
                Question(
                    field: field,
                    answers: texts.map { text in
                        if case .tie = field {
                            return Answer(text: text, weight: text == "none" ? 0.5 : 0.5 / others)
                        }
                        return Answer(text: text, weight: 1 / Double(texts.count))
                    }))
            known.append(situations)
        }
        self.questions = questions
        self.known = known
    }

    private static func openCase(
        _ assessor: Assessor, _ day: String, _ answers: (Field, String)...
    ) throws -> OpenCase {
        var reader = PersonReader(assessor.book)
        reader.give(day, for: .decisionDate)
        for (field, text) in answers { reader.give(text, for: field) }
        return try assessor.openCase(reader.finish())
    }

    /// What is known with some answers: for each question its answer, or nil.
    func situation(_ answers: [Int?]) -> Situation {
        var situation = blank
        for (number, answer) in answers.enumerated() {
            guard let answer else { continue }
            let one = known[number][answer]
            switch questions[number].field {
            case .fact(let fact):
                situation.facts[fact] = one.facts[fact]
                situation.spells[fact] = one.spells[fact]
            case .tie(let kind, _):
                for lot in situation.lots.indices {
                    situation.lots[lot].ties[kind] = one.lots[lot].ties[kind]
                }
            default: break
            }
        }
        return situation
    }

    /// How far some answers go.
    enum Standing {
        /// Nobody can have answered like this.
        case nobody
        /// An interview has nothing more to find out; the same number for the same result, from 1.
        case settled(Int)
        /// The questions that can still change it, as indices.
        case open(Set<Int>)
    }

    func standing(_ answers: [Int?], _ results: inout [String]) -> Standing {
        guard let finding = try? assessor.shared.decide(situation(answers)) else { return .nobody }
        let isIn = finding.outcome != .notEligible
        if finding.outcome == .needsInformation
            || isIn && !assessor.book.rules.cohorts.isEmpty && finding.cohort == .notKnown
            || finding.outcome == .eligible && finding.lots.isEmpty
        {
            return .open(
                Set(questions.indices.filter { questions[$0].question.map(finding.askNext.contains) == true })
            )
        }
        let result = isIn ? "\(finding.outcome) \(finding.cohort)" : "\(finding.outcome)"
        if let index = results.firstIndex(of: result) { return .settled(index + 1) }
        results.append(result)
        return .settled(results.count)
    }

    /// Somebody, by the answers to the questions.
    func anybody(_ random: inout SplitMix) -> [Int] {
        while true {
            let answers = questions.map { question in
                var rest = Double.random(in: 0..<1, using: &random)
                for (index, answer) in question.answers.enumerated() {
                    rest -= answer.weight
                    if rest < 0 { return index }
                }
                return question.answers.count - 1
            }
            if (try? assessor.shared.decide(situation(answers))) != nil { return answers }
        }
    }

    /// The same people, some of whom are likelier than others.
    func shuffled(_ random: inout SplitMix) -> Respondents {
        var others = self
        for question in questions.indices {
            // Every way of sharing out what is certain is as likely as the others.
            let parts = questions[question].answers.map { _ in
                -log(Double.random(in: 1e-9..<1, using: &random))
            }
            for (answer, part) in parts.enumerated() {
                others.questions[question].answers[answer].weight = part / parts.reduce(0, +)
            }
        }
        return others
    }

    /// Somebody as the library takes them, of whom so many answers are known, or all.
    func person(_ answers: [Int], first known: Int? = nil) throws -> Person {
        var reader = PersonReader(assessor.book)
        reader.give(day, for: .decisionDate)
        for (question, answer) in zip(questions, answers).prefix(known ?? answers.count) {
            reader.give(question.answers[answer].text, for: question.field)
        }
        return try reader.finish()
    }

    func texts(_ answers: [Int]) -> [Field: String] {
        Dictionary(uniqueKeysWithValues: zip(questions, answers).map { ($0.field, $0.answers[$1].text) })
    }
}

extension Field {
    var isTie: Bool { if case .tie = self { true } else { false } }
}

extension CheckedRules {
    /// Facts and connections, in the order of the file.
    var fieldsInOrder: [Field] {
        let all =
            facts.indices.map { (facts[$0].position, Field.fact($0)) }
            + connections.indices.map { (connections[$0].position, Field.tie($0, .place)) }
        return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// The answers there are to a question.
private struct AnswerSource {
    let assessor: Assessor
    let date: CivilDate
    private let axes: [Axis]
    private var rules: CheckedRules { assessor.book.rules }

    init(_ assessor: Assessor, _ date: CivilDate) throws {
        self.assessor = assessor
        self.date = date
        var diagrams = RuleDiagrams(
            Decider(assessor.book.rules), roots: assessor.book.rules.decidingTests)
        axes = try diagrams.day(date).cells.axes
    }

    func texts(for field: Field) -> [String] {
        switch field {
        case .tie:
            var texts = ["none"]
            for lot in assessor.book.lotWards(on: date) { texts += (lot.wards + lot.added).prefix(1) }
            // Which of the lots it is matters only where rules tell them apart.
            return axes.contains { $0.subject == .lot } ? texts : Array(texts.prefix(2))
        case .fact(let index) where rules.facts[index].type.value == .spells: return spells
        case .fact(let index):
            let fact = rules.facts[index]
            let axis = axes.first { $0.subject == .fact(index) }
            var texts = (axis?.sets ?? []).compactMap { $0.example(for: fact) }
            let isCompared = axes.contains {
                if case .order(let pair) = $0.subject {
                    [pair.left, pair.right].contains { rules.facts(under: $0).facts.contains(index) }
                } else {
                    false
                }
            }
            if isCompared { texts += amounts(fact.type.value) }
            var seen: Set<String> = []
            return texts.filter { seen.insert($0).inserted }
        default: return []
        }
    }

    /// What people have, where two amounts are compared with each other.
    private func amounts(_ type: ValueType) -> [String] {
        switch type {
        case .money(.hour): ["£8", "£10", "£15"]
        case .money(.week): ["£350", "£700"]
        case .money(.month): ["£600", "£1500", "£3000"]
        case .money(.year): ["£8000", "£18000", "£30000"]
        case .money: ["£100", "£500"]
        case .share(_, .year): ["20", "40", "52"]
        case .share: ["0", "20", "40"]
        case .date: [-400, -100, -10].map { date.adding(days: $0).description }
        default: ["0", "1", "2", "3"]
        }
    }

    private var spells: [String] {
        func since(_ days: Int) -> String { date.adding(days: -days).description }
        return [
            "none", "\(since(60)) onwards", "\(since(250)) onwards", "\(since(400)) onwards",
            "\(since(1_200)) onwards", "\(since(900)) to \(since(300))",
        ]
    }
}
