/// Finds the cells and the end of one record: RFC 4180, read leniently.
///
/// - A cell is quoted only when its first byte is a quote; a quote anywhere else in an unquoted cell is an
///   ordinary character.
/// - Inside quotes, two quotes stand for one, and separators and line breaks are text.
/// - A line ends at LF, CR LF or a lone CR.
///
/// What is found depends only on the bytes of the record, never on how many bytes follow it. That is what lets a
/// list be cut between records and the parts be scanned again elsewhere with the same result. It holds for a quote
/// that is never closed because giving up after `quotedCellBytes`, after `recordBytes` and at the end of the text
/// all end the record in the same place: with the line on which the quote is. Giving up there also keeps the work
/// linear, for what is scanned twice holds no other quote that could stay open.
struct RecordScanner: Sendable {
    let delimiter: UInt8
    let limits: DelimitedLimits

    init(delimiter: Delimiter, limits: DelimitedLimits) {
        self.delimiter = delimiter.rawValue
        self.limits = limits
    }

    /// Scans the record at `start`, which must be before the end of the text and not at a line break. Returns
    /// false, with nothing in `layout` to rely on, when the record may go on past the end of the text; never when
    /// `isFinal`.
    func scan(_ text: Span<UInt8>, from start: Int, isFinal: Bool, into layout: inout RecordLayout) -> Bool {
        layout.begin(at: start)
        let cap = start + limits.recordBytes
        let edge = min(text.count, cap)
        var index = start
        while true {
            let cellStart = index
            var value = (start: cellStart, end: cellStart, form: CellLayout.Form.plain)
            if index < edge, text[index] == ByteSearch.quote {
                guard
                    let quoted = scanQuoted(
                        text, from: index, edge: edge, cap: cap, isFinal: isFinal, &layout)
                else { return false }
                index = quoted.next
                value = (quoted.start, quoted.end, quoted.form)
            } else {
                index = ByteSearch.first(
                    of: delimiter, ByteSearch.lineFeed, ByteSearch.carriageReturn, in: text, from: index,
                    to: edge)
                value.end = index
            }
            if index >= edge, edge < cap, !isFinal { return false }
            if index >= edge, edge == cap {
                return cut(text, at: cap, lastCell: cellStart, &layout)
            }
            if layout.columns < limits.columns {
                layout.cells.append(
                    CellLayout(
                        start: UInt32(truncatingIfNeeded: value.start - start),
                        end: UInt32(truncatingIfNeeded: value.end - start), form: value.form))
            } else if layout.columns == limits.columns {
                flaw(.tooManyColumns, &layout)
            }
            layout.columns += 1
            if index < edge, text[index] == delimiter {
                index += 1
                continue
            }
            layout.contentEnd = index
            if index < edge {
                // A CR at the end of what has come may be the first half of CR LF.
                if !isFinal, index + 1 == text.count, text[index] == ByteSearch.carriageReturn {
                    return false
                }
                index += lineBreakWidth(in: text, at: index)
                layout.lineBreaks += 1
            }
            layout.end = index
            return true
        }
    }

    private struct Quoted {
        var start: Int
        var end: Int
        var form: CellLayout.Form
        /// The separator, line break or edge after the cell.
        var next: Int
    }

    /// The cell whose opening quote is at `open`; nil when more text is needed.
    private func scanQuoted(
        _ text: Span<UInt8>, from open: Int, edge: Int, cap: Int, isFinal: Bool, _ layout: inout RecordLayout
    ) -> Quoted? {
        let cellCap = open + limits.quotedCellBytes
        let cellEdge = min(edge, cellCap)
        let breaksBefore = layout.lineBreaks
        var form = CellLayout.Form.plain
        var index = open + 1
        while true {
            index = ByteSearch.first(
                of: ByteSearch.quote, ByteSearch.lineFeed, ByteSearch.carriageReturn, in: text, from: index,
                to: cellEdge)
            if index >= cellEdge { break }
            if text[index] != ByteSearch.quote {
                index += lineBreakWidth(in: text, at: index)
                layout.lineBreaks += 1
            } else if index + 1 < edge, text[index + 1] == ByteSearch.quote {
                form = .doubledQuotes
                index += 2
            } else {
                return closed(text, open: open, close: index, form: form, edge: edge, &layout)
            }
        }
        if cellEdge == text.count, text.count < min(cap, cellCap), !isFinal { return nil }
        layout.lineBreaks = breaksBefore
        let lineEnd = ByteSearch.firstLineBreak(in: text, from: open, to: edge)
        // When the line itself is too long, that is the flaw that is told.
        if lineEnd < cap { flaw(.unclosedQuote, &layout) }
        return Quoted(start: open, end: lineEnd, form: .plain, next: lineEnd)
    }

    private func closed(
        _ text: Span<UInt8>, open: Int, close: Int, form: CellLayout.Form, edge: Int,
        _ layout: inout RecordLayout
    ) -> Quoted {
        let next = ByteSearch.first(
            of: delimiter, ByteSearch.lineFeed, ByteSearch.carriageReturn, in: text, from: close + 1, to: edge
        )
        if next > close + 1 {
            flaw(.textAfterQuote, &layout)
            return Quoted(start: open, end: next, form: .plain, next: next)
        }
        return Quoted(start: open + 1, end: close, form: form, next: next)
    }

    /// Ends a record that is too long at the limit, with its last cell as far as it goes in whole characters.
    private func cut(_ text: Span<UInt8>, at cap: Int, lastCell: Int, _ layout: inout RecordLayout) -> Bool {
        let end = cap - UTF8Text.cutCharacterLength(text, lastCell..<cap)
        if layout.columns < limits.columns {
            layout.cells.append(
                CellLayout(
                    start: UInt32(truncatingIfNeeded: lastCell - layout.start),
                    end: UInt32(truncatingIfNeeded: end - layout.start), form: .plain))
        }
        flaw(.tooLong, &layout)
        layout.columns += 1
        layout.contentEnd = end
        layout.end = cap
        return true
    }

    private func flaw(_ kind: RecordFlaw.Kind, _ layout: inout RecordLayout) {
        layout.flaws.append(
            RecordFlaw(kind: kind, column: layout.columns, lineOffset: layout.lineBreaks))
    }
}
