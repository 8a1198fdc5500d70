import CPrefetch
import ColumnEvaluation
import Facts
import RuleChecking
import RuleEvaluation

/// The days on which people are decided, laid out for reading many values quickly: a day is a number, and what it holds
/// lies in few lists, which nothing has to be counted for.
struct DayBook: Sendable {
    /// One day.
    struct Day: Sendable {
        var number: Int32
        var calendar: CalendarDay
        var shape: Int32
        var era: Int32
        /// The lots that are open.
        var open: UInt64
        /// The facts that have cells, in their order, among all columns.
        var firstColumn: Int32
        var columnCount: Int32
        /// Those of them that anything can be known of, among all asked columns.
        var firstAsked: Int32
        var askedCount: Int32
        /// Where it is said where the ends of cells are, of one asked fact after the other; and where the ends are that no
        /// day before had.
        var firstEnds: Int32
        var ownEnds: Int32
        /// Counts what rates can come to; days on which all rates come to the same have the same number.
        var rates: Int32
        /// Whether some tests are worked out for each person.
        var hasLoose: Bool

        var date: CivilDate { calendar.date }
        var columns: Range<Int> { Int(firstColumn)..<Int(firstColumn) + Int(columnCount) }
        var askedColumns: Range<Int> { Int(firstAsked)..<Int(firstAsked) + Int(askedCount) }
    }

    /// The cells of a fact.
    struct Column: Hashable, Sendable {
        var fact: Int32
        /// Its place among the columns of its day.
        var index: Int32
        var everything: FactSet
    }

    /// Where the ends of cells are, and how many times four, which is not 0.
    struct Ends: Sendable {
        var begin: Int32
        var fours: Int32
    }

    private(set) var days: [Day] = []
    /// Each day in words.
    private(set) var words = TextStore()
    private(set) var columns: [Column] = []
    /// For each layout, the columns of facts that anything can be known of.
    private(set) var askedColumns: [Column] = []
    /// For each day and asked fact, where its ends are. Many days have the same of most facts, and what is looked at
    /// for each person should stay close to the processor.
    private(set) var places: [Ends] = []
    private(set) var ends: [Int64] = []
    private var knownEnds: [[Int64]: Ends] = [:]
    /// For each day, what its cells stand for.
    private(set) var decisionDays: [DecisionDay] = []
    /// Where layouts of columns begin, so that days with the same share one.
    private var layouts: [Layout] = []
    private var rateNumbers: [[Int?]: Int32] = [:]
    /// For each fact, whether anything can be known of it.
    private let asked: [Bool]

    /// Days with the same facts have the same.
    private struct Layout {
        var columns: Range<Int>
        var asked: Range<Int>
    }

    init(asked: [Bool]) { self.asked = asked }

    /// Adds a day; its number is the number of those before it.
    mutating func add(_ day: DecisionDay, _ rules: CheckedRules, _ eras: LotEras) -> Int {
        let own = day.facts.enumerated().map { index, cells in
            Column(fact: Int32(cells.fact), index: Int32(index), everything: cells.everything)
        }
        let (firstEnds, ownEnds) = (places.count, ends.count)
        for cells in day.facts where asked[cells.fact] { places.append(place(of: cells.ends)) }
        let periods = rules.rates.map { Rate.index(of: $0.periods, on: day.date, $0.isCarriedForward) }
        let rates = rateNumbers[periods] ?? Int32(rateNumbers.count)
        rateNumbers[periods] = rates
        let era = eras.era(of: day.date)
        let layout = layout(own)
        days.append(
            Day(
                number: Int32(days.count), calendar: CalendarDay(day.date), shape: Int32(day.shape),
                era: Int32(era),
                open: eras.open[era],
                firstColumn: Int32(layout.columns.lowerBound), columnCount: Int32(layout.columns.count),
                firstAsked: Int32(layout.asked.lowerBound), askedCount: Int32(layout.asked.count),
                firstEnds: Int32(firstEnds), ownEnds: Int32(ownEnds),
                rates: rates, hasLoose: !day.loose.isEmpty))
        decisionDays.append(day)
        _ = words.add(day.date.description.utf8)
        return days.count - 1
    }

