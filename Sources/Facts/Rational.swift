/// An exact number: a fraction in lowest terms. Money, rates and everything made from them are of this type.
///
/// Numbers that people write fit easily; a sum whose result would not fit is nil, never wrong.
public struct Rational: Hashable, Sendable {
    /// The number above the line, in lowest terms.
    public let numerator: Int128
    /// Always above zero.
    public let denominator: Int128

    /// Nothing at all.
    @inlinable
    public static var zero: Rational { Rational(0) }

    /// A whole number.
    @inlinable
    public init(_ whole: Int) {
        numerator = Int128(whole)
        denominator = 1
    }

    /// Nil when the denominator is zero or the fraction cannot be held.
    public init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        if denominator == 1 {
            self.numerator = numerator
            self.denominator = 1
            return
        }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        let shared = Int128(divisor)
        if shared == 1 {
            (self.numerator, self.denominator) = (sign * numerator, sign * denominator)
            return
        }
        if let above = Int64(exactly: numerator), let below = Int64(exactly: denominator),
            let divisor = Int64(exactly: shared)
        {
            self.numerator = sign * Int128(above / divisor)
            self.denominator = sign * Int128(below / divisor)
            return
        }
        self.numerator = sign * (numerator / shared)
        self.denominator = sign * (denominator / shared)
    }

    private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
        var (larger, smaller) = (first, second)
        while smaller > UInt64.max || larger > UInt64.max, smaller != 0 {
            (larger, smaller) = (smaller, larger % smaller)
        }
        // Numbers of one word are divided many times faster than those of two.
        var (one, other) = (UInt64(truncatingIfNeeded: larger), UInt64(truncatingIfNeeded: smaller))
        if smaller == 0 { return max(larger, 1) }
        while other != 0 { (one, other) = (other, one % other) }
        return UInt128(one)
    }

    /// The sum; nil when it cannot be held.
    public func plus(_ other: Rational) -> Rational? {
        if denominator == 1, other.denominator == 1 {
            let sum = numerator.addingReportingOverflow(other.numerator)
            return sum.overflow ? nil : Rational(sum.partialValue, over: 1)
        }
        let left = numerator.multipliedReportingOverflow(by: other.denominator)
        let right = other.numerator.multipliedReportingOverflow(by: denominator)
        let sum = left.partialValue.addingReportingOverflow(right.partialValue)
        let below = denominator.multipliedReportingOverflow(by: other.denominator)
        guard !left.overflow, !right.overflow, !sum.overflow, !below.overflow else { return nil }
        return Rational(sum.partialValue, over: below.partialValue)
    }

    /// The same distance on the other side of zero.
    public var negated: Rational { Rational(-numerator, over: denominator) ?? self }

    /// The difference; nil when it cannot be held.
    public func minus(_ other: Rational) -> Rational? { plus(other.negated) }

    /// The product; nil when it cannot be held.
    public func times(_ other: Rational) -> Rational? {
        let above = numerator.multipliedReportingOverflow(by: other.numerator)
        let below = denominator.multipliedReportingOverflow(by: other.denominator)
        guard !above.overflow, !below.overflow else { return nil }
        return Rational(above.partialValue, over: below.partialValue)
    }

    /// Nil when the other is zero.
    public func divided(by other: Rational) -> Rational? {
        guard let inverse = Rational(other.denominator, over: other.numerator) else { return nil }
        return times(inverse)
    }

    /// The nearest whole multiple of a step above zero; halves go away from zero, as pay is rounded.
    public func rounded(to step: Rational) -> Rational? {
        guard step > .zero, let count = divided(by: step) else { return nil }
        let twice = count.numerator.magnitude.multipliedReportingOverflow(by: 2)
        let raised = twice.partialValue.addingReportingOverflow(count.denominator.magnitude)
        guard !twice.overflow, !raised.overflow else { return nil }
        let whole = Int128(raised.partialValue / (count.denominator.magnitude * 2))
        return Rational(count.numerator < 0 ? -whole : whole, over: 1)?.times(step)
    }

    /// The largest whole number not above this one.
    public var floor: Int128 {
        if denominator == 1 { return numerator }
        let quotient = numerator / denominator
        return numerator < 0 && quotient * denominator != numerator ? quotient - 1 : quotient
    }
}

