/// What lies between tokens and means nothing to the rules: spaces, comments and line ends.
package struct Trivia: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Spaces and tabs, non-breaking and other wide or narrow spaces, byte order marks.
        case space
        /// `#` and the rest of the line.
        case comment
        /// LF, CR, CR LF, or one of Unicode's two.
        case lineEnd
    }
    package var kind: Kind
    /// Bytes of the source.
    package var range: Range<Int>
}

extension Trivia {
    /// The piece at an offset, unless a token begins there. The lexer and the tree both ask here, so that they
    /// cannot disagree on what a space is.
    static func piece(in bytes: [UInt8], at start: Int) -> Trivia? {
        guard start < bytes.count else { return nil }
        switch bytes[start] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            return piece(.space, start, spaces(in: bytes, from: start))
        case UInt8(ascii: "\n"): return piece(.lineEnd, start, start + 1)
        case UInt8(ascii: "\r"):
            let isPair = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "\n")
            return piece(.lineEnd, start, start + (isPair ? 2 : 1))
        case UInt8(ascii: "#"):
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") {
                end += 1
            }
            return piece(.comment, start, end)
        default:
            let end = spaces(in: bytes, from: start)
            if end > start { return piece(.space, start, end) }
            return isUnicodeLineEnd(bytes, start) ? piece(.lineEnd, start, start + 3) : nil
        }
    }

    private static func piece(_ kind: Kind, _ start: Int, _ end: Int) -> Trivia {
        Trivia(kind: kind, range: start..<end)
    }

    /// Where the spaces end that begin at an offset.
    private static func spaces(in bytes: [UInt8], from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\t") {
                end += 1
            } else if bytes[end] < 0x80 {
                break
            } else if let space = wideSpaces.first(where: { bytes[end...].starts(with: $0) }) {
                end += space.count
            } else {
                break
            }
        }
        return end
    }

    /// U+00A0, U+202F, U+2007, U+2009, U+200B and U+FEFF.
    private static let wideSpaces: [[UInt8]] = [
        [0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x80, 0x87], [0xE2, 0x80, 0x89], [0xE2, 0x80, 0x8B],
        [0xEF, 0xBB, 0xBF],
    ]

    /// U+2028 and U+2029.
    private static func isUnicodeLineEnd(_ bytes: [UInt8], _ start: Int) -> Bool {
        start + 2 < bytes.count && bytes[start] == 0xE2 && bytes[start + 1] == 0x80
            && (bytes[start + 2] == 0xA8 || bytes[start + 2] == 0xA9)
    }
}
