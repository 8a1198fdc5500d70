import Diagnostics
import Facts

/// What is decided: conditions, cohorts, caps, and who is the same person.
extension Parser {
    mutating func condition(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> ConditionSyntax {
        let name = try declaredName("the condition")
        var condition = ConditionSyntax(name: name, test: try expression(), waivers: [], refers: false)
        var isAfterWaiver = false
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "waived") {
                try parser.expect(
                    words: "when", expected: "`waived when`, a name, a colon and an expression.")
                let name = try parser.declaredName("the waiver")
                let test = try parser.expression()
                condition.waivers.append(.init(name: name, test: test, annotations: .init()))
                isAfterWaiver = true
            } else if parser.take(words: "otherwise") {
                isAfterWaiver = false
                if parser.take(words: "refer") {
                    condition.refers = true
                    if parser.take(.comma), parser.word != "say", !parser.startsClause {
                        throw parser.unexpected("`say` and what is said to the person, in quotes.")
                    }
                }
                if parser.take(words: "say") {
                    condition.say = try parser.expectText("what is said to the person, in quotes.")
                } else if !condition.refers {
                    throw parser.unexpected("`otherwise say \"…\"` or `otherwise refer, say \"…\"`.")
                }
            } else if isAfterWaiver, let last = condition.waivers.indices.last {
                return try parser.annotation(&condition.waivers[last].annotations, isInner: true)
            } else {
                return false
            }
            return true
        }
        return condition
    }

    mutating func cohort(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> CohortSyntax {
        var title: TextSyntax?
        var others: [TextSyntax] = []
        if !take(words: "refer") {
            title = try declaredTitle("the name of the cohort in quotes, or `refer`.")
            while token.kind == .comma {
                advance()
                try expect(words: "also", "called", expected: "`also called` and the other name.")
                others += try texts("the other name in quotes.")
            }
        }
        try expect(.colon, "a colon, then who belongs to the cohort.")
        var cohort = CohortSyntax(title: title, otherTitles: others, test: try expression())
        readClauses(&annotations) { (parser) throws(GiveUp) in
            guard parser.take(words: "say") else { return false }
            cohort.say = try parser.expectText("what is said to the person, in quotes.")
            return true
        }
        return cohort
    }

    mutating func cap(_ annotations: inout AnnotationsSyntax) throws(GiveUp) -> CapSyntax {
        let cohort = try expectText("the name of a cohort in quotes.", upTo: .colon)
        try expect(.colon, "a colon, then `places given for each lot` or a number.")
        var places = CapSyntax.Places.givenForEachLot
        if !take(words: "places", "given", "for", "each", "lot") {
            places = .number(
                try expectWholeNumber("`places given for each lot` or a whole number of places."))
            _ = take(words: "places")
            if word == "for", !take(words: "for", "each", "lot") { throw unexpected("`for each lot`.") }
        }
        var cap = CapSyntax(cohort: cohort, places: places, suspensions: [])
        readClauses(&annotations) { (parser) throws(GiveUp) in
            if parser.take(words: "suspended") {
                cap.suspensions.append(try parser.dateRange())
            } else if parser.take(words: "when", "full") {
                if parser.token.kind == .comma { parser.advance() }
                try parser.expect(words: "say", expected: "`when full, say` and text in quotes.")
                cap.whenFull = try parser.expectText("what is said to the person, in quotes.")
            } else {
                return false
            }
            return true
        }
        return cap
    }

    mutating func identify() throws(GiveUp) -> [NameSyntax] {
        try expect(words: "people", "by", expected: "`identify people by` and names of facts.")
        var names = [try name("the name of a fact.")]
        while take(.comma) || take(words: "and") { names.append(try name("the name of a fact.")) }
        return names
    }
}
