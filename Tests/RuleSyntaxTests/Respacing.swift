import Diagnostics
import RuleTestSupport

@testable import RuleSyntax

/// The same rules in other white space: what an author might have typed, or a mail program made of it.
struct Respacing {
    /// Lines are broken where the language lets them.
    var breaks = false
    /// Clauses are put on the line of the clause before them.
    var joins = false
    var comments = false
    var blanks = false
    /// Comments put in.
    private(set) var added = 0
    /// How lines end: a CR before another's LF would be one end, not two.
    private var ending: [UInt8] = []

    private let tree: RuleTree
    private let joints: Set<Int>
    private let bodies: Set<Int>
    private let clauses: Set<Int>
    private let free: Set<Int>
    private let keywords: Set<Int>
    private let values: Set<Int>
    private let heads: Set<Int>

    init(_ source: SourceText) {
        tree = RuleTree(source)
        let trace = tree.trace
        joints = Set(
            trace.groups.filter { $0.kind == .connected || $0.kind == .consequence }.flatMap(\.joints))
        let tokens = tree.tokens
        bodies = Set(trace.expressions.filter { tokens[$0 - 1].kind == .colon })
        values = Set(trace.values.joined())
        let named = Set(trace.names.joined()).union(values)
        keywords = Set(tokens.indices.filter { !named.contains($0) })
        heads = Set(tree.statements.map(\.tokens.lowerBound))
        // In an example a line is a value; after a name, or before `source`, a line break says something.
        var clauses: Set<Int> = []
        for statement in tree.statements where statement.keyword != "example" {
            clauses.formUnion(statement.clauses.dropFirst().map(\.tokens.lowerBound))
        }
        self.clauses = clauses.filter { tokens[$0 - 1].isText }
        // After these another line may begin without changing what is meant.
        let openers: Set<Token.Kind> = [
            .word("from"), .word("by"), .word("plus"), .word("times"), .openParenthesis,
        ]
        free = Set(
            tokens.indices.filter {
                $0 > 0 && openers.contains(tokens[$0 - 1].kind) && !named.contains($0 - 1)
            }
        ).subtracting(values)
    }

    mutating func bytes(_ random: inout SeededRandom) -> [UInt8] {
        var bytes: [UInt8] = []
        ending = random.bytes(ofOneOf: ["\n", "\r\n", "\r"])
        for index in tree.tokens.indices {
            let token = tree.tokens[index]
            bytes += space(before: index, &random)
            var text = Array(tree.source.bytes[token.range])
            if token.kind == .bullet { text = random.bytes(ofOneOf: ["-", "•", "–"]) }
            if case .word = token.kind, keywords.contains(index), random.once(in: 6) {
                text = Array(String(decoding: text, as: UTF8.self).uppercased().utf8)
                // Months are the author's.
                if tree.source.bytes[token.range].first.map({ $0 < 0x60 }) == true {
                    text = Array(tree.source.bytes[token.range])
                }
            }
            bytes += text
        }
        return bytes
    }

    private mutating func space(before index: Int, _ random: inout SeededRandom) -> [UInt8] {
        let token = tree.tokens[index]
        let isBreak = token.startsLine && index > 0
        if joins, clauses.contains(index), random.once(in: 3), keepsNoComment(index) {
            return random.bytes(ofOneOf: [" ", "\t "])
        }
        if isBreak || index == 0 { return lines(before: index, &random) }
        let mayBreak = joints.contains(index) || bodies.contains(index) || free.contains(index)
        if breaks, mayBreak, random.once(in: 3) {
            return lineEnd(&random) + random.bytes(ofOneOf: ["", "  ", "\t"])
        }
        if tree.trivia(before: index).isEmpty, !keywords.contains(index), !keywords.contains(index - 1) {
            return []
        }
        let spaces = [" ", "  ", "\t", "\u{A0}", " \u{2009}", "\u{FEFF} "]
        switch token.kind {
        case .comma, .colon, .semicolon, .closeParenthesis:
            return random.bytes(ofOneOf: spaces + ["", "", ""])
        default: break
        }
        if tree.tokens[index - 1].kind == .openParenthesis { return random.bytes(ofOneOf: spaces + [""]) }
        return random.bytes(ofOneOf: spaces)
    }

    private func keepsNoComment(_ index: Int) -> Bool {
        if case .word(let word) = tree.tokens[index].kind {
            return !tree.hasComment(before: index) && !Vocabulary.statements.contains(word)
        }
        return false
    }

    /// A line end, sometimes after a comment, which needs one that ends comments.
    private mutating func lineEnd(_ random: inout SeededRandom) -> [UInt8] {
        guard comments, random.once(in: 4) else {
            return random.once(in: 10) ? Array("\u{2028}".utf8) : ending
        }
        added += 1
        return random.bytes(ofOneOf: [" # one more", "# one, more: \"x", "  #"])
            + random.bytes(ofOneOf: [" ", ""])
            + ending
    }

    /// What was between two lines, in other spaces, with its comments.
    private mutating func lines(before index: Int, _ random: inout SeededRandom) -> [UInt8] {
        var bytes: [UInt8] = []
        var isAfterComment = false
        let isInner = !heads.contains(index) && index < tree.tokens.count - 1
        for piece in tree.trivia(before: index) {
            switch piece.kind {
            case .comment:
                bytes += tree.source.bytes[piece.range] + random.bytes(ofOneOf: ["", " ", "\t"])
                isAfterComment = true
            case .lineEnd:
                bytes += isAfterComment ? ending : lineEnd(&random)
                if blanks, random.once(in: 4) { bytes += lineEnd(&random) }
                isAfterComment = false
            case .space: break
            }
        }
        if comments, index > 0, random.once(in: 5) {
            bytes += random.bytes(ofOneOf: ["  ", ""])
            bytes += Array("# a line of its own".utf8) + ending
            added += 1
        }
        return bytes + random.bytes(ofOneOf: isInner ? ["", " ", "\t", "          "] : [""])
    }
}

/// A text after an accident.
struct Damage {
    private var text: [UInt8]

    init(_ text: [UInt8]) { self.text = text }

    mutating func bytes(_ random: inout SeededRandom) -> [UInt8] {
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard !text.isEmpty else { break }
            let place = Int.random(in: 0..<text.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: text.remove(at: place)
            case 1: text[place] = UInt8.random(in: 0...255, using: &random)
            case 2:
                text.removeSubrange(place..<min(text.count, place + Int.random(in: 1...40, using: &random)))
            case 3:
                let end = min(text.count, place + Int.random(in: 1...60, using: &random))
                let target = Int.random(in: 0..<text.count, using: &random)
                text.insert(contentsOf: Array(text[place..<end]), at: target)
            default:
                let pieces = [
                    "\"", "\n", " ", ":", ",", "(", " and ", " or ", "\nfact ", "- ", "#", "\n    source x",
                ]
                text.insert(contentsOf: random.bytes(ofOneOf: pieces), at: place)
            }
        }
        return text
    }
}
