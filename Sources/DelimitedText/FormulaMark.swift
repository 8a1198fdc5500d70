/// The mark, an apostrophe, that keeps a spreadsheet from running a cell.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a CR for a formula or a command, quoted or
/// not. Such a cell is written with an apostrophe before it, unless it is a plain number such as `-12.50`.
///
/// So that reading gives back exactly what was written, a cell that could be taken for a marked one is marked too:
///
/// | the cell | is written | because |
/// | --- | --- | --- |
/// | `=1+1` | `'=1+1` | it would be run |
/// | `-5` | `-5` | a plain number is harmless |
/// | `'=1+1`, `'-5` | `''=1+1`, `''-5` | apostrophes and then a starter look like a mark |
/// | `'tis` | `'tis` | no starter follows |
///
/// The reader drops one apostrophe from every cell that begins with apostrophes and then a starter, and from no other.
public enum FormulaMark {
    /// Whether a cell is to be written with a mark.
    public static func isNeeded(for cell: Span<UInt8>) -> Bool {
        let apostrophes = leadingApostrophes(cell)
        guard apostrophes < cell.count, isStarter(cell[apostrophes]) else { return false }
        return !isPlainNumber(cell)
    }

    /// Whether a cell as written begins with a mark.
    public static func isPresent(in cell: Span<UInt8>) -> Bool {
        guard cell.count > 1, cell[0] == mark else { return false }
        let apostrophes = leadingApostrophes(cell)
        return apostrophes < cell.count && isStarter(cell[apostrophes])
    }

    static let mark = UInt8(ascii: "'")

    /// Whether a cell that begins with a byte may be a mark’s or in need of one.
    @inline(__always)
    static func mayConcern(_ first: UInt8) -> Bool {
        // Nearly all cells begin with a letter or a figure.
        first <= UInt8(ascii: "@") && first &- 0x30 >= 10 && (first == mark || isStarter(first))
    }

    private static func leadingApostrophes(_ cell: Span<UInt8>) -> Int {
        var count = 0
        while count < cell.count, cell[count] == mark { count += 1 }
        return count
    }

    private static func isStarter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"):
            true
        default:
            false
        }
    }

    /// A sign, digits, and perhaps a point and more digits: nothing that could refer to another cell.
    private static func isPlainNumber(_ cell: Span<UInt8>) -> Bool {
        var index = 1
        var digits = 0
        var points = 0
        guard cell[0] == UInt8(ascii: "-") || cell[0] == UInt8(ascii: "+") else { return false }
        while index < cell.count {
            let byte = cell[index]
            if byte == UInt8(ascii: ".") {
                points += 1
            } else if byte &- 0x30 < 10 {
                digits += 1
            } else {
                return false
            }
            index += 1
        }
        return digits > 0 && points <= 1 && cell[cell.count - 1] != UInt8(ascii: ".")
    }
}
