import Facts
import RuleChecking
import RuleEvaluation

/// What may have to be said about the places of ties, beside what is said of everybody of a plan. Most ties that have
/// anything said of them only bring assumptions of the rules, which many ties share.
struct TieRemarks {
    /// One tie, in one era.
    struct Of {
        /// What it brings, among all that is assumed.
        var assumed: Range<Int32> = 0..<0
        /// Whether the tie itself may be named.
        var isNamed = false
        /// Whether the date may be named too.
        var isDated = false

        /// Whether there is nothing to be said.
        var isEmpty: Bool { assumed.isEmpty && !isNamed }
    }

    /// Some assumptions, and when a tie brings them.
    struct Assumed {
        enum When {
            case always
            /// A lot, by index, is among those of the decision.
            case reached(Int)
            case notEligible
        }

        var when: When
        /// The number of the texts.
        var texts: Int32
    }

    private(set) var all: [Of] = []
    private(set) var assumed: [Assumed] = []
    private var numbers: [[String]: Int32] = [:]

    /// Finds what may have to be said about some places.
    ///
    /// - Parameters:
    ///   - slot: where it is kept.
    ///   - day: the first day of an era.
    mutating func add(_ slot: Int, _ places: [ResolvedPlace], _ assessor: Assessor, on day: CivilDate) {
        while all.count <= slot { all.append(Of()) }
        let begin = Int32(assumed.count)
        for place in places {
            name(place, slot, assessor, on: day)
            addAssumed(place, assessor.book, on: day)
        }
        all[slot].assumed = begin..<Int32(assumed.count)
    }

    /// Notes come from places themselves, from lots that only have a part of one, and from borders that are near.
    private mutating func name(
        _ place: ResolvedPlace, _ slot: Int, _ assessor: Assessor, on day: CivilDate
    ) {
        let areas = assessor.book.areas
        if !place.notes.isEmpty { all[slot].isNamed = true }
        for lot in assessor.book.rules.lots.indices {
            if areas.holds(place, lot: lot, on: day) == .unknown { all[slot].isNamed = true }
            guard !place.hasCode, assessor.metres(from: place, toNearBorderOf: lot, on: day) != nil else {
                continue
            }
            all[slot].isNamed = true
            if areas.changes(lot) { all[slot].isDated = true }
        }
    }

    /// Assumptions come from crosswalks, and from the parts of lots that hold a place on some day.
    private mutating func addAssumed(_ place: ResolvedPlace, _ book: RuleBook, on day: CivilDate) {
        let (rules, areas) = (book.rules, book.areas)
        if let crosswalk = place.crosswalk {
            add(.always, rules.boundaries?.crosswalks[crosswalk].annotations.assumptions ?? [])
        }
        for (lot, index) in areas.parts(everHolding: place) {
            let part = rules.lots[lot].parts[index]
            let texts = part.annotations.assumptions + part.days.assumptions
            let inForce = areas.part(of: lot, holding: place, on: day)
            if inForce == index {
                add(.reached(lot), texts)
            } else if inForce == nil, case .notPublished = part.days {
                add(.notEligible, texts)
            }
        }
    }

    private mutating func add(_ when: Assumed.When, _ texts: [String]) {
        if texts.isEmpty { return }
        let number = numbers[texts] ?? Int32(numbers.count)
        numbers[texts] = number
        assumed.append(Assumed(when: when, texts: number))
    }
}
