/// Reads decimal numbers as they are written in files: correctly rounded to the nearest double, whatever the
/// machine's language, and never more than the number itself.
public enum DecimalNumber {
    /// The number that the whole text spells, or nil. Sign, digits, one point and an exponent are allowed;
    /// spaces, hexadecimal, `inf` and `nan` are not.
    public static func value(of text: some StringProtocol) -> Double? {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { buffer in
            guard let (value, end) = scan(buffer, from: 0), end == buffer.count else { return nil }
            return value
        }
    }

    /// Reads the longest number that begins at `start` and says where it ends; nil when none begins there.
    /// A number of more than 1,000 characters counts as none.
    public static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (value: Double, end: Int)? {
        let count = bytes.count
        var position = start
        guard position < count, let memory = UnsafeRawPointer(bytes.baseAddress) else { return nil }
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative || bytes[position] == UInt8(ascii: "+") { position += 1 }

        // Up to nineteen digits fit a word; the wrapping product is thrown away when there are more.
        let firstDigit = position
        var mantissa: UInt64 = 0
        position = Self.add(memory, position, count, to: &mantissa)
        var digits = position - firstDigit
        var fraction = 0
        if position < count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            let firstDecimal = position
            position = Self.add(memory, position, count, to: &mantissa)
            fraction = position - firstDecimal
            digits += fraction
        }
        guard digits > 0 else { return nil }
        let digitsEnd = position
        var exponent = -fraction
        if position < count, bytes[position] | 0x20 == UInt8(ascii: "e"),
            let (power, end) = scanExponent(bytes, from: position)
        {
            exponent += power
            position = end
        }
        guard position - start <= 1_000 else { return nil }

