import Diagnostics
import Facts

/// Numbers, amounts of money, percentages and dates in figures.
extension Lexer {
    mutating func scanNumber() {
        let signLength = byte() == UInt8(ascii: "-") ? 1 : 0
        let length = numberLength(from: position + signLength) + signLength
        let written = text(position..<(position + length))
        if written.split(separator: ".", omittingEmptySubsequences: false).count == 3 {
            return reportDate(written)
        }
        switch byte(length) {
        case UInt8(ascii: "%"):
            return finishNumber(length: length + 1, Rational(decimal: written).map { .percent($0) })
        case UInt8(ascii: "/"), UInt8(ascii: "-"):
            if scanFigures() { return }
        case UInt8(ascii: ".") where startsLine && byte(length + 1) == UInt8(ascii: " "):
            report(
                .strayCharacter, "Items of a list are not numbered.", expected: "a hyphen before each item.",
                repair: Repair(
                    source: source.name, range: position..<(position + length + 1), replacement: "-"),
                position..<(position + length + 1))
            return add(.bullet, length: length + 1, isWhole: false)
        default: break
        }
        if signLength == 0, let suffix = suffixLength(after: length) {
            return add(
                .word(TextKey.of(text(position..<(position + length + suffix)))), length: length + suffix)
        }
        finishNumber(length: length, Rational(decimal: written).map { .number($0) })
    }

    /// A whole number with one letter, as in `level 2a`, or as people count days, as in `1st`, is a word.
    private func suffixLength(after length: Int) -> Int? {
        guard source.bytes[position..<(position + length)].allSatisfy(Self.isDigit) else { return nil }
        var count = 0
        while count < 3, let byte = byte(length + count), CharacterSets.isASCIILetter(Unicode.Scalar(byte)) {
            count += 1
        }
        let suffix = text((position + length)..<(position + length + count)).lowercased()
        let isSuffix = count == 1 || (count == 2 && ["st", "nd", "rd", "th"].contains(suffix))
        return isSuffix && !isWordPart(at: position + length + count) ? count : nil
    }

