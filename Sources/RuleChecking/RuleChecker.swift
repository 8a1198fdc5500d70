import Diagnostics
import Facts
import RuleSyntax

/// The wards that rules may name: those of the pinned boundary files.
package struct WardVocabulary: Sendable {
    /// Ward names by code.
    package var names: [String: String]
    /// The form in which names of wards are compared.
    package var nameKey: @Sendable (String) -> String
    /// Names of local authorities by code; an empty name where the file gives none.
    package var authorities: [String: String]
    /// Names of the outlines that are no wards, in the order of the files.
    package var outlines: [String]
    /// What the boundary file is called, for messages.
    package var file: String

    package init(
        names: [String: String], authorities: [String: String], outlines: [String] = [], file: String,
        nameKey: @escaping @Sendable (String) -> String
    ) {
        self.names = names
        self.authorities = authorities
        self.outlines = outlines
        self.file = file
        self.nameKey = nameKey
    }
}

/// A file of ward codes that a lot names.
package struct Schedule: Sendable {
    package struct Entry: Sendable {
        package var code: String
        package var name: String?
        /// What stands in each column, by its heading.
        package var cells: [String: String]
        package var place: SourcePlace

        package init(code: String, name: String?, cells: [String: String] = [:], place: SourcePlace) {
            self.code = code
            self.name = name
            self.cells = cells
            self.place = place
        }
    }
    package var entries: [Entry]
    /// The headings of its columns, in order.
    package var headings: [String]
    package var problems: [Problem]

    package init(entries: [Entry], headings: [String] = [], problems: [Problem]) {
        self.entries = entries
        self.headings = headings
        self.problems = problems
    }
}

/// Rules that could be checked, and everything found on the way. Rules are nil when any problem is an error.
package struct CheckResult: Sendable {
    package var rules: CheckedRules?
    package var problems: [Problem]
}

/// Turns rule files into checked rules: names, types, units, dates and wards. Every problem is reported at once.
package struct RuleChecker {
    /// Checks the statements of a programme: its main file and all that it uses, in order.
    ///
    /// - Parameter lacksFiles: whether some file of theirs is not there, so that nothing else can be called missing.
    package static func check(
        _ files: [RuleFileSyntax], wards: WardVocabulary?, schedules: [String: Schedule] = [:],
        lacksFiles: Bool = false
    ) -> CheckResult {
        var checker = Checker(wards: wards, schedules: schedules)
        checker.problems = files.flatMap(\.problems)
        checker.unread = Set(files.flatMap(\.unreadNames))
        checker.declare(files)
        checker.checkHeadings()
        checker.checkStatements()
        checker.checkWhole(files, lacksFiles: lacksFiles)
        checker.sortProblems(files)
        let isSound = !checker.problems.contains { $0.severity == .error }
        return CheckResult(rules: isSound ? checker.rules : nil, problems: checker.problems)
    }
}

/// The state of one check. Declarations are collected first, so that order in the files does not matter.
struct Checker {
    enum Symbol {
        case fact(Int), connection(Int), rate(Int), definition(Int), interpretation(Int), condition(Int)
        case decisionDate

        var isConnection: Bool { if case .connection = self { true } else { false } }

        var words: String {
            switch self {
            case .fact: "a fact"
            case .connection: "a connection"
            case .rate: "a rate"
            case .definition: "a definition"
            case .interpretation: "an interpretation"
            case .condition: "a condition"
            case .decisionDate: "the date people are judged on"
            }
        }
    }

