@_exported import BoundaryFiles
@_exported import Diagnostics
@_exported import Facts
@_exported import Postcodes
@_exported import enum RuleEvaluation.Outcome
@_exported import Wards

/// A file in memory.
public struct NamedBytes: Sendable, Hashable {
    /// How problems call it, such as its path.
    public var name: String
    /// All of it.
    public var bytes: [UInt8]

    /// A file in memory.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension Assessor {
    /// Loads a programme once, for any number of decisions from any number of tasks.
    ///
    /// - Parameters:
    ///   - rules: the path of the main rule file, from the folder of all rules.
    ///   - boundaries: files of wards (KML, KMZ or GeoJSON).
    ///   - outlines: files of named outlines that are no wards.
    ///   - options: what a run is told beside the rules.
    ///   - read: the bytes of a rule file by its path; nil when there is none.
    /// - Throws: every problem of all the files at once.
    public init(
        rules: String, boundaries: [NamedBytes] = [], outlines: [NamedBytes] = [],
        options: Options = Options(), read: (String) -> [UInt8]?
    ) throws(Problems) {
        let files = RuleFiles(main: rules, read: read)
        var maps: [BoundaryFile] = []
        var problems: [Problem] = []
        for (index, file) in (boundaries + outlines).enumerated() {
            do throws(Problems) {
                maps.append(
                    try BoundaryFile(
                        bytes: file.bytes, name: file.name, mayLackWards: index >= boundaries.count))
            } catch {
                problems += error.all
            }
        }
        guard problems.isEmpty else {
            // Without its wards nothing more can be said of a rule file than what is wrong with its text.
            let own = RuleBook.check(files, map: nil).problems.filter { $0.code != .boundariesMissing }
            throw Problems(own + problems)
        }
        let map = maps.isEmpty ? nil : try WardMap(maps)
        try self.init(RuleBook(files, map: map), options: options)
    }

    /// A person from facts by name, in the words that lists and examples take.
    ///
    /// - Throws: everything wrong with them: names that the rules do not have, and values that cannot be read.
    public func person(
        _ facts: [(name: String, value: String)]
    ) throws(InputProblems) -> Person {
        var reader = PersonReader(book)
        var problems: [InputProblem] = []
        for (name, value) in facts {
            if let field = book.fields.field(named: name) {
                reader.give(value, for: field)
            } else {
                let nearest = Spelling.nearest(to: name, among: book.fields.names.map(\.name))
                problems.append(
                    InputProblem(
                        fact: name, field: nil, message: "The rules have no fact “\(name)”.",
                        expected: nearest.map { "“\($0)”, perhaps." } ?? "a fact of the rules."))
            }
        }
        do throws(InputProblems) {
            let person = try reader.finish()
            if problems.isEmpty { return person }
        } catch {
            problems += error.all
        }
        throw InputProblems(problems)
    }

    /// Decides a person given by facts: `assess(["start date": "4 March 2019", "age": "41"])`.
    ///
    /// - Throws: everything wrong with the facts.
    public func assess(_ facts: [String: String]) throws(InputProblems) -> Assessment {
        try assess(person(facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }

    /// The one question to ask next; nil when nothing can change the answer.
    ///
    /// - Throws: everything wrong with what was given.
    public func nextQuestion(_ person: Person) throws(InputProblems) -> PlannedQuestion? {
        try nextQuestions(person).first
    }

    /// The decision in words: what it is, why, and what would change it.
    ///
    /// - Parameter width: how many characters fit on a line.
    /// - Throws: everything wrong with what was given.
    public func explain(_ person: Person, width: Int = 80) throws(InputProblems) -> String {
        let changes = try whatWouldChange(person).text(width: width)
        let decision = try assess(person).text(width: width)
        return changes.isEmpty ? decision : decision + "\n" + changes
    }
}
