import Facts
import Geometry
import RuleChecking
import RuleSyntax
import Wards

/// The wards of every lot, with the days on which they belong to it. Made once from the rules and the map.
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
    /// The phases of each lot, in order of time.
    private var phases: [[Phase]] = []
    private let rules: CheckedRules

    init(_ rules: CheckedRules, _ map: WardMap?) {
        var memberships: [String: [Membership]] = [:]
        let neighbours = Neighbours(rules, map)
        for (lotIndex, lot) in rules.lots.enumerated() {
            let own = lot.parts.compactMap { part -> String? in
                if case .ward(let code, _) = part.area, part.days == .always { code } else { nil }
            }
            for (partIndex, part) in lot.parts.enumerated() {
                let codes: [String]
                var isRemoval = false
                switch part.area {
                case .ward(let code, _): codes = [code]
                case .withoutWard(let code): (codes, isRemoval) = ([code], true)
                case .borough(let code):
                    codes = map?.wards.filter { $0.authorityCode == code }.map(\.code) ?? []
                case .neighbours(let reach): codes = neighbours.codes(around: own, reach)
                }
                for code in codes {
                    memberships[code, default: []].append(
                        .init(lot: lotIndex, part: partIndex, isRemoval: isRemoval))
                }
            }
        }
        self.memberships = memberships
        self.rules = rules
        if let map { phases = rules.lots.indices.map { phases(of: $0, map) } }
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

    /// The distance in metres from a place to the border of a lot on a day; infinite without a map or wards.
    func metres(from point: Coordinate, toBorderOf lot: Int, on day: CivilDate) -> Double {
        guard lot < phases.count, let phase = phases[lot].last(where: { $0.from <= day }) else {
            return .infinity
        }
        return phase.outline.metres(from: point)
    }

    /// Whether the lot has other wards on some days than on others.
    func changes(_ lot: Int) -> Bool { lot < phases.count && phases[lot].count > 1 }

    /// The part of the lot by which a ward belongs to it on a day. Later parts count over earlier ones.
    func part(of lot: Int, holding ward: String, on day: CivilDate) -> Int? {
        var found: Int?
        for membership in memberships[ward] ?? [] where membership.lot == lot {
            guard rules.lots[lot].parts[membership.part].days.contains(day) else { continue }
            found = membership.isRemoval ? nil : (found ?? membership.part)
        }
        return found
    }

    /// The lots that have a ward among theirs on some day, or would if the days were published.
    func lots(everHolding ward: String) -> [Membership] { memberships[ward] ?? [] }

    /// The codes of the wards of a lot on a day.
    func wards(of lot: Int, on day: CivilDate) -> [String] {
        memberships.keys.filter { part(of: lot, holding: $0, on: day) != nil }.sorted()
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
