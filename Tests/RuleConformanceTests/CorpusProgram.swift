import Diagnostics
import Eligibility
import RuleTestSupport

/// One program of the corpus: `Corpus/TOPIC/good/NAME.rules` or `Corpus/TOPIC/bad/NAME.rules`.
///
/// A bad one ends with what its author is told, as comments under `# Told:`.
struct CorpusProgram: Sendable, CustomStringConvertible {
    /// The folder that paths in `use` are from.
    static let root = "Tests/RuleConformanceTests/Corpus"
    /// The line under which a bad program says what its author is told.
    static let mark = "# Told:"

    /// From the root.
    let path: String
    /// The rules, up to what is told.
    let rules: String
    /// What is told, without the signs of comments. Nil in good programs.
    let told: String?

    var description: String { path }
    var isGood: Bool { path.split(separator: "/").dropFirst().first == "good" }
    var topic: String { String(path.prefix { $0 != "/" }) }
    /// The comment at its head: the rule of meaning, or the mistake.
    var about: String { String(rules.prefix { $0 != "\n" }) }

    static let all: [CorpusProgram] = Repository.paths(under: root, ending: ".rules").compactMap { path in
        let path = String(path.dropFirst(root.count + 1))
        return path.hasPrefix("common/") ? nil : CorpusProgram(path)
    }
    static let good = all.filter(\.isGood)
    static let bad = all.filter { !$0.isGood }

    private init(_ path: String) {
        self.path = path
        let text = String(decoding: Repository.bytes("\(Self.root)/\(path)") ?? [], as: UTF8.self)
        guard let start = text.range(of: "\n\(Self.mark)\n") else {
            rules = text
            told = nil
            return
        }
        rules = String(text[...start.lowerBound])
        told = text[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.dropFirst(2)) }.joined(separator: "\n")
    }

    /// The whole file with something told.
    func text(told: String) -> String {
        let lines = told.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)" }
        return "\(rules)\(Self.mark)\n" + lines.joined(separator: "\n") + "\n"
    }

    /// The program with other rules in its own file.
    func files(_ rules: String? = nil) -> RuleFiles {
        RuleFiles(main: path) { name in
            name == path
                ? Array((rules ?? (told == nil ? self.rules : text(told: ""))).utf8)
                : Repository.bytes("\(Self.root)/\(name)")
        }
    }
}
