import Diagnostics
import Facts
import RuleSyntax

extension Checker {
    mutating func compare(
        _ left: ExpressionSyntax, _ comparison: Comparison, _ right: ExpressionSyntax, _ range: Range<Int>
    ) -> Checked? {
        if case .duration(let length) = right.kind { return compareTime(left, comparison, length, range) }
        if let options = answerWords(right) { return isAnswer(left, comparison, options, right, range) }
        let first = expression(left)
        guard let second = expression(right), let first else { return nil }
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
        if case .value(.money(let one)) = first.type, case .value(.money(let other)) = second.type,
            one != other
        {
            expected = "pay in the same unit; nothing is converted unless a definition writes how."
        }
        if second.type == .bareNumber, let unit = withUnit(text(right.range), first.type) {
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

    private mutating func compareTime(
        _ left: ExpressionSyntax, _ comparison: Comparison, _ length: Duration, _ range: Range<Int>
    ) -> Checked? {
        guard let first = expression(left) else { return nil }
        // `age is at least 16 years` is the same as `age is at least 16`.
        if first.type == .value(.years), length.words.hasSuffix("year") || length.words.hasSuffix("years") {
            let years = constant(Rational(length.count / 12), .value(.years))
            return add(.comparison(first.node, comparison, years.node), .test)
        }
        guard first.type == .value(.time) else {
            report(
                .typeMismatch,
                "“\(text(left.range))” is \(first.type.words), and “\(length.words)” is a length of time.",
                expected: "`time from … to …` or a definition of one.", range)
            return nil
        }
        if countsDays(first.node), length.unit == .months {
            report(
                .typeMismatch,
                "Time in spells is counted in days, and “\(length.words)” is not a number of days.",
                expected: "days or weeks.", range)
            return nil
        }
        return add(.timeComparison(first.node, comparison, duration: duration(length)), .test)
    }

    private func countsDays(_ node: NodeID) -> Bool {
        switch rules.nodes[node] {
        case .timeIn: true
        case .definition(let index):
            rules.definitions[index].value >= 0 && countsDays(rules.definitions[index].value)
        default: false
        }
    }

    // MARK: Answers

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
        let words = choices.map { ($0, answerWords($0)) }
        if words.allSatisfy({ $0.1 != nil }) {
            return answers(of: subject, words.map { ($0.1?.first ?? "", $0.0.range) })
        }
        // Amounts and dates: any of several equalities.
        var parts: [NodeID] = []
        for choice in choices {
            if let part = compare(subject, .equal, choice, choice.range) { parts.append(part.node) }
        }
        guard parts.count == choices.count, let first = parts.first else { return nil }
        return parts.dropFirst().reduce((first, .test) as Checked) { add(.or($0.node, $1), .test) }
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
        guard let date = value(subject, .date, "what lies in a period") else { return nil }
        switch days(range) {
        case .always: return nil
        case .notPublished: return add(.truth(false), .test)
        case .range(let days, _, _):
            let from = (days.from ?? .earliest).dayNumber
            return add(.isWithin(date, from: from, to: (days.to ?? .latest).dayNumber), .test)
        }
    }
}
