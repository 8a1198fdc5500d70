/// A grammar in the notation of ISO 14977, as the language reference prints it.
struct Grammar {
    indirect enum Rule {
        case word(String)
        case name(String)
        case sequence([Rule])
        case choice([Rule])
        case optional(Rule)
        case repeated(Rule)
    }

    struct Fault: Error { var message: String }

    private(set) var rules: [String: Rule] = [:]

    init(_ text: String) throws(Fault) {
        var reader = Reader(text)
        while let name = reader.next() {
            guard reader.next() == "=" else { throw Fault(message: "no = after \(name)") }
            rules[name] = try reader.choice()
            guard reader.next() == ";" else { throw Fault(message: "no ; after the rule of \(name)") }
        }
    }

    /// The words that stand for themselves, in lower case.
    var words: Set<String> {
        var found: Set<String> = []
        for rule in rules.values {
            Self.visit(rule) { if case .word(let word) = $0 { found.insert(word.lowercased()) } }
        }
        return found
    }

    /// The names of rules and pieces that rules use.
    var used: Set<String> {
        var found: Set<String> = []
        for rule in rules.values { Self.visit(rule) { if case .name(let name) = $0 { found.insert(name) } } }
        return found
    }

    private static func visit(_ rule: Rule, _ see: (Rule) -> Void) {
        see(rule)
        switch rule {
        case .word, .name: break
        case .sequence(let parts), .choice(let parts): for part in parts { visit(part, see) }
        case .optional(let inner), .repeated(let inner): visit(inner, see)
        }
    }

    private struct Reader {
        private var tokens: [String] = []
        private var position = 0

        init(_ text: String) {
            var rest = text[...]
            while let first = rest.first {
                if rest.hasPrefix("(*") {
                    while !rest.isEmpty, !rest.hasPrefix("*)") { rest = rest.dropFirst() }
                    rest = rest.dropFirst(2)
                } else if first == "\"" {
                    let inside = rest.dropFirst().prefix { $0 != "\"" }
                    tokens.append("\"" + inside)
                    rest = rest.dropFirst(inside.count + 2)
                } else if first.isLetter {
                    let name = rest.prefix { $0.isLetter || $0 == "-" }
                    tokens.append(String(name))
                    rest = rest.dropFirst(name.count)
                } else {
                    if !first.isWhitespace { tokens.append(String(first)) }
                    rest = rest.dropFirst()
                }
            }
        }

        private var token: String? { position < tokens.count ? tokens[position] : nil }

        mutating func next() -> String? {
            defer { position += 1 }
            return token
        }

        mutating func choice() throws(Fault) -> Rule {
            var all = [try sequence()]
            while token == "|" {
                position += 1
                all.append(try sequence())
            }
            return all.count == 1 ? all[0] : .choice(all)
        }

        private mutating func sequence() throws(Fault) -> Rule {
            var all = [try piece()]
            while token == "," {
                position += 1
                all.append(try piece())
            }
            return all.count == 1 ? all[0] : .sequence(all)
        }

        private mutating func piece() throws(Fault) -> Rule {
            guard let token = next() else { throw Fault(message: "the grammar ends too soon") }
            switch token {
            case "(": return try closed(choice(), ")")
            case "[": return .optional(try closed(choice(), "]"))
            case "{": return .repeated(try closed(choice(), "}"))
            case _ where token.first == "\"": return .word(String(token.dropFirst()))
            case _ where token.first?.isLetter == true: return .name(token)
            default: throw Fault(message: "“\(token)” is out of place")
            }
        }

        private mutating func closed(_ rule: Rule, _ closing: String) throws(Fault) -> Rule {
            guard next() == closing else { throw Fault(message: "no \(closing)") }
            return rule
        }
    }
}

/// Writes files at random from a grammar: every sentence of it can come out, short ones more often.
struct SentenceWriter<Random: RandomNumberGenerator> {
    let grammar: Grammar
    var random: Random
    private(set) var text = ""
    private var depth = 0
    /// Dates go up, so that nothing ends before it begins.
    private var day = 0

    init(_ grammar: Grammar, _ random: Random) {
        self.grammar = grammar
        self.random = random
    }

    mutating func write(_ rule: Grammar.Rule) {
        depth += 1
        defer { depth -= 1 }
        switch rule {
        case .word(let word): add(chance(10) ? word.uppercased() : word)
        case .name(let name): write(named: name)
        case .sequence(let parts): for part in parts { write(part) }
        case .choice(let parts): write(choose(parts))
        case .optional(let inner): if chance(depth > 40 ? 20 : 2) { write(inner) }
        case .repeated(let inner): while chance(depth > 40 ? 20 : depth > 20 ? 4 : 2) { write(inner) }
        }
    }

    /// Deep down, what is short is chosen, so that sentences end.
    private mutating func choose(_ parts: [Grammar.Rule]) -> Grammar.Rule {
        if depth > 34, let flat = parts.filter({ isFlat($0) }).randomElement(using: &random) { return flat }
        return parts.randomElement(using: &random) ?? .sequence([])
    }

    private func isFlat(_ rule: Grammar.Rule) -> Bool {
        switch rule {
        case .word: true
        case .name(let name): grammar.rules[name] == nil || ["sum", "product", "test", "DATE"].contains(name)
        case .sequence(let parts): parts.allSatisfy(isFlat)
        case .choice(let parts): parts.contains(where: isFlat)
        case .optional, .repeated: true
        }
    }

    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private mutating func any(_ texts: String...) -> String { texts.randomElement(using: &random) ?? "" }

    private mutating func add(_ word: String) {
        if !text.isEmpty, !text.hasSuffix("\n") { text += any(" ", " ", "  ", "\t", "\u{A0}") }
        text += word
    }

    private mutating func write(named name: String) {
        switch name {
        case "LINE":
            if chance(8) { text += " # a note, “with” (signs): 5/6" }
            text += any("\n", "\n", "\r\n", "\n\n", "\n    ", "\n\t")
        case "NAME":
            add(
                any("", "", "the ", "A ")
                    + any(
                        "pay", "weekly income", "home-town", "child's age", "low pay 2", "Ünïcode", "has car",
                        "paid from work", "sent by adviser", "on benefit"))
        case "TEXT": add(any("\"a\"", "\"Some text: 5, 6\"", "“curly “ text”", "\"it’s\""))
        case "NUMBER": add(any("0", "3.5", "1,234", "16"))
        case "WHOLE": add(any("1", "20", "1,000"))
        case "POSITIVE": add(any("1", "0.5", "1,234"))
        case "STEPS": add(any("1", "2", "100"))
        case "MONEY": add(any("£5", "£13,900", "£0.01"))
        case "PERCENT": add(any("110%", "0.5%"))
        case "CODE": add(any("E05001287", "w05000001", "S13002001"))
        case "BULLET": add(any("-", "•", "–"))
        case "VALUE":
            add(
                any(
                    "yes", "not known", "E05001287 \"A\"", "from £5 to £6", "1 May 2019; 2018-06-01",
                    "40 of 40"))
        case "DATE":
            day += 1
            let (year, month) = (2000 + day / 12, day % 12)
            let months = [
                "Jan", "Feb", "March", "April", "MAY", "june", "Jul", "August", "Sept", "Oct", "nov",
                "December",
            ]
            add(
                chance(2)
                    ? "\(1 + day % 28) \(months[month]) \(year)"
                    : "\(year)-\(month < 9 ? "0" : "")\(month + 1)-\(10 + day % 19)")
        default:
            guard let rule = grammar.rules[name] else { return add("<\(name)>") }
            write(rule)
        }
    }
}
