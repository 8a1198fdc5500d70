/// Reads what somebody wrote as an answer to a fact of a given type: in an example, a cell of a list, or a form.
///
/// Accepted beside plain values: `from A to B`, `from A onwards`, `below £10,000`, `at least 3`, `before 1 May 2018`,
/// `born in 1984`, `June 2018`, `"a" or "b"`, `not "a"`, `not known`, `refused` and the type's special answers. Nothing is guessed: a text
/// that could mean two things is refused.
public struct AnswerReader: Sendable {
    /// What `3/4/2018` means. `refused` where nothing says.
    public enum SlashDates: Sendable { case refused, dayFirst, monthFirst }

    /// What the fact takes.
    public let type: FactType
    /// How dates with slashes read.
    public let slashDates: SlashDates

    /// A reader for a type.
    public init(_ type: FactType, slashDates: SlashDates = .refused) {
        self.type = type
        self.slashDates = slashDates
    }

    /// Why a text could not be read, as sentences.
    public struct Refusal: Error, Hashable, Sendable {
        /// What is wrong.
        public var message: String
        /// What would have been right.
        public var expected: String?

        /// A refusal in sentences.
        public init(message: String, expected: String? = nil) {
            self.message = message
            self.expected = expected
        }
    }

    /// The answer that a text gives. An empty text is `not asked`.
    public func read(_ text: some StringProtocol) throws(Refusal) -> Answer {
        let plain = Self.unquoted(Self.trimmed(String(text)))
        let key = TextKey.of(plain)
        if key.isEmpty { return .notKnown(.notAsked) }
        if let meant = type.otherWords[key] { return .known(.text(meant)) }
        if let special = type.specialAnswers.first(where: { TextKey.of($0) == key }) {
            return .known(.text(special))
        }
        switch key {
        case "unknown", "not known", "don't know", "do not know", "not sure": return .notKnown(.unknown)
        case "refused", "prefer not to say", "declined": return .notKnown(.refused)
        case "not asked": return .notKnown(.notAsked)
        default: break
        }
        switch type.value {
        case .yesOrNo: return try readYesOrNo(key, plain)
        case .text: return .known(.text(plain))
        case .choice(let answers): return try readChoice(answers, plain)
        case .spells: return .known(.spells(try readSpells(key, plain)))
        default: return try readOrdered(key, plain)
        }
    }

    private func readYesOrNo(_ key: String, _ plain: String) throws(Refusal) -> Answer {
        switch key {
        case "yes", "y", "true", "1": return .known(.yesOrNo(true))
        case "no", "n", "false", "0": return .known(.yesOrNo(false))
        default: throw Refusal(message: "“\(plain)” is neither yes nor no.", expected: "yes, no or unknown.")
        }
    }

    private func readChoice(_ answers: [String], _ plain: String) throws(Refusal) -> Answer {
        func match(_ text: String) -> String? {
            let key = Self.choiceKey(text)
            return (answers + type.specialAnswers).first { Self.choiceKey($0) == key }
        }
        if let one = match(plain) { return .known(.text(one)) }
        let several = Self.alternatives(plain).map { match(Self.unquoted($0)) }
        let found = several.compactMap { $0 }
        if several.count > 1, found.count == several.count { return .oneOf(found.map { .text($0) }) }
        // Without quotes `not employed` may be the name of an answer that is not here.
        let negated = Self.trimmed(String(plain.dropFirst(4)))
        if plain.lowercased().hasPrefix("not "), Self.unquoted(negated) != negated,
            let out = match(Self.unquoted(negated))
        {
            return .oneOf((answers + type.specialAnswers).filter { $0 != out }.map { .text($0) })
        }
        let all = (answers + type.specialAnswers).map { "“\($0)”" }.joined(separator: ", ")
        throw Refusal(
            message: "“\(plain)” is not one of the answers.", expected: "one of \(all), or unknown.")
    }

    /// `"a" or "b"`, `"a", "b" or "c"`: the last two are joined by `or`. What is in quotes is one answer, whatever it
    /// holds.
    private static func alternatives(_ plain: String) -> [String] {
        let hidden: [Character: Character] = [" ": "\u{1}", ",": "\u{2}"]
        var isQuoted = false
        let text = plain.map { character in
            if "\"“”".contains(character) { isQuoted = character == "“" || (character == "\"" && !isQuoted) }
            return isQuoted ? hidden[character] ?? character : character
        }
        var parts = split(String(text), " or ")
        if parts.count == 2 { parts = split(parts[0], ",") + [parts[1]] }
        return parts.map { trimmed($0.replacing("\u{1}", with: " ").replacing("\u{2}", with: ",")) }
    }

