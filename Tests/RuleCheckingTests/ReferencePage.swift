import Diagnostics
import Foundation
import RuleChecking
import RuleSyntax
import RuleTestSupport

/// `Rules/LANGUAGE.md`, cut into its fenced blocks.
struct ReferencePage {
    struct Block {
        /// What stands behind the opening fence: `rules`, `rules refused R107`, `ebnf`, …
        var label: String
        var text: String
        /// The line of the page on which its text begins.
        var line: Int
    }

    let blocks: [Block]

    init() throws {
        let page = try String(
            contentsOf: Repository.folder.appending(path: "Rules/LANGUAGE.md"), encoding: .utf8)
        var blocks: [Block] = []
        var open: Block?
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(block)
                    open = nil
                } else {
                    open = Block(label: String(line.dropFirst(3)), text: "", line: index + 2)
                }
            } else {
                open?.text += line + "\n"
            }
        }
        self.blocks = blocks
    }

    /// Statements, each from a line that begins at the margin to the next, by what they declare.
    private static func statements(_ text: String) -> [(key: Substring, text: String)] {
        var found: [(key: Substring, text: String)] = []
        for line in text.split(separator: "\n") {
            if line.first?.isWhitespace == false {
                let key = line.prefix { $0 != ":" && $0 != "," }
                found.append((key.hasPrefix("eligible") ? "eligible" : key, String(line) + "\n"))
            } else if !found.isEmpty {
                found[found.count - 1].text += line + "\n"
            }
        }
        return found
    }

    /// What checking a block finds: by itself, or in the programme at the head of the page, where it takes the place
    /// of what declares the same.
    func problems(of block: Block) -> [Problem] {
        let own = SourceText(name: "LANGUAGE.md:\(block.line)", text: block.text)
        var files = [RuleFileSyntax(own)]
        if block.label != "rules whole", block.label != "rules preamble" {
            let declared = Set(Self.statements(block.text).map(\.key))
            let rest = Self.statements(blocks.first { $0.label == "rules preamble" }?.text ?? "")
                .filter { !declared.contains($0.key) }.map(\.text).joined()
            files.insert(RuleFileSyntax(SourceText(name: "preamble", text: rest)), at: 0)
        }
        return RuleChecker.check(files, wards: Self.wards, schedules: Self.schedules).problems
    }

    static let wards = WardVocabulary(
        names: [
            "E05001287": "Chelmsley Wood", "E05001203": "Shard End", "E05001216": "Washwood Heath",
        ],
        authorities: ["E08000029": "Solihull", "E08000025": "Birmingham"],
        outlines: ["Larkfield Estate", "Larkfield School"], file: "wards-2013.kml",
        nameKey: { $0.lowercased() })

    static let schedules = [
        "first-steps/wards.csv": Schedule(
            entries: [
                .init(
                    code: "E05001287", name: "Chelmsley Wood",
                    cells: ["Ward": "E05001287", "Claimant rate": "27.4%"],
                    place: SourcePlace(source: "wards.csv", line: 2))
            ],
            headings: ["Ward", "Claimant rate"], problems: [])
    ]
}
