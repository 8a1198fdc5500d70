import DelimitedText
import Diagnostics
import Eligibility
import Facts

/// The people of earlier lists, such as decisions of last month, by what tells people apart.
struct EarlierPeople: Sendable {
    private(set) var lists: [String] = []
    private var rows: [Identity: (list: Int, line: Int)] = [:]

    /// The row about a person; of several, the first of the first list.
    func row(of identity: Identity) -> RowRemarks.Likeness? {
        rows[identity].map { RowRemarks.Likeness(line: $0.line, list: lists[$0.list]) }
    }

    /// Adds the people of a list.
    ///
    /// - Throws: why nobody can be found again in it.
    mutating func add(
        _ list: some RecordList, named name: String, for book: RuleBook, order: AnswerReader.SlashDates
    ) throws(Problems) {
        let mapping = try ColumnMapping(list.header, line: list.headerLine, of: name, for: book)
        let identities = IdentityReader(book.rules, mapping, order: order)
        guard identities.isUseful else { throw Problems(Self.problem(identities, list, name)) }
        let surveyor = Surveyor(mapping: mapping, identities: identities)
        let number = lists.count
        lists.append(name)
        var source = list
        while let chunk = try source.nextChunk() {
            for (identity, line) in surveyor.survey(chunk).people where rows[identity] == nil {
                rows[identity] = (number, line)
            }
        }
    }

    private static func problem(
        _ identities: IdentityReader, _ list: some RecordList, _ name: String
    ) -> Problem {
        let place = SourcePlace(source: name, line: list.headerLine)
        if identities.names.isEmpty {
            return Problem(
                .nobodyToFind,
                "The rules do not say what tells people apart, so that nobody of “\(name)” can be found again.",
                expected: "rules with a line such as “identify people by surname, date of birth”.",
                at: [place])
        }
        let missing = identities.missing.map { "“\($0)”" }.joined(separator: ", ")
        return Problem(
            .nobodyToFind, "“\(name)” has no column for \(missing), by which the rules tell people apart.",
            expected: "a list with columns for \(identities.names.joined(separator: ", ")).", at: [place])
    }
}
