import Eligibility
import Facts
import RuleChecking
import RuleSyntax

/// The rules of a programme as a page: what they say in their own words, in an order to be read in, and a dictionary of
/// what is asked and what lists hold.
public struct RuleDocument: Sendable {
    /// The name of the programme, and its version where there is one.
    public let title: String
    private let blocks: [DocumentBlock]

    /// The page of checked rules.
    ///
    /// - Parameter files: the files that the rules were read from.
    public init(_ book: RuleBook, files: RuleFiles) {
        title = book.title + (book.version.map { ", \($0)" } ?? "")
        var blocks: [DocumentBlock] = [.heading(1, title)]
        blocks.append(
            .paragraph(
                "Made from rule files whose content has the name \(book.digest.short). The words are those of the rules themselves; what Wardwise decides by is the files."
            ))
        for chapter in Self.chapters {
            let rules = files.files.flatMap { file in
                file.statements.filter { chapter.holds($0.kind) }.map { Self.block($0, file) }
            }
            if !rules.isEmpty { blocks += [.heading(2, chapter.title)] + rules }
        }
        blocks += [.heading(2, "Data dictionary"), .paragraph(Self.aboutDictionary)]
        blocks.append(.table(DataDictionary.header, DataDictionary.rows(book)))
        self.blocks = blocks
    }

    /// The page in Markdown.
    public var markdown: String { Markdown.text(blocks) }

    /// The page in HTML; it needs no other file.
    public var html: String { HTML.text(blocks, title: title) }

    private static let aboutDictionary =
        "Each is a column of a list, by its name or any of the other headings, in any case and punctuation. “unknown” and “refused” are answers to everything; an empty cell says that nobody asked. A connection is a column of its own, or several: with “ward”, “postcode”, or “latitude” and “longitude” after its name; “none” says that there is no such place, and | stands between several."

    // MARK: Chapters

    private struct Chapter {
        var title: String
        var holds: @Sendable (StatementSyntax.Kind) -> Bool
    }

    private static let chapters: [Chapter] = [
        Chapter(title: "The programme") { if case .programme = $0 { true } else { false } },
        Chapter(title: "Who may join") {
            switch $0 {
            case .eligible, .condition: true
            default: false
            }
        },
        Chapter(title: "What the words mean") {
            switch $0 {
            case .define, .period, .calendar: true
            default: false
            }
        },
        Chapter(title: "Amounts and rates") { if case .rate = $0 { true } else { false } },
        Chapter(title: "Where the sources can be read in several ways") {
            if case .interpretation = $0 { true } else { false }
        },
        Chapter(title: "Groups") { if case .cohort = $0 { true } else { false } },
        Chapter(title: "Areas") {
            switch $0 {
            case .boundaries, .lot: true
            default: false
            }
        },
        Chapter(title: "Places") { if case .cap = $0 { true } else { false } },
        Chapter(title: "Advice") { if case .advise = $0 { true } else { false } },
        Chapter(title: "After joining") {
            switch $0 {
            case .milestone, .payment: true
            default: false
            }
        },
        Chapter(title: "What is promised") { if case .promise = $0 { true } else { false } },
        Chapter(title: "What is asked") {
            switch $0 {
            case .fact, .connection, .identify: true
            default: false
            }
        },
        Chapter(title: "Sources") { if case .source = $0 { true } else { false } },
    ]

    /// A statement line by line, without its comments.
    private static func block(_ statement: StatementSyntax, _ file: RuleFileSyntax) -> DocumentBlock {
        let text = String(decoding: file.source.bytes[statement.range], as: UTF8.self)
        var lines: [(depth: Int, text: String)] = []
        for line in text.split(separator: "\n") {
            let words = AnswerReader.trim(String(line))
            if words.isEmpty || words.hasPrefix("#") { continue }
            let depth = line.prefix { $0 == " " }.count / 4
            // What stands farther in than a clause can goes on with the line above.
            if let last = lines.last, depth > min(2, last.depth + 1) {
                lines[lines.count - 1].text += " " + words
            } else {
                lines.append((depth, words))
            }
        }
        return .rule(lines.first?.text ?? "", Array(lines.dropFirst()))
    }
}
