import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Days that are alike: decided by one diagram, with the same choice of lots.
package struct DayKind: Sendable {
    /// The first of the days, with its cells.
    package var first: RuleDiagrams.Day
    /// Whether any lot can be joined.
    package var hasLot: Bool
    /// All of them, in order.
    package var ranges: [ClosedRange<CivilDate>]
}

/// The days of a run, by kind. Every day is looked at; days of one kind need proving once.
package struct DayKinds: Sendable {
    package private(set) var kinds: [DayKind] = []
    package private(set) var count = 0

    /// - Parameter hasLot: whether any lot can be joined on a day.
    package init(
        _ diagrams: inout RuleDiagrams, _ days: ClosedRange<CivilDate>, hasLot: (CivilDate) -> Bool
    ) throws(Diagram.TooLarge) {
        var known: [[Int]: Int] = [:]
        for number in days.lowerBound.dayNumber...days.upperBound.dayNumber {
            let date = CivilDate(clamping: Int(number))
            let day = try diagrams.day(date)
            let open = hasLot(date)
            count += 1
            if let index = known[[day.shape, open ? 1 : 0]] {
                kinds[index].ranges.add(date)
            } else {
                known[[day.shape, open ? 1 : 0]] = kinds.count
                kinds.append(DayKind(first: day, hasLot: open, ranges: [date...date]))
            }
        }
    }
}
