import ColumnEvaluation
import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Decides many people one after the other, as `Assessor` decides each, by remembering what it decided and said of
/// others of whom the same is known. Each worker has one; what it remembers changes nothing but its speed.
///
/// It leaves people to the assessor where it cannot be sure: what is given for several facts at once, tests of stretches
/// of days, and whatever is wrong with what was given.
///
/// What is remembered comes in two layers. A plan is a decision and its sentences, with gaps for what differs between
/// people; a form is a plan together with the lots of the people it is for.
package struct RapidAssessor: ~Copyable {
    package let assessor: Assessor
    package var ties: TieBook
    let rules: CheckedRules
    let gaps: GapTable
    var rapid: RapidDecider
    /// For each fact, whether tests look at it in another way than by its cells.
    let otherFacts: [Bool]
    var days: [CivilDate: DayTable?] = [:]
    /// The last day met of those that share a place here.
    private var recentDays: [DayTable?] = Array(repeating: nil, count: recentCount)
    private static let recentCount = 4_096
    /// The last day made.
    private var lastDay: DayTable?
    private var forms: [RowForm?] = []
    private var formTable = WordTable(most: mostForms)
    /// The key of the form at hand, and where in it begins what not everybody has.
    var formKey: [UInt64] = []
    var restOfFormKey = 0
    var plans: [RowPlan?] = []
    var planTable = WordTable(most: mostPlans)
    /// The key of the plan at hand.
    var key: [UInt64] = []
    /// Sets of several cells, by fact, each with a number that keys hold.
    var severalCells: [[UInt64: UInt8]]
    /// What was said for each part of a decision; nil where it can only be said of one person.
    var units: [Unit: UnitText?] = [:]
    var noteBases: [NoteBase: Int] = [:]

    /// How the gaps are filled, in their order.
    var fillings: [Filling] = []
    /// For each fact whose answers fill gaps, one behind the other, the words of each of its bits.
    var answerWords = TextStore()
    /// Amounts that rates come to, in words.
    var rateWords = TextStore()
    var rateNumbers: [String: Int] = [:]
    var connectionTable = WordTable(most: 64_000)
    var connectionWords = TextStore()
    var connectionKey: [UInt64] = []

    private static let mostForms = 32_000
    private static let mostPlans = 16_000

    /// Nil for rules that this is not made for.
    package init?(_ assessor: Assessor, _ book: DecisionBook) {
        guard assessor.book.rules.connections.count <= 16, let ties = TieBook(assessor),
            assessor.book.rules.facts.count <= 200
        else { return nil }
        self.assessor = assessor
        self.ties = ties
        rules = assessor.book.rules
        gaps = GapTable(rules)
        rapid = RapidDecider(book)
        let others = PlainTests(rules, roots: rules.explainedTests).otherFacts
        otherFacts = rules.facts.indices.map { others.contains($0) }
        severalCells = rules.facts.map { _ in [:] }
    }

    /// How often all forms have been forgotten: their numbers start again.
    package private(set) var generation = 0
    /// How often all ties have been.
    package private(set) var tieGeneration = 0

    // MARK: Forms

    /// The form of a person, and the day; nil when the person is left to the assessor.
    package mutating func form(_ person: borrowing CompactPerson) -> (form: RowForm, day: DayTable)? {
        guard let day = day(person.date), makeFormKey(person, day) else { return nil }
        if let known = formTable.value(of: formKey) {
            guard let form = forms[Int(known)] else { return nil }
            return (form, day)
        }
        if formTable.isFull { forget() }
        let made = makeForm(person, day)
        formTable.insert(Int32(forms.count), for: formKey)
        forms.append(made)
        guard let made else { return nil }
        return (made, day)
    }

    private mutating func makeForm(_ person: borrowing CompactPerson, _ day: DayTable) -> RowForm? {
        var place = PersonPlace(day)
        guard makeKey(person, day, &place) else { return nil }
        let plan: RowPlan
        if let known = planTable.value(of: key) {
            guard let found = plans[Int(known)] else { return nil }
            plan = found
        } else {
            if planTable.isFull { forget() }
            let made = makePlan(person, place)
            planTable.insert(Int32(plans.count), for: key)
            plans.append(made)
            guard let made else { return nil }
            plan = made
        }
        place.setLots(plan)
        return RowForm(number: forms.count, plan: plan, place: place)
    }

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
        planTable.removeAll()
        plans = []
        units = [:]
        noteBases = [:]
        generation += 1
    }

    private mutating func day(_ date: CivilDate) -> DayTable? {
        let slot = Int(date.dayNumber) & (Self.recentCount - 1)
        if let recent = recentDays[slot], recent.date == date { return recent }
        let day = rememberedDay(date)
        recentDays[slot] = day
        return day
    }

    private mutating func rememberedDay(_ date: CivilDate) -> DayTable? {
        if let known = days[date] { return known }
        let isInRun = rules.run?.value.contains(date) ?? true
        let found = isInRun ? rapid.book.day(date)?.day : nil
        var table: DayTable?
        if let found, found.loose.isEmpty {
            table = DayTable(found, rules, ties.eras, like: lastDay)
            lastDay = table
        }
        days[date] = .some(table)
        return table
    }
}
