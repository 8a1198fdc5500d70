import Diagnostics
import Facts

/// Cuts a rule file into tokens, reporting what is not part of the language and going on.
///
/// Texts in quotes are read in `LexerText.swift`, numbers and dates in `LexerNumbers.swift`.
struct Lexer {
    let source: SourceText
    var position = 0
    var startsLine = true
    private(set) var tokens: [Token] = []
    private(set) var problems: [Problem] = []
    /// How many problems there were before the line at hand.
    private var problemsBeforeLine = 0
    /// Lines that go on with a text begun on the line before, which has been reported.
    private(set) var continuedLines: Set<Int> = []
    /// The line and the problem of the last text without its closing quote.
    private var unclosed: (line: Int, problem: Int)?

    init(_ source: SourceText) {
        self.source = source
        while scan() {}
        tokens.append(Token(kind: .end, range: position..<position, startsLine: true))
    }

    func byte(_ offset: Int = 0) -> UInt8? {
        let index = position + offset
        return index >= 0 && index < source.bytes.count ? source.bytes[index] : nil
    }

    /// Scans past one token, space or comment. False at the end.
    private mutating func scan() -> Bool {
        guard let first = byte() else { return false }
        if let trivia = Trivia.piece(in: source.bytes, at: position) {
            if trivia.kind == .lineEnd {
                startsLine = true
                problemsBeforeLine = problems.count
            }
            position = trivia.range.upperBound
            return true
        }
        switch first {
        case UInt8(ascii: ","): add(.comma, length: 1)
        case UInt8(ascii: ":"): add(.colon, length: 1)
        case UInt8(ascii: ";"): add(.semicolon, length: 1)
        case UInt8(ascii: "("): add(.openParenthesis, length: 1)
        case UInt8(ascii: ")"): add(.closeParenthesis, length: 1)
        case UInt8(ascii: "\""): scanText(openLength: 1)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
        case UInt8(ascii: "-") where !startsLine && byte(1).map(Self.isDigit) == true: scanNumber()
        default: scanOther()
        }
        return true
    }

    private mutating func scanOther() {
        let (character, length) = decode(at: position)
        if Self.isLetter(character) { return scanWord() }
        if startsLine, Signs.bullets.contains(character) { return add(.bullet, length: length) }
        switch character {
        case "£": scanMoney(signLength: length)
        case "“", "”": scanText(openLength: length)
        default:
            if let end = endOfOtherQuotes(character) { return scanOtherQuotes(length, end) }
            scanSign(character, length)
        }
    }

    // MARK: Reporting

    mutating func report(
        _ code: Problem.Code, _ message: String, expected: String?, repair: Repair? = nil, _ range: Range<Int>
    ) {
        // A file of stray characters has a problem for each; only so many are worth the room.
        guard problems.count < Parser.problemLimit else { return }
        problems.append(Problem(code, message, expected: expected, repair: repair, at: [source.place(range)]))
    }

    /// Reports a text without its closing quote.
    mutating func reportUnclosed(_ close: String, _ range: Range<Int>) {
        let line = source.line(at: range.lowerBound)
        report(
            .unclosedText, "This text has no closing quote.",
            expected: "a closing \(close) on the same line.",
            repair: Repair(
                source: source.name, range: range.upperBound..<range.upperBound, replacement: close), range)
        unclosed = (line, problems.count - 1)
    }

    /// Reports a quote that ends a text: one begun on the line before, or one that has no beginning.
    mutating func reportUnopened(_ range: Range<Int>) {
        let line = source.line(at: range.lowerBound)
        guard let before = unclosed, before.line == line - 1, problems.indices.contains(before.problem) else {
            return report(
                .unclosedText, "This quote ends a text that has no quote before it.",
                expected: "a quote before the first word of the text.", range)
        }
        problems[before.problem].message = "This text goes on beyond the end of its line."
        problems[before.problem].expected = "the whole text on one line, however long."
        problems[before.problem].repair = nil
        continuedLines.insert(line)
    }

