import Facts

extension RuleBook {
    /// A lot on one day as a map shows it.
    package struct LotWards: Sendable {
        /// The name of the lot.
        package var name: String
        /// The codes of the wards that the rules name for it, in order.
        package var wards: [String]
        /// The codes of those it has besides, as neighbours, in order.
        package var added: [String]
    }

    /// The codes of all wards that belong to some lot on some day, in order.
    package var lotWardCodes: [String] { areas.wardCodes }

    /// The wards of every lot on a day, in the order of the rules.
    package func lotWards(on day: CivilDate) -> [LotWards] {
        rules.lots.enumerated().map { number, lot in
            var wards: [String] = []
            var added: [String] = []
            for code in areas.wards(of: number, on: day) {
                let place = ResolvedPlace(wards: [code], words: code)
                let part = areas.part(of: number, holding: place, on: day)
                if let part, case .neighbours = lot.parts[part].area {
                    added.append(code)
                } else {
                    wards.append(code)
                }
            }
            return LotWards(name: lot.title, wards: wards, added: added)
        }
    }
}