    private mutating func place(of own: [Int64]) -> Ends {
        if let known = knownEnds[own] { return known }
        // By fours, which are compared at once; nothing is above those that fill up.
        let fours = max(1, (own.count + 3) / 4)
        let place = Ends(begin: Int32(ends.count), fours: Int32(fours))
        ends += own + repeatElement(Int64(1) << 62, count: 4 * fours - own.count)
        knownEnds[own] = place
        return place
    }

    private mutating func layout(_ own: [Column]) -> Layout {
        if let known = layouts.first(where: { columns[$0.columns].elementsEqual(own) }) { return known }
        let told = own.filter { asked[Int($0.fact)] }
        let layout = Layout(
            columns: columns.count..<columns.count + own.count,
            asked: askedColumns.count..<askedColumns.count + told.count)
        layouts.append(layout)
        columns += own
        askedColumns += told
        return layout
    }

    /// Begins to fetch what is looked at of a day for each person, and waits for nothing.
    mutating func fetch(_ day: Int, firstEnds: Int, ownEnds: Int) {
        words.withPlace(of: day) { prefetch($0) }
        days.withUnsafeBufferPointer { if let base = $0.baseAddress { prefetch(base + day) } }
        places.withUnsafeBufferPointer { if let base = $0.baseAddress { prefetch(base + firstEnds) } }
        ends.withUnsafeBufferPointer { ends in
            guard let base = ends.baseAddress else { return }
            prefetch(base + ownEnds)
            prefetch(base + ownEnds + 8)
        }
    }

    /// The shape of a day, by its number.
    @inline(__always)
    mutating func shape(of day: Int) -> UInt64 { UInt64(UInt32(bitPattern: days[day].shape)) }

    /// Whether some tests are worked out for each person on a day, by its number.
    @inline(__always)
    mutating func hasLoose(_ day: Int) -> Bool { days[day].hasLoose }

    /// The cells of a day that hold some value of a set, a bit for each; nil for values beyond what a fact can have.
    func mask(of set: FactSet, in column: Int, of day: Day) -> UInt64? {
        decisionDays[Int(day.number)].facts[column - Int(day.firstColumn)].mask(of: set)
    }

    /// The cell of a single value; nil for one that the fact cannot have.
    func cell(of value: FactSet, in column: Int, of day: Day) -> Int? {
        let cells = decisionDays[Int(day.number)].facts[column - Int(day.firstColumn)]
        if !value.hasRange { return cells.cell(ofOption: value.options) }
        guard value.low >= cells.everything.low, value.low <= cells.everything.high else { return nil }
        return cells.cell(of: value.low)
    }
}

/// What rates come to in words, on all days of the same periods.
struct RateWords: Sendable {
    private struct Band {
        var from: Int64
        var words: Int
    }

    private let rates: Int
    /// For each number of days with the same rates, and each rate, where its bands are among all; empty until then.
    private var places: [Range<Int>?] = []
    private var bands: [Band] = []

    init(rates: Int) { self.rates = rates }

    /// Whether a rate was put into words.
    func hasWords(of rate: Int, _ number: Int32) -> Bool {
        let slot = Int(number) * rates + rate
        return slot < places.count && places[slot] != nil
    }

    /// Keeps the least value of each band of a rate, in order, with the number of what it comes to in words.
    mutating func setWords(of rate: Int, _ number: Int32, _ words: [(from: Int64, words: Int)]) {
        let slot = Int(number) * rates + rate
        while places.count <= slot { places.append(nil) }
        let begin = bands.count
        bands += words.map { Band(from: $0.from, words: $0.words) }
        places[slot] = begin..<bands.count
    }

    /// The number of what a rate comes to, in words.
    func words(of rate: Int, _ number: Int32, at by: Int64) -> Int? {
        let slot = Int(number) * rates + rate
        guard slot < places.count, let own = places[slot] else { return nil }
        var found: Int?
        for index in own where bands[index].from <= by { found = bands[index].words }
        return found
    }
}
