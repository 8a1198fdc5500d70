/// The language's own words. A name holds no reserved word and begins with no keyword and no comparing word.
enum Vocabulary {
    static let statements: Set<String> = [
        "use", "programme", "calendar", "period", "source", "boundaries", "fact", "connection", "rate",
        "define",
        "interpretation", "condition", "eligible", "cohort", "lot", "cap", "advise", "identify", "milestone",
        "payment", "example", "promise",
    ]
    static let everywhere: Set<String> = ["source", "note", "assumed"]
    static let reserved: Set<String> = [
        "and", "or", "not", "is", "either", "if", "then", "from", "to", "by", "for", "has", "plus", "minus",
        "times",
        "divided",
    ]
    static let comparing: Set<String> = [
        "at", "below", "above", "before", "after", "on", "more", "less", "one", "any", "all",
    ]
    /// Beginnings that are parts of expressions, so that no name begins with them.
    static let phrases: [[String]] = [
        ["time", "in"], ["first", "day", "of"], ["last", "day", "of"], ["last", "of"], ["higher", "of"],
        ["lower", "of"],
    ]
    static let articles: Set<String> = ["the", "a", "an"]
    /// Words with which a line goes on with the expression above it.
    static let continuing: Set<String> = ["and", "or", "from", "to", "by", "for", "is"]

    /// The clauses of each statement, by their first word.
    static let clauses: [String: Set<String>] = [
        "programme": ["version", "runs", "decided"],
        "calendar": ["short"],
        "boundaries": ["neighbouring"],
        "fact": ["ask", "hint", "columns", "must"],
        "connection": ["ask", "hint", "columns", "refer", "say"],
        "rate": ["from", "during", "carried", "by"],
        "define": ["ask", "hint", "columns"],
        "interpretation": ["default"],
        "condition": ["waived", "otherwise"],
        "cohort": ["say"],
        "lot": ["ward", "wards", "with", "without", "open", "provider", "borough", "outline"],
        "cap": ["suspended", "when"],
        "milestone": ["refer"],
        "payment": ["from", "during"],
        "example": ["expect"],
    ]
}
