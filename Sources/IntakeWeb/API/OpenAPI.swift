import Eligibility
import Intake
import JSONText
import RuleEvaluation

/// The OpenAPI 3.1 description of the JSON API, with the programme’s own facts in it.
struct OpenAPI: Sendable {
    let bytes: [UInt8]

    init(_ book: RuleBook) {
        let facts = Self.facts(book)
        bytes =
            JSONValue.object([
                "openapi": .text("3.1.0"),
                "info": .object([
                    "title": .text("Wardwise: \(book.rules.title)"), "version": .text("1"),
                    "summary": .text(
                        "Decides who may join, and says why. Nothing that is sent is kept or logged."),
                    "license": .object(["name": .text("Apache-2.0"), "identifier": .text("Apache-2.0")]),
                ]), "servers": .array([.object(["url": .text("/api/v1")])]),
                "paths": Self.paths, "components": .object(["schemas": Self.schemas(facts)]),
            ]).bytes
    }

    // MARK: Routes

    private static var paths: JSONValue {
        .object([
            "/assess": post("assess", "Decides one person", "Decision"),
            "/next-question": post("nextQuestion", "What to ask next, best first", "Questions"),
            "/what-would-change": post("whatWouldChange", "What would change the answer", "Changes"),
            "/list": list,
            "/programme": get("programme", "The facts, ties, lots and cohorts of the programme", "Programme"),
            "/openapi.json": get("description", "This description", nil),
        ])
    }

    /// A list is sent as it is, and not in JSON; its date, for rows that have none, is in the address.
    private static var list: JSONValue {
        let summary = "Decides everybody on a list; what cannot be read comes back as rejects"
        let file = JSONValue.object([
            "schema": .object(["type": .text("string"), "format": .text("binary")])
        ])
        let body = JSONValue.object([
            "required": .bool(true),
            "content": .object(
                JSONObject([(ListAPI.kinds[0], .object(["schema": text])), (ListAPI.kinds[1], file)])),
        ])
        let on = JSONValue.object([
            "name": .text("on"), "in": .text("query"), "required": .bool(false),
            "description": .text("The decision date of rows that have none, such as 2019-03-04"),
            "schema": date,
        ])
        let failures = [403, 413, 415, 421, 422, 429].map { (String($0), failure($0)) }
        return .object([
            "post": .object([
                "operationId": .text("list"), "summary": .text(summary), "parameters": .array([on]),
                "requestBody": body,
                "responses": .object(
                    JSONObject([("200", success(summary, reference("List")))] + failures)),
            ])
        ])
    }

    private static func post(_ id: String, _ summary: String, _ schema: String) -> JSONValue {
        let body = JSONValue.object([
            "required": .bool(true), "content": content("application/json", reference("Request")),
        ])
        let failures = [400, 403, 413, 415, 421, 422, 429].map { (String($0), failure($0)) }
        return .object([
            "post": .object([
                "operationId": .text(id), "summary": .text(summary), "requestBody": body,
                "responses": .object(JSONObject([("200", success(summary, reference(schema)))] + failures)),
            ])
        ])
    }

    private static func get(_ id: String, _ summary: String, _ schema: String?) -> JSONValue {
        let answer = schema.map(reference) ?? .object(["type": .text("object")])
        let failures = [421, 429].map { (String($0), failure($0)) }
        return .object([
            "get": .object([
                "operationId": .text(id), "summary": .text(summary),
                "responses": .object(JSONObject([("200", success(summary, answer))] + failures)),
            ])
        ])
    }

    private static func success(_ words: String, _ schema: JSONValue) -> JSONValue {
        .object(["description": .text(words), "content": content("application/json", schema)])
    }

    private static func failure(_ status: Int) -> JSONValue {
        let words =
            switch status {
            case 400: "The body is no JSON"
            case 403: "Sent by a page of another site"
            case 413: "The body is too large"
            case 415: "The body is of another kind"
            case 421: "Sent to a name that this site does not have"
            case 422: "Facts or a list that cannot be read, or facts that rule each other out"
            default: "Too many requests"
            }
        return .object([
            "description": .text(words),
            "content": content("application/problem+json", reference("Problem")),
        ])
    }

    private static func content(_ type: String, _ schema: JSONValue) -> JSONValue {
        .object([type: .object(["schema": schema])])
    }

    private static func reference(_ name: String) -> JSONValue {
        .object(["$ref": .text("#/components/schemas/\(name)")])
    }

    // MARK: Schemas

