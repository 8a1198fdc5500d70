// Dates and amounts as the bytes of their words, for those who write many: what `description` and `words(for:)` say,
// without making a text of each.

extension CivilDate {
    /// The names of months, each in eleven bytes, and how many of them each has.
    private static let months: StaticString =
        " January    February   March      April      May        June       July       August     September  October    November   December  "
    private static let monthLengths: UInt64 = 0xAA9B_8665_77A9

    /// Appends `3 September 2018`.
    package func write(to bytes: inout RowBytes) {
        let (year, month, day) = components
        bytes.append(digitsOf: UInt64(day))
        let length = Int(Self.monthLengths >> UInt64(4 * (month - 1)) & 0xF)
        bytes.append(UnsafeBufferPointer(start: Self.months.utf8Start + 11 * (month - 1), count: length))
        bytes.append(digitsOf: UInt64(year))
    }
}

extension RowBytes {
    /// Appends a number in decimal.
    package mutating func append(digitsOf number: UInt64) {
        if number < 10 { return append(0x30 + UInt8(truncatingIfNeeded: number)) }
        if number >= 100 { append(digitsOf: number / 100) }
        append(0x30 + UInt8(truncatingIfNeeded: number / 10 % 10))
        append(0x30 + UInt8(truncatingIfNeeded: number % 10))
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
    package mutating func append(groupedDigitsOf number: UInt64) {
        if number < 1_000 { return append(digitsOf: number) }
        append(groupedDigitsOf: number / 1_000)
        append(UInt8(ascii: ","))
        let rest = number % 1_000
        append(0x30 + UInt8(truncatingIfNeeded: rest / 100))
        append(0x30 + UInt8(truncatingIfNeeded: rest / 10 % 10))
        append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
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
