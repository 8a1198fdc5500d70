import Eligibility
import Facts

/// Counts of rows that were decided by plans, in one flat list: quicker to add to than a `Tally`, which gets them in the
/// end.
struct RowCounts {
    /// People by condition and result; then by lot, cohort and outcome; then by age, cohort and outcome.
    private var numbers: [Int]
    private let firstLot: Int
    private let firstGroup: Int
    /// How many numbers a lot or an age has.
    private let width: Int
    private var first = CivilDate.latest
    private var last = CivilDate.earliest

    /// The outcomes, in the order in which they are counted.
    static let outcomes: [Outcome] = [.eligible, .refer, .needsInformation, .notEligible]

    init(_ names: Tally.Names) {
        width = names.cohorts.count * Self.outcomes.count
        firstLot = names.conditions.count * Tally.results.count
        firstGroup = firstLot + names.lots.count * width
        let groups = names.ages == nil ? 1 : AgeGroups.titles.count
        numbers = Array(repeating: 0, count: firstGroup + groups * width)
    }

    /// Where people of a cohort and an outcome are counted, within a lot or an age.
    static func column(_ cohort: Int, _ outcome: Outcome) -> Int {
        cohort * outcomes.count + (outcomes.firstIndex(of: outcome) ?? 0)
    }

    /// Adds a person of a plan and a place.
    @inline(__always)
    mutating func add(
        _ plan: WrittenForms.Plan, _ place: WrittenForms.Stretch, _ forms: borrowing WrittenForms, group: Int,
        on date: CivilDate
    ) {
        let counted = forms.counted.span
        let (column, width, firstLot, firstGroup) = (Int(plan.column), width, firstLot, firstGroup)
        var numbers = self.numbers.mutableSpan
        numbers[firstGroup &+ group &* width &+ column] &+= 1
        for index in Int(plan.conditions.begin)..<Int(plan.conditions.end) {
            numbers[Int(counted[index])] &+= 1
        }
        for index in Int(place.begin)..<Int(place.end) {
            numbers[firstLot &+ Int(counted[index]) &* width &+ column] &+= 1
        }
        if date < first { first = date }
        if last < date { last = date }
    }

    /// Hands over what was counted, and begins again.
    mutating func move(to tally: inout Tally) {
        if last < first { return }
        tally.addDays(from: first, to: last)
        let lots = (firstGroup - firstLot) / width
        for (index, number) in numbers.enumerated() where number != 0 {
            numbers[index] = 0
            if index < firstLot {
                tally.add(number, toCondition: index)
                continue
            }
            let (row, column) = (index - firstLot).quotientAndRemainder(dividingBy: width)
            let outcome = Self.outcomes[column % Self.outcomes.count]
            let cohort = column / Self.outcomes.count
            if row < lots {
                tally.add(number, outcome, cohort, toLot: row)
            } else {
                tally.add(number, outcome, cohort, toGroup: row - lots)
            }
        }
        (first, last) = (.latest, .earliest)
    }
}
