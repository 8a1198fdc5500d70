/// The Windows code page of Western Europe: Latin-1 with printable characters from 0x80 to 0x9F.
enum Windows1252 {
    /// What 0x80 to 0x9F mean; 0 where the code page has nothing.
    private static let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
        0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0, 0x017E, 0x0178,
    ]

    /// The character of a byte, or nil for the five bytes that have none.
    static func character(_ byte: UInt8) -> Unicode.Scalar? {
        guard byte >= 0x80, byte < 0xA0 else { return Unicode.Scalar(byte) }
        let value = upper[Int(byte) - 0x80]
        return value == 0 ? nil : Unicode.Scalar(value)
    }

    /// Appends bytes to a text in UTF-8. The five bytes without a meaning are a fault, not a replacement
    /// character: they are strong evidence that the list is in some other encoding.
    static func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(EncodingFault) {
        text.reserveCapacity(text.count + bytes.count + bytes.count / 8)
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == 0 { throw EncodingFault(.zeroByte, at: text.count) }
            if byte < 0x80 {
                text.append(byte)
            } else if let scalar = character(byte) {
                text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            } else {
                throw EncodingFault(.notWindows1252(byte: byte), at: text.count)
            }
        }
    }
}
