import Diagnostics

@testable import RuleSyntax

/// Everything a rule file says, without where it says it: what formatting must leave alone.
struct SyntaxDump: Equatable {
    var statements: [String]
    var problems: [String]
    var comments: [String]
    /// Tokens in their comparing form.
    var tokens: [Token.Kind]

    init(_ source: SourceText) {
        let file = RuleFileSyntax(source)
        let tree = RuleTree(source)
        statements = file.statements.map { Self.dump($0) }
        // Messages show the text as it is spaced; what they are about is what has to stay.
        problems = file.problems.map(\.code.rawValue)
        comments = tree.trivia.filter { $0.kind == .comment }.map {
            Self.trimmed(String(decoding: source.bytes[$0.range], as: UTF8.self))
        }
        tokens = tree.tokens.map(\.kind)
    }

    init(_ bytes: [UInt8]) { self.init(SourceText(name: "dump", bytes: bytes)) }

    /// The first statement that differs, both ways.
    func difference(from other: SyntaxDump) -> String {
        let pair = zip(statements, other.statements).first { $0 != $1 }
        return pair.map { "\($0)\n\($1)" } ?? "\(statements.count) and \(other.statements.count) statements"
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }

    private static func dump(_ value: Any) -> String {
        switch value {
        case let name as NameSyntax: return "name(\(name.key)|\(collapsed(name.text)))"
        case let fact as ExampleSyntax.Fact: return "\(fact.name.key): \(collapsed(fact.value.text))"
        default: break
        }
        let mirror = Mirror(reflecting: value)
        if mirror.children.isEmpty { return "\(value)" }
        let parts = mirror.children.filter { $0.label != "range" }.map { child in
            "\(child.label ?? "")=\(dump(child.value))"
        }
        let kind = mirror.displayStyle == .enum ? "\(value)".prefix { $0 != "(" } : ""
        return "\(kind)(\(parts.joined(separator: ",")))"
    }

    /// Spaces of any kind become one.
    private static func collapsed(_ text: String) -> String {
        Trivia.words(Array(text.utf8)[...]).joined(separator: " ")
    }
}
