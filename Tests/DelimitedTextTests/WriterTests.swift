import TestSupport
import Testing

@testable import DelimitedText

@Suite struct `Writing` {
    static func written(_ rows: [[String]], _ style: DelimitedStyle = DelimitedStyle()) -> [UInt8] {
        var writer = DelimitedWriter(style: style)
        writer.beginFile()
        for row in rows {
            for cell in row { writer.append(cell) }
            writer.endRow()
        }
        return writer.bytes
    }

    static func line(_ cells: String..., style: DelimitedStyle = DelimitedStyle()) -> String {
        String(decoding: written([cells], style), as: UTF8.self)
    }

    @Test func `quotes are written only where they are needed`() {
        #expect(Self.line("a", "b c", "d'e", "") == "a,b c,d'e,\n")
        #expect(Self.line("a,b", "c\"d", "e\nf", "g\rh") == "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\n")
        #expect(Self.line("a;b") == "a;b\n")
        #expect(Self.line("a;b", "c,d", style: DelimitedStyle(delimiter: .semicolon)) == "\"a;b\";c,d\n")
        #expect(Self.line("") == "\"\"\n")
        #expect(Self.line("sep=;") == "\"sep=;\"\n")
        #expect(Self.line("\u{FEFF}a") == "\"\u{FEFF}a\"\n")
    }

    @Test func `line endings and the byte order mark are as declared`() {
        let style = DelimitedStyle(lineEnding: .carriageReturnLineFeed, byteOrderMark: true)
        #expect(Self.written([["a"], ["b"]], style) == [0xEF, 0xBB, 0xBF] + Array("a\r\nb\r\n".utf8))
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+44 191 000", "'+44 191 000"), ("-", "'-"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("-5", "-5"),
        ("+0.25", "+0.25"), ("-.5", "-.5"), ("-5.", "'-5."), ("-1.2.3", "'-1.2.3"), ("-1-1", "'-1-1"),
        ("'=1", "''=1"),
        ("'-5", "''-5"), ("''@", "'''@"), ("'tis", "'tis"), ("'", "'"), ("5-1", "5-1"), ("", ""),
        ("-£5", "'-£5"),
        (" =1", " =1"),
    ])
    func `a cell that a spreadsheet would run is marked, and nothing else`(_ cell: String, _ expected: String)
    {
        #expect(Self.line("x", cell) == "x,\(expected)\n")
        #expect(FormulaMark.isPresent(in: expected.utf8.span) == (cell != expected))
    }

    @Test func `a cell that begins with a CR is marked inside its quotes`() {
        #expect(Self.line("\rx") == "\"'\rx\"\n")
        #expect(Self.line("=\"a\"") == "\"'=\"\"a\"\"\"\n")
    }

    @Test func `what is written is read back exactly`() throws {
        var random = SeededRandom(seed: .printed())
        let pieces = [
            "a", "'", "'", "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "1", ".",
            "é", "🏡", " ",
            "sep=", "\u{FEFF}",
        ]
        for _ in 0..<5_000 {
            let columns = Int.random(in: 1...4, using: &random)
            let rows: [[String]] = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                (0..<columns).map { _ in
                    String(decoding: random.text(of: pieces, length: 0...5), as: UTF8.self)
                }
            }
            let style = DelimitedStyle(
                delimiter: Delimiter.allCases.randomElement(using: &random) ?? .comma,
                lineEnding: Bool.random(using: &random) ? .lineFeed : .carriageReturnLineFeed,
                marksFormulas: Bool.random(using: &random), byteOrderMark: Bool.random(using: &random))
            let header = (0..<columns).map { "column \($0)" }
            let table = try DelimitedTable(
                bytes: Self.written([header] + rows, style), named: "list",
                options: DelimitedOptions(delimiter: style.delimiter, dropsFormulaMarks: style.marksFormulas))
            let found = table.records.map { record in (0..<record.count).map { record.string($0) } }
            // Swift strings that differ only in how an accent is written are equal; bytes are not.
            #expect(found.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
            #expect(table.records.flatMap(\.flaws) == [])
        }
    }

    @Test func `the first row is read back exactly too, with nothing declared`() throws {
        for first in ["sep=;", "SEP=,", "\u{FEFF}name", "=name", "'=name", "ÿ"] {
            let table = try DelimitedTable(bytes: Self.written([[first, "b"], ["1", "2"]]), named: "list")
            #expect(table.header.map(\.name) == [HeaderCell(column: 0, name: first).name, "b"])
            #expect(table.delimiter == .comma)
        }
    }

    @Test func `chunks written by several threads are the list in its order`() async throws {
        let rows = (0..<5_000).map { ["\($0)", "=row \($0)", "a,\"b\""] }
        let bytes = Self.written([["x", "y", "z"]] + rows)
        let table = try DelimitedTable(bytes: bytes, named: "list")
        let parts = await withTaskGroup(of: (Int, [UInt8]).self) { group in
            for chunk in table.chunks(of: ChunkSize(records: 300)) {
                group.addTask {
                    var writer = DelimitedWriter()
                    chunk.forEachRecord { record in
                        writer.appendCells(of: record, columns: 3)
                        writer.endRow()
                    }
                    return (chunk.index, writer.bytes)
                }
            }
            var parts: [Int: [UInt8]] = [:]
            for await (index, part) in group { parts[index] = part }
            return parts
        }
        let body = parts.sorted { $0.key < $1.key }.flatMap(\.value)
        #expect(parts.count == 17)
        #expect(Self.written([["x", "y", "z"]]) + body == bytes)
    }

    @Test func `writing what was read gives a list that reads the same, whatever was read`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<3_000 {
            let text = Array("h,i,j\n".utf8) + random.text(of: `Scanning any text`.pieces, length: 0...40)
            let options = DelimitedOptions(delimiter: .comma)
            let table = try DelimitedTable(bytes: text, named: "list", options: options)
            var writer = DelimitedWriter()
            for cell in table.header { writer.append(cell.name) }
            writer.endRow()
            table.forEachRecord { record in
                writer.appendCells(of: record, columns: 3)
                writer.appendOriginal(of: record)
                writer.endRow()
            }
            let again = Array(
                try DelimitedTable(bytes: writer.bytes, named: "again", options: options).records)
            let before = Array(table.records)
            #expect(again.count == before.count)
            for (new, old) in zip(again, before) {
                for column in 0..<3 { #expect(new.string(column) == old.string(column)) }
                #expect(
                    new.withBytes(3) { Array(copying: $0) } == old.withOriginalBytes { Array(copying: $0) })
                #expect(new.flaws.isEmpty && new.lineCount >= 1)
            }
        }
    }
}
