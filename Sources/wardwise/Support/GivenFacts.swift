import Diagnostics
import Eligibility
import Facts

/// Facts given as arguments: `age: 41`.
enum GivenFacts {
    /// Names and values.
    static func read(
        _ texts: [String], _ book: RuleBook
    ) throws(Problems) -> [(name: String, value: String)] {
        var given: [(name: String, value: String)] = []
        var problems: [Problem] = []
        for text in texts {
            guard let colon = text.firstIndex(of: ":") else {
                problems.append(
                    Problem(
                        .wrongOption, "“\(text)” has no colon in it.",
                        expected: "a name, a colon and a value."))
                continue
            }
            let name = AnswerReader.trim(String(text[..<colon]))
            let value = AnswerReader.trim(String(text[text.index(after: colon)...]))
            given = adding([(name, value)], to: given, book)
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return given
    }

    /// Facts with others put in their place.
    static func adding(
        _ new: [(name: String, value: String)], to given: [(name: String, value: String)], _ book: RuleBook
    ) -> [(name: String, value: String)] {
        let fields = Set(new.map { book.fields.field(named: $0.name) })
        return given.filter { !fields.contains(book.fields.field(named: $0.name)) } + new
    }

    /// The fields of the rules that the names stand for.
    static func fields(
        _ given: [(name: String, value: String)], _ book: RuleBook
    ) throws(Problems) -> [(field: Field, value: String)] {
        var found: [(field: Field, value: String)] = []
        var problems: [Problem] = []
        for (name, value) in given {
            if let field = book.fields.field(named: name) {
                found.append((field, value))
            } else {
                problems.append(
                    Problem(
                        .wrongOption, "There is no fact called “\(name)”.", expected: "the name of a fact."))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return found
    }
}

extension InputProblems {
    /// The same as problems of the command line.
    var asProblems: Problems {
        Problems(
            all.map { Problem(.wrongOption, "\($0.fact): \($0.message)", expected: $0.expected) })
    }
}
