// Dates and amounts as the bytes of their words, for those who write many: what `description` and `words(for:)` say,
// without making a text of each.

extension CalendarDay {
    /// The names of months, each in eleven bytes, and how many of them each has.
    private static let months: StaticString =
        " January    February   March      April      May        June       July       August     September  October    November   December       "
    private static let monthLengths: UInt64 = 0xAA9B_8665_77A9

    /// Appends `3 September 2018`.
    package func write(to bytes: inout RowBytes) {
        bytes.append(digitsOf: UInt64(day))
        let length = Int(Self.monthLengths >> UInt64(4 * (month - 1)) & 0xF)
        bytes.append(length, ofBlockAt: Self.months.utf8Start + 11 * (month - 1))
        bytes.append(digitsOf: UInt64(year))
    }
}

extension RowBytes {
    /// Appends a number in decimal.
    @inlinable
    @inline(__always)
    package mutating func append(digitsOf number: UInt64) {
        if number >= 100 { return append(manyDigitsOf: number) }
        let tens = UInt32(truncatingIfNeeded: number) / 10
        let ones = UInt32(truncatingIfNeeded: number) &- tens &* 10
        let places = tens == 0 ? 1 : 2
        append(places, ofWord: (0x3030 | tens | ones &<< 8) &>> UInt32(16 &- 8 &* places))
    }

    @usableFromInline
    @inline(never)
    mutating func append(manyDigitsOf number: UInt64) {
        if number >= 10_000 {
            append(digitsOf: number / 10_000)
            append(4, ofWord: Self.digits(UInt32(truncatingIfNeeded: number % 10_000)))
            return
        }
        let places = number < 1_000 ? 3 : 4
        append(places, ofWord: Self.digits(UInt32(truncatingIfNeeded: number)) >> UInt32(32 - 8 * places))
    }

    /// The four digits of a number below ten thousand, the first in the lowest byte.
    private static func digits(_ number: UInt32) -> UInt32 {
        let (high, low) = (number / 100, number % 100)
        return 0x3030_3030 | high / 10 | (high % 10) << 8 | (low / 10) << 16 | (low % 10) << 24
    }

    /// Appends the lowest bytes of a word, up to all four.
    @inlinable
    @inline(__always)
    mutating func append(_ places: Int, ofWord word: UInt32) {
        if capacity &- count < 4 { grow(for: 4) }
        UnsafeMutableRawPointer(base + count).storeBytes(of: word.littleEndian, as: UInt32.self)
        count &+= places
    }

    /// Appends the first of sixteen bytes that can be read.
    fileprivate mutating func append(_ length: Int, ofBlockAt block: UnsafePointer<UInt8>) {
        if capacity - count < 16 { grow(for: 16) }
        let bytes = UnsafeRawPointer(block).loadUnaligned(as: SIMD16<UInt8>.self)
        UnsafeMutableRawPointer(base + count).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
        count += length
    }

    /// Appends an amount of money as `ValueType.words(for:)` has it, without what it is paid for.
    package mutating func append(poundsOfMillionths millionths: Int64) {
        if millionths < 0 { append(UInt8(ascii: "-")) }
        append("£")
        let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        append(groupedDigitsOf: whole)
        if rest != 0 { append(placesOf: rest) }
    }

    /// Appends a number with commas between its thousands.
    @inlinable
    @inline(__always)
    package mutating func append(groupedDigitsOf number: UInt64) {
        if number < 1_000 { append(digitsOf: number) } else { append(manyGroupedDigitsOf: number) }
    }

    @usableFromInline
    @inline(never)
    mutating func append(manyGroupedDigitsOf number: UInt64) {
        append(groupedDigitsOf: number / 1_000)
        let rest = Self.digits(UInt32(truncatingIfNeeded: number % 1_000))
        append(4, ofWord: rest & ~0xFF | UInt32(UInt8(ascii: ",")))
    }

    /// Appends a point and at least two decimal places of a number of millionths below one.
    fileprivate mutating func append(placesOf millionths: UInt64) {
        append(UInt8(ascii: "."))
        var (rest, unit, places) = (millionths, UInt64(100_000), 0)
        while rest != 0 || places < 2 {
            append(0x30 + UInt8(truncatingIfNeeded: rest / unit))
            rest %= unit
            unit /= 10
            places += 1
        }
    }
}
