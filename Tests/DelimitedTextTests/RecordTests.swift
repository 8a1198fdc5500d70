import Diagnostics
import Testing

@testable import DelimitedText

@Suite struct `Records` {
    static func records(
        _ text: String, limits: DelimitedLimits = DelimitedLimits()
    ) throws -> [DelimitedRecord] {
        let options = DelimitedOptions(delimiter: .comma, limits: limits)
        return Array(
            try DelimitedTable(bytes: Array("h,i\n\(text)".utf8), named: "list.csv", options: options).records
        )
    }

    static func cells(_ record: DelimitedRecord) -> [String] { (0..<record.count).map { record.string($0) } }

    @Test(arguments: [
        ("a,b", ["a", "b"]), ("\"a\",\"b\"", ["a", "b"]), ("\"a,b\"", ["a,b"]), ("\"a\"\"b\"", ["a\"b"]),
        ("\"\"\"\"", ["\""]), ("\"\"", [""]), (",", ["", ""]), ("a,", ["a", ""]),
        (" a , b ", [" a ", " b "]),
        ("\"a\r\nb\",c", ["a\r\nb", "c"]), ("5\" pipe,a \"b\"", ["5\" pipe", "a \"b\""]),
    ])
    func `cells are read as RFC 4180 has them`(_ line: String, _ expected: [String]) throws {
        for ending in ["", "\n", "\r\n", "\r"] {
            let records = try Self.records(line + ending)
            #expect(records.map(Self.cells) == [expected])
            #expect(records.flatMap(\.flaws) == [])
        }
    }

    @Test func `lines are counted as an editor counts them`() throws {
        let records = try Self.records("a,b\r\n\n\"c\nd\re\",f\r\r\ng\n")
        #expect(records.map(\.line) == [2, 4, 8])
        #expect(records.map(\.lineCount) == [1, 3, 1])
        #expect(records.map(\.number) == [1, 2, 3])
    }

    @Test func `a row of empty cells is told from a row with something and from an empty line`() throws {
        let records = try Self.records(",,\n\n  \n\"\",\" \"\n,x\n")
        #expect(records.map(\.isBlank) == [true, true, true, false])
        #expect(records.map(\.line) == [2, 4, 5, 6])
    }

    @Test func `text after a closing quote is flagged and kept as written`() throws {
        let records = try Self.records("\"a\" b,c\nd,e\n")
        #expect(records.map(Self.cells) == [["\"a\" b", "c"], ["d", "e"]])
        #expect(records.map { $0.flaws.map(\.kind) } == [[.textAfterQuote], []])
        #expect(
            records.first?.problems(in: "list.csv").map(\.text) == [
                """
                list.csv:2: error L121: Line 2 has text after the closing quote of cell 1.
                  Expected: A separator or the end of the line after a closing quote.
                  Write a quote that belongs to the text twice, as in "the ""Old"" School".
                """
            ])
    }

    @Test func `a quote that is never closed takes only its own line`() throws {
        let records = try Self.records("\"a\nb\",\"c\nd,e\nf,g\n")
        #expect(records.map(Self.cells) == [["a\nb", "\"c"], ["d", "e"], ["f", "g"]])
        #expect(records.map(\.line) == [2, 4, 5])
        #expect(
            records.first?.problems(in: "l").map(\.message) == [
                "Line 3 opens a quote in cell 2 that is not closed."
            ])
        let original = records.first?.withOriginalBytes { String(copying: $0) }
        #expect(original == "\"a\nb\",\"c")
    }

    @Test func `a quote that is closed too far down takes only its own line`() throws {
        let rows = (0..<10_000).map { "row \($0),x\n" }.joined()
        let records = try Self.records("\"stray,1\n\(rows)last\",2\n")
        #expect(records.count == 10_002)
        #expect(records.first?.flaws.map(\.kind) == [.unclosedQuote])
        #expect(records.last.map(Self.cells) == ["last\"", "2"])
        #expect(records.dropFirst().flatMap(\.flaws) == [])
    }

    @Test func `quotes that keep opening cost no more than reading twice`() throws {
        // From the start of every line a quote is open at its end: without care, each line would be read to the limit.
        let text = String(repeating: "x\",\",y\n", count: 300_000)
        let records = try Self.records(text)
        #expect(records.count < 300_000)
        #expect(records.last?.range.upperBound == text.utf8.count + 4)
    }

    @Test func `too many columns and too long a row are flagged, and the next row is read`() throws {
        let limits = DelimitedLimits(columns: 2, recordBytes: 12)
        let records = try Self.records("a,b,c,d\nlong long long long\ne,é\n", limits: limits)
        #expect(records.map(Self.cells) == [["a", "b"], ["long long lo"], ["e", "é"]])
        #expect(records.map { $0.flaws.map(\.kind) } == [[.tooManyColumns], [.tooLong], []])
        #expect(records.map(\.line) == [2, 3, 4])
        #expect(
            records.flatMap { $0.problems(in: "l").map(\.message) }
                == ["Line 2 has 4 cells.", "The row on line 3 is too long to be a row of a list."])
    }

    @Test func `a row may be shorter or longer than its header`() throws {
        let records = try Self.records("a\na,b,,\na,b,,c\n")
        #expect(records.map { $0.string(1) } == ["", "b", "b"])
        #expect(records.map { $0.isEmpty(7) } == [true, true, true])
        #expect(records.map { $0.hasContent(from: 2) } == [false, false, true])
        #expect(records.map { $0.hasContent(from: 9) } == [false, false, false])
    }

    @Test func `a list that does not fit in memory is read in memory that does not grow`() throws {
        // One line without end, then rows: the line is cut, and nothing keeps what is passed over.
        let source = EndlessLine(blocks: 2_000)
        var reader = try DelimitedReader(source, named: "list", options: DelimitedOptions(delimiter: .comma))
        var largest = 0
        var records = 0
        while let chunk = try reader.nextChunk() {
            largest = max(largest, chunk.storage.count)
            records += chunk.recordCount
        }
        #expect(records == 2)
        #expect(largest < 4 << 20)
    }

    @Test func `endless empty lines are let go as they come`() throws {
        let source = EndlessLine(blocks: 200, filler: UInt8(ascii: "\n"))
        var reader = try DelimitedReader(source, named: "list", options: DelimitedOptions(delimiter: .comma))
        var largest = 0
        var emptyLines = 0
        while let chunk = try reader.nextChunk() {
            largest = max(largest, chunk.storage.count)
            emptyLines += chunk.emptyLines
        }
        #expect(emptyLines == 200 * (64 << 10) + 1)
        #expect(largest < 4 << 20)
    }
}

/// A header, 64 KiB blocks of one line, and a row.
private struct EndlessLine: ByteSource {
    var blocks: Int
    var filler = UInt8(ascii: "x")
    var sent = -1

    mutating func read(into buffer: inout [UInt8]) throws(Problems) -> Bool {
        sent += 1
        if sent == 0 { buffer += Array("h,i\n".utf8) }
        if sent > 0, sent <= blocks { buffer += [UInt8](repeating: filler, count: 64 << 10) }
        if sent == blocks + 1 { buffer += Array("\na,b\n".utf8) }
        return sent <= blocks + 1
    }
}
