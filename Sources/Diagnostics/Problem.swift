/// One thing wrong with, or worth knowing about, something a person gave us: a rule file, a boundary file,
/// a list or an option.
///
/// A problem is a value with several renderings (`text`, `Codable` for JSON), so that the library never prints.
public struct Problem: Error, Hashable, Sendable, Codable {
    /// How much it matters: only an `error` stops the thing it is about from being used.
    public enum Severity: String, Hashable, Sendable, Codable {
        case error, warning, note
    }

    /// A stable name for this kind of problem, such as `R102`. It never changes meaning between releases.
    public struct Code: RawRepresentable, Hashable, Sendable, Codable {
        /// The letter and number.
        public let rawValue: String
        /// A code from its letter and number.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What kind of problem it is.
    public var code: Code
    /// Whether it stops anything.
    public var severity: Severity
    /// What is wrong, in the user's words: a whole sentence.
    public var message: String
    /// What would have been right, as a whole sentence.
    public var expected: String?
    /// One likely repair, only when spelling and type fit, as a whole sentence.
    public var suggestion: String?
    /// A change of the text that puts it right, when there is only one and it is safe to make.
    public var repair: Repair?
    /// An example that shows it, ready to paste into a rule file: several lines.
    public var example: String?
    /// Every place concerned, the most telling first. Empty when the problem belongs to no place.
    public var places: [SourcePlace]

    /// A problem, an error unless said otherwise.
    public init(
        _ code: Code, _ message: String, severity: Severity = .error, expected: String? = nil,
        suggestion: String? = nil, repair: Repair? = nil, example: String? = nil,
        at places: [SourcePlace] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.expected = expected
        self.suggestion = suggestion
        self.repair = repair
        self.example = example
        self.places = places
    }
}

/// Several problems thrown at once, so that a user sees everything that is wrong in one go.
public struct Problems: Error, Hashable, Sendable {
    /// The problems, in the order found.
    public var all: [Problem]
    /// Problems found together.
    public init(_ all: [Problem]) { self.all = all }
    /// A single problem.
    public init(_ one: Problem) { all = [one] }
}
