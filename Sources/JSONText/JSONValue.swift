/// A JSON value.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case text(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// A whole number.
    public static func whole(_ number: Int) -> JSONValue { .number(JSONNumber(number)) }

    /// A list of texts.
    public static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .text($0) }) }

    /// A text, or null without one.
    public static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

    /// A member of an object by its name; nil of anything else.
    public subscript(_ name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text of a text; nil of anything else.
    public var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The values of a list; nil of anything else.
    public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

    /// The members of an object; nil of anything else.
    public var object: JSONObject? { if case .object(let members) = self { members } else { nil } }
}

/// A number as it is written, so that pounds and pence never go through binary fractions.
public struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
    /// What is written: two numbers are equal when they are written alike.
    public let description: String

    /// A whole number.
    public init(_ number: Int) { description = String(number) }

    /// A number in the spelling of JSON; nil of any other text.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard JSONNumber.end(in: bytes, from: 0) == bytes.count else { return nil }
        description = String(text)
    }

    init(checked text: String) { description = text }

    /// Where a number that begins at a byte ends; nil where no number stands.
    static func end(in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        func take(_ wanted: Unicode.Scalar) -> Bool {
            guard place < bytes.count, bytes[place] == UInt8(ascii: wanted) else { return false }
            place += 1
            return true
        }
        func takeDigits() -> Bool {
            let first = place
            while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
            return place > first
        }
        _ = take("-")
        guard take("0") || takeDigits() else { return nil }
        if take("."), !takeDigits() { return nil }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            guard takeDigits() else { return nil }
        }
        return place
    }
}

/// The members of an object, each name once. They keep their order, which makes no difference to what the object is.
public struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// The names, in order.
    public private(set) var names: [String] = []
    private var values: [String: JSONValue] = [:]

    /// An object without members.
    public init() {}

    /// Members in an order; of those with the same name, the last.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members { self[name] = value }
    }

    /// Members as they are written in the source.
    public init(dictionaryLiteral members: (String, JSONValue)...) { self.init(members) }

    /// The value of a member, nil where there is none. A new member comes last.
    public subscript(_ name: String) -> JSONValue? {
        get { values[name] }
        set {
            let old = values[name]
            values[name] = newValue
            if old == nil, newValue != nil { names.append(name) }
            if old != nil, newValue == nil { names.removeAll { $0 == name } }
        }
    }

    /// Names and values, in order.
    public var members: [(name: String, value: JSONValue)] {
        names.compactMap { name in values[name].map { (name, $0) } }
    }

    /// The same members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool { left.values == right.values }

    /// By the members, in whatever order.
    public func hash(into hasher: inout Hasher) { hasher.combine(values) }
}
