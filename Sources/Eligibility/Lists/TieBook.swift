import Facts
import RuleChecking
import RuleEvaluation

/// Ties that many people have, each worked out once: its places on the map, and the lots they are in.
package struct TieBook {
    /// The number of a tie of which nothing is known, for nobody asked.
    package static let notAsked: Int32 = 0
    /// The number of a tie that there is not.
    package static let none: Int32 = 1

    struct Tie {
        var answer: TieAnswer
        var places: [ResolvedPlace]
        /// Whether something may have to be said about its places.
        var isNotable: Bool
        /// For each era, the open lots there is a tie to, and those there may be one to.
        var lots: [TieLots?]
    }

    /// Lots as bits.
    struct TieLots {
        var known: UInt64 = 0
        var open: UInt64 = 0
    }

    private let assessor: Assessor
    let eras: LotEras
    private(set) var ties: [Tie] = []

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
        ties.append(
            Tie(
                answer: answer, places: places, isNotable: places.contains { isNotable($0) },
                lots: Array(repeating: nil, count: eras.count)))
        return Int32(ties.count - 1)
    }

    /// Whether notes or assumptions may be made about a place: those of the place itself, and of the parts of lots.
    private func isNotable(_ place: ResolvedPlace) -> Bool {
        if !place.notes.isEmpty || place.crosswalk != nil { return true }
        let rules = assessor.book.rules
        // In part in a lot, or near the border of one.
        let isBetween = rules.lots.indices.contains { lot in
            eras.firstDays.contains { day in
                assessor.book.areas.holds(place, lot: lot, on: day) == .unknown
                    || !place.hasCode && assessor.metres(from: place, toNearBorderOf: lot, on: day) != nil
            }
        }
        return isBetween
            || assessor.book.areas.parts(everHolding: place).contains { lot, part in
                let part = rules.lots[lot].parts[part]
                return !part.annotations.assumptions.isEmpty || part.days != .always
            }
    }

    /// The lots of a tie in an era, for a connection.
    mutating func lots(_ tie: Int32, era: Int) -> TieLots {
        if let known = ties[Int(tie)].lots[era] { return known }
        let (answer, places) = (ties[Int(tie)].answer, ties[Int(tie)].places)
        var found = TieLots()
        for lot in assessor.book.rules.lots.indices where eras.open[era] >> UInt64(lot) & 1 == 1 {
            let truth = PreparedCase.truth(answer, places) { place in
                assessor.book.areas.holds(place, lot: lot, on: eras.firstDays[era])
            }
            if truth == .yes { found.known |= 1 << UInt64(lot) }
            if truth == .unknown { found.open |= 1 << UInt64(lot) }
        }
        ties[Int(tie)].lots[era] = found
        return found
    }
}

/// Stretches of days on which the same lots are open and have the same places, and the same caps are suspended.
struct LotEras: Sendable {
    /// The first day of each, in order.
    let firstDays: [CivilDate]
    /// The lots that are open in each, as bits.
    let open: [UInt64]

    var count: Int { firstDays.count }

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
        open = firstDays.map { day in
            rules.lots.enumerated().reduce(0) {
                $0 | ($1.element.isOpen(on: day) ? 1 << UInt64($1.offset) : 0)
            }
        }
    }

    func era(of day: CivilDate) -> Int { firstDays.lastIndex { $0 <= day } ?? 0 }
}
