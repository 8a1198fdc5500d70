import Diagnostics
import Facts
import RuleSyntax

/// The values that examples give.
extension Checker {
    /// Every value is one that a list could hold, unless the example is about its being refused.
    mutating func checkValues(_ facts: [ExampleSyntax.Fact]) {
        for fact in facts {
            do throws(AnswerReader.Refusal) {
                try checkValue(fact)
            } catch {
                report(.unknownAnswer, error.message, expected: error.expected, fact.value.range)
            }
        }
    }

    private mutating func checkValue(_ fact: ExampleSyntax.Fact) throws(AnswerReader.Refusal) {
        if fact.name.key == decisionDateKey {
            _ = try AnswerReader(FactType(.date)).read(fact.value.text)
            return
        }
        switch symbols[fact.name.key] {
        case .fact(let index): _ = try AnswerReader(rules.facts[index].type).read(fact.value.text)
        case .definition(let index):
            guard rules.definitions[index].value >= 0 else { return }
            var type = ValueType.yesOrNo
            if case .value(let own) = rules.definitions[index].type { type = own }
            _ = try AnswerReader(FactType(type)).read(fact.value.text)
        case .connection: try checkPlaces(fact.value)
        case .interpretation(let index):
            let readings = rules.interpretations[index].readings
            let plain = AnswerReader.unquote(fact.value.text)
            guard !readings.contains(where: { TextKey.of($0) == TextKey.of(plain) }) else { return }
            throw AnswerReader.Refusal(
                message: "“\(plain)” is not one of the readings.",
                expected: "one of " + readings.map { "“\($0)”" }.joined(separator: ", ") + ".")
        default: return
        }
    }

    /// Places with their codes, and names that go with the codes.
    private mutating func checkPlaces(_ value: TextSyntax) throws(AnswerReader.Refusal) {
        for part in value.text.split(separator: "|") {
            let text = AnswerReader.trim(String(part))
            let absences: Set<String> = [
                "none", "no", "unknown", "not known", "not sure", "refused", "not asked",
            ]
            if absences.contains(TextKey.of(AnswerReader.unquote(text))) { continue }
            let place = try PlaceText.read(text)
            guard let code = place.wardCode, let written = place.wardName, let wards,
                let name = wards.names[code],
                wards.nameKey(written) != wards.nameKey(name)
            else { continue }
            report(
                .wardName, "\(code) is \(name), not “\(written)”.",
                expected: "the name that goes with the code.",
                value.range)
        }
    }
}
