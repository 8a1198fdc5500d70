import Diagnostics
import Facts
import RuleSyntax

extension Checker {
    mutating func compare(
        _ left: ExpressionSyntax, _ comparison: Comparison, _ right: ExpressionSyntax, _ range: Range<Int>
    ) -> Checked? {
        if case .lot = left.kind { return compareLot(comparison, right, range) }
        if case .duration(let length) = right.kind { return compareTime(left, comparison, length, range) }
        if let options = answerWords(right) { return isAnswer(left, comparison, options, right, range) }
        let first = expression(left)
        if let first, reportUnquoted(right, first) { return nil }
        guard let second = expression(right), let first else { return nil }
        if let unit = Self.unit(comparing: first.type, with: second.type) {
            return compareLengths(first, comparison, second, in: unit, left, right)
        }
        if case .value(let type) = first.type, !type.isOrdered {
            return mismatch(left, first, right, second, range)
        }
        guard let type = Self.common(first.type, second.type), type == .value(.date) || Self.isAmount(type)
        else {
            return mismatch(left, first, right, second, range)
        }
        return add(.comparison(first.node, comparison, second.node), .test)
    }

    private mutating func mismatch(
        _ left: ExpressionSyntax, _ first: Checked, _ right: ExpressionSyntax, _ second: Checked,
        _ range: Range<Int>
    ) -> Checked? {
        var expected = "two values of one type and unit."
        if case .value(.money(let one)) = first.type, case .value(.money(let other)) = second.type {
            let how = Self.conversion(first.type, second.type).map { conversion in
                let isLeft = (one ?? .year).isShorter(than: other ?? .hour)
                return ", such as `\(text(isLeft ? left.range : right.range)) \(conversion)`"
            }
            expected = "pay in the same unit\(how ?? ""); nothing is converted unless the rules write how."
        }
        if second.type == .bareNumber, first.type == .value(.date) {
            let isYear = text(right.range).count == 4
            expected = "a day, such as 1 \(isYear ? "January \(text(right.range))" : "June 2018")."
        } else if second.type == .bareNumber, let unit = withUnit(text(right.range), first.type) {
            expected = "a number with its unit, such as \(unit)."
        }
        report(
            .typeMismatch,
            "“\(text(left.range))” is \(first.type.words) and “\(text(right.range))” is \(second.type.words).",
            expected: expected, range)
        return nil
    }

    /// A plain number with the unit it was probably meant in.
    func withUnit(_ number: String, _ type: NodeType) -> String? {
        switch type {
        case .value(.time): "\(number) months or \(number) weeks"
        case .value(.money(let per)):
            "£\(number)" + (per.map { " a\($0 == .hour ? "n" : "") \($0.rawValue)" } ?? "")
        case .value(.percentage): "\(number)%"
        case .value(.date): "1 June 2018"
        default: nil
        }
    }

    // MARK: Answers

    /// Reports an answer that has no quotes: `work status is employed`.
    private mutating func reportUnquoted(_ right: ExpressionSyntax, _ subject: Checked) -> Bool {
        guard case .name(let name) = right.kind, symbols[name.key] == nil, name.key != decisionDateKey else {
            return false
        }
        switch subject.type {
        case .value(.choice), .value(.text): break
        default: return false
        }
        let known = answers(of: subject)
        let isAnswer = known.contains { TextKey.of($0) == TextKey.of(text(right.range)) }
        problems.append(
            Problem(
                .unknownAnswer, "“\(name.text)” is not in quotes.",
                expected: isAnswer || known.isEmpty ? "\"\(name.text)\"." : Self.oneOf(known),
                repair: isAnswer
                    ? Repair(source: source.name, range: right.range, replacement: "\"\(text(right.range))\"")
                    : nil,
                at: [source.place(right.range)]))
        return true
    }

    /// The answers that something compared with answers can have.
    private func answers(of subject: Checked) -> [String] {
        var known: [String] = []
        if case .value(.choice(let answers)) = subject.type { known = answers }
        if let fact = fact(of: subject.node) { known += rules.facts[fact].type.specialAnswers }
        return known
    }

    private static func oneOf(_ answers: [String]) -> String {
        "one of " + answers.map { "“\($0)”" }.joined(separator: ", ") + "."
    }

    /// Texts, `yes`, `no` and `none` are answers of a fact rather than values of their own.
    private func answerWords(_ syntax: ExpressionSyntax) -> [String]? {
        switch syntax.kind {
        case .text(let text): [text]
        case .yesOrNo(let isYes): [isYes ? "yes" : "no"]
        case .name(let name) where name.key == FactType.none && symbols[name.key] == nil: [FactType.none]
        default: nil
        }
    }

    private mutating func isAnswer(
        _ left: ExpressionSyntax, _ comparison: Comparison, _ words: [String], _ right: ExpressionSyntax,
        _ range: Range<Int>
    ) -> Checked? {
        guard comparison == .equal || comparison == .notEqual else {
            report(
                .typeMismatch, "“\(words[0])” has no order, so nothing is above or below it.",
                expected: "`is` or `is not`.", range)
            return nil
        }
        guard let is_ = answers(of: left, [(words[0], right.range)]) else { return nil }
        return comparison == .equal ? is_ : add(.not(is_.node), .test)
    }

    mutating func isOneOf(_ subject: ExpressionSyntax, _ choices: [ExpressionSyntax], _ range: Range<Int>)
        -> Checked?
    {
        if case .lot = subject.kind { return isLot(choices, range) }
        let words = choices.map { ($0, answerWords($0)) }
        if words.allSatisfy({ $0.1 != nil }) {
            return answers(of: subject, words.map { ($0.1?.first ?? "", $0.0.range) })
        }
        // Amounts and dates: any of several equalities.
        var parts: [NodeID] = []
        for choice in choices {
            if let part = compare(subject, .equal, choice, choice.range) { parts.append(part.node) }
        }
        guard parts.count == choices.count, !parts.isEmpty else { return nil }
        return (balanced(parts[...]) { .or($0, $1) }, .test)
    }

