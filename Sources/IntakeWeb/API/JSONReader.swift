/// Reads JSON strictly: UTF-8, nothing after the value, no name twice in an object, and not deeper than anybody needs.
struct JSONReader {
    /// Why a text is no JSON, with the byte concerned.
    struct Fault: Error, Sendable, Hashable {
        var message: String
        var offset: Int
    }

    private static let depthLimit = 32
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func read(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Fault(message: "The body is not UTF-8.", offset: 0)
        }
        var reader = JSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.fault("Something stands after the value.") }
        return value
    }

    private func fault(_ message: String) -> Fault { Fault(message: message, offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        guard depth < Self.depthLimit else { throw fault("This is nested too deep.") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(let byte) where byte == UInt8(ascii: "-") || Self.isDigit(byte): return try number()
        case nil: throw fault("The text ends too early.")
        default: throw fault("No value begins like this.")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw fault("No value begins like this.") }
        position += word.utf8.count
        return value
    }

    private mutating func array(_ depth: Int) throws(Fault) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            values.append(try value(depth: depth + 1))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault("A comma or ] is missing.") }
        return .array(values)
    }

    private mutating func object(_ depth: Int) throws(Fault) -> JSONValue {
        position += 1
        var members: [(String, JSONValue)] = []
        var seen: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault("A name in quotes is missing.") }
            let start = position
            let name = try text()
            guard seen.insert(name).inserted else {
                throw Fault(message: "“\(name)” is given twice.", offset: start)
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw fault("A colon is missing.") }
            members.append((name, try value(depth: depth + 1)))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault("A comma or } is missing.") }
        return .object(members)
    }

    // MARK: Texts

    private mutating func text() throws(Fault) -> String {
        position += 1
        var plain: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: plain, as: UTF8.self)
            case UInt8(ascii: "\\"): plain += Array(try escaped().utf8)
            case ..<0x20: throw fault("A text holds a control character.")
            default: plain.append(byte)
            }
        }
        throw fault("A text has no end.")
    }

    private mutating func escaped() throws(Fault) -> String {
        guard let byte = next else { throw fault("A text has no end.") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
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
                throw fault("Half of a character is missing.")
            }
            return text
        default: throw fault("No character is written like this.")
        }
    }

    private mutating func codeUnit() throws(Fault) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        let isHex = digits.allSatisfy { Self.isDigit($0) || (0x41...0x46).contains($0 & 0xDF) }
        guard digits.count == 4, isHex, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("Four hexadecimal digits are missing.") }
        position += 4
        return unit
    }

    // MARK: Numbers

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func number() throws(Fault) -> JSONValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() throws(Fault) {
        guard let first = next, Self.isDigit(first) else { throw fault("A digit is missing.") }
        while let byte = next, Self.isDigit(byte) { position += 1 }
    }
}
