import Facts
import Geometry
import RuleChecking
import RuleEvaluation
import RuleSyntax
import Wards

/// The wards and outlines of every lot, with the days on which they belong to it. Made once from the rules and the map.
struct LotAreas: Sendable {
    /// One reason for which a ward belongs, or stops belonging, to a lot.
    struct Membership: Sendable {
        var lot: Int
        /// An index into the parts of the lot.
        var part: Int
        var isRemoval: Bool
    }

    /// The outline of a lot from a day on, until the next.
    private struct Phase: Sendable {
        var from: CivilDate
        var outline: AreaOutline
    }

    private let memberships: [String: [Membership]]
    /// The parts of each lot that are outlines; most lots have none.
    private let outlines: [[LotOutline]]
    /// The phases of each lot, in order of time.
    private var phases: [[Phase]] = []
    private let rules: CheckedRules

    /// The codes of all wards that belong to some lot on some day, in order.
    var wardCodes: [String] { memberships.keys.sorted() }

    init(_ rules: CheckedRules, _ map: WardMap?) {
        var memberships: [String: [Membership]] = [:]
        let neighbours = Neighbours(rules, map)
        for (lotIndex, lot) in rules.lots.enumerated() {
            let own = lot.parts.filter { $0.days == .always }.flatMap { Self.codes($0.area, map) }
            for (partIndex, part) in lot.parts.enumerated() {
                let codes: [String]
                var isRemoval = false
                switch part.area {
                case .withoutWard(let code): (codes, isRemoval) = ([code], true)
                case .neighbours(let reach): codes = neighbours.codes(around: own, reach)
                case .ward, .borough, .outline, .withoutOutline: codes = Self.codes(part.area, map)
                }
                for code in codes {
                    memberships[code, default: []].append(
                        .init(lot: lotIndex, part: partIndex, isRemoval: isRemoval))
                }
            }
        }
        self.memberships = memberships
        self.rules = rules
        outlines = rules.lots.map { LotOutline.all(of: $0, map) }
        if let map { phases = rules.lots.indices.map { phases(of: $0, map) } }
    }

    /// The codes of wards that a part of a lot has by itself.
    private static func codes(_ area: Lot.Area, _ map: WardMap?) -> [String] {
        switch area {
        case .ward(let code, _): [code]
        case .borough(let code): map?.wards.filter { $0.authorityCode == code }.map(\.code) ?? []
        case .withoutWard, .neighbours, .outline, .withoutOutline: []
        }
    }

    /// The days on which the wards of a lot can change, with the first there is.
    func startDays(of lot: Int) -> Set<CivilDate> {
        var days: Set<CivilDate> = [.earliest]
        for part in rules.lots[lot].parts {
            guard case .range(let range, _, _) = part.days else { continue }
            if let from = range.from { days.insert(from) }
            if let to = range.to { days.insert(to.adding(days: 1)) }
        }
        return days
    }

    /// A lot changes only on days that its parts name.
    private func phases(of lot: Int, _ map: WardMap) -> [Phase] {
        startDays(of: lot).sorted().map { day in
            Phase(
                from: day,
                outline: map.outline(of: wards(of: lot, on: day).compactMap { map.index(ofCode: $0) }))
        }
    }

    // MARK: Places

    /// Whether a place is in a lot on a day. Unknown where the place is not known, or known only by a ward that an
    /// outline divides.
    func holds(_ place: ResolvedPlace, lot: Int, on day: CivilDate) -> Truth {
        guard let wards = place.wards else { return .unknown }
        if outlines[lot].isEmpty {
            return Truth(wards.contains { part(of: lot, holding: $0, on: day) != nil })
        }
        return membership(of: place, wards, lot, day).truth
    }

    /// Whether the lot has another area on some days than on others.
    func changes(_ lot: Int) -> Bool { startDays(of: lot).count > 1 }

    /// The part of the lot by which a place surely belongs to it on a day. Later parts count over earlier ones.
    func part(of lot: Int, holding place: ResolvedPlace, on day: CivilDate) -> Int? {
        let wards = place.wards ?? []
        if outlines[lot].isEmpty {
            return wards.lazy.compactMap { part(of: lot, holding: $0, on: day) }.first
        }
        return membership(of: place, wards, lot, day).part
    }

    /// The part of the lot by which a ward belongs to it on a day, apart from outlines.
    private func part(of lot: Int, holding ward: String, on day: CivilDate) -> Int? {
        var found: Int?
        for membership in memberships[ward] ?? [] where membership.lot == lot {
            guard rules.lots[lot].parts[membership.part].days.contains(day) else { continue }
            found = membership.isRemoval ? nil : (found ?? membership.part)
        }
        return found
    }

