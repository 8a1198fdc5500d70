import BoundaryFiles
import BulkAssessment
import DelimitedText
import Diagnostics
import Eligibility
import Foundation
import RuleTestSupport
import Testing
import Wards

@testable import ListReports

@Suite struct ListReportTests {
    private static let sample = Task { try await assess() }

    /// The sample list decided by the rules that come with Wardwise, on the map that does.
    private static func assess(jobs: Int = 1, records: Int = 256, isEmpty: Bool = false, marked: Bool = false)
        async throws -> (
            summary: Summary, assessor: Assessor, list: DelimitedTable
        )
    {
        let rules = "connecting-communities/connecting-communities.rules"
        let files = RuleFiles(main: rules) { Repository.bytes("Rules/\($0)") }
        let path = "Boundaries/connecting-communities-approximate.kml"
        let map = try WardMap([BoundaryFile(bytes: #require(Repository.bytes(path)), name: path)])
        let assessor = try Assessor(RuleBook(files, map: map))
        let name = "Rules/connecting-communities/sample-referrals.csv"
        var bytes = try #require(Repository.bytes(name))
        if marked { bytes = try mark(bytes) }
        if isEmpty { bytes = Array(bytes.prefix { $0 != UInt8(ascii: "\n") }) }
        var options = ListAssessment.Options()
        options.jobs = jobs
        options.chunkSize = ChunkSize(records: records)
        let report = try await ListAssessment(assessor, options: options).run(
            MemoryByteSource(bytes), named: name
        ) { _ in }
        return (report.summary, assessor, try DelimitedTable(bytes: bytes, named: name))
    }

    /// A list with a mark in every cell that no rule asks for: names, references, remarks.
    private static func mark(_ bytes: [UInt8]) throws -> [UInt8] {
        let list = try DelimitedTable(bytes: bytes, named: "list")
        let free = list.header.filter {
            ["Ref No.", "First Name", "SURNAME", "Adviser", "Notes"].contains($0.name)
        }.map(\.column)
        #expect(free.count == 5)
        var writer = DelimitedWriter()
        for cell in list.header { writer.append(cell.name) }
        writer.endRow()
        for record in list.records {
            for column in 0..<record.count {
                let mark = record.string(column).isEmpty ? "" : "zqx\(record.line)"
                writer.append(free.contains(column) ? mark : record.string(column))
            }
            writer.endRow()
        }
        return writer.bytes
    }

    private static func read(_ bytes: [UInt8]) throws -> PageReader {
        let reader = PageReader(bytes)
        try #require(reader.isWellFormed)
        return reader
    }

    @Test func `the page is the same for any number of jobs and any size of chunks`() async throws {
        let one = try await Self.sample.value
        let other = try await Self.assess(jobs: 4, records: 7)
        #expect(
            ListReport(one.summary, by: one.assessor).html()
                == ListReport(other.summary, by: other.assessor).html())
    }

    @Test func `the tables have the numbers of the summary`() async throws {
        let (summary, assessor, _) = try await Self.sample.value
        let page = try Self.read(ListReport(summary, by: assessor).html())
        let rows = page.rows("What became of every row").map { $0[1] }
        #expect(
            rows
                == [summary.rows.decided, summary.rows.rejected, summary.rows.empty, summary.rows.read].map {
                    Words.number($0)
                })
        func cells(_ name: String, _ outcomes: Summary.Outcomes) -> [String] {
            [name]
                + [
                    outcomes.eligible, outcomes.refer, outcomes.needsInformation, outcomes.notEligible,
                    outcomes.people,
                ].map { Words.number($0) }
        }
        let everyone = cells("everyone", summary.outcomes)
        #expect(
            page.rows("People by lot and outcome").map { Array($0.prefix(6)) }
                == summary.lots.map { cells($0.lot, $0.outcomes) } + [everyone])
        #expect(
            page.rows("People by age and outcome").map { Array($0.prefix(6)) }
                == summary.groups.map { cells($0.group, $0.outcomes) } + [everyone])
        #expect(
            page.rows("People by cohort and outcome").map { Array($0.prefix(6)) }
                == summary.cohorts.map {
                    cells($0.cohort == "none" ? "none, not eligible" : $0.cohort, $0.outcomes)
                } + [everyone])
        #expect(
            page.rows("People by condition").map { [$0[0], $0[1], $0[3], $0[6]] }
                == summary.conditions.map {
                    [$0.condition] + [$0.notMet, $0.notKnown, $0.people].map { Words.number($0) }
                })
        #expect(page.rows("Rejected rows by cause").count == summary.rejects.count)
        for caption in page.page.all("caption") { #expect(caption.text.contains("(N = "), "\(caption.text)") }
    }

    @Test func `places are shown when they were given out, and not otherwise`() async throws {
        var (summary, assessor, _) = try await Self.sample.value
        #expect(
            try Self.read(ListReport(summary, by: assessor).html()).rows("Places by lot and cohort") == [])
        summary.places = [
            .init(
                lot: "North & West", cohort: "In Work", places: 1_200, takenBefore: 1_000, given: 150,
                waiting: 0),
            .init(lot: "South", cohort: "In Work", places: 5, takenBefore: 9, given: 0, waiting: 2),
        ]
        #expect(
            try Self.read(ListReport(summary, by: assessor).html()).rows("Places by lot and cohort") == [
                ["North & West", "In Work", "1,200", "1,000", "150", "50", "0"],
                ["South", "In Work", "5", "9", "0", "0", "2"],
            ])
    }

    @Test func `nothing of any person is on the page`() async throws {
        let (summary, assessor, list) = try await Self.assess(marked: true)
        #expect(summary.rows.decided > 100 && summary.rows.rejected > 10)
        let html = String(decoding: ListReport(summary, by: assessor).html(), as: UTF8.self)
        let hasMark = html.contains("zqx")
        #expect(!hasMark)
        let columns = list.header.filter { ["D.O.B.", "home postcode"].contains($0.name) }.map(\.column)
        #expect(columns.count == 2)
        let cells = Set(list.records.flatMap { record in columns.map { record.string($0) } })
        let words = Set(html.split { !$0.isLetter && !$0.isNumber && $0 != "/" }.map(String.init))
        #expect(words.isDisjoint(with: cells.filter { $0.contains(where: \.isNumber) }))
    }

    @Test func `what a warning quotes from a list is left out, and so are folders`() async throws {
        var (summary, assessor, _) = try await Self.sample.value
        summary.list = "/home/zqx/list.csv"
        summary.warnings = [
            Problem(.init(rawValue: "L165"), "A row above the names was passed over: “Caseload of Zqx”."),
            Problem(.init(rawValue: "L999"), "Zqx."), Problem(.init(rawValue: "L131"), "Two columns: “Pay”."),
        ]
        let page = try Self.read(ListReport(summary, by: assessor).html()).page
        let isClean = !page.text.lowercased().contains("zqx")
        #expect(isClean && page.text.contains("Two columns: “Pay”."))
        #expect(page.all("h1").first?.text == "Report on the list list.csv")
    }

    @Test func `headings, tables, charts and references are in order`() async throws {
        let (summary, assessor, _) = try await Self.sample.value
        let page = try Self.read(ListReport(summary, by: assessor).html()).page
        let everything = page.everything
        let ids = everything.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for element in everything {
            for name in ["aria-labelledby"] {
                for id in (element.attributes[name] ?? "").split(separator: " ") {
                    #expect(ids.contains(String(id)))
                }
            }
            if let target = element.attributes["href"] {
                #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "\(target)")
            }
        }
        let levels = everything.compactMap { ["h1": 1, "h2": 2, "h3": 3][$0.name] }
        #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
        for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1) }
        for table in page.all("table") {
            #expect(table.children.first?.name == "caption")
            for cell in table.all("th") { #expect(["col", "row"].contains(cell.attributes["scope"])) }
            let widths = Set(table.all("tr").map(\.children.count))
            #expect(widths.count == 1)
        }
        for picture in page.all("svg") where picture.attributes["role"] == "img" {
            let hasName = picture.attributes["aria-labelledby"] != nil || !picture.all("title").isEmpty
            #expect(hasName)
        }
        #expect(page.all("html").first?.attributes["lang"] == "en-GB")
    }

    @Test func `the page loads and runs nothing`() async throws {
        let (summary, assessor, _) = try await Self.sample.value
        let html = ListReport(summary, by: assessor).html()
        let page = try Self.read(html).page
        for element in page.everything {
            #expect(!["script", "img", "link", "iframe", "object", "embed", "form"].contains(element.name))
            for (name, value) in element.attributes where name != "xmlns" {
                #expect(!name.hasPrefix("on") && !["src", "srcset", "xlink:href", "style"].contains(name))
                #expect(!value.contains("//"), "\(name)=\(value)")
            }
        }
        #expect(!page.all("style").contains { $0.text.contains("@import") || $0.text.contains("http") })
    }

    @Test func `the map has every lot with its people`() async throws {
        let (summary, assessor, _) = try await Self.sample.value
        let page = try Self.read(ListReport(summary, by: assessor).html()).page
        let texts = Set(page.all("text").map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) })
        for lot in summary.lots.dropLast() { #expect(texts.contains("\(lot.lot): \(lot.outcomes.people)")) }
    }

    @Test func `hostile names are shown as they are and do nothing`() async throws {
        var (summary, assessor, _) = try await Self.sample.value
        let names = [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='x", "&lt;b&gt; &amp;",
            "]]><!--", "</style></title>", "مرحبا بالعالم", "a`b", "{{7*7}}",
        ]
        let turned = "\u{202E}txt.exe\u{2066}\u{0}\u{7}\u{FFFE}\u{85}"
        for (index, name) in (names + [turned]).enumerated() {
            summary.list = "folder/" + name.replacing("/", with: "∕")
            summary.lots[index % summary.lots.count].lot = name
            summary.cohorts[index % summary.cohorts.count].cohort = name
            summary.conditions[index % summary.conditions.count].condition = name
            summary.groups[index % summary.groups.count].group = name
            summary.rejects[0].column = name
            summary.dates[0].column = name
            summary.unusedColumns = summary.unusedColumns.map { column in
                var column = column
                column.column = name
                return column
            }
            summary.warnings = [Problem(.init(rawValue: "L203"), "Column “\(name)” is odd.", expected: name)]
            let bytes = ListReport(summary, by: assessor, options: [.init(name: name, value: name)]).html()
            let page = try Self.read(bytes)
            let shown = index < names.count ? name : "txt.exe"
            #expect(page.rows("Rejected rows by cause").first?.first == shown)
            #expect(page.page.all("script").isEmpty && page.page.all("img").isEmpty)
            #expect(page.page.all("b").isEmpty)
            let html = String(decoding: bytes, as: UTF8.self)
            #expect(!html.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
            #expect(page.page.all("bdi").contains { $0.text == shown })
        }
    }

    @Test func `a list of which nothing was decided has a page as well`() async throws {
        let (empty, assessor, _) = try await Self.assess(isEmpty: true)
        let page = try Self.read(ListReport(empty, by: assessor).html())
        #expect(page.rows("What became of every row").map { $0[1] } == ["0", "0", "0", "0"])
        #expect(page.page.all("figure").isEmpty)
    }

    @Test(arguments: [(0, "0"), (7, "7"), (1_000, "1,000"), (999_999, "999,999"), (12_345_678, "12,345,678")])
    func `numbers have commas`(_ number: Int, _ words: String) {
        #expect(Words.number(number) == words)
    }
}