    let wards: WardVocabulary?
    /// Files of ward codes, by their paths.
    let schedules: [String: Schedule]
    var rules = CheckedRules()
    var problems: [Problem] = []
    var symbols: [String: Symbol] = [:]
    /// Names of declarations that could not be read: using them is no further problem.
    var unread: Set<String> = []
    /// Names as their authors wrote them, for suggestions.
    var spellings: [String: String] = [:]
    var declaredAt: [String: SourcePlace] = [:]
    var sources: [String: (text: String, name: String)] = [:]
    var periods: [String: (name: String, days: DateRangeSyntax, annotations: Annotations)] = [:]
    /// Keys of names that rules use, and of those that examples give.
    var usedNames: Set<String> = []
    var givenNames: Set<String> = []
    /// Whether `has a connection to the lot` stands anywhere without `by`.
    var usesAnyTie = false
    var placesOfSources: [String: SourcePlace] = [:]
    var placesOfPeriods: [String: SourcePlace] = [:]
    var placesOfExamples: [String: SourcePlace] = [:]
    /// Names that nothing declares, each with the problem that says so.
    var unknownNames: [String: Int] = [:]
    /// Where amounts and days that look mistyped were reported.
    var doubted: Set<SourcePlace> = []
    /// Statements to check, each with the file it stands in.
    var statements: [(syntax: StatementSyntax, source: SourceText)] = []
    /// The file that uses the others.
    var mainFile = ""
    /// The file of the statement at hand.
    var source = SourceText(name: "", text: "")
    /// Definitions being checked, to find circles.
    var definitionSyntax: [(syntax: DefineSyntax, source: SourceText)] = []
    var definitionState: [DefinitionState] = []
    enum DefinitionState { case waiting, checking, done }
    /// Titles of the lots, each once, in the order in which they are checked.
    var lotTitles: [String] = []
    var hasEligibleWhen = false
    /// Rates with a period that could not be read: what they lack is not known.
    var incompleteRates: Set<Int> = []
    /// Rates whose bands and `by` do not agree, which is reported where they are declared.
    var brokenRates: Set<Int> = []
    /// Names declared twice: which of the two is meant where one is used cannot be told.
    var repeatedNames: Set<String> = []
    /// How deep in expressions, and in the definitions they rest on, checking is.
    var depth = 0
    static let depthLimit = 400
    /// The deepest that checking went since a definition was begun, and how deep each definition is by itself.
    var deepest = 0
    var definitionDepths: [Int: Int] = [:]
    /// Definitions being checked, the outermost first.
    var checkedDefinitions: [Int] = []
    var constantIndices: [Rational: Int] = [:]
    var lotPlaces: [String: SourcePlace] = [:]
    /// Whether there is a `boundaries` statement, or may be one that could not be read.
    var namesBoundaries = false
    /// The first place where months or years are counted, and whether a `calendar` says how.
    var monthsCounted: SourcePlace?
    var hasCalendar = false
    var pendingCaps: [(CapSyntax, AnnotationsSyntax, SourceText)] = []
    var pendingPayments: [(PaymentSyntax, AnnotationsSyntax, SourceText)] = []
    var pendingPromises: [(PromiseSyntax, NodeID, SourceText)] = []
    var pendingExamples: [(ExampleSyntax, SourceText)] = []
    /// The key of the name that `decided on` gives.
    var decisionDateKey = "decision date"

    init(wards: WardVocabulary?, schedules: [String: Schedule]) {
        self.wards = wards
        self.schedules = schedules
    }

    // MARK: Reporting

    mutating func report(
        _ code: Problem.Code, _ message: String, severity: Problem.Severity = .error, expected: String? = nil,
        suggestion: String? = nil, _ range: Range<Int>, also: [SourcePlace] = []
    ) {
        if code == .unknownName, isUnread(range) { return }
        guard problems.count <= Self.problemLimit else { return }
        problems.append(
            Problem(
                code, message, severity: severity, expected: expected, suggestion: suggestion,
                repair: suggestion.flatMap { repair($0, code, range) }, at: [source.place(range)] + also))
    }

    /// A misspelling is put right by the one spelling that was suggested.
    private func repair(_ suggestion: String, _ code: Problem.Code, _ range: Range<Int>) -> Repair? {
        guard code == .unknownName || code == .unknownAnswer, suggestion.hasPrefix("Did you mean “"),
            suggestion.hasSuffix("”?")
        else { return nil }
        let spelling = String(suggestion.dropFirst(14).dropLast(2))
        let isQuoted = [UInt8(ascii: "\""), 0xE2].contains(source.bytes[range.lowerBound])
        return Repair(source: source.name, range: range, replacement: isQuoted ? "\"\(spelling)\"" : spelling)
    }

