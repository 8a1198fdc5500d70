// Dates and amounts as the bytes of their words, for those who write many: what `description` and `words(for:)` say,
// without making a text of each.

extension CivilDate {
    private static let monthBytes = monthNames.map { Array(" \($0) ".utf8) }

    /// Appends `3 September 2018`.
    package func write(to bytes: inout RowBytes) {
        let (year, month, day) = components
        bytes.append(digitsOf: UInt64(day))
        bytes.append(Self.monthBytes[month - 1])
        bytes.append(digitsOf: UInt64(year))
    }
}

extension ValueType {
    private static let pounds = Array("£".utf8)
    private static let endings: [Per: [UInt8]] = Dictionary(
        uniqueKeysWithValues: Per.allCases.map { ($0, Array(" \($0.phrase)".utf8)) })

    /// Appends an amount given in millionths, as `words(for:)` has it; false, with nothing written, for types that are
    /// not amounts of money.
    package func write(millionths: Int64, to bytes: inout RowBytes) -> Bool {
        guard case .money(let per) = self else { return false }
        if millionths < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(Self.pounds)
        let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        bytes.append(groupedDigitsOf: whole)
        if rest != 0 { bytes.append(placesOf: rest) }
        if let ending = per.flatMap({ Self.endings[$0] }) { bytes.append(ending) }
        return true
    }
}

extension RowBytes {
    /// Appends a number in decimal.
    package mutating func append(digitsOf number: UInt64) {
        if number >= 100 { append(digitsOf: number / 100) }
        if number >= 10 { append(0x30 + UInt8(truncatingIfNeeded: number / 10 % 10)) }
        append(0x30 + UInt8(truncatingIfNeeded: number % 10))
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
