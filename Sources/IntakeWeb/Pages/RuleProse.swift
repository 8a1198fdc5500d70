import Diagnostics
import Eligibility
import RuleSyntax

/// The statements of rule files put in the order in which somebody reads about a programme, word for word.
struct RuleProse: Sendable {
    /// One statement: its heading, what it says, and each of its clauses.
    struct Statement: Sendable, Hashable {
        var kind: String
        var heading: String
        var text: String
        var clauses: [Clause]
    }

    struct Clause: Sendable, Hashable {
        /// Whether it says where something comes from, or what was thought beside it.
        var isRemark: Bool
        var text: String
    }

    struct Chapter: Sendable, Hashable {
        var kind: Kind
        var statements: [Statement]
    }

    /// What a reader looks for, in that order.
    enum Kind: String, Sendable, CaseIterable {
        case programme, joining, groups, places, limits, words, asked, later, promises, sources

        /// The keywords of its statements.
        var keywords: Set<String> {
            switch self {
            case .programme: ["programme"]
            case .joining: ["condition", "eligible"]
            case .groups: ["cohort"]
            case .places: ["lot", "boundaries", "connection"]
            case .limits: ["cap", "advise", "interpretation"]
            case .words: ["define", "period", "rate", "calendar"]
            case .asked: ["fact", "identify"]
            case .later: ["milestone", "payment"]
            case .promises: ["promise"]
            case .sources: ["source"]
            }
        }
    }

    let chapters: [Chapter]

    init(_ files: RuleFiles) {
        var statements: [Statement] = []
        for (name, bytes) in files.texts where !name.hasSuffix(".csv") {
            let tree = RuleTree(SourceText(name: name, bytes: bytes))
            statements += tree.statements.compactMap { Self.statement($0, tree) }
        }
        chapters = Kind.allCases.compactMap { kind in
            let own = statements.filter { kind.keywords.contains($0.kind) }
            return own.isEmpty ? nil : Chapter(kind: kind, statements: own)
        }
    }

    private static func statement(_ statement: RuleTree.Statement, _ tree: RuleTree) -> Statement? {
        guard let keyword = statement.keyword, statement.isReadable, let head = statement.clauses.first else {
            return nil
        }
        let whole = text(head.tokens, tree)
        let said = whole.dropFirst(keyword.count).drop { $0 == " " }
        // What stands before the colon is the name; a colon in quotes is none.
        var isQuoted = false
        let colon = said.firstIndex { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ":" && !isQuoted
        }
        let heading = colon.map { String(said[..<$0]) } ?? ""
        let rest = colon.map { String(said[said.index(after: $0)...].drop { $0 == " " }) } ?? String(said)
        return Statement(
            kind: keyword, heading: heading, text: rest.hasSuffix(",") ? String(rest.dropLast()) : rest,
            clauses: statement.clauses.dropFirst().map { clause in
                let text = text(clause.tokens, tree)
                let first = text.prefix { $0 != " " }
                return Clause(isRemark: ["source", "note", "assumed"].contains(first), text: text)
            })
    }

    /// The text of some tokens, with single spaces where it has spaces or line breaks.
    private static func text(_ tokens: Range<Int>, _ tree: RuleTree) -> String {
        var text = ""
        var end: Int?
        for token in tree.tokens[tokens] {
            if let end, token.range.lowerBound > end { text += " " }
            text += String(decoding: tree.source.bytes[token.range], as: UTF8.self)
            end = token.range.upperBound
        }
        return text
    }
}
