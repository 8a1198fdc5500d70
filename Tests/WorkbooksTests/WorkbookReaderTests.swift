import Archives
import DelimitedText
import Diagnostics
import Testing

@testable import Workbooks

struct WorkbookReaderTests {
    private static let header =
        #"<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row>"#

    /// What a cell of the second column comes to.
    private func value(_ cell: String, _ change: (inout SampleWorkbook) -> Void = { _ in }) throws -> String {
        var book = SampleWorkbook(
            Self.header + #"<row r="2"><c r="A2"><v>1</v></c>\#(cell)</row>"#)
        change(&book)
        return try #require(try book.rows().last).cells[1]
    }

    @Test func `texts are shared, in the cell, of formulas, in runs, and escaped`() throws {
        func shared(_ text: String) throws -> String {
            try value(#"<c r="B2" t="s"><v>1</v></c>"#) { $0.strings = ["<t>other</t>", text] }
        }
        #expect(try shared("<t>Ada &amp; Bo</t>") == "Ada & Bo")
        #expect(
            try shared("<r><t>Ada </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">Moss </t></r>")
                == "Ada Moss ")
        #expect(try shared("<t>亜</t><rPh sb=\"0\" eb=\"1\"><t>あ</t></rPh>") == "亜")
        #expect(
            try shared("<t>a_x000D_b &#65;&#x42;&lt;&unknown; _x00zz_</t>") == "a\rb AB<&unknown; _x00zz_")
        #expect(try shared("<t><![CDATA[<b> & ]]>c</t>") == "<b> & c")
        #expect(try shared("") == "")
        #expect(
            try value(#"<c r="B2" t="inlineStr"><is><t>line&#10;break, "quoted"</t></is></c>"#)
                == "line\nbreak, \"quoted\"")
        #expect(try value(#"<c r="B2" t="str"><f>A1&amp;"x"</f><v>Adax</v></c>"#) == "Adax")
        #expect(try value(#"<c r="B2" t="str"><f>""</f><v></v></c>"#) == "")
        #expect(try value(#"<c r="B2" t="b"><v>1</v></c>"#) == "TRUE")
        #expect(try value(#"<c r="B2" t="b"><v>0</v></c>"#) == "FALSE")
        #expect(try value(#"<c r="B2" t="e"><v>#N/A</v></c>"#) == "#N/A")
        #expect(try value(#"<c r="B2"><f>SUM(A1:A2)</f></c>"#) == "#NOT WORKED OUT!")
        #expect(try value(#"<c r="B2"><f>SUM(A1:A2)</f><v>3</v></c>"#) == "3")
        #expect(try value("") == "")
    }

    @Test(
        arguments: [
            ("8.2100000000000009", "8.21"), ("13900", "13900"), ("1.3899999999999999E4", "13900"),
            ("13899.99", "13899.99"),
            ("0.30000000000000004", "0.3"), ("1E-7", "0.0000001"), ("-12.5", "-12.5"), ("-0", "0"),
            ("1.5E+20", "150000000000000000000"), ("123456789012345678", "123456789012346000"),
            ("0.99999999999999989", "1"), ("999999999999999.9", "1000000000000000"),
            ("07700900123", "7700900123"),
            ("1e999", "1e999"), ("many", "many"),
        ])
    func `numbers have the digits that a spreadsheet shows`(stored: String, shown: String) throws {
        #expect(try value(#"<c r="B2"><v>\#(stored)</v></c>"#) == shown)
    }

    @Test(
        arguments: [
            ("43346", 14, "2018-09-03"), ("43346.604166666664", 22, "2018-09-03 14:30:00"),
            ("43346.9999999", 22, "2018-09-04"), ("1", 14, "1900-01-01"), ("59", 14, "1900-02-28"),
            ("60", 14, "60"), ("61", 14, "1900-03-01"), ("36585", 14, "2000-02-29"),
            ("2958465", 14, "9999-12-31"), ("2958466", 14, "2958466"), ("-1", 14, "-1"), ("0", 14, "0"),
            ("0.5", 20, "12:00:00"), ("43346", 0, "43346"), ("43346", 4, "43346"),
        ])
    func `dates are told by the format of their cell`(stored: String, format: Int, shown: String) throws {
        let cell = #"<c r="B2" s="1"><v>\#(stored)</v></c>"#
        #expect(try value(cell) { $0.styles = [0, format] } == shown)
    }

    @Test func `some workbooks count days from 1904`() throws {
        let cell = #"<c r="B2" s="1"><v>41884</v></c>"#
        #expect(
            try value(cell) {
                $0.styles = [0, 14]
                $0.is1904 = true
            } == "2018-09-03")
        #expect(
            try value(#"<c r="B2" s="1"><v>0</v></c>"#) {
                $0.styles = [0, 14]
                $0.is1904 = true
            } == "1904-01-01")
    }

    @Test(
        arguments: [
            ("dd/mm/yyyy", CellFormats.Kind.date), ("[$-809]d mmmm yyyy;@", .date), ("mmm-yy", .date),
            ("mmm", .date),
            ("yyyy\\-mm\\-dd", .date), ("hh:mm", .timeOfDay), ("mm:ss.0", .timeOfDay), ("[h]:mm", .number),
            ("0.00", .number), ("#,##0 \"days\"", .number), ("General", .number),
            ("£#,##0.00;[Red]-£#,##0.00", .number),
            ("0\\d", .number), ("@", .number), ("", .number), ("\"d", .number), ("[", .number),
            ("0.0 m", .number),
        ])
    func `formats that show a date are told from others`(code: String, kind: CellFormats.Kind) {
        #expect(CellFormats.kind(ofCode: Array(code.utf8)) == kind)
    }

    @Test func `formats of the workbook’s own are found by number`() throws {
        let cell = #"<c r="B2" s="2"><v>43346</v></c>"#
        #expect(
            try value(cell) {
                $0.styles = [0, 164, 165]
                $0.formats = ["0.00", "dd&quot;x&quot;/mm"]
            } == "2018-09-03")
    }

    @Test func `cells and rows are where their references say, or one after the other without`() throws {
        let rows = try SampleWorkbook(
            Self.header
                + #"<row r="5"><c r="C5"><v>3</v></c></row><row><c><v>4</v></c><c><v>5</v></c></row><row r="9"/><row r="1000"><c r="B1000"><v>6</v></c></row>"#
        ).rows()
        #expect(rows.map(\.line) == [1, 5, 6, 1000])
        #expect(rows.map(\.cells) == [["name", "value"], ["", "", "3"], ["4", "5"], ["", "6"]])
        #expect(SheetRows.column(Array("A1".utf8)) == 0 && SheetRows.column(Array("xfd9".utf8)) == 16_383)
        #expect(SheetRows.column(Array("12".utf8)) == nil && SheetRows.column(Array("ABCD1".utf8)) == nil)
    }

    @Test func `names of elements may have prefixes`() throws {
        var book = SampleWorkbook(
            Self.header.replacing("<row", with: "<x:row").replacing("</row", with: "</x:row")
                .replacing("<c ", with: "<x:c ").replacing("</c", with: "</x:c").replacing(
                    "<is>", with: "<x:is>"
                )
                .replacing("</is>", with: "</x:is>").replacing("<t>", with: "<x:t>").replacing(
                    "</t>", with: "</x:t>"))
        book.prefix = "y"
        #expect(try book.rows().map(\.cells) == [["name", "value"]])
    }

    @Test func `titles above the names of the columns are passed over and told of`() throws {
        func text(_ cells: [String]) -> String {
            "<row>" + cells.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
        }
        let book = SampleWorkbook(
            text(["Referrals of September"]) + text([]) + text(["Provider", "Acme"])
                + text(["ref", "name", "born", "start"]) + text(["1", "Ada"]) + text(["2", "Bo", "x", "y"]))
        let reader = try SampleWorkbook.reader(book.bytes)
        #expect(reader.header.map(\.name) == ["ref", "name", "born", "start"] && reader.headerLine == 4)
        #expect(reader.warnings.map(\.code) == [.rowsAboveHeader])
        #expect(reader.warnings[0].message.contains("“Referrals of September”, “Provider”"))
        #expect(try book.rows().map(\.line) == [4, 5, 6])
    }

    @Test func `a sheet is chosen by name, or the first that is not hidden`() throws {
        func sheet(_ name: String, _ state: String = "visible") -> (String, String, String) {
            (name, state, Self.header.replacing("name", with: name))
        }
        var book = SampleWorkbook("")
        book.sheets = [sheet("Secret", "hidden"), sheet("One"), sheet("Two")]
        #expect(try book.rows().map(\.cells[0]) == ["One"])
        #expect(try SampleWorkbook.reader(book.bytes).warnings.map(\.code) == [.severalSheets])
        #expect(try book.rows(sheet: "Two").map(\.cells[0]) == ["Two"])
        #expect(try book.rows(sheet: " secret ").map(\.cells[0]) == ["Secret"])
        #expect(try SampleWorkbook.reader(book.bytes, sheet: "Two").warnings.isEmpty)
        #expect(SampleWorkbook.codes(book.bytes, sheet: "Three") == [.noSuchSheet])
        book.sheets = [
            ("Empty", "visible", "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t> </t></is></c></row>")
        ]
        #expect(SampleWorkbook.codes(book.bytes) == [.noSuchSheet])
        book.sheets = []
        #expect(SampleWorkbook.codes(book.bytes) == [.noSuchSheet])
    }

    @Test func `what is no workbook says what it is`() {
        #expect(SampleWorkbook.codes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]) == [.otherSpreadsheet])
        let writer = ZipWriter()
        let other = writer.file("content.xml", Array("<x/>".utf8)) + writer.finish()
        #expect(SampleWorkbook.codes(other) == [.otherSpreadsheet])
        #expect(SampleWorkbook.codes([0x50, 0x4B, 3, 4]) == [.damagedWorkbook])
    }

    @Test(
        arguments: [
            "<row r=\"3\"/><row r=\"2\"><c><v>1</v></c></row>", "<row r=\"2000000\"><c><v>1</v></c></row>",
            "<row><c r=\"ZZZ1\"><v>1</v></c></row>", "<row><c t=\"s\"><v>7</v></c></row>",
            "<row><c t=\"s\"><v>x</v></c></row>", "<row><c><v>1</v></c>", "<row><c><v>1",
            "<!DOCTYPE x><row/>", "</worksheet></a></b>",
        ])
    func `a sheet that makes no sense is damaged`(data: String) {
        #expect(SampleWorkbook.codes(SampleWorkbook(Self.header + data).bytes) == [.damagedWorkbook])
    }

    @Test func `a copy made before the first chunk reads the list once more`() throws {
        let rows = (2...50).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
        var first = try SampleWorkbook.reader(SampleWorkbook(Self.header + rows).bytes)
        var second = first
        func all(_ reader: inout WorkbookReader) throws -> [Int] {
            var lines: [Int] = []
            while let chunk = try reader.nextChunk() { lines += chunk.records.map(\.line) }
            return lines
        }
        #expect(try all(&first) == Array(2...50))
        #expect(try all(&second) == Array(2...50))
    }
}