    private static func type(_ name: String, _ description: String? = nil) -> JSONValue {
        var members: JSONObject = ["type": .text(name)]
        members["description"] = description.map { .text($0) }
        return .object(members)
    }

    private static func nullable(_ name: String) -> JSONValue {
        .object(["type": .texts([name, "null"])])
    }

    private static func choice(_ values: [String]) -> JSONValue {
        .object(["type": .text("string"), "enum": .texts(values)])
    }

    private static func list(_ items: JSONValue) -> JSONValue {
        .object(["type": .text("array"), "items": items])
    }

    /// An object with exactly these members, all of them always there.
    private static func object(_ members: JSONObject) -> JSONValue {
        .object([
            "type": .text("object"), "required": .texts(members.names),
            "additionalProperties": .bool(false), "properties": .object(members),
        ])
    }

    private static let text = type("string")
    private static let date = JSONValue.object(["type": .text("string"), "format": .text("date")])

    private static func schemas(_ facts: JSONValue) -> JSONValue {
        let outcomes = Outcome.allCases.map(\.rawValue)
        let rules = object(["version": text, "rulesDigest": text, "boundaryDigests": list(text)])
        let lot = object(["lot": text, "connections": list(text), "provider": nullable("string")])
        let condition = object([
            "name": text, "result": choice(["met", "waived", "not met", "not known"]), "reason": text,
        ])
        let question = object([
            "fact": text, "question": nullable("string"), "isRefused": type("boolean"),
            "questionsToExpect": nullable("number"),
        ])
        let decision = object([
            "decisionDate": date, "outcome": choice(outcomes), "cohort": nullable("string"),
            "cohortIs": choice(["known", "for a person to decide", "not known", "none"]),
            "lots": list(lot),
            "place": .object([
                "type": .texts(["string", "null"]),
                "enum": .array([.text("available"), .text("waiting list"), .text("not known"), .null]),
            ]),
            "conditions": list(condition), "conditionsNotMet": list(text), "reasons": list(text),
            "askNext": list(reference("Question")), "notes": list(text), "assumptions": list(text),
            "otherReadings": list(text), "rules": reference("Rules"),
        ])
        let later = JSONValue.object([
            "oneOf": .array([object(["date": date, "answer": text]), type("null")])
        ])
        let changes = object([
            "changes": list(object(["outcome": choice(outcomes), "facts": list(text)])),
            "later": later, "rules": reference("Rules"),
        ])
        let fact = object([
            "name": text, "type": text, "question": nullable("string"), "hint": nullable("string"),
        ])
        let tie = object([
            "name": text, "means": text, "question": nullable("string"), "hint": nullable("string"),
        ])
        let programme = object([
            "title": text, "decidedOn": text, "facts": list(fact), "connections": list(tie),
            "lots": list(text), "cohorts": list(text), "rules": reference("Rules"),
        ])
        let count = type("integer")
        let checked = object([
            "rows": object(["read": count, "decided": count, "rejected": count, "empty": count]),
            "outcomes": object([
                "eligible": count, "refer": count, "needsInformation": count, "notEligible": count,
            ]),
            "decisions": type("string", "CSV with a line for each person"),
            "rejects": type("string", "CSV of the rows that could not be read, with what is wrong"),
            "warnings": list(text), "rules": reference("Rules"),
        ])
        let problem = object([
            "type": text, "title": text, "status": type("integer"), "detail": text, "code": text,
            "problems": list(object(["fact": text, "message": text, "expected": nullable("string")])),
        ])
        return .object([
            "Request": object(["facts": facts]), "Decision": decision, "Question": question,
            "Questions": object(["questions": list(reference("Question")), "rules": reference("Rules")]),
            "Changes": changes, "List": checked, "Programme": programme, "Rules": rules, "Problem": problem,
        ])
    }

    /// Every name under which a fact can be given. Any spelling of case and punctuation counts, so others are not
    /// ruled out here; what is no fact is answered with 422.
    private static func facts(_ book: RuleBook) -> JSONValue {
        let value = JSONValue.object([
            "oneOf": .array([type("string"), type("number"), type("boolean"), type("null"), list(text)])
        ])
        let named = book.fields.names.map { name, _ in (name, value) }
        return .object([
            "type": .text("object"),
            "description": .text(
                "Facts by name, written as in the examples of the rules: dates such as 2018-09-03, amounts such as £14,200, places such as “E05001287” or “postcode B37 7RN”; “not known” and “refused” say so. What is left out is not known."
            ), "properties": .object(JSONObject(named)),
        ])
    }
}
