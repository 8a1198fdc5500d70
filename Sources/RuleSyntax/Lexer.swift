import Diagnostics
import Facts

/// Cuts a rule file into tokens, reporting what is not part of the language and going on.
struct Lexer {
    private let source: SourceText
    private var position = 0
    private var startsLine = true
    private(set) var tokens: [Token] = []
    private(set) var problems: [Problem] = []

    init(_ source: SourceText) {
        self.source = source
        while scan() {}
        tokens.append(Token(kind: .end, range: position..<position, startsLine: true))
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        let index = position + offset
        return index < source.bytes.count ? source.bytes[index] : nil
    }

    /// Scans past one token, space or comment. False at the end.
    private mutating func scan() -> Bool {
        guard let first = byte() else { return false }
        if let trivia = Trivia.piece(in: source.bytes, at: position) {
            if trivia.kind == .lineEnd { startsLine = true }
            position = trivia.range.upperBound
            return true
        }
        switch first {
        case UInt8(ascii: ","): add(.comma, length: 1)
        case UInt8(ascii: ":"): add(.colon, length: 1)
        case UInt8(ascii: ";"): add(.semicolon, length: 1)
        case UInt8(ascii: "("): add(.openParenthesis, length: 1)
        case UInt8(ascii: ")"): add(.closeParenthesis, length: 1)
        case UInt8(ascii: "-") where startsLine: add(.bullet, length: 1)
        case UInt8(ascii: "\""): scanText(openLength: 1, closings: [[UInt8(ascii: "\"")]])
        case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
        case UInt8(ascii: "-") where byte(1).map(Self.isDigit) == true: scanNumber()
        default: scanOther(first)
        }
        return true
    }

    private mutating func report(
        _ code: Problem.Code, _ message: String, expected: String?, repair: Repair? = nil, _ range: Range<Int>
    ) {
        // A file of stray characters has a problem for each; only so many are worth the room.
        guard problems.count < Parser.problemLimit else { return }
        problems.append(Problem(code, message, expected: expected, repair: repair, at: [source.place(range)]))
    }

    private mutating func add(_ kind: Token.Kind, length: Int) {
        tokens.append(Token(kind: kind, range: position..<(position + length), startsLine: startsLine))
        position += length
        startsLine = false
    }

    // MARK: Words and signs

    private mutating func scanOther(_ first: UInt8) {
        let (character, length) = characterHere()
        if Self.isLetter(character) { return scanWord() }
        switch character {
        case "£": scanMoney(signLength: length)
        case "“": scanText(openLength: length, closings: [Array("”".utf8)], pairedEnd: pairedEnd(length))
        case "•", "–", "—", "‐", "‑":
            startsLine ? add(.bullet, length: length) : reportStray(character, length)
        default: reportStray(character, length)
        }
    }

    private mutating func reportStray(_ character: Unicode.Scalar, _ length: Int) {
        if ["–", "—", "‐", "‑"].contains(character) || character == "-" {
            report(
                .strayCharacter, "“\(character)” has no meaning here.",
                expected: "`to` between two ends, as in 18 to 24, or `minus` between two amounts.",
                position..<(position + length))
            return add(.wrong, length: length)
        }
        let shown = character.value < 32 ? "a control character" : "“\(character)”"
        report(
            .strayCharacter, "\(shown) has no meaning here.",
            expected: "words, numbers, dates, amounts, text in quotes, or one of , : ; ( ).",
            position..<(position + length))
        add(.wrong, length: length)
    }

    private mutating func scanWord() {
        let start = position
        var text = ""
        while let (character, length) = nextCharacter(), position < source.bytes.count {
            if Self.isLetter(character) || (position > start && CharacterSets.isDigit(character)) {
                text.unicodeScalars.append(character)
            } else if CharacterSets.isJoiner(character), position > start, joinsWord(after: length) {
                text.unicodeScalars.append(character)
            } else {
                break
            }
            position += length
        }
        let kind = Self.wardCode(text).map { Token.Kind.wardCode($0) } ?? .word(TextKey.of(text))
        tokens.append(Token(kind: kind, range: start..<position, startsLine: startsLine))
        startsLine = false
    }

    private func joinsWord(after length: Int) -> Bool {
        guard position + length < source.bytes.count else { return false }
        let (character, _) = decode(at: position + length)
        return Self.isLetter(character) || CharacterSets.isDigit(character)
    }

    /// E, W, S or N and eight digits, in either case.
    static func wardCode(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 9, [0x45, 0x57, 0x53, 0x4E].contains(bytes[0] & 0xDF),
            bytes.dropFirst().allSatisfy(isDigit)
        else { return nil }
        return text.uppercased()
    }

    // MARK: Text

