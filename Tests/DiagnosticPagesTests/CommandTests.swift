import Foundation
import Testing

@testable import DiagnosticPages

/// `wardwise explain`, and the line of other commands that leads to it.
struct CommandTests {
    private static let pages = DiagnosticFamily.all.flatMap(\.pages)

    @Test(arguments: ["R203", "r203"])
    func `a code in any case shows its page`(code: String) throws {
        let run = try Product.run(["explain", code])
        #expect(run.status == 0 && run.errors == "")
        #expect(run.output == (DiagnosticPage.page(for: "R203")?.text(width: 100) ?? "") + "\n")
    }

    @Test func `an unknown code suggests the nearest and ends with 2`() throws {
        let run = try Product.run(["explain", "B200"])
        #expect(run.status == 2 && run.output == "")
        #expect(run.errors.hasPrefix("error F105: There is no code “B200”."))
        #expect(run.errors.contains("Did you mean B201 ("))
        #expect(!run.errors.contains("says more"))
        #expect(try Product.run(["explain", "overlap"]).status == 2)
    }

    @Test func `without a code all are listed, each once, by family`() throws {
        let run = try Product.run(["explain"])
        #expect(run.status == 0)
        let codes = run.output.matches(of: /(?m)^  ([A-Z]\d{3})  (.+)$/).map { "\($0.1) \($0.2)" }
        #expect(codes == Self.pages.map { "\($0.code.rawValue) \($0.title)" })
        for family in DiagnosticFamily.all { #expect(run.output.contains("\(family.title)\n")) }
    }

    private struct Page: Decodable {
        struct Text: Decodable { var place, text: String }
        var code, title, meaning, remedy: String
        var wrong, right: [Text]?
        var noExample: String?
        var related: [String]
    }

    @Test func `JSON has all of a page, and the titles of all pages`() throws {
        for page in Self.pages where ["R203", "L214", "B104", "F101"].contains(page.code.rawValue) {
            let run = try Product.run(["explain", page.code.rawValue, "--format", "json"])
            let read = try JSONDecoder().decode(Page.self, from: Data(run.output.utf8))
            #expect(read.code == page.code.rawValue && read.title == page.title)
            #expect(read.meaning == page.meaning && read.remedy == page.remedy)
            #expect(read.related == page.related.map(\.rawValue))
            switch page.example {
            case .shown(let wrong, let right):
                #expect(read.wrong?.map(\.text) == wrong.map(\.text))
                #expect(read.right?.map(\.text) == right.map(\.text))
                #expect(read.noExample == nil)
            case .none(let why): #expect(read.noExample == why && read.wrong == nil)
            }
        }
        let all = try Product.run(["explain", "--format", "json"])
        let titles = try JSONDecoder().decode([[String: String]].self, from: Data(all.output.utf8))
        #expect(titles.map { $0["code"] } == Self.pages.map(\.code.rawValue))
    }

    // MARK: The line that leads here

    private static func check(_ lines: String, _ options: String...) throws -> Product.Run {
        let folder = try Product.folder([(BaseProgramme.main, BaseProgramme.rules(with: lines))])
        defer { try? FileManager.default.removeItem(at: folder) }
        return try Product.run(["check", BaseProgramme.main] + options, in: folder)
    }

    private static let wrong = "define share: another plus 1\ndefine known: nobody knows\ndefine share: 2"

    @Test func `a run that shows problems says once, at its end, where there is more about them`() throws {
        let several = try Self.check(Self.wrong)
        #expect(several.status == 1 && several.codes.count > 2)
        #expect(
            several.errors.hasSuffix(
                "\n`wardwise explain R201` says more about R201, and so for each code.\n"))
        #expect(several.errors.matches(of: /says more/).count == 1)
        let one = try Self.check("define known: nobody knows\ndefine seen: nothing seen")
        #expect(one.errors.hasSuffix("\n`wardwise explain R201` says more.\n"))
    }

    @Test(arguments: ["json", "narrated"])
    func `what a machine reads or a voice says does not`(format: String) throws {
        let run = try Self.check(Self.wrong, "--format", format)
        #expect(run.status == 1 && (run.output + run.errors).contains("R201"))
        #expect(!(run.output + run.errors).contains("wardwise explain"))
    }

    @Test func `a run without problems does not`() throws {
        #expect(try !Self.check("").errors.contains("wardwise explain"))
    }

    @Test func `rejected rows are counted with their codes`() throws {
        let folder = try Product.folder([
            (BaseProgramme.main, BaseProgramme.rules(with: "")),
            ("list.csv", "start date,age\n2018-09-03,old\n"),
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try Product.run(["assess", "list.csv", "--rules", BaseProgramme.main], in: folder)
        #expect(run.errors.contains("age: a value that cannot be read (L211)"))
        #expect(run.errors.hasSuffix("\n`wardwise explain L211` says more.\n"))
    }
}
