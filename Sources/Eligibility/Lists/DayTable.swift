import ColumnEvaluation
import Facts
import RuleChecking
import RuleEvaluation

/// One day on which people are decided, laid out for reading many values quickly.
final class DayTable {
    let date: CivilDate
    let day: DecisionDay
    let era: Int
    let open: UInt64
    /// The date in words.
    let words: [UInt8]
    /// For each fact of the rules, where its cells are among those of the day; -1 without any.
    let levels: [Int]
    /// The first of each rate’s bands and what it comes to in words, once asked for.
    var rateWords: [Int: [RateBand]] = [:]

    struct RateBand {
        var from: Int64
        var words: [UInt8]
    }

    init(_ day: DecisionDay, _ rules: CheckedRules, _ eras: LotEras) {
        date = day.date
        self.day = day
        era = eras.era(of: day.date)
        open = eras.open[era]
        var words: [UInt8] = []
        day.date.write(to: &words)
        self.words = words
        var levels = [Int](repeating: -1, count: rules.facts.count)
        for (level, cells) in day.facts.enumerated() { levels[cells.fact] = level }
        self.levels = levels
    }
}
