import JSONText

/// The JSON Schema of decision records.
public enum RecordSchema {
    /// The schema, by the draft of 2020-12.
    public static let text = String(decoding: schema.canonicalBytes, as: UTF8.self)

    private static let string: JSONValue = .object(["type": .text("string")])
    private static let digest: JSONValue = .object([
        "type": .text("string"), "pattern": .text("^[0-9a-f]{64}$"),
    ])

    private static let number: JSONValue = .object([
        "type": .text("string"), "pattern": .text("^[0-9]+$"),
    ])

    private static func orNull(_ schema: JSONValue) -> JSONValue {
        .object(["anyOf": .array([schema, .object(["type": .text("null")])])])
    }

    private static func list(_ items: JSONValue) -> JSONValue {
        .object(["type": .text("array"), "items": items])
    }

    private static func oneOf(_ words: [String]) -> JSONValue { .object(["enum": .texts(words)]) }

    private static func object(_ members: JSONObject) -> JSONValue {
        .object([
            "type": .text("object"), "additionalProperties": .bool(false),
            "properties": .object(members), "required": .texts(members.names.sorted()),
        ])
    }

    private static let schema: JSONValue = {
        guard
            case .object(var members) = object([
                "format": .object(["const": .text(DecisionRecord.format)]),
                "engine": object(["name": string, "version": string]),
                "rules": object([
                    "title": string, "version": orNull(string), "digest": digest,
                    "files": list(object(["name": string, "sha256": digest])),
                ]),
                "boundaries": list(object(["name": string, "sha256": digest])),
                "places": list(
                    object(["lot": string, "cohort": string, "taken": number, "places": number])),
                "postcodes": orNull(object(["digest": string, "source": string])),
                "nearMetres": string,
                "decisionDate": .object([
                    "type": .text("string"), "pattern": .text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
                ]),
                "facts": list(object(["name": string, "given": string])),
                "interpretations": list(
                    object([
                        "name": string, "reading": string,
                        "default": .object(["type": .text("boolean")]),
                    ])),
                "outcome": oneOf(["eligible", "not eligible", "refer", "needs information"]),
                "cohort": string,
                "lots": list(
                    object(["lot": string, "connections": list(string), "provider": orNull(string)])),
                "conditions": list(
                    object([
                        "name": string, "result": oneOf(["met", "waived", "not met", "not known"]),
                        "reason": string,
                    ])),
                "reasons": list(string), "askNext": list(string),
                "place": orNull(oneOf(["available", "waiting list", "not known"])),
                "notes": list(string), "assumptions": list(string), "otherReadings": list(string),
                "trace": list(
                    object([
                        "kind": oneOf(["tie", "definition", "condition", "eligibility", "cohort"]),
                        "name": string, "value": string,
                    ])),
                "signedOff": orNull(object(["by": string, "at": string])),
                "sha256": digest,
            ])
        else { return .null }
        members["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
        members["title"] = .text("A decision record of Wardwise")
        members["description"] = .text(
            "Names in the order of their bytes, two spaces for each level, UTF-8, a line feed at the end. `sha256` is the SHA-256 of that text without the member `sha256`."
        )
        return .object(members)
    }()
}
