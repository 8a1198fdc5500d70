import DelimitedText

/// Writes rows as the XML of a sheet. Every cell is a text that stands in the row itself: nothing in it is ever taken
/// for a formula, a number or a date.
public struct SheetRowWriter: RowWriter {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    private let isHeader: Bool
    private var isInRow = false

    /// The most characters of a cell, in units of UTF-16, as Excel counts.
    static let mostCharacters = 32_767

    /// A writer of nothing yet; the names of columns are bold.
    public init(isHeader: Bool = false) { self.isHeader = isHeader }

    /// Appends a cell given as text.
    public mutating func append(_ cell: String) {
        var cell = cell
        cell.withUTF8 { append(Span(_unsafeElements: $0)) }
    }

    /// Appends the cells of a record, as many as the list has columns.
    public mutating func appendCells(of record: borrowing DelimitedRecord, columns: Int) {
        for column in 0..<columns { record.withBytes(column) { append($0) } }
    }

    /// Appends a record as it was read, flaws and all, as one cell.
    public mutating func appendOriginal(of record: borrowing DelimitedRecord) {
        record.withOriginalBytes { append($0) }
    }

    /// Ends the row.
    public mutating func endRow() {
        begin()
        bytes += "</row>\n".utf8
        isInRow = false
    }

    private mutating func begin() {
        if !isInRow { bytes += "<row>".utf8 }
        isInRow = true
    }

    private mutating func append(_ cell: Span<UInt8>) {
        begin()
        let style = isHeader ? " s=\"1\"" : ""
        guard !cell.isEmpty else {
            bytes += "<c\(style)/>".utf8
            return
        }
        bytes += "<c\(style) t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8
        let text = cell.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        appendEscaped(text.utf16.count > Self.mostCharacters ? Self.cut(text) : text)
        bytes += "</t></is></c>".utf8
    }

    /// As much as fits, and a mark that there was more.
    private static func cut(_ text: String) -> String {
        let mark = " … (cut)"
        var room = mostCharacters - mark.utf16.count
        var kept = ""
        for character in text {
            room -= character.utf16.count
            if room < 0 { break }
            kept.append(character)
        }
        return kept + mark
    }

    private mutating func appendEscaped(_ text: String) {
        for (index, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) {
            switch scalar {
            case "&": bytes += "&amp;".utf8
            case "<": bytes += "&lt;".utf8
            case ">": bytes += "&gt;".utf8
            case "\n", "\t": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case _ where Self.needsEscape(scalar): appendEscape(scalar.value)
            case "_" where Self.looksEscaped(text.unicodeScalars[index...]): appendEscape(0x5F)
            default: bytes += Array(String(Character(scalar)).utf8)
            }
        }
    }

    private mutating func appendEscape(_ value: UInt32) {
        let digits = String(value, radix: 16, uppercase: true)
        bytes += "_x\(String(repeating: "0", count: 4 - digits.count))\(digits)_".utf8
    }

    /// Characters that XML has no room for.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\t": false
        case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": true
        default: false
        }
    }

    /// Whether a text would be taken for an escape once it is written, as `_x0041_` would; an escape begins with the
    /// same `_` that ends one.
    private static func looksEscaped(_ rest: Substring.UnicodeScalarView) -> Bool {
        let start = Array(rest.prefix(7))
        return start.count == 7 && start[1] == "x" && (start[6] == "_" || needsEscape(start[6]))
            && start[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
