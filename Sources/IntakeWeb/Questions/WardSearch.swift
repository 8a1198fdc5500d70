import Facts
import Wards

/// Finds wards by what people call them. A name is never taken by itself, since names repeat: whoever means a ward
/// chooses it from those found.
struct WardSearch: Sendable {
    let map: WardMap?

    /// A ward to choose.
    struct Choice: Sendable, Hashable {
        var code: String
        var name: String
        var authority: String?

        /// How it is given as an answer.
        var answer: String { name.isEmpty ? code : "\(code) \(name)" }
    }

    /// A ward of the map whose name needs no explanation.
    var example: Choice? { map?.wards.first { !$0.name.isEmpty }.map(Self.choice) }

    /// The most wards offered.
    static let limit = 20

    /// The ward of a code, on the map or not.
    func ward(code text: String) -> Choice? {
        let first = text.prefix { !$0.isWhitespace && $0 != "," }
        guard let code = PlaceText.wardCode(first) else { return nil }
        return map?.ward(code: code).map(Self.choice) ?? Choice(code: code, name: "", authority: nil)
    }

    /// Wards of that name, else those whose names begin so or hold it.
    func wards(named text: String) -> [Choice] {
        let key = WardName.key(text)
        guard let map, !key.isEmpty else { return [] }
        let keyed = map.wards.map { (key: WardName.key($0.name), ward: $0) }
        let tests: [(String) -> Bool] = [
            { $0 == key }, { $0.hasPrefix(key) }, { key.count >= 3 && $0.contains(key) },
        ]
        for test in tests {
            let found = keyed.filter { test($0.key) }
            if !found.isEmpty { return found.prefix(Self.limit).map { Self.choice($0.ward) } }
        }
        return []
    }

    private static func choice(_ ward: Ward) -> Choice {
        Choice(code: ward.code, name: ward.name, authority: ward.authorityName)
    }
}
