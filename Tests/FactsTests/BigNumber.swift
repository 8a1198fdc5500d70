/// A whole number as large as memory, in decimal digits, done as at school.
struct BigNumber: Equatable, CustomStringConvertible {
    /// Lowest digit first, without zeros at the top; empty for zero.
    private(set) var digits: [Int]
    private(set) var isNegative: Bool

    init(_ text: String) {
        isNegative = text.hasPrefix("-")
        digits = text.filter { $0.isNumber }.reversed().compactMap { $0.wholeNumberValue }
        trim()
    }

    init(_ number: Int128) { self.init(String(number)) }

    private init(digits: [Int], isNegative: Bool) {
        (self.digits, self.isNegative) = (digits, isNegative)
        trim()
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { isNegative = false }
    }

    var description: String {
        digits.isEmpty ? "0" : (isNegative ? "-" : "") + digits.reversed().map(String.init).joined()
    }

    var negated: BigNumber { BigNumber(digits: digits, isNegative: !isNegative) }
    var magnitude: BigNumber { BigNumber(digits: digits, isNegative: false) }
    var isZero: Bool { digits.isEmpty }

    private static func isSmaller(_ one: [Int], _ other: [Int]) -> Bool {
        if one.count != other.count { return one.count < other.count }
        for (a, b) in zip(one.reversed(), other.reversed()) where a != b { return a < b }
        return false
    }

    static func < (one: BigNumber, other: BigNumber) -> Bool {
        if one.isNegative != other.isNegative { return one.isNegative }
        return one.isNegative ? isSmaller(other.digits, one.digits) : isSmaller(one.digits, other.digits)
    }

    static func + (one: BigNumber, other: BigNumber) -> BigNumber {
        if one.isNegative == other.isNegative {
            var sum: [Int] = []
            var carry = 0
            for place in 0..<max(one.digits.count, other.digits.count) + 1 {
                let a = place < one.digits.count ? one.digits[place] : 0
                let b = place < other.digits.count ? other.digits[place] : 0
                sum.append((a + b + carry) % 10)
                carry = (a + b + carry) / 10
            }
            return BigNumber(digits: sum, isNegative: one.isNegative)
        }
        if isSmaller(one.digits, other.digits) { return other + one }
        var rest = one.digits
        for place in rest.indices {
            rest[place] -= place < other.digits.count ? other.digits[place] : 0
            if rest[place] < 0 {
                rest[place] += 10
                rest[place + 1] -= 1
            }
        }
        return BigNumber(digits: rest, isNegative: one.isNegative)
    }

    static func - (one: BigNumber, other: BigNumber) -> BigNumber { one + other.negated }

    static func * (one: BigNumber, other: BigNumber) -> BigNumber {
        var product = [Int](repeating: 0, count: one.digits.count + other.digits.count + 1)
        for (i, a) in one.digits.enumerated() {
            for (j, b) in other.digits.enumerated() {
                product[i + j] += a * b
                var place = i + j
                while product[place] > 9 {
                    product[place + 1] += product[place] / 10
                    product[place] %= 10
                    place += 1
                }
            }
        }
        return BigNumber(digits: product, isNegative: one.isNegative != other.isNegative)
    }

    /// Of magnitudes, by long division.
    func divided(by other: BigNumber) -> (quotient: BigNumber, rest: BigNumber) {
        var rest = BigNumber("0")
        var quotient: [Int] = []
        for digit in digits.reversed() {
            rest = BigNumber(digits: [digit] + rest.digits, isNegative: false)
            var count = 0
            while !(rest < other.magnitude) {
                rest = rest - other.magnitude
                count += 1
            }
            quotient.append(count)
        }
        return (BigNumber(digits: quotient.reversed(), isNegative: false), rest)
    }

    /// Whether the fraction in lowest terms has both of its numbers within 127 bits.
    static func fits(_ above: BigNumber, _ below: BigNumber) -> Bool {
        var (larger, smaller) = (above.magnitude, below.magnitude)
        while !smaller.isZero { (larger, smaller) = (smaller, larger.divided(by: smaller).rest) }
        let most = BigNumber(Int128.max)
        let one = above.magnitude.divided(by: larger).quotient
        let other = below.magnitude.divided(by: larger).quotient
        return !(most < one) && !(most < other)
    }
}
