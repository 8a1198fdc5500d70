/// A whole number of any size, with just enough arithmetic to decide a comparison exactly.
///
/// It is slow and allocates; it serves the cases that 128 bits cannot hold, which real boundaries do not
/// reach.
package struct WideInteger: Sendable {
    /// Base 2³² digits, the least first, without leading zeros: empty for zero.
    private var limbs: [UInt32]
    private var isNegative: Bool

    private init(limbs: [UInt32], isNegative: Bool) {
        var trimmed = limbs
        while trimmed.last == 0 { trimmed.removeLast() }
        self.limbs = trimmed
        self.isNegative = isNegative && !trimmed.isEmpty
    }

    /// `magnitude` times two to the power `shift`, which is at least zero.
    package init(_ magnitude: UInt64, shiftedLeft shift: Int = 0, isNegative: Bool = false) {
        let bits = UInt32(shift & 31)
        let wide = UInt128(magnitude) << UInt128(bits)
        var limbs = [UInt32](repeating: 0, count: max(shift, 0) / 32)
        for step in 0..<4 { limbs.append(UInt32(truncatingIfNeeded: wide >> UInt128(32 * step))) }
        self.init(limbs: limbs, isNegative: isNegative)
    }

    /// A finite double times two to the power `scale`, which must make it whole.
    package init(_ value: Double, scaledBy scale: Int) {
        guard value != 0, value.isFinite else {
            self.init(0)
            return
        }
        let lowest = value.lowestBit
        let whole = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
        self.init(
            whole >> UInt64(whole.trailingZeroBitCount), shiftedLeft: max(lowest + scale, 0),
            isNegative: value.sign == .minus)
    }

    /// -1, 0 or 1.
    package var signum: Int { limbs.isEmpty ? 0 : isNegative ? -1 : 1 }

    /// Difference of two numbers.
    package static func - (left: WideInteger, right: WideInteger) -> WideInteger {
        if left.isNegative != right.isNegative {
            return WideInteger(limbs: sum(left.limbs, right.limbs), isNegative: left.isNegative)
        }
        if isLess(left.limbs, right.limbs) {
            return WideInteger(limbs: difference(right.limbs, left.limbs), isNegative: !left.isNegative)
        }
        return WideInteger(limbs: difference(left.limbs, right.limbs), isNegative: left.isNegative)
    }

    /// Product of two numbers.
    package static func * (left: WideInteger, right: WideInteger) -> WideInteger {
        var product = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (low, digit) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (high, other) in right.limbs.enumerated() {
                let total = UInt64(digit) * UInt64(other) + UInt64(product[low + high]) + carry
                product[low + high] = UInt32(truncatingIfNeeded: total)
                carry = total >> 32
            }
            product[low + right.limbs.count] = UInt32(truncatingIfNeeded: carry)
        }
        return WideInteger(limbs: product, isNegative: left.isNegative != right.isNegative)
    }

    private static func isLess(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        if left.count != right.count { return left.count < right.count }
        for (one, other) in zip(left.reversed(), right.reversed()) where one != other { return one < other }
        return false
    }

    private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.count, right.count) {
            let one = index < left.count ? UInt64(left[index]) : 0
            let other = index < right.count ? UInt64(right[index]) : 0
            let total = one + other + carry
            result.append(UInt32(truncatingIfNeeded: total))
            carry = total >> 32
        }
        result.append(UInt32(carry))
        return result
    }

    /// `left` is not less than `right`.
    private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for index in 0..<left.count {
            let other = index < right.count ? Int64(right[index]) : 0
            let rest = Int64(left[index]) - other - borrow
            borrow = rest < 0 ? 1 : 0
            result.append(UInt32(truncatingIfNeeded: rest))
        }
        return result
    }
}

extension Double {
    /// The power of two of the least bit set, for a finite number other than zero.
    package var lowestBit: Int { Int(exponent) - significandWidth }
}
