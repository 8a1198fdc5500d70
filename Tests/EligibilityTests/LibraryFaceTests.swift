import Eligibility
import Foundation
import RuleTestSupport
import Testing

/// The ordinary calls of the library, and the documentation that shows them.
struct LibraryFaceTests {
    private static let kml = Repository.bytes("Boundaries/connecting-communities-approximate.kml") ?? []

    private static func rules(_ path: String) -> [UInt8]? { Repository.bytes("Rules/\(path)") }

    private static func assessor() throws -> Assessor {
        try DocumentationSnippets.landing(kml: kml, rules).0
    }

    /// The pieces of Swift in a page, without what they are set in by.
    private static func snippets(_ path: String) throws -> [String] {
        let page = String(decoding: try #require(Repository.bytes(path), "\(path)"), as: UTF8.self)
        return page.matches(of: /(?s)```swift\n(.*?)```/).map { plain(String($0.1)) }
    }

    private static func plain(_ text: String) -> String {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
    }

    @Test(arguments: [
        "README.md", "Sources/Eligibility/Eligibility.docc/Eligibility.md",
        "Sources/Eligibility/Eligibility.docc/AnIntakeScreen.md",
        "Sources/Eligibility/Eligibility.docc/AProvidersList.md",
        "Sources/Eligibility/Eligibility.docc/ChangingRules.md",
    ]) func `the Swift of the documentation is compiled`(_ path: String) throws {
        let source = try #require(Repository.bytes("Tests/EligibilityTests/DocumentationSnippets.swift"))
        let compiled = Self.plain(String(decoding: source, as: UTF8.self))
        let snippets = try Self.snippets(path)
        #expect(!snippets.isEmpty)
        for snippet in snippets { #expect(compiled.contains(snippet), "\(snippet)") }
    }

    @Test func `the Swift of the documentation does what it says`() async throws {
        let (assessor, person) = try DocumentationSnippets.landing(kml: Self.kml, Self.rules)
        try DocumentationSnippets.readme(kml: Self.kml, Self.rules)
        let decision = try DocumentationSnippets.intakeScreen(assessor) { words in
            if words.contains("in paid work") { return "out of work" }
            if words.contains("first day without") { return "1 May 2018" }
            if words.contains("a year") { return "£0" }
            if words.contains("birth") { return "1 June 1980" }
            return words.contains("live?") ? "E05001216" : "none"
        }
        #expect(decision.outcome != .needsInformation)
        let row = [
            "start date": "4 March 2019", "age": "41", "work status": "out of work", "home": "E05001216",
        ]
        let list = await DocumentationSnippets.providersList(assessor, [row, ["age": "forty"]])
        #expect(list[0] == "eligible")
        #expect(list[1]?.contains("forty") == true)
        try DocumentationSnippets.changingRules(assessor, person, "programme")
    }

    @Test func `names that the rules do not have come with the nearest that they have`() throws {
        let assessor = try Self.assessor()
        let problems = #expect(throws: InputProblems.self) {
            try assessor.assess(["start dat": "4 March 2019", "age": "forty"])
        }
        let all = problems?.all ?? []
        #expect(all.map(\.fact) == ["start dat", "age"])
        #expect(all.first?.expected == "“start date”, perhaps.")
        #expect(all.first?.field == nil)
    }

    @Test func `problems of rules and of boundaries come together`() throws {
        let problems = #expect(throws: Problems.self) {
            try Assessor(
                rules: "main.rules", boundaries: [NamedBytes(name: "wards.kml", bytes: Array("<kml>".utf8))]
            ) { _ in Array("programme \"X\"\nfact 5\n".utf8) }
        }
        let letters = Set(problems?.all.compactMap(\.code.rawValue.first) ?? [])
        #expect(letters == ["R", "B"])
    }
}
