/// The form in which names are compared for duplicates: lower case, without spaces and accents.
///
/// `É`, `E` and a combining accent, and `e` are one letter; so are `ø` and `o`, `Ł` and `l`. `ß` is `ss`, `æ` is `ae`,
/// `œ` is `oe`, `þ` is `th`, `ð` is `d`. Letters with a stroke or a hook lose it, as with other marks. `ü` is `u`, not
/// `ue`: nothing tells a German `ue` from an English one. Curly apostrophes are straight ones and all hyphens are
/// one; neither is dropped. Of other scripts only the case is folded, and nothing else.
enum NameFold {
    /// Hands over the folded form of a text byte by byte.
    static func forEachByte(of text: Span<UInt8>, _ body: (UInt8) -> Void) {
        var isPlain = true
        for index in text.indices where text[index] >= 0x80 { isPlain = false }
        if isPlain {
            for index in text.indices { foldASCII(text[index], body) }
            return
        }
        let copy = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        for scalar in copy.unicodeScalars { fold(scalar, body) }
    }

    /// The folded form as a text, for tests and messages.
    static func text(_ name: String) -> String {
        var bytes: [UInt8] = []
        forEachByte(of: name.utf8.span) { bytes.append($0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func foldASCII(_ byte: UInt8, _ body: (UInt8) -> Void) {
        switch byte {
        case 0x00...0x20, 0x7F: return
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): body(byte | 0x20)
        case UInt8(ascii: "`"): body(UInt8(ascii: "'"))
        default: body(byte)
        }
    }

    private static func fold(_ scalar: Unicode.Scalar, _ body: (UInt8) -> Void) {
        if let byte = UInt8(exactly: scalar.value), byte < 0x80 { return foldASCII(byte, body) }
        if let position = position(in: scalar.value), !latin[position].isEmpty {
            for byte in latin[position] { body(byte) }
            return
        }
        switch scalar.value {
        // Combining accents; the marks of other scripts are vowels as often as not, and stay.
        case 0x0300...0x036F: return
        case 0x2018, 0x2019, 0x02BC, 0x02B9, 0x00B4, 0x2032: return body(UInt8(ascii: "'"))
        case 0x2010...0x2015, 0x2212: return body(UInt8(ascii: "-"))
        default: break
        }
        if scalar.properties.isWhitespace || scalar.properties.generalCategory == .format { return }
        for byte in scalar.properties.lowercaseMapping.utf8 { body(byte) }
    }

    // MARK: Latin letters

    /// Latin-1 to Latin Extended-B, then Latin Extended Additional.
    private static let blocks: [ClosedRange<UInt32>] = [0x00C0...0x024F, 0x1E00...0x1EFF]

    private static func position(in value: UInt32) -> Int? {
        if blocks[0].contains(value) { return Int(value - blocks[0].lowerBound) }
        if blocks[1].contains(value) { return blocks[0].count + Int(value - blocks[1].lowerBound) }
        return nil
    }

    /// The plain letters for each scalar of the blocks; none for what has no plain form.
    private static let latin: [[UInt8]] = blocks.flatMap { block in
        block.map { value in Unicode.Scalar(value).map(plainLetters) ?? [] }
    }

    /// The base letter that the Unicode name says: `LATIN SMALL LETTER E WITH ACUTE` is `e`. The standard library
    /// has no decomposition to ask, and the names never change.
    private static func plainLetters(_ scalar: Unicode.Scalar) -> [UInt8] {
        guard let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return [] }
        let words = name.split(separator: " ")
        guard words.count >= 4, words[1] == "SMALL" || words[1] == "CAPITAL",
            words[2] == "LETTER" || words[2] == "LIGATURE"
        else { return [] }
        let base = words[3...].prefix { $0 != "WITH" }
        switch base.joined(separator: " ") {
        case "SHARP S": return Array("ss".utf8)
        case "THORN": return Array("th".utf8)
        case "ETH": return Array("d".utf8)
        case "DOTLESS I": return Array("i".utf8)
        case let letters where letters.utf8.count <= 2: return Array(letters.lowercased().utf8)
        default: return []
        }
    }
}