    private mutating func answers(of subject: ExpressionSyntax, _ words: [(String, Range<Int>)]) -> Checked? {
        guard let checked = expression(subject) else { return nil }
        var mask: UInt64 = 0
        for (word, range) in words {
            guard let bit = option(word, of: checked, range) else { return nil }
            mask |= bit
        }
        if case .reading(let index, _) = rules.nodes[checked.node] {
            return add(.reading(index, options: mask), .test)
        }
        if checked.type == .test {
            return mask == OptionBits.yes ? checked : add(.not(checked.node), .test)
        }
        return add(.isOneOf(checked.node, options: mask), .test)
    }

    /// The option bit of an answer written in quotes, `yes`, `no` or `none`.
    private mutating func option(_ word: String, of subject: Checked, _ range: Range<Int>) -> UInt64? {
        let key = TextKey.of(word)
        var known: [String] = []
        let factIndex = fact(of: subject.node)
        if let factIndex,
            let position = rules.facts[factIndex].type.specialAnswers.firstIndex(where: {
                TextKey.of($0) == key
            })
        {
            return OptionBits.special(position)
        }
        switch subject.type {
        case .test, .value(.yesOrNo):
            if key == "yes" { return OptionBits.yes }
            if key == "no" { return OptionBits.no }
            known = ["yes", "no"]
        case .value(.choice(let answers)):
            if let position = answers.firstIndex(where: { TextKey.of($0) == key }) {
                return OptionBits.option(position)
            }
            known = answers
        case .value(.text):
            if let factIndex { return comparedText(key, factIndex, range) }
        default: break
        }
        if let factIndex { known += rules.facts[factIndex].type.specialAnswers }
        report(
            .unknownAnswer, "“\(word)” is not one of the answers here.",
            expected: known.isEmpty
                ? "a value to compare \(subject.type.words) with."
                : "one of " + known.map { "“\($0)”" }.joined(separator: ", ") + ".",
            suggestion: suggestion(for: word, among: known), range)
        return nil
    }

    private mutating func comparedText(_ key: String, _ fact: Int, _ range: Range<Int>) -> UInt64? {
        if let position = rules.facts[fact].comparedTexts.firstIndex(of: key) {
            return OptionBits.option(position)
        }
        guard rules.facts[fact].comparedTexts.count < 40 else {
            report(.tooMany, "This fact is compared with more than 40 texts.", range)
            return nil
        }
        rules.facts[fact].comparedTexts.append(key)
        return OptionBits.option(rules.facts[fact].comparedTexts.count - 1)
    }

    /// The fact that an expression is, directly or by way of definitions.
    private func fact(of node: NodeID) -> Int? {
        switch rules.nodes[node] {
        case .fact(let index): index
        case .definition(let index):
            rules.definitions[index].value >= 0 ? fact(of: rules.definitions[index].value) : nil
        default: nil
        }
    }

    mutating func isDuring(_ subject: ExpressionSyntax, _ range: DateRangeSyntax) -> Checked? {
        // `during NAME` is a period or spells: what is declared by that name says which.
        if case .period(let name) = range.kind, periods[name.key] == nil, symbols[name.key] != nil {
            return isInSpells(subject, reference(name), name.range)
        }
        guard let date = value(subject, .date, "what lies in a period") else { return nil }
        switch days(range) {
        case .always: return nil
        case .notPublished: return add(.truth(false), .test)
        case .range(let days, _, _): return isWithin(date, days)
        }
    }

    /// Whether a date is one of some days.
    mutating func isWithin(_ date: NodeID, _ days: DayRange) -> Checked {
        let from = (days.from ?? .earliest).dayNumber
        return add(.isWithin(date, from: from, to: (days.to ?? .latest).dayNumber), .test)
    }

    mutating func isInSpells(_ subject: ExpressionSyntax, _ spells: Checked?, _ range: Range<Int>) -> Checked?
    {
        let date = value(subject, .date, "what lies in spells")
        guard let spells = value(spells, .spells, "what a date lies in", range), let date else { return nil }
        return add(.isInSpells(date, spells: spells), .test)
    }

    // MARK: Lots

    /// `the lot is "X"`, true for one of the lots that a person is looked at for.
    private mutating func compareLot(
        _ comparison: Comparison, _ right: ExpressionSyntax, _ range: Range<Int>
    ) -> Checked? {
        guard comparison == .equal || comparison == .notEqual else {
            report(
                .typeMismatch, "Lots have no order, so nothing is above or below one.",
                expected: "`the lot is` or `the lot is not`.", range)
            return nil
        }
        guard let test = isLot([right], range) else { return nil }
        return comparison == .equal ? test : add(.not(test.node), .test)
    }

    private mutating func isLot(_ choices: [ExpressionSyntax], _ range: Range<Int>) -> Checked? {
        var found: Checked?
        for choice in choices {
            guard case .text(let title) = choice.kind else {
                report(
                    .typeMismatch, "“\(text(choice.range))” is no name of a lot.",
                    expected: "the name of a lot in quotes.", choice.range)
                return nil
            }
            guard let index = lotTitles.firstIndex(where: { TextKey.of($0) == TextKey.of(title) }) else {
                reportMissing("lot", title, lotTitles, choice.range)
                return nil
            }
            let test = add(.lot(index), .test)
            found = found.map { add(.or($0.node, test.node), .test) } ?? test
        }
        return found
    }
}
