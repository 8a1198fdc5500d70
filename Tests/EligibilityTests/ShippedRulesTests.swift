import BoundaryFiles
import DelimitedText
import Diagnostics
import Eligibility
import Foundation
import RuleTestSupport
import Testing
import Wards

/// The rule files that come with Wardwise, and the golden cases of the domain.
struct ShippedRulesTests {
    static let programmes = [
        "connecting-communities", "connecting-communities-original", "connecting-communities-test-periods",
    ]

    static func files(_ name: String) -> RuleFiles {
        let root = Repository.folder.appending(path: "Rules")
        return RuleFiles(main: "\(name)/\(name).rules") { path in
            try? SharedDomain.bytes(root.appending(path: path))
        }
    }

    static func map() throws -> WardMap { try loaded.get() }

    private static let loaded = Result {
        let wards = "Boundaries/connecting-communities-approximate.kml"
        let estates = "Boundaries/invented-estates.kml"
        return try WardMap([
            BoundaryFile(bytes: SharedDomain.bytes(Repository.folder.appending(path: wards)), name: wards),
            BoundaryFile(
                bytes: SharedDomain.bytes(Repository.folder.appending(path: estates)), name: estates,
                mayLackWards: true),
        ])
    }

    private func results(_ name: String) throws -> [ExampleResult] {
        let book = try RuleBook(Self.files(name), map: Self.map())
        let path = Repository.folder.appending(path: "Rules/\(name)/\(name).cases.csv")
        let cases = try CaseFile.read(SharedDomain.bytes(path), named: name, fields: book.fields)
        let runner = ExampleRunner(try Assessor(book))
        return (book.rules.examples + cases).map(runner.run)
    }

    @Test(arguments: programmes) func `shipped rules have no problem and all their examples pass`(
        _ name: String
    ) throws {
        let book = try RuleBook(Self.files(name), map: Self.map())
        #expect(book.warnings.isEmpty)
        for result in try results(name) {
            #expect(result.passed, "\(name), \(result.example.title): \(result.differences)")
        }
    }

    @Test(.enabled(if: SharedDomain.isPresent, "the domain folder is not beside the package"))
    func `every golden case but those of milestones and payments is shipped and says the same`() throws {
        let domain = try #require(SharedDomain.folder)
        let table = try DelimitedTable(
            bytes: SharedDomain.bytes(domain.appending(path: "golden-cases.csv")), named: "golden-cases.csv")
        let names = table.header.map(\.name)
        var found: [String: ExampleResult] = [:]
        for name in Self.programmes {
            for result in try results(name) where result.example.place.source == name {
                found[String(result.example.title.prefix(3))] = result
            }
        }
        let outcomes = [
            "ELIGIBLE": "eligible", "NOT_ELIGIBLE": "not eligible", "REVIEW": "refer",
            "NEEDS_INFORMATION": "needs information",
        ]
        let cohorts = [
            "RapidProgression": "Rapid Progression", "HarderToReach": "Harder to Reach",
            "HardestToHelp": "Hardest to Help", "InWork": "In Work",
        ]
        var compared = 0
        for record in table.records {
            func cell(_ name: String) -> String { names.firstIndex(of: name).map { record.string($0) } ?? "" }
            let id = cell("id")
            if ["G53", "G55", "G57", "G59", "G60"].contains(id) { continue }
            let result = try #require(found[id], "\(id) is not shipped")
            compared += 1
            #expect(result.passed, "\(id): \(result.differences)")
            guard cell("expected_decision") != "ERROR" else {
                #expect(result.assessment == nil, "\(id)")
                continue
            }
            let assessment = try #require(result.assessment, "\(id)")
            #expect(assessment.outcome.rawValue == outcomes[cell("expected_decision")], "\(id)")
            #expect(assessment.decisionDate.iso == cell("assessment_date"), "\(id)")
            switch cell("cohort") {
            case "": break
            case "UNKNOWN": #expect(assessment.cohort == .notKnown, "\(id)")
            case "REFER": #expect(assessment.cohort == .refer, "\(id)")
            default: #expect(assessment.cohort == .named(cohorts[cell("cohort")] ?? "?"), "\(id)")
            }
            let lots = cell("lot").split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            if !lots.isEmpty { #expect(Set(assessment.lots.map(\.lot)) == Set(lots), "\(id)") }
        }
        #expect(compared == 35)
    }

    @Test func `reasons are whole sentences`() throws {
        for name in Self.programmes {
            for result in try results(name) {
                let texts =
                    (result.assessment?.conditions.map(\.reason) ?? []) + (result.assessment?.reasons ?? [])
                    + (result.assessment?.notes ?? [])
                for text in texts {
                    #expect(text.hasSuffix("."), "\(text)")
                    #expect(text.first?.isLowercase == false, "\(text)")
                    for mark in [
                        "  ", "..", "the the ", " ,", "a an ", "; .", "this;", "from from", "asks for below",
                        "asks for on",
                    ] {
                        #expect(!text.contains(mark), "\(text)")
                    }
                }
            }
        }
    }
}
