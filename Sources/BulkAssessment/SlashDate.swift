/// A date written with slashes, before it is known which number is the day.
struct SlashDate {
    var first: Int
    var second: Int
    /// How many digits the year has.
    var yearDigits: Int

    /// Which orders can read it; `other` when both say the same, or neither can.
    enum Orders: Int { case other, dayFirst, monthFirst, either }

    var orders: Orders {
        let canBeDayFirst = (1...31).contains(first) && (1...12).contains(second)
        let canBeMonthFirst = (1...12).contains(first) && (1...31).contains(second)
        switch (canBeDayFirst, canBeMonthFirst) {
        case (true, true): return first == second ? .other : .either
        case (true, false): return .dayFirst
        case (false, true): return .monthFirst
        case (false, false): return .other
        }
    }

    /// A cell that is nothing but such a date, of ten bytes: `03/09/2018`.
    @inline(__always)
    static func whole(_ text: Span<UInt8>, _ cell: Range<Int>) -> (first: Int, second: Int, year: Int)? {
        guard cell.count == 10 else { return nil }
        let (start, bytes) = (cell.lowerBound, text.bytes)
        let word = bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
        let last = bytes.unsafeLoadUnaligned(fromByteOffset: start + 8, as: UInt16.self).littleEndian
        // What is left of figures is below ten, and of slashes nothing.
        let (figures, rest) = (word ^ 0x3030_2F30_302F_3030, last ^ 0x3030)
        let mark = (figures &+ 0x7676_7F76_767F_7676 | figures) & 0x8080_8080_8080_8080
        let restMark = (rest &+ 0x7676 | rest) & 0x8080
        if mark != 0 || restMark != 0 { return nil }
        // Ten times each byte and the next, in its place: none of them goes over into another.
        let pairs = figures &* 10 &+ figures &>> 8
        let year = (pairs &>> 48 & 0xFF) &* 100 &+ UInt64(rest & 0xF) &* 10 &+ UInt64(rest &>> 8)
        return (
            Int(truncatingIfNeeded: pairs & 0xFF), Int(truncatingIfNeeded: pairs &>> 24 & 0xFF),
            Int(truncatingIfNeeded: year)
        )
    }

    /// Hands over every such date in a text, wherever it stands: `from 3/4/2018 to 5/6/2018` has two.
    static func forEach(in text: Span<UInt8>, _ body: (SlashDate) -> Void) {
        var index = 0
        while index < text.count {
            guard isDigit(text[index]) else {
                index += 1
                continue
            }
            guard let first = number(text, &index), slash(text, &index), let second = number(text, &index),
                slash(text, &index)
            else { continue }
            let yearStart = index
            guard number(text, &index) != nil else { continue }
            body(SlashDate(first: first, second: second, yearDigits: index - yearStart))
        }
    }

    private static func number(_ text: Span<UInt8>, _ index: inout Int) -> Int? {
        var value = 0
        let start = index
        while index < text.count, isDigit(text[index]) {
            // Long runs of digits are no part of a date; the value only has to stay out of its range.
            value = min(value * 10 + Int(text[index] - 0x30), 100_000)
            index += 1
        }
        return index > start ? value : nil
    }

    private static func slash(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
        guard index < text.count, text[index] == UInt8(ascii: "/") else { return false }
        index += 1
        return true
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
