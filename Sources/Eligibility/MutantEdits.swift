import Diagnostics
import Facts
import RuleSyntax

/// One small change of a rule file: the kind of slip that somebody editing it could make.
struct MutantEdit: Sendable {
    /// The file, by its name among the rules.
    var file: String
    /// Bytes of the file.
    var range: Range<Int>
    var instead: String
    /// Where, with the line.
    var place: SourcePlace
    /// What is written there.
    var written: String
}

/// Finds what could be changed: every comparing word, connective, number, amount, date and ward of the statements that
/// decide.
struct MutantEdits {
    private let tree: RuleTree
    private(set) var edits: [MutantEdit] = []

    private static let statements: Set<String> = [
        "programme", "period", "fact", "rate", "define", "condition", "cohort", "lot", "milestone", "advise",
    ]
    /// Clauses of words for people, which decide nothing.
    private static let words: Set<String> = [
        "source", "note", "assumed", "ask", "hint", "columns", "say", "provider",
    ]

    init(_ name: String, _ bytes: [UInt8]) {
        tree = RuleTree(name: name, bytes: bytes)
        for statement in tree.statements {
            guard let keyword = statement.keyword, Self.statements.contains(keyword), statement.isReadable
            else {
                continue
            }
            for clause in statement.clauses where clause.depth != .inner {
                if Self.words.contains(word(clause.tokens.lowerBound) ?? "") { continue }
                look(at: clause.tokens, in: keyword)
            }
        }
    }

    private func word(_ token: Int) -> String? {
        guard token < tree.tokens.count, case .word(let word) = tree.tokens[token].kind else { return nil }
        return word
    }

    private static let comparing: [([String], String)] = [
        (["at", "least"], "more than"), (["at", "most"], "less than"), (["more", "than"], "at least"),
        (["less", "than"], "at most"), (["below"], "at most"), (["above"], "at least"),
        (["on", "or", "before"], "before"), (["on", "or", "after"], "after"), (["before"], "on or before"),
        (["after"], "on or after"), (["is", "not"], "is"),
    ]

    private mutating func look(at tokens: Range<Int>, in keyword: String) {
        // A ward that was forgotten, and an expansion.
        if keyword == "lot", let first = word(tokens.lowerBound), first == "ward" || first == "with" {
            add(tokens, "# " + text(tokens).split(separator: "\n").joined(separator: " "))
        }
        var token = tokens.lowerBound
        while token < tokens.upperBound {
            let here = token..<(token + 1)
            token += 1
            switch tree.tokens[here.lowerBound].kind {
            case .word(let word):
                if keyword == "programme" { continue }
                if let (words, instead) = Self.comparing.first(where: {
                    isWritten($0.0, at: here.lowerBound, tokens)
                }) {
                    add(here.lowerBound..<(here.lowerBound + words.count), instead)
                    token = here.lowerBound + words.count
                } else if word == "and" || word == "or", isConnective(here.lowerBound, keyword) {
                    add(here, word == "and" ? "or" : "and")
                } else if word == "not" {
                    add(here, "")
                }
            case .number(let number): steps(here, number, 1) { $0.decimalText.filter { $0 != "," } }
            case .money(let amount):
                steps(here, amount, Rational(1, over: 100) ?? Rational(1)) {
                    "£" + $0.decimalText.filter { $0 != "," }
                }
            case .percent(let percentage):
                steps(here, percentage, 1) { $0.decimalText.filter { $0 != "," } + "%" }
            case .date(let date):
                add(here, "\(date.adding(days: 1))")
                add(here, "\(date.adding(days: -1))")
            default: break
            }
        }
    }

    private func isWritten(_ words: [String], at token: Int, _ tokens: Range<Int>) -> Bool {
        token + words.count <= tokens.upperBound && words.indices.allSatisfy { word(token + $0) == words[$0] }
    }

    /// Answers of a fact and bands of a rate have an “and” and an “or” of their own.
    private func isConnective(_ token: Int, _ keyword: String) -> Bool {
        if keyword == "rate" || keyword == "fact" || keyword == "lot" || keyword == "period" { return false }
        return !["over", "under"].contains(word(token + 1) ?? "")
    }

    private mutating func steps(
        _ token: Range<Int>, _ value: Rational, _ step: Rational, _ text: (Rational) -> String
    ) {
        for other in [value.plus(step), value.minus(step)] {
            if let other, !(other < .zero) { add(token, text(other)) }
        }
    }

    private mutating func steps(
        _ token: Range<Int>, _ value: Rational, _ step: Int, _ text: (Rational) -> String
    ) {
        steps(token, value, Rational(step), text)
    }

    private func range(_ tokens: Range<Int>) -> Range<Int> {
        tree.tokens[tokens.lowerBound].range.lowerBound..<tree.tokens[tokens.upperBound - 1].range.upperBound
    }

    private func text(_ tokens: Range<Int>) -> String {
        String(decoding: tree.source.bytes[range(tokens)], as: UTF8.self)
    }

    private mutating func add(_ tokens: Range<Int>, _ instead: String) {
        edits.append(
            MutantEdit(
                file: tree.source.name, range: range(tokens), instead: instead,
                place: tree.source.place(range(tokens)), written: text(tokens)))
    }
}
