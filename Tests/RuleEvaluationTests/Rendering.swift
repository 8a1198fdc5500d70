import TestSupport

/// The words a programme is written with; another instance renames everything.
struct Naming: Sendable {
    private static let plain = [
        "amber", "birch", "cedar", "daisy", "elder", "fern", "gorse", "hazel", "iris",
    ]
    private static let other = [
        "zinc pot", "yarn-end", "wool’s", "vat 3", "urn", "tin 22", "silk", "rope a", "quilt",
    ]
    var isOther = false

    private func word(_ kind: String, _ index: Int) -> String {
        let name = isOther ? "\(Self.other[index % 9]) \(kind)s" : "\(Self.plain[index % 9]) \(kind)"
        return index < 9 ? name : "\(name) \(index / 9)"
    }
    func fact(_ index: Int) -> String { word("fact", index) }
    func definition(_ index: Int) -> String { word("meaning", index) }
    func rate(_ index: Int) -> String { word("limit", index) }
    func connection(_ index: Int) -> String { word("tie", index) }
    func condition(_ index: Int) -> String { word("demand", index) }
    func interpretation(_ index: Int) -> String { word("view", index) }
    func choice(_ index: Int) -> String { isOther ? "option \(index)" : ["red", "green", "blue"][index] }
    var special: String { isOther ? "never at all" : "never worked" }
    var date: String { isOther ? "judging day" : "start date" }
}

struct Renderer {
    let programme: Programme
    var naming = Naming()

    /// The statements, which may stand in any order.
    func statements() -> [String] {
        var all = [
            """
            programme "Random"
                decided on the \(naming.date)
            """,
            """
            calendar
                short months count to \(programme.shortMonthsLastDay ? "their last day" : "the first day of the next month")
                29 February birthdays fall on \(programme.birthdaysLastDay ? "28 February" : "1 March")
            """,
        ]
        if let run = programme.run {
            all[0] +=
                "\n    runs from \(NaiveCalendar.text(run.lowerBound)) to \(NaiveCalendar.text(run.upperBound))"
        }
        for index in programme.facts.indices { all.append(fact(index)) }
        for (index, refers) in programme.connections.enumerated() {
            all.append(
                "connection \(naming.connection(index)): \"tie\"\(refers ? "\n    refer, say \"R\"" : "")")
        }
        for index in programme.rates.indices { all.append(rate(index)) }
        for (index, definition) in programme.definitions.enumerated() {
            let body =
                switch definition.body {
                case .logic(let logic): text(logic)
                case .amount(let expression, _): text(expression)
                case .time(let from, let to, let countingEnd): time(from, to, countingEnd)
                }
            all.append("define \(naming.definition(index)): \(body)")
        }
        for (index, count) in programme.readings.enumerated() {
            let readings = (0..<count).map { "\"R\($0)\"" }.joined(separator: " or ")
            all.append("interpretation \(naming.interpretation(index)): \(readings)\n    default \"R0\"")
        }
        for (index, condition) in programme.conditions.enumerated() {
            var text = "condition \(naming.condition(index)): \(text(condition.test))"
            for (number, waiver) in condition.waivers.enumerated() {
                text += "\n    waived when waiver \(number): \(self.text(waiver))"
            }
            if condition.refers { text += "\n    otherwise refer, say \"A person.\"" }
            all.append(text)
        }
        all.append("eligible when \(conditions(programme.eligible))")
        for (index, cohort) in programme.cohorts.enumerated() {
            all.append("cohort \"C\(index)\": \(text(cohort))")
        }
        return all
    }

    /// Lots keep their order, which decides the order of lots found.
    func lots() -> [String] { (0..<programme.lots).map { "lot \"L\($0)\"\n    ward E0500000\($0)" } }

    func file() -> String { (statements() + lots()).joined(separator: "\n") + "\n" }

    // MARK: Declarations

    private func fact(_ index: Int) -> String {
        let fact = programme.facts[index]
        var text = "fact \(naming.fact(index)): "
        switch fact.kind {
        case .yesOrNo: text += "yes or no"
        case .choice(let count):
            text += (0..<count).map { "\"\(naming.choice($0))\"" }.joined(separator: " or ")
        case .amount(let unit): text += self.unit(unit)
        }
        if fact.hasSpecial { text += ", or \"\(naming.special)\"" }
        for (relation, bound) in fact.bounds {
            guard case .amount(let unit) = fact.kind else { continue }
            text += "\n    must be \(relation.words(unit).dropFirst(3)) \(self.text(bound))"
        }
        return text
    }

    private func unit(_ unit: Unit) -> String {
        switch unit {
        case .date: "date"
        case .years: "years"
        case .months: "months"
        case .weeks: "weeks"
        case .days: "days"
        case .money: "money"
        case .number: "number"
        }
    }