    /// Text ends at its closing quote, on the line it began on; a lost quote costs only that line.
    ///
    /// - Parameter pairedEnd: where the closing quote is that pairs with the opening one, when others stand between.
    private mutating func scanText(openLength: Int, closings: [[UInt8]], pairedEnd: Int? = nil) {
        let start = position
        var index = pairedEnd ?? (position + openLength)
        while index < source.bytes.count, source.bytes[index] != 0x0A, source.bytes[index] != 0x0D {
            for closing in closings where source.bytes[index...].starts(with: closing) {
                let text = String(decoding: source.bytes[(start + openLength)..<index], as: UTF8.self)
                add(.text(text), length: index + closing.count - start)
                return
            }
            index += 1
        }
        let closing = String(decoding: closings[0], as: UTF8.self)
        if !startsLine, textStandsBefore {
            // Which of several quotes is missing cannot be told from the last of them.
            let first = source.bytes[..<start].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
            let quote = source.bytes[first..<start].firstIndex(of: source.bytes[start]) ?? start
            report(
                .unclosedText, "One of the quotes on this line is missing.",
                expected: "a quote before and after each text.", quote..<index)
        } else {
            report(
                .unclosedText, "This text has no closing quote.",
                expected: "a closing \(closing) on the same line.",
                repair: Repair(source: source.name, range: index..<index, replacement: closing), start..<index
            )
        }
        let text = String(decoding: source.bytes[(start + openLength)..<index], as: UTF8.self)
        add(.text(text), length: index - start)
        tokens[tokens.count - 1].isWhole = false
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
    private func pairedEnd(_ openLength: Int) -> Int? {
        var depth = 1
        var index = position + openLength
        // Nobody writes longer text; looking further at each quote would take too long.
        let end = min(source.bytes.count, position + 4_000)
        while index < end, source.bytes[index] != 0x0A, source.bytes[index] != 0x0D {
            let (character, length) = decode(at: index)
            if character == "“" { depth += 1 }
            if character == "”" { depth -= 1 }
            if depth == 0 { return index }
            index += length
        }
        return nil
    }

    // MARK: Numbers

    private mutating func scanMoney(signLength: Int) {
        let length = numberLength(from: position + signLength)
        let text = String(
            decoding: source.bytes[(position + signLength)..<(position + signLength + length)], as: UTF8.self)
        finishNumber(length: signLength + length, Rational(decimal: text).map { .money($0) })
    }

    private mutating func scanNumber() {
        let signLength = byte() == UInt8(ascii: "-") ? 1 : 0
        let length = numberLength(from: position + signLength) + signLength
        let text = String(decoding: source.bytes[position..<(position + length)], as: UTF8.self)
        let next = byte(length)
        if next == UInt8(ascii: "/") || next == UInt8(ascii: "-"), byte(length + 1).map(Self.isDigit) == true
        {
            return scanDate()
        }
        if next == UInt8(ascii: "%") {
            return finishNumber(length: length + 1, Rational(decimal: text).map { .percent($0) })
        }
        finishNumber(length: length, Rational(decimal: text).map { .number($0) })
    }

    /// A comma or a point belongs to a number only when a digit follows it.
    private func numberLength(from start: Int) -> Int {
        var index = start
        while index < source.bytes.count {
            let here = source.bytes[index]
            let isJoint = here == UInt8(ascii: ".") || here == UInt8(ascii: ",")
            let next = index + 1 < source.bytes.count ? source.bytes[index + 1] : 0
            guard Self.isDigit(here) || (isJoint && index > start && Self.isDigit(next)) else { break }
            index += 1
        }
        return index - start
    }

    private mutating func finishNumber(length: Int, _ kind: Token.Kind?) {
        let written = String(decoding: source.bytes[position..<(position + length)], as: UTF8.self)
        if kind == nil {
            let parts = written.split(separator: ",", omittingEmptySubsequences: false)
            let isDecimalComma = parts.count == 2 && parts[1].count < 3 && !written.contains(".")
            report(
                .badNumber, "“\(written)” is not a number.",
                expected: isDecimalComma
                    ? "a point before pence and decimal places: \(parts.joined(separator: "."))."
                    : "digits, commas only between groups of three, and at most six decimal places.",
                position..<(position + length))
        } else if byte(length) == UInt8(ascii: ".") {
            report(
                .badNumber, "“\(written).” ends in a point.",
                expected: "\(written), or what belongs after the point.", position..<(position + length + 1))
            return add(.wrong, length: length + 1)
        }
        add(kind ?? .wrong, length: length)
    }

    /// `2018-06-01` is a date; `1/6/2018` is refused, because it means two days.
    private mutating func scanDate() {
        var length = 0
        while let next = byte(length),
            Self.isDigit(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "-")
        {
            length += 1
        }
        let text = String(decoding: source.bytes[position..<(position + length)], as: UTF8.self)
        do {
            if case .known(.date(let date)) = try AnswerReader(FactType(.date)).read(text) {
                return add(.date(date), length: length)
            }
            report(
                .badDate, "“\(text)” is not one day.", expected: "a date such as 1 June 2018 or 2018-06-01.",
                position..<(position + length))
        } catch {
            report(.badDate, error.message, expected: error.expected, position..<(position + length))
        }
        add(.wrong, length: length)
    }

    // MARK: Characters

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isLetter(_ character: Unicode.Scalar) -> Bool {
        character.isASCII ? CharacterSets.isASCIILetter(character) : character.properties.isAlphabetic
    }

    private func characterHere() -> (Unicode.Scalar, Int) { decode(at: position) }

    private func nextCharacter() -> (Unicode.Scalar, Int)? {
        position < source.bytes.count ? decode(at: position) : nil
    }

    private func decode(at index: Int) -> (Unicode.Scalar, Int) {
        var iterator = source.bytes[index..<min(index + 4, source.bytes.count)].makeIterator()
        var decoder = UTF8()
        switch decoder.decode(&iterator) {
        case .scalarValue(let scalar): return (scalar, UTF8.width(scalar))
        default: return ("\u{FFFD}", 1)
        }
    }
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
