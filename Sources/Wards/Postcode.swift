/// A United Kingdom postcode in its one written form, such as `B37 7RN`.
///
/// Only the shape is checked, not whether the postcode exists.
public struct Postcode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The outward and the inward code with one space between, in capitals.
    public let text: String

    /// The written form.
    public var description: String { text }

    /// Reads a postcode in any spelling: either case, spaces anywhere or nowhere. Nil when it has not the
    /// shape of one.
    public init?(_ spelling: some StringProtocol) {
        var letters: [UInt8] = []
        for byte in spelling.utf8 {
            switch byte {
            case 0x20, 0x09: continue
            case UInt8(ascii: "a")...UInt8(ascii: "z"): letters.append(byte - 0x20)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                letters.append(byte)
            // A no-break space, as spreadsheets and web pages paste it.
            case 0xC2, 0xA0: continue
            default: return nil
            }
            if letters.count > 7 { return nil }
        }
        guard letters.count >= 5 else { return nil }
        let outward = letters.dropLast(3)
        let isPseudo = outward.starts(with: "ZZ".utf8)
        guard Self.isInward(letters.suffix(3), anyLetters: isPseudo), Self.isOutward(outward) else {
            return nil
        }
        text = String(decoding: outward + [0x20] + letters.suffix(3), as: UTF8.self)
    }

    /// The outward code, such as `B37`.
    public var outward: Substring { text.prefix { $0 != " " } }

    /// Whether no place belongs to the postcode: those of the statistics and health services for no fixed
    /// abode and abroad (`ZZ99 …`), British Forces (`BF1 …`), and the Channel Islands and the Isle of Man,
    /// which have no wards.
    public var isUnplaceable: Bool {
        ["ZZ", "BF", "GY", "JE", "IM"].contains(text.prefix(2))
    }

    /// Whether a text that is no postcode is the old form of a forces address, such as `BFPO 52`.
    public static func isForcesAddress(_ text: some StringProtocol) -> Bool {
        let letters = text.uppercased().filter { !$0.isWhitespace }
        let digits = letters.dropFirst(4).utf8
        return letters.hasPrefix("BFPO") && digits.count <= 4 && digits.allSatisfy(isDigit)
    }

    /// In the order of their text.
    public static func < (left: Postcode, right: Postcode) -> Bool { left.text < right.text }

    /// A digit and two letters. Six letters are never used, but for the invented `ZZ99 3VZ` and its like.
    private static func isInward(_ code: ArraySlice<UInt8>, anyLetters: Bool) -> Bool {
        guard let digit = code.first, isDigit(digit) else { return false }
        return code.dropFirst().allSatisfy { isLetter($0) && (anyLetters || !"CIKMOV".utf8.contains($0)) }
    }

    /// One or two letters of the area, then a digit, and another digit or letter or none.
    private static func isOutward(_ code: ArraySlice<UInt8>) -> Bool {
        let area = code.prefix { isLetter($0) }
        let district = code.dropFirst(area.count)
        guard area.count == 1 || area.count == 2, let first = district.first, isDigit(first) else {
            return false
        }
        return district.count == 1
            || (district.count == 2 && district.dropFirst().allSatisfy(isDigitOrLetter))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
    }

    private static func isDigitOrLetter(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}
