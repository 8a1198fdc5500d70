import DelimitedText
import RuleTestSupport
import Testing

@testable import BulkAssessment

@Suite struct DuplicateTests {
    @Test(arguments: [
        ("Émile", "emile"), ("E\u{301}mile", "emile"), ("MÜLLER", "muller"), ("Søren", "soren"),
        ("Strauß", "strauss"),
        ("STRAUẞ", "strauss"), ("O’Neil", "o'neil"), ("O`Neil", "o'neil"), ("O'Neil", "o'neil"),
        ("Łucja", "lucja"),
        ("Þór", "thor"), ("Æsa", "aesa"), ("Œuvre", "oeuvre"), ("ıĞşİ", "igsi"), ("Nguyễn", "nguyen"),
        ("Siân", "sian"),
        (" Mary  Ann ", "maryann"), ("Mary\u{A0}Ann", "maryann"), ("Ada‑May", "ada-may"), ("Ŵyn Ŷ", "wyny"),
        ("ИВАН", "иван"), ("李", "李"), ("", ""),
    ])
    func `names are folded`(_ name: String, _ folded: String) {
        #expect(NameFold.text(name) == folded)
    }

    @Test func `different names stay different`() {
        let names = [
            "Ann", "Anne", "Ana", "O'Neil", "ONeil", "Ada-May", "Adamay", "Mueller", "Muller", "李", "王",
        ]
        #expect(Set(names.map(NameFold.text)).count == names.count)
    }

    private func notes(_ rows: [[Int: String]], jobs: Int = 1) async throws -> [String] {
        let list =
            SmallProgramme.header
            + rows.map { row in
                SmallProgramme.row([At.postcode: "B37 7RN"].merging(row) { _, given in given })
            }.joined()
        let result = try await SmallProgramme.assess(list, jobs: jobs, rowsInChunk: 1)
        return try result.rows().map {
            $0["notes"]?.contains("possible duplicate of row") == true ? $0["notes"] ?? "" : ""
        }
        .map { note in note.split(separator: ".").first { $0.contains("duplicate") }.map(String.init) ?? "" }
    }

    @Test(arguments: [
        "unknown", "Refused", "DECLINED", "not known", "don’t know", "not asked", "prefer not to say",
    ])
    func `a name that says nothing tells nobody apart`(_ name: String) async throws {
        let row = [At.surname: name]
        #expect(try await notes([row, row]) == ["", ""])
        #expect(try await notes([[At.surname: name + "s"], [At.surname: name + "s"]]).last != "")
    }

    @Test(arguments: ["13/05/1990", "1990-05-13", "13 May 1990", "13/5/1990", "1990-05-13 00:00:00"])
    func `one day in any form is one day`(_ day: String) async throws {
        #expect(try await isDuplicate([At.born: "13/05/1990"], [At.born: day]))
        #expect(try await !isDuplicate([At.born: "14/05/1990"], [At.born: day]))
    }

    @Test(arguments: [0, 1, 3, 10]) func `a list too long to remember has the same possible duplicates`(
        _ most: Int
    ) async throws {
        var random = SeededRandom(seed: UInt64.printed())
        let rows = (0..<60).map { _ in
            SmallProgramme.row([
                At.surname: random.pick(["Moss", "Reed", "Sedge", "Rush", "Fern"]), At.postcode: "B37 7RN",
                At.born: "1\(random.number(0...9))/05/1990",
            ])
        }
        func decisions(_ most: Int) async throws -> [UInt8] {
            var options = ListAssessment.Options()
            options.mostIdentities = most
            options.chunkSize = ChunkSize(records: 4)
            options.jobs = 2
            var bytes: [UInt8] = []
            _ = try await ListAssessment(SmallProgramme.assessor(), options: options).run(
                MemoryByteSource(Array((SmallProgramme.header + rows.joined()).utf8)), named: "list.csv"
            ) { bytes += $0.decisions }
            return bytes
        }
        let all = try await decisions(1_000)
        #expect(String(decoding: all, as: UTF8.self).contains("possible duplicate of row"))
        #expect(try await decisions(most) == all)
    }

    private func isDuplicate(_ first: [Int: String], _ second: [Int: String]) async throws -> Bool {
        let found = try await notes([first, second])
        #expect(found.first == "")
        return found.last == "This is a possible duplicate of row 2"
    }

    @Test func `the later row says so, whatever the case, spaces, accents and form of the date`() async throws
    {
        let first = [
            At.firstName: "Zoë", At.surname: "O’Neil", At.born: "13/05/1990", At.postcode: "B37 7RN",
        ]
        let second = [
            At.firstName: " ZOE ", At.surname: "o'neil", At.born: "1990-05-13", At.postcode: "b377rn",
        ]
        #expect(try await isDuplicate(first, second))
    }

    @Test(arguments: [
        [At.firstName: "Adam"], [At.surname: "Mosse"], [At.born: "14/05/1990"], [At.postcode: "B37 7RP"],
    ])
    func `one part that differs makes another person`(_ change: [Int: String]) async throws {
        #expect(try await !isDuplicate([:], change))
    }

    @Test(arguments: [
        [At.firstName: ""], [At.surname: " "], [At.surname: "unknown"], [At.born: ""], [At.born: "refused"],
        [At.born: "in 1990"], [At.postcode: ""],
    ])
    func `a part that is blank or not known matches nothing`(_ change: [Int: String]) async throws {
        #expect(try await !isDuplicate(change, change))
    }

    @Test func `cells do not run into each other`() async throws {
        #expect(
            try await !isDuplicate(
                [At.firstName: "Ann", At.surname: "Ewell"], [At.firstName: "Anne", At.surname: "Well"]))
    }

    @Test func `all later rows point at the first, in any number of jobs`() async throws {
        let rows: [[Int: String]] = [[:], [At.firstName: "Bo"], [:], [At.firstName: "Bo"], [:]]
        let expected = ["", "", "row 2", "row 3", "row 2"]
        for jobs in [1, 4] {
            let found = try await notes(rows, jobs: jobs)
            #expect(zip(found, expected).allSatisfy { $0.hasSuffix($1) && $0.isEmpty == $1.isEmpty })
        }
    }

    @Test func `the number is the line in the list`() async throws {
        let row = SmallProgramme.row([At.postcode: "B37 7RN", At.remarks: "\"two\nlines\""])
        let result = try await SmallProgramme.assess(SmallProgramme.header + "\n" + row + row)
        #expect(try result.rows().last?["notes"]?.contains("duplicate of row 3.") == true)
    }

    @Test func `a duplicate never changes the outcome`() async throws {
        let row = SmallProgramme.row([At.postcode: "B37 7RN"])
        let rows = try await SmallProgramme.assess(SmallProgramme.header + row + row).rows()
        #expect(rows.map { $0["outcome"] } == ["eligible", "eligible"])
        #expect(rows.map { $0["reasons"] }.first == rows.map { $0["reasons"] }.last)
    }

    @Test func `without a column for every part it is said that none were looked for`() async throws {
        let result = try await SmallProgramme.assess("First name,DOB,Start\nAda,1990-05-13,2019-09-03\n")
        #expect(result.summary.duplicates.missingColumns == ["surname", "home postcode"])
        #expect(result.summary.text.contains("were not looked for"))
    }
}
