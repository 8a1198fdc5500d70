import Eligibility
import RuleDocuments
import RuleTestSupport
import Testing

/// Rules as a page, a list and a form.
struct RuleDocumentTests {
    private static func files(_ name: String) -> RuleFiles {
        RuleFiles(main: "\(name)/\(name).rules") { Repository.bytes("Rules/\($0)") }
    }

    private static func book(_ name: String = "connecting-communities") throws -> RuleBook {
        let wards = "Boundaries/connecting-communities-approximate.kml"
        return try RuleBook(
            files(name),
            map: WardMap([BoundaryFile(bytes: Repository.bytes(wards) ?? [], name: wards)]))
    }

    @Test func `the page has every fact, condition and cohort, and the words of the rules`() throws {
        let book = try Self.book()
        let page = RuleDocument(book, files: Self.files("connecting-communities"))
        let html = page.html
        for (name, field) in book.fields.names {
            guard case .fact = field else { continue }
            #expect(html.contains(name), "\(name)")
        }
        for words in [
            "<h2>Who may join</h2>", "condition working age: old enough", "Harder to Reach",
            "You need to be 16 or over", "<h2>Data dictionary</h2>", "condition “needs support”",
        ] { #expect(html.contains(words.replacing("\"", with: "&quot;")), "\(words)") }
        #expect(!html.contains("http"))
        #expect(page.markdown.hasPrefix("# Connecting Communities, extended contract\n"))
        // What is an example or a remark is no rule.
        #expect(!page.markdown.contains("Exactly the yearly limit"))
        #expect(!page.markdown.contains("\n- \\#"))
    }

    @Test func `nothing in rules is taken for a sign of the page`() throws {
        let text = """
            programme "A <b> & `c`", version "*x*"
                runs from 1 January 2020 to 31 December 2021
            fact old|new: yes or no
                ask "<script>?"
            condition fine: old|new
            eligible when fine
            lot "L"
                ward E05001287 "Chelmsley Wood"
            """.replacing("old|new", with: "old new")
        let files = RuleFiles(main: "a.rules") { _ in Array(text.utf8) }
        let page = RuleDocument(try RuleBook(files, map: nil), files: files)
        #expect(page.html.contains("<h1>A &lt;b&gt; &amp; `c`, *x*</h1>"))
        #expect(!page.html.contains("<script>"))
        #expect(page.markdown.hasPrefix("# A \\<b\\> & \\`c\\`, \\*x\\*\n"))
    }

    @Test func `the list has a column for everything that is asked, by a name that is read again`() throws {
        let book = try Self.book()
        let line = String(decoding: ListTemplate.bytes(book), as: UTF8.self)
        let names = line.dropLast().split(separator: ",").map(String.init)
        #expect(names.first == "start date")
        #expect(names.contains("home postcode"))
        for name in names { #expect(book.fields.field(named: name) != nil, "\(name)") }
    }

    /// The cells of a line of CSV: a comma in quotes parts nothing.
    private func cells(of line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    @Test func `the list can have people of the examples, whose every cell is read again`() throws {
        let book = try Self.book()
        let text = String(decoding: ListTemplate.bytes(book, examples: 4), as: UTF8.self)
        let lines = text.split(separator: "\n").map { cells(of: $0) }
        #expect(lines.count == 5)
        for line in lines.dropFirst() {
            #expect(line.count == lines[0].count)
            var reader = PersonReader(book)
            for (name, cell) in zip(lines[0], line) where !cell.isEmpty {
                reader.give(cell, for: try #require(book.fields.field(named: name), "\(name)"))
            }
            _ = try Assessor(book).assess(reader.finish())
        }
    }

    @Test func `the form that is compiled here is the one that is made`() throws {
        let path = "Tests/RuleDocumentsTests/ConnectingCommunitiesForm.swift"
        let compiled = String(decoding: try #require(Repository.bytes(path)), as: UTF8.self)
        func code(_ text: String) -> String {
            text.split(separator: "\n").dropFirst(2).joined(separator: "\n")
        }
        #expect(code(try SwiftForm.text(Self.book())) == code(compiled))
    }

    @Test func `a form decides like its facts`() throws {
        let assessor = try Assessor(Self.book())
        var form = ConnectingCommunitiesForm(startDate: try #require(CivilDate(year: 2019, month: 3, day: 4)))
        form.workStatus = .known(.outOfWork)
        form.firstDayOutOfWork = .known(.neverWorked)
        form.dateOfBirth = .known(try #require(CivilDate(year: 1980, month: 6, day: 1)))
        form.yearlyPay = .unknown
        form.home = .known(FormPlaces([.ward("E05001216")], mayBeMore: true))
        form.worship = .known(.none)
        let assessment = try assessor.assess(assessor.person(form.facts))
        #expect(assessment.outcome == .eligible)
        #expect(assessment.cohort == .refer)
        form.workStatus = .known(.selfEmployed)
        form.hourlyPay = .known(.none)
        form.yearlyPay = .known(Rational(20_000))
        #expect(try assessor.assess(assessor.person(form.facts)).outcome == .refer)
    }
}
