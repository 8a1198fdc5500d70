import DelimitedText
import Diagnostics
import Eligibility
import Intake

/// A list to which interviews are added, a row each.
struct AnswerList {
    private let path: String
    private let book: RuleBook
    private let before: [UInt8]
    /// Nil where the list is yet to be made.
    private let headings: [String]?
    private let delimiter: Delimiter

    /// Reads the headings of a list; a list that is not there is made with a column for each fact and connection.
    init(_ path: String, _ book: RuleBook) throws(Problems) {
        self.path = path
        self.book = book
        guard Files.exists(path) else {
            headings = nil
            delimiter = .comma
            before = []
            return
        }
        var bytes = try Files.read(path)
        let table = try DelimitedTable(bytes: bytes, named: path)
        guard table.encoding == .utf8 else {
            throw Problems(
                Problem(
                    .wrongFile, "“\(path)” is not written in UTF-8, so no row can be added to it.",
                    expected: "a list in UTF-8, or the path of a new file."))
        }
        headings = table.header.map(\.name)
        delimiter = table.delimiter
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
        before = bytes
    }

    /// Adds the answers of an interview as a row.
    func add(_ interview: Interview) throws(Problems) {
        let new = headings == nil ? ListRow.headings(book, for: interview.answers) : nil
        let headings = headings ?? new ?? []
        let row = ListRow(interview.answers, under: headings, book)
        guard row.missing.isEmpty else {
            throw Problems(
                Problem(
                    .wrongFile,
                    "“\(path)” has no column for \(row.missing.map { "“\($0)”" }.joined(separator: ", ")), so the answers were not added to it.",
                    expected: "a list with a column for each answer, or the path of a new file."))
        }
        let file = try OutputFile(path)
        try file.write(
            before + (new.map { Self.bytes($0, delimiter) } ?? []) + Self.bytes(row.cells, delimiter))
        try file.finish()
        Terminal.say("The answers are a row of “\(path)”.")
    }

    private static func bytes(_ cells: [String], _ delimiter: Delimiter) -> [UInt8] {
        var writer = DelimitedWriter(style: DelimitedStyle(delimiter: delimiter))
        for cell in cells { writer.append(cell) }
        writer.endRow()
        return writer.bytes
    }
}
