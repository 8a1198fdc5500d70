/// Checking text that is already UTF-8, where it lies.
enum UTF8Text {
    /// Checks `text` from `start` and returns how far it is known to be good. Unless the text is complete, a
    /// character cut by the end is left for when more has come.
    static func check(_ text: Span<UInt8>, from start: Int, isFinal: Bool) throws(EncodingFault) -> Int {
        let tail = isFinal ? 0 : cutCharacterLength(text, start..<text.count)
        let end = text.count - tail
        let part = text.extracting(start..<end)
        let zero = ByteSearch.firstZero(in: part)
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: part)
        } catch {
            let offset = start + error.byteOffsets.lowerBound
            if start + zero > offset { throw EncodingFault(.notUTF8(byte: text[offset]), at: offset) }
        }
        if zero < part.count { throw EncodingFault(.zeroByte, at: start + zero) }
        return end
    }

    /// How many bytes at the end of a stretch begin a character that they do not finish.
    static func cutCharacterLength(_ text: Span<UInt8>, _ stretch: Range<Int>) -> Int {
        for back in 1...3 where stretch.upperBound - back >= stretch.lowerBound {
            let byte = text[stretch.upperBound - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back ? back : 0
        }
        return 0
    }
}
