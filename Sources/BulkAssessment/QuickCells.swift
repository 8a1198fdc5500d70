import Facts

/// Reads the forms in which nearly all cells of a list are written, straight from their bytes. What it does not read is
/// left to `AnswerReader`, which reads these in the same way.
enum QuickCells {
    /// A date in figures: `03/09/2018` in an order, or `2018-09-03`.
    static func date(_ cell: Span<UInt8>, _ reading: DateReading) -> CivilDate? {
        if cell.count == 10, let date = wholeDate(cell, reading) { return date }
        guard (8...10).contains(cell.count) else { return nil }
        var numbers = (0, 0, 0)
        var lengths = (0, 0, 0)
        var part = 0
        var separator: UInt8 = 0
        for index in cell.indices {
            let byte = cell[index]
            if byte &- 0x30 < 10 {
                let digit = Int(byte &- 0x30)
                switch part {
                case 0: (numbers.0, lengths.0) = (numbers.0 * 10 + digit, lengths.0 + 1)
                case 1: (numbers.1, lengths.1) = (numbers.1 * 10 + digit, lengths.1 + 1)
                default: (numbers.2, lengths.2) = (numbers.2 * 10 + digit, lengths.2 + 1)
                }
            } else {
                guard part < 2, separator == 0 || byte == separator else { return nil }
                separator = byte
                part += 1
            }
        }
        if separator == UInt8(ascii: "-") {
            guard lengths.0 == 4, numbers.0 >= 1_000, lengths.1 == 2, lengths.2 == 2 else { return nil }
            return CivilDate(year: numbers.0, month: numbers.1, day: numbers.2)
        }
        guard separator == UInt8(ascii: "/"), !reading.isDoubtful, lengths.2 == 4, numbers.2 >= 1_000,
            (1...2).contains(lengths.0), (1...2).contains(lengths.1)
        else { return nil }
        return reading.order == .dayFirst
            ? CivilDate(year: numbers.2, month: numbers.1, day: numbers.0)
            : CivilDate(year: numbers.2, month: numbers.0, day: numbers.1)
    }

    /// A date of ten characters in the form in which most are written, with its zeros: eight figures at their places.
    private static func wholeDate(_ cell: Span<UInt8>, _ reading: DateReading) -> CivilDate? {
        func number(_ place: Int) -> Int? {
            let (tens, ones) = (cell[place] &- 0x30, cell[place + 1] &- 0x30)
            return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
        }
        if !reading.isDoubtful, let date = SlashDate.whole(cell) {
            guard date.year >= 1_000 else { return nil }
            let (month, day) =
                reading.order == .dayFirst ? (date.second, date.first) : (date.first, date.second)
            return CivilDate(year: date.year, month: month, day: day)
        }
        guard cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-"), let century = number(0),
            century >= 10,
            let year = number(2), let month = number(5), let day = number(8)
        else { return nil }
        return CivilDate(year: century * 100 + year, month: month, day: day)
    }

    /// An amount in figures, in millionths: `13900`, `8.72`, and with a pound sign before it when there can be one.
    static func millionths(_ cell: Span<UInt8>, canHavePound: Bool) -> Int64? {
        var index = 0
        if canHavePound, cell.count > 2, cell[0] == 0xC2, cell[1] == 0xA3 { index = 2 }
        guard index < cell.count, cell.count - index <= 15 else { return nil }
        var amount: Int64 = 0
        var places = -1
        let first = index
        while index < cell.count {
            let byte = cell[index]
            if byte &- 0x30 < 10 {
                amount = amount * 10 + Int64(byte &- 0x30)
                if places >= 0 { places += 1 }
            } else if byte == UInt8(ascii: "."), places < 0, index > first {
                places = 0
            } else {
                return nil
            }
            index += 1
        }
        guard places != 0, places <= 6, amount < 100_000_000_000 else { return nil }
        for _ in max(places, 0)..<6 { amount *= 10 }
        return amount
    }

    /// A whole number.
    static func whole(_ cell: Span<UInt8>) -> Int64? {
        guard (1...9).contains(cell.count) else { return nil }
        var number: Int64 = 0
        for index in cell.indices {
            guard cell[index] &- 0x30 < 10 else { return nil }
            number = number * 10 + Int64(cell[index] &- 0x30)
        }
        return number
    }
}
