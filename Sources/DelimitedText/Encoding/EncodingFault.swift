import Diagnostics

/// Bytes that are not text in the encoding they were taken to be in.
struct EncodingFault: Error, Equatable {
    enum Kind: Equatable {
        case notUTF8(byte: UInt8)
        case zeroByte
        case unpairedSurrogate(UInt16)
        case halfUnit
        case notWindows1252(byte: UInt8)
        case contradictsMark(declared: TextEncoding, marked: TextEncoding)
    }

    var kind: Kind
    /// Where, in the decoded text: everything before it is good.
    var offset: Int

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}

extension EncodingFault {
    /// The fault as a person reads it. `text` is what was decoded, of which the byte at `start` is the first of
    /// line `line`.
    func problem(in text: [UInt8], from start: Int, line: Int, source: String) -> Problem {
        var lineStart = start
        var lineNumber = line
        var index = start
        while index < min(offset, text.count) {
            let width = lineBreakWidth(in: text.span, at: index)
            index += max(width, 1)
            if width > 0, index <= offset {
                lineStart = index
                lineNumber += 1
            }
        }
        let before = String(
            decoding: text[lineStart..<max(lineStart, min(offset, text.count))], as: UTF8.self)
        let place = SourcePlace(
            source: source, line: lineNumber, column: before.count + 1,
            excerpt: excerpt(of: text, from: lineStart))
        let words = words(line: lineNumber)
        return Problem(
            words.code, words.message, expected: words.expected, suggestion: words.suggestion, at: [place])
    }

    /// The line with what cannot be read shown as �, so that the person can find it; not worth showing when long.
    private func excerpt(of text: [UInt8], from lineStart: Int) -> String? {
        guard offset >= lineStart, offset - lineStart <= 200, offset <= text.count else { return nil }
        var end = offset
        while end < min(text.count, offset + 60), lineBreakWidth(in: text.span, at: end) == 0 { end += 1 }
        // Do not cut inside a character, which would look like a second fault.
        while end < text.count, end > offset, text[end] & 0xC0 == 0x80 { end -= 1 }
        let shown = String(decoding: text[lineStart..<end], as: UTF8.self)
        return shown.contains("\0") ? nil : shown
    }

    private struct Words {
        var code: Problem.Code
        var message: String
        var expected: String?
        var suggestion: String?
    }

    private func words(line: Int) -> Words {
        switch kind {
        case .notUTF8(let byte):
            let meant = Windows1252.character(byte).map { " In Windows-1252 it would be “\($0)”." } ?? ""
            return Words(
                code: .notUTF8,
                message: "Line \(line) has the byte \(hex(byte)), which is not UTF-8 here.\(meant)",
                expected: "Text in UTF-8, or in UTF-16 with its byte order mark.",
                suggestion: "If the list was saved by an older Windows program, use --encoding windows-1252.")
        case .zeroByte:
            return Words(
                code: .zeroByte, message: "Line \(line) has a zero byte, which no text has.",
                expected: "A list saved as text: CSV, not a workbook.",
                suggestion: "If the list is UTF-16, use --encoding utf-16le or --encoding utf-16be.")
        case .unpairedSurrogate(let unit):
            return Words(
                code: .brokenUTF16,
                message:
                    "Line \(line) has half a character: the UTF-16 unit 0x\(hexDigits(UInt32(unit), 4)) has no pair.",
                expected: "UTF-16 in which every surrogate has its pair.", suggestion: nil)
        case .halfUnit:
            return Words(
                code: .brokenUTF16,
                message: "The list ends in the middle of a UTF-16 character, on line \(line).",
                expected: "An even number of bytes.",
                suggestion: "The file may have been cut short: save it again.")
        case .notWindows1252(let byte):
            return Words(
                code: .notWindows1252,
                message: "Line \(line) has the byte \(hex(byte)), which is no character in Windows-1252.",
                expected: "Text in Windows-1252, as declared.",
                suggestion: "Leave out --encoding to have the list read as UTF-8.")
        case .contradictsMark(let declared, let marked):
            return Words(
                code: .contradictsMark,
                message:
                    "The list was declared to be \(declared.name), but it begins with the mark of \(marked.name).",
                expected: "A declaration that agrees with the list.",
                suggestion: "Leave out --encoding, or use --encoding \(marked.rawValue).")
        }
    }

    private func hex(_ byte: UInt8) -> String { "0x" + hexDigits(UInt32(byte), 2) }

    private func hexDigits(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
