import Facts
import RuleChecking
import RuleEvaluation

/// Ties that many people have, each worked out once: its places on the map, and the lots they are in.
package struct TieBook {
    /// The number of a tie of which nothing is known, for nobody asked.
    package static var notAsked: Int32 { 0 }
    /// The number of a tie that there is not.
    package static var none: Int32 { 1 }

    struct Tie {
        var answer: TieAnswer
        var places: [ResolvedPlace]
    }

    /// What a tie comes to on some day: the open lots there is a tie to, and those there may be one to, as bits.
    struct TieLots: Hashable {
        var known: UInt64 = 0
        var open: UInt64 = 0
        /// Whether the person refused to tell.
        var isRefused = false

        /// Whether there is a tie to one of the open lots.
        func truth(_ lot: Int) -> Truth {
            known >> UInt64(lot) & 1 == 1 ? .yes : open >> UInt64(lot) & 1 == 1 ? .unknown : .no
        }
    }

    private let assessor: Assessor
    let eras: LotEras
    private(set) var ties: [Tie] = []
    /// For each tie and then each era, what it comes to, and in the lowest bit whether anything may have to be said of its
    /// places; -1 when that was not asked yet.
    private var kinds: [Int32] = []
    private var remarks = TieRemarks()
    /// What ties come to, each with a number that is never given to another.
    private(set) var found: [TieLots] = []
    private var numbers: [TieLots: Int32] = [:]

    /// Nil when there are more lots than bits.
    init?(_ assessor: Assessor) {
        guard let eras = LotEras(assessor.book) else { return nil }
        self.assessor = assessor
        self.eras = eras
        removeAll()
    }

    /// Forgets all ties; their numbers mean nothing any more.
    package mutating func removeAll() {
        ties = []
        kinds = []
        remarks = TieRemarks()
        _ = add(.notKnown(.notAsked))
        _ = add(.none)
    }

    package var count: Int { ties.count }

    /// The number of a tie; nil when one of its places is none.
    package mutating func add(_ answer: TieAnswer) -> Int32? {
        var places: [ResolvedPlace] = []
        if case .places(let given, _) = answer {
            for place in given {
                guard let found = try? assessor.resolver.resolve(place) else { return nil }
                places.append(found)
            }
        }
        ties.append(Tie(answer: answer, places: places))
        kinds.append(contentsOf: repeatElement(-1, count: eras.count))
        return Int32(ties.count - 1)
    }

    /// The number of what a tie comes to in an era, twice, and one more when anything may have to be said of its places;
    /// the same number comes to the same.
    @inline(__always)
    mutating func kind(_ tie: Int32, era: Int) -> Int32 {
        let slot = Int(tie) * eras.count + era
        let known = kinds[slot]
        return known >= 0 ? known : makeKind(tie, era: era, slot)
    }

    /// What a tie comes to in an era.
    mutating func lots(_ tie: Int32, era: Int) -> TieLots { found[Int(kind(tie, era: era) >> 1)] }

    /// What may have to be said about the places of a tie of which it was asked what it comes to in an era.
    func remarks(of tie: Int32, era: Int) -> TieRemarks.Of { remarks.all[Int(tie) * eras.count + era] }

    /// Something that ties assume, by its place in what is said of one.
    func assumed(_ index: Int32) -> TieRemarks.Assumed { remarks.assumed[Int(index)] }

    @inline(never)
    private mutating func makeKind(_ tie: Int32, era: Int, _ slot: Int) -> Int32 {
        let (answer, places) = (ties[Int(tie)].answer, ties[Int(tie)].places)
        var lots = TieLots(isRefused: answer == .notKnown(.refused))
        for lot in assessor.book.rules.lots.indices where eras.open[era] >> UInt64(lot) & 1 == 1 {
            let truth = PreparedCase.truth(answer, places) { place in
                assessor.book.areas.holds(place, lot: lot, on: eras.firstDays[era])
            }
            if truth == .yes { lots.known |= 1 << UInt64(lot) }
            if truth == .unknown { lots.open |= 1 << UInt64(lot) }
        }
        let number = numbers[lots] ?? Int32(found.count)
        if number == found.count {
            found.append(lots)
            numbers[lots] = number
        }
        remarks.add(slot, places, assessor, on: eras.firstDays[era])
        kinds[slot] = number << 1 | (remarks.all[slot].isEmpty ? 0 : 1)
        return kinds[slot]
    }
}

/// Stretches of days on which the same lots are open and have the same places, and the same caps are suspended.
struct LotEras: Sendable {
    /// The first day of each, in order.
    let firstDays: [CivilDate]
    /// The lots that are open in each, as bits.
    let open: [UInt64]

    let count: Int

    init?(_ book: RuleBook) {
        let rules = book.rules
        guard rules.lots.count <= UInt64.bitWidth else { return nil }
        var days: Set<CivilDate> = [.earliest]
        for lot in rules.lots.indices { days.formUnion(book.areas.startDays(of: lot)) }
        let ranges = rules.lots.flatMap(\.open) + rules.caps.flatMap(\.suspensions)
        for case .range(let range, _, _) in ranges {
            if let from = range.from { days.insert(from) }
            if let to = range.to { days.insert(to.adding(days: 1)) }
        }
        let firstDays = days.sorted()
        guard firstDays.count <= 1_000 else { return nil }
        self.firstDays = firstDays
        count = firstDays.count
        open = firstDays.map { day in
            rules.lots.enumerated().reduce(0) {
                $0 | ($1.element.isOpen(on: day) ? 1 << UInt64($1.offset) : 0)
            }
        }
    }

    func era(of day: CivilDate) -> Int { firstDays.lastIndex { $0 <= day } ?? 0 }
}
