import JSONText

/// Judges a value by a JSON Schema, as far as our description uses it: what it does not know it calls a fault.
struct SchemaJudge {
    let description: JSONValue

    private static let known: Set<String> = [
        "$ref", "type", "enum", "items", "properties", "required", "additionalProperties", "oneOf", "format",
        "description",
    ]

    func faults(_ value: JSONValue, by schema: JSONValue, at place: String = "$") -> [String] {
        guard case .object(let members) = schema else { return ["\(place): no schema"] }
        var faults = members.names.filter { !Self.known.contains($0) }.map {
            "\(place): unknown keyword \($0)"
        }
        if let reference = schema["$ref"]?.text {
            guard let name = reference.split(separator: "/").last,
                reference.hasPrefix("#/components/schemas/"),
                let target = description["components"]?["schemas"]?[String(name)]
            else { return faults + ["\(place): \(reference) is nowhere"] }
            return faults + self.faults(value, by: target, at: place)
        }
        if case .array(let choices)? = schema["oneOf"] {
            let fitting = choices.count { self.faults(value, by: $0, at: place).isEmpty }
            if fitting != 1 { faults.append("\(place): fits \(fitting) of the choices") }
        }
        if case .array(let allowed)? = schema["enum"], !allowed.contains(value) {
            faults.append("\(place): not one of the values: \(String(decoding: value.bytes, as: UTF8.self))")
        }
        let types: [String]
        switch schema["type"] {
        case .text(let one)?: types = [one]
        case .array(let several)?: types = several.compactMap(\.text)
        default: types = []
        }
        if !types.isEmpty, !types.contains(where: { Self.isOf(value, $0) }) {
            faults.append("\(place): not of type \(types)")
        }
        if schema["format"]?.text == "date", let text = value.text,
            text.wholeMatch(of: /\d{4}-\d\d-\d\d/) == nil
        {
            faults.append("\(place): no date")
        }
        if case .array(let values) = value, let items = schema["items"] {
            for (index, item) in values.enumerated() {
                faults += self.faults(item, by: items, at: "\(place)[\(index)]")
            }
        }
        if case .object(let members) = value { faults += memberFaults(members, schema, place) }
        return faults
    }

    private func memberFaults(_ members: JSONObject, _ schema: JSONValue, _ place: String)
        -> [String]
    {
        var faults: [String] = []
        for (name, member) in members.members {
            if let own = schema["properties"]?[name] {
                faults += self.faults(member, by: own, at: "\(place).\(name)")
            } else if schema["additionalProperties"] == .bool(false) {
                faults.append("\(place): \(name) is not described")
            }
        }
        if case .array(let names)? = schema["required"] {
            for name in names.compactMap(\.text) where members[name] == nil {
                faults.append("\(place): \(name) is missing")
            }
        }
        return faults
    }

    private static func isOf(_ value: JSONValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .text), ("array", .array),
            ("object", .object):
            true
        case ("integer", .number(let number)): Int(number.description) != nil
        default: false
        }
    }
}
