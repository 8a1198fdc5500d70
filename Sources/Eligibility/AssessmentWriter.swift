import Facts
import RuleChecking
import RuleEvaluation
import Wards

/// Turns a finding into words.
struct AssessmentWriter {
    let assessor: Assessor
    let case_: PreparedCase
    let finding: Finding
    let situation: Situation
    private var assumptions: [String] = []
    private var notes: [String] = []

    init(_ assessor: Assessor, _ case_: PreparedCase, _ finding: Finding, _ readings: [Int]) {
        self.assessor = assessor
        self.case_ = case_
        self.finding = finding
        situation = case_.situation(readings)
    }

    private var rules: CheckedRules { assessor.book.rules }

    mutating func assessment() -> Assessment {
        let explainer = explainer()
        let conditions = finding.conditions.map { condition($0, explainer) }
        let reasons = otherReasons(explainer)
        let place = place()
        collectNotes()
        collectAssumptions()
        return Assessment(
            decisionDate: case_.date, outcome: finding.outcome, cohort: cohort, lots: lots(),
            conditions: conditions,
            reasons: reasons, askNext: finding.askNext.map(question), place: place, notes: Self.unique(notes),
            assumptions: Self.unique(assumptions), otherReadings: [], rules: assessor.book.versionText)
    }

    static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    var cohort: Assessment.Cohort {
        switch finding.cohort {
        case .cohort(let index): rules.cohorts[index].title.map { .named($0) } ?? .refer
        case .refer: .refer
        case .notKnown, .none, .several: .notKnown
        }
    }

    private func lots() -> [Assessment.LotReached] {
        finding.lots.map { found in
            let lot = rules.lots[found.lot]
            return .init(
                lot: lot.title, connections: found.connections.map { rules.connections[$0].name },
                provider: lot.providers.first { $0.days.contains(case_.date) }?.name)
        }
    }

    func question(_ question: Finding.Question) -> Assessment.Question {
        switch question {
        case .fact(let index):
            return .init(
                name: rules.facts[index].name, words: rules.facts[index].asking.question,
                isRefused: case_.person.answers[index] == .notKnown(.refused))
        case .connection(let index):
            return .init(
                name: rules.connections[index].name, words: rules.connections[index].asking.question,
                isRefused: case_.person.ties[index] == .notKnown(.refused))
        }
    }

    // MARK: Conditions

    func explainer() -> Explainer {
        var explainer = Explainer(assessor.decider, situation: situation)
        explainer.places = case_.places
        if let leading = finding.conditionsLot {
            let lot = situation.lots[leading].lot
            explainer.ties = situation.lots[leading].ties
            explainer.turn(to: lot)
            let (areas, day) = (assessor.book.areas, case_.date)
            explainer.isInLot = { areas.holds($0, lot: lot, on: day) == .yes }
        }
        return explainer
    }

    /// One condition, as an explainer of this decision words it.
    func condition(_ found: ConditionFinding, _ explainer: Explainer) -> Assessment.ConditionResult {
        let condition = rules.conditions[found.condition]
        let result: Assessment.ConditionResult.Result =
            found.waiver != nil
            ? .waived : found.isMet == .yes ? .met : found.isMet == .no ? .notMet : .notKnown
        var sentences = ["\(Explainer.capitalised(condition.name)): \(result.rawValue)."]
        if let waiver = found.waiver {
            sentences.append("Waived by “\(condition.waivers[waiver].name)”.")
            sentences += explainer.evidence(condition.waivers[waiver].test)
        } else {
            sentences += explainer.evidence(condition.test)
        }
        if result == .notMet {
            if condition.refers { sentences.append("This alone is for an adviser to decide.") }
            if let say = say(condition) { sentences.append(say) }
        }
        let sources = found.waiver.map { condition.waivers[$0].annotations.sources } ?? []
        if let source = Self.source(sources.isEmpty ? condition.annotations.sources : sources) {
            sentences.append(source)
        }
        return .init(name: condition.name, result: result, reason: sentences.joined(separator: " "))
    }

    /// What is said to a person who fails a condition; a tie that only refers has words of its own.
    private func say(_ condition: Condition) -> String? {
        guard condition.isLotDependent, let leading = finding.conditionsLot else { return condition.say }
        let ties = situation.lots[leading].ties
        let referring = ties.indices.first { ties[$0] == .yes && rules.connections[$0].refers }
        let others = ties.indices.contains { ties[$0] == .yes && !rules.connections[$0].refers }
        if let referring, !others { return rules.connections[referring].say ?? condition.say }
        return condition.say
    }

