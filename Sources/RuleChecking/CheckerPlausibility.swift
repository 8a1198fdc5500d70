import Diagnostics
import Facts
import RuleSyntax

/// Amounts and days that may be meant and are probably mistyped: a point too far left, a digit too many.
extension Checker {
    /// From one period to the next a rate changes by less than this. The National Minimum Wage never rose by more than
    /// 21.3% between April 2016 and April 2026.
    private static let mostChange = Rational(5, over: 4) ?? Rational(1)
    /// Bands differ by policy, often by half; only a misplaced point makes one so many times the bands beside it.
    private static let mostBandChange = Rational(5)

    /// Warns of values far from those of the periods and bands beside them.
    mutating func checkPlausible(_ periods: [DatedValues], _ type: ValueType) {
        for period in periods { checkBandsPlausible(period.bands, type) }
        for position in periods.indices.dropFirst() {
            let (earlier, later) = (periods[position - 1], periods[position])
            for (old, new) in Self.meeting(earlier.bands, later.bands) {
                checkStep(old, new, at: new.from > old.from ? new.from : old.from, periods, position, type)
            }
        }
    }

    private mutating func checkStep(
        _ old: BandValue, _ new: BandValue, at point: Rational, _ periods: [DatedValues], _ position: Int,
        _ type: ValueType
    ) {
        guard let before = old.value, let now = new.value, Self.isFar(before, now, Self.mostChange) else {
            return
        }
        let earlier = position > 1 ? periods[position - 2].value(at: point) : nil
        let later = position + 1 < periods.count ? periods[position + 1].value(at: point) : nil
        // A value that leaves the line and comes back was reported where it left.
        if let earlier, !Self.isFar(earlier, now, Self.mostChange) { return }
        let isNewLevel = later.map { !Self.isFar(now, $0, Self.mostChange) } ?? false
        // A rise that the values on both sides bear out is a rise.
        if let earlier, isNewLevel, !Self.isFar(earlier, before, Self.mostChange) { return }
        // Where the second value is borne out and nothing comes before the first, the first is the odd one.
        if earlier == nil, isNewLevel {
            doubt(old.range, before, now, type, "the value after it", beside: new.range)
        } else {
            doubt(new.range, now, before, type, "the value before it", beside: old.range)
        }
    }

    /// A band many times as high or low as the bands on both of its sides.
    private mutating func checkBandsPlausible(_ bands: [BandValue], _ type: ValueType) {
        guard bands.count > 1 else { return }
        for (position, band) in bands.enumerated() {
            let beside = [position - 1, position + 1].filter(bands.indices.contains).map { bands[$0] }
            guard let value = band.value, let other = beside.first, let otherValue = other.value,
                beside.allSatisfy({ Self.isFar($0.value ?? value, value, Self.mostBandChange) })
            else { continue }
            // Of two bands far from each other either may be wrong; one report is enough.
            if bands.count == 2, position == 0 { continue }
            doubt(band.range, value, otherValue, type, "the band beside it", beside: other.range)
        }
    }

    private mutating func doubt(
        _ range: Range<Int>, _ value: Rational, _ other: Rational, _ type: ValueType, _ what: String,
        beside: Range<Int>
    ) {
        let place = source.place(range)
        guard doubted.insert(place).inserted else { return }
        report(
            .implausible, "“\(text(range))” is \(Self.difference(value, other)) \(what).", severity: .warning,
            expected: "an amount nearer to \(type.words(for: other)), unless this one is meant.", range,
            also: [source.place(beside, label: what)])
    }

    /// “10 times”, “36% more than”, “90% less than”.
    private static func difference(_ value: Rational, _ other: Rational) -> String {
        guard let ratio = value.divided(by: other) else { return "far from" }
        if ratio >= Rational(3), let times = ratio.rounded(to: Rational(1)) {
            return "\(times == ratio ? "" : "about ")\(times.decimalText) times"
        }
        let change = ratio.minus(Rational(1))?.times(Rational(100))?.rounded(to: Rational(1)) ?? .zero
        return change < .zero
            ? "\(change.negated.decimalText)% less than" : "\(change.decimalText)% more than"
    }

    /// Whether one value is more than so many times the other; nothing is told of nothing and of what is below it.
    private static func isFar(_ one: Rational, _ other: Rational, _ factor: Rational) -> Bool {
        let (low, high) = one < other ? (one, other) : (other, one)
        guard low > .zero, let limit = low.times(factor) else { return false }
        return high > limit
    }

    /// The pairs of bands of two periods that share a value of what they go by, in order.
    private static func meeting(_ first: [BandValue], _ second: [BandValue]) -> [(BandValue, BandValue)] {
        var pairs: [(BandValue, BandValue)] = []
        var (one, other) = (0, 0)
        while one < first.count, other < second.count {
            pairs.append((first[one], second[other]))
            switch (first[one].to, second[other].to) {
            case (let end?, let otherEnd?):
                if end <= otherEnd { one += 1 }
                if otherEnd <= end { other += 1 }
            case (_?, nil): one += 1
            default: other += 1
            }
        }
        return pairs
    }

    // MARK: Amounts and days by themselves

    /// `£14.250` is fourteen pounds and twenty-five pence, which nobody writes so.
    mutating func checkThousands(_ range: Range<Int>) {
        let written = text(range).prefix { $0 == "£" || $0 == "." || $0.isNumber }
        let parts = written.dropFirst().split(separator: ".")
        guard parts.count == 2, parts[1].count == 3, parts[0].count < 4, parts[0] != "0",
            doubted.insert(source.place(range)).inserted
        else { return }
        report(
            .implausible, "“\(written)” has three places after its point, and pence have two.",
            severity: .warning, expected: "£\(parts[0]),\(parts[1]), if thousands are meant.", range)
    }

    /// Days over more than a century are a mistyped year.
    mutating func checkSpan(_ from: CivilDate, _ to: CivilDate?, _ range: Range<Int>) {
        guard let to, to.components.year - from.components.year > 100,
            doubted.insert(source.place(range)).inserted
        else { return }
        report(
            .implausible, "These days go on for \(to.components.year - from.components.year) years.",
            severity: .warning,
            expected: "a year nearer to \(from.components.year), or `onwards` where there is no last day.",
            range)
    }
}

extension DatedValues {
    /// The value in the band that holds a number.
    fileprivate func value(at point: Rational) -> Rational? {
        bands.last { $0.from <= point }?.value
    }
}
