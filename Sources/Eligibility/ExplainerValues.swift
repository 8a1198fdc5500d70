import Facts
import RuleChecking
import RuleEvaluation
import RuleSyntax

/// What values, amounts and times are called in sentences.
extension Explainer {
    func isConstant(_ node: NodeID) -> Bool {
        if case .constant = rules.nodes[node] { true } else { false }
    }

    func isDate(_ node: NodeID) -> Bool { rules.types[node] == .value(.date) }

    /// “Age is 34 on 3 September 2018”, “Yearly pay is £14,200 a year”.
    func subject(_ node: NodeID) -> String {
        let name = Self.capitalised(name(node))
        let value = valueWords(node)
        if rules.types[node] == .value(.years), usesAge(node) {
            return "\(name) is \(value) on \(gaps?.mark(.decisionDate) ?? situation.date.description)"
        }
        return "\(name) is \(value)"
    }

    private func usesAge(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .age: true
        case .definition(let index): usesAge(rules.definitions[index].value)
        default: false
        }
    }

    func timeSubject(_ node: NodeID) -> String {
        let name = Self.capitalised(name(node))
        return name + (gaps?.mark(.time(node)) ?? " " + timeWords(node))
    }

    /// How long a length of time is, after its name.
    func timeWords(_ node: NodeID) -> String {
        if case .definition(let index) = rules.nodes[node], situation.given[index] != nil {
            return "was given as \(givenWords(index))"
        }
        guard let (from, to) = inspector.time(node, ties: ties) else { return "is not known" }
        if countsDays(node) {
            return "is \(to.single.map { "\($0.decimalText) days" } ?? "not known")"
        }
        guard let first = from.single, let last = to.single else {
            let ends = from.openEnds(.date)
            if ends.below && ends.above { return "is not known" }
            let words = from.words(.date)
            let when = words.hasPrefix("from ") ? "some day \(words)" : words
            return "began \(when)"
        }
        let start = CivilDate(clamping: Int(clamping: first.floor))
        let end = CivilDate(clamping: Int(clamping: last.floor))
        guard start <= end else { return "would begin on \(start), after \(end)" }
        let span = rules.calendar.span(from: start, to: end)
        return "is \(Self.words(span)) (from \(start) to \(end))"
    }

    private func countsDays(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .timeIn: true
        case .definition(let index): countsDays(rules.definitions[index].value)
        default: false
        }
    }

    static func words(_ span: (years: Int, months: Int, days: Int)) -> String {
        func part(_ count: Int, _ unit: String) -> String? {
            count == 0 ? nil : "\(count) \(unit)\(count == 1 ? "" : "s")"
        }
        let parts = [part(span.years, "year"), part(span.months, "month"), part(span.days, "day")].compactMap
        { $0 }
        guard let last = parts.last else { return "0 days" }
        return parts.count == 1 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The other side of a comparison: its name, and its value unless it is written out in the rule.
    func object(_ node: NodeID) -> String {
        if case .constant = rules.nodes[node] { return valueWords(node) }
        return "the \(name(node)), \(valueWords(node))"
    }

    /// Whole units in words: `26 weeks`, or the name of the amount and its value.
    func length(_ node: NodeID, _ unit: LengthUnit) -> String {
        if let gaps, !isConstant(node) { return gaps.mark(.length(node, unit)) }
        guard let count = inspector.amount(node, ties: ties) else {
            return "the \(name(node)), which is not known exactly"
        }
        if case .constant = rules.nodes[node] { return unit.words(count) }
        return "the \(name(node)), \(unit.words(count))"
    }

    func valueWords(_ node: NodeID) -> String {
        if case .definition(let index) = rules.nodes[node], situation.given[index] != nil,
            rules.definitions[index].type == .test
        {
            return givenWords(index)
        }
        if isConstant(node) { return inspector.words(node, ties: ties) }
        return gaps?.mark(.value(node)) ?? inspector.words(node, ties: ties)
    }

    func givenWords(_ index: Int) -> String {
        let type: ValueType =
            if case .value(let type) = rules.definitions[index].type { type } else { .yesOrNo }
        func words(_ value: FactValue) -> String {
            switch value {
            case .yesOrNo(let isYes): isYes ? "yes" : "no"
            case .date(let date): date.description
            case .number(let number): type.words(for: number)
            case .duration(let length): length.words
            case .text(let text): "“\(text)”"
            case .spells(let spells): "\(spells.count) stretches of days"
            }
        }
        switch situation.given[index] {
        case .known(let value): return words(value)
        case .between(let from?, let to?): return "from \(words(from)) to \(words(to))"
        case .between(let from?, nil): return "at least \(words(from))"
        case .between(nil, let to?): return "at most \(words(to))"
        default: return "not known"
        }
    }

    /// What an expression is called.
    func name(_ node: NodeID) -> String {
        switch rules.nodes[node] {
        case .fact(let index): rules.facts[index].name
        case .definition(let index): rules.definitions[index].name
        case .rate(let index, let by):
            rateName(index, by)
        case .age(let from): "age from \(name(from))"
        case .time(let from, let to, _): "time from \(name(from)) to \(name(to))"
        case .decisionDate: rules.decidedOn
        case .arithmetic(.higher, let left, let right): "higher of \(name(left)) and \(name(right))"
        case .arithmetic(.lower, let left, let right): "lower of \(name(left)) and \(name(right))"
        case .arithmetic(let operation, let left, let right):
            "\(name(left)) \(operation.rawValue) \(name(right))"
        case .timeIn(let spells, _, _): "time in \(name(spells))"
        case .lastSpell(let spells, _): "last of \(name(spells))"
        case .spellDay(let spells, let isFirst): "\(isFirst ? "first" : "last") day of \(name(spells))"
        case .fraction(let inner), .rounded(let inner, _), .shifted(let inner, _, _),
            .shiftedBy(let inner, _, _, _):
            name(inner)
        case .constant: inspector.words(node, ties: [])
        default: "this"
        }
    }

    /// “National Minimum Wage for age 34”.
    private func rateName(_ index: Int, _ by: NodeID?) -> String {
        guard let by else { return rules.rates[index].name }
        return "\(rules.rates[index].name) for \(name(by))\(gaps?.mark(.band(by)) ?? bandWords(by))"
    }

    /// The value that a rate goes by, after a space; nothing when it is not settled.
    func bandWords(_ by: NodeID) -> String {
        inspector.amount(by, ties: ties) == nil ? "" : " " + valueWords(by)
    }

    static func words(_ comparison: Comparison, isDate: Bool) -> String {
        switch comparison {
        case .equal: "exactly"
        case .notEqual: "anything but"
        case .atLeast: isDate ? "on or after" : "at least"
        case .atMost: isDate ? "on or before" : "at most"
        case .below: isDate ? "before" : "less than"
        case .above: isDate ? "after" : "more than"
        }
    }

    /// With its first letter in upper case.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
