import Diagnostics
import Facts

/// Reads tokens into statements. A statement or clause that cannot be read is reported once, and reading goes on
/// at the next line that begins a clause or a statement.
struct Parser {
    /// Thrown after a problem has been reported, to give up the clause at hand.
    struct GiveUp: Error {}

    static let depthLimit = 192
    static let sizeLimit = 4 << 20
    /// More problems than a person would read, and few enough to keep.
    static let problemLimit = 1000

    let source: SourceText
    var problems: [Problem]
    let tokens: [Token]
    var index = 0
    /// The keyword of the statement being read, which says which words begin a clause.
    var statement = ""
    var parentheses = 0
    var depth = 0
    /// A word that ends names at this place and not everywhere: the `to` of `time from A to B`.
    var stop: String?
    /// The name or title that the statement at hand declares, in comparing form.
    var declaring: String?
    /// What statements that could not be read would have declared, so that nobody is told it is missing.
    var unreadNames: Set<String> = []
    /// What a formatter has to know of the reading.
    var trace = ReadingTrace()
    /// How many problems were found, kept or not.
    private(set) var faults = 0
    /// How many clauses could not be read.
    var clausesGivenUp = 0
    /// Where the last whole expression ended: more on that line was meant to be part of it.
    var expressionEnd = -1
    /// Whether a line of the statement at hand goes on with what could not be read: what was read of it is not what
    /// was meant, and nothing follows from it.
    var isBroken = false
    /// The clauses of the statement at hand that it has had, of those that it has once.
    var said: Set<String> = []
    /// Lines of examples with a value, which may hold any sign.
    var valueLines: Set<Int> = []
    /// Lines with something on them that could not be cut into tokens: what the grammar misses there follows from it.
    private var brokenLines: Set<Int> = []

    init(_ source: SourceText) {
        guard source.bytes.count <= Self.sizeLimit else {
            self.source = source
            tokens = [Token(kind: .end, range: 0..<0, startsLine: true)]
            problems = [
                Problem(
                    .tooLarge, "This file is larger than 4 MB.", expected: "rule files a person could read.",
                    at: [source.place(0..<0)])
            ]
            return
        }
        let lexer = Lexer(source)
        self.source = source
        tokens = lexer.tokens
        problems = lexer.problems
        brokenLines = Set(problems.flatMap(\.places).map(\.line)).union(lexer.continuedLines)
    }

    // MARK: Looking

    var token: Token { tokens[index] }
    var isAtEnd: Bool { token.kind == .end }

    func token(after count: Int) -> Token { tokens[max(0, min(index + count, tokens.count - 1))] }

    /// The word at hand, unless the token is of another kind.
    var word: String? {
        if case .word(let word) = token.kind { word } else { nil }
    }

    func word(after count: Int) -> String? {
        if case .word(let word) = token(after: count).kind { word } else { nil }
    }

    mutating func advance() { if !isAtEnd { index += 1 } }

    /// The end of the last token read.
    var lastEnd: Int { index > 0 ? tokens[index - 1].range.upperBound : 0 }

    /// Whether the token at hand begins a statement. `source` does only when a colon follows its name.
    var startsStatement: Bool {
        guard let word, Vocabulary.statements.contains(word), token.startsLine || isAfterBullet else {
            return false
        }
        return word != "source" || lineHasColon
    }

    /// A bullet before a keyword has been reported, and nothing else can follow it.
    private var isAfterBullet: Bool {
        index > 0 && tokens[index - 1].kind == .bullet && tokens[index - 1].startsLine
    }

    /// Whether the line at hand has what a statement declares: a colon or a text.
    var lineDeclares: Bool {
        var count = 1
        while !token(after: count).startsLine {
            switch token(after: count).kind {
            case .colon, .text: return true
            case .end: return false
            default: count += 1
            }
        }
        return false
    }

