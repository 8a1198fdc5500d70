/// A value of a record in JSON. There are no fractions: what is not whole is written as text.
public indirect enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The one text of a value: names in order, two spaces for each level, a line ending at the end.
    public var text: String {
        var text = ""
        write(to: &text, "\n")
        return text + "\n"
    }

    /// The text in UTF-8.
    public var bytes: [UInt8] { Array(text.utf8) }

    private func write(to text: inout String, _ line: String) {
        let inner = line + "  "
        switch self {
        case .null: text += "null"
        case .bool(let isTrue): text += isTrue ? "true" : "false"
        case .integer(let number): text += "\(number)"
        case .string(let string): Self.quote(string, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                text += (index == 0 ? "" : ",") + inner
                value.write(to: &text, inner)
            }
            text += values.isEmpty ? "]" : line + "]"
        case .object(let members):
            text += "{"
            // By their bytes, so that no language has another order.
            let names = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            for (index, name) in names.enumerated() {
                text += (index == 0 ? "" : ",") + inner
                Self.quote(name, to: &text)
                text += ": "
                members[name]?.write(to: &text, inner)
            }
            text += members.isEmpty ? "}" : line + "}"
        }
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    let hex = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }
}

extension JSONValue {
    /// A member of an object; nil of anything else.
    public subscript(_ name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text of a string.
    public var string: String? { if case .string(let string) = self { string } else { nil } }

    /// The values of a list.
    public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

    /// A list of texts.
    static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    /// A text, or null.
    static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
