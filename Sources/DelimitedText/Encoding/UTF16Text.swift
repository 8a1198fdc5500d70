/// UTF-16 to UTF-8, a block at a time.
enum UTF16Text {
    /// Appends what is whole in `bytes` to a text in UTF-8 and returns how many bytes that was: the rest, at most
    /// three bytes, belongs before the next block.
    static func decode(
        _ bytes: Span<UInt8>, bigEndian: Bool, isFinal: Bool, into text: inout [UInt8]
    ) throws(EncodingFault) -> Int {
        text.reserveCapacity(text.count + bytes.count / 2 + bytes.count / 8)
        var index = 0
        while index + 1 < bytes.count {
            let unit = unit(bytes, index, bigEndian)
            if unit == 0 { throw EncodingFault(.zeroByte, at: text.count) }
            if unit < 0x80 {
                text.append(UInt8(truncatingIfNeeded: unit))
                index += 2
                continue
            }
            var value = UInt32(unit)
            var width = 2
            if UTF16.isLeadSurrogate(unit) {
                guard index + 3 < bytes.count else {
                    if isFinal { throw EncodingFault(.unpairedSurrogate(unit), at: text.count) }
                    return index
                }
                let second = Self.unit(bytes, index + 2, bigEndian)
                guard UTF16.isTrailSurrogate(second) else {
                    throw EncodingFault(.unpairedSurrogate(unit), at: text.count)
                }
                value = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF))
                width = 4
            }
            guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
                throw EncodingFault(.unpairedSurrogate(unit), at: text.count)
            }
            text.append(contentsOf: encoded)
            index += width
        }
        if isFinal, index < bytes.count { throw EncodingFault(.halfUnit, at: text.count) }
        return index
    }

    private static func unit(_ bytes: Span<UInt8>, _ index: Int, _ bigEndian: Bool) -> UInt16 {
        let first = UInt16(bytes[index])
        let second = UInt16(bytes[index + 1])
        return bigEndian ? first << 8 | second : second << 8 | first
    }
}
