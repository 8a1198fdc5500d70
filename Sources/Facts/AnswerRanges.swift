/// Values known roughly: between two ends, on one side of a value, in a month or a year.
extension AnswerReader {
    /// An amount, a date or a length of time, or what it lies between.
    func readOrdered(_ key: String, _ plain: String) throws(Refusal) -> Answer {
        for (words, shape) in Self.shapes where key.hasPrefix(words + " ") {
            return try readRange(shape, String(key.dropFirst(words.count + 1)), plain)
        }
        if let refusal = vagueness(key, plain) { throw refusal }
        if type.value == .date, let month = Self.month(key) { return Self.between(month) }
        return .known(try value(key, plain))
    }

    private enum Shape { case from, atLeast, atMost, above, below, within }
    private static let shapes: [(String, Shape)] = [
        ("from", .from), ("at least", .atLeast), ("at most", .atMost), ("on or after", .atLeast),
        ("on or before", .atMost), ("more than", .above), ("less than", .below), ("above", .above),
        ("below", .below), ("after", .above), ("before", .below), ("born in", .within), ("in", .within),
    ]

    private func readRange(_ shape: Shape, _ rest: String, _ plain: String) throws(Refusal) -> Answer {
        switch shape {
        case .from:
            if rest.hasSuffix(" onwards") {
                return .between(try ends(String(rest.dropLast(8)), plain).low, nil)
            }
            let parts = Self.split(rest, " to ")
            guard parts.count == 2 else {
                throw Refusal(
                    message: "“\(plain)” has no end.", expected: "`from A to B` or `from A onwards`.")
            }
            let (low, high) = (try ends(parts[0], plain).low, try ends(parts[1], plain).high)
            guard !Self.isAfter(low, high) else {
                throw Refusal(
                    message: "“\(plain)” ends before it begins.",
                    expected: "the earlier or smaller end first.")
            }
            return .between(low, high)
        case .atLeast: return .between(try ends(rest, plain).low, nil)
        case .atMost: return .between(nil, try ends(rest, plain).high)
        case .above: return .between(try step(ends(rest, plain).high, by: 1, plain), nil)
        case .below: return .between(nil, try step(ends(rest, plain).low, by: -1, plain))
        case .within:
            guard type.value == .date, let days = Self.month(rest) ?? Self.year(rest) else {
                throw dateRefusal(plain)
            }
            return Self.between(days)
        }
    }

    /// A value, or the first and last day of a month or a year.
    private func ends(_ text: String, _ plain: String) throws(Refusal) -> (low: FactValue, high: FactValue) {
        if type.value == .date, let days = Self.month(text) ?? Self.year(text) {
            return (.date(days.lowerBound), .date(days.upperBound))
        }
        let value = try value(text, plain)
        return (value, value)
    }

    private static func between(_ days: ClosedRange<CivilDate>) -> Answer {
        .between(.date(days.lowerBound), .date(days.upperBound))
    }

    /// The next value up or down that a fact of the type can have: a day, a year of age, a millionth of the unit.
    private func step(_ value: FactValue, by direction: Int, _ plain: String) throws(Refusal) -> FactValue {
        switch value {
        case .date(let date): return .date(date.adding(days: direction))
        case .number(let number):
            let size =
                type.value.isWhole ? Rational(direction) : Rational(Int128(direction), over: 1_000_000)
            if let size, let moved = number.plus(size) { return .number(moved) }
        case .duration(let length):
            // More than a year may be a year and a day, which is at least no more than a year.
            if length.unit == .months, direction > 0 { return value }
            let count = length.count + direction
            if count >= 0 { return .duration(Duration(count: count, unit: length.unit, words: length.words)) }
        default: break
        }
        throw Refusal(message: "“\(plain)” is too far from zero to use.")
    }

    private static func isAfter(_ low: FactValue, _ high: FactValue) -> Bool {
        switch (low, high) {
        case (.date(let first), .date(let second)): first > second
        case (.number(let first), .number(let second)): first > second
        case (.duration(let first), .duration(let second)):
            first.unit != second.unit || first.count > second.count
        default: false
        }
    }

    // MARK: Months and years

    /// The days of `June 2018` or `2018-06`.
    private static func month(_ text: String) -> ClosedRange<CivilDate>? {
        let words = text.split(separator: " ")
        if words.count == 2, let month = CivilDate.month(named: words[0]), let year = number(words[1], 4) {
            return days(year, month...month)
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = number(parts[0], 4), let month = number(parts[1], 2) else {
            return nil
        }
        return days(year, month...month)
    }

    /// The days of `2018`. Without `in` it would be a number as well.
    private static func year(_ text: String) -> ClosedRange<CivilDate>? {
        number(text[...], 4).flatMap { days($0, 1...12) }
    }

    private static func days(_ year: Int, _ months: ClosedRange<Int>) -> ClosedRange<CivilDate>? {
        guard let first = CivilDate(year: year, month: months.lowerBound, day: 1),
            (1...12).contains(months.upperBound)
        else { return nil }
        let last = CivilDate.daysInMonth(year: year, month: months.upperBound)
        return CivilDate(year: year, month: months.upperBound, day: last).map { first...$0 }
    }

    private static func number(_ text: Substring, _ digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    // MARK: Words that say too little

    private static let vague = [
        "about", "around", "approximately", "approx", "approx.", "roughly", "circa", "~",
    ]

    /// Why words that people use for what they do not know exactly say too little to decide on.
    private func vagueness(_ key: String, _ plain: String) -> Refusal? {
        let example =
            switch type.value {
            case .date: "`in March 2019`, or `from 1 March 2019 to 15 April 2019`"
            case .money: "`from £8,500 to £9,500`"
            case .time: "`from 3 months to 5 months`"
            default: "`from 3 to 5`"
            }
        if key.hasPrefix("between ") {
            return Refusal(
                message: "“between” does not say whether its ends belong to it.",
                expected: "`from … to …`, which holds both ends: \(example).")
        }
        if type.value == .date, key.hasSuffix(" ago") {
            return Refusal(
                message: "“\(plain)” depends on the day on which it was said.",
                expected: "a date, or what it lies between: \(example).")
        }
        guard Self.vague.contains(where: { key.hasPrefix($0 + " ") }) || key.hasPrefix("~") else {
            return nil
        }
        return Refusal(
            message: "“\(plain)” does not say how far off it may be.",
            expected: "what it lies between: \(example).")
    }
}
