/// What a form sent, by the names of its fields.
struct FormFields: Sendable {
    private var values: [String: String] = [:]

    /// The most fields that a form here has, by far.
    static let limit = 200

    init() {}

    /// `name=value&name=value`, as forms and addresses write it. Nil when there are more fields than any form has.
    init?(_ bytes: some Sequence<UInt8>) {
        let pairs = Array(bytes).split(separator: UInt8(ascii: "&"))
        guard pairs.count <= Self.limit else { return nil }
        for pair in pairs {
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            set(Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    mutating func set(_ name: String, _ value: String) { values[name] = value }

    /// What a field holds, without spaces at its ends; empty when it was not sent.
    subscript(name: String) -> String { values[name].map(Self.trimmed) ?? "" }

    func has(_ name: String) -> Bool { values[name] != nil }

    private static func trimmed(_ text: String) -> String {
        var view = text[...]
        while view.first?.isWhitespace == true { view.removeFirst() }
        while view.last?.isWhitespace == true { view.removeLast() }
        return String(view)
    }

    /// Text of which `+` is a space and `%41` a byte. What is no such byte stays as it is.
    static func decoded(_ bytes: some Collection<UInt8>) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            let rest = bytes[position...].dropFirst().prefix(2)
            if byte == UInt8(ascii: "%"), rest.count == 2, let high = digit(rest.first),
                let low = digit(rest.dropFirst().first)
            {
                plain.append(high << 4 | low)
                position = bytes.index(position, offsetBy: 3)
                continue
            }
            plain.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            position = bytes.index(after: position)
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case .some(let byte) where (0x30...0x39).contains(byte): byte - 0x30
        case .some(let byte) where (0x41...0x46).contains(byte & 0xDF): (byte & 0xDF) - 0x37
        default: nil
        }
    }
}
