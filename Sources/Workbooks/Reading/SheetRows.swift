/// Reads the rows of a sheet in order, each as the texts of its cells.
struct SheetRows {
    /// One row with something in it.
    struct Row {
        /// Its number in the sheet, from 1.
        var number = 0
        /// Its cells from the first column on, as far as it has any.
        var cells: [[UInt8]] = []
    }

    private var scanner: XMLScanner
    private let content: WorkbookContent
    private var last = 0
    private var isInData = false

    /// What a formula shows that was never worked out, as programs that write workbooks leave it.
    static let notWorkedOut = "#NOT WORKED OUT!"
    private static let mostColumns = 16_384
    private static let mostRows = 1_048_576

    init(_ scanner: XMLScanner, _ content: WorkbookContent) {
        self.scanner = scanner
        self.content = content
    }

    /// The next row with anything but empty cells; nil after the last.
    mutating func next() throws(WorkbookFault) -> Row? {
        while true {
            switch try scanner.next() {
            case .over: return nil
            case .text: break
            case .end: if scanner.isNamed("sheetData") { isInData = false }
            case .start:
                if scanner.isNamed("sheetData") { isInData = true }
                if isInData, scanner.isNamed("row") {
                    let row = try readRow()
                    if row.cells.contains(where: { $0.contains { $0 > 0x20 } }) { return row }
                }
            }
        }
    }

    private mutating func readRow() throws(WorkbookFault) -> Row {
        var row = Row()
        row.number = scanner.number("r") ?? last + 1
        guard row.number > last, row.number <= Self.mostRows else {
            throw .damaged("its rows are not in order")
        }
        last = row.number
        while true {
            switch try scanner.next() {
            case .over: throw .damaged("it breaks off")
            case .text: break
            case .end: if scanner.isNamed("row") { return row }
            case .start:
                guard scanner.isNamed("c") else { continue }
                let column = scanner.attribute("r").map(Self.column) ?? row.cells.count
                guard let column, column < Self.mostColumns else {
                    throw .damaged("a cell of it has a place that is none")
                }
                while row.cells.count <= column { row.cells.append([]) }
                row.cells[column] = try readCell()
            }
        }
    }

    /// The column of a reference such as `BC12`, from 0.
    static func column(_ reference: [UInt8]) -> Int? {
        var column = 0
        var letters = 0
        for byte in reference {
            let letter = byte & 0xDF
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter), byte >= 0x41 else { break }
            letters += 1
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            if letters > 3 { return nil }
        }
        return letters == 0 ? nil : column - 1
    }

    private mutating func readCell() throws(WorkbookFault) -> [UInt8] {
        let kind = scanner.attribute("t").map { String(decoding: $0, as: UTF8.self) } ?? "n"
        let style = scanner.number("s") ?? 0
        var value: [UInt8] = []
        var hasValue = false
        var hasFormula = false
        var inline: [UInt8] = []
        while true {
            switch try scanner.next() {
            case .over: throw .damaged("it breaks off")
            case .text: if hasValue { scanner.appendText(to: &value) }
            case .start:
                if scanner.isNamed("is") {
                    try scanner.readRichText(until: "is", into: &inline)
                } else {
                    hasFormula = hasFormula || scanner.isNamed("f")
                    hasValue = scanner.isNamed("v")
                }
            case .end:
                hasValue = false
                guard scanner.isNamed("c") else { continue }
                if kind == "inlineStr" { return inline }
                if value.isEmpty, hasFormula, kind != "str" { return Array(Self.notWorkedOut.utf8) }
                return try content.text(of: value, kind: kind, style: style)
            }
        }
    }
}

/// What the sheets of a workbook share.
struct WorkbookContent: Sendable {
    var strings = SharedStrings()
    var formats = CellFormats()
    /// Whether days are counted from 1904.
    var from1904 = false

    /// The text of a cell, as it would be in a list.
    func text(of value: [UInt8], kind: String, style: Int) throws(WorkbookFault) -> [UInt8] {
        switch kind {
        case "s":
            if value.isEmpty { return [] }
            guard let index = Int(String(decoding: value, as: UTF8.self)), let text = strings[index] else {
                throw .damaged("a cell of it refers to a text that is not there")
            }
            return Array(text)
        case "str":
            var text: [UInt8] = []
            XMLScanner.undoEscapes(value, into: &text)
            return text
        case "b": return value.isEmpty ? [] : Array((value == [0x31] ? "TRUE" : "FALSE").utf8)
        // A day written out, which few programs do: `2018-09-03T00:00:00`.
        case "d", "e": return value
        default: return value.isEmpty ? [] : Array(number(String(decoding: value, as: UTF8.self), style).utf8)
        }
    }

    private func number(_ stored: String, _ style: Int) -> String {
        let shown =
            switch formats.kind(ofStyle: style) {
            case .number: CellNumber.text(stored)
            case .date: CellNumber.date(stored, from1904: from1904) ?? CellNumber.text(stored)
            case .timeOfDay: CellNumber.timeOfDay(stored) ?? CellNumber.text(stored)
            }
        return shown ?? stored
    }
}
