/// Words that people use for words of the language, and what to write instead.
package enum Phrasebook {
    // MARK: Comparisons

    /// Ways of comparing that are not the language’s, by their words; the longest first.
    private static let comparisons: [(words: [String], instead: String)] = [
        (["greater", "than", "or", "equal", "to"], "is at least"),
        (["less", "than", "or", "equal", "to"], "is at most"),
        (["in", "excess", "of"], "is more than"), (["no", "less", "than"], "is at least"),
        (["no", "fewer", "than"], "is at least"), (["no", "more", "than"], "is at most"),
        (["no", "earlier", "than"], "is on or after"), (["no", "later", "than"], "is on or before"),
        (["no", "older", "than"], "is at most"), (["no", "younger", "than"], "is at least"),
        (["not", "exceeding"], "is at most"), (["minimum", "of"], "is at least"),
        (["maximum", "of"], "is at most"),
        (["greater", "than"], "is more than"), (["bigger", "than"], "is more than"),
        (["higher", "than"], "is more than"), (["larger", "than"], "is more than"),
        (["older", "than"], "is more than"), (["longer", "than"], "is more than"),
        (["lower", "than"], "is less than"), (["smaller", "than"], "is less than"),
        (["younger", "than"], "is less than"), (["shorter", "than"], "is less than"),
        (["fewer", "than"], "is less than"), (["earlier", "than"], "is before"),
        (["later", "than"], "is after"),
        (["prior", "to"], "is before"), (["up", "to"], "is at most"), (["equal", "to"], "is"),
        (["different", "from"], "is not"), (["same", "as"], "is"), (["over"], "is more than"),
        (["under"], "is less than"), (["exceeds"], "is more than"), (["exceeding"], "is more than"),
        (["equals"], "is"), (["exactly"], "is"), (["since"], "is on or after"), (["within"], "is at most"),
        (["isn't"], "is not"),
    ]

    /// The language’s own ways, which are no less wrong where `is` is missing before them.
    private static let own: [[String]] = [
        ["at", "least"], ["at", "most"], ["more", "than"], ["less", "than"], ["on", "or", "before"],
        ["on", "or", "after"], ["one", "of"], ["below"], ["above"], ["before"], ["after"],
    ]

    /// The way of comparing that some words begin with, and what to write instead.
    static func comparison(at words: [String]) -> (phrase: String, count: Int, instead: String)? {
        comparisons.first { words.starts(with: $0.words) }
            .map { ($0.words.joined(separator: " "), $0.words.count, $0.instead) }
    }

    /// A name that was meant as a name and a comparison: “age over 16”, where a way of comparing stands at a word.
    package static func comparison(within words: [String]) -> (before: Int, instead: String, after: Int)? {
        for position in words.indices {
            let rest = Array(words[position...])
            if let found = comparison(at: rest) { return (position, found.instead, position + found.count) }
            if let phrase = own.first(where: { rest.starts(with: $0) }) {
                return (position, "is " + phrase.joined(separator: " "), position + phrase.count)
            }
        }
        return nil
    }

    /// What `16 or over` and the like mean, by the word after `or` or `and`.
    static let openEnds: [String: String] = [
        "over": "is at least", "above": "is at least", "more": "is at least", "older": "is at least",
        "upwards": "is at least", "up": "is at least", "under": "is at most", "below": "is at most",
        "less": "is at most", "younger": "is at most", "fewer": "is at most", "later": "is on or after",
        "after": "is on or after", "earlier": "is on or before", "before": "is on or before",
    ]

    // MARK: Joining

    /// Words that join tests in other writing.
    static let joining: [String: String] = [
        "but": "`and`.", "while": "`and`.", "whereas": "`and`.", "yet": "`and`.", "with": "`and`.",
        "unless": "`and not`, or under a condition a line `waived when NAME: …`.",
        "nor": "`not … and not …`.",
        "except": "`and not`, or under a condition a line `waived when NAME: …`.", "if": "`and`.",
        "when": "`and`.", "where": "`and`.", "who": "`and`.", "otherwise": "`otherwise say \"…\"`.",
    ]

    // MARK: Statements, clauses, types

    static let statements: [String: String] = [
        "definition": "define", "let": "define", "group": "cohort", "area": "lot", "place": "lot",
        "site": "lot",
        "question": "fact", "rule": "condition", "criterion": "condition", "requirement": "condition",
        "include": "use", "import": "use", "scheme": "programme", "advice": "advise", "limit": "rate",
        "threshold": "rate", "allowance": "rate", "test": "example", "case": "example",
    ]

    static let clauses: [String: String] = [
        "else": "otherwise", "unless": "waived", "except": "waived", "question": "ask", "help": "hint",
        "headings": "columns", "heading": "columns", "comment": "note", "remark": "note",
        "assumption": "assumed",
        "if": "when", "expects": "expect", "expected": "expect", "neighbours": "with",
    ]

    /// Clauses that a statement has once.
    static let once: [String: Set<String>] = [
        "programme": ["version", "runs", "decided"], "fact": ["ask", "hint"],
        "connection": ["ask", "hint", "refer", "say"], "rate": ["by", "carried"], "define": ["ask", "hint"],
        "interpretation": ["default"], "condition": ["otherwise"], "cohort": ["say"], "cap": ["when"],
        "boundaries": ["neighbouring"], "calendar": ["short"],
    ]

    static let types: [String: String] = [
        "pounds": "money", "pound": "money", "gbp": "money", "currency": "money", "amount": "money",
        "pay": "money",
        "salary": "money per year", "wage": "money per hour", "boolean": "yes or no", "true": "yes or no",
        "yes": "yes or no",
        "integer": "number", "whole": "number", "decimal": "number", "count": "number", "string": "text",
        "words": "text", "name": "text", "percent": "percentage", "day": "date", "age": "years",
        "period": "spells", "periods": "spells", "choice": "choices in quotes joined by `or`",
        "list": "choices in quotes joined by `or`", "option": "choices in quotes joined by `or`",
    ]

    static let units: [String: String] = [
        "annum": "year", "hourly": "hour", "weekly": "week", "monthly": "month", "yearly": "year",
    ]

    static let outcomes: [String: String] = [
        "ineligible": "not eligible", "refused": "not eligible", "rejected": "not eligible",
        "referred": "refer",
        "review": "refer", "accepted": "eligible", "unknown": "needs information",
        "incomplete": "needs information",
    ]

    /// Units written after their numbers.
    static let unitsBehind: [String: (sign: String, isBefore: Bool)] = [
        "pounds": ("£", true), "pound": ("£", true), "gbp": ("£", true), "percent": ("%", false),
    ]

    /// How people say that an amount is not given.
    static let unpublished: Set<String> = [
        "unknown", "tbc", "tba", "unpublished", "none", "nothing", "undisclosed", "not", "n",
    ]
}