    private static func source(_ sources: [String]) -> String? {
        sources.isEmpty ? nil : "Source: \(sources.joined(separator: "; "))."
    }

    // MARK: Other reasons

    func otherReasons(_ explainer: Explainer) -> [String] {
        if finding.isOutsideRun { return [outsideRun()] }
        if situation.lots.isEmpty { return ["No lot is open on \(case_.date)."] }
        guard finding.outcome != .notEligible else { return [] }
        switch finding.cohort {
        case .cohort(let index), .refer(let index):
            let cohort = rules.cohorts[index]
            var sentences = [cohort.title.map { "Cohort: \($0)." } ?? "Cohort: for an adviser to decide."]
            sentences += explainer.evidence(cohort.test)
            if let say = cohort.say { sentences.append(say) }
            if let source = Self.source(cohort.annotations.sources) { sentences.append(source) }
            return [sentences.joined(separator: " ")]
        case .notKnown: return rules.cohorts.isEmpty ? [] : ["Cohort: not known yet."]
        case .none: return ["Cohort: the rules have none for this person. Tell whoever keeps the rules."]
        case .several:
            return ["Cohort: the rules have more than one for this person. Tell whoever keeps the rules."]
        }
    }

    private func outsideRun() -> String {
        guard let run = rules.run else { return "" }
        let from = run.value.from?.description ?? "any day"
        let ends = run.value.to.map { "runs from \(from) to \($0)" } ?? "runs from \(from)"
        let sentence = "\(rules.title) \(ends), and the \(rules.decidedOn) is \(case_.date)."
        return ([sentence] + [Self.source(run.annotations.sources)].compactMap { $0 }).joined(separator: " ")
    }

    // MARK: Places

    /// The place by itself, with what is said and assumed of it.
    func placeFound() -> (place: Assessment.Place?, notes: [String], assumptions: [String]) {
        var copy = self
        let place = copy.place()
        return (place, copy.notes, copy.assumptions)
    }

    /// What is said and assumed of places people are tied to.
    func placeNotes() -> (notes: [String], assumptions: [String]) {
        var copy = self
        copy.collectPlaceNotes()
        copy.collectPlaceAssumptions()
        return (copy.notes, copy.assumptions)
    }

    private mutating func place() -> Assessment.Place? {
        guard finding.outcome == .eligible else { return nil }
        let day = case_.date
        guard case .cohort(let index) = finding.cohort else {
            return rules.caps.isEmpty ? .available : .notKnown
        }
        guard let cap = rules.caps.first(where: { $0.cohort == index }) else { return .available }
        if cap.suspensions.contains(where: { $0.contains(day) }) {
            for suspension in cap.suspensions where suspension.contains(day) {
                assumptions += suspension.assumptions
            }
            return .available
        }
        for suspension in cap.suspensions {
            if case .notPublished = suspension { assumptions += suspension.assumptions }
        }
        let free = finding.lots.map { isFree(cap, lot: $0.lot) }
        if free.contains(true) { return .available }
        guard !free.contains(nil), !free.isEmpty else { return .notKnown }
        if let text = cap.whenFull { notes.append(text) }
        return .waitingList
    }

    /// Whether a place is free in a lot; nil when the numbers are not known.
    private func isFree(_ cap: Cap, lot: Int) -> Bool? {
        if let given = case_.person.placesTaken { return given.taken < given.places }
        switch case_.person.placeLeft {
        case .free: return true
        case PlaceLeft.none?: return false
        case .notKnown: return nil
        case nil: break
        }
        guard let known = assessor.placesTaken(lot: rules.lots[lot].title, cohort: cap.cohort) else {
            return nil
        }
        return known.taken < known.places
    }

    // MARK: Notes and assumptions

    private mutating func collectNotes() {
        if finding.isOutsideRun { return }
        collectPlaceNotes()
        for index in finding.advice { notes.append(rules.advice[index].text) }
    }

    private mutating func collectPlaceNotes() {
        for places in case_.places { for place in places { notes += place.notes } }
        notes += dividedWardNotes() + borderNotes()
    }

