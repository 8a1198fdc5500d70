/// How the characters of a list are kept as bytes.
public enum TextEncoding: String, Hashable, Sendable, Codable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"

    /// The name a person knows it by.
    public var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16 (little-endian)"
        case .utf16BigEndian: "UTF-16 (big-endian)"
        case .windows1252: "Windows-1252"
        }
    }
}

extension TextEncoding {
    /// The encoding of a text and where its characters begin, after any byte order mark.
    struct Found: Equatable {
        var encoding: TextEncoding
        var markLength: Int
    }

    /// How many first bytes are enough to find the encoding.
    static let sampleLength = 1024

    /// Finds the encoding from the first bytes of a text. Only a byte order mark or the zero bytes that UTF-16
    /// leaves between Latin letters are taken as evidence; everything else is UTF-8 until proved otherwise,
    /// because the one-byte encodings cannot be told from each other.
    static func find(in sample: Span<UInt8>, declared: TextEncoding?) throws(EncodingFault) -> Found {
        if let marked = mark(of: sample) {
            if let declared, declared != marked.encoding {
                throw EncodingFault(.contradictsMark(declared: declared, marked: marked.encoding), at: 0)
            }
            return marked
        }
        return Found(encoding: declared ?? zeroPattern(of: sample) ?? .utf8, markLength: 0)
    }

    private static func mark(of sample: Span<UInt8>) -> Found? {
        if sample.count >= 3, sample[0] == 0xEF, sample[1] == 0xBB, sample[2] == 0xBF {
            return Found(encoding: .utf8, markLength: 3)
        }
        guard sample.count >= 2 else { return nil }
        if sample[0] == 0xFF, sample[1] == 0xFE { return Found(encoding: .utf16LittleEndian, markLength: 2) }
        if sample[0] == 0xFE, sample[1] == 0xFF { return Found(encoding: .utf16BigEndian, markLength: 2) }
        return nil
    }

    /// UTF-16 when at least half of the pairs have a zero on one side and none has it on the other. A stray
    /// zero byte in ordinary text fails that, and is reported as what it is.
    private static func zeroPattern(of sample: Span<UInt8>) -> TextEncoding? {
        let pairs = min(sample.count, sampleLength) / 2
        var zeroFirst = 0
        var zeroSecond = 0
        for pair in 0..<pairs {
            if sample[2 * pair] == 0 { zeroFirst += 1 }
            if sample[2 * pair + 1] == 0 { zeroSecond += 1 }
        }
        if zeroFirst == 0, zeroSecond > 0, zeroSecond * 2 >= pairs { return .utf16LittleEndian }
        if zeroSecond == 0, zeroFirst > 0, zeroFirst * 2 >= pairs { return .utf16BigEndian }
        return nil
    }
}
