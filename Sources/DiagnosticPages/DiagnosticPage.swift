import Diagnostics

/// What one code means, why it matters and what to do, for people who write rules, boundary files and lists.
public struct DiagnosticPage: Hashable, Sendable {
    /// The code.
    public let code: Problem.Code
    /// What is wrong, in a few words; small letters, no full stop.
    public let title: String
    /// What it means and why it matters: one line a paragraph.
    public let meaning: String
    /// What to do about it: one line a paragraph.
    public let remedy: String
    /// How it looks, wrong and right.
    public let example: Example
    /// Codes that often come together with this one.
    public let related: [Problem.Code]

    /// The same thing wrong and right, or why it cannot be shown.
    public enum Example: Hashable, Sendable {
        /// What people write. The wrong texts have this problem, and the right ones have none.
        case shown(wrong: [Sample], right: [Sample])
        /// Why there is nothing to show: a sentence.
        case none(String)
    }

    init(
        _ code: String, _ title: String, _ meaning: String, todo: String, wrong: [Sample], right: [Sample],
        related: [String] = []
    ) {
        self.init(code, title, meaning, todo, .shown(wrong: wrong, right: right), related)
    }

    init(
        _ code: String, _ title: String, _ meaning: String, todo: String, noExample: String,
        related: [String] = []
    ) {
        self.init(code, title, meaning, todo, .none(noExample), related)
    }

    private init(
        _ code: String, _ title: String, _ meaning: String, _ todo: String, _ example: Example,
        _ related: [String]
    ) {
        self.code = Problem.Code(rawValue: code)
        self.title = title
        self.meaning = meaning.unbroken
        self.remedy = todo.unbroken
        self.example = example
        self.related = related.map(Problem.Code.init)
    }
}

extension String {
    /// With one line for each paragraph: the lines of a source file are not those of a terminal.
    fileprivate var unbroken: String {
        split(separator: "\n\n").map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
    }
}