    private func isWordPart(at index: Int) -> Bool {
        guard index < source.bytes.count else { return false }
        let (character, _) = decode(at: index)
        return Self.isLetter(character) || CharacterSets.isDigit(character)
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

    private func text(_ range: Range<Int>) -> String {
        String(decoding: source.bytes[range.clamped(to: 0..<source.bytes.count)], as: UTF8.self)
    }

    private mutating func finishNumber(length: Int, _ kind: Token.Kind?) {
        let written = text(position..<(position + length))
        if kind == nil {
            let parts = written.split(separator: ",", omittingEmptySubsequences: false)
            let isDecimalComma = parts.count == 2 && parts[1].count < 3 && !written.contains(".")
            report(
                .badNumber, "“\(written)” is not a number.",
                expected: isDecimalComma
                    ? "a point before pence and decimal places: \(parts.joined(separator: "."))."
                    : "digits, commas only between groups of three, and at most six decimal places.",
                position..<(position + length))
        } else if byte(length) == UInt8(ascii: "."), byte(length + 1) != UInt8(ascii: ".") {
            report(
                .badNumber, "“\(written).” ends in a point.",
                expected: "\(written), or what belongs after the point.", position..<(position + length + 1))
            return add(.wrong, length: length + 1)
        }
        add(kind ?? .wrong, length: length)
    }

    // MARK: Money

    mutating func scanMoney(signLength: Int) {
        let digits = position + signLength
        let end = digits + numberLength(from: digits)
        if end == digits { return scanLoneSign(signLength) }
        if let whole = endOfSpacedThousands(digits, end) {
            let amount = text(digits..<whole).filter(\.isNumber)
            return reportAmount(
                "There is a space between the thousands of this amount.", Rational(decimal: amount),
                end: whole)
        }
        let (suffix, _) = decode(at: end)
        if let factor = Self.factors[suffix], end < source.bytes.count, !isWordPart(at: end + 1) {
            let amount = Rational(decimal: text(digits..<end))?.times(Rational(factor))
            return reportAmount("This amount is shortened.", amount, end: end + 1)
        }
        finishNumber(length: end - position, Rational(decimal: text(digits..<end)).map { .money($0) })
    }

    private static let factors: [Unicode.Scalar: Int] = [
        "k": 1_000, "K": 1_000, "m": 1_000_000, "M": 1_000_000,
    ]

    /// An amount in a form that is not the language’s, and that means one amount all the same.
    private mutating func reportAmount(_ message: String, _ amount: Rational?, end: Int) {
        let range = position..<end
        report(
            .badNumber, message,
            expected: amount.map { "\($0.poundsText)." } ?? "an amount such as £14,250.",
            repair: amount.map { Repair(source: source.name, range: range, replacement: $0.poundsText) },
            range)
        add(amount.map { .money($0) } ?? .wrong, length: end - position, isWhole: false)
    }

    /// Where an amount such as `14 250` ends; nil when no groups of three digits follow.
    private func endOfSpacedThousands(_ digits: Int, _ end: Int) -> Int? {
        guard end - digits <= 3 else { return nil }
        var whole = end
        while let space = [[0x20], [0xC2, 0xA0], [0xE2, 0x80, 0xAF]].first(where: {
            source.bytes[whole...].starts(with: $0)
        }) {
            let group = whole + space.count
            guard numberLength(from: group) == 3, !isWordPart(at: group + 3) else { break }
            whole = group + 3
        }
        return whole > end ? whole : nil
    }

    /// `£ 14,250`, `14,250£`, or a sign by itself.
    private mutating func scanLoneSign(_ signLength: Int) {
        var start = position + signLength
        while start < source.bytes.count, let piece = Trivia.piece(in: source.bytes, at: start),
            piece.kind == .space
        {
            start = piece.range.upperBound
        }
        let end = start + numberLength(from: start)
        if end > start {
            return reportAmount(
                "There is a space between £ and its amount.", Rational(decimal: text(start..<end)), end: end)
        }
        let last = tokens.last.flatMap { $0.kind.isNumber && $0.range.upperBound == position ? $0 : nil }
        let amount = last.map { "£\(text($0.range))" }
        report(
            .badNumber,
            amount == nil ? "There is no amount after this £." : "The £ stands behind its amount.",
            expected: amount.map { "\($0)." } ?? "an amount right after it, such as £8.72.",
            (last?.range.lowerBound ?? position)..<(position + signLength))
        add(.wrong, length: signLength)
    }

    // MARK: Dates

    /// `2018-06-01` is a date; `1/6/2018` is refused, because it means two days. False when it is neither a date nor
    /// meant as one.
    private mutating func scanFigures() -> Bool {
        var length = 0
        while let next = byte(length),
            Self.isDigit(next) || CharacterSets.isASCIILetter(Unicode.Scalar(next))
                || next == UInt8(ascii: "/") || next == UInt8(ascii: "-")
        {
            length += 1
        }
        let written = text(position..<(position + length))
        let parts = written.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" }
        let areFigures = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        if parts.count == 3, areFigures {
            reportDate(written)
            return true
        }
        if parts.count == 3, let day = Int(parts[0]), let month = CivilDate.month(named: parts[1]),
            let year = Int(parts[2]), let date = CivilDate(year: year, month: month, day: day)
        {
            report(
                .badDate, "“\(written)” has hyphens between its parts.", expected: "\(date).",
                position..<(position + length))
            add(.wrong, length: length)
            return true
        }
        guard parts.count == 2, areFigures else { return false }
        let isRange = written.contains("-")
        report(
            .badNumber, "“\(written)” is not one number.",
            expected: isRange
                ? "`\(parts[0]) to \(parts[1])` between two ends."
                : "a number such as 0.5, or `divided by` between two amounts.",
            position..<(position + length))
        add(.wrong, length: length)
        return true
    }

    private mutating func reportDate(_ written: String) {
        let range = position..<(position + written.utf8.count)
        do {
            if case .known(.date(let date)) = try AnswerReader(FactType(.date)).read(written) {
                return add(.date(date), length: range.count)
            }
        } catch {
            report(.badDate, error.message, expected: error.expected, range)
        }
        add(.wrong, length: range.count)
    }
}
