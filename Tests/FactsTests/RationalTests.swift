import Facts
import TestSupport
import Testing

struct RationalTests {
    private static let seed = Asked.seed

    private func big(_ number: Rational) -> (BigNumber, BigNumber) {
        (BigNumber(number.numerator), BigNumber(number.denominator))
    }

    /// Numbers of every size, many of them at the edges.
    private func random(_ random: inout SeededRandom) -> Rational {
        func whole() -> Int128 {
            switch random.number(0...5) {
            case 0: return Int128(random.number(-3...3))
            case 1: return Int128(random.number(-100_000...100_000))
            case 2: return Int128(random.number(Int.min...Int.max))
            case 3: return Int128.max - Int128(random.number(0...3))
            case 4: return -Int128.max + Int128(random.number(0...3))
            default:
                let high = Int128(random.number(Int.min / 2...Int.max / 2))
                return high << Int128(random.number(0...62)) &+ Int128(random.number(0...9))
            }
        }
        while true {
            let below = whole()
            if below != 0, let number = Rational(whole(), over: below) { return number }
        }
    }

    @Test func `sums agree with school arithmetic, and are nil only where they do not fit`() {
        print("rationals from seed \(Self.seed)")
        var generator = SeededRandom(seed: Self.seed)
        var tooLarge = 0
        for _ in 0..<800 {
            let (one, other) = (random(&generator), random(&generator))
            let ((a, b), (c, d)) = (big(one), big(other))
            let results: [(String, Rational?, BigNumber, BigNumber)] = [
                ("plus", one.plus(other), a * d + c * b, b * d),
                ("minus", one.minus(other), a * d - c * b, b * d),
                ("times", one.times(other), a * c, b * d),
                ("divided", one.divided(by: other), c.isNegative ? (a * d).negated : a * d, b * c.magnitude),
            ]
            for (what, found, above, below) in results {
                if below.isZero {
                    #expect(found == nil)
                    continue
                }
                guard let found else {
                    tooLarge += 1
                    // What small numbers make always fits.
                    let isSmall = [a, b, c, d].allSatisfy { $0.magnitude < BigNumber("9000000000000000000") }
                    #expect(!isSmall, "\(one) \(what) \(other) is nil")
                    continue
                }
                let (top, bottom) = big(found)
                #expect(top * below == above * bottom, "\(one) \(what) \(other)")
                #expect(BigNumber.fits(above, below))
            }
        }
        #expect(tooLarge > 50)
    }

    @Test func `comparing is exact at any size`() {
        var generator = SeededRandom(seed: Self.seed &+ 1)
        for _ in 0..<1_500 {
            let one = random(&generator)
            var other = random(&generator)
            if generator.once(in: 3),
                let near = one.plus(Rational(1, over: Int128(generator.number(1...1_000_000)))!)
            {
                other = near
            }
            let ((a, b), (c, d)) = (big(one), big(other))
            #expect((one < other) == (a * d < c * b), "\(one) < \(other)")
            #expect((one == other) == (a * d == c * b))
        }
        let most = Rational(.max, over: 1)!
        let least = Rational(-.max, over: 1)!
        let tiny = Rational(1, over: .max)!
        #expect(least < tiny.negated && tiny.negated < .zero && .zero < tiny && tiny < most)
        #expect(Rational(.max, over: .max - 1)! > Rational(1))
        #expect(Rational(.max - 2, over: .max - 1)! < Rational(.max - 1, over: .max)!)
    }

    @Test func `fractions are in lowest terms with the sign above`() {
        #expect(Rational(6, over: -4)?.numerator == -3)
        #expect(Rational(6, over: -4)?.denominator == 2)
        #expect(Rational(0, over: -9) == .zero)
        #expect(Rational(0, over: 5)?.denominator == 1)
        #expect(Rational(1, over: 0) == nil)
        #expect(Rational(.min, over: 1) == nil)
        #expect(Rational(1, over: .min) == nil)
        #expect(Rational(.max, over: .max) == Rational(1))
    }

