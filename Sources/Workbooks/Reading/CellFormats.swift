/// Which of a workbook’s cell formats show a number as a date.
struct CellFormats: Sendable {
    /// How a number with a format is to be read.
    enum Kind: Sendable {
        case number, date, timeOfDay
    }

    private var kinds: [Kind] = []

    func kind(ofStyle style: Int) -> Kind { kinds.indices.contains(style) ? kinds[style] : .number }

    init() {}

    /// Reads `styles.xml`: codes of formats by number, and the format of each style.
    init(_ scanner: XMLScanner) throws(WorkbookFault) {
        var scanner = scanner
        var codes: [Int: Kind] = [:]
        var isInStyles = false
        while true {
            switch try scanner.next() {
            case .over: return
            case .text: break
            case .start where scanner.isNamed("numFmt"):
                if let number = scanner.number("numFmtId"), let code = scanner.attribute("formatCode") {
                    codes[number] = Self.kind(ofCode: code)
                }
            case .start where scanner.isNamed("cellXfs"): isInStyles = true
            case .end where scanner.isNamed("cellXfs"): isInStyles = false
            case .start where isInStyles && scanner.isNamed("xf"):
                let number = scanner.number("numFmtId") ?? 0
                // More styles than Excel allows are none.
                if kinds.count < 1 << 17 { kinds.append(codes[number] ?? Self.kind(ofBuiltIn: number)) }
            case .start, .end: break
            }
        }
    }

    /// The formats that every workbook has without saying so; those from 27 to 58 are dates in East Asia.
    private static func kind(ofBuiltIn number: Int) -> Kind {
        switch number {
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 45...47, 55, 56: .timeOfDay
        default: .number
        }
    }

    /// What a format code shows: a day or year makes a date, hours and seconds alone a time, and a month alone a date.
    /// Texts in quotes, after a backslash and in brackets do not count, and so `[h]:mm`, which counts hours, is a number.
    static func kind(ofCode code: [UInt8]) -> Kind {
        var letters: Set<UInt8> = []
        var isOther = false
        var index = 0
        // The part for positive numbers decides.
        while index < code.count, code[index] != UInt8(ascii: ";") {
            switch code[index] {
            case UInt8(ascii: "\""):
                index = code[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? code.count
            case UInt8(ascii: "["):
                index = code[index...].firstIndex(of: UInt8(ascii: "]")) ?? code.count
                isOther = true
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 1
            case let byte where "dyhsm".utf8.contains(byte | 0x20): letters.insert(byte | 0x20)
            case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "@"): isOther = true
            default: break
            }
            index += 1
        }
        if letters.contains(UInt8(ascii: "d")) || letters.contains(UInt8(ascii: "y")) { return .date }
        if letters.contains(UInt8(ascii: "h")) || letters.contains(UInt8(ascii: "s")) { return .timeOfDay }
        return letters.isEmpty || isOther ? .number : .date
    }
}

extension XMLScanner {
    /// An attribute that is a whole number.
    func number(_ name: StaticString) -> Int? {
        attribute(name).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
}