    private var lineHasColon: Bool {
        var count = 1
        while !token(after: count).startsLine {
            switch token(after: count).kind {
            case .colon: return true
            case .comma, .end: return false
            default: count += 1
            }
        }
        return false
    }

    var startsClause: Bool {
        guard let word else { return false }
        return Vocabulary.everywhere.contains(word) || Vocabulary.clauses[statement]?.contains(word) == true
    }

    /// Whether the statement goes on at the token at hand.
    var statementGoesOn: Bool { !isAtEnd && !startsStatement }

    // MARK: Taking

    mutating func take(_ kind: Token.Kind) -> Bool {
        guard token.kind == kind else { return false }
        advance()
        return true
    }

    /// Takes the words in order when all of them are at hand, on whatever lines.
    mutating func take(words: String...) -> Bool {
        for (count, wanted) in words.enumerated() where word(after: count) != wanted { return false }
        index += words.count
        return true
    }

    mutating func expect(_ kind: Token.Kind, _ expected: String) throws(GiveUp) {
        guard take(kind) else { throw unexpected(expected) }
    }

    mutating func expect(words: String..., expected: String) throws(GiveUp) {
        for wanted in words {
            guard word == wanted else { throw unexpected(expected) }
            advance()
        }
    }

    /// - Parameter end: what ends the text, were it without its quotes; the line in any case.
    mutating func expectText(_ expected: String, upTo end: Token.Kind? = nil) throws(GiveUp) -> TextSyntax {
        if token.kind == .colon, case .text = token(after: 1).kind, !token(after: 1).startsLine {
            report(
                .unexpected, "There is a colon after “\(shown(tokens[max(0, index - 1)]))”.",
                expected: "the text right after the word.",
                repair: Repair(source: source.name, range: token.range, replacement: ""), token.range)
            advance()
        }
        guard case .text(let text) = token.kind else { return try unquotedText(expected, upTo: end) }
        let range = token.range
        advance()
        return TextSyntax(text: text, range: range)
    }

    /// Text without its quotes: reported, and taken all the same.
    private mutating func unquotedText(_ expected: String, upTo end: Token.Kind?) throws(GiveUp) -> TextSyntax
    {
        guard word != nil, !token.startsLine, index > 0 else { throw unexpected(expected) }
        let start = token.range.lowerBound
        var isPlain = true
        repeat {
            if case .text = token.kind { isPlain = false }
            advance()
        } while !token.startsLine && !isAtEnd && token.kind != end
        let range = start..<lastEnd
        let shown = shown(range)
        let line = source.line(at: start)
        // A quote that was lost has been reported; signs that mean nothing to rules belong to the text.
        if hasLostQuote(line) { return TextSyntax(text: shown, range: range) }
        forgetSigns(onLine: line)
        report(
            .unexpected, "This text is not in quotes.", expected: isPlain ? "\"\(shown)\"." : expected,
            repair: isPlain ? Repair(source: source.name, range: range, replacement: "\"\(shown)\"") : nil,
            range)
        return TextSyntax(text: shown, range: range)
    }

    private func hasLostQuote(_ line: Int) -> Bool {
        brokenLines.contains(line)
            && problems.contains { $0.code == .unclosedText && $0.places.first?.line == line }
    }

    private mutating func forgetSigns(onLine line: Int) {
        guard brokenLines.remove(line) != nil else { return }
        problems.removeAll { problem in
            Self.ofSigns.contains(problem.code) && problem.places.first?.line == line
        }
    }

    /// What the lexer reports of signs, which in a value or a text mean nothing.
    private static let ofSigns: Set<Problem.Code> = [.strayCharacter, .badNumber, .badDate]

    /// Takes back what was reported of signs in the values of examples.
    mutating func forgetSignsOfValues() {
        if valueLines.isEmpty { return }
        problems.removeAll { problem in
            Self.ofSigns.contains(problem.code)
                && problem.places.first.map { valueLines.contains($0.line) } == true
        }
    }

