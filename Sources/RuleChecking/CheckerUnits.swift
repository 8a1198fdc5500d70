import Diagnostics
import Facts
import RuleSyntax

/// Sums, and the unit that each comes to. Nothing is converted that is not written: pay per hour becomes pay per week
/// only times hours per week.
extension Checker {
    mutating func arithmetic(
        _ operation: Arithmetic, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ range: Range<Int>
    ) -> Checked? {
        let first = expression(left)
        let isShift = (operation == .plus || operation == .minus) && first?.type == .value(.date)
        let sign = operation == .plus ? 1 : -1
        if let first, isShift, case .duration(let length) = right.kind {
            if length.unit == .months { monthsCounted = monthsCounted ?? source.place(right.range) }
            return add(.shifted(first.node, duration: duration(length), sign: sign), .value(.date))
        }
        guard let second = expression(right), let first else { return nil }
        if isShift, case .value(let type) = second.type, let unit = LengthUnit(type) {
            guard isWhole(second.node, unit, right) else { return nil }
            return add(.shiftedBy(first.node, amount: second.node, unit, sign: sign), .value(.date))
        }
        // `110% of children` is a number of children and not a percentage.
        if operation == .times, case .percent = left.kind, let found = scaled(second, by: first) {
            return found
        }
        if let found = combined(operation, first, second) { return found }
        report(
            .typeMismatch,
            "“\(text(left.range))” is \(first.type.words) and “\(text(right.range))” is \(second.type.words); "
                + "they do not go together with “\(operation.rawValue)”.",
            expected: Self.expected(operation, first.type, second.type), range)
        return nil
    }

    private mutating func combined(_ operation: Arithmetic, _ first: Checked, _ second: Checked) -> Checked? {
        let type: NodeType?
        switch operation {
        case .plus, .minus, .higher, .lower: type = Self.common(first.type, second.type)
        case .times:
            type = Self.product(first.type, second.type) ?? Self.product(second.type, first.type)
            if type == nil { return scaled(first, by: second) ?? scaled(second, by: first) }
        case .dividedBy:
            let isNumber = second.type == .bareNumber || second.type == .value(.number)
            type =
                isNumber
                ? first.type
                : Self.quotient(first.type, second.type)
                    ?? Self.common(first.type, second.type).map { Self.isAmount($0) ? .value(.number) : $0 }
        }
        guard let type, Self.isAmount(type) else { return nil }
        return add(.arithmetic(operation, first.node, second.node), type)
    }

    /// An amount times a number or percentage.
    private mutating func scaled(_ amount: Checked, by factor: Checked) -> Checked? {
        guard Self.isAmount(amount.type) else { return nil }
        switch factor.type {
        case .bareNumber, .value(.number):
            return add(.arithmetic(.times, amount.node, factor.node), amount.type)
        case .value(.percentage):
            let fraction = add(.fraction(factor.node), .value(.number))
            return add(.arithmetic(.times, amount.node, fraction.node), amount.type)
        default: return nil
        }
    }

    // MARK: Units

    /// Pay per hour times hours per week; pay per week times weeks; hours per week times weeks per year.
    private static func product(_ first: NodeType, _ second: NodeType) -> NodeType? {
        guard case .value(let one) = first, case .value(let other) = second else { return nil }
        switch (one, other) {
        case (.money(let per?), .share(let part, let whole)) where per == part:
            return .value(.money(per: whole))
        case (.money(let per?), _) where LengthUnit(other)?.per == per: return .value(.money(per: nil))
        case (.share(let part, let middle), .share(let same, let whole)) where middle == same:
            return .value(.share(of: part, per: whole))
        default: return nil
        }
    }