    /// Takes back what was reported of the line at hand, when it followed from something found out later.
    mutating func forgetProblemsOfLine() {
        problems.removeSubrange(min(problemsBeforeLine, problems.count)...)
    }

    mutating func add(_ kind: Token.Kind, length: Int, isWhole: Bool = true) {
        tokens.append(
            Token(
                kind: kind, range: position..<(position + length), startsLine: startsLine, isWhole: isWhole))
        position += length
        startsLine = false
    }

    // MARK: Signs

    /// A sign that is no part of the language. Several in a row are one mistake.
    private mutating func scanSign(_ first: Unicode.Scalar, _ firstLength: Int) {
        var sign = String(first)
        var length = firstLength
        while Signs.run(first), length < 200, position + length < source.bytes.count {
            let (next, nextLength) = decode(at: position + length)
            guard Signs.run(next) else { break }
            sign.unicodeScalars.append(next)
            length += nextLength
        }
        let before =
            startsLine ? nil : tokens.last.flatMap { $0.range.upperBound == position ? $0.kind : nil }
        let endsLine = lineEnds(at: position + length)
        let advice = Signs.advice(
            for: sign, after: before, endsLine: endsLine, startsLine: startsLine)
        let isHidden = InvisibleText.turns(first)
        let shown = first.value < 32 ? "A control character" : isHidden ? "A hidden character" : "“\(sign)”"
        report(
            .strayCharacter, "\(shown) has no meaning here.", expected: advice,
            position..<(position + length))
        add(.wrong, length: length)
    }

    /// Whether nothing but spaces stands between an offset and the end of its line.
    func lineEnds(at offset: Int) -> Bool {
        guard offset < source.bytes.count else { return true }
        guard let piece = Trivia.piece(in: source.bytes, at: offset) else { return false }
        return piece.kind != .space || lineEnds(at: piece.range.upperBound)
    }

    // MARK: Words

    private mutating func scanWord() {
        let start = position
        var text = ""
        while position < source.bytes.count {
            let (character, length) = decode(at: position)
            if Self.isLetter(character) || (position > start && CharacterSets.isDigit(character)) {
                text.unicodeScalars.append(character)
            } else if InvisibleText.holds(character), goesOn(after: length) {
                // What nobody sees parts no word.
            } else if CharacterSets.isJoiner(character), position > start, goesOn(after: length) {
                text.unicodeScalars.append(character)
            } else {
                break
            }
            position += length
        }
        let kind = Self.wardCode(text).map { Token.Kind.wardCode($0) } ?? .word(TextKey.of(text))
        let end = position
        position = start
        add(kind, length: end - start)
    }

    /// Whether a letter or a digit follows, perhaps after characters that show nothing.
    private func goesOn(after length: Int) -> Bool {
        var index = position + length
        while index < source.bytes.count, index < position + 40 {
            let (character, length) = decode(at: index)
            if Self.isLetter(character) || CharacterSets.isDigit(character) { return true }
            guard InvisibleText.holds(character) else { return false }
            index += length
        }
        return false
    }

    /// E, W, S or N and eight digits, in either case.
    static func wardCode(_ text: String) -> String? { PlaceText.wardCode(text) }

    // MARK: Characters

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isLetter(_ character: Unicode.Scalar) -> Bool {
        character.isASCII ? CharacterSets.isASCIILetter(character) : character.properties.isAlphabetic
    }

    func decode(at index: Int) -> (Unicode.Scalar, Int) { Trivia.scalar(in: source.bytes, at: index) }
}

extension Token.Kind {
    var isNumber: Bool { if case .number = self { true } else { false } }
}

enum CharacterSets {
    static func isASCIILetter(_ character: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(character) || ("A"..."Z").contains(character)
    }
    static func isDigit(_ character: Unicode.Scalar) -> Bool { ("0"..."9").contains(character) }
    /// Hyphens and apostrophes, straight or curly, which may stand inside a word.
    static func isJoiner(_ character: Unicode.Scalar) -> Bool {
        ["-", "'", "’", "‘", "‑"].contains(character)
    }
}
