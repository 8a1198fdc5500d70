import CByteMask

/// Searches eight bytes at a time. A word is compared with a byte repeated eight times; the lowest marked byte of
/// the classic “has a zero byte” trick is exact, which is the only one used.
enum ByteSearch {
    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

    /// The high bit of every byte of `word` that equals the repeated byte; bytes above the lowest hit may lie.
    @inline(__always)
    private static func hits(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }

    /// The load is checked against the bounds of the span, and every pattern of bits is a `UInt64`.
    @inline(__always)
    private static func word(_ text: Span<UInt8>, _ index: Int) -> UInt64 {
        UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The first byte in `start..<end` that is `a`, `b` or `c`, or `end`.
    @inline(__always)
    static func first(
        of a: UInt8, _ b: UInt8, _ c: UInt8, in text: Span<UInt8>, from start: Int, to end: Int
    ) -> Int {
        let (patternA, patternB, patternC) = (repeated(a), repeated(b), repeated(c))
        var index = start
        while index + 8 <= end {
            let word = word(text, index)
            let found = hits(word, patternA) | hits(word, patternB) | hits(word, patternC)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end {
            let byte = text[index]
            if byte == a || byte == b || byte == c { return index }
            index += 1
        }
        return max(start, end)
    }

    /// The first line break in `start..<end`, or `end`.
    @inline(__always)
    static func firstLineBreak(in text: Span<UInt8>, from start: Int, to end: Int) -> Int {
        first(of: lineFeed, lineFeed, carriageReturn, in: text, from: start, to: end)
    }

    /// The first zero byte, or the count.
    static func firstZero(in text: Span<UInt8>) -> Int {
        text.withUnsafeBufferPointer { text in
            text.baseAddress.map { first_byte($0, text.count, 0) } ?? 0
        }
    }
}

/// The length of the line break at an index: 1 for LF or a lone CR, 2 for CR LF, 0 for anything else.
@inline(__always)
func lineBreakWidth(in text: Span<UInt8>, at index: Int) -> Int {
    guard index < text.count else { return 0 }
    let byte = text[index]
    if byte == ByteSearch.lineFeed { return 1 }
    guard byte == ByteSearch.carriageReturn else { return 0 }
    return index + 1 < text.count && text[index + 1] == ByteSearch.lineFeed ? 2 : 1
}
