/// A United Kingdom postcode in its one written form, such as `B37 7RN`.
///
/// Only the shape is checked, not whether the postcode exists.
public struct Postcode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The outward code filled up to four characters with spaces, and the inward code: seven characters, the first
    /// in the highest of seven bytes. Numbers are in the order of the texts.
    private let packed: UInt64

    /// Reads a postcode in any spelling: either case, spaces anywhere or nowhere, and O for 0 or I for 1 where no
    /// other reading is possible (see `PostcodeSpelling`). Nil when it has not the shape of one.
    public init?(_ spelling: some StringProtocol) {
        var spelling = String(spelling)
        let packed = spelling.withUTF8 { PostcodeSpelling(Span(_unsafeElements: $0))?.packed }
        guard let packed else { return nil }
        self.packed = packed
    }

    /// Reads a postcode in any spelling from bytes in UTF-8.
    package init?(_ spelling: Span<UInt8>) {
        guard let packed = PostcodeSpelling(spelling)?.packed else { return nil }
        self.packed = packed
    }

    /// Whether O and 0, or I and 1, were taken for each other in a spelling of this postcode.
    public func isCorrection(of spelling: some StringProtocol) -> Bool {
        var spelling = String(spelling)
        return spelling.withUTF8 { PostcodeSpelling(Span(_unsafeElements: $0))?.isCorrected ?? false }
    }

    /// The outward and the inward code with one space between, in capitals.
    public var text: String { "\(outward) \(inward)" }

    /// The written form.
    public var description: String { text }

    /// The outward code, such as `B37`.
    public var outward: String { string(0..<4) }

    /// The inward code, such as `7RN`.
    public var inward: String { string(4..<7) }

    /// In the order of their text.
    public static func < (left: Postcode, right: Postcode) -> Bool { left.packed < right.packed }

    private func string(_ range: Range<Int>) -> String {
        let characters = range.map { self[$0] }.filter { $0 != 0x20 }
        return String(decoding: characters, as: UTF8.self)
    }

    /// One of the seven characters.
    private subscript(position: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: packed >> UInt64(8 * (6 - position)))
    }

    // MARK: Sectors and units

    /// The letters that the last two characters can be.
    private static let unitLetters = Array("ABDEFGHJLNPQRSTUWXYZ".utf8)
    /// How many postcodes a sector, such as `B37 7`, can have.
    static let unitsOfSector = unitLetters.count * unitLetters.count

    /// The outward code and the digit after it as a number; numbers are in the order of the texts.
    var sector: UInt32 {
        (0..<5).reduce(0) { $0 * 37 + Self.rank(self[$1]) }
    }

    /// The postcode of a sector and a unit; nil for numbers that are none.
    init?(sector: UInt32, unit: Int) {
        guard (0..<Self.unitsOfSector).contains(unit) else { return nil }
        var characters: [UInt8] = []
        var rest = sector
        for _ in 0..<5 {
            characters.append(Self.character(rest % 37))
            rest /= 37
        }
        characters.reverse()
        let letters = Self.unitLetters
        characters += [letters[unit / letters.count], letters[unit % letters.count]]
        self.init(characters.span)
    }

    /// The numbers of the sectors that an outward code can have.
    var district: ClosedRange<UInt32> {
        let first = sector / 37 * 37
        return first...first + 36
    }

    /// The last two letters as a number below `unitsOfSector`; nil for the invented postcodes of `ZZ99`, which use
    /// other letters.
    var unit: Int? {
        guard let first = Self.unitLetters.firstIndex(of: self[5]),
            let second = Self.unitLetters.firstIndex(of: self[6])
        else { return nil }
        return first * Self.unitLetters.count + second
    }

    /// A space, the digits, the letters.
    private static func rank(_ character: UInt8) -> UInt32 {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A")) + 11
        default: 0
        }
    }

    private static func character(_ rank: UInt32) -> UInt8 {
        switch rank {
        case 0: 0x20
        case 1...10: UInt8(ascii: "0") + UInt8(rank - 1)
        default: UInt8(ascii: "A") + UInt8(rank - 11)
        }
    }
}

extension Postcode {
    /// What a postcode stands for.
    public enum Kind: Hashable, Sendable {
        /// Addresses, or one large user of the post.
        case addresses
        /// `ZZ99 3VZ`: no fixed abode.
        case noFixedAbode
        /// `ZZ99 3WZ`: an address that nobody knows.
        case addressNotKnown
        /// Another `ZZ` code of the health service and statistics, such as those of countries.
        case invented
        /// British Forces, `BF1 …`.
        case forces
        /// The islands that are no part of the United Kingdom and have no wards: `JE`, `GY`, `IM`.
        case jersey, guernsey, isleOfMan
    }

    /// What the postcode stands for.
    public var kind: Kind {
        switch (self[0], self[1]) {
        case (UInt8(ascii: "Z"), UInt8(ascii: "Z")):
            switch text {
            case "ZZ99 3VZ": .noFixedAbode
            case "ZZ99 3WZ": .addressNotKnown
            default: .invented
            }
        case (UInt8(ascii: "B"), UInt8(ascii: "F")): .forces
        case (UInt8(ascii: "J"), UInt8(ascii: "E")): .jersey
        case (UInt8(ascii: "G"), UInt8(ascii: "Y")): .guernsey
        case (UInt8(ascii: "I"), UInt8(ascii: "M")): .isleOfMan
        default: .addresses
        }
    }

    /// Whether no place that could be in a ward belongs to the postcode.
    public var isUnplaceable: Bool { kind != .addresses }

    /// Whether the grid references that lists give for it are those of the Irish grid.
    var isInNorthernIreland: Bool { self[0] == UInt8(ascii: "B") && self[1] == UInt8(ascii: "T") }

    /// Whether a text that is no postcode is the old form of a forces address, such as `BFPO 52`.
    public static func isForcesAddress(_ text: some StringProtocol) -> Bool {
        let letters = text.uppercased().filter { !$0.isWhitespace }
        let digits = letters.dropFirst(4).utf8
        return letters.hasPrefix("BFPO") && digits.count <= 4
            && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
}
