/// The language's own words. A name holds no reserved word and begins with no keyword and no comparing word.
///
/// `from`, `to`, `by`, `has` and `on` may stand in names: no name can stand right before the places where they mean
/// something, but for the first day of `time from A to B`.
enum Vocabulary {
    static let statements: Set<String> = [
        "use", "programme", "calendar", "period", "source", "boundaries", "fact", "connection", "rate",
        "define",
        "interpretation", "condition", "eligible", "cohort", "lot", "cap", "advise", "identify", "milestone",
        "payment", "example", "promise",
    ]
    static let everywhere: Set<String> = ["source", "note", "assumed"]
    /// Words that end a name wherever they stand.
    static let reserved: Set<String> = [
        "and", "or", "not", "is", "either", "if", "then", "for", "plus", "minus", "times", "divided",
    ]
    /// Words that a comparison begins with, so that no name begins with them.
    static let comparing: Set<String> = ["below", "above", "before", "after"]
    /// Beginnings that are parts of expressions, so that no name begins with them.
    static let phrases: [[String]] = [
        ["time", "in"], ["first", "day", "of"], ["last", "day", "of"], ["last", "of"], ["higher", "of"],
        ["lower", "of"], ["at", "least"], ["at", "most"], ["more", "than"], ["less", "than"], ["one", "of"],
        ["any", "of"], ["all", "of"], ["age", "from"], ["time", "from"],
    ]
    /// Words that the language joins where a name could go on, so that no name holds them beside each other.
    static let closing: [[String]] = [["has", "connection", "to"], ["rounded", "to"]]
    static let articles: Set<String> = ["the", "a", "an"]
    /// Words with which a line goes on with the expression above it.
    static let continuing: Set<String> = ["and", "or", "from", "to", "by", "for", "is"]

    /// The clauses of each statement, by their first word.
    static let clauses: [String: Set<String>] = [
        "programme": ["version", "runs", "decided"],
        "calendar": ["short"],
        "boundaries": ["neighbouring", "outlines"],
        "fact": ["ask", "hint", "columns", "must"],
        "connection": ["ask", "hint", "columns", "refer", "say"],
        "rate": ["from", "during", "carried", "by"],
        "define": ["ask", "hint", "columns"],
        "interpretation": ["default"],
        "condition": ["waived", "otherwise"],
        "cohort": ["say"],
        "lot": ["ward", "wards", "with", "without", "open", "provider", "borough", "outline", "within"],
        "cap": ["suspended", "when"],
        "milestone": ["refer"],
        "payment": ["from", "during", "dated"],
        "example": ["expect"],
    ]
}
