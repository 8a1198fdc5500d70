/// A text that was meant for a postcode, taken apart.
///
/// An outward code is one or two letters of the area, a digit, and another digit or letter or none (`B3`, `B37`,
/// `EC1A`); `GIR` and the old `NPT` have a shape of their own. An inward code is a digit and two letters; six letters
/// are never used in it, but in the invented `ZZ99 3VZ` and its like.
///
/// A text of that shape is taken as it is written. O and 0, I and 1 are taken for each other only where it is not, or
/// its area does not exist, and then only if exactly one reading has an area that does: `CRO 2AB` is `CR0 2AB`, and
/// `S014 1AB` is `SO14 1AB`, but `S01 1AB`, which may be `S1` with a nought before it, is left alone.
struct PostcodeSpelling {
    /// Outward and inward code as `Postcode` keeps them.
    let packed: UInt64
    /// Whether a character was taken for another.
    let isCorrected: Bool

    init?(_ text: Span<UInt8>) {
        guard let letters = PostcodeLetters(text) else { return nil }
        let hasShape = letters.hasShape
        if hasShape, letters.areaExists {
            (packed, isCorrected) = (letters.packed, false)
        } else if let reading = Self.onlyReading(of: letters) {
            (packed, isCorrected) = (reading.packed, reading != letters)
        } else {
            guard hasShape else { return nil }
            (packed, isCorrected) = (letters.packed, false)
        }
    }

    private static func onlyReading(of letters: PostcodeLetters) -> PostcodeLetters? {
        let doubtful = (0..<letters.count).filter { letters.other(at: $0) != nil }
        guard !doubtful.isEmpty else { return nil }
        var found: PostcodeLetters?
        for choice in 1..<1 << doubtful.count {
            var reading = letters
            for (bit, position) in doubtful.enumerated() where choice >> bit & 1 == 1 {
                reading.exchange(at: position)
            }
            guard reading.hasShape, reading.areaExists, !reading.hasLeadingNought else { continue }
            if found != nil { return nil }
            found = reading
        }
        return found
    }
}

/// Five to seven capitals and digits.
struct PostcodeLetters: Equatable {
    private var bytes: UInt64 = 0
    private(set) var count = 0

    /// The letters and digits of a text, or nil when it has anything else but spaces, too few or too many.
    init?(_ text: Span<UInt8>) {
        for index in text.indices {
            switch text[index] {
            // A no-break space is C2 A0, as spreadsheets and web pages paste it.
            case 0x20, 0x09, 0xC2, 0xA0: continue
            case let byte where count < 7 && Self.isDigit(byte): append(byte)
            // Small letters are capitals with one bit more.
            case let byte where count < 7 && Self.isLetter(byte & 0xDF): append(byte & 0xDF)
            default: return nil
            }
        }
        if count < 5 { return nil }
    }

    private mutating func append(_ byte: UInt8) {
        bytes |= UInt64(byte) << UInt64(8 * count)
        count += 1
    }

    private subscript(position: Int) -> UInt8 { UInt8(truncatingIfNeeded: bytes >> UInt64(8 * position)) }

    private var outwardCount: Int { count - 3 }

    /// The characters with the outward code filled up to four, the first in the highest of seven bytes.
    var packed: UInt64 {
        var packed: UInt64 = 0
        for position in 0..<count {
            if position == outwardCount {
                for _ in position..<4 { packed = packed << 8 | 0x20 }
            }
            packed = packed << 8 | UInt64(self[position])
        }
        return packed
    }

    // MARK: Shape

    /// Whether every character is of a kind that a postcode has there.
    var hasShape: Bool { isInward && isOutward }

    private var isInward: Bool {
        Self.isDigit(self[count - 3])
            && (count - 2..<count).allSatisfy {
                Self.isLetter(self[$0]) && (isInvented || !Self.isUnusedInward(self[$0]))
            }
    }

    private var isOutward: Bool {
        if hasOwnShape { return true }
        let district = areaCount
        guard Self.isLetter(self[0]), district < outwardCount, outwardCount - district <= 2,
            Self.isDigit(self[district])
        else { return false }
        // The letters O and I are used nowhere after an area.
        return district + 1 == outwardCount || other(at: district + 1) == nil
            || Self.isDigit(self[district + 1])
    }

    private var areaCount: Int { Self.isLetter(self[1]) ? 2 : 1 }

    /// Whether a district of two digits begins with 0, which none does.
    var hasLeadingNought: Bool {
        outwardCount == areaCount + 2 && self[areaCount] == UInt8(ascii: "0")
            && Self.isDigit(self[areaCount + 1])
    }

    /// Whether there is an area of these letters.
    var areaExists: Bool {
        hasOwnShape || isInvented || PostcodeArea.exists(self[0], areaCount == 2 ? self[1] : nil)
    }

    private var isInvented: Bool { self[0] == UInt8(ascii: "Z") && self[1] == UInt8(ascii: "Z") }

    /// Girobank, and Newport until the 1980s.
    private var hasOwnShape: Bool {
        guard outwardCount == 3 else { return false }
        let outward = [self[0], self[1], self[2]]
        return outward == Array("GIR".utf8) || outward == Array("NPT".utf8)
    }

    private static func isUnusedInward(_ letter: UInt8) -> Bool { "CIKMOV".utf8.contains(letter) }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

    // MARK: Confusions

    /// What a character may have been taken for.
    func other(at position: Int) -> UInt8? {
        switch self[position] {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "0"): UInt8(ascii: "O")
        case UInt8(ascii: "I"): UInt8(ascii: "1")
        case UInt8(ascii: "1"): UInt8(ascii: "I")
        default: nil
        }
    }

    mutating func exchange(at position: Int) {
        guard let other = other(at: position) else { return }
        bytes ^= UInt64(self[position] ^ other) << UInt64(8 * position)
    }
}

/// The letters that postcodes begin with.
enum PostcodeArea {
    private static let all = """
        AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN \
        EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE \
        NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR \
        TS TW UB W WA WC WD WF WN WR WS WV YO ZE
        """

    /// One for each letter and each pair of letters.
    private static let known: [Bool] = {
        var known = [Bool](repeating: false, count: 26 * 27)
        for area in all.split(separator: " ") {
            let letters = Array(area.utf8)
            known[index(letters[0], letters.count > 1 ? letters[1] : nil)] = true
        }
        return known
    }()

    /// Whether there is an area of one or two capitals.
    static func exists(_ first: UInt8, _ second: UInt8?) -> Bool { known[index(first, second)] }

    private static func index(_ first: UInt8, _ second: UInt8?) -> Int {
        Int(first - UInt8(ascii: "A")) * 27 + (second.map { Int($0 - UInt8(ascii: "A")) + 1 } ?? 0)
    }
}