    private func rate(_ index: Int) -> String {
        let rate = programme.rates[index]
        let by = rate.byName.map { ", by \(naming.definition($0))" } ?? ""
        var text = "rate \(naming.rate(index)): \(unit(rate.unit))\(by)"
        let days = [
            "from 1 January 1990 to \(NaiveCalendar.text(rate.change - 1))",
            "from \(NaiveCalendar.text(rate.change)) onwards",
        ]
        let step = rate.by == .money ? Fraction(1, 100) : Fraction(1)
        for (period, bands) in zip(days, rate.bands) {
            text += "\n    \(period)"
            if rate.by == nil {
                text += ": \(constant(bands[0].value, rate.unit))"
                continue
            }
            let parts = bands.indices.map { position in
                let band = bands[position]
                let end =
                    position + 1 < bands.count ? " to \((bands[position + 1].from - step).text)" : " and over"
                return "\(band.from.text)\(end): \(constant(band.value, rate.unit))"
            }
            text += "\n        " + parts.joined(separator: "; ")
        }
        return text
    }

    // MARK: Expressions

    private func constant(_ value: Fraction, _ unit: Unit) -> String {
        switch unit {
        case .date: NaiveCalendar.text(value.above)
        case .money: "£" + value.text
        case .years, .months, .weeks, .days, .number: value.text
        }
    }

    func text(_ expression: Expr) -> String {
        switch expression {
        case .fact(let index): naming.fact(index)
        case .definition(let index): "the " + naming.definition(index)
        case .constant(let value, let unit): constant(value, unit)
        case .decisionDate: "the " + naming.date
        case .age(let from): "(age from (\(text(from))))"
        case .rate(let index, let by):
            by.map { "(\(naming.rate(index)) for (\(text($0))))" } ?? naming.rate(index)
        case .sum(.higher, let left, let right): "(the higher of (\(text(left))) and (\(text(right))))"
        case .sum(.lower, let left, let right): "(the lower of (\(text(left))) and (\(text(right))))"
        case .sum(let operation, let left, let right): "(\(text(left)) \(operation.rawValue) \(text(right)))"
        case .percent(let percent, let inner): "(\(percent)% of (\(text(inner))))"
        case .rounded(let inner, let step, let unit): "((\(text(inner))) rounded to \(constant(step, unit)))"
        case .shiftedBy(let inner, let amount, _, let isLater):
            "(\(text(inner)) \(isLater ? "plus" : "minus") (\(text(amount))))"
        case .shifted(let inner, let length, let isLater):
            "(\(text(inner)) \(isLater ? "plus" : "minus") \(length.text))"
        }
    }

    private func time(_ from: Expr, _ to: Expr, _ countingEnd: Bool) -> String {
        "time from (\(text(from))) to \(countingEnd ? "the end of " : "")(\(text(to)))"
    }

    func text(_ logic: Logic) -> String {
        switch logic {
        case .yes(let fact): "\(naming.fact(fact))"
        case .compare(let left, let relation, let right, let unit):
            "\(text(left)) \(relation.words(unit)) \(text(right))"
        case .time(let from, let to, let countingEnd, let relation, let length):
            "\(time(from, to, countingEnd)) \(relation.rawValue) \(length.text)"
        case .timeAgainst(let from, let to, let countingEnd, let relation, let amount, _, let isFlipped):
            isFlipped
                ? "(\(text(amount))) \(relation.flipped.rawValue) \(time(from, to, countingEnd))"
                : "\(time(from, to, countingEnd)) \(relation.rawValue) (\(text(amount)))"
        case .lots(let lots):
            "the lot is one of " + lots.map { "\"L\($0)\"" }.joined(separator: ", ")
        case .timeDefinition(let index, let relation, let length):
            "\(naming.definition(index)) \(relation.rawValue) \(length.text)"
        case .answers(let fact, let options, let special):
            "\(naming.fact(fact)) is one of "
                + (options.map { "\"\(naming.choice($0))\"" } + (special ? ["\"\(naming.special)\""] : []))
                .joined(separator: ", ")
        case .within(let date, let from, let to):
            "\(text(date)) is from \(NaiveCalendar.text(from)) to \(NaiveCalendar.text(to))"
        case .reading(let index, let reading): "\(naming.interpretation(index)) is \"R\(reading)\""
        case .connection(let kinds):
            "has a connection to the lot"
                + (kinds.isEmpty ? "" : " by " + kinds.map { naming.connection($0) }.joined(separator: ", "))
        case .definition(let index): naming.definition(index)
        case .not(let inner): "not (\(text(inner)))"
        case .and(let parts): parts.map { "(\(text($0)))" }.joined(separator: " and ")
        case .or(let parts): parts.map { "(\(text($0)))" }.joined(separator: " or ")
        }
    }

    private func conditions(_ logic: Logic) -> String {
        switch logic {
        case .definition(let index): naming.condition(index)
        case .and(let parts): parts.map { "(\(conditions($0)))" }.joined(separator: " and ")
        case .or(let parts): "either " + parts.map { "(\(conditions($0)))" }.joined(separator: " or ")
        default: ""
        }
    }
}
