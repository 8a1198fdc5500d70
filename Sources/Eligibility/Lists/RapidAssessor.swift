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
/// What is remembered comes in two layers. A plan is a decision and its sentences, with gaps for what differs between
/// people; a form is a plan together with the lots of the people it is for. Few of either are different, and what many
/// people need lies close together.
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
    var days = DayBook()
    /// The numbers of days; -1 for those that are left to the assessor.
    private var dayNumbers: [CivilDate: Int] = [:]
    /// The last day met of those that share a place here.
    private var recentDays: [RecentDay] = Array(repeating: RecentDay(), count: recentCount)
    private static let recentCount = 4_096
    /// For each form its plan, or -1 for people who are left to the assessor, and its place.
    private var forms: [(plan: Int32, place: Int32)] = []
    package private(set) var places: [PersonPlace] = []
    @usableFromInline var leadingLots: [LeadingLot] = []
    private var placeNumbers: [PersonPlace: Int32] = [:]
    private var formTable = WordTable(most: mostForms)
    /// How tests and orders come out that are worked out for each person.
    var looseCells = KeyWords()
    /// The key of the form at hand, and where in it begins what not everybody has.
    var formKey = KeyWords()
    var restOfFormKey = 0
    package private(set) var plans: [RowPlan] = []
    var planTable = WordTable(most: mostPlans)
    /// The key of the plan at hand.
    var key = KeyWords()
    /// Sets of several cells, by fact, each with a number that keys hold.
    var severalCells: [[UInt64: UInt8]]
    /// What was said for each part of a decision; nil where it can only be said of one person.
    var units: [Unit: UnitText?] = [:]
    /// What the tests of conditions and cohorts ask for.
    var testFacts: [[NodeID]: TestFacts] = [:]
    var noteNumbers: [NoteBase: Int] = [:]
    /// One for each plan.
    var planNotes: [PlanNotes] = []

    /// How the gaps are filled, in their order.
    var fillings: [Filling] = []
    /// For each fact whose answers fill gaps, one behind the other, the words of each of its bits.
    @usableFromInline var answerWords = TextStore()
    /// Amounts that rates come to, in words.
    @usableFromInline var amountWords = TextStore()
    var rateWords: RateWords
    var rateNumbers: [String: Int] = [:]
    var connectionTable = WordTable(most: 64_000)
    @usableFromInline var connectionWords = TextStore()
    var connectionKey = KeyWords()

    private struct RecentDay {
        var date = CivilDate.earliest
        /// -2 while there is none.
        var number = -2
    }

    /// Days that are kept, at most, before all are let go.
    private static let mostDays = 20_000
    private static let mostForms = 32_000
    private static let mostPlans = 16_000

    /// Nil for rules that this is not made for.
    package init?(_ assessor: Assessor, _ book: DecisionBook) {
        guard assessor.book.rules.connections.count <= 16, let ties = TieBook(assessor),
            assessor.book.rules.facts.count <= 200,
            assessor.book.rules.interpretations.allSatisfy({ $0.readings.count < 256 })
        else { return nil }
        self.assessor = assessor
        self.ties = ties
        rules = assessor.book.rules
        calendar = rules.calendar
        tellsLotsApart = rules.tellsLotsApart
        gaps = GapTable(rules)
        rapid = RapidDecider(book)
        let others = PlainTests(rules, roots: rules.explainedTests).otherFacts
        otherFacts = rules.facts.indices.map { others.contains($0) }
        severalCells = rules.facts.map { _ in [:] }
        rateWords = RateWords(rates: rules.rates.count)
    }

    /// How often all forms have been forgotten: numbers of plans and places start again.
    package private(set) var generation = 0
    /// How often all ties have been.
    package private(set) var tieGeneration = 0
    /// How often all days have been.
    package private(set) var dayGeneration = 0

    // MARK: Forms

    /// The form of a person; nil when the person is left to the assessor.
    package mutating func form(_ person: borrowing CompactPerson) -> RowForm? {
        let day = day(person.date)
        guard day >= 0, makeFormKey(person, day) else { return nil }
        let number = formTable.value(of: formKey).map { Int($0) } ?? addForm(person, day)
        let (plan, place) = forms[number]
        return plan < 0 ? nil : RowForm(plan: Int(plan), place: Int(place), day: day)
    }

    /// Makes the form of a person whose form depends on the words of `formKey`.
    private mutating func addForm(_ person: borrowing CompactPerson, _ day: Int) -> Int {
        if formTable.isFull { forget() }
        var place = PersonPlace(days.days[day])
        let plan = plan(person, day, &place)
        if plan >= 0 { place.setLots(plans[plan]) }
        formTable.insert(Int32(forms.count), for: formKey)
        forms.append((Int32(plan), number(of: place)))
        return forms.count - 1
    }

    private mutating func number(of place: PersonPlace) -> Int32 {
        if let known = placeNumbers[place] { return known }
        placeNumbers[place] = Int32(places.count)
        places.append(place)
        leadingLots.append(place.leadingLot)
        return Int32(places.count - 1)
    }

    /// The number of the plan of a person; -1 when the person is left to the assessor.
    private mutating func plan(
        _ person: borrowing CompactPerson, _ day: Int, _ place: inout PersonPlace
    ) -> Int {
        guard makeKey(person, day, &place) else { return -1 }
        if let known = planTable.value(of: key) { return Int(known) }
        if planTable.isFull { forget() }
        let made = makePlan(person, place, day)
        planTable.insert(made == nil ? -1 : Int32(plans.count), for: key)
        guard let made else { return -1 }
        plans.append(made)
        return plans.count - 1
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
    package func place(_ form: RowForm) -> PersonPlace { places[form.place] }

    /// The lot that the conditions of a form are about.
    @inlinable
    package func leadingLot(_ form: RowForm) -> LeadingLot { leadingLots[form.place] }

    /// Makes room for other ties; numbers of ties mean nothing any more.
    package mutating func forgetTies() {
        ties.removeAll()
        connectionTable.removeAll()
        connectionWords = TextStore()
        tieGeneration += 1
    }

    /// Makes room; forms made before are not to be used any more with people met later.
    private mutating func forget() {
        formTable.removeAll()
        forms = []
        places = []
        leadingLots = []
        placeNumbers = [:]
        planTable.removeAll()
        plans = []
        units = [:]
        noteNumbers = [:]
        planNotes = []
        generation += 1
    }

    /// Makes room; numbers of days start again.
    private mutating func forgetDays() {
        dayNumbers = [:]
        recentDays = Array(repeating: RecentDay(), count: Self.recentCount)
        days = DayBook()
        rateWords = RateWords(rates: rules.rates.count)
        dayGeneration += 1
    }

    /// The number of a day; -1 when people are left to the assessor on it.
    private mutating func day(_ date: CivilDate) -> Int {
        let slot = Int(date.dayNumber) & (Self.recentCount - 1)
        if recentDays[slot].date == date, recentDays[slot].number >= -1 { return recentDays[slot].number }
        let day = rememberedDay(date)
        recentDays[slot] = RecentDay(date: date, number: day)
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
