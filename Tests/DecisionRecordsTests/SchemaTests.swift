import JSONText
import Testing

@testable import DecisionRecords

/// The published schema against records, by a reader of the few words of JSON Schema that it uses.
struct SchemaTests {
    private static func faults(_ value: JSONValue?, _ schema: JSONValue, _ path: String = "") -> [String] {
        guard let value else { return ["\(path) is missing"] }
        if let wanted = schema["const"], wanted != value { return ["\(path) is not \(wanted)"] }
        if let words = schema["enum"]?.array, !words.contains(value) {
            return ["\(path) is none of \(words)"]
        }
        if let choices = schema["anyOf"]?.array {
            return choices.contains { faults(value, $0, path).isEmpty } ? [] : ["\(path) fits none"]
        }
        switch (schema["type"]?.text, value) {
        case ("string", .text(let text)):
            guard let pattern = schema["pattern"]?.text, let regex = try? Regex(pattern) else { return [] }
            return (try? regex.wholeMatch(in: text)) != nil ? [] : ["\(path) is not like \(pattern)"]
        case ("boolean", .bool), ("null", .null), (nil, _): return []
        case ("array", .array(let values)):
            return values.flatMap { faults($0, schema["items"] ?? .null, path + "/item") }
        case ("object", .object(let members)):
            guard case .object(let known)? = schema["properties"] else { return ["no properties"] }
            let extra = members.names.filter { known[$0] == nil }.map { "\(path)/\($0) is not known" }
            let required = schema["required"]?.array?.compactMap(\.text) ?? []
            return extra + required.flatMap { faults(members[$0], known[$0] ?? .null, path + "/" + $0) }
        default: return ["\(path) is of another type"]
        }
    }

    @Test func `records are what the schema says`() throws {
        let schema = try JSONReader.read(Array(RecordSchema.text.utf8))
        let record = try RecordTests.record(RecordTests.assessor())
        #expect(Self.faults(record.json, schema) == [])
        guard case .object(var members) = record.json else { return }
        members["outcome"] = .text("perhaps")
        members["trace"] = nil
        members["more"] = .null
        #expect(Self.faults(.object(members), schema).count == 3)
    }
}
