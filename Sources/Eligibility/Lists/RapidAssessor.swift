import ColumnEvaluation
import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Decides many people one after the other, as `Assessor` decides each, by remembering what it decided and said of
/// others of whom the same is known. Each worker has one; what it remembers changes nothing but its speed.
///
/// It leaves people to the assessor where it cannot be sure: what is given for several facts at once, tests of stretches
/// of days that are not known, and whatever is wrong with what was given.
///
/// A plan is a decision and its sentences, with gaps for what differs between people. It is found by what their ties come
/// to, apart from the lots, and then by the cells of their facts: few of either are different, and what many people need
/// lies close together.
@usableFromInline
package struct RapidAssessor: ~Copyable {
    package let assessor: Assessor
    package var ties: TieBook
    let rules: CheckedRules
    let calendar: CalendarRules
    let gaps: GapTable
    var rapid: RapidDecider
    /// Whether lots with the same ties may differ.
    let tellsLotsApart: Bool
    /// For each fact, whether tests look at it in another way than by its cells.
    let otherFacts: [Bool]
    /// For each fact, whether anything can be known of it that decides.
    private let askedFacts: [Bool]
    /// Connections that differ from person to person, and one for all others.
    let askedTies: [Int]
    /// Connections that there are columns for.
    let toldTies: [Int]
    let asksReadings: Bool
    var days: DayBook
    /// The numbers of days; -1 for those that are left to the assessor.
    private var dayNumbers: [CivilDate: Int] = [:]
    /// The last day met of those that share a place here.
    private var recentDays: [RecentDay] = Array(repeating: RecentDay(), count: recentCount)
    private static let recentCount = 4_096
    var patterns = TiePatterns()
    /// What the ties of the person at hand come to, and whether anything may have to be said of their places.
    var tieKey = KeyWords()
    var areTiesRemarked = false
    @usableFromInline var found = FoundPlaces()
    /// The lot that the conditions of the person are about whose gaps are filled.
    @usableFromInline var lead = LeadingLot(lot: 0, era: 0, known: 0, found: 0)
    /// How tests and orders come out that are worked out for each person.
    var looseCells = KeyWords()
    /// The key of the plan at hand, and where in it begin what not everybody has and, of that, what was given.
    var key = KeyWords()
    var restOfKey = 0
    var givenInKey = 0
    package private(set) var plans: [RowPlan] = []
    /// For each plan, which of the lots reached it finds.
    private var finds: [Int32] = []
    /// The numbers of plans; -1 for people who are left to the assessor.
    private var planTable = WordTable(most: mostPlans)
    /// Sets of several cells, by fact, each with a number that keys hold.
    var severalCells: [[UInt64: UInt8]]
    /// What the tests of conditions and cohorts ask for.
    var testFacts: [[NodeID]: TestFacts] = [:]
    /// One for each plan.
    var planNotes: [PlanNotes] = []

    /// How the gaps are filled, in their order.
    var fillings: [Filling] = []
    /// What fills gaps, as it is written in quotes: for each fact whose answers do, one behind the other, the words of each
    /// of its bits; what is behind amounts; and what rates come to.
    var gapWords = TextStore()
    var rateWords: RateWords
    var rateNumbers: [String: Int] = [:]
    var connectionTable = WordTable(most: 64_000)
    var connectionWords = TextStore()
    var connectionKey = KeyWords()

    private struct RecentDay {
        var date = CivilDate.earliest
        /// -2 while there is none.
        var number: Int32 = -2
        /// Where the ends of its cells are.
        var firstEnds: Int32 = 0
        var ownEnds: Int32 = 0
    }

    /// Days that are kept, at most, before all are let go.
    private static let mostDays = 20_000
    private static let mostPlans = 16_000

    /// Nil for rules that this is not made for.
    package init?(_ assessor: Assessor, _ book: DecisionBook, _ told: ToldColumns) {
        guard assessor.book.rules.connections.count <= 16, let ties = TieBook(assessor),
            assessor.book.rules.facts.count <= 200,
            assessor.book.rules.interpretations.allSatisfy({ $0.readings.count < 256 })
        else { return nil }
        self.assessor = assessor
        self.ties = ties
        rules = assessor.book.rules
        calendar = rules.calendar
        tellsLotsApart = rules.tellsLotsApart
        gaps = GapTable(assessor.gapNumbers)
        rapid = RapidDecider(book)
        let others = PlainTests(rules, roots: rules.explainedTests).otherFacts
        otherFacts = rules.facts.indices.map { others.contains($0) }
        // Of nobody can be said in which cell such a fact is of which nothing is known.
        askedFacts = rules.facts.indices.map { told.facts[$0] || others.contains($0) }
        toldTies = told.ties.indices.filter { told.ties[$0] }
        askedTies = toldTies + [told.ties.firstIndex(of: false)].compactMap { $0 }
        asksReadings = told.readings
        days = DayBook(asked: askedFacts)
        severalCells = rules.facts.map { _ in [:] }
        rateWords = RateWords(rates: rules.rates.count)
    }

    /// How often all plans have been forgotten: numbers of plans and places start again.
    package private(set) var generation = 0
    /// How often all ties have been.
    package private(set) var tieGeneration = 0
    /// How often all days have been.
    package private(set) var dayGeneration = 0

    // MARK: Forms

    /// The form of a person; nil when the person is left to the assessor.
    package mutating func form(_ person: borrowing CompactPerson) -> RowForm? {
        let day = day(person.date)
        guard day >= 0, let tied = knownTies(person, era: Int(days.days[day].era)) else {
            return day < 0 ? nil : newForm(person, day)
        }
        guard tied.pattern >= 0, makeKey(person, day, pattern: tied.pattern) else { return nil }
        guard let plan = planTable.value(of: key) else { return newForm(person, day) }
        return form(plan, tied, day)
    }

    /// The form of somebody like whom nobody was met before.
    private mutating func newForm(_ person: borrowing CompactPerson, _ day: Int) -> RowForm? {
        if planTable.isFull || patterns.isFull { forget() }
        let tied = knownTies(person, era: Int(days.days[day].era)) ?? newTies(person, day)
        guard tied.pattern >= 0, makeKey(person, day, pattern: tied.pattern) else { return nil }
        return form(planTable.value(of: key) ?? newPlan(person, day, tied), tied, day)
    }

    private mutating func form(_ plan: Int32, _ tied: TiePatterns.Tied, _ day: Int) -> RowForm? {
        if plan < 0 { return nil }
        let place =
            found.number(base: tied.base, finds: finds[Int(plan)]) ?? newPlace(plan, base: tied.base)
        return RowForm(plan: Int(plan), place: Int(place), day: day, isRemarked: areTiesRemarked)
    }

    private mutating func newTies(_ person: borrowing CompactPerson, _ day: Int) -> TiePatterns.Tied {
        let (place, words) = reach(person, days.days[day])
        return patterns.add(place, words, for: tieKey)
    }

    /// The number of a plan for everybody with the key at hand; -1 when they are left to the assessor.
    private mutating func newPlan(
        _ person: borrowing CompactPerson, _ day: Int, _ tied: TiePatterns.Tied
    ) -> Int32 {
        let plan = sharedPlan(person, day, tied)
        planTable.insert(plan == nil ? -1 : Int32(plans.count), for: key)
        guard let plan else { return -1 }
        plans.append(plan)
        finds.append(found.number(of: plan.finds))
        planNotes.append(PlanNotes(number: plan.noteNumber, isEligible: plan.outcome == .eligible))
        return Int32(plans.count - 1)
    }

    /// The plan that some worker made, or a new one.
    private mutating func sharedPlan(
        _ person: borrowing CompactPerson, _ day: Int, _ tied: TiePatterns.Tied
    ) -> RowPlan? {
        guard let words = sharedKey(person, day, pattern: tied.pattern) else { return nil }
        if let known = assessor.plans.plan(words) { return known }
        let plan = makePlan(person, patterns.bases[Int(tied.base)], day)
        assessor.plans.keep(plan, for: words)
        return plan
    }

    private mutating func newPlace(_ plan: Int32, base: Int32) -> Int32 {
        found.add(
            plans[Int(plan)], to: patterns.bases[Int(base)], base: base, finds: finds[Int(plan)])
    }

    /// The decision by itself, for people who are left to the assessor and of whom all could be read; nil when
    /// something is wrong with what was given.
    package mutating func assessment(_ person: borrowing CompactPerson) -> Assessment? {
        try? assessor.assess(PreparedCase(person, &ties, assessor), person.readings)
    }

    /// A day that was met, by its number.
    package func date(ofDay number: Int) -> CivilDate { days.days[number].date }

    /// The plan of a form.
    package func plan(_ form: RowForm) -> RowPlan { plans[form.plan] }

    /// The lots of a form.
    package func place(_ form: RowForm) -> PersonPlace { found.places[form.place] }

    /// All lots that were met, by the numbers of places.
    package var places: [PersonPlace] { found.places }

    /// Begins to fill the gaps of a person.
    @inlinable
    package mutating func beginFilling(_ form: RowForm) { lead = found.leadingLots[form.place] }

    /// Makes room for other ties; numbers of ties mean nothing any more.
    package mutating func forgetTies() {
        ties.removeAll()
        connectionTable.removeAll()
        connectionWords = TextStore()
        tieGeneration += 1
    }

    /// Makes room; forms made before are not to be used any more with people met later.
    private mutating func forget() {
        patterns = TiePatterns()
        found = FoundPlaces()
        planTable.removeAll()
        plans = []
        finds = []
        planNotes = []
        generation += 1
    }

    /// Makes room; numbers of days start again.
    private mutating func forgetDays() {
        dayNumbers = [:]
        recentDays = Array(repeating: RecentDay(), count: Self.recentCount)
        days = DayBook(asked: askedFacts)
        rateWords = RateWords(rates: rules.rates.count)
        dayGeneration += 1
    }

    /// Begins to fetch what is known of a day. Many rows have as many days, which are not all close to the processor, and
    /// there is something left to be read of a row when its date is known.
    package mutating func expect(_ date: CivilDate) {
        let recent = recentDays[Int(date.dayNumber) & (Self.recentCount - 1)]
        guard recent.date == date, recent.number >= 0 else { return }
        days.fetch(
            Int(recent.number), firstEnds: Int(recent.firstEnds), ownEnds: Int(recent.ownEnds))
    }

    /// The number of a day; -1 when people are left to the assessor on it.
    private mutating func day(_ date: CivilDate) -> Int {
        let slot = Int(date.dayNumber) & (Self.recentCount - 1)
        if recentDays[slot].date == date, recentDays[slot].number >= -1 {
            return Int(recentDays[slot].number)
        }
        let day = rememberedDay(date)
        var recent = RecentDay(date: date, number: Int32(day))
        if day >= 0 {
            (recent.firstEnds, recent.ownEnds) = (days.days[day].firstEnds, days.days[day].ownEnds)
        }
        recentDays[slot] = recent
        return day
    }

    private mutating func rememberedDay(_ date: CivilDate) -> Int {
        if let known = dayNumbers[date] { return known }
        if dayNumbers.count >= Self.mostDays { forgetDays() }
        let isInRun = rules.run?.value.contains(date) ?? true
        let found = isInRun ? rapid.book.day(date)?.day : nil
        var number = -1
        if let found { number = days.add(found, rules, ties.eras) }
        dayNumbers[date] = number
        return number
    }
}
