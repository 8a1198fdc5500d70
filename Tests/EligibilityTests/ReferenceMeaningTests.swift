import BoundaryFiles
import Diagnostics
import Foundation
import RuleChecking
import RuleEvaluation
import RuleTestSupport
import Testing
import Wards

@testable import Eligibility

/// What the language reference says that expressions come to and that examples expect is what the rules decide.
struct ReferenceMeaningTests {
    private struct Block {
        var label: String
        var line: Int
        var lines: [String]
    }

    private let blocks: [Block]
    private let preamble: [String]

    init() throws {
        let page = try String(
            contentsOf: Repository.folder.appending(path: "Rules/LANGUAGE.md"), encoding: .utf8)
        var blocks: [Block] = []
        var isOpen = false
        for (index, line) in page.components(separatedBy: "\n").enumerated() {
            if line.hasPrefix("```") {
                isOpen.toggle()
                if isOpen {
                    blocks.append(Block(label: String(line.dropFirst(3)), line: index + 2, lines: []))
                }
            } else if isOpen {
                blocks[blocks.count - 1].lines.append(line)
            }
        }
        self.blocks = blocks
        preamble = blocks.first { $0.label == "rules preamble" }?.lines ?? []
    }

    @Test func `each expression comes to what is said`() throws {
        let boxes = blocks.filter { $0.label == "gives" }
        var count = 0
        for box in boxes {
            let gap = box.lines.firstIndex(of: "") ?? 0
            for line in box.lines[(gap + 1)...] {
                let sides = line.components(separatedBy: " → ")
                try #require(sides.count == 2, "\(line)")
                let found = try value(of: sides[0], Array(box.lines[..<gap]))
                #expect(found == sides[1], "line \(box.line): \(sides[0])")
                count += 1
            }
        }
        #expect(count > 70)
    }

    @Test func `each example passes`() throws {
        var count = 0
        for block in blocks where ["rules", "rules preamble", "rules whole"].contains(block.label) {
            guard block.lines.contains(where: { $0.hasPrefix("example ") }) else { continue }
            let isWhole = block.label != "rules"
            let book = try Self.book(isWhole ? block.lines : Self.replacing(preamble, with: block.lines))
            let runner = ExampleRunner(try Assessor(book))
            for example in book.rules.examples where isWhole || example.title != "A neighbour of sixteen" {
                let result = runner.run(example)
                #expect(result.passed, "line \(block.line), \(example.title): \(result.differences)")
                count += 1
            }
        }
        #expect(count > 7)
    }

    // MARK: Expressions

    /// What an expression comes to for somebody, in words.
    private func value(of expression: String, _ facts: [String]) throws -> String {
        let probe = ["define probe: \(expression)"]
        let book = try Self.book(preamble + probe)
        let index = try #require(book.rules.definitions.firstIndex { $0.key == "probe" })
        if book.rules.definitions[index].type == .test {
            let tested = try Self.book(preamble + probe + ["condition probed: probe"])
            let (decider, situation) = try Self.situation(tested, facts)
            let condition = try #require(tested.rules.conditions.firstIndex { $0.key == "probed" })
            let found = try decider.decide(situation).conditions.first { $0.condition == condition }
            return found?.isMet == .yes ? "yes" : found?.isMet == .no ? "no" : "not known"
        }
        let (decider, situation) = try Self.situation(book, facts)
        return Inspector(decider, situation).words(book.rules.definitions[index].value, ties: [])
    }

    private static func situation(_ book: RuleBook, _ facts: [String]) throws -> (Decider, Situation) {
        var reader = PersonReader(book)
        var all = facts
        if !facts.contains(where: { $0.hasPrefix("start date:") }) { all.append("start date: 1 March 2020") }
        for fact in all {
            let parts = fact.components(separatedBy: ": ")
            reader.give(parts[1], for: try #require(book.fields.field(named: parts[0]), "\(fact)"))
        }
        let assessor = try Assessor(book)
        let person = try reader.finish()
        return (
            assessor.decider,
            try PreparedCase(assessor, person).situation(assessor.chosenReadings(for: person))
        )
    }

    // MARK: Rules

    /// The programme at the head of the page, with what a box declares in the place of what is declared there.
    private static func replacing(_ preamble: [String], with lines: [String]) -> [String] {
        func key(_ line: String) -> Substring? {
            guard line.first?.isWhitespace == false else { return nil }
            let key = line.prefix { $0 != ":" && $0 != "," }
            return key.hasPrefix("eligible") ? "eligible" : key
        }
        let declared = Set(lines.compactMap(key))
        var isKept = true
        let kept = preamble.filter { line in
            if let key = key(line) { isKept = !declared.contains(key) }
            return isKept
        }
        return kept + lines
    }

    private static func book(_ lines: [String]) throws -> RuleBook {
        let text = lines.joined(separator: "\n") + "\n"
        let files = RuleFiles(main: "main.rules") { path in
            switch path {
            case "main.rules": Array(text.utf8)
            case "first-steps/wards.csv":
                Array("Ward code,Ward,Claimant rate\nE05001287,Chelmsley Wood,27.4%\n".utf8)
            default: nil
            }
        }
        do {
            let map = try WardMap([BoundaryFile(bytes: Array(kml.utf8), name: "wards.kml")])
            return try RuleBook(files, map: map)
        } catch {
            throw World.Shown(description: error.all.map(\.text).joined(separator: "\n"))
        }
    }

    private static let kml: String = {
        func placemark(_ inside: String, _ x: Double) -> String {
            """
            <Placemark>\(inside)<Polygon><outerBoundaryIs><LinearRing><coordinates>
            \(x),52 \(x + 0.01),52 \(x + 0.01),52.01 \(x),52.01 \(x),52
            </coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
            """
        }
        let wards = [
            ("E05001287", "Chelmsley Wood"), ("E05001203", "Shard End"), ("E05001216", "Washwood Heath"),
        ]
        let drawn = wards.enumerated().map { index, ward in
            let fields = [
                ("wd13cd", ward.0), ("wd13nm", ward.1), ("lad13cd", "E08000029"), ("lad13nm", "Solihull"),
            ]
            let data = fields.map { "<SimpleData name=\"\($0.0)\">\($0.1)</SimpleData>" }.joined()
            return placemark(
                "<ExtendedData><SchemaData>\(data)</SchemaData></ExtendedData>", -2 + Double(index) / 100)
        }
        let named = ["Larkfield Estate", "Larkfield School"].map { placemark("<name>\($0)</name>", -1.9) }
        return "<kml><Document>\((drawn + named).joined())</Document></kml>"
    }()
}