    @Test func `halves are rounded away from zero`() {
        func rounded(_ above: Int128, _ below: Int128, _ step: Rational) -> Rational? {
            Rational(above, over: below)?.rounded(to: step)
        }
        let penny = Rational(1, over: 100)!
        #expect(rounded(5, 1000, penny) == penny)
        #expect(rounded(-5, 1000, penny) == penny.negated)
        #expect(rounded(4999, 1_000_000, penny) == .zero)
        #expect(rounded(9031, 1000, penny) == Rational(903, over: 100))
        #expect(rounded(9035, 1000, penny) == Rational(904, over: 100))
        #expect(rounded(5, 2, Rational(1)) == Rational(3))
        #expect(rounded(-5, 2, Rational(1)) == Rational(-3))
        #expect(rounded(7, 1, Rational(5)) == Rational(5))
        #expect(rounded(15, 2, Rational(5)) == Rational(10))
        #expect(rounded(1, 1, .zero) == nil)
        #expect(rounded(1, 1, Rational(-1)) == nil)
        #expect(Rational(.max, over: 1)?.rounded(to: penny) == nil)
        #expect(Rational(.max, over: 1)?.rounded(to: Rational(1)) == Rational(.max, over: 1))
    }

    @Test func `the floor is never above`() {
        for (above, below, floor) in [(7, 2, 3), (-7, 2, -4), (6, 2, 3), (-6, 2, -3), (0, 1, 0), (-1, 3, -1)]
            as [(Int128, Int128, Int128)]
        {
            #expect(Rational(above, over: below)?.floor == floor)
        }
    }

    @Test(
        arguments: [
            ("0", 0, 1), ("-0", 0, 1), ("+7", 7, 1), ("007", 7, 1), ("13,900", 13_900, 1),
            ("1,234,567.5", 2_469_135, 2),
            ("8.72", 218, 25), ("0.000001", 1, 1_000_000), ("-12.50", -25, 2), ("1000000", 1_000_000, 1),
            ("1,000", 1_000, 1), ("999,000,000", 999_000_000, 1), ("0.5", 1, 2),
        ] as [(String, Int128, Int128)])
    func `decimals are read exactly`(_ text: String, _ above: Int128, _ below: Int128) {
        #expect(Rational(decimal: text) == Rational(above, over: below))
    }

    @Test(arguments: [
        "", "-", "+", ".", ".5", "5.", "1.2.3", "1,23", "1,2345", "12,34,567", ",123", "1,", "1,,000",
        "1.000,5",
        "1.0000001", "--1", "+-1", "1e3", "1 000", " 1", "1 ", "£1", "١٢", "１", "0x10", "1_000", "NaN", "inf",
        "999999999999999999999999", "0,001", "01,000", "1,000,00", "12345,678", "1234,567.5",
    ])
    func `what is not a decimal is refused`(_ text: String) {
        #expect(Rational(decimal: text) == nil)
    }

    @Test func `pounds read as people write them`() {
        func pounds(_ text: String) -> String? { Rational(decimal: text)?.poundsText }
        #expect(pounds("13900") == "£13,900")
        #expect(pounds("8.72") == "£8.72")
        #expect(pounds("8.5") == "£8.50")
        #expect(pounds("-5") == "-£5")
        #expect(pounds("-1234567.891") == "-£1,234,567.891")
        #expect(pounds("0") == "£0")
        #expect(pounds("-0.005") == "-£0.005")
        #expect(Rational(1, over: 3)?.poundsText == "£0.333333…")
        #expect(Rational(-1, over: 3)?.decimalText == "-0.333333…")
        #expect(Rational(1, over: 8)?.decimalText == "0.125")
        #expect(Rational(1_000_000)?.decimalText == "1,000,000")
        #expect(Rational(1, over: .max)?.decimalText == "0.000000…")
    }
}

extension Rational {
    fileprivate init?(_ whole: Int?) {
        guard let whole else { return nil }
        self.init(whole)
    }
}
