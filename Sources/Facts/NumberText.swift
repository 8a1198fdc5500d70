/// Reads one amount in the unit of a type: `£13,900`, `13900 a year`, `37.5 hours per week`, `10%`, `34 years`.
struct NumberText {
    let type: ValueType

    init(_ type: ValueType) { self.type = type }

    /// The largest amount read, in the unit of the type.
    static let limit = Rational(1_000_000_000_000)

    func read(_ text: String, _ plain: String) throws(AnswerReader.Refusal) -> Rational {
        var rest = text[...]
        var isMoney = false
        for sign in ["£", "gbp "] where rest.hasPrefix(sign) {
            rest = rest.dropFirst(sign.count)
            isMoney = true
        }
        if rest.hasPrefix("-£") { (rest, isMoney) = ("-" + rest.dropFirst(2), true) }
        let amountEnd = rest.firstIndex { !($0.isNumber || $0 == "." || $0 == "," || $0 == "-" || $0 == "+") }
        let unit = String(rest[(amountEnd ?? rest.endIndex)...].drop { $0 == " " })
        try checkUnit(unit, isMoney: isMoney, plain)
        guard let amount = Rational(decimal: rest[..<(amountEnd ?? rest.endIndex)]) else {
            throw refusal(plain)
        }
        guard amount < Self.limit, Self.limit.negated < amount else {
            throw AnswerReader.Refusal(message: "“\(plain)” is larger than any amount here can be.")
        }
        if type.isWhole, amount.denominator != 1 || amount < .zero {
            throw AnswerReader.Refusal(
                message: "“\(plain)” is not a whole number of \(type.words).", expected: "\(example).")
        }
        return amount
    }

    private func checkUnit(_ unit: String, isMoney: Bool, _ plain: String) throws(AnswerReader.Refusal) {
        if unit.isEmpty {
            if isMoney, case .money = type { return }
            if !isMoney { return }
            throw refusal(plain)
        }
        switch type {
        case .money(let per):
            guard let written = Self.per(unit) else { throw refusal(plain) }
            if written == per { return }
            let unitWords = per.map { "an amount \($0.phrase)" } ?? "an amount without a period"
            throw AnswerReader.Refusal(
                message: "“\(plain)” is pay per \(written.rawValue).",
                expected: "\(unitWords); nothing is converted unless the rules say how.")
        case .years where ["year", "years", "years old", "yrs"].contains(unit) && !isMoney: return
        case .days where ["day", "days"].contains(unit) && !isMoney: return
        case .weeks where ["week", "weeks", "wks"].contains(unit) && !isMoney: return
        case .months where ["month", "months", "mths"].contains(unit) && !isMoney: return
        case .percentage where ["%", "per cent", "percent"].contains(unit) && !isMoney: return
        case .share(let part, let whole) where !isMoney:
            let words = unit.split(separator: " ")
            if let first = words.first, first == "hrs" ? part == .hour : ValueType.Per(plural: first) == part,
                words.count == 1 || Self.per(words.dropFirst().joined(separator: " ")) == whole
            {
                return
            }
            throw refusal(plain)
        default: throw refusal(plain)
        }
    }

    private static func per(_ unit: String) -> ValueType.Per? {
        switch unit {
        case "an hour", "per hour", "/hour", "hourly", "ph", "p/h": .hour
        case "a day", "per day", "/day", "daily", "pd", "p/d": .day
        case "a week", "per week", "/week", "weekly", "pw", "p/w": .week
        case "a month", "per month", "/month", "monthly", "pm", "pcm": .month
        case "a year", "per year", "per annum", "/year", "yearly", "annually", "pa", "p.a.": .year
        default: nil
        }
    }

    private func refusal(_ plain: String) -> AnswerReader.Refusal {
        let what =
            switch type {
            case .money: "an amount of money"
            case .years, .days, .weeks, .months: "a number of \(type.words)"
            case .percentage: "a percentage"
            case .share(let part, let whole): "a number of \(part.rawValue)s \(whole.phrase)"
            default: "a number"
            }
        return AnswerReader.Refusal(
            message: "“\(plain)” is not \(what).", expected: "\(example), or unknown.")
    }

    /// What would be read, in words.
    private var example: String {
        switch type {
        case .money: "an amount such as £8.72 or 13,900"
        case .years: "completed years, such as 34"
        case .days, .weeks, .months: "whole \(type.words), such as 12"
        case .percentage: "a percentage such as 10%"
        case .hoursPerWeek: "hours a week, such as 37.5"
        case .share(let part, let whole): "\(part.rawValue)s \(whole.phrase), such as 40"
        default: "a number such as 12 or 3.5"
        }
    }
}
