import Facts
import Geometry
import RuleChecking
import RuleEvaluation
import Wards

/// A part of a lot that is a named outline, and how much of each ward it holds.
struct LotOutline: Sendable {
    /// An index into the parts of the lot.
    let part: Int
    let isRemoval: Bool
    /// Metres around the outline that count as in it.
    private let metres: Double
    private let map: WardMap?
    /// An index into the named outlines of the map.
    private let number: Int?
    /// The wards that share ground with it; of all others it holds nothing.
    private let overlaps: [String: OutlineOverlap]

    /// The outlines of a lot, in order.
    static func all(of lot: Lot, _ map: WardMap?) -> [LotOutline] {
        lot.parts.enumerated().compactMap { index, part in
            switch part.area {
            case .outline(let name, let metres):
                LotOutline(index, name, isRemoval: false, metres: metres?.approximation ?? 0, map)
            case .withoutOutline(let name): LotOutline(index, name, isRemoval: true, metres: 0, map)
            case .ward, .withoutWard, .borough, .neighbours: nil
            }
        }
    }

    private init(_ part: Int, _ name: String, isRemoval: Bool, metres: Double, _ map: WardMap?) {
        self.part = part
        self.isRemoval = isRemoval
        self.metres = metres
        self.map = map
        let number = map?.namedOutlines.index(named: name)
        self.number = number
        var overlaps: [String: OutlineOverlap] = [:]
        if let map, let number {
            for (index, ward) in map.wards.enumerated() {
                let overlap = map.overlap(ofWard: index, withOutline: number, withinMetres: metres)
                if overlap != .none { overlaps[ward.code] = overlap }
            }
        }
        self.overlaps = overlaps
    }

    /// Whether a place is in the outline: exactly where its point is known, else as far as its ward tells.
    ///
    /// A place on the border counts as in it, and one on the border of an outline that is taken away stays.
    func holds(_ place: ResolvedPlace, _ ward: String) -> Truth {
        guard let map, let number else { return .unknown }
        if let point = place.point {
            switch map.namedOutlines.position(of: point, inOutline: number) {
            case .inside: return .yes
            case .boundary: return Truth(!isRemoval)
            case .outside:
                return Truth(
                    metres > 0 && map.namedOutlines.distance(metresFrom: point, toOutline: number) <= metres)
            }
        }
        switch overlaps[ward] {
        case .whole: return .yes
        case .part: return .unknown
        case nil, .some(.none): return .no
        }
    }

    /// The distance from a place to the border of what counts as in the outline.
    func metres(toBorderFrom point: Coordinate) -> Double {
        guard let map, let number else { return .infinity }
        let border = map.namedOutlines.distance(metresFrom: point, toBorderOfOutline: number)
        let isInside = map.namedOutlines.position(of: point, inOutline: number) != .outside
        return isInside ? border + metres : (border - metres).magnitude
    }

    /// The codes of the wards that lie in it as a whole.
    var wholeWards: [String] { overlaps.filter { $0.value == .whole }.map(\.key) }

    /// A place well inside it.
    var somePlace: Coordinate? { number.flatMap { map?.namedOutlines.place(inOutline: $0) } }
}

extension Rational {
    /// The nearest binary number, for lengths on the ground, which are measured and not exact.
    var approximation: Double { Double(numerator) / Double(denominator) }
}
