import Diagnostics
import Facts
import RuleSyntax

/// Lengths of time: between two days, in spells, or in whole units.
extension Checker {
    /// Compares with a length that is written out: `is at least 2 years`.
    mutating func compareTime(
        _ left: ExpressionSyntax, _ comparison: Comparison, _ length: Duration, _ range: Range<Int>
    ) -> Checked? {
        guard let first = expression(left) else { return nil }
        if case .value(let type) = first.type, let unit = LengthUnit(type) {
            return compareUnits(first, unit, comparison, length, range)
        }
        guard first.type == .value(.time) else {
            report(
                .typeMismatch,
                "“\(text(left.range))” is \(first.type.words), and “\(length.words)” is a length of time.",
                expected: "`time from … to …` or a definition of one.", range)
            return nil
        }
        guard length.unit == .days || fitsSpells(first.node, length.words, range) else { return nil }
        if length.unit == .months { monthsCounted = monthsCounted ?? source.place(range) }
        return add(.timeComparison(first.node, comparison, duration: duration(length)), .test)
    }

    /// Whole units against a length that comes to as many: `age is at least 16 years` is the same as `at least 16`.
    private mutating func compareUnits(
        _ first: Checked, _ unit: LengthUnit, _ comparison: Comparison, _ length: Duration,
        _ range: Range<Int>
    ) -> Checked? {
        let one = unit.duration(Rational(1))
        guard one.unit == length.unit, length.count % one.count == 0 else {
            report(
                .typeMismatch, "“\(length.words)” is not a number of whole \(unit.rawValue).",
                expected: "\(unit.rawValue), which is what it is compared with.", range)
            return nil
        }
        let count = constant(Rational(length.count / one.count), first.type)
        return add(.comparison(first.node, comparison, count.node), .test)
    }

    /// The unit in which a length of time can be compared with an amount; nil when the two are of other kinds.
    static func unit(comparing first: NodeType, with second: NodeType) -> LengthUnit? {
        switch (first, second) {
        case (.value(.time), .value(let type)), (.value(let type), .value(.time)): LengthUnit(type)
        default: nil
        }
    }

    /// Compares a length of time with an amount of whole units: a rate, a fact, a definition.
    mutating func compareLengths(
        _ first: Checked, _ comparison: Comparison, _ second: Checked, in unit: LengthUnit,
        _ left: ExpressionSyntax, _ right: ExpressionSyntax
    ) -> Checked? {
        let isFlipped = first.type != .value(.time)
        let (time, amount) = isFlipped ? (second, first) : (first, second)
        let syntax = isFlipped ? left : right
        if comparison == .equal || comparison == .notEqual {
            report(
                .ambiguousComparison, "A length of time is hardly ever exactly “\(text(syntax.range))”.",
                expected: "`is at least`, `is at most`, `is more than` or `is less than`.", syntax.range)
            return nil
        }
        let isByCalendar = unit == .months || unit == .years
        if isByCalendar { monthsCounted = monthsCounted ?? source.place(syntax.range) }
        guard !isByCalendar || fitsSpells(time.node, text(syntax.range), syntax.range),
            isWhole(amount.node, unit, syntax)
        else { return nil }
        let wanted = isFlipped ? comparison.flipped : comparison
        return add(.timeAgainst(time.node, wanted, amount: amount.node, unit), .test)
    }

    /// Months cannot be counted in days that lie apart.
    private mutating func fitsSpells(_ time: NodeID, _ length: String, _ range: Range<Int>) -> Bool {
        guard countsDays(time) else { return true }
        report(
            .typeMismatch, "Time in spells is counted in days, and “\(length)” is not a number of days.",
            expected: "days or weeks.", range)
        return false
    }

    private func countsDays(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .timeIn: true
        case .definition(let index):
            rules.definitions[index].value >= 0 && countsDays(rules.definitions[index].value)
        default: false
        }
    }
}

extension Comparison {
    /// The same seen from the other side.
    fileprivate var flipped: Comparison {
        switch self {
        case .equal, .notEqual: self
        case .atLeast: .atMost
        case .atMost: .atLeast
        case .below: .above
        case .above: .below
        }
    }
}
