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
        if !reading.isDoubtful, let date = SlashDate.whole(cell, 0..<cell.count) {
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
    @inline(__always)
    static func millionths(_ text: Span<UInt8>, _ cell: Range<Int>, canHavePound: Bool) -> Int64? {
        var index = cell.lowerBound
        let end = cell.upperBound
        if canHavePound, end &- index > 2, text[index] == 0xC2, text[index &+ 1] == 0xA3 { index &+= 2 }
        guard index < end, end &- index <= 15 else { return nil }
        var amount: UInt64 = 0
        let first = index
        var point = end
        while index < end {
            let digit = text[index] &- 0x30
            if digit < 10 {
                amount = amount &* 10 &+ UInt64(digit)
            } else if digit == UInt8(ascii: ".") &- 0x30, point == end, index > first {
                point = index
            } else {
                return nil
            }
            index &+= 1
        }
        let places = point == end ? 0 : end &- point &- 1
        guard point == end || places > 0, places <= 6, amount < 100_000_000_000 else { return nil }
        return Int64(amount) &* scale(places)
    }

    /// What millionths there are in a unit of so many decimal places, up to six.
    @inline(__always)
    private static func scale(_ places: Int) -> Int64 {
        switch places {
        case 0: 1_000_000
        case 1: 100_000
        case 2: 10_000
        case 3: 1_000
        case 4: 100
        case 5: 10
        default: 1
        }
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
