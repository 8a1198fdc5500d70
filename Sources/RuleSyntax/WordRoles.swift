import Facts

/// How each token is written: keywords in small letters, everything an author may choose as it is.
struct WordRoles {
    private enum Role: UInt8 { case keyword, name, nameEnd, value }
    private let tree: RuleTree
    private var roles: [Role]

    init(_ tree: RuleTree) {
        self.tree = tree
        roles = Array(repeating: .keyword, count: tree.tokens.count)
        for name in tree.trace.names {
            for token in name { roles[token] = token + 1 == name.upperBound ? .nameEnd : .name }
        }
        for value in tree.trace.values {
            for token in value { roles[token] = .value }
        }
    }

    func text(_ token: Int) -> [UInt8] {
        let bytes = Array(tree.source.bytes[tree.tokens[token].range])
        switch tree.tokens[token].kind {
        case .bullet: return [UInt8(ascii: "-")]
        case .word(let word) where isKeyword(word, at: token): return bytes.map(Self.lowered)
        default: return bytes
        }
    }

    private func isKeyword(_ word: String, at token: Int) -> Bool {
        switch roles[token] {
        case .keyword: CivilDate.month(named: word) == nil
        case .name, .nameEnd: word == "yes" || word == "no"
        case .value: false
        }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether a space stands between a token and the one before it on its line. The value of an example and a name
    /// such as “level 2b” are read as they are written, so there a space is neither made nor lost.
    func hasSpace(before token: Int) -> Bool {
        switch (roles[token - 1], roles[token]) {
        case (.value, .value), (.name, .name), (.name, .nameEnd): return !tree.trivia(before: token).isEmpty
        default: break
        }
        switch tree.tokens[token].kind {
        case .comma, .colon, .semicolon, .closeParenthesis: return false
        default: return tree.tokens[token - 1].kind != .openParenthesis
        }
    }

    /// Whether only the line break keeps a word from being part of the name before it.
    func wouldJoinName(_ token: Int) -> Bool {
        guard tree.tokens[token].startsLine, roles[token - 1] == .nameEnd else { return false }
        switch tree.tokens[token].kind {
        // A `to` or `from` that was not read as part of the name has its place after it.
        case .word(let word): return !Vocabulary.reserved.contains(word) && word != "to" && word != "from"
        case .number: return true
        default: return false
        }
    }
}
