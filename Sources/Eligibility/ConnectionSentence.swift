import RuleChecking
import RuleEvaluation

/// Says how a person is tied to a lot, or that they are not: “Reaches “Glascote”: lives in the area (…).”
struct ConnectionSentence {
    let rules: CheckedRules
    /// The ties to the lot that is spoken of, and the places of each, in the order of the connections.
    let ties: [Truth]
    let places: [[ResolvedPlace]]
    /// Nil where no lot is spoken of.
    let lotTitle: String?

    /// - Parameters:
    ///   - kinds: connections, as bits.
    ///   - isInLot: whether a place is in the lot that is spoken of.
    func words(_ kinds: UInt64, _ isInLot: (ResolvedPlace) -> Bool) -> String {
        let lot = lotTitle.map { "“\($0)”" } ?? "a lot"
        var reached: [String] = []
        var open: [String] = []
        var elsewhere: [String] = []
        for (kind, tie) in ties.enumerated() where kinds & (1 << UInt64(kind)) != 0 {
            let connection = rules.connections[kind]
            switch tie {
            case .yes:
                let here = places[kind].first(where: isInLot)
                reached.append("\(connection.phrase) (\(here?.words ?? connection.name))")
            case .no:
                elsewhere += places[kind].map { place in
                    let ending = place.wards?.isEmpty == true ? "" : ", not in any open lot"
                    return "\(connection.name) is \(place.words)\(ending)"
                }
            default: open.append(connection.name)
            }
        }
        if !reached.isEmpty {
            let refers = ties.indices.filter { ties[$0] == .yes }.allSatisfy { rules.connections[$0].refers }
            return "Reaches \(lot): \(reached.joined(separator: "; "))."
                + (refers ? " Such a tie is for a person to decide." : "")
        }
        let outside =
            elsewhere.isEmpty
            ? "" : " " + Explainer.capitalised(elsewhere.joined(separator: "; ")) + "."
        if !open.isEmpty {
            return "No tie to a lot is known yet; not known: \(open.joined(separator: ", "))." + outside
        }
        return "No tie to any lot." + outside
    }
}
