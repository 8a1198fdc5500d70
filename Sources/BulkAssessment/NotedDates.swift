import DelimitedText

/// Counts how dates are written while rows are read, for a `DateCounter` that would otherwise read them again: rows in
/// which the dates of all columns can be read in the same orders are one number.
struct NotedDates {
    /// The columns of the list whose dates are noted, in the order of their places.
    private var columns: [Int] = []
    /// Whether these are all that hold dates.
    private let areAll: Bool
    /// Rows by the orders in which their dates can be read, two bits for each place.
    private var rows: [Int]
    /// The same of the row at hand, and whether all its dates were noted.
    private var seen = 0
    private var isWhole = true

    /// Columns there is a place for, at most.
    static let mostColumns = 6

    /// - Parameter columns: as many as there are places for.
    init(_ columns: [Int], _ mapping: ColumnMapping) {
        self.columns = columns
        areAll = mapping.columns.indices.allSatisfy { !mapping.columns[$0].isDate || columns.contains($0) }
        rows = Array(repeating: 0, count: 1 << (2 * columns.count))
    }

    /// Begins another row.
    @inline(__always)
    mutating func begin() {
        seen = 0
        isWhole = areAll
    }

    /// Notes the date of a column in the row at hand, by the place of the column.
    @inline(__always)
    mutating func note(_ orders: SlashDate.Orders, at place: UInt8) {
        seen |= orders.rawValue &<< Int(place &* 2)
    }

    /// Says that the row at hand has a date that is not noted.
    @inline(__always)
    mutating func miss() { isWhole = false }

    /// Counts the row at hand.
    @inline(__always)
    mutating func count(_ record: borrowing DelimitedRecord, _ counter: inout DateCounter) {
        if isWhole { rows[seen] += 1 } else { counter.add(record) }
    }

    /// Hands over what was counted.
    mutating func move(to counter: inout DateCounter) {
        for (seen, number) in rows.enumerated() where number != 0 {
            rows[seen] = 0
            for (place, column) in columns.enumerated() {
                guard let orders = SlashDate.Orders(rawValue: seen >> (2 * place) & 3) else { continue }
                counter.add(number, orders, inColumn: column)
            }
        }
    }
}