        let magnitude: Double
        if digits <= 19, let quick = quotient(mantissa, exponent) {
            magnitude = quick
        } else {
            magnitude =
                LongDecimal(
                    digits: bytes[firstDigit..<digitsEnd].filter { $0 != UInt8(ascii: ".") },
                    exponent: exponent
                ).nearest
        }
        return (isNegative ? -magnitude : magnitude, position)
    }

    /// Appends the digits from a position on to a number; returns where they end.
    @inline(__always)
    private static func add(
        _ memory: UnsafeRawPointer, _ start: Int, _ end: Int, to mantissa: inout UInt64
    ) -> Int {
        var position = start
        while position + 8 <= end {
            let count = appendDigits(memory, position, to: &mantissa)
            position += count
            if count < 8 { return position }
        }
        while position < end, let digit = digit(memory.load(fromByteOffset: position, as: UInt8.self)) {
            mantissa = mantissa &* 10 &+ digit
            position += 1
        }
        return position
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> UInt64? {
        let value = byte &- UInt8(ascii: "0")
        return value <= 9 ? UInt64(value) : nil
    }

    /// An exponent such as `e-05`, of which the letter is there, clamped to what a double can tell apart.
    @inline(never)
    private static func scanExponent(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (power: Int, end: Int)? {
        var position = start + 1
        var isNegative = false
        if position < bytes.count,
            bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
        {
            isNegative = bytes[position] == UInt8(ascii: "-")
            position += 1
        }
        let first = position
        var power = 0
        while position < bytes.count, let digit = digit(bytes[position]) {
            power = min(power * 10 + Int(digit), 10_000)
            position += 1
        }
        guard position > first else { return nil }
        return (isNegative ? -power : power, position)
    }

    /// `mantissa` times ten to the power `exponent`, rounded to nearest, ties to even, when numbers of 128 bits can
    /// tell; nil otherwise.
    @inline(__always)
    private static func quotient(_ mantissa: UInt64, _ exponent: Int) -> Double? {
        if mantissa == 0 { return 0 }
        guard exponent <= 0, exponent >= -19 else { return nil }
        if exponent == 0 { return Double(mantissa) }
        let divisor = powerOfTen(-exponent)
        // Powers of ten up to 10²² are exact in a double, and so is the mantissa: the division rounds once.
        if mantissa < 1 << 53 { return Double(mantissa) / Double(divisor) }
        return product(mantissa, divisor, reciprocal(-exponent)) ?? quotient(mantissa, divisor)
    }

    /// `mantissa` with so many of its digits, at most 18, after the point.
    @usableFromInline @inline(never)
    static func nearest(_ mantissa: UInt64, decimals: Int) -> Double {
        quotient(mantissa, -decimals) ?? quotient(mantissa, powerOfTen(decimals))
    }

    /// The quotient by way of the divisor's reciprocal, which is too small by less than one in its last bit; nil
    /// in the one case of a thousand where that bit could change the rounding.
    @inline(__always)
    private static func product(_ mantissa: UInt64, _ divisor: UInt64, _ reciprocal: UInt64) -> Double? {
        let up = mantissa.leadingZeroBitCount
        // The true product is between this and this plus one in `high`.
        let (high, low) = (mantissa &<< UInt64(up)).multipliedFullWidth(by: reciprocal)
        let extra = UInt64(11 &- high.leadingZeroBitCount)
        let lost = high & ((1 &<< extra) &- 1)
        let half: UInt64 = 1 &<< (extra &- 1)
        guard lost &+ 1 != half, lost != half || low != 0 else { return nil }
        let kept = high &>> extra &+ (lost >= half ? 1 : 0)
        let bits = 64 - divisor.leadingZeroBitCount
        return scaled(kept, by: Int(extra) + 1 - bits - up)
    }

    /// The same by division.
    @inline(never)
    private static func quotient(_ mantissa: UInt64, _ divisor: UInt64) -> Double {
        let up = mantissa.leadingZeroBitCount
        let divisorUp = divisor.leadingZeroBitCount
        let high = mantissa &<< UInt64(up)
        let (whole, rest) = (divisor &<< UInt64(divisorUp)).dividingFullWidth((high &>> 1, high &<< 63))
        // `whole` has 63 or 64 bits, of which a double keeps 53; anything left over breaks a tie upwards.
        let extra = UInt64(11 &- whole.leadingZeroBitCount)
        var kept = whole &>> extra
        let lost = whole & ((1 &<< extra) &- 1)
        let half: UInt64 = 1 &<< (extra &- 1)
        if lost > half || (lost == half && (rest != 0 || kept & 1 == 1)) { kept += 1 }
        return scaled(kept, by: Int(extra) - 63 + divisorUp - up)
    }

    /// Times a power of two far from both ends of what a double holds.
    @inline(__always)
    private static func scaled(_ kept: UInt64, by power: Int) -> Double {
        Double(kept) * Double(bitPattern: UInt64(1_023 &+ power) &<< 52)
    }

    /// Two to the power of 63 and as many as ten to the power has bits, divided by that, rounded down.
    @inline(__always)
    private static func reciprocal(_ power: Int) -> UInt64 {
        switch power {
        case 1: 0xcccc_cccc_cccc_cccc
        case 2: 0xa3d7_0a3d_70a3_d70a
        case 3: 0x8312_6e97_8d4f_df3b
        case 4: 0xd1b7_1758_e219_652b
        case 5: 0xa7c5_ac47_1b47_8423
        case 6: 0x8637_bd05_af6c_69b5
        case 7: 0xd6bf_94d5_e57a_42bc
        case 8: 0xabcc_7711_8461_cefc
        case 9: 0x8970_5f41_36b4_a597
        case 10: 0xdbe6_fece_bded_d5be
        case 11: 0xafeb_ff0b_cb24_aafe
        case 12: 0x8cbc_cc09_6f50_88cb
        case 13: 0xe12e_1342_4bb4_0e13
        case 14: 0xb424_dc35_095c_d80f
        case 15: 0x901d_7cf7_3ab0_acd9
        case 16: 0xe695_94be_c44d_e15b
        case 17: 0xb877_aa32_36a4_b449
        case 18: 0x9392_ee8e_921d_5d07
        default: 0xec1e_4a7d_b695_61a5
        }
    }
}

/// A number of many digits or a large exponent, rounded by comparing whole numbers.
private struct LongDecimal {
    let nearest: Double

    /// `digits` are ASCII, taken as a whole number times ten to the power `exponent`.
    init(digits: [UInt8], exponent: Int) {
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        let size = significant.count + exponent
        guard !significant.isEmpty, size > -330 else {
            nearest = 0
            return
        }
        guard size < 400 else {
            nearest = .infinity
            return
        }
        var whole = WideInteger(0)
        let ten = WideInteger(10)
        var approximate = 0.0
        for byte in significant {
            whole = whole * ten - WideInteger(UInt64(byte - UInt8(ascii: "0")), isNegative: true)
        }
        for byte in significant.prefix(18) {
            approximate = approximate * 10 + Double(byte - UInt8(ascii: "0"))
        }
        var power = exponent + max(significant.count - 18, 0)
        while power > 0 { (approximate, power) = (approximate * 10, power - 1) }
        while power < 0 { (approximate, power) = (approximate / 10, power + 1) }

        var tens = WideInteger(1)
        for _ in 0..<exponent.magnitude { tens = tens * ten }
        let (above, below) = exponent >= 0 ? (whole * tens, WideInteger(1)) : (whole, tens)
        nearest = Self.settle(min(approximate, .greatestFiniteMagnitude), above: above, below: below)
    }

    /// Walks from a near guess to the double next to `above` / `below`.
    private static func settle(_ guess: Double, above: WideInteger, below: WideInteger) -> Double {
        var guess = guess
        while guess.isFinite, isAtLeast(above, below, midpointAbove: guess) { guess = guess.nextUp }
        while guess > 0, !isAtLeast(above, below, midpointAbove: guess.nextDown) { guess = guess.nextDown }
        return guess
    }

    /// Whether the number is past the middle between `value` and the next double, a tie going to the even
    /// one.
    private static func isAtLeast(
        _ above: WideInteger, _ below: WideInteger, midpointAbove value: Double
    ) -> Bool {
        // In halves of the step from `value`, and in units of 2⁻¹⁰⁷⁵, the middle is a whole number.
        let step = value.ulp
        let two = WideInteger(2)
        let middle =
            (two * WideInteger(value, scaledBy: 1_075) - WideInteger(-step, scaledBy: 1_075)) * below
        let number = two * above * WideInteger(1, shiftedLeft: 1_075)
        let sign = (number - middle).signum
        return sign > 0 || (sign == 0 && value.significandBitPattern & 1 == 1)
    }
}