    /// `1 March 2019 to 30 June 2019; 1 September 2019 onwards`, or `none`.
    private func readSpells(_ key: String, _ plain: String) throws(Refusal) -> [Spell] {
        if key == FactType.none { return [] }
        let dates = DateText(slashDates)
        let expected = "days such as 1 March 2019 to 30 June 2019; 1 September 2019 onwards, or none."
        var spells: [Spell] = []
        for part in key.split(whereSeparator: { $0 == ";" || $0 == "|" }) {
            var text = Self.trimmed(String(part))
            if text.hasPrefix("from ") { text = String(text.dropFirst(5)) }
            if text.hasSuffix(" onwards"), let from = try dates.read(String(text.dropLast(8))) {
                spells.append(Spell(from: from, to: nil))
                continue
            }
            let ends = Self.split(text, " to ")
            guard ends.count == 2, let from = try dates.read(ends[0]), let to = try dates.read(ends[1]) else {
                throw Refusal(message: "“\(text)” is not a stretch of days.", expected: expected)
            }
            guard from <= to else {
                throw Refusal(message: "“\(text)” ends before it begins.", expected: "the earlier day first.")
            }
            spells.append(Spell(from: from, to: to))
        }
        guard spells.count <= 1_000 else {
            throw Refusal(message: "There are more than 1,000 stretches of days.")
        }
        return spells
    }

    // MARK: One value

    func value(_ text: String, _ plain: String) throws(Refusal) -> FactValue {
        switch type.value {
        case .date:
            guard let date = try DateText(slashDates).read(text) else { throw dateRefusal(plain) }
            return .date(date)
        case .time:
            let words = text.split(separator: " ")
            if words.count == 2, let count = Int(words[0]), let length = Duration(count, words[1]) {
                return .duration(length)
            }
            throw Refusal(
                message: "“\(plain)” is not a length of time.",
                expected: "a length such as 14 months or 2 years.")
        default:
            return .number(try NumberText(type.value).read(text, plain))
        }
    }

    func dateRefusal(_ plain: String) -> Refusal {
        let forms =
            slashDates == .dayFirst
            ? "3 September 2018, 03/09/2018 or 2018-09-03" : "3 September 2018 or 2018-09-03"
        return Refusal(
            message: "“\(plain)” is not a date.",
            expected: "a date such as \(forms); or a month or a year, such as `in September 2018`, `in 2018`."
        )
    }

    // MARK: Words

    /// Answers to a choice are also told apart without spaces and hyphens: `self employed` is “self-employed”.
    static func choiceKey(_ text: String) -> String {
        String(TextKey.of(text).filter { $0 != " " && $0 != "-" && $0 != "_" })
    }

    /// The text without spaces around it, and without one pair of quotes.
    public static func unquote(_ text: String) -> String { unquoted(trimmed(text)) }

    /// The text without spaces around it.
    public static func trim(_ text: String) -> String { trimmed(text) }

    static func trimmed(_ text: String) -> String {
        var view = text[...]
        while let first = view.first, first.isWhitespace { view = view.dropFirst() }
        while let last = view.last, last.isWhitespace { view = view.dropLast() }
        return String(view)
    }

    /// The text inside one pair of quotes, straight or curly; other text, such as `"a" or "b"`, unchanged.
    static func unquoted(_ text: String) -> String {
        guard text.count >= 2, let first = text.first, let last = text.last else { return text }
        let inner = text.dropFirst().dropLast()
        switch (first, last) {
        case ("\"", "\""): return inner.contains("\"") ? text : String(inner)
        case ("“", "”"):
            // Curly quotes may stand in pairs inside.
            var depth = 0
            for character in inner {
                if character == "“" { depth += 1 }
                if character == "”" { depth -= 1 }
                if depth < 0 { return text }
            }
            return depth == 0 ? String(inner) : text
        default: return text
        }
    }

    static func split(_ text: String, _ separator: String) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        while let found = firstRange(of: separator, in: rest) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }

    private static func firstRange(of needle: String, in text: Substring) -> Range<Substring.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(needle) {
                return start..<text.index(start, offsetBy: needle.count)
            }
            start = text.index(after: start)
        }
        return nil
    }
}
