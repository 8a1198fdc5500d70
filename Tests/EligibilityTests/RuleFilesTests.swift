import Diagnostics
import Eligibility
import RuleTestSupport
import Testing

/// `use`: other files from the rules root.
struct RuleFilesTests {
    private static let whole = World.rules("lot \"L\"\n    ward E05000001")

    private func problems(_ files: [String: String], main: String = "main.rules") -> [Problem] {
        let read = RuleFiles(main: main) { path in files[path].map { Array($0.utf8) } }
        do {
            _ = try RuleBook(read, map: World.map())
            return []
        } catch {
            return (error as? Problems)?.all ?? []
        }
    }

    private func codes(_ files: [String: String]) -> [String] { problems(files).map(\.code.rawValue) }

    @Test func `a file that is used belongs to the rules`() throws {
        let files = [
            "main.rules": World.programme() + "use \"parts/facts.rules\"\nuse \"parts/rest.rules\"\n",
            "parts/facts.rules": World.facts,
            "parts/rest.rules": World.decision + "\nlot \"L\"\n    ward E05000001\n",
        ]
        #expect(problems(files).isEmpty)
        // A used file may use others, from the root and not from its own folder.
        var nested = files
        nested["main.rules"] = World.programme() + "use \"parts/rest.rules\"\n"
        nested["parts/rest.rules"]! += "use \"parts/facts.rules\"\n"
        #expect(problems(nested).isEmpty)
        nested["parts/rest.rules"] = files["parts/rest.rules"]! + "use \"facts.rules\"\n"
        #expect(codes(nested).contains("R207"))
    }

    @Test func `a file that is missing is named where it is used`() throws {
        let problem = try #require(problems(["main.rules": Self.whole + "use \"no.rules\"\n"]).first)
        #expect(problem.code.rawValue == "R207")
        #expect(problem.message == "There is no rule file “no.rules”.")
        #expect(problem.places.first?.source == "main.rules")
        #expect(codes([:]) == ["R207"])
        // What stands in a file that is not there is not missing as well.
        #expect(codes(["main.rules": World.programme() + "use \"rest.rules\"\n"]) == ["R207"])
    }

    @Test func `a file used twice is an error that shows both places`() throws {
        let found = problems([
            "main.rules": Self.whole + "use \"a.rules\"\nuse \"a.rules\"\n", "a.rules": "# Nothing.\n",
        ])
        #expect(found.map(\.code.rawValue) == ["R207"])
        #expect(found.first?.places.count == 2)
    }

    @Test func `files in a circle are an error and not a loop`() {
        #expect(codes(["main.rules": Self.whole + "use \"main.rules\"\n"]) == ["R207"])
        let circle = [
            "main.rules": Self.whole + "use \"a.rules\"\n", "a.rules": "use \"b.rules\"\n",
            "b.rules": "use \"a.rules\"\n",
        ]
        #expect(codes(circle) == ["R207"])
        #expect(
            codes(["main.rules": Self.whole + "use \"a.rules\"\n", "a.rules": "use \"main.rules\"\n"]) == [
                "R207"
            ])
    }

    @Test(arguments: [
        "../main.rules", "/etc/passwd", "a/../b.rules", "./a.rules", "a//b.rules", "a/./b.rules",
        "a\\\\b.rules",
        "c:/a.rules", "file://a.rules", "..", "", "a/",
    ])
    func `no path leaves the rules`(_ path: String) {
        var asked: [String] = []
        let text = Self.whole + "use \"\(path)\"\n"
        let files = RuleFiles(main: "main.rules") { name in
            asked.append(name)
            return name == "main.rules" ? Array(text.utf8) : Array("# Found.\n".utf8)
        }
        #expect(asked == ["main.rules"])
        #expect(throws: Problems.self) { try RuleBook(files, map: World.map()) }
    }

    @Test func `only the main file has a programme`() {
        let files = ["main.rules": Self.whole + "use \"a.rules\"\n", "a.rules": "programme \"Other\"\n"]
        #expect(codes(files) == ["R217"])
        let none = Self.whole.split(separator: "\n").dropFirst(3).joined(separator: "\n")
            .replacing("the start date", with: "the decision date")
        #expect(codes(["main.rules": none]) == ["R206"])
    }

    @Test func `a thousand files are refused and not read without end`() {
        var count = 0
        let files = RuleFiles(main: "0.rules") { path in
            count += 1
            let number = Int(path.prefix { $0.isNumber }) ?? 0
            return Array("use \"\(number + 1).rules\"\n".utf8)
        }
        #expect(count <= 500)
        let problems = #expect(throws: Problems.self) { try RuleBook(files, map: nil) }
        #expect(problems?.all.map(\.code.rawValue) == ["R110"])
    }

    @Test func `the digest names exactly these bytes and paths`() {
        func digest(_ files: [String: String]) -> String {
            RuleFiles(main: "main.rules") { path in files[path].map { Array($0.utf8) } }.digest.hex
        }
        let one = ["main.rules": "use \"a.rules\"\n", "a.rules": "# A.\n"]
        #expect(digest(one) == digest(one))
        #expect(digest(one) != digest(["main.rules": "use \"a.rules\"\n", "a.rules": "# A. \n"]))
        #expect(digest(one) != digest(["main.rules": "use \"a.rules\"\n"]))
    }

    @Test func `rules that speak of neighbours need a map`() {
        let text = World.rules("lot \"L\"\n    ward E05000001\n    with neighbouring wards")
        let files = RuleFiles(main: "main.rules") { _ in Array(text.utf8) }
        #expect(throws: Problems.self) { try RuleBook(files, map: nil) }
    }
}
