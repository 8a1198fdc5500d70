import Facts
import RuleTestSupport
import Testing

@testable import IntakeWeb

/// Reading what browsers send.
struct FormTests {
    @Test func `fields come back as they were typed`() throws {
        var random = SeededRandom(seed: .printed())
        let letters = Array("aé+%&= ;\n£“中")
        for _ in 0..<500 {
            let pairs = (0..<random.number(1...4)).map { index in
                (
                    "f\(index)",
                    "x" + String((0..<random.number(0...9)).map { _ in random.pick(letters) }) + "x"
                )
            }
            let sent = Browser.encoded(Dictionary(uniqueKeysWithValues: pairs))
            let fields = try #require(FormFields(sent.utf8))
            for (name, value) in pairs { #expect(fields[name] == value) }
        }
    }

    @Test func `what is no percent byte stays, and spaces at the ends go`() throws {
        let fields = try #require(FormFields("a=%zz%4&b=+x+y+&c&=d&e=%".utf8))
        #expect(fields["a"] == "%zz%4")
        #expect(fields["b"] == "x y")
        #expect(fields["c"] == "" && fields.has("c"))
        #expect(fields["e"] == "%")
    }

    @Test func `more fields than any form has are refused`() {
        #expect(FormFields(String(repeating: "a=1&", count: 200).utf8) != nil)
        #expect(FormFields(String(repeating: "a=1&", count: 201).utf8) == nil)
    }

    private func multipart(_ boundary: String, _ parts: [(head: String, body: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; \(part.head)\r\n\r\n".utf8)
            bytes += part.body + [0x0D, 0x0A]
        }
        return bytes + Array("--\(boundary)--\r\n".utf8)
    }

    @Test func `a file and the fields beside it are found, whatever bytes they hold`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<200 {
            let file = (0..<random.number(0...60)).map { _ in
                random.pick([0x0D, 0x0A, 0x2D, 0x58, 0xFF] as [UInt8])
            }
            let body = multipart(
                "XX", [("name=\"token\"", Array("t".utf8)), ("name=\"file\"; filename=\"a b.csv\"", file)])
            let form = MultipartForm(body, contentType: "multipart/form-data; boundary=XX")
            // A file in which the boundary stands is cut at it, as in every other reader.
            if Self.index(of: Array("\r\n--XX".utf8), in: [0x0D, 0x0A] + file) == nil {
                #expect(form?.fields["token"] == "t")
                #expect(form?.file?.bytes == file)
                #expect(form?.file?.name == "a b.csv")
            }
        }
    }

    private static func index(of needle: [UInt8], in bytes: [UInt8]) -> Int? {
        bytes.indices.first { bytes[$0...].starts(with: needle) }
    }

    @Test func `a form that breaks off anywhere is refused`() {
        let body = multipart("b", [("name=\"file\"; filename=\"x\"", Array("a,b\r\n1,2".utf8))])
        for length in 0..<(body.count - 4) {
            let form = MultipartForm(
                Array(body.prefix(length)), contentType: "multipart/form-data; boundary=b")
            #expect(form == nil, "\(length)")
        }
        #expect(MultipartForm(body, contentType: "multipart/form-data") == nil)
        #expect(MultipartForm(body, contentType: "text/plain; boundary=c") == nil)
    }

    // MARK: Dates

    private func text(_ day: String, _ month: String, _ year: String, _ need: DateEntry.Need = .monthOrYear)
        -> String
    {
        var entry = DateEntry()
        (entry.day, entry.month, entry.year) = (day, month, year)
        switch entry.text(need, Words(language: .english)) {
        case .success(let text): return text
        case .failure(let found): return found.all.map(\.field).joined(separator: " ")
        }
    }

    @Test func `three fields are a day, a month or a year`() {
        #expect(text("1", "6", "2018") == "1 June 2018")
        #expect(text("01", "06", "2018") == "1 June 2018")
        #expect(text("29", "February", "2020") == "29 February 2020")
        #expect(text("", "6", "2018") == "in June 2018")
        #expect(text("", "", "2018") == "in 2018")
    }

    @Test func `each field that is wrong is named, in their order`() {
        #expect(text("", "6", "2018", .day) == "day")
        #expect(text("", "", "2018", .day) == "day month")
        #expect(text("32", "13", "18") == "day month year")
        #expect(text("0", "6", "2018") == "day")
        #expect(text("31", "6", "2018") == "day")
        #expect(text("29", "2", "2019") == "day")
        #expect(text("3", "", "2018") == "month")
        #expect(text("x", "Juin", "20188") == "day month year")
        #expect(text("1", "1", "0000") == "year")
        #expect(text("٣", "1", "2018") == "day")
    }

    @Test func `every day of the calendar survives the fields`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<500 {
            let date = CivilDate(clamping: random.number(-100_000...100_000))
            guard date.components.year >= 1000 else { continue }
            let entry = DateEntry(date)
            let text = try entry.text(.day, Words(language: .english)).get()
            #expect(text == date.description)
            #expect(DateEntry(text: text) == entry)
        }
        #expect(DateEntry(text: "in June 2018").map { [$0.day, $0.month, $0.year] } == ["", "6", "2018"])
        #expect(DateEntry(text: "in 2018").map { [$0.day, $0.month, $0.year] } == ["", "", "2018"])
        #expect(DateEntry(text: "before 1 May 2018") == nil)
        #expect(DateEntry(text: "not known") == nil)
    }
}
