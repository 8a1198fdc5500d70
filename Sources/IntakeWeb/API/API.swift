import Eligibility
import Facts
import Intake
import JSONText

/// The JSON API: one person’s facts in, a decision, questions or changes out; or a list. Nothing is kept between requests.
struct API: Sendable {
    private let visit: Visit
    private var book: RuleBook { visit.site.assessor.book }
    private var writer: DecisionJSON { DecisionJSON(book) }

    init(_ visit: Visit) { self.visit = visit }

    /// How each address is used.
    private static let methods: [String: String] = [
        "programme": "GET, HEAD", "openapi.json": "GET, HEAD", "assess": "POST", "next-question": "POST",
        "what-would-change": "POST", "list": "POST",
    ]

    func reply() async -> WebReply {
        let steps = visit.request.steps
        guard steps.count == 3, steps[1] == "v1", let methods = Self.methods[steps[2]] else {
            return visit.problem(.notFound)
        }
        switch (steps[2], visit.request.method) {
        case ("programme", .get), ("programme", .head): return Self.json(programme)
        case ("openapi.json", .get), ("openapi.json", .head):
            return WebReply(200, type: "application/json", visit.site.description)
        case ("assess", .post):
            return answer { (person) throws(InputProblems) in
                writer.json(try visit.site.assessor.assess(person))
            }
        case ("next-question", .post): return answer(nextQuestions)
        case ("what-would-change", .post):
            return answer { (person) throws(InputProblems) in
                // Facts that rule each other out are told, as for a decision.
                _ = try visit.site.assessor.assess(person)
                return writer.json(try visit.site.assessor.whatWouldChange(person))
            }
        case ("list", .post): return await ListAPI(visit).reply()
        default: return visit.wrongMethod(methods)
        }
    }

    static func json(_ value: JSONValue, status: Int = 200) -> WebReply {
        WebReply(status, type: "application/json", value.bytes)
    }

    /// What went wrong, as RFC 9457 has it, with our code; `problems` says it for each fact.
    static func problem(
        _ status: Int, code: String, _ title: String, _ detail: String, problems: [JSONValue] = []
    ) -> WebReply {
        let value = JSONValue.object([
            "type": .text("about:blank"), "title": .text(title), "status": .whole(status),
            "detail": .text(detail), "code": .text(code), "problems": .array(problems),
        ])
        return WebReply(status, type: "application/problem+json", value.bytes)
    }

    // MARK: Facts in

    private func answer(_ work: (Person) throws(InputProblems) -> JSONValue) -> WebReply {
        guard visit.request.contentType == "application/json" else {
            return Self.problem(
                415, code: "W415", "The body is not JSON",
                "Send the facts with content-type application/json.")
        }
        let body: JSONValue
        do throws(JSONReader.Fault) {
            body = try JSONReader.read(visit.request.body)
        } catch {
            return Self.problem(
                400, code: "W400", "The body cannot be read",
                "Line \(error.line), column \(error.column) is no JSON: expected \(error.expected).")
        }
        do throws(InputProblems) {
            return Self.json(try work(person(body)))
        } catch {
            return Self.problem(
                422, code: "W422", "The facts cannot be read",
                "Nothing was decided. Every problem is listed.",
                problems: error.all.map(Self.problem))
        }
    }

    private static func problem(_ problem: InputProblem) -> JSONValue {
        .object([
            "fact": .text(problem.fact), "message": .text(problem.message),
            "expected": .optional(problem.expected),
        ])
    }

    private func person(_ body: JSONValue) throws(InputProblems) -> Person {
        guard case .object(let members) = body, case .object(let facts)? = members["facts"] else {
            throw Self.wrong(
                "facts", "There are no facts.", "an object with the names of facts: {\"facts\": {…}}.")
        }
        var problems: [InputProblem] = []
        for name in members.names where name != "facts" {
            problems += Self.wrong(name, "Nothing here is called “\(name)”.", "only “facts”.").all
        }
        var reader = PersonReader(book)
        var given: Set<Field> = []
        for (name, value) in facts.members {
            guard let field = book.fields.field(named: name) else {
                problems +=
                    Self.wrong(
                        name, "There is no fact called “\(name)”.", "a name that /api/v1/programme lists."
                    ).all
                continue
            }
            guard given.insert(field).inserted else {
                problems +=
                    Self.wrong(name, "“\(name)” is given under another name as well.", "each fact once.").all
                continue
            }
            switch value {
            case .null: break
            case .text(let text): reader.give(text, for: field)
            case .number(let number): reader.give(number.description, for: field)
            case .bool(let value): reader.give(value ? "yes" : "no", for: field)
            case .array(let values) where values.allSatisfy { $0.text != nil }:
                for text in values.compactMap(\.text) { reader.give(text, for: field) }
            case .array, .object:
                problems +=
                    Self.wrong(
                        name, "This is not a value of a fact.",
                        "text, a number, true, false, null, or an array of texts."
                    )
                    .all
            }
        }
        do throws(InputProblems) {
            let person = try reader.finish()
            guard problems.isEmpty else { throw InputProblems(problems) }
            return person
        } catch {
            throw InputProblems(problems + error.all.filter { !problems.contains($0) })
        }
    }

    private static func wrong(_ fact: String, _ message: String, _ expected: String) -> InputProblems {
        InputProblems([
            InputProblem(fact: fact, field: .otherConnections, message: message, expected: expected)
        ])
    }

    // MARK: Answers out

    private func nextQuestions(_ person: Person) throws(InputProblems) -> JSONValue {
        let questions = try visit.site.assessor.nextQuestions(person)
        return .object([
            "questions": .array(questions.map { writer.question($0.question, expected: $0.expected) }),
            "rules": writer.rules,
        ])
    }

    private var programme: JSONValue {
        let rules = visit.site.rules
        var facts = [
            Self.fact(
                rules.decidedOn, "date", rules.decisionDateAsking.question, rules.decisionDateAsking.hint)
        ]
        facts += rules.facts.map {
            Self.fact($0.name, $0.type.words, $0.asking.question, $0.asking.hint)
        }
        let ties = rules.connections.map { connection in
            JSONValue.object([
                "name": .text(connection.name), "means": .text(connection.phrase),
                "question": .optional(connection.asking.question),
                "hint": .optional(connection.asking.hint),
            ])
        }
        return .object([
            "title": .text(rules.title), "decidedOn": .text(rules.decidedOn), "facts": .array(facts),
            "connections": .array(ties), "lots": .texts(rules.lots.map(\.title)),
            "cohorts": .texts(rules.cohorts.compactMap(\.title)), "rules": writer.rules,
        ])
    }

    private static func fact(_ name: String, _ type: String, _ question: String?, _ hint: String?)
        -> JSONValue
    {
        .object([
            "name": .text(name), "type": .text(type), "question": .optional(question),
            "hint": .optional(hint),
        ])
    }
}
