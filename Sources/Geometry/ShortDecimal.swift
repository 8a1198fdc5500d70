extension DecimalNumber {
    /// Reads a number as maps are full of them: a sign or none, up to three digits, perhaps a point and more, 19 digits
    /// at most. Nil for any other number, for which there is `scan`; where both answer, they agree.
    ///
    /// Up to 32 bytes are looked at, whatever they are: the caller sees to it that they are there.
    @inlinable @inline(__always)
    package static func scanShort(_ memory: UnsafeRawPointer, from start: Int) -> (value: Double, end: Int)? {
        var position = start
        let isNegative = memory.load(fromByteOffset: position, as: UInt8.self) == UInt8(ascii: "-")
        position &+= isNegative ? 1 : 0
        var mantissa: UInt64 = 0
        let first = position
        while position < first &+ 3 {
            let digit = memory.load(fromByteOffset: position, as: UInt8.self) &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            position &+= 1
        }
        guard position > first else { return nil }
        let next = memory.load(fromByteOffset: position, as: UInt8.self)
        guard next == UInt8(ascii: ".") else {
            guard next &- UInt8(ascii: "0") > 9 else { return nil }
            let value = Double(Int64(truncatingIfNeeded: mantissa))
            return (isNegative ? -value : value, position)
        }
        var digits = position &- first
        position &+= 1
        var decimals = appendDigits(memory, position, to: &mantissa)
        if decimals == 8 {
            decimals &+= appendDigits(memory, position &+ 8, to: &mantissa)
            if decimals == 16 { decimals &+= appendDigits(memory, position &+ 16, to: &mantissa) }
        }
        digits &+= decimals
        guard decimals > 0, digits <= 19 else { return nil }
        // Both are exact, so that the division alone rounds.
        let value =
            mantissa < 1 &<< 53
            ? Double(Int64(truncatingIfNeeded: mantissa)) / exactPower(decimals)
            : nearest(mantissa, decimals: decimals)
        return (isNegative ? -value : value, position &+ decimals)
    }

    /// Appends the digits among the next eight bytes to a number; returns how many there are.
    @inlinable @inline(__always)
    package static func appendDigits(_ memory: UnsafeRawPointer, _ position: Int, to mantissa: inout UInt64) -> Int {
        // Eight bytes in one word, the first the lowest: which are digits, and what do they make?
        let word = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let others =
            ((word &+ 0x4646_4646_4646_4646) | (word &- 0x3030_3030_3030_3030)) & 0x8080_8080_8080_8080
        let count = others.trailingZeroBitCount &>> 3
        guard count > 0 else { return 0 }
        var value = (word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        value = ((value & 0x0F0F_0F0F_0F0F_0F0F) &* 2_561) &>> 8
        value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
        value = ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
        mantissa = mantissa &* powerOfTen(count) &+ value
        return count
    }

    /// Ten to a power up to 18, which a double holds exactly.
    @inlinable @inline(__always)
    package static func exactPower(_ power: Int) -> Double { Double(Int64(truncatingIfNeeded: powerOfTen(power))) }

    /// Ten to a power from 0 to 19. A table in an array would be counted and looked after at every use.
    @inlinable @inline(__always)
    package static func powerOfTen(_ power: Int) -> UInt64 {
        switch power {
        case 0: 1
        case 1: 10
        case 2: 100
        case 3: 1_000
        case 4: 10_000
        case 5: 100_000
        case 6: 1_000_000
        case 7: 10_000_000
        case 8: 100_000_000
        case 9: 1_000_000_000
        case 10: 10_000_000_000
        case 11: 100_000_000_000
        case 12: 1_000_000_000_000
        case 13: 10_000_000_000_000
        case 14: 100_000_000_000_000
        case 15: 1_000_000_000_000_000
        case 16: 10_000_000_000_000_000
        case 17: 100_000_000_000_000_000
        case 18: 1_000_000_000_000_000_000
        default: 10_000_000_000_000_000_000
        }
    }
}
