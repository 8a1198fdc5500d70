import Facts

/// Numbers of a workbook as the text that a list has.
enum CellNumber {
    /// A number as a spreadsheet shows it: the text in the file is a binary number written with up to 17 digits
    /// (`8.2100000000000009`), of which 15 count. Nil when it is no number.
    static func text(_ stored: String) -> String? {
        guard let number = Double(stored), number.isFinite else { return nil }
        if number == 0 { return "0" }
        guard let (digits, exponent) = decimal(number.magnitude) else { return nil }
        return (number < 0 ? "-" : "") + plain(digits, exponent)
    }

    /// The shortest digits that stand for a number, at most fifteen, without noughts at the end, and the place of the
    /// decimal point after the first digit.
    private static func decimal(_ number: Double) -> (digits: [Int], exponent: Int)? {
        // Swift writes the shortest digits, as 8.21, 1e-07 or 1.5e+20.
        let parts = number.description.lowercased().split(separator: "e")
        guard let mantissa = parts.first, let written = parts.count > 1 ? Int(parts[1]) : 0 else {
            return nil
        }
        let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        var digits = halves.joined().compactMap(\.wholeNumberValue)
        var exponent = written + (halves.first?.count ?? 1) - 1
        while digits.count > 1, digits[0] == 0 {
            digits.removeFirst()
            exponent -= 1
        }
        if digits.count > 15 {
            let isUp = digits[15] >= 5
            digits.removeLast(digits.count - 15)
            if isUp { exponent += addOne(to: &digits) }
        }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        return (digits, exponent)
    }

    /// Adds one to the last digit; returns 1 when that made one digit more, which is dropped at the end.
    private static func addOne(to digits: inout [Int]) -> Int {
        for index in digits.indices.reversed() {
            digits[index] += 1
            if digits[index] < 10 { return 0 }
            digits[index] = 0
        }
        digits.insert(1, at: 0)
        digits.removeLast()
        return 1
    }

    private static func plain(_ digits: [Int], _ exponent: Int) -> String {
        let text = digits.map(String.init).joined()
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
        if digits.count <= exponent + 1 {
            return text + String(repeating: "0", count: exponent + 1 - digits.count)
        }
        return text.prefix(exponent + 1) + "." + text.dropFirst(exponent + 1)
    }

    // MARK: Dates

    /// A number of days as `2018-09-03`, with a time `14:30:00` after it when it has one; nil when it is no day that a
    /// spreadsheet can show.
    ///
    /// Days are counted from 1 January 1900 as day 1, with a 29 February in 1900 that never was, or in some workbooks
    /// from 1 January 1904 as day 0.
    static func date(_ stored: String, from1904: Bool) -> String? {
        guard let number = Double(stored), number >= 0, number < 2_958_466 else { return nil }
        var days = Int(number)
        let seconds = Int(((number - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { days += 1 }
        let origin: CivilDate?
        if from1904 {
            origin = CivilDate(year: 1904, month: 1, day: 1)
        } else {
            guard days != 60, days > 0 else { return nil }
            origin = CivilDate(year: 1899, month: 12, day: days < 60 ? 31 : 30)
        }
        guard let day = origin?.adding(days: days).iso else { return nil }
        return seconds % 86_400 == 0 ? day : "\(day) \(clock(seconds))"
    }

    /// A part of a day as `14:30:00`.
    static func timeOfDay(_ stored: String) -> String? {
        guard let number = Double(stored), number >= 0, number < 1 else { return nil }
        return clock(Int((number * 86_400).rounded()) % 86_400)
    }

    private static func clock(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}
