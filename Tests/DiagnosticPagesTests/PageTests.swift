import Diagnostics
import Foundation
import Testing

@testable import DiagnosticPages

/// One page for each code, short and in plain words.
struct PageTests {
    private static let pages = DiagnosticFamily.all.flatMap(\.pages)
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The codes that the product declares, wherever its pages do not.
    private static func declaredCodes() throws -> Set<String> {
        var codes: Set<String> = []
        let sources = repository.appending(path: "Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        for path in paths where path.hasSuffix(".swift") && !path.hasPrefix("DiagnosticPages/") {
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            for match in text.matches(of: /"([A-Z]\d{3})"/) { codes.insert(String(match.1)) }
        }
        return codes
    }

    @Test func `every code of the product has exactly one page, and every page a code`() throws {
        let declared = try Self.declaredCodes()
        #expect(declared.count > 100)
        let paged = Self.pages.map(\.code.rawValue)
        #expect(declared.subtracting(paged).sorted() == [], "codes without a page")
        #expect(Set(paged).subtracting(declared).sorted() == [], "pages without a code")
        #expect(paged.count == Set(paged).count)
    }

    @Test func `the reference of the language lists its codes by the titles of their pages`() throws {
        let page = try String(
            contentsOf: Self.repository.appending(path: "Rules/LANGUAGE.md"), encoding: .utf8)
        let rows = page.matches(of: /\n\| (R\d{3}) \| (.+) \|/).map { "\($0.1) \($0.2)" }
        let titles = Self.pages.filter { $0.code.rawValue.hasPrefix("R") }.map {
            "\($0.code.rawValue) \($0.title)"
        }
        #expect(rows == titles)
    }

    @Test(arguments: pages)
    func `a page is short`(page: DiagnosticPage) {
        #expect((8...72).contains(page.title.count), "\(page.title.count)")
        #expect(
            page.title.first?.isLowercase == true || page.title.hasPrefix("`")
                || ["XML", "JSON"].contains { page.title.hasPrefix($0) })
        #expect(page.title.last != ".")
        #expect((60...360).contains(page.meaning.count), "\(page.meaning.count)")
        #expect((20...300).contains(page.remedy.count), "\(page.remedy.count)")
        for sample in page.samples {
            let lines = sample.text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 20 && lines.allSatisfy { $0.count <= 100 }, "\(sample.text)")
            #expect(!sample.text.hasSuffix("\n"))
        }
        for code in page.related { #expect(Self.pages.contains { $0.code == code } && code != page.code) }
    }

    /// Words that people who make software use among themselves.
    private static let jargon: Set<String> = [
        "array", "boolean", "byte order mark", "character set", "compile", "compiler", "config", "crs",
        "delimiter", "deprecated", "exception", "expression tree", "field", "identifier", "integer",
        "invalid",
        "iterate", "literal", "malformed", "metadata", "namespace", "null", "object", "operator", "parameter",
        "parse", "parser", "schema", "semantic", "string", "syntax", "token", "traversal", "tuple", "unicode",
        "utf", "validate", "variable", "vertex", "vertices", "whitespace",
    ]

    @Test(arguments: pages)
    func `a page is in plain words and whole sentences`(page: DiagnosticPage) {
        var texts = [page.meaning, page.remedy]
        if case .none(let why) = page.example { texts.append(why) }
        for text in texts {
            // What stands between backquotes is typed, not read.
            let prose = text.replacing(/`[^`]*`/, with: "it")
            let words = prose.lowercased().split { !$0.isLetter && $0 != "’" && $0 != "-" }.map(String.init)
            let found = words.filter { Self.jargon.contains($0) }
            #expect(found.filter { $0 != "utf" }.isEmpty, "\(found)")
            #expect(prose.hasSuffix("."))
            for sentence in prose.split(separator: /[.:;?](?=\s|$)/) {
                let count = sentence.split(whereSeparator: \.isWhitespace).count
                #expect(count <= 32, "\(count) words: \(sentence)")
            }
            #expect(!text.contains("  ") && !text.contains("'") && !text.contains("\""), "\(text)")
            #expect(text.count { $0 == "`" }.isMultiple(of: 2))
        }
    }

    @Test(arguments: pages)
    func `a page fits a narrow terminal, but for what is to be copied`(page: DiagnosticPage) {
        let copied = Set(page.samples.flatMap { $0.text.split(separator: "\n") }.map { "    \($0)" })
        for line in page.text(width: 60).split(separator: "\n") where !copied.contains(String(line)) {
            #expect(line.count <= 60, "\(line)")
        }
    }

    @Test func `a page reads from what is wrong to what is right`() {
        let page = DiagnosticPage.page(for: "r103")
        #expect(
            page?.text(width: 72) == """
                R103: digits that are not a number

                A point stands before pence, and a comma only between groups of three
                digits. “£8,72” could be eight pounds or eight hundred, and a guess
                would decide about people.

                What to do
                  Write £8.72 and £13,900. At most six places may follow a point, and no
                  full stop ends a line of rules.

                Wrong
                    define low paid: hourly pay is below £8,72

                Right
                    define low paid: hourly pay is below £8.72
                """)
    }

    @Test(arguments: [
        ("R198", ["R199"]), ("r2o3", ["R203"]), ("R203:", ["R203"]), ("203", ["R203", "L203", "D203"]),
        ("E203", ["R203", "L203", "D203"]),
        ("R1", ["R101"]), ("b200", ["B201"]), ("overlap", []), ("", []), ("R99999999999999999999", []),
    ])
    func `a code that does not exist leads to the nearest`(written: String, nearest: [String]) {
        #expect(DiagnosticPage.nearest(to: written).map(\.code.rawValue) == nearest)
    }

    @Test(arguments: ["R203", "r203", "R203:", " R 203 "])
    func `a code is known in any case and with signs around it`(written: String) {
        #expect(DiagnosticPage.page(for: written)?.code.rawValue == "R203")
    }
}

extension DiagnosticPage {
    fileprivate var samples: [Sample] {
        if case .shown(let wrong, let right) = example { wrong + right } else { [] }
    }
}
