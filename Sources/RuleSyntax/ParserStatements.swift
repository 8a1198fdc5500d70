import Diagnostics
import Facts

/// The statements of a file, one after another, and what all of them may hold.
extension Parser {
    static let statementLimit = 20_000

    /// Every statement of the file.
    mutating func file() -> [StatementSyntax] {
        var statements: [StatementSyntax] = []
        var isStray = false
        while !isAtEnd {
            let known = faults
            guard startsStatement || (!isStray && token.startsLine && misspeltKeyword != nil) else {
                if !isStray { reportStrayLine() }
                isStray = true
                advance()
                continue
            }
            if !startsStatement { reportStrayLine() }
            isStray = false
            guard statements.count < Self.statementLimit else {
                report(.tooLarge, "This file has more than \(Self.statementLimit) statements.", token.range)
                break
            }
            let first = index
            if let statement = readStatement() { statements.append(statement) }
            trace.statements.append(.init(tokens: first..<index, isSound: faults == known))
        }
        forgetSignsOfValues()
        return statements
    }

    private mutating func reportStrayLine() {
        if token.kind == .wrong { return }
        let message = "“\(shown(token))” does not begin a statement."
        let expected =
            "a line that begins with one of the statements, such as fact, define, condition or lot."
        if let keyword = misspeltKeyword {
            report(
                .strayLine, message, expected: expected, suggestion: "Did you mean “\(keyword)”?",
                repair: Repair(source: source.name, range: token.range, replacement: keyword), token.range)
        } else {
            report(.strayLine, message, expected: expected, token.range)
        }
    }

    /// The keyword that a word at the start of a line was probably meant to be: what follows is read as its statement.
    var misspeltKeyword: String? {
        guard let word, word.count >= 3, token(after: 1).kind != .colon, !token(after: 1).startsLine else {
            return nil
        }
        guard !startsClause,
            Phrasebook.clauses[word].map({ Vocabulary.clauses[statement]?.contains($0) != true }) ?? true
        else { return nil }
        let known =
            Spelling.nearest(to: word, among: Vocabulary.statements.sorted()) ?? Phrasebook.statements[word]
        // Every statement but two has a colon or a text on its line.
        guard let known else { return nil }
        return known == "eligible" || known == "identify" || lineDeclares ? known : nil
    }

    private mutating func readStatement() -> StatementSyntax? {
        guard let word, let keyword = Vocabulary.statements.contains(word) ? word : misspeltKeyword else {
            return nil
        }
        let start = token.range.lowerBound
        statement = keyword
        leaveExpression()
        declaring = nil
        isBroken = false
        said = []
        advance()
        var annotations = AnnotationsSyntax()
        do {
            guard let kind = try readKind(keyword, &annotations) else { return nil }
            readClauses(&annotations) { _ in false }
            if isBroken { throw GiveUp() }
            return StatementSyntax(kind: kind, range: start..<lastEnd, annotations: annotations)
        } catch {
            if let declaring { unreadNames.insert(declaring) }
            skipStatement()
            return nil
        }
    }

    private mutating func readKind(
        _ keyword: String, _ annotations: inout AnnotationsSyntax
    ) throws(GiveUp) -> StatementSyntax.Kind? {
        switch keyword {
        case "use": return .use(try expectText("the path of a rule file in quotes."))
        case "programme": return .programme(try programme(&annotations))
        case "calendar": return .calendar(try calendar(&annotations))
        case "period":
            let name = try declaredName("the period")
            return .period(name, try periodDays())
        case "source":
            let name = try declaredName("the source")
            return .source(name, try expectText("what the source is, in quotes."))
        case "boundaries": return .boundaries(try boundaries(&annotations))
        case "fact": return .fact(try fact(&annotations))
        case "connection": return .connection(try connectionStatement(&annotations))
        case "rate": return .rate(try rate(&annotations))
        case "define": return .define(try define(&annotations))
        case "interpretation": return .interpretation(try interpretation(&annotations))
        case "condition": return .condition(try condition(&annotations))
        case "eligible":
            try expect(words: "when", expected: "`eligible when` and an expression of conditions.")
            return .eligible(try expression())
        case "cohort": return .cohort(try cohort(&annotations))
        case "lot": return .lot(try lot(&annotations))
        case "cap": return .cap(try cap(&annotations))
        case "advise":
            let text = try expectText(
                "the advice in quotes, then a colon and when it is given.", upTo: .colon)
            try expect(.colon, "a colon, then when the advice is given.")
            return .advise(text, try expression())
        case "identify": return .identify(try identify())
        case "milestone": return .milestone(try milestone(&annotations))
        case "payment": return .payment(try payment(&annotations))
        case "promise": return .promise(try promise())
        case "example": return .example(try example(&annotations))
        default: return nil
        }
    }

    // MARK: Clauses

    /// Reads the clauses of a statement until the next statement, going on after one that cannot be read.
    mutating func readClauses(
        _ annotations: inout AnnotationsSyntax, _ read: (inout Parser) throws(GiveUp) -> Bool
    ) {
        while statementGoesOn, !isMisspeltStatement {
            let goesOn = !token.startsLine
            var first = index
            do {
                if goesOn, take(.comma) {}
                first = index
                trace.clauses.append(.init(first: index))
                try checkSaidOnce()
                if try read(&self) { continue }
                if try annotation(&annotations) { continue }
                if goesOn, !token.startsLine { isBroken = true }
                throw reportStray()
            } catch {
                clausesGivenUp += 1
                skipToNextClause(after: first)
            }
        }
    }

    /// Whether the line at hand was meant to begin a statement. Lines of examples begin with any word.
    private var isMisspeltStatement: Bool {
        guard token.startsLine, let keyword = misspeltKeyword else { return false }
        guard statement == "example" else { return true }
        if case .text = token(after: 1).kind { return true }
        return keyword == "example"
    }

    /// A clause that a statement has once is not said again.
    private mutating func checkSaidOnce() throws(GiveUp) {
        guard let word, Phrasebook.once[statement]?.contains(word) == true, !said.insert(word).inserted else {
            return
        }
        throw report(
            .unexpected, "This statement has `\(word)` already.", expected: "one `\(word)`.", token.range)
    }

    /// `source NAME, "place"`, `note "…"` or `assumed "…"`.
    ///
    /// - Parameter isInner: whether it belongs to a clause rather than to the statement.
    mutating func annotation(
        _ annotations: inout AnnotationsSyntax, isInner: Bool = false
    ) throws(GiveUp) -> Bool {
        if isInner, let last = trace.clauses.indices.last { trace.clauses[last].isInner = true }
        if take(words: "source") {
            if case .text(let quoted) = token.kind {
                throw report(
                    .unexpected, "The name of a source stands without quotes.",
                    expected: "`source \(quoted)`.",
                    token.range)
            }
            let name = try name("the name of a source.")
            var place: TextSyntax?
            if token.kind == .comma, case .text = token(after: 1).kind {
                advance()
                place = try expectText("the place in the source, in quotes.")
            } else if case .text = token.kind, !token.startsLine {
                report(
                    .unexpected, "There is no comma before “\(shown(token))”.",
                    expected: "a comma between the source and the place in it.",
                    repair: Repair(source: source.name, range: lastEnd..<lastEnd, replacement: ","),
                    token.range)
                place = try expectText("the place in the source, in quotes.")
            }
            annotations.citations.append(.init(name: name, place: place))
        } else if take(words: "note") {
            annotations.notes.append(try expectText("a note in quotes."))
        } else if take(words: "assumed") {
            annotations.assumptions.append(try expectText("the assumption in quotes."))
        } else {
            return false
        }
        return true
    }
}