    mutating func texts(_ expected: String, upTo end: Token.Kind? = nil) throws(GiveUp) -> [TextSyntax] {
        var all = [try expectText(expected, upTo: end)]
        while token.kind == .comma, case .text = token(after: 1).kind {
            advance()
            all.append(try expectText(expected))
        }
        return all
    }

    mutating func expectWholeNumber(_ expected: String) throws(GiveUp) -> Int {
        guard case .number(let number) = token.kind, number.denominator == 1,
            let whole = Int(exactly: number.numerator),
            (0...1_000_000_000).contains(whole)
        else { throw unexpected(expected) }
        advance()
        return whole
    }

    // MARK: Reporting

    /// Reports that something else was expected at the token at hand.
    mutating func unexpected(_ expected: String) -> GiveUp {
        // What the lexer could not read has been reported already.
        if token.kind == .wrong { return GiveUp() }
        if token.startsLine, !isAtEnd, index > 0 {
            return report(
                .unexpected, "This line ends too soon.", expected: expected, tokens[index - 1].range)
        }
        let message =
            isAtEnd
            ? "The file ends here."
            : token.kind == .colon && index > 0
                ? "There is a colon after “\(shown(tokens[index - 1]))”, where none belongs."
                : "I did not expect “\(shown(token))” here."
        // The end is shown where the text ends, not on an empty line after it.
        let place = isAtEnd && index > 0 ? tokens[index - 1].range : token.range
        return report(.unexpected, message, expected: expected, place)
    }

    /// Reports a word that may be a misspelt keyword.
    @discardableResult
    mutating func reportMisspelt(
        _ code: Problem.Code, _ message: String, expected: String, among keywords: [String]
    ) -> GiveUp {
        let written = shown(token)
        guard let nearest = Spelling.nearest(to: written, among: keywords), word != nearest else {
            return report(code, message, expected: expected, token.range)
        }
        return report(
            code, message, expected: expected, suggestion: "Did you mean “\(nearest)”?",
            repair: Repair(source: source.name, range: token.range, replacement: nearest), token.range)
    }

    @discardableResult
    mutating func report(
        _ code: Problem.Code, _ message: String, expected: String? = nil, suggestion: String? = nil,
        repair: Repair? = nil, _ range: Range<Int>
    ) -> GiveUp {
        faults += 1
        if code == .unexpected || code == .strayLine, brokenLines.contains(source.line(at: range.lowerBound))
        {
            return GiveUp()
        }
        if problems.count < Self.problemLimit {
            problems.append(
                Problem(
                    code, message, expected: expected, suggestion: suggestion, repair: repair,
                    at: [source.place(range)]))
        } else if problems.count == Self.problemLimit {
            problems.append(
                Problem(
                    .andMore, "There are more problems than the \(Self.problemLimit) shown.",
                    expected: "these to be mended first.", at: [source.place(range)]))
        }
        return GiveUp()
    }

    func shown(_ token: Token) -> String { shown(token.range) }

    /// Words of the file on one line.
    func shown(_ range: Range<Int>) -> String {
        Trivia.words(source.bytes[range]).joined(separator: " ")
    }

    /// Forgets how deep in an expression reading was.
    mutating func leaveExpression() {
        parentheses = 0
        depth = 0
        stop = nil
    }

    /// Goes to the next line that begins a clause of the statement, another statement, or the end.
    ///
    /// - Parameter first: where the clause began that could not be read.
    mutating func skipToNextClause(after first: Int) {
        leaveExpression()
        // After a comma too many the next statement is already at hand.
        if startsStatement || (index > first && token.startsLine && startsClause) { return }
        repeat { advance() } while !isAtEnd && !startsStatement && !(token.startsLine && startsClause)
    }

    mutating func skipStatement() {
        leaveExpression()
        while !isAtEnd && !startsStatement { advance() }
    }
}
