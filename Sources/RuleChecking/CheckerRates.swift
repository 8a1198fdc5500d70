import Diagnostics
import Facts
import RuleSyntax

/// A value of a rate in one band, and where it is written; no value where it could not be read.
struct BandValue {
    var from: Rational
    var to: Rational?
    var value: Rational?
    var range: Range<Int>
}

/// The values of a rate on some days.
struct DatedValues {
    var days: DayRange
    var bands: [BandValue]
    var range: Range<Int>

    var period: Rate.Period {
        let bands = bands.map { Rate.Band(from: $0.from, to: $0.to, value: $0.value ?? .zero) }
        return Rate.Period(days: days, bands: bands)
    }
}

extension Checker {
    /// Reads the values of a rate: periods in order without gaps, each with bands without gaps.
    mutating func checkRate(_ syntax: RateSyntax) {
        guard case .rate(let index)? = symbols[syntax.name.key] else { return }
        let type = syntax.type.value
        guard type.isOrdered, type != .date, syntax.type.specialAnswers.isEmpty else {
            report(
                .typeMismatch, "A rate is an amount, not \(syntax.type.words).",
                expected: "money, number, percentage, years, months, weeks, days or hours per week.",
                syntax.name.range)
            return
        }
        if let by = syntax.by {
            rules.rates[index].by = bandType(by)
            if rules.rates[index].by == nil { brokenRates.insert(index) }
        }
        var periods: [DatedValues] = []
        for period in syntax.periods {
            guard let days = rateDays(period.days) else { continue }
            var bands: [BandValue] = []
            switch period.values {
            case .one(let value):
                if syntax.by != nil {
                    report(
                        .bandsAndBy,
                        "This period has one value, and the rate goes by “\(syntax.by?.text ?? "")”.",
                        expected: "bands, such as `0 to 17: …; 18 and over: …`.", period.range)
                }
                bands = [.init(from: .zero, to: nil, value: amount(value, type), range: value.range)]
            case .bands(let written):
                if syntax.by == nil {
                    report(
                        .bandsAndBy, "This period has bands, and the rate does not say what they go by.",
                        expected: "`, by` and a name after the type of the rate.", period.range)
                    brokenRates.insert(index)
                }
                bands = checkBands(written, type, by: rules.rates[index].by ?? .number, period.range)
            }
            periods.append(.init(days: days, bands: bands, range: period.range))
        }
        if !syntax.isWhole { incompleteRates.insert(index) }
        if syntax.periods.isEmpty, syntax.isWhole {
            report(
                .missingStatement, "“\(syntax.name.text)” has no values.", expected: "`from … to …: £…`.",
                syntax.name.range)
        }
        checkPeriods(&periods, syntax)
        if syntax.isWhole { checkPlausible(periods, type) }
        rules.rates[index].periods = periods.map(\.period)
    }

    /// Bands go by a value that has an order: a fact or definition of amounts.
    private mutating func bandType(_ name: NameSyntax) -> ValueType? {
        // A rate file may be shared by programmes that define what it goes by; `age` is in years everywhere.
        usedNames.insert(name.key)
        switch symbols[name.key] {
        case .fact(let index):
            if rules.facts[index].type.value.isOrdered { return rules.facts[index].type.value }
        case .definition(let index):
            checkDefinition(index)
            if case .value(let type) = rules.definitions[index].type, type.isOrdered { return type }
            if rules.definitions[index].value < 0 { return nil }
        default:
            if name.key == "age" { return .years }
            reportUnknown(name)
            return nil
        }
        report(
            .bandsAndBy, "Bands cannot go by “\(name.text)”, which has no order.",
            expected: "an amount, such as age.",
            name.range)
        return nil
    }

    private mutating func rateDays(_ syntax: DateRangeSyntax) -> DayRange? {
        switch days(syntax) {
        case .always: return nil
        case .range(let range, _, _): return range
        case .notPublished:
            report(
                .daysNeeded, "The days of this value have to be known.", expected: "`from … to …`.",
                syntax.range)
            return nil
        }
    }

    private mutating func amount(_ syntax: ExpressionSyntax, _ type: ValueType) -> Rational? {
        guard let checked = expression(syntax) else { return nil }
        let fits =
            checked.type == .bareNumber
            ? type == .percentage || Self.fits(.bareNumber, type) : Self.fits(checked.type, type)
        guard fits, case .constant(let index) = rules.nodes[checked.node] else {
            report(
                .typeMismatch,
                "“\(text(syntax.range))” is \(checked.type.words), and the rate is of type \(type.words).",
                expected: checked.type == .bareNumber
                    ? withUnit(text(syntax.range), .value(type)).map { "\($0)." }
                        ?? "an amount in the unit of the rate."
                    : "an amount in the unit of the rate.", syntax.range)
            return nil
        }
        let amount = rules.constants[index]
        if type.isWhole, amount.denominator != 1 {
            report(
                .typeMismatch, "“\(text(syntax.range))” is not a whole number of \(type.words).",
                expected: "whole \(type.words).", syntax.range)
            return nil
        }
        return amount
    }

