/// The hatchings of lots: their colour in lines whose direction goes round with the number.
enum Hatching {
    /// - Parameter colours: one for each lot.
    static func definitions(_ colours: [String]) -> String {
        colours.enumerated().map { lot, colour in
            let turn = [45, -45, 0, 90, 22, -22, 67, -67][lot % 8]
            return """
                <pattern id="h\(lot)" width="8" height="8" patternUnits="userSpaceOnUse" \
                patternTransform="rotate(\(turn))"><rect width="8" height="8" fill="#fff" fill-opacity=".35"/>\
                <path d="M0,2h8M0,6h8" stroke="\(colour)" stroke-width="2.2"/></pattern>
                """
        }.joined(separator: "\n")
    }
}
