import ColumnEvaluation
import Facts
import RuleChecking
import RuleEvaluation

/// One day on which people are decided, laid out for reading many values quickly.
package final class DayTable {
    let date: CivilDate
    let era: Int
    let shape: Int
    let open: UInt64
    /// For each fact that has cells, in their order, where a value lies among them.
    let columns: [Column]
    /// The ends of cells, of one fact after the other.
    private let ends: [Int64]
    /// What rates come to.
    let rates: RateTexts
    /// For each fact of the rules, where its cells are among those of the day; -1 without any.
    let levels: [Int]
    let day: DecisionDay

    /// The cells of a fact, without what would have to be counted when it is read.
    struct Column: Hashable {
        var fact: Int
        var ends: Range<Int>
        var pieces: Int
        var everything: FactSet
    }

    /// - Parameter other: a day that this one shares with what is the same: many days that are looked at in turn stay
    ///   close to the processor.
    init(_ day: DecisionDay, _ rules: CheckedRules, _ eras: LotEras, like other: DayTable?) {
        date = day.date
        self.day = day
        shape = day.shape
        era = eras.era(of: day.date)
        open = eras.open[era]
        var levels = [Int](repeating: -1, count: rules.facts.count)
        for (level, cells) in day.facts.enumerated() { levels[cells.fact] = level }
        var ends: [Int64] = []
        let columns = day.facts.map { cells in
            ends += cells.ends
            return Column(
                fact: cells.fact, ends: ends.count - cells.ends.count..<ends.count, pieces: cells.pieces,
                everything: cells.everything)
        }
        self.ends = ends
        let periods = rules.rates.map { Rate.index(of: $0.periods, on: day.date, $0.isCarriedForward) }
        if let other, other.columns == columns, other.levels == levels {
            (self.columns, self.levels) = (other.columns, other.levels)
        } else {
            (self.columns, self.levels) = (columns, levels)
        }
        rates = other.flatMap { $0.rates.periods == periods ? $0.rates : nil } ?? RateTexts(periods)
    }

    /// The cell of a single value; nil for one that the fact cannot have.
    func cell(of value: FactSet, in column: Column) -> Int? {
        if !value.hasRange {
            return column.pieces + (column.everything.options & (value.options &- 1)).nonzeroBitCount
        }
        guard value.low >= column.everything.low, value.low <= column.everything.high else { return nil }
        var cell = 0
        for index in column.ends { cell += ends[index] < value.low ? 1 : 0 }
        return cell
    }
}

/// What rates come to in words, on all days of the same periods.
final class RateTexts {
    /// For each rate, the period in force.
    let periods: [Int?]
    /// For each rate, where its bands are among all; nil until they are asked for.
    private var rates: [Range<Int>?]
    private var bands: [Band] = []

    private struct Band {
        var from: Int64
        var words: Int
    }

    init(_ periods: [Int?]) {
        self.periods = periods
        rates = Array(repeating: nil, count: periods.count)
    }

    /// Whether a rate was put into words.
    func hasWords(of rate: Int) -> Bool { rates[rate] != nil }

    /// Keeps the least value of each band of a rate, in order, with the number of what it comes to in words.
    func setWords(of rate: Int, _ words: [(from: Int64, words: Int)]) {
        let begin = bands.count
        bands += words.map { Band(from: $0.from, words: $0.words) }
        rates[rate] = begin..<bands.count
    }

    /// The number of what a rate comes to, in words.
    func words(of rate: Int, at by: Int64) -> Int? {
        guard let own = rates[rate] else { return nil }
        var found: Int?
        for index in own where bands[index].from <= by { found = bands[index].words }
        return found
    }
}
