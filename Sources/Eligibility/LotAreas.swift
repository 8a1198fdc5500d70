import Facts
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

    private let memberships: [String: [Membership]]
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
    }

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
