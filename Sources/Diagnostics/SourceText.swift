/// A named text and where its lines begin, for turning byte offsets into places.
public struct SourceText: Hashable, Sendable {
    /// The source as the user named it.
    public let name: String
    /// The text in UTF-8, without a byte order mark.
    public let bytes: [UInt8]
    private let lineStarts: [Int]
    private static let longestLine = 64 << 10

    /// Lines end at LF, CR LF or a lone CR.
    public init(name: String, bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
        self.name = name
        self.bytes = text
        var starts = [0]
        for (index, byte) in text.enumerated() {
            let isReturn = byte == UInt8(ascii: "\r")
            let next = index + 1 < text.count ? text[index + 1] : 0
            if byte == UInt8(ascii: "\n") || (isReturn && next != UInt8(ascii: "\n")) {
                starts.append(index + 1)
            }
        }
        lineStarts = starts
    }

    /// A text given as a string.
    public init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The line number, from 1, of a byte offset. Offsets past the end belong to the last line.
    public func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The text of a line, from 1, without its line ending.
    public func text(ofLine line: Int) -> String {
        String(decoding: bytes[lineRange(line)], as: UTF8.self)
    }

    /// The place of a range of bytes. A range over several lines is cut at the end of its first line. On a line that
    /// nobody could have typed there is no column and no excerpt, so that problems stay small.
    public func place(_ range: Range<Int>, label: String? = nil) -> SourcePlace {
        let start = min(max(range.lowerBound, 0), bytes.count)
        let line = line(at: start)
        let wholeLine = lineRange(line)
        guard wholeLine.count <= Self.longestLine else { return SourcePlace(source: name, line: line) }
        let end = min(max(range.upperBound, start), wholeLine.upperBound)
        let before = String(decoding: bytes[wholeLine.lowerBound..<start], as: UTF8.self)
        let inside = start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
        return SourcePlace(
            source: name, line: line, column: before.count + 1, length: max(inside.count, 1),
            excerpt: text(ofLine: line), label: label)
    }

    private func lineRange(_ line: Int) -> Range<Int> {
        let index = min(max(line, 1), lineStarts.count) - 1
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
        while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
            end -= 1
        }
        return start..<end
    }
}
