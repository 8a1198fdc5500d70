import Archives
import Diagnostics

/// Puts rows that `SheetRowWriter` wrote into a workbook of one sheet, piece by piece.
///
///     write(workbook.begin())
///     write(try workbook.add(rows.bytes))     // as often as there are rows
///     write(workbook.finish())
public final class WorkbookWriter {
    private let archive = ZipWriter()
    private let name: String
    private let sheet: String
    private var rows = 0
    private var size = 0

    private static let mostRows = 1_048_576
    /// A sheet of more bytes needs an archive of the 64-bit kind.
    private static let mostBytes = 0xF000_0000

    /// - Parameters:
    ///   - name: the file as the user named it.
    ///   - sheet: what the sheet is called; plain letters.
    public init(named name: String, sheet: String) {
        self.name = name
        self.sheet = sheet
    }

    /// The bytes before the first row.
    public func begin() -> [UInt8] {
        var bytes: [UInt8] = []
        for (path, content) in parts { bytes += archive.file(path, Array((Self.declaration + content).utf8)) }
        bytes += archive.begin("xl/worksheets/sheet1.xml")
        let start =
            "<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>"
        return bytes + archive.add(Array((Self.declaration + start).utf8))
    }

    /// The bytes of more rows.
    ///
    /// - Throws: there are more than a sheet has room for.
    public func add(_ written: [UInt8]) throws(Problems) -> [UInt8] {
        rows += Self.rows(in: written)
        size += written.count
        guard rows <= Self.mostRows, size <= Self.mostBytes else {
            throw Problems(
                Problem(
                    .tooManyRows, "“\(name)” would have more rows than the \(Self.mostRows) of a sheet.",
                    expected: "a file whose name ends in .csv."))
        }
        return archive.add(written)
    }

    /// `<` stands in no text as it is, so that every `<r` begins a row.
    private static func rows(in written: [UInt8]) -> Int {
        zip(written, written.dropFirst()).count { $0 == UInt8(ascii: "<") && $1 == UInt8(ascii: "r") }
    }

    /// The bytes after the last row.
    public func finish() -> [UInt8] {
        archive.add(Array("</sheetData></worksheet>".utf8)) + archive.end() + archive.finish()
    }

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    private static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private var parts: [(path: String, content: String)] {
        let packages = "http://schemas.openxmlformats.org/package/2006"
        return [
            (
                "[Content_Types].xml",
                """
                <Types xmlns="\(packages)/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="\(Self.types).sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="\(Self.types).styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(Self.types).worksheet+xml"/></Types>
                """
            ),
            (
                "_rels/.rels",
                """
                <Relationships xmlns="\(packages)/relationships"><Relationship Id="rId1" Type="\(Self.links)/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """
            ),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(Self.main)" xmlns:r="\(Self.links)"><sheets><sheet name="\(sheet)" sheetId="1" r:id="rId1"/></sheets></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="\(packages)/relationships"><Relationship Id="rId1" Type="\(Self.links)/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="\(Self.links)/styles" Target="styles.xml"/></Relationships>
                """
            ),
            (
                "xl/styles.xml",
                """
                <styleSheet xmlns="\(Self.main)"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
                """
            ),
        ]
    }
}
