import Archives
import DelimitedText
import Diagnostics

@testable import Workbooks

/// Workbooks put together from the XML of their parts.
struct SampleWorkbook {
    var sheets: [(name: String, state: String, data: String)] = []
    var strings: [String] = []
    /// Codes of formats from number 164 on, and the format number of each style.
    var formats: [String] = []
    var styles: [Int] = [0]
    var is1904 = false
    /// Put before every name of an element, as some programs do.
    var prefix = ""

    init(_ data: String, strings: [String] = [], styles: [Int] = [0], formats: [String] = []) {
        sheets = [("People", "visible", data)]
        self.strings = strings
        self.styles = styles
        self.formats = formats
    }

    var parts: [(name: String, content: String)] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func element(_ name: String, _ content: String) -> String {
            let space = prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)"
            let prefix = prefix.isEmpty ? "" : "\(prefix):"
            return
                "<?xml version=\"1.0\"?>\n<\(prefix)\(name) \(space)=\"\(main)\" xmlns:r=\"\(links)\">\(content)</\(prefix)\(name)>"
        }
        let tabs = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\" r:id=\"rId\(index + 1)\"/>"
        }.joined()
        let relations = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(links)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }.joined()
        let codes = formats.enumerated().map {
            "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>"
        }.joined()
        var parts = [
            (
                "xl/workbook.xml",
                element("workbook", "<workbookPr date1904=\"\(is1904 ? 1 : 0)\"/><sheets>\(tabs)</sheets>")
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships>\(relations)<Relationship Id=\"s\" Type=\"\(links)/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"f\" Type=\"\(links)/styles\" Target=\"/xl/styles.xml\"/></Relationships>"
            ),
            ("xl/sharedStrings.xml", element("sst", strings.map { "<si>\($0)</si>" }.joined())),
            (
                "xl/styles.xml",
                element(
                    "styleSheet",
                    "<numFmts>\(codes)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined())</cellXfs>"
                )
            ),
        ]
        for (index, sheet) in sheets.enumerated() {
            parts.append(
                (
                    "xl/worksheets/sheet\(index + 1).xml",
                    element("worksheet", "<cols><c/></cols><sheetData>\(sheet.data)</sheetData>")
                ))
        }
        return parts
    }

    var bytes: [UInt8] {
        let writer = ZipWriter()
        return parts.flatMap { writer.file($0.name, Array($0.content.utf8)) } + writer.finish()
    }

    /// The rows that a reader gives: the line and the cells of each, the header first.
    func rows(sheet: String? = nil) throws(Problems) -> [(line: Int, cells: [String])] {
        try Self.rows(of: bytes, sheet: sheet)
    }

    static func reader(_ bytes: [UInt8], sheet: String? = nil, rowsInChunk: Int = 3) throws(Problems)
        -> WorkbookReader
    {
        try WorkbookReader(
            size: bytes.count, named: "people.xlsx", sheet: sheet, rowsInChunk: rowsInChunk,
            read: { Array(bytes[$0]) })
    }

    static func rows(of bytes: [UInt8], sheet: String? = nil) throws(Problems) -> [(
        line: Int, cells: [String]
    )] {
        var reader = try reader(bytes, sheet: sheet)
        var rows = [(reader.headerLine, reader.header.map(\.name))]
        while let chunk = try reader.nextChunk() {
            for record in chunk.records {
                rows.append((record.line, (0..<record.count).map { record.string($0) }))
            }
        }
        return rows
    }

    static func codes(_ bytes: [UInt8], sheet: String? = nil) -> [Problem.Code] {
        do throws(Problems) {
            _ = try rows(of: bytes, sheet: sheet)
            return []
        } catch {
            return error.all.map(\.code)
        }
    }
}