    /// Whether a place is in a lot with outlines, and by which part: the best of the wards it may be in.
    ///
    /// - Parameter assumed: a part that is taken to hold the place or not, for what would be on its other side.
    private func membership(
        of place: ResolvedPlace, _ wards: [String], _ lot: Int, _ day: CivilDate,
        assumed: (part: Int, isIn: Bool)? = nil
    ) -> (truth: Truth, part: Int?) {
        var best = Truth.no
        var bestPart: Int?
        for ward in wards.isEmpty ? [""] : wards {
            var state = Truth.no
            var found: Int?
            let byWard = (memberships[ward] ?? []).filter { $0.lot == lot }
            for (index, part) in rules.lots[lot].parts.enumerated() where part.days.contains(day) {
                var isRemoval = false
                var holds: Truth
                if let outline = outlines[lot].first(where: { $0.part == index }) {
                    isRemoval = outline.isRemoval
                    holds = outline.holds(place, ward)
                } else {
                    let own = byWard.first { $0.part == index }
                    isRemoval = own?.isRemoval ?? false
                    holds = Truth(own != nil)
                }
                if let assumed, assumed.part == index { holds = Truth(assumed.isIn) }
                state = isRemoval ? state.and(!holds) : state.or(holds)
                if holds == .yes { found = isRemoval ? nil : (found ?? index) }
            }
            best = best.or(state)
            if state == .yes { bestPart = bestPart ?? found }
        }
        return (best, bestPart)
    }

    /// Whether a place lies within some distance of a border that decides whether it is in a lot, and how far it is in
    /// metres; infinite when there is no such border.
    func metres(from place: ResolvedPlace, toBorderOf lot: Int, on day: CivilDate) -> Double {
        guard let point = place.point, let wards = place.wards else { return .infinity }
        var nearest = Double.infinity
        if lot < phases.count, let phase = phases[lot].last(where: { $0.from <= day }) {
            nearest = phase.outline.metres(from: point)
        }
        for outline in outlines[lot] where rules.lots[lot].parts[outline.part].days.contains(day) {
            let sides = [true, false].map {
                membership(of: place, wards, lot, day, assumed: (outline.part, $0)).truth
            }
            if sides[0] != sides[1] { nearest = min(nearest, outline.metres(toBorderFrom: point)) }
        }
        return nearest
    }

    /// Every part of a lot that has a place on some day, or would if the days were published.
    func parts(everHolding place: ResolvedPlace) -> [(lot: Int, part: Int)] {
        var found = (place.wards ?? []).flatMap { memberships[$0] ?? [] }.map { ($0.lot, $0.part) }
        for (lot, outlines) in outlines.enumerated() {
            for outline in outlines where !outline.isRemoval {
                if (place.wards ?? []).contains(where: { outline.holds(place, $0) == .yes })
                    || place.wards?.isEmpty == true && outline.holds(place, "") == .yes
                {
                    found.append((lot, outline.part))
                }
            }
        }
        return found
    }

    /// The codes of the wards that are wholly in a lot on a day.
    func wards(of lot: Int, on day: CivilDate) -> [String] {
        let codes = Set(memberships.keys).union(outlines[lot].flatMap(\.wholeWards))
        return codes.filter {
            holds(ResolvedPlace(wards: [$0], words: ""), lot: lot, on: day) == .yes
        }.sorted()
    }

    /// Whether a lot has an outline on a day.
    func hasOutline(_ lot: Int, on day: CivilDate) -> Bool {
        outlines[lot].contains { !$0.isRemoval && rules.lots[lot].parts[$0.part].days.contains(day) }
    }

    /// Some place in an outline of a lot on a day, for a lot without wards.
    func place(inOutlineOf lot: Int, on day: CivilDate) -> Coordinate? {
        for outline in outlines[lot] {
            guard let point = outline.somePlace else { continue }
            let place = ResolvedPlace(wards: [], point: point, words: "")
            if holds(place, lot: lot, on: day) == .yes { return point }
        }
        return nil
    }
}

/// The neighbours that lots can have, worked out once.
private struct Neighbours {
    let map: WardMap?
    /// Neighbouring wards by position, sharing at least the stated border.
    var contacts: [WardIndex: [WardIndex]] = [:]

    init(_ rules: CheckedRules, _ map: WardMap?) {
        self.map = map
        guard let map, let boundaries = rules.boundaries else { return }
        // Rules may ask for a length that no binary number is; a border within a nanometre of it is as good.
        let minimum = Double(boundaries.minimumBorder.decimalText.filter { $0 != "," }) ?? 1
        for contact in map.neighbours(minimumMetres: minimum) where contact.contact == .border {
            contacts[contact.ward, default: []].append(contact.neighbour)
        }
    }

    func codes(around own: [String], _ reach: LotSyntax.Reach) -> [String] {
        guard let map else { return [] }
        let start = Set(own.compactMap { map.index(ofCode: $0) })
        var found: Set<WardIndex> = []
        switch reach {
        case .steps(let steps):
            var edge = start
            found = start
            for _ in 0..<steps where !edge.isEmpty {
                edge = Set(edge.flatMap { contacts[$0] ?? [] }).subtracting(found)
                found.formUnion(edge)
            }
        case .metres(let metres):
            let distance = Double(metres.decimalText.filter { $0 != "," }) ?? 0
            for ward in start { found.formUnion(map.wards(withinMetres: distance, of: ward).map(\.ward)) }
        }
        return found.subtracting(start).sorted().map { map.wards[$0].code }
    }
}
