import DelimitedText

/// What spreadsheets leave in lists, in workbooks and in text saved from them.
enum SpreadsheetLeftovers {
    /// What a cell shows whose formula went wrong.
    private static let errors: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!",
        "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA", "#NOT WORKED OUT!",
    ]

    /// Why a cell is no value but an error of a formula; nil when it is none.
    static func formulaError(_ text: String, in column: String) -> RowProblem? {
        guard text.hasPrefix("#"), errors.contains(text) else { return nil }
        let isOpen = text == "#NOT WORKED OUT!"
        return RowProblem(
            code: .formulaError, column: column,
            message: isOpen
                ? "There is a formula here without a result." : "“\(text)” is an error of a formula.",
            expected: isOpen
                ? "a value: open the workbook in the spreadsheet program, and save it."
                : "a value, or an empty cell.")
    }

    /// Whether a cell may be an error of a formula.
    @inline(__always)
    static func mayBeError(_ text: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        !cell.isEmpty && text[cell.lowerBound] == UInt8(ascii: "#")
    }

    /// Whether a row may sum up others, told by the first letters of its first cell with anything in it; quicker than
    /// `isTotals`, and true wherever that is.
    @inline(__always)
    static func mayBeTotals(_ text: Span<UInt8>, _ cells: Span<CellLayout>) -> Bool {
        // Mostly the first cell has a reference, with figures in it soon.
        if let first = cells.isEmpty ? nil : cells[0].range, first.count > 1,
            text[first.lowerBound] &- 0x30 < 10 || text[first.lowerBound + 1] &- 0x30 < 10
        {
            return false
        }
        return mayBeLongTotals(text, cells)
    }

    @inline(never)
    private static func mayBeLongTotals(_ text: Span<UInt8>, _ cells: Span<CellLayout>) -> Bool {
        for column in cells.indices where !cells[column].isEmpty {
            var (letters, others) = (0, 0)
            for index in cells[column].range {
                let byte = text[index]
                if byte >= 0x80 { others += 1 }
                if byte &- 0x30 < 10 { return false }
                if (byte | 0x20) &- 0x61 < 26 { letters += 1 }
            }
            return others > 0 || longestTotal >= letters && letters >= 3
        }
        return false
    }

    private static let longestTotal = totals.map(\.count).max() ?? 0
    private static let totals: Set<String> = [
        "total", "totals", "grandtotal", "subtotal", "sum", "count", "overall", "average",
    ]

    /// Whether a row sums up the rows above it: its first cell with anything in it says so, and most are empty.
    static func isTotals(_ record: borrowing DelimitedRecord, columns: Int) -> Bool {
        var filled = 0
        for column in 0..<record.count where !record.isEmpty(column) {
            if filled == 0, !totals.contains(HeaderCell.key(for: record.string(column))) { return false }
            filled += 1
        }
        return filled > 0 && filled * 2 <= max(columns, 4)
    }
}
