extension JSONValue {
    /// The value in UTF-8 on one line, members in their order.
    public var bytes: [UInt8] {
        var writer = JSONWriter(isCanonical: false)
        writer.write(self, indent: 0)
        return writer.bytes
    }

    /// The one text of a value: names in the order of their bytes, two spaces for each level, a line ending at the end.
    public var canonicalBytes: [UInt8] {
        var writer = JSONWriter(isCanonical: true)
        writer.write(self, indent: 0)
        return writer.bytes + [0x0A]
    }
}

/// Writes JSON. Only what has to be is escaped, and the controls that terminals act on.
private struct JSONWriter {
    let isCanonical: Bool
    private(set) var bytes: [UInt8] = []

    init(isCanonical: Bool) { self.isCanonical = isCanonical }

    mutating func write(_ value: JSONValue, indent: Int) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let isTrue): bytes += (isTrue ? "true" : "false").utf8
        case .number(let number): bytes += number.description.utf8
        case .text(let text): write(text)
        case .array(let values):
            write("[", "]", values, indent) { $0.write($1, indent: indent + 1) }
        case .object(let object):
            // By their bytes, so that no language has another order.
            let members =
                isCanonical
                ? object.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
                : object.members
            write("{", "}", members, indent) { writer, member in
                writer.write(member.name)
                writer.bytes += (writer.isCanonical ? ": " : ":").utf8
                writer.write(member.value, indent: indent + 1)
            }
        }
    }

    private mutating func write<Item>(
        _ open: String, _ close: String, _ items: [Item], _ indent: Int,
        _ write: (inout JSONWriter, Item) -> Void
    ) {
        bytes += open.utf8
        for (index, item) in items.enumerated() {
            if index > 0 { bytes += ",".utf8 }
            breakLine(indent + 1)
            write(&self, item)
        }
        if !items.isEmpty { breakLine(indent) }
        bytes += close.utf8
    }

    private mutating func breakLine(_ indent: Int) {
        guard isCanonical else { return }
        bytes.append(0x0A)
        bytes += repeatElement(0x20, count: 2 * indent)
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x0D: bytes += "\\r".utf8
            case ..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
