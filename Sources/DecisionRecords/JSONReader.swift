/// Reads JSON strictly: whole numbers only, no name twice, nothing nested deeper than a record is.
struct JSONReader {
    /// Why a text is not such JSON: what was expected, and at which byte.
    struct Fault: Error, Hashable {
        var expected: String
        var offset: Int
    }

    private let bytes: [UInt8]
    private var position = 0
    private static let deepest = 32

    /// The value that some bytes are.
    static func read(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Fault(expected: "text in UTF-8", offset: 0)
        }
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.wrong("the end") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func wrong(_ expected: String) -> Fault { Fault(expected: expected, offset: position) }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let wanted = Array("\(text)".utf8)
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        guard depth < Self.deepest else { throw wrong("fewer levels") }
        skipSpace()
        guard position < bytes.count else { throw wrong("a value") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
        default:
            if take("true") { return .bool(true) }
            if take("false") { return .bool(false) }
            if take("null") { return .null }
            throw wrong("a value")
        }
    }

    private mutating func object(_ depth: Int) throws(Fault) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw wrong("a name") }
            let start = position
            let name = try string()
            skipSpace()
            guard take(":") else { throw wrong("a colon") }
            let value = try value(depth: depth + 1)
            guard members.updateValue(value, forKey: name) == nil else {
                throw Fault(expected: "each name once", offset: start)
            }
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw wrong("a comma or a closing brace") }
        }
    }

    private mutating func array(_ depth: Int) throws(Fault) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(values) }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(values) }
            guard take(",") else { throw wrong("a comma or a closing bracket") }
        }
    }

    private mutating func integer() throws(Fault) -> Int {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position < bytes.count, [0x2E, 0x45, 0x65].contains(bytes[position]) {
            throw wrong("a whole number")
        }
        guard let number = Int(text), String(number) == text else { throw wrong("a whole number") }
        return number
    }

    private mutating func string() throws(Fault) -> String {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
            case 0..<0x20: throw wrong("a character that can be seen, or `\\n`")
            default: text.append(byte)
            }
        }
        throw wrong("a closing quotation mark")
    }

    private mutating func escaped() throws(Fault) -> Unicode.Scalar {
        guard position < bytes.count else { throw wrong("a character") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            let first = try hexadecimal()
            if let scalar = Unicode.Scalar(first) { return scalar }
            // Two halves of one character.
            guard first < 0xDC00, take("\\u") else { throw wrong("a character") }
            let second = try hexadecimal()
            guard (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
            else { throw wrong("a character") }
            return scalar
        default: throw wrong("a character")
        }
    }

    private mutating func hexadecimal() throws(Fault) -> UInt32 {
        guard position + 4 <= bytes.count,
            let number = UInt32(
                String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw wrong("four hexadecimal digits") }
        position += 4
        return number
    }
}
