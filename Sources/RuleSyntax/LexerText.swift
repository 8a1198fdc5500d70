import Diagnostics
import Facts

/// Texts in quotes.
extension Lexer {
    private static let straight = Array("\"".utf8)
    private static let opening = Array("“".utf8)
    private static let closing = Array("”".utf8)

    /// Text ends at its closing quote, on the line it began on; a lost quote costs only that line.
    mutating func scanText(openLength: Int) {
        let open = Array(source.bytes[position..<(position + openLength)])
        let close = open == Self.straight ? Self.straight : Self.closing
        let inside = position + openLength
        let end = endOfLine(inside)
        let paired = open == Self.opening ? pairedEnd(inside, end) : nil
        if let found = paired ?? offsets(of: [close], in: inside..<end).first {
            return addText(inside..<found, closeLength: close.count)
        }
        // Typed over by hand, one quote of a pair is straight and the other curly.
        let others = offsets(of: [Self.straight, Self.opening, Self.closing], in: inside..<end)
        if let other = others.first, others.count == 1, !textStandsBefore {
            let length = source.bytes[other] == Self.straight[0] ? 1 : Self.closing.count
            let shown = String(decoding: source.bytes[other..<(other + length)], as: UTF8.self)
            report(
                .unclosedText,
                "This text begins with \(String(decoding: open, as: UTF8.self)) and ends with \(shown).",
                expected: "the same kind of quotes before and after it.",
                repair: Repair(
                    source: source.name, range: other..<(other + length),
                    replacement: String(decoding: close, as: UTF8.self)), position..<(other + length))
            return addText(inside..<other, closeLength: length, isWhole: false)
        }
        reportLost(String(decoding: close, as: UTF8.self), inside..<end)
        addText(inside..<end, closeLength: 0, isWhole: false)
    }

    private mutating func reportLost(_ close: String, _ inside: Range<Int>) {
        // What stands before the quote was read as rules; what was wrong there is wrong for this reason.
        forgetProblemsOfLine()
        if !startsLine, textStandsBefore {
            // Which of several quotes is missing cannot be told from the last of them.
            let start = source.bytes[..<position].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
            let quote = source.bytes[start..<position].firstIndex(of: source.bytes[position]) ?? position
            report(
                .unclosedText, "One of the quotes on this line is missing.",
                expected: "a quote before and after each text.", quote..<inside.upperBound)
        } else if !startsLine, lineEnds(at: inside.lowerBound) {
            reportUnopened(position..<inside.lowerBound)
        } else {
            reportUnclosed(close, position..<inside.upperBound)
        }
    }

    private mutating func addText(_ inside: Range<Int>, closeLength: Int, isWhole: Bool = true) {
        let end = inside.upperBound + closeLength
        let text = String(decoding: source.bytes[inside], as: UTF8.self)
        if text.utf8.contains(where: { $0 >= 0x80 }), text.unicodeScalars.contains(where: InvisibleText.turns)
        {
            report(
                .strayCharacter, "This text holds a hidden character that turns the direction of writing.",
                expected: "the text without it: what is shown would not be what is written.", position..<end)
        }
        add(.text(text), length: end - position, isWhole: isWhole)
    }

    // MARK: Quotes of other kinds

    /// Where a text ends that begins with quotes of another kind: single ones, or those of other languages. Nil when
    /// the character begins no such text.
    func endOfOtherQuotes(_ open: Unicode.Scalar) -> Int? {
        guard let closings = Self.otherQuotes[open] else { return nil }
        let inside = position + UTF8.width(open)
        let ends = offsets(of: closings.map { Array($0.utf8) }, in: inside..<endOfLine(inside))
        // An apostrophe within a word ends no text.
        return ends.last { end in
            let after = end + decode(at: end).1
            return after >= source.bytes.count || !Self.isLetter(decode(at: after).0)
        }
    }

    private static let otherQuotes: [Unicode.Scalar: [String]] = [
        "'": ["'", "’"], "‘": ["’", "'"], "’": ["’", "'"], "`": ["`", "'", "’"], "‚": ["‘", "’"], "‹": ["›"],
        "›": ["‹"], "«": ["»"], "»": ["«"], "„": ["“", "”", "\""], "‟": ["”"],
    ]

    mutating func scanOtherQuotes(_ openLength: Int, _ end: Int) {
        let inside = (position + openLength)..<end
        let closeLength = decode(at: end).1
        let text = String(decoding: source.bytes[inside], as: UTF8.self)
        let whole = position..<(end + closeLength)
        let hasQuotes = text.contains { "\"“”".contains($0) }
        report(
            .strayCharacter, "These are not the quotes that text stands in.",
            expected: "double quotes, straight or curly: \"\(text.count > 60 ? "…" : text)\".",
            repair: hasQuotes
                ? nil : Repair(source: source.name, range: whole, replacement: "\"\(text)\""), whole)
        addText(inside, closeLength: closeLength, isWhole: false)
    }

    // MARK: Looking along the line

    private func endOfLine(_ start: Int) -> Int {
        var index = start
        while index < source.bytes.count, source.bytes[index] != 0x0A, source.bytes[index] != 0x0D {
            index += 1
        }
        return index
    }

    /// Where some signs stand in a stretch.
    private func offsets(of signs: [[UInt8]], in range: Range<Int>) -> [Int] {
        range.filter { index in
            signs.contains { $0[0] == source.bytes[index] && source.bytes[index...].starts(with: $0) }
        }
    }

    /// Whether another text stands on the line at hand already.
    private var textStandsBefore: Bool {
        for token in tokens.reversed() {
            if case .text = token.kind { return true }
            if token.startsLine { return false }
        }
        return false
    }

    /// Where the curly quote is that closes the one at hand, counting those between; nil when they do not pair up.
    private func pairedEnd(_ start: Int, _ lineEnd: Int) -> Int? {
        var depth = 1
        var index = start
        // Nobody writes longer text; looking further at each quote would take too long.
        let end = min(lineEnd, start + 4_000)
        while index < end {
            let (character, length) = decode(at: index)
            if character == "“" { depth += 1 }
            if character == "”" { depth -= 1 }
            if depth == 0 { return index }
            index += length
        }
        return nil
    }
}
