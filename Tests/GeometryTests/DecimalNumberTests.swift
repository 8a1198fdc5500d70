import Geometry
import TestSupport
import Testing

struct DecimalNumberTests {
    @Test(arguments: [
        "", "-", "+", ".", "e5", "-.e1", " 1", "1 ", "1,5", "0x10", "inf", "nan", "1e", "1e+", "1.2.3", "--1",
        "١",
    ])
    func `what is not a number is none`(text: String) {
        #expect(DecimalNumber.value(of: text) == nil)
    }

    @Test(
        arguments: [
            "0", "-0", "-0.0", "1", "+1", "1.", ".5", "-1.82816005", "52.44227982", "-2.0353722030517787",
            "52.26323399866504", "9007199254740993", "9007199254740992.5", "0.1", "1e-05", "-4.5e-05", "1E3",
            "123456789012345678901234567890", "0.000000000000000000000000000001", "1e22", "1e23", "8.5e22",
            "179.99999999999999", "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2e-324",
            "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623157e308", "1e-400",
            "5e-324", "6631236846766476e-316", "52.000000000000000000000000000000000000001",
            "1.00000000000000011102230246251565404236316680908203125",
            "1.00000000000000011102230246251565404236316680908203124",
            "1.00000000000000011102230246251565404236316680908203126", "18446744073709551615",
            "1844674407370955161.5",
            "9999999999999999999e-19", "0.10000000000000000000000000000000000000000000000000000000000001",
        ])
    func `a number is the nearest double`(text: String) throws {
        let expected = try #require(Double(text))
        let value = try #require(DecimalNumber.value(of: text))
        #expect(value.bitPattern == expected.bitPattern, "\(text): \(value), expected \(expected)")
    }

    @Test func `too large a number is infinite`() {
        #expect(DecimalNumber.value(of: "1e309") == .infinity)
        #expect(DecimalNumber.value(of: "-1e99999999999") == -.infinity)
        #expect(DecimalNumber.value(of: String(repeating: "9", count: 400)) == .infinity)
        #expect(DecimalNumber.value(of: String(repeating: "9", count: 2_000)) == nil)
    }

    @Test func `random numbers of all lengths are the nearest double`() throws {
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        for round in 0..<20_000 {
            let digits = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }
            var text = digits.joined()
            switch round % 4 {
            case 0: text = "-\(Int.random(in: 0...180, using: &generator)).\(text)"
            case 1: text += "e\(Int.random(in: -40...5, using: &generator))"
            case 2: text = "0.\(text)"
            default: text = "\(Double.random(in: -180...180, using: &generator))"
            }
            let expected = try #require(Double(text))
            #expect(DecimalNumber.value(of: text) == expected, "seed \(seed): \(text)")
        }
    }

    @Test func `a middle between two doubles goes to the even one`() throws {
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        for _ in 0..<2_000 {
            // 2⁵³ to 2⁵⁴: doubles are the even whole numbers, and the odd ones are the middles.
            let odd = UInt64.random(in: 1 << 53..<1 << 54, using: &generator) | 1
            let text = "\(odd / 100).\(String(odd % 100 + 100).dropFirst())e2"
            #expect(DecimalNumber.value(of: text) == Double(odd), "seed \(seed): \(text)")
        }
    }
}
