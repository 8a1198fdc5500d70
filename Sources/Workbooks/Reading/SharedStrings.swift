/// The texts that cells of a workbook share, one after the other.
struct SharedStrings: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// A list of a million people has a few hundred megabytes of texts at most.
    private static let mostBytes = 1 << 30

    init() {}

    /// Reads `sharedStrings.xml`.
    init(_ scanner: XMLScanner) throws(WorkbookFault) {
        var scanner = scanner
        while true {
            let event = try scanner.next()
            if event == .over { return }
            guard event == .start, scanner.isNamed("si") else { continue }
            try scanner.readRichText(until: "si", into: &bytes)
            ends.append(bytes.count)
            guard bytes.count <= Self.mostBytes else { throw .damaged("it has more text than a list has") }
        }
    }

    /// The text of a number; nil when there is none.
    subscript(_ index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }
}

extension XMLScanner {
    /// Appends the text of an element that began: its runs one after the other, without how Japanese is pronounced.
    mutating func readRichText(until name: StaticString, into text: inout [UInt8]) throws(WorkbookFault) {
        var isText = false
        var inPronunciation = 0
        var piece: [UInt8] = []
        while true {
            switch try next() {
            case .over: return
            case .start:
                if isNamed("rPh") { inPronunciation += 1 }
                isText = isNamed("t")
            case .end:
                isText = false
                if isNamed("rPh") { inPronunciation -= 1 }
                if isNamed(name) {
                    Self.undoEscapes(piece, into: &text)
                    return
                }
            case .text: if isText, inPronunciation == 0 { appendText(to: &piece) }
            }
        }
    }

    /// `_x000D_` stands for a character that XML has no room for.
    static func undoEscapes(_ piece: [UInt8], into text: inout [UInt8]) {
        var index = 0
        while index < piece.count {
            if piece[index] == UInt8(ascii: "_"), let scalar = escaped(piece, at: index) {
                text += Array(String(Character(scalar)).utf8)
                index += 7
            } else {
                text.append(piece[index])
                index += 1
            }
        }
    }

    private static func escaped(_ piece: [UInt8], at index: Int) -> Unicode.Scalar? {
        guard index + 7 <= piece.count, piece[index + 1] == UInt8(ascii: "x"),
            piece[index + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = String(decoding: piece[(index + 2)..<(index + 6)], as: UTF8.self)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) })
        else { return nil }
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    }
}
