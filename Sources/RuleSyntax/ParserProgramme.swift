import Diagnostics
import Facts

/// What a programme is as a whole: its run, its calendar, its periods and where its boundaries are.
extension Parser {
    mutating func programme(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> ProgrammeSyntax {
        var programme = ProgrammeSyntax(
            title: try expectText("the name of the programme in quotes.", upTo: .comma))
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "version") {
                programme.version = try parser.expectText("the version in quotes.")
            } else if parser.take(words: "runs") {
                programme.run = try parser.dateRange()
            } else if parser.take(words: "decided", "on") {
                programme.decidedOn = try parser.name("the name of the date on which people are judged.")
            } else {
                return false
            }
            return true
        }
        return programme
    }

    mutating func calendar(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> CalendarRules {
        var rules = CalendarRules()
        _ = take(.colon)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "short", "months") {
                let expected = "`count to their last day` or `count to the first day of the next month`."
                try parser.expect(words: "count", "to", expected: expected)
                if parser.take(words: "their", "last", "day") {
                    rules.shortMonths = .lastDay
                } else {
                    _ = parser.take(words: "the")
                    try parser.expect(words: "first", "day", "of", expected: expected)
                    _ = parser.take(words: "the")
                    try parser.expect(words: "next", "month", expected: expected)
                    rules.shortMonths = .firstOfNext
                }
                return true
            }
            guard case .number = parser.token.kind, parser.word(after: 1) == "february" else { return false }
            let expected = "`29 February birthdays fall on 1 March` or `… on 28 February`."
            try parser.expectDay(29, "february", expected)
            try parser.expect(words: "birthdays", "fall", "on", expected: expected)
            if case .number = parser.token.kind, parser.word(after: 1) == "march" {
                try parser.expectDay(1, "march", expected)
                rules.leapBirthdays = .firstOfNext
            } else {
                try parser.expectDay(28, "february", expected)
                rules.leapBirthdays = .lastDay
            }
            return true
        }
        return rules
    }

    private mutating func expectDay(_ day: Int, _ month: String, _ expected: String) throws(GiveUp) {
        guard token.kind == .number(Rational(day)) else { throw unexpected(expected) }
        advance()
        try expect(words: month, expected: expected)
    }

    mutating func periodDays() throws(GiveUp) -> DateRangeSyntax {
        let start = token.range.lowerBound
        if take(words: "not", "published") {
            return DateRangeSyntax(kind: .notPublished, range: start..<lastEnd)
        }
        return try dateRange()
    }

    mutating func boundaries(_ annotations: inout AnnotationsSyntax) throws(GiveUp)
        -> BoundariesSyntax
    {
        var boundaries = BoundariesSyntax(
            file: try expectText("the name of a boundary file in quotes."), crosswalks: [])
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "neighbouring") {
                let expected = "`neighbouring means sharing at least 1 metre of border`."
                try parser.expect(words: "means", "sharing", "at", "least", expected: expected)
                boundaries.minimumBorder = try parser.metres(expected)
                try parser.expect(words: "of", "border", expected: expected)
            } else if parser.take(words: "outlines", "in") {
                boundaries.outlines += try parser.texts("the name of a file of outlines, in quotes.")
            } else if case .wardCode = parser.token.kind {
                let ward = try parser.ward()
                let expected = "`lies within`, then the code of a ward in the boundary file."
                try parser.expect(words: "lies", "within", expected: expected)
                let within = try parser.ward()
                boundaries.crosswalks.append(.init(ward: ward, within: within, annotations: .init()))
            } else if let last = boundaries.crosswalks.indices.last {
                return try parser.annotation(&boundaries.crosswalks[last].annotations, isInner: true)
            } else {
                return false
            }
            return true
        }
        return boundaries
    }

    /// A number above zero and `metre` or `metres`.
    mutating func metres(_ expected: String) throws(GiveUp) -> Rational {
        guard case .number(let metres) = token.kind, metres > .zero, metres < Rational(10_000_000) else {
            throw unexpected(expected)
        }
        advance()
        guard take(words: "metre") || take(words: "metres") else { throw unexpected(expected) }
        return metres
    }

    /// A ward code and, after it, the name in quotes.
    mutating func ward() throws(GiveUp) -> WardSyntax {
        guard case .wardCode(let code) = token.kind else {
            let digits = word.map { $0.dropFirst() } ?? ""
            if let letter = word?.first, "ewsn".contains(letter), !digits.isEmpty,
                digits.allSatisfy(\.isNumber)
            {
                throw report(
                    .wardCodeLength, "“\(shown(token))” has \(digits.count) digits, and a code has 8.",
                    expected: "E, W, S or N and eight digits, such as E05001287.", token.range)
            }
            throw unexpected("a ward code: E, W, S or N and eight digits.")
        }
        let start = token.range.lowerBound
        advance()
        var name: TextSyntax?
        if case .text = token.kind, !token.startsLine { name = try expectText("the name of the ward.") }
        return WardSyntax(code: code, name: name, range: start..<lastEnd)
    }
}
