import Diagnostics
import Facts

/// Lots and the clauses that make their areas.
extension Parser {
    mutating func lot(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> LotSyntax {
        var lot = LotSyntax(title: try declaredTitle("the name of the lot in quotes."), parts: [])
        let given = clausesGivenUp
        _ = take(.colon)
        readClauses(&annotations) { (parser) throws(GiveUp) in
            let start = parser.token.range.lowerBound
            guard let clause = try parser.lotClause() else {
                guard let last = lot.parts.indices.last else { return false }
                return try parser.annotation(&lot.parts[last].annotations, isInner: true)
            }
            lot.parts.append(.init(clause: clause, range: start..<parser.lastEnd, annotations: .init()))
            return true
        }
        lot.isWhole = clausesGivenUp == given
        return lot
    }

    private mutating func lotClause() throws(GiveUp) -> LotSyntax.Clause? {
        if take(words: "ward") { return .ward(try ward()) }
        if take(words: "with", "ward") {
            let ward = try ward()
            return .withWard(ward, try optionalDays())
        }
        if take(words: "without") { return try without() }
        if take(words: "with") {
            try expect(
                words: "neighbouring", "wards",
                expected:
                    "`with neighbouring wards` or `with ward` and a code; an `outline` stands without `with`."
            )
            let reach = try reach()
            return .withNeighbours(reach, try optionalDays())
        }
        if take(words: "open") { return .open(try dateRange()) }
        if take(words: "provider") {
            let name = try expectText("the name of the provider in quotes.")
            return .provider(name, try optionalDays())
        }
        if take(words: "wards", "listed", "in") { return try listed() }
        if take(words: "borough") {
            let borough = try ward()
            return .borough(borough, try optionalDays())
        }
        return try outline()
    }

    private mutating func without() throws(GiveUp) -> LotSyntax.Clause {
        if take(words: "outline") {
            let name = try outlineName()
            return .withoutOutline(name, try optionalDays())
        }
        try expect(words: "ward", expected: "`without ward` and a code, or `without outline` and a name.")
        let ward = try ward()
        return .withoutWard(ward, try optionalDays())
    }

    /// `outline "X"` or `within 500 metres of outline "X"`.
    private mutating func outline() throws(GiveUp) -> LotSyntax.Clause? {
        var metres: Rational?
        if take(words: "within") {
            let expected = "`within 500 metres of outline` and its name in quotes."
            metres = try self.metres(expected)
            try expect(words: "of", "outline", expected: expected)
        } else if !take(words: "outline") {
            return nil
        }
        let name = try outlineName()
        return .outline(name, metres: metres, try optionalDays())
    }

    private mutating func outlineName() throws(GiveUp) -> TextSyntax {
        try expectText("the name of an outline in the boundary file, in quotes.")
    }

    /// `wards listed in "x.csv" where claimant rate is at least 20%`.
    private mutating func listed() throws(GiveUp) -> LotSyntax.Clause {
        let file = try expectText("the path of a file of ward codes, in quotes.")
        guard word == "where" else { return .listed(file, where: nil, try optionalDays()) }
        let joint = index
        advance()
        stop = "during"
        let test = try expression()
        stop = nil
        trace.groups.append(.init(kind: .filter, opener: joint - 4, joints: [joint], end: index))
        return .listed(file, where: test, try optionalDays())
    }

    private mutating func reach() throws(GiveUp) -> LotSyntax.Reach {
        guard take(words: "within") else { return .steps(1) }
        let expected = "`within 2 steps` or `within 500 metres`."
        guard case .number = token.kind else { throw unexpected(expected) }
        if word(after: 1) == "step" || word(after: 1) == "steps" {
            let steps = try expectWholeNumber(expected)
            guard (1...100).contains(steps) else {
                throw report(
                    .unexpected, "“\(steps)” steps cannot be taken.", expected: "1 to 100 steps.", token.range
                )
            }
            advance()
            return .steps(steps)
        }
        return .metres(try metres(expected))
    }
}
