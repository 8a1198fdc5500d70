import Eligibility
import Facts
import RuleChecking

/// A form in Swift: a structure with a property for each fact, which the compiler checks.
public struct SwiftForm {
    private let rules: CheckedRules
    private let book: RuleBook
    private var names: Set<String> = []
    private var typeNames: Set<String> = [
        "Any", "Bool", "CivilDate", "FormPlaces", "FormSpells", "FormValue", "Given", "Int", "Rational",
        "Self", "String", "Type",
    ]
    private var properties: [String] = []
    private var types: [String] = []
    private var lines: [String] = []

    /// The source of a form for some rules. The module that uses it imports `Eligibility`.
    public static func text(_ book: RuleBook) -> String {
        var form = SwiftForm(book)
        return form.write()
    }

    private init(_ book: RuleBook) {
        self.book = book
        rules = book.rules
    }

    private mutating func write() -> String {
        let date = name(rules.decidedOn)
        for fact in rules.facts { add(fact) }
        for connection in rules.connections {
            add(connection.name, type: "FormPlaces", "Places of “\(connection.name)”.")
        }
        let title = Self.capitalised(Self.words(book.title)) + "Form"
        return """
            // swift-format-ignore-file
            // Made by `wardwise document --swift` from rules \(book.digest.short). Make it again rather than change it.

            import Eligibility

            /// What is known of one person, for “\(Self.plain(book.title))”. A fact that was not asked for is nil.
            public struct \(title): Sendable, Hashable {
                /// The \(Self.plain(rules.decidedOn)), on which the person is judged.
                public var \(date): CivilDate
            \(properties.joined(separator: "\n"))

                /// A person of whom only the \(Self.plain(rules.decidedOn)) is known.
                public init(\(date): CivilDate) { self.\(date) = \(date) }

                /// The facts by name, for `Assessor.person`.
                public var facts: [(name: String, value: String)] {
                    var facts = [(name: \(Self.quoted(rules.decidedOn)), value: \(date).formText)]
            \(lines.joined(separator: "\n"))
                    return facts
                }
            \(types.joined(separator: "\n"))
            }

            """
    }

    private mutating func add(_ fact: Fact) {
        var type =
            switch fact.type.value {
            case .yesOrNo: "Bool"
            case .date: "CivilDate"
            case .years, .days, .weeks, .months: "Int"
            case .number, .share, .percentage, .money: "Rational"
            case .text, .time: "String"
            case .spells: "FormSpells"
            case .choice: ""
            }
        let own = Self.unused(Self.capitalised(Self.words(fact.name)), &typeNames)
        if case .choice(let answers) = fact.type.value {
            type = own
            types.append(choice(own, answers + fact.type.specialAnswers))
        } else if !fact.type.specialAnswers.isEmpty, fact.type.value != .spells {
            types.append(special(own, type, fact.type.specialAnswers))
            type = own
        }
        add(fact.name, type: type, fact.asking.question ?? "The \(fact.name).")
    }

    private mutating func add(_ fact: String, type: String, _ words: String) {
        let property = name(fact)
        properties.append("    /// \(Self.plain(words))")
        properties.append("    public var \(property): Given<\(type)>?")
        lines.append(
            "        if let \(property) { facts.append((\(Self.quoted(fact)), \(property).text)) }")
    }

    private func choice(_ name: String, _ answers: [String]) -> String {
        var taken: Set<String> = []
        let cases = answers.map { answer in
            "        case \(Self.unused(Self.words(answer), &taken)) = \(Self.quoted(answer))"
        }
        return """

                /// Answers to “\(Self.plain(name))”.
                public enum \(name): String, FormValue, CaseIterable {
            \(cases.joined(separator: "\n"))

                    /// The answer as the rules have it.
                    public var formText: String { rawValue }
                }
            """
    }

    private func special(_ name: String, _ type: String, _ answers: [String]) -> String {
        var taken: Set<String> = ["value"]
        let cases = answers.map { (Self.unused(Self.words($0), &taken), $0) }
        return """

                /// Answers to “\(Self.plain(name))”.
                public enum \(name): FormValue {
                    case value(\(type))
            \(cases.map { "        case \($0.0)" }.joined(separator: "\n"))

                    /// The words that lists take.
                    public var formText: String {
                        switch self {
                        case .value(let value): value.formText
            \(cases.map { "            case .\($0.0): \(Self.quoted($0.1))" }.joined(separator: "\n"))
                        }
                    }
                }
            """
    }

    // MARK: Names

    private mutating func name(_ words: String) -> String { Self.unused(Self.words(words), &names) }

    /// `first day out of work` as `firstDayOutOfWork`.
    private static func words(_ text: String) -> String {
        let parts = text.replacing("’", with: "").replacing("'", with: "")
            .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        let name = parts.enumerated().map { index, part in
            index == 0 ? lowered(part) : capitalised(part)
        }.joined()
        return name.first.map { $0.isNumber } ?? true ? "fact\(name)" : name
    }

    private static func lowered(_ word: String) -> String {
        word == word.uppercased() ? word.lowercased() : word.prefix(1).lowercased() + word.dropFirst()
    }

    private static func capitalised(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    private static func unused(_ name: String, _ taken: inout Set<String>) -> String {
        var free = name
        var number = 2
        while !taken.insert(free).inserted {
            free = "\(name)\(number)"
            number += 1
        }
        return keywords.contains(free) ? "`\(free)`" : free
    }

    private static let keywords: Set<String> = [
        "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit",
        "do", "else", "enum", "extension", "facts", "fallthrough", "false", "fileprivate", "for", "func",
        "guard",
        "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "none", "operator", "private",
        "protocol", "public", "repeat", "rethrows", "return", "self", "some", "static", "struct", "subscript",
        "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]

    /// A text within quotation marks of Swift.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// A text for a comment: on one line.
    private static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
