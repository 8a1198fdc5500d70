import BoundaryFiles
import DelimitedText
import Diagnostics
import Eligibility
import RuleChecking
import RuleTestSupport
import Testing
import Wards

@testable import BulkAssessment

/// Rows decided from what others were told, against each decided by itself: the same bytes, whatever the list.
@Suite struct RememberedListTests {
    static let programmes = [
        "connecting-communities", "connecting-communities-original", "connecting-communities-test-periods",
        "benefit-zones", "estate-jobs", "long-claim-support", "working-areas",
    ]

    /// How many times as many rows as usual; `WARDWISE_CASES` says.
    private static let times = max(
        1, (Asked.cases ?? 0) / 100)

    private static let outlines = ["connecting-communities-approximate", "invented-estates"].map {
        "Boundaries/\($0).kml"
    }

    private static func assessor(_ name: String) throws -> Assessor {
        let files = RuleFiles(main: "\(name)/\(name).rules") { Repository.bytes("Rules/\($0)") }
        let map = try WardMap(
            outlines.map {
                try BoundaryFile(
                    bytes: #require(Repository.bytes($0)), name: $0, mayLackWards: $0.contains("estates"))
            })
        return try Assessor(RuleBook(files, map: map))
    }

    private static func run(
        _ list: String, _ assessor: Assessor, remembers: Bool
    ) async throws -> (output: ListAssessment.Output, summary: Summary) {
        var options = ListAssessment.Options()
        options.remembers = remembers
        options.chunkSize = ChunkSize(records: 50)
        options.jobs = remembers ? 2 : 1
        options.looksAhead = !remembers
        var output = ListAssessment.Output()
        let report = try await ListAssessment(assessor, options: options).run(
            MemoryByteSource(Array(list.utf8)), named: "list.csv"
        ) { part in
            output.decisions += part.decisions
            output.rejects += part.rejects
        }
        return (output, report.summary)
    }

    private func compare(_ list: String, _ assessor: Assessor, seed: UInt64) async throws {
        let quick = try await Self.run(list, assessor, remembers: true)
        let slow = try await Self.run(list, assessor, remembers: false)
        let (one, two) = (lines(quick.output.decisions), lines(slow.output.decisions))
        #expect(one.count == two.count, "seed \(seed)")
        for (one, two) in zip(one, two) where one != two {
            Issue.record("seed \(seed)\n\(one)\n\(two)")
            return
        }
        #expect(quick.output.rejects == slow.output.rejects, "seed \(seed)")
        #expect(quick.summary == slow.summary, "seed \(seed)")
        #expect(quick.summary.rows.decided * 25 > quick.summary.rows.read, "hardly anybody was decided")
    }

    private func lines(_ bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    @Test(arguments: programmes.prefix(3))
    func `people mixed from the sample list are told what each would be alone`(
        _ name: String
    ) async throws {
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        let path = "Rules/connecting-communities/sample-referrals.csv"
        let sample = try DelimitedTable(bytes: #require(Repository.bytes(path)), named: path)
        let columns = sample.header.count
        let rows = sample.records.map { record in (0..<columns).map { record.string($0) } }
        let assessor = try Self.assessor(name)
        var writer = DelimitedWriter()
        for name in sample.header { writer.append(name.name) }
        writer.endRow()
        for number in 0..<200 * Self.times {
            var cells = random.pick(rows)
            for column in 0..<columns where random.once(in: 4) { cells[column] = random.pick(rows)[column] }
            cells[0] = "X\(number)"
            for cell in cells { writer.append(cell) }
            writer.endRow()
        }
        try await compare(String(decoding: writer.bytes, as: UTF8.self), assessor, seed: seed)
    }

    @Test(arguments: programmes) func `anything in any column is told as it would be alone`(_ name: String)
        async throws
    {
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        let assessor = try Self.assessor(name)
        let outlines = try Self.outlines.map {
            try String(decoding: #require(Repository.bytes($0)), as: UTF8.self)
        }
        let list = RandomList(assessor.book.rules, outlines: outlines).text(rows: 120 * Self.times, &random)
        try await compare(list, assessor, seed: seed)
    }

    @Test func `quotes in the name of a ward are doubled from the first row on`() async throws {
        func ward(_ code: String, _ name: String, _ west: Double) -> String {
            let ring = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0)].map {
                "\(west + $0.0),\(52 + $0.1)"
            }
            return """
                <Placemark><ExtendedData><SchemaData><SimpleData name="WD22CD">\(code)</SimpleData>
                <SimpleData name="WD22NM">\(name)</SimpleData></SchemaData></ExtendedData><Polygon><outerBoundaryIs>
                <LinearRing><coordinates>\(ring.joined(separator: " "))</coordinates></LinearRing>
                </outerBoundaryIs></Polygon></Placemark>
                """
        }
        let wards = [("E05000001", "North"), ("E05000002", "South"), ("E05000003", "The \"Old\" End")]
        let kml = """
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document>
            \(wards.enumerated().map { ward($1.0, $1.1, -2 + 0.1 * Double($0)) }.joined())
            </Document></kml>
            """
        let map = try WardMap([BoundaryFile(bytes: Array(kml.utf8), name: "wards.kml")])
        let files = RuleFiles(main: "small.rules") { _ in Array(SmallProgramme.rules.utf8) }
        let assessor = try Assessor(RuleBook(files, map: map))
        let rows = (0..<40).map { row in
            "R\(row),3 September 2018,1 May 1990,yes,£\(row)000,E0500000\(row % 3 + 1),\(row < 20 ? "" : "E05000003")"
        }
        let list =
            "ref,start date,date of birth,in work,pay,home ward,work ward\n" + rows.joined(separator: "\n")
        let quick = try await Self.run(list, assessor, remembers: true)
        let text = String(decoding: quick.output.decisions, as: UTF8.self)
        #expect(text.contains("The \"\"Old\"\" End"), "\(text)")
        #expect(
            quick.output.decisions == (try await Self.run(list, assessor, remembers: false)).output.decisions)
    }
}
