import Diagnostics
import Facts

extension Parser {
    /// A run of words that are not reserved, on one line.
    ///
    /// - Parameter end: a word that ends the name, where another could not be told from it.
    mutating func name(_ expected: String, before end: String? = nil) throws(GiveUp) -> NameSyntax {
        let start = token.range.lowerBound
        let first = index
        var words: [String] = []
        var last = start
        while index == first || !token.startsLine {
            if index > first, beginsClause { break }
            if let word, !Vocabulary.reserved.contains(word), word != end, word != stop, !isPhrase,
                !words.isEmpty || word.first?.isNumber == false
            {
                if !Vocabulary.articles.contains(word) { words.append(word) }
            } else if case .number(let number) = token.kind, !words.isEmpty, number.denominator == 1 {
                words.append(shown(token))
            } else {
                break
            }
            last = token.range.upperBound
            advance()
        }
        guard !words.isEmpty else { throw unexpected(expected) }
        trace.names.append(first..<index)
        return Self.name(words: words, source: source, start..<last)
    }

    /// Whether a clause begins inside a line, which nothing but the clause could be: `otherwise say`, `say "…"`.
    private var beginsClause: Bool {
        guard let word, !token(after: 1).startsLine else { return false }
        let isOfStatement = Vocabulary.clauses[statement]?.contains(word) == true
        switch (word, self.word(after: 1)) {
        case ("otherwise", "say"), ("otherwise", "refer"), ("waived", "when"), ("carried", "forward"):
            return isOfStatement
        default: break
        }
        guard case .text = token(after: 1).kind else { return false }
        return word == "say" || word == "note" || word == "assumed"
            || (isOfStatement && ["ask", "hint", "columns", "default", "version"].contains(word))
    }

    /// Whether `rounded to`, `has a connection to` or `from` and a day begins here, which belong to no name.
    private var isPhrase: Bool {
        if word == "from" { return startsDay(token(after: 1)) }
        guard word == "rounded" || word == "has" else { return false }
        return Vocabulary.closing.contains { phrase in
            var count = 0
            for wanted in phrase {
                while count > 0, let article = word(after: count), Vocabulary.articles.contains(article) {
                    count += 1
                }
                guard word(after: count) == wanted else { return false }
                count += 1
            }
            return true
        }
    }

    private func startsDay(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .date: true
        default: false
        }
    }

    /// A name made of words already read.
    static func name(words: [String], source: SourceText, _ range: Range<Int>) -> NameSyntax {
        var written = Trivia.words(source.bytes[range])
        written.removeFirst(
            written.dropLast().prefix { Vocabulary.articles.contains($0.lowercased()) }.count)
        return NameSyntax(
            text: written.joined(separator: " "), key: words.joined(separator: " "), range: range)
    }

    /// The name that a statement declares, up to its colon; the whole of it is checked against the language's words.
    mutating func declaredName(_ what: String) throws(GiveUp) -> NameSyntax {
        let start = token.range.lowerBound
        let firstToken = index
        var words: [String] = []
        var isFirst = true
        while token.kind != .colon, isFirst || !token.startsLine, !isAtEnd {
            if let word {
                if !Vocabulary.articles.contains(word) { words.append(word) }
            } else if case .number = token.kind, !words.isEmpty {
                words.append(shown(token))
            } else {
                break
            }
            isFirst = false
            advance()
        }
        let range = start..<max(start, lastEnd)
        if words.isEmpty {
            if lastEnd > start {
                throw report(
                    .reservedName, "“\(shown(range))” is left out of names, so nothing is left of this one.",
                    expected: "the name of \(what).", range)
            }
            throw unexpected("the name of \(what), then a colon.")
        }
        guard token.kind == .colon else {
            // What the name would have been is some beginning of the words read.
            for count in words.indices { unreadNames.insert(words.prefix(count + 1).joined(separator: " ")) }
            throw report(
                .unexpected, "There is no colon after the name of \(what).",
                expected: "the name, a colon, and what it stands for.", range)
        }
        checkDeclared(words, range)
        trace.names.append(firstToken..<index)
        advance()
        let name = Self.name(words: words, source: source, range)
        declaring = declaring ?? name.key
        return name
    }

    /// Reports a name that could not be told from the language's own words where it is used.
    private mutating func checkDeclared(_ words: [String], _ range: Range<Int>) {
        let first = words[0]
        let phrase = Vocabulary.phrases.first { words.starts(with: $0) }
        let isKeyword =
            Vocabulary.statements.contains(first) || Vocabulary.everywhere.contains(first)
            || Vocabulary.comparing.contains(first) || Vocabulary.continuing.contains(first)
        let culprit =
            words.first { Vocabulary.reserved.contains($0) }
            ?? Vocabulary.closing.first { words.holds($0) }?.joined(separator: " ")
            ?? words.fromDay
        let message: String
        if let culprit {
            let several = culprit.contains(" ")
            message =
                "A name cannot hold the word\(several ? "s" : "") “\(culprit)”, which join\(several ? "" : "s") expressions."
        } else if let phrase {
            message =
                "A name cannot begin with “\(phrase.joined(separator: " "))”, which are some of the language’s own words."
        } else if isKeyword {
            message = "A name cannot begin with “\(first)”, which is one of the language’s own words."
        } else {
            return
        }
        let hyphenated = shown(range).replacing(" ", with: "-")
        report(
            .reservedName, message, expected: "a name of other words.",
            suggestion: words.count > 1 ? "You could write it with hyphens: \(hyphenated)." : nil, range)
        // Where the name is used, what follows the phrase would be looked up.
        if let phrase { unreadNames.insert(words.dropFirst(phrase.count).joined(separator: " ")) }
    }

    /// The title in quotes that a statement declares.
    mutating func declaredTitle(_ expected: String) throws(GiveUp) -> TextSyntax {
        let title = try expectText(expected, upTo: .colon)
        declaring = declaring ?? TextKey.of(title.text)
        return title
    }
}

extension [String] {
    /// Whether some words stand beside each other in it.
    fileprivate func holds(_ words: [String]) -> Bool {
        indices.contains { self[$0...].starts(with: words) }
    }

    /// `from 5`, where such words are in it.
    fileprivate var fromDay: String? {
        zip(self, dropFirst()).first { $0 == "from" && $1.first?.isNumber == true }.map { "\($0) \($1)" }
    }
}