extension Rational: Comparable {
    /// Exact, whatever the sizes.
    public static func < (left: Rational, right: Rational) -> Bool {
        if left.denominator == right.denominator { return left.numerator < right.numerator }
        let (one, isOneTooLarge) = left.numerator.multipliedReportingOverflow(by: right.denominator)
        let (other, isOtherTooLarge) = right.numerator.multipliedReportingOverflow(by: left.denominator)
        if !isOneTooLarge, !isOtherTooLarge { return one < other }
        // Other products are taken at full width, so that comparing never overflows.
        guard left.numerator.signum() == right.numerator.signum() else {
            return left.numerator.signum() < right.numerator.signum()
        }
        let ours = left.numerator.magnitude.multipliedFullWidth(by: right.denominator.magnitude)
        let theirs = right.numerator.magnitude.multipliedFullWidth(by: left.denominator.magnitude)
        let smaller = (ours.high, ours.low) < (theirs.high, theirs.low)
        return left.numerator < 0 ? (theirs.high, theirs.low) < (ours.high, ours.low) : smaller
    }
}

extension Rational {
    /// Reads digits with an optional sign, commas between groups of three, and an optional decimal part of at most
    /// six places. Nil for anything else.
    public init?(decimal text: some StringProtocol) {
        var digits: Int128 = 0
        var places = 0
        var seenPoint = false
        var seenDigit = false
        var negative = false
        var sinceComma: Int?
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0: negative = true
            case UInt8(ascii: "+") where index == 0: break
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (shifted, over) = digits.multipliedReportingOverflow(by: 10)
                guard !over, shifted < 1_000_000_000_000_000_000_000 else { return nil }
                digits = shifted + Int128(byte - UInt8(ascii: "0"))
                seenDigit = true
                if seenPoint { places += 1 } else if let count = sinceComma { sinceComma = count + 1 }
            case UInt8(ascii: ".") where !seenPoint && seenDigit && (sinceComma ?? 3) == 3: seenPoint = true
            case UInt8(ascii: ",") where seenDigit && !seenPoint && (sinceComma ?? 3) == 3:
                // `12345,678` is no group of three, and `0,001` may have meant a decimal.
                guard sinceComma != nil || Self.isFirstGroup(text.utf8.prefix(index)) else { return nil }
                sinceComma = 0
            default: return nil
            }
        }
        guard seenDigit, places <= 6, !seenPoint || places > 0, seenPoint || (sinceComma ?? 3) == 3 else {
            return nil
        }
        var scale: Int128 = 1
        for _ in 0..<places { scale *= 10 }
        self.init(negative ? -digits : digits, over: scale)
    }

    /// Whether digits can stand before the first comma: one to three, the first of them not 0.
    private static func isFirstGroup(_ bytes: some Collection<UInt8>) -> Bool {
        let digits = bytes.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        return digits.count <= 3 && digits.first != UInt8(ascii: "0")
    }

    /// As a decimal number, exactly where that ends within six places and otherwise cut there with `…`.
    public var decimalText: String { decimalText(minimumPlaces: 0) }

    /// As pounds: `£13,900`, `£8.72`, `-£5`.
    public var poundsText: String {
        let magnitude = numerator < 0 ? negated : self
        return (numerator < 0 ? "-£" : "£")
            + magnitude.decimalText(minimumPlaces: magnitude.denominator == 1 ? 0 : 2)
    }

    private func decimalText(minimumPlaces: Int) -> String {
        let sign = numerator < 0 ? "-" : ""
        let whole = numerator.magnitude / denominator.magnitude
        var rest = numerator.magnitude % denominator.magnitude
        var digits = ""
        while (rest != 0 && digits.count < 6) || digits.count < minimumPlaces {
            let next = rest.multipliedReportingOverflow(by: 10)
            guard !next.overflow else { break }
            digits += String(next.partialValue / denominator.magnitude)
            rest = next.partialValue % denominator.magnitude
        }
        return sign + Self.grouped(whole) + (digits.isEmpty ? "" : "." + digits) + (rest == 0 ? "" : "…")
    }

    private static func grouped(_ whole: UInt128) -> String {
        var text = ""
        for (count, digit) in String(whole).reversed().enumerated() {
            if count > 0 && count % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
