import Diagnostics
import Facts
import RuleSyntax

/// A checked expression: its node and what it is. Nil after a problem that has been reported.
typealias Checked = (node: NodeID, type: NodeType)

extension Checker {
    mutating func add(_ node: Node, _ type: NodeType) -> Checked {
        rules.nodes.append(node)
        rules.types.append(type)
        return (rules.nodes.count - 1, type)
    }

    mutating func constant(_ value: Rational, _ type: NodeType) -> Checked {
        let index = constantIndices[value, default: rules.constants.count]
        if index == rules.constants.count {
            constantIndices[value] = index
            rules.constants.append(value)
        }
        return add(.constant(index), type)
    }

    mutating func duration(_ value: Duration) -> Int {
        rules.durations.append(value)
        return rules.durations.count - 1
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: source.bytes[range], as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// An expression that must be true or false.
    mutating func test(_ syntax: ExpressionSyntax) -> NodeID? {
        guard let checked = expression(syntax) else { return nil }
        if checked.type == .test { return checked.node }
        if checked.type == .value(.yesOrNo) {
            return add(.isOneOf(checked.node, options: OptionBits.yes), .test).node
        }
        report(
            .typeMismatch,
            "“\(text(syntax.range))” is \(checked.type.words), not something that is true or false.",
            expected: "a comparison, such as `… is at least …` or `… is …`.", syntax.range)
        return nil
    }

    mutating func expression(_ syntax: ExpressionSyntax) -> Checked? {
        depth += 1
        defer { depth -= 1 }
        guard isShallow(depth, syntax.range) else { return nil }
        switch syntax.kind {
        case .missing: return nil
        case .name(let name): return reference(name)
        case .number(let number): return constant(number, .bareNumber)
        case .money(let amount, let per):
            checkThousands(syntax.range)
            return constant(amount, per.map { .value(.money(per: $0)) } ?? .bareMoney)
        case .percent(let percentage): return constant(percentage, .value(.percentage))
        case .date(let date): return constant(Rational(Int(date.dayNumber)), .value(.date))
        case .yesOrNo(let isYes): return add(.truth(isYes), .test)
        case .text(let written):
            report(
                .typeMismatch, "“\(written)” stands alone here.",
                expected:
                    "a fact and what it is compared with, such as `… is \"\(written)\"` or `… is one of …`.",
                syntax.range)
            return nil
        case .duration(let length):
            let (count, type) = length.written
            return constant(Rational(count), .value(type))
        case .share(let count, let part, let whole):
            return constant(count, .value(.share(of: part, per: whole)))
        case .lot:
            report(
                .typeMismatch, "“\(text(syntax.range))” stands alone here.",
                expected: "`the lot is` and the name of a lot in quotes.", syntax.range)
            return nil
        case .age(let from):
            guard let date = value(from, .date, "the day an age is counted from") else { return nil }
            return add(.age(from: date), .value(.years))
        case .time(let from, let to, let countingEnd):
            let first = value(from, .date, "the day a length of time begins")
            guard let second = value(to, .date, "the day a length of time ends"), let first else {
                return nil
            }
            return add(.time(from: first, to: second, countingEnd: countingEnd), .value(.time))
        case .timeIn(let spells, let window): return timeIn(spells, window)
        case .lastSpell(let spells, let gap):
            guard let node = value(spells, .spells, "what has a last spell") else { return nil }
            return add(.lastSpell(node, gapDays: gap?.count ?? 0), .value(.spells))
        case .spellDay(let spells, let isFirst):
            guard let node = value(spells, .spells, "what has a \(isFirst ? "first" : "last") day") else {
                return nil
            }
            return add(.spellDay(node, isFirst: isFirst), .value(.date))
        case .rate(let name, let by): return rate(name, by: by, syntax.range)
        case .arithmetic(let operation, let left, let right):
            return arithmetic(operation, left, right, syntax.range)
        case .rounded(let amount, let step): return rounded(amount, step)
        case .comparison(let left, let comparison, let right):
            return compare(left, comparison, right, syntax.range)
        case .isOneOf(let subject, let choices): return isOneOf(subject, choices, syntax.range)
        case .isDuring(let subject, let range): return isDuring(subject, range)
        case .isInSpells(let subject, let spells):
            return isInSpells(subject, expression(spells), spells.range)
        case .connection(let kinds): return connection(kinds)
        case .not(let inner):
            guard let inner = test(inner) else { return nil }
            return add(.not(inner), .test)
        case .all(let parts): return joined(parts) { .and($0, $1) }
        case .any(let parts): return joined(parts) { .or($0, $1) }
        }
    }

    private mutating func timeIn(_ spells: ExpressionSyntax, _ window: SpellWindow?) -> Checked? {
        let node = value(spells, .spells, "what time is spent in")
        let end: NodeID?
        if let window {
            end = value(window.before, .date, "the end of the time looked at")
        } else {
            end = add(.decisionDate, .value(.date)).node
        }
        guard let node, let end else { return nil }
        return add(.timeIn(node, windowDays: window?.length.count ?? 0, before: end), .value(.time))
    }

    private mutating func joined(_ parts: [ExpressionSyntax], _ join: (NodeID, NodeID) -> Node) -> Checked? {
        var tests: [NodeID] = []
        var previous: ExpressionSyntax?
        for part in parts {
            if case .text(let answer) = part.kind, let previous, let subject = previous.comparedSubject {
                report(
                    .typeMismatch, "“\(answer)” stands alone here.",
                    expected: "`\(text(subject.range)) is one of` and the answers, with commas between them.",
                    part.range)
            } else if case .name(let name) = part.kind, let previous, let first = previous.connectionName,
                symbols[name.key].map(\.isConnection) ?? true
            {
                report(
                    .outOfPlace, "“\(name.text)” does not go on with “by \(first.text)”.",
                    expected:
                        "`by \(first.text), \(name.text)` if one of them is enough; if both are needed, `and has a connection to the lot by \(name.text)`.",
                    part.range)
            } else if let test = test(part) {
                tests.append(test)
            }
            previous = part
        }
        guard tests.count == parts.count, !tests.isEmpty else { return nil }
        return (balanced(tests[...], join), .test)
    }

    /// Many tests joined two by two, so that no chain of them is deep.
    mutating func balanced(_ tests: ArraySlice<NodeID>, _ join: (NodeID, NodeID) -> Node) -> NodeID {
        if tests.count == 1 { return tests[tests.startIndex] }
        let middle = tests.startIndex + tests.count / 2
        let left = balanced(tests[..<middle], join)
        return add(join(left, balanced(tests[middle...], join)), .test).node
    }

    // MARK: Names

    /// Whether expressions and the definitions they rest on are no deeper than can be worked out.
    private mutating func isShallow(_ reached: Int, _ range: Range<Int>) -> Bool {
        deepest = max(deepest, reached)
        guard reached > Self.depthLimit else { return true }
        report(
            .tooLarge, "This expression and the definitions it rests on are nested too deeply.",
            expected: "definitions of which fewer rest on each other.", range)
        return false
    }

    mutating func reference(_ name: NameSyntax) -> Checked? {
        if name.key == decisionDateKey { return add(.decisionDate, .value(.date)) }
        guard let symbol = symbols[name.key] else {
            reportUnknown(name)
            return nil
        }
        usedNames.insert(name.key)
        switch symbol {
        case .decisionDate: return add(.decisionDate, .value(.date))
        case .fact(let index): return add(.fact(index), .value(rules.facts[index].type.value))
        case .definition(let index):
            guard checkDefinition(index, usedAt: name),
                isShallow(depth + (definitionDepths[index] ?? 0), name.range)
            else { return nil }
            return add(.definition(index), rules.definitions[index].type)
        case .rate(let index):
            let rate = rules.rates[index]
            guard rate.by == nil else {
                report(
                    .bandsAndBy, "“\(rate.name)” differs by band, so it needs a value to look up.",
                    expected: "`\(rate.name) for` and the value, such as `\(rate.name) for age`.", name.range)
                return nil
            }
            return add(.rate(index, by: nil), .value(rate.type))
        case .interpretation(let index):
            return add(.reading(index, options: 0), .value(.choice(rules.interpretations[index].readings)))
        case .connection(let index):
            report(
                .outOfPlace, "“\(rules.connections[index].name)” is a connection.",
                expected: "`has a connection to the lot by \(rules.connections[index].name)`.", name.range)
            return nil
        case .condition(let index):
            report(
                .outOfPlace,
                "“\(rules.conditions[index].name)” is a condition, which only `eligible when` names.",
                expected: "a fact or a definition; `define` can name what the condition tests.", name.range)
            return nil
        }
    }

    /// Checks a definition when it is first needed. False when it has a problem.
    private mutating func checkDefinition(_ index: Int, usedAt name: NameSyntax) -> Bool {
        switch definitionState[index] {
        case .done: return rules.definitions[index].value >= 0
        case .checking:
            var place = declaredAt[rules.definitions[index].key]
            place?.label = "declared here"
            let through = checkedDefinitions.drop { $0 != index }.dropFirst()
                .map { "“\(rules.definitions[$0].name)”" }.joined(separator: " and ")
            report(
                .circular,
                "“\(rules.definitions[index].name)” is defined by way of itself\(through.isEmpty ? "" : ", through \(through)").",
                expected: "definitions that end in facts.", name.range, also: place.map { [$0] } ?? [])
            return false
        case .waiting:
            checkDefinition(index)
            return rules.definitions[index].value >= 0
        }
    }

    mutating func checkDefinition(_ index: Int) {
        guard definitionState[index] == .waiting else { return }
        definitionState[index] = .checking
        checkedDefinitions.append(index)
        defer { checkedDefinitions.removeLast() }
        let (syntax, file) = definitionSyntax[index]
        let outer = source
        source = file
        let (outerDepth, outerDeepest) = (depth, deepest)
        deepest = depth
        defer {
            definitionDepths[index] = deepest - outerDepth
            deepest = max(deepest, outerDeepest)
        }
        if let checked = expression(syntax.value) {
            rules.definitions[index].value = checked.node
            let bare: [NodeType: NodeType] = [
                .bareNumber: .value(.number), .bareMoney: .value(.money(per: nil)),
            ]
            rules.definitions[index].type = bare[checked.type] ?? checked.type
        } else {
            rules.definitions[index].value = -1
        }
        source = outer
        definitionState[index] = .done
    }

    private mutating func rate(_ name: NameSyntax, by: ExpressionSyntax, _ range: Range<Int>) -> Checked? {
        guard case .rate(let index)? = symbols[name.key] else {
            // “less than the wage for age” may be a comparison in other words rather than the name of a rate.
            if symbols[name.key] == nil, Phrasebook.comparison(within: name.words) != nil {
                reportUnknown(name)
                return nil
            }
            let rates = rules.rates.map(\.name)
            report(
                .unknownName, "There is no rate called “\(name.text)”.",
                expected: "the name of a rate before `for`.",
                suggestion: suggestion(for: name.text, among: rates), name.range)
            return nil
        }
        usedNames.insert(name.key)
        if brokenRates.contains(index) { return nil }
        guard let wanted = rules.rates[index].by else {
            report(
                .bandsAndBy, "“\(name.text)” has no bands.", expected: "`\(name.text)` without `for`.",
                range)
            return nil
        }
        guard let banded = value(by, wanted, "what “\(name.text)” goes by") else { return nil }
        return add(.rate(index, by: banded), .value(rules.rates[index].type))
    }

    private mutating func connection(_ kinds: [NameSyntax]) -> Checked? {
        var mask: UInt64 = 0
        for name in kinds {
            guard case .connection(let index)? = symbols[name.key] else {
                let known = rules.connections.map { "“\($0.name)”" }.joined(separator: ", ")
                report(
                    .unknownName, "There is no connection called “\(name.text)”.",
                    expected: known.isEmpty ? "a `connection` statement." : "one of \(known).",
                    suggestion: suggestion(for: name.text, among: rules.connections.map(\.name)), name.range)
                return nil
            }
            mask |= 1 << UInt64(index)
        }
        for name in kinds { usedNames.insert(name.key) }
        if kinds.isEmpty {
            mask = .max
            usesAnyTie = true
        }
        return add(.connection(kinds: mask), .test)
    }

    // MARK: Amounts

    /// An expression of a given type; a bare number or amount takes it.
    mutating func value(_ syntax: ExpressionSyntax, _ type: ValueType, _ what: String) -> NodeID? {
        value(expression(syntax), type, what, syntax.range)
    }

    mutating func value(_ checked: Checked?, _ type: ValueType, _ what: String, _ range: Range<Int>)
        -> NodeID?
    {
        guard let checked else { return nil }
        if Self.fits(checked.type, type) { return checked.node }
        report(
            .typeMismatch, "“\(text(range))” is \(checked.type.words), and \(what) is of type \(type.words).",
            expected: "a value of type \(type.words).", range)
        return nil
    }

    static func fits(_ type: NodeType, _ wanted: ValueType) -> Bool {
        switch type {
        case .value(let type): return type == wanted
        case .bareMoney: if case .money = wanted { return true } else { return false }
        case .bareNumber:
            switch wanted {
            case .number, .years, .months, .weeks, .days, .share: return true
            default: return false
            }
        default: return false
        }
    }

    private mutating func rounded(_ amount: ExpressionSyntax, _ step: ExpressionSyntax) -> Checked? {
        let first = expression(amount)
        guard let second = expression(step), let first else { return nil }
        guard let type = Self.common(first.type, second.type), Self.isAmount(type),
            case .constant(let index) = rules.nodes[second.node], rules.constants[index] > .zero
        else {
            report(
                .typeMismatch, "“\(text(amount.range))” cannot be rounded to “\(text(step.range))”.",
                expected: "a step above zero in the same unit, such as £0.01.", step.range)
            return nil
        }
        return add(.rounded(first.node, step: second.node), type)
    }

    static func isAmount(_ type: NodeType) -> Bool {
        switch type {
        case .bareNumber, .bareMoney: true
        case .value(let type): type.isOrdered && type != .date
        default: false
        }
    }

    /// The type two values share, a bare one taking the other’s unit.
    static func common(_ first: NodeType, _ second: NodeType) -> NodeType? {
        if first == second { return first }
        if case .value(let type) = first, fits(second, type) { return first }
        if case .value(let type) = second, fits(first, type) { return second }
        return nil
    }
}
