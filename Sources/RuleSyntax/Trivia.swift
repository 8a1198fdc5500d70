import Facts

/// What lies between tokens and means nothing to the rules: spaces, comments and line ends.
package struct Trivia: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Spaces and tabs, non-breaking and other wide or narrow spaces, and characters that show nothing.
        case space
        /// `#` and the rest of the line.
        case comment
        /// LF, CR, CR LF, the breaks of word processors (VT, FF), or one of Unicode's three.
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
        case 0x0B, 0x0C: return piece(.lineEnd, start, start + 1)
        case UInt8(ascii: "#"):
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") {
                end += 1
            }
            return piece(.comment, start, end)
        default:
            guard bytes[start] >= 0x80 else { return nil }
            let end = spaces(in: bytes, from: start)
            if end > start { return piece(.space, start, end) }
            let (character, length) = Self.scalar(in: bytes, at: start)
            return [0x85, 0x2028, 0x2029].contains(character.value)
                ? piece(.lineEnd, start, start + length) : nil
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
            } else {
                let (character, length) = scalar(in: bytes, at: end)
                guard isSpace(character) else { break }
                end += length
            }
        }
        return end
    }

    private static func isSpace(_ character: Unicode.Scalar) -> Bool {
        switch character.value {
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: InvisibleText.holds(character)
        }
    }

    /// The character at an offset and its bytes; what is no UTF-8 is one byte of no meaning.
    static func scalar(in bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int) {
        var iterator = bytes[index..<min(index + 4, bytes.count)].makeIterator()
        var decoder = UTF8()
        switch decoder.decode(&iterator) {
        case .scalarValue(let scalar): return (scalar, UTF8.width(scalar))
        default: return ("\u{FFFD}", 1)
        }
    }

    /// Words of a file as they are seen, parted by single spaces.
    static func words(_ bytes: ArraySlice<UInt8>) -> [String] {
        InvisibleText.removed(from: String(decoding: bytes, as: UTF8.self))
            .split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
