import Geometry

/// Why a JSON text could not be read any further.
struct JSONFault: Error, Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Not JSON: what stands there, and what should.
        case syntax(expected: String)
        /// The text ends too early.
        case breaksOff
        case tooDeep
        case tooManyPoints
        case tooManyPlacemarks
        /// JSON, but not what a map of areas looks like.
        case notGeoJSON(String)
        /// Coordinates of another kind than WGS84 degrees.
        case projected(String)
        /// The server that wrote the file left some of it out.
        case incomplete
    }
    var kind: Kind
    /// The byte concerned.
    var offset: Int
}

/// Walks through a JSON text value by value, without a tree.
struct JSONScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let depthLimit: Int
    private(set) var position = 0
    private var depth = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    func fault(_ kind: JSONFault.Kind, at offset: Int? = nil) -> JSONFault {
        JSONFault(kind: kind, offset: offset ?? position)
    }

    private func wrong(_ expected: String) -> JSONFault {
        fault(position < bytes.count ? .syntax(expected: expected) : .breaksOff)
    }

    @inline(__always)
    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// The next byte that is no space, without taking it; 0 at the end.
    @inline(__always)
    mutating func peek() -> UInt8 {
        skipSpace()
        return position < bytes.count ? bytes[position] : 0
    }

    /// Goes back to a value that was skipped.
    mutating func move(to offset: Int) { position = offset }

    @inline(__always)
    private mutating func take(_ byte: UInt8, _ expected: String) throws(JSONFault) {
        guard peek() == byte else { throw wrong(expected) }
        position += 1
    }

    /// Reads an object; `member` is called with each name and has to read or skip its value.
    mutating func object(
        _ member: (inout JSONScanner, String) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try take(UInt8(ascii: "{"), "an object, {…}")
        try enter()
        if peek() == UInt8(ascii: "}") {
            position += 1
            depth -= 1
            return
        }
        while true {
            guard peek() == UInt8(ascii: "\"") else { throw wrong("a name in quotation marks") }
            let name = try string()
            try take(UInt8(ascii: ":"), "a colon after the name")
            try member(&self, name)
            let next = peek()
            guard next == UInt8(ascii: ",") || next == UInt8(ascii: "}") else { throw wrong("a comma or }") }
            position += 1
            if next == UInt8(ascii: "}") { break }
        }
        depth -= 1
    }

    /// Reads an array; `element` is called before each element and has to read or skip it.
    mutating func array(_ element: (inout JSONScanner) throws(JSONFault) -> Void) throws(JSONFault) {
        try take(UInt8(ascii: "["), "a list, […]")
        try enter()
        if peek() == UInt8(ascii: "]") {
            position += 1
            depth -= 1
            return
        }
        while true {
            try element(&self)
            let next = peek()
            guard next == UInt8(ascii: ",") || next == UInt8(ascii: "]") else { throw wrong("a comma or ]") }
            position += 1
            if next == UInt8(ascii: "]") { break }
        }
        depth -= 1
    }

    private mutating func enter() throws(JSONFault) {
        depth += 1
        guard depth <= depthLimit else { throw fault(.tooDeep) }
    }

    /// A number, to the nearest double; nil when something else stands there, which is not taken.
    @inline(__always)
    mutating func number() -> Double? {
        let first = peek()
        guard first == UInt8(ascii: "-") || (first >= 0x30 && first <= 0x39),
            let (value, end) = DecimalNumber.scan(bytes, from: position)
        else { return nil }
        position = end
        return value
    }

    /// A string, in which half of a surrogate pair becomes a replacement character.
    mutating func string() throws(JSONFault) -> String {
        try take(UInt8(ascii: "\""), "a text in quotation marks")
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != 0x5C,
            bytes[position] >= 0x20
        {
            position += 1
        }
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            guard byte >= 0x20 else { throw wrong("no line end or control character within a text") }
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == 0x5C { try escape(into: &text) } else { text.append(byte) }
        }
        throw fault(.breaksOff)
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
        guard position < bytes.count else { throw fault(.breaksOff) }
        let byte = bytes[position]
        let plain: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
        ]
        if let one = plain[byte] {
            position += 1
            text.append(one)
            return
        }
        guard byte == UInt8(ascii: "u") else { throw wrong("an escape that JSON has") }
        position += 1
        var units = [try unit()]
        if units[0] & 0xFC00 == 0xD800, position + 1 < bytes.count, bytes[position] == 0x5C,
            bytes[position + 1] == UInt8(ascii: "u")
        {
            position += 2
            units.append(try unit())
        }
        text += Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private mutating func unit() throws(JSONFault) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let digit = Character(UnicodeScalar(bytes[position])).hexDigitValue
            else { throw wrong("four hexadecimal digits") }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }

    /// Passes over a value of any kind.
    mutating func skip() throws(JSONFault) {
        switch peek() {
        case UInt8(ascii: "{"): try object { (scanner, _) throws(JSONFault) in try scanner.skip() }
        case UInt8(ascii: "["): try array { (scanner) throws(JSONFault) in try scanner.skip() }
        case UInt8(ascii: "\""): _ = try string()
        default: if number() == nil { _ = try word() }
        }
    }

    /// `true`, `false` or `null`.
    mutating func word() throws(JSONFault) -> String {
        skipSpace()
        for word in ["null", "true", "false"] where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return word
        }
        throw wrong("a value")
    }

    /// A plain value as text: nil for `null`, objects and lists.
    mutating func plainText() throws(JSONFault) -> String? {
        switch peek() {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try skip()
            return nil
        default:
            let start = position
            if number() != nil { return String(decoding: bytes[start..<position], as: UTF8.self) }
            let word = try word()
            return word == "null" ? nil : word
        }
    }

    /// Nothing but space may follow the outermost value.
    mutating func end() throws(JSONFault) {
        skipSpace()
        guard position == bytes.count else { throw wrong("nothing after the end of the map") }
    }
}