    /// What to ask where a lot has only a part of the ward that a place is known by.
    private func dividedWardNotes() -> [String] {
        var found: [String] = []
        for (kind, places) in case_.places.enumerated() where finding.askNext.contains(.connection(kind)) {
            for place in places where place.wards != nil {
                for lot in situation.lots
                where assessor.book.areas.holds(place, lot: lot.lot, on: case_.date) == .unknown {
                    found.append(
                        "Only a part of \(place.words) is in the lot “\(rules.lots[lot.lot].title)”. Ask for the postcode or the address."
                    )
                }
            }
        }
        return found
    }

    /// “Check the address” for points too near the border of a lot, as it is on the day, to be sure of.
    private func borderNotes() -> [String] {
        var found: [String] = []
        for place in case_.places.joined() where !place.hasCode {
            for lot in situation.lots.map(\.lot) {
                guard let metres = assessor.metres(from: place, toNearBorderOf: lot, on: case_.date) else {
                    continue
                }
                found.append(borderNote(place, metres, lot))
            }
        }
        return found
    }

    private func borderNote(_ place: ResolvedPlace, _ metres: Double, _ lot: Int) -> String {
        let areas = assessor.book.areas
        let side = areas.holds(place, lot: lot, on: case_.date) == .yes ? "inside" : "outside"
        let far = metres < 0.5 ? "on" : "\(PlaceResolver.metres(metres)) \(side)"
        let title = "the border of the lot “\(rules.lots[lot].title)”"
        let day = areas.changes(lot) ? " as it is on \(case_.date)" : ""
        let accuracy =
            place.accuracyMetres > 0
            ? ", and its place is good to about \(PlaceResolver.metres(place.accuracyMetres))" : ""
        return "\(Explainer.capitalised(place.short)) is \(far) \(title)\(day)\(accuracy): check the address."
    }

    private mutating func collectAssumptions() {
        if finding.isOutsideRun {
            assumptions += rules.run?.annotations.assumptions ?? []
            return
        }
        collectPlaceAssumptions()
        let explainer = explainer()
        for found in finding.conditions { assumptions += self.assumptions(of: found, explainer) }
        assumptions += cohortAssumptions(explainer)
    }

    private mutating func collectPlaceAssumptions() {
        for places in case_.places {
            for place in places {
                if let index = place.crosswalk {
                    assumptions += rules.boundaries?.crosswalks[index].annotations.assumptions ?? []
                }
                noteLotAssumptions(place)
            }
        }
    }

    /// What a condition rests on, when it is settled.
    func assumptions(of found: ConditionFinding, _ explainer: Explainer) -> [String] {
        guard found.isMet.isSettled else { return [] }
        let condition = rules.conditions[found.condition]
        guard let waiver = found.waiver.map({ condition.waivers[$0] }) else {
            return condition.annotations.assumptions + assumptions(ofRatesIn: condition.test, explainer)
        }
        return condition.annotations.assumptions + waiver.annotations.assumptions
            + assumptions(ofRatesIn: waiver.test, explainer)
    }

    /// What the cohort rests on, when there is one.
    func cohortAssumptions(_ explainer: Explainer) -> [String] {
        switch finding.cohort {
        case .cohort(let index), .refer(let index):
            rules.cohorts[index].annotations.assumptions
                + assumptions(ofRatesIn: rules.cohorts[index].test, explainer)
        case .notKnown, .none, .several: []
        }
    }

    private func assumptions(ofRatesIn test: NodeID, _ explainer: Explainer) -> [String] {
        explainer.ratesUsed(test).sorted().flatMap { rules.rates[$0].annotations.assumptions }
    }

    /// A place that belongs to a lot for some days only, or would if a source gave the days.
    private mutating func noteLotAssumptions(_ place: ResolvedPlace) {
        for (lot, index) in assessor.book.areas.parts(everHolding: place) {
            let part = rules.lots[lot].parts[index]
            let inForce = assessor.book.areas.part(of: lot, holding: place, on: case_.date)
            let isReached = finding.lots.contains { $0.lot == lot }
            if inForce == index, isReached {
                assumptions += part.annotations.assumptions + part.days.assumptions
            } else if inForce == nil, case .notPublished = part.days, finding.outcome != .eligible {
                assumptions += part.annotations.assumptions + part.days.assumptions
            }
        }
    }
}

extension Assessor {
    /// How far a place is from the border of a lot when it is too near for its side to be sure.
    func metres(from place: ResolvedPlace, toNearBorderOf lot: Int, on day: CivilDate) -> Double? {
        let metres = book.areas.metres(from: place, toBorderOf: lot, on: day)
        return metres < nearMetres + place.accuracyMetres ? metres : nil
    }
}