    private mutating func checkBands(
        _ written: [RateSyntax.Band], _ type: ValueType, by: ValueType, _ period: Range<Int>
    ) -> [BandValue] {
        // The next value after the end of a band: the next year of age, or the next penny.
        let step = Rational(1, over: { if case .money = by { 100 } else { 1 } }()) ?? .zero
        var bands: [BandValue] = []
        for band in written {
            let value = amount(band.value, type)
            if let to = band.to, to < band.from {
                report(
                    .bandProblem, "This band ends before it begins.", expected: "the smaller end first.",
                    band.range)
            }
            if let previous = bands.last {
                let next = previous.to.flatMap { $0.plus(step) }
                if let next, band.from > next {
                    report(
                        .bandProblem,
                        "There is a gap before this band: nothing is said \(Self.gap(next, band.from, step)).",
                        expected: "a band that begins at \(next.decimalText).", band.range)
                } else if next == nil || band.from < (next ?? band.from) {
                    report(
                        .bandProblem, "This band overlaps the one before it.",
                        expected: next.map { "a band that begins at \($0.decimalText)." }
                            ?? "nothing after “and over”.",
                        band.range)
                }
            } else if band.from != .zero {
                report(
                    .bandProblem,
                    "The first band begins at \(band.from.decimalText), so nothing is said below that.",
                    expected: "a first band from 0.", band.range)
            }
            bands.append(.init(from: band.from, to: band.to, value: value, range: band.value.range))
        }
        if let last = bands.last?.to {
            report(
                .bandProblem, "The last band ends at \(last.decimalText), so nothing is said above that.",
                expected: "a last band with `and over`.", period)
        }
        return bands
    }

    /// “of 18”, “of 18 to 20”.
    private static func gap(_ first: Rational, _ next: Rational, _ step: Rational) -> String {
        let last = next.minus(step) ?? next
        return last == first ? "of \(first.decimalText)" : "of \(first.decimalText) to \(last.decimalText)"
    }

    private mutating func checkPeriods(_ periods: inout [DatedValues], _ syntax: RateSyntax) {
        periods.sort { ($0.days.from ?? .earliest) < ($1.days.from ?? .earliest) }
        for (earlier, later) in zip(periods, periods.dropFirst()) {
            guard let start = later.days.from else { continue }
            var place = source.place(earlier.range)
            place.label = "the period before it"
            guard let end = earlier.days.to, end < start else {
                report(
                    .periodProblem, "This period of “\(syntax.name.text)” overlaps the one before it.",
                    expected: "a period that begins after the one before it ends.", later.range, also: [place]
                )
                continue
            }
            let gap = end.adding(days: 1)
            if gap != start, !syntax.isCarriedForward, syntax.isWhole {
                report(
                    .periodProblem,
                    "“\(syntax.name.text)” has no value "
                        + (gap == start.adding(days: -1)
                            ? "on \(gap)." : "from \(gap) to \(start.adding(days: -1))."),
                    expected: "periods without gaps, or `carried forward`.", later.range, also: [place])
            }
        }
    }

    /// A rate that the run can ask for outside its periods is an error of the file.
    mutating func checkRatesCoverRun() {
        guard let run = rules.run?.value else { return }
        let asked = Set(
            rules.nodes.compactMap { node -> Int? in if case .rate(let index, _) = node { index } else { nil }
            })
        for index in asked.subtracting(incompleteRates).sorted() {
            let rate = rules.rates[index]
            guard let first = rate.periods.first, let last = rate.periods.last else { continue }
            guard let place = declaredAt[rate.key] else { continue }
            if let start = first.days.from, (run.from ?? .earliest) < start {
                reportOutside(
                    rate.name,
                    "begins on \(start), and the programme runs from \(run.from?.description ?? "any day")",
                    place)
            }
            if let end = last.days.to, end < (run.to ?? .latest), !rate.isCarriedForward {
                reportOutside(
                    rate.name,
                    "ends on \(end), and the programme runs to \(run.to?.description ?? "any day")", place)
            }
        }
    }

    private mutating func reportOutside(_ name: String, _ what: String, _ place: SourcePlace) {
        problems.append(
            Problem(
                .periodProblem, "“\(name)” \(what).", expected: "values for every day of the run.",
                at: [place]))
    }
}