    /// Pay per week divided by hours per week, or by pay per hour; a sum divided by weeks.
    private static func quotient(_ first: NodeType, _ second: NodeType) -> NodeType? {
        guard case .value(let other) = second else { return nil }
        if case .value(let one) = first {
            switch (one, other) {
            case (.money(let per?), .share(let part, let whole)) where per == whole:
                return .value(.money(per: part))
            case (.money(let whole?), .money(let part?)) where part.isShorter(than: whole):
                return .value(.share(of: part, per: whole))
            case (.share(let part, let whole), .share(let same, let middle))
            where part == same && middle.isShorter(than: whole):
                return .value(.share(of: middle, per: whole))
            case (.share(let part, let whole), .share(let middle, let same))
            where whole == same && part.isShorter(than: middle):
                return .value(.share(of: part, per: middle))
            default: break
            }
        }
        guard fits(first, .money(per: nil)), let unit = LengthUnit(other) else { return nil }
        return .value(.money(per: unit.per))
    }

    private static func expected(_ operation: Arithmetic, _ first: NodeType, _ second: NodeType) -> String {
        switch operation {
        case .plus, .minus, .higher, .lower:
            return conversion(first, second).map { "two amounts in the same unit, such as one \($0)." }
                ?? "two amounts in the same unit."
        case .dividedBy:
            return
                "an amount divided by a number, by one in the same unit, or by a share of time: "
                + "pay per year divided by 52 weeks per year is pay per week."
        case .times:
            switch (first, second) {
            case (.bareMoney, .value(.share(let part, _))), (.value(.share(let part, _)), .bareMoney):
                return "an amount with its unit, such as £9 \(part.phrase)."
            case (.value(.money(let per?)), .value(.share)), (.value(.share), .value(.money(let per?))):
                return
                    "\(per.rawValue)s per a longer time: pay per hour times hours per week is pay per week."
            case (.value(.money(let per?)), .value(let other)) where LengthUnit(other) != nil:
                return "a number of \(per.rawValue)s, as it is money per \(per.rawValue)."
            default: return "an amount and a number or percentage."
            }
        }
    }

    /// How pay in one unit becomes pay in another: “times 52 weeks per year”. Nil where they are the same.
    static func conversion(_ first: NodeType, _ second: NodeType) -> String? {
        guard case .value(.money(let one?)) = first, case .value(.money(let other?)) = second, one != other
        else { return nil }
        let (part, whole) = one.isShorter(than: other) ? (one, other) : (other, one)
        let toWeek: [ValueType.Per: String] = [
            .hour: "times 37.5 hours per week", .day: "times 5 days per week",
        ]
        switch (part, whole) {
        case (.hour, .day): return "times 7.5 hours per day"
        case (.month, .year): return "times 12 months per year"
        default:
            var steps = [toWeek[part]].compactMap(\.self)
            if whole != .week { steps.append("times 52 weeks per year") }
            if whole == .month { steps.append("divided by 12 months per year") }
            return steps.joined(separator: " ")
        }
    }

    // MARK: Whole units

    /// Whether a length of time comes to whole units. Half a month is no number of days.
    mutating func isWhole(_ node: NodeID, _ unit: LengthUnit, _ syntax: ExpressionSyntax) -> Bool {
        if comesToWhole(node) { return true }
        report(
            .typeMismatch, "“\(text(syntax.range))” need not come to whole \(unit.rawValue).",
            expected: "whole \(unit.rawValue): `… rounded to 1` says how.", syntax.range)
        return false
    }

    private func comesToWhole(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .constant(let index): rules.constants[index].denominator == 1
        case .fact(let index): rules.facts[index].type.value.isWhole
        case .rate(let index, _): rules.rates[index].type.isWhole
        case .age: true
        case .definition(let index):
            rules.definitions[index].value >= 0 && comesToWhole(rules.definitions[index].value)
        case .arithmetic(.dividedBy, _, _): false
        case .arithmetic(_, let left, let right): comesToWhole(left) && comesToWhole(right)
        case .rounded(_, let step): comesToWhole(step)
        default: false
        }
    }
}

extension ValueType.Per {
    func isShorter(than other: ValueType.Per) -> Bool {
        let all = Self.allCases
        return (all.firstIndex(of: self) ?? 0) < (all.firstIndex(of: other) ?? 0)
    }
}

extension LengthUnit {
    /// What money is counted per in this unit.
    var per: ValueType.Per {
        switch self {
        case .days: .day
        case .weeks: .week
        case .months: .month
        case .years: .year
        }
    }
}
