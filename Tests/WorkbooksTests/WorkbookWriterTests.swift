import DelimitedText
import Diagnostics
import TestSupport
import Testing

@testable import Workbooks

struct WorkbookWriterTests {
    private static func workbook(_ rows: [[String]], inParts parts: Int = 1) throws(Problems) -> [UInt8] {
        let workbook = WorkbookWriter(named: "out.xlsx", sheet: "Decisions")
        var bytes = workbook.begin()
        var header = SheetRowWriter(isHeader: true)
        for cell in rows[0] { header.append(cell) }
        header.endRow()
        bytes += try workbook.add(header.bytes)
        for start in stride(from: 1, to: rows.count, by: parts) {
            var writer = SheetRowWriter()
            for row in rows[start..<min(start + parts, rows.count)] {
                for cell in row { writer.append(cell) }
                writer.endRow()
            }
            bytes += try workbook.add(writer.bytes)
        }
        return bytes + workbook.finish()
    }

    @Test func `whatever is written is read back exactly`() throws {
        var random = SeededRandom(seed: .printed())
        let pieces = [
            "a", "é", "👍", "&", "<", ">", "\"", "'", "\n", "\t", "\r", "\u{1}", "_", "_x0041_", "_x", "=1+1",
            " ",
            "]]>", "#N/A", "x", "\u{FFFF}", "0012", "-5", "TRUE", "2018-09-03",
        ]
        func cell() -> String {
            (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in pieces.randomElement(using: &random)
            }
            .joined()
        }
        // More than one piece of the archive, so that tags and characters are cut between pieces.
        let rows = (0..<4_000).map { row in
            row == 0 ? ["a", "b", "c", "d"] : ["x\(row)", cell(), cell(), cell()]
        }
        let read = try SampleWorkbook.rows(of: Self.workbook(rows, inParts: 7))
        #expect(read.map(\.line) == Array(1...4_000))
        #expect(read.count == rows.count && zip(read, rows).allSatisfy { $0.cells == $1 })
    }

    @Test func `however the rows come, the workbook is the same`() throws {
        let rows = [["a"]] + (0..<500).map { ["row \($0)"] }
        #expect(try Self.workbook(rows, inParts: 1) == Self.workbook(rows, inParts: 499))
    }

    @Test func `nothing written is a formula or a number`() throws {
        var writer = SheetRowWriter()
        for cell in ["=HYPERLINK(\"x\")", "+1", "-1", "@x", "12", ""] { writer.append(cell) }
        writer.endRow()
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(!text.contains("<f>") && !text.contains("<v>"))
        #expect(text.split(separator: "<c t=\"inlineStr\">").count == 6)
    }

    @Test func `a cell longer than a spreadsheet takes is cut and says so`() throws {
        let long = String(repeating: "👍", count: 20_000)
        let read = try SampleWorkbook.rows(of: Self.workbook([["a"], [long]]))
        #expect(read[1].cells[0].hasSuffix("… (cut)"))
        #expect(read[1].cells[0].utf16.count <= 32_767 && read[1].cells[0].utf16.count > 32_700)
    }

    @Test func `more rows than a sheet has are refused`() throws {
        let workbook = WorkbookWriter(named: "out.xlsx", sheet: "Decisions")
        _ = workbook.begin()
        let many = Array(String(repeating: "<row></row>\n", count: 1_048_576).utf8)
        _ = try workbook.add(many)
        #expect(throws: Problems.self) { _ = try workbook.add(Array("<row></row>\n".utf8)) }
    }

    @Test func `a record of a list is written with its doubled quotes undone`() throws {
        let table = try DelimitedTable(bytes: Array("a,b,c\n\"x \"\"y\"\"\",'=1,\n".utf8), named: "list")
        var writer = SheetRowWriter()
        for record in table.records { writer.appendCells(of: record, columns: 3) }
        writer.endRow()
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text.contains(">x \"y\"<") && text.contains(">=1<") && text.hasSuffix("<c/></row>\n"))
    }
}
