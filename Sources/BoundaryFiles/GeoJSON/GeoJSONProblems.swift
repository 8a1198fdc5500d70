import Diagnostics

extension BoundaryProblems {
    /// Says why a GeoJSON text was not read to its end, with line and column.
    mutating func add(_ fault: JSONFault, in bytes: [UInt8], limits: ReadingLimits) {
        let before = bytes[..<min(fault.offset, bytes.count)]
        let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        let start = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        // Columns count characters: continuing bytes of UTF-8 are none.
        let column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
        let advice = "Use a file of the area that is needed."
        func add(_ code: Problem.Code, _ message: String, expected: String? = nil, _ suggestion: String?) {
            self.add(
                code, message, expected: expected, suggestion: suggestion, line: line, column: column)
        }
        switch fault.kind {
        case .syntax(let expected):
            add(
                BoundaryCode.notJSON, "The file is not well-formed JSON here.", expected: "\(expected).",
                "It may have been cut short or edited by hand; download or export it again.")
        case .breaksOff:
            add(
                BoundaryCode.notJSON, "The file breaks off before the end of its JSON.",
                "Download or export it again.")
        case .tooDeep:
            add(BoundaryCode.tooLarge, "Values are nested more than \(limits.depth) deep.", advice)
        case .tooManyPoints:
            add(BoundaryCode.tooLarge, "The file has more than \(limits.points) points.", advice)
        case .tooManyPlacemarks:
            add(BoundaryCode.tooLarge, "The file has more than \(limits.placemarks) features.", advice)
        case .notGeoJSON(let why):
            add(
                BoundaryCode.notGeoJSON, "The file is JSON but not a GeoJSON map: \(why).",
                expected: "A FeatureCollection of areas with properties.",
                "Export the boundaries again as GeoJSON or KML.")
        case .projected(let what):
            add(
                BoundaryCode.projected, "The coordinates are not WGS84 degrees: they are \(what).",
                expected: "Longitude and latitude in degrees (CRS84 or EPSG:4326).",
                "Export the boundaries again in WGS84: “EPSG:4326”, or “GeoJSON” on the ONS portal.")
        case .incomplete:
            add(
                BoundaryCode.incomplete,
                "The server cut the file short: it says “exceededTransferLimit”, so wards are missing.",
                "Download the whole file instead of a query, or the missing pages as well.")
        }
    }
}
