import BoundaryFiles
import DelimitedText
import Diagnostics
import Eligibility
import Facts
import Testing

@testable import DiagnosticPages

/// Problems whose wrong examples no page can show: too large, or not text. Here they are made.
struct UnshownTests {
    private static let made: [(code: String, problems: @Sendable () async throws -> [Problem])] = [
        ("R110", { rules("define deep: " + String(repeating: "(", count: 300) + "yes") }),
        (
            "B201",
            {
                rules(
                    """
                    boundaries "wards.kml"
                        neighbouring means sharing at least 1 metre of border
                    lot "Chelmsley Wood"
                        ward E05001287 "Chelmsley Wood"
                        with neighbouring wards
                    """)
            }
        ),
        ("R199", { rules(String(repeating: "fact 5\n", count: 1_200)) }),
        (
            "R214",
            {
                let answers = (1...9).map { "or \"answer \($0)\"" }.joined(separator: ", ")
                return rules("fact age at work: years, \(answers)")
            }
        ),
        (
            "R313",
            {
                try proofs(
                    """
                    fact benefit spells: spells
                    define claiming: time in benefit spells during the 52 weeks before the start date
                    cohort "In Work": claiming is less than 5 weeks
                    cohort "Out of Work": claiming is at least 10 weeks
                    """)
            }
        ),
        ("B104", { map("<kml>" + String(repeating: "<Folder>", count: 100)) }),
        ("B120", { map([0x50, 0x4B, 3, 4] + Array("the rest is lost".utf8)) }),
        ("B121", { map(emptyArchive(disk: 1)) }),
        ("B122", { map(emptyArchive(disk: 0)) }),
        (
            "B199",
            {
                let flawed = "<Placemark><name>E05001287</name><Polygon></Polygon></Placemark>"
                return map("<kml>" + String(repeating: flawed, count: 300) + "</kml>")
            }
        ),
        ("B319", { map(nest(of: 9_000)) }),
        ("L101", { try await list(Array("start date,age,name\n2018-09-03,34,Zo".utf8) + [0xEB, 0x0A]) }),
        ("L102", { try await list(Array("start date,age\n2018-09-03,3\0".utf8)) }),
        (
            "L103",
            { try await list([0xFF, 0xFE] + Array("start date,age".utf8).flatMap { [$0, 0] } + [0x0A]) }
        ),
        (
            "L104",
            {
                try await list(
                    Array("start date,age,name\n2018-09-03,34,Zo".utf8) + [0x81], encoding: .windows1252)
            }
        ),
        (
            "L105",
            {
                try await list(
                    [0xEF, 0xBB, 0xBF] + Array("start date,age\n2018-09-03,34".utf8), encoding: .windows1252)
            }
        ),
        ("L123", { try await list(Array(("start date,age\n2018-09-03,34" + commas(5_000)).utf8)) }),
        ("L124", { try await list(Array(("start date,age\n2018-09-03,34" + commas(2_000_000)).utf8)) }),
    ]

    private static func rules(_ lines: String) -> [Problem] {
        let text = BaseProgramme.rules(with: lines)
        return RuleBook.check(RuleFiles(main: "programme.rules") { _ in Array(text.utf8) }, map: nil).problems
    }

    private static func proofs(_ lines: String) throws -> [Problem] {
        let text = BaseProgramme.rules(with: lines)
        let book = try RuleBook(RuleFiles(main: "programme.rules") { _ in Array(text.utf8) }, map: nil)
        return ProofReport(try Assessor(book)).problems
    }

    private static func map(_ text: String) -> [Problem] { map(Array(text.utf8)) }
    private static func map(_ bytes: [UInt8]) -> [Problem] {
        ExampleReading.problems(ofMaps: [(bytes, "wards.kml")])
    }

    private static func list(_ bytes: [UInt8], encoding: TextEncoding? = nil) async throws -> [Problem] {
        try await ExampleReading.problems(ofList: bytes, options: DelimitedOptions(encoding: encoding))
    }

    private static func commas(_ count: Int) -> String { String(repeating: ",", count: count) }

    /// The record at the end of a zip archive in which there is nothing.
    private static func emptyArchive(disk: UInt8) -> [UInt8] {
        [0x50, 0x4B, 5, 6, disk] + [UInt8](repeating: 0, count: 17)
    }

    /// Squares inside each other, all of them parts of one ward.
    private static func nest(of count: Int) -> String {
        let squares = (1...count).map { number in
            let (low, high) = (number * 100, 9_000_000 - number * 100)
            func degrees(_ part: Int) -> String { "\(1_000_000_000 + part)".dropFirst().description }
            let (west, east) = ("-1.\(degrees(high))", "-1.\(degrees(low))")
            let (south, north) = ("52.\(degrees(low))", "52.\(degrees(high))")
            return MapPiece.polygon(.box(from: (west, south), to: (east, north))).text
        }
        return MapPiece.document(
            .chelmsleyWood(MapPiece("<MultiGeometry>\(squares.joined())</MultiGeometry>"))
        ).text
    }

    @Test(arguments: made.map(\.code))
    func `what cannot be shown can be made`(code: String) async throws {
        let made = try #require(Self.made.first { $0.code == code })
        let codes = try await made.problems().map(\.code.rawValue)
        #expect(codes.contains(code), "\(codes)")
    }

    @Test func `each page without an example has one made here`() {
        let unshown = DiagnosticFamily.all.flatMap(\.pages).filter {
            if case .none = $0.example { true } else { false }
        }
        // Archives, workbooks, files of postcodes, records, requests and interrupted runs are made where those are tested.
        let madeThere = unshown.map(\.code.rawValue).filter { code in
            ["P1", "L16", "L207", "D", "W"].contains { code.hasPrefix($0) }
        }
        #expect(unshown.map(\.code.rawValue).sorted() == (Self.made.map(\.code) + madeThere).sorted())
    }
}
