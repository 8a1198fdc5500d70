/// Reads JSON strictly: UTF-8, nothing after the value, no name twice in an object, and within limits.
public struct JSONReader {
    /// Why a text is not such JSON: what should have stood where.
    public struct Fault: Error, Hashable, Sendable {
        /// What was expected: “a comma or ]”.
        public var expected: String
        /// The line, from 1.
        public var line: Int
        /// The character of the line, from 1.
        public var column: Int

        /// A fault at a place.
        public init(expected: String, line: Int, column: Int) {
            self.expected = expected
            self.line = line
            self.column = column
        }
    }

    /// How much is read.
    public struct Limits: Sendable, Hashable {
        /// The longest text, in bytes.
        public var bytes: Int
        /// How many arrays and objects may stand within each other.
        public var depth: Int

        /// Limits; as they are, more than anybody has needed.
        public init(bytes: Int = 64 << 20, depth: Int = 32) {
            self.bytes = bytes
            self.depth = depth
        }
    }

    private let bytes: [UInt8]
    private let limits: Limits
    private var position = 0

    /// The value that some bytes are.
    public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Fault) -> JSONValue {
        var reader = JSONReader(bytes: bytes, limits: limits)
        guard bytes.count <= limits.bytes else {
            throw reader.wrong("no more than \(limits.bytes) bytes", at: limits.bytes)
        }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.wrong("nothing after the value") }
        return value
    }

    private init(bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    private func wrong(_ expected: String, at offset: Int? = nil) -> Fault {
        let before = bytes.prefix(offset ?? position)
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return Fault(
            expected: expected, line: before.count { $0 == 0x0A } + 1,
            column: String(decoding: before[start...], as: UTF8.self).count + 1)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try object(depth))
        case UInt8(ascii: "["): return .array(try array(depth))
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default:
            guard let end = JSONNumber.end(in: bytes, from: position) else { throw wrong("a value") }
            defer { position = end }
            return .number(JSONNumber(checked: String(decoding: bytes[position..<end], as: UTF8.self)))
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw wrong("a value") }
        position += word.utf8.count
        return value
    }

    private mutating func enter(_ depth: Int) throws(Fault) {
        guard depth < limits.depth else { throw wrong("no more than \(limits.depth) levels") }
        position += 1
        skipSpace()
    }

    private mutating func array(_ depth: Int) throws(Fault) -> [JSONValue] {
        try enter(depth)
        var values: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return values }
        repeat {
            values.append(try value(depth: depth + 1))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw wrong("a comma or ]") }
        return values
    }

    private mutating func object(_ depth: Int) throws(Fault) -> JSONObject {
        try enter(depth)
        var members = JSONObject()
        if take(UInt8(ascii: "}")) { return members }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw wrong("a name in quotation marks") }
            let start = position
            let name = try text()
            guard members[name] == nil else { throw wrong("each name once, but “\(name)”", at: start) }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw wrong("a colon") }
            members[name] = try value(depth: depth + 1)
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw wrong("a comma or }") }
        return members
    }

    // MARK: Texts

    private mutating func text() throws(Fault) -> String {
        let opening = position
        position += 1
        var plain: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: plain, as: UTF8.self) else {
                    throw wrong("a text in UTF-8", at: opening)
                }
                return text
            case UInt8(ascii: "\\"): plain += Array(try escaped().utf8)
            case ..<0x20: throw wrong("no line ending or control character within a text")
            default:
                plain.append(byte)
                position += 1
            }
        }
        throw wrong("the end of the text that begins here", at: opening)
    }

    private mutating func escaped() throws(Fault) -> String {
        let start = position
        position += 1
        guard let byte = next else { throw wrong("an escape that JSON has", at: start) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return String(decoding: [byte], as: UTF8.self)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if (0xD800..<0xDC00).contains(units[0]), bytes[position...].starts(with: "\\u".utf8) {
                position += 2
                units.append(try codeUnit())
            }
            guard let text = String(validating: units, as: UTF16.self) else {
                throw wrong("both halves of a character", at: start)
            }
            return text
        default: throw wrong("an escape that JSON has", at: start)
        }
    }

    private mutating func codeUnit() throws(Fault) -> UInt16 {
        var unit: UInt16 = 0
        for offset in position..<position + 4 {
            let byte = offset < bytes.count ? bytes[offset] : 0
            guard byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw wrong("four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }
}
