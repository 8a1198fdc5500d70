/// The character between the cells of a row.
public enum Delimiter: UInt8, Hashable, Sendable, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09

    /// The name a person knows it by.
    public var name: String {
        switch self {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        }
    }
}

/// The line `sep=;` that Excel reads as a declaration of the separator, and writes before the header.
struct SeparatorLine {
    /// What it declares, nil when lists do not use that separator.
    var delimiter: Delimiter?
    var end: Int

    /// The separator line at an index. `end` is the index after its line ending.
    static func find(in text: Span<UInt8>, at start: Int) -> SeparatorLine? {
        guard beginsOne(text, at: start), start + 4 < text.count else { return nil }
        let width = lineBreakWidth(in: text, at: start + 5)
        guard width > 0 || start + 5 == text.count else { return nil }
        return SeparatorLine(delimiter: Delimiter(rawValue: text[start + 4]), end: start + 5 + width)
    }

    /// Whether `sep=` is at an index, in small or capital letters.
    @inline(__always)
    static func beginsOne(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard start + 4 <= text.count else { return false }
        return text[start] | 0x20 == UInt8(ascii: "s") && text[start + 1] | 0x20 == UInt8(ascii: "e")
            && text[start + 2] | 0x20 == UInt8(ascii: "p") && text[start + 3] == UInt8(ascii: "=")
    }
}
