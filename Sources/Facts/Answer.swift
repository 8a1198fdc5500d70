/// One value that a fact can have.
public enum FactValue: Hashable, Sendable {
    case yesOrNo(Bool)
    case date(CivilDate)
    /// An amount in the unit of the fact's type.
    case number(Rational)
    /// A length of time in whole units: `14 months` is at least 14 and less than 15 months.
    case duration(Duration)
    /// Stretches of days, in any order; they may overlap.
    case spells([Spell])
    /// Text, one of a choice, or a special answer; compared by `TextKey`.
    case text(String)
}

/// A stretch of days in a state, both ends included; without an end it still goes on.
public struct Spell: Hashable, Sendable {
    /// The first day.
    public var from: CivilDate
    /// The last day; nil when it goes on.
    public var to: CivilDate?

    /// A stretch of days.
    public init(from: CivilDate, to: CivilDate?) {
        self.from = from
        self.to = to
    }
}

/// What is known about a fact: never a default, never a guess.
public enum Answer: Hashable, Sendable {
    case known(FactValue)
    /// Between two values, both included; nil leaves that side open.
    case between(FactValue?, FactValue?)
    /// One of several values.
    case oneOf([FactValue])
    case notKnown(Absence)

    /// Why nothing is known. None of them means zero or no.
    public enum Absence: String, Hashable, Sendable {
        case notAsked = "not asked"
        case unknown = "not known"
        case refused = "refused"
    }
}

/// The form in which words are compared: lower case, straight apostrophes and hyphens, single spaces, nothing unseen.
public enum TextKey {
    /// The comparing form of a text.
    public static func of(_ text: some StringProtocol) -> String {
        if let key = ofPlain(text) { return key }
        var key = ""
        var pendingSpace = false
        let lowered = text.lowercased()
        let isPlain = lowered.utf8.allSatisfy { $0 < 0x80 }
        for character in isPlain ? lowered : InvisibleText.removed(from: lowered) {
            if character.isWhitespace {
                pendingSpace = !key.isEmpty
                continue
            }
            if pendingSpace { key.append(" ") }
            pendingSpace = false
            switch character {
            case "’", "‘", "ʼ": key.append("'")
            case "‐", "‑", "–": key.append("-")
            default: key.append(character)
            }
        }
        return key
    }

    /// The comparing form of a text in ASCII, which nearly all are; nil for others.
    private static func ofPlain(_ text: some StringProtocol) -> String? {
        let key = text.utf8.withContiguousStorageIfAvailable { bytes -> String? in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count) { key in
                var count = 0
                var pendingSpace = false
                for byte in bytes {
                    if byte == 0x20 || (0x09...0x0D).contains(byte) {
                        pendingSpace = count > 0
                        continue
                    }
                    if pendingSpace {
                        key[count] = 0x20
                        count += 1
                        pendingSpace = false
                    }
                    key[count] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
                    count += 1
                }
                return count
            }
        }
        return key ?? nil
    }
}
