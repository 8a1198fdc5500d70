import TestSupport
import Testing

@testable import Postcodes

struct PostcodeTests {
    @Test(
        arguments: [
            ("B37 7RN", "B37 7RN"), ("b377rn", "B37 7RN"), (" b3 7 7 r n ", "B37 7RN"), ("B1  1AY", "B1 1AY"),
            ("EC1A1BB", "EC1A 1BB"), ("W1A 0AX", "W1A 0AX"), ("M1\u{A0}1AE", "M1 1AE"),
            ("ZZ993VZ", "ZZ99 3VZ"), ("DN55 1PT", "DN55 1PT"), ("gir 0aa", "GIR 0AA"),
            ("NPT 4AB", "NPT 4AB"),
        ])
    func `a postcode in any spelling has one form`(spelling: String, text: String) throws {
        let postcode = try #require(Postcode(spelling))
        #expect(postcode.text == text)
        #expect(!postcode.isCorrection(of: spelling))
    }

    @Test(
        arguments: [
            "", "B37", "B37 7R", "B37 RN7", "37 7RN", "B37 7RNN", "B37-7RN", "BFPO 52", "ABC1 1AA", "B37 7CN",
            "B 7RN", "B37 7RÑ", "unknown", "B37 7R0", "B37 71N", "00 1AA", "1L1 1AA", "NPT",
            "GIRL 0AA", "B375 7RN",
        ])
    func `what has not the shape of a postcode is none`(spelling: String) {
        #expect(Postcode(spelling) == nil)
    }

    @Test(
        arguments: [
            ("CRO 2AB", "CR0 2AB"), ("B37 ORN", "B37 0RN"), ("B37 IRN", "B37 1RN"), ("B3I 7RN", "B31 7RN"),
            ("0X1 4AB", "OX1 4AB"), ("1P1 1AA", "IP1 1AA"), ("S014 1AB", "SO14 1AB"), ("P01 1AA", "PO1 1AA"),
            ("S0I4 1AB", "SO14 1AB"), ("w1o oaa", "W10 0AA"), ("BIO IYG", "B10 1YG"),
        ])
    func `O and 0, I and 1 are taken for each other where one reading is possible`(
        spelling: String, text: String
    ) throws {
        let postcode = try #require(Postcode(spelling))
        #expect(postcode.text == text)
        #expect(postcode.isCorrection(of: spelling))
    }

    @Test func `a nought that may stand before a single digit is left alone`() throws {
        for text in ["B01 1AA", "S01 1AA", "B0 1AA", "QI1 1AA"] {
            #expect(try #require(Postcode(text)).text == text)
        }
    }

    @Test func `whatever is corrected has no other reading among the areas there are`() {
        var random = SeededRandom(seed: .printed())
        let others: [Character: Character] = ["O": "0", "0": "O", "I": "1", "1": "I"]
        var corrected = 0
        for _ in 0..<1_500 {
            let text = String(
                Readings.random(using: &random).text.map { letter in
                    Bool.random(using: &random) ? others[letter] ?? letter : letter
                })
            guard let postcode = Postcode(text), postcode.isCorrection(of: text) else { continue }
            corrected += 1
            let compact = text.filter { $0 != " " }
            #expect(Readings.possible(of: compact) == [postcode.text], "\(text)")
        }
        #expect(corrected > 100)
    }

    @Test func `what a postcode stands for is told by its beginning`() throws {
        let kinds: [(String, Postcode.Kind)] = [
            ("B37 7RN", .addresses), ("ZZ99 3VZ", .noFixedAbode), ("ZZ99 3WZ", .addressNotKnown),
            ("ZZ99 3CZ", .invented), ("BF1 2AB", .forces), ("JE2 3AB", .jersey), ("GY1 1AA", .guernsey),
            ("IM1 1AA", .isleOfMan), ("BT1 1AA", .addresses),
        ]
        for (text, kind) in kinds {
            let postcode = try #require(Postcode(text))
            #expect(postcode.kind == kind, "\(text)")
            #expect(postcode.isUnplaceable == (kind != .addresses))
        }
        #expect(Postcode.isForcesAddress("BFPO 52") && Postcode.isForcesAddress("bfpo123"))
        #expect(!Postcode.isForcesAddress("BFPOX") && !Postcode.isForcesAddress("B37 7RN"))
    }

    @Test func `sectors and units are in the order of the texts and lead back to the postcode`() throws {
        var random = SeededRandom(seed: .printed())
        let postcodes = (0..<2_000).map { _ in Readings.random(using: &random) }
        for postcode in postcodes {
            let unit = try #require(postcode.unit)
            #expect(Postcode(sector: postcode.sector, unit: unit) == postcode)
            #expect(postcode.district.contains(postcode.sector))
        }
        for (one, other) in zip(postcodes, postcodes.dropFirst()) {
            #expect((one < other) == (one.padded < other.padded))
            if one.sector != other.sector { #expect((one < other) == (one.sector < other.sector)) }
        }
        #expect(try #require(Postcode("ZZ99 3VZ")).unit == nil)
        #expect(Postcode(sector: 0, unit: 0) == nil)
        #expect(Postcode(sector: .max, unit: 399) == nil)
        #expect(Postcode(sector: 1, unit: 400) == nil)
    }
}

extension Postcode {
    fileprivate var padded: String { outward + String(repeating: " ", count: 4 - outward.count) + inward }
}

/// Postcodes by a slow and obvious rule: the areas there are, a district without a nought before it, and letters where
/// they have been used.
enum Readings {
    static let areas = Set(
        """
        AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN \
        EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE \
        NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR \
        TS TW UB W WA WC WD WF WN WR WS WV YO ZE
        """.split(separator: " ").map(String.init))

    /// The postcodes that a text is when any O, 0, I and 1 in it may have been taken for the other.
    static func possible(of text: String) -> Set<String> {
        var variants = [""]
        for character in text {
            let choices: [Character] =
                switch character {
                case "O", "0": ["O", "0"]
                case "I", "1": ["I", "1"]
                default: [character]
                }
            variants = variants.flatMap { start in choices.map { start + String($0) } }
        }
        return Set(variants.compactMap(written))
    }

    private static func written(_ text: String) -> String? {
        let outward = text.dropLast(3)
        let inward = Array(text.suffix(3))
        let area = outward.prefix { $0.isLetter }
        let district = Array(outward.dropFirst(area.count))
        guard areas.contains(String(area)), let first = district.first, district.count <= 2 else {
            return nil
        }
        if district.count == 2 {
            let isNumber = district[1].isNumber && first != "0"
            guard isNumber || (district[1].isLetter && !"OI".contains(district[1])) else { return nil }
        }
        guard inward[0].isNumber, inward[1...].allSatisfy({ $0.isLetter && !"CIKMOV".contains($0) }) else {
            return nil
        }
        return "\(outward) \(String(inward))"
    }

    static func random(using random: inout SeededRandom) -> Postcode {
        let sorted = areas.subtracting(["BF", "GY", "IM", "JE"]).sorted()
        let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
        while true {
            let area = sorted.randomElement(using: &random) ?? "B"
            let district = Int.random(in: 1...30, using: &random)
            let inward = [0, 1].map { _ in String(letters.randomElement(using: &random) ?? "A") }.joined()
            let text = "\(area)\(district) \(Int.random(in: 0...9, using: &random))\(inward)"
            if let postcode = Postcode(text) { return postcode }
        }
    }
}
