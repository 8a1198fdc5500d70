import Facts
import RuleChecking
import RuleEvaluation

/// The wording of each condition and of the cohort, which many plans share.
extension RapidAssessor {
    /// What the wording of one condition, or of the cohort, depends on.
    struct Unit: Hashable, Sendable {
        var cohort: CohortFinding?
        var finding: ConditionFinding?
        /// The parts of the key of a plan that concern it.
        var words: [UInt64]
    }

    /// What tests ask for.
    struct TestFacts {
        let facts: Set<Int>
        let namesTies: Bool

        init(_ tests: [NodeID], _ rules: CheckedRules) {
            facts = Set(tests.flatMap { rules.factsUsed(by: $0).facts })
            namesTies = tests.contains { rules.namesTies($0) }
        }
    }

    struct UnitText: Sendable {
        var result: Assessment.ConditionResult.Result
        var reason: String
        var assumptions: [String]
    }

    mutating func unit(
        _ writer: AssessmentWriter, _ person: borrowing CompactPerson, _ lead: LeadingLot, _ day: Int,
        _ found: ConditionFinding
    ) -> UnitText? {
        let condition = rules.conditions[found.condition]
        let tests = [condition.test] + condition.waivers.map(\.test)
        let unit = Unit(finding: found, words: words(writer, person, lead, day, tests))
        if let known = assessor.plans.unit(unit) { return known }
        let text = checked(writer, person, lead, day) { explainer in
            let result = writer.condition(found, explainer)
            return UnitText(
                result: result.result, reason: result.reason,
                assumptions: writer.assumptions(of: found, explainer))
        }
        assessor.plans.keep(text, for: unit)
        return text
    }

    mutating func cohortUnit(
        _ writer: AssessmentWriter, _ person: borrowing CompactPerson, _ lead: LeadingLot, _ day: Int
    ) -> (text: UnitText?, plain: [String])? {
        switch writer.finding.cohort {
        case .notKnown, .none, .several: return (nil, writer.otherReasons(writer.explainer()))
        case .cohort(let index), .refer(let index):
            let unit = Unit(
                cohort: writer.finding.cohort,
                words: words(writer, person, lead, day, [rules.cohorts[index].test]))
            if let known = assessor.plans.unit(unit) { return known.map { ($0, []) } }
            let text = checked(writer, person, lead, day) { explainer in
                UnitText(
                    result: .met, reason: writer.otherReasons(explainer).joined(separator: " "),
                    assumptions: writer.cohortAssumptions(explainer))
            }
            assessor.plans.keep(text, for: unit)
            return text.map { ($0, []) }
        }
    }

    /// The words of a key that concern some tests: the facts they depend on, what was given, the readings and the ties.
    private mutating func words(
        _ writer: AssessmentWriter, _ person: borrowing CompactPerson, _ lead: LeadingLot, _ day: Int,
        _ tests: [NodeID]
    ) -> [UInt64] {
        let today = days.days[day]
        var words = [UInt64(UInt32(bitPattern: today.shape)) | UInt64(today.era) << 32]
        for reading in person.readings { words.append(UInt64(reading)) }
        let used = testFacts[tests] ?? TestFacts(tests, rules)
        testFacts[tests] = used
        for column in today.columns {
            let fact = Int(days.columns[column].fact)
            guard used.facts.contains(fact) else { continue }
            words += cells(person.facts[fact], column, today) ?? []
        }
        words += looseCells.words()
        if tellsLotsApart { words.append(UInt64(lead.lot)) }
        words += key.words(from: givenInKey)
        if used.namesTies, let leading = writer.finding.conditionsLot {
            for tie in writer.situation.lots[leading].ties { words.append(UInt64(tie.rawValue) << 8) }
        }
        return words
    }

    /// A text with gaps, when it says of this person what the text without gaps says.
    private mutating func checked(
        _ writer: AssessmentWriter, _ person: borrowing CompactPerson, _ lead: LeadingLot, _ day: Int,
        _ text: (Explainer) -> UnitText
    ) -> UnitText? {
        var explainer = writer.explainer()
        let plain = text(explainer)
        explainer.gaps = gaps
        gaps.clearDoubt()
        let open = text(explainer)
        if gaps.isDoubtful { return nil }
        self.lead = lead
        var (texts, begin) = (ByteStore(), 0)
        var pieces: [SentencePiece] = []
        for piece in GapTable.pieces(Array(Self.inQuotes(open.reason))[...]) {
            switch piece {
            case .bytes(let bytes): texts.append(bytes)
            case .gap(let number):
                prepare(number)
                pieces.append(SentencePiece(text: begin..<texts.count, gap: number))
                begin = texts.count
            }
        }
        var filled = RowBytes()
        write(pieces, pieces.indices, of: texts, person, day, to: &filled)
        filled.append(texts, from: begin, to: texts.count)
        guard filled.array == Self.inQuotes(plain.reason), open.assumptions == plain.assumptions else {
            return nil
        }
        return open
    }
}