    /// Whether a name is that of a declaration that could not be read, which has been reported.
    func isUnread(_ range: Range<Int>) -> Bool {
        let written = AnswerReader.unquote(String(decoding: source.bytes[range], as: UTF8.self))
        let words = TextKey.of(written).split(separator: " ").filter { !["the", "a", "an"].contains($0) }
        return unread.contains(words.joined(separator: " "))
    }

    /// “Did you mean “x”?” for the nearest spelling among candidates, when it is near enough.
    func suggestion(for written: String, among candidates: [String]) -> String? {
        // Beyond the limit nobody reads it, and looking for it takes its time.
        if problems.count >= Self.problemLimit { return nil }
        return Spelling.nearest(to: written, among: candidates).map { "Did you mean “\($0)”?" }
    }

    /// More problems than a person would read, and few enough to keep.
    static let problemLimit = 1_000

    /// Problems in the order of the files and their lines, and no more than a person would read.
    mutating func sortProblems(_ files: [RuleFileSyntax]) {
        var order: [String: Int] = [:]
        for (index, file) in files.enumerated() { order[file.source.name] = order[file.source.name] ?? index }
        func key(_ problem: Problem) -> (Int, Int, Int) {
            guard let place = problem.places.first else { return (-1, 0, 0) }
            return (order[place.source] ?? files.count, place.line, place.column ?? 0)
        }
        problems = problems.enumerated().sorted { first, second in
            let (one, other) = (key(first.element), key(second.element))
            return one == other ? first.offset < second.offset : one < other
        }.map(\.element)
        guard problems.count > Self.problemLimit else { return }
        problems.removeSubrange(Self.problemLimit...)
        problems.append(
            Problem(
                .andMore, "There are more problems than the \(Self.problemLimit) shown.",
                expected: "these to be mended first."))
    }

    // MARK: Annotations and days

    mutating func annotations(_ syntax: AnnotationsSyntax) -> Annotations {
        var result = Annotations()
        for citation in syntax.citations {
            usedNames.insert(Self.source(citation.name.key))
            guard let source = sources[citation.name.key] else {
                report(
                    .unknownName, "There is no source called “\(citation.name.text)”.",
                    expected: "a name declared with `source NAME: \"…\"`.",
                    suggestion: suggestion(
                        for: citation.name.text, among: sources.values.map(\.name).sorted()),
                    citation.name.range)
                continue
            }
            result.sources.append(citation.place.map { "\(source.text), \($0.text)" } ?? source.text)
        }
        result.notes = syntax.notes.map(\.text)
        result.assumptions = syntax.assumptions.map(\.text)
        return result
    }

    /// Where nothing keeps what is cited: whether it is declared.
    mutating func checkSources(_ syntax: AnnotationsSyntax) { _ = annotations(syntax) }

    mutating func days(_ syntax: DateRangeSyntax?) -> Days {
        guard let syntax else { return .always }
        switch syntax.kind {
        case .days(let from, let to):
            checkSpan(from, to, syntax.range)
            return .range(DayRange(from: from, to: to), period: nil, annotations: Annotations())
        case .notPublished: return .notPublished(period: "", annotations: Annotations())
        case .period(let name):
            usedNames.insert(Self.period(name.key))
            guard let period = periods[name.key] else {
                report(
                    .unknownName, "There is no period called “\(name.text)”.",
                    expected: "a name declared with `period NAME: from … to …`.",
                    suggestion: suggestion(for: name.text, among: periods.values.map(\.name).sorted()),
                    name.range)
                return .always
            }
            switch period.days.kind {
            case .days(let from, let to):
                return .range(
                    DayRange(from: from, to: to), period: period.name, annotations: period.annotations)
            case .notPublished, .period:
                return .notPublished(period: period.name, annotations: period.annotations)
            }
        }
    }

    func asking(_ syntax: AskingSyntax) -> Asking {
        Asking(question: syntax.ask?.text, hint: syntax.hint?.text, columns: syntax.columns.map(\.text))
    }
}
