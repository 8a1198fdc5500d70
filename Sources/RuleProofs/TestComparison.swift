import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// Whether pairs of tests, one of each of two programmes, come out alike for everybody on some days: milestones and advice.
package struct TestComparison: Sendable {
    /// Somebody for whom a pair comes out differently.
    package struct Difference: Sendable {
        /// An index into the pairs.
        package var pair: Int
        package var witness: (first: DiagramWitness, second: DiagramWitness)
    }

    package private(set) var difference: Difference?
    package private(set) var isTooLarge = false

    /// Looks for the first pair that differs.
    package init(
        _ first: Decider, _ second: Decider, pairs: [(first: NodeID, second: NodeID)],
        days: ClosedRange<CivilDate>
    ) {
        guard !pairs.isEmpty else { return }
        let sides = (
            PairedDiagrams.Side(
                first, readings: first.rules.interpretations.map(\.chosen), tests: pairs.map(\.first)),
            PairedDiagrams.Side(
                second, readings: second.rules.interpretations.map(\.chosen), tests: pairs.map(\.second))
        )
        var diagrams = PairedDiagrams(sides.0, sides.1)
        var seen: Set<Int> = []
        do throws(Diagram.TooLarge) {
            for number in days.lowerBound.dayNumber...days.upperBound.dayNumber {
                let day = try diagrams.day(CivilDate(clamping: Int(number)))
                guard seen.insert(day.shape).inserted else { continue }
                var functions = diagrams.functions[day.shape]
                for pair in pairs.indices {
                    let differs = try functions.diagram.combine(functions.first[pair], functions.second[pair])
                    {
                        $0 == $1 ? 0 : 1
                    }
                    let people = try functions.diagram.and(functions.possible, differs)
                    guard
                        let path = functions.diagram.path(
                            people, to: 1, trying: { Array(0..<day.axes[$0].count) })
                    else { continue }
                    difference = Difference(
                        pair: pair,
                        witness: (
                            DiagramWitness(
                                path, day.axes.map(\.first), day.date, first, readings: sides.0.readings),
                            DiagramWitness(
                                path, day.axes.map(\.second), day.date, second, readings: sides.1.readings)
                        ))
                    return
                }
            }
        } catch {
            isTooLarge = true
        }
    }
}
