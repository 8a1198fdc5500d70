import Geometry

/// The features of a GeoJSON text as placemarks, found in one pass without a tree.
struct GeoJSONReader {
    private(set) var placemarks: [Placemark] = []
    private(set) var documentAttributes: [Placemark.Attribute] = []
    private let limits: ReadingLimits
    private var points = 0
    private var hasFeatures = false
    /// Lines are counted on from the feature before.
    private var line = 1
    private var counted = 0

    init(limits: ReadingLimits) { self.limits = limits }

    var description: String? {
        documentAttributes.first { $0.name.lowercased() == "description" }?.value
    }

    mutating func read(_ bytes: [UInt8]) -> JSONFault? {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer, depthLimit: limits.depth)
            do throws(JSONFault) {
                try readRoot(&scanner)
                return nil
            } catch {
                return error
            }
        }
    }

    private mutating func readRoot(_ scanner: inout JSONScanner) throws(JSONFault) {
        guard scanner.peek() == UInt8(ascii: "{") else {
            throw scanner.fault(.notGeoJSON("it is not an object"))
        }
        let start = scanner.position
        var type: String?
        var isSingle = false
        try scanner.object { (scanner, name) throws(JSONFault) in
            switch name {
            case "type": type = try Self.text(&scanner)
            case "features":
                hasFeatures = true
                try scanner.array { (scanner) throws(JSONFault) in try readFeature(&scanner) }
            case "crs": try checkSystem(&scanner)
            case "geometry":
                isSingle = true
                try scanner.skip()
            case "exceededTransferLimit": try checkWhole(&scanner)
            case "properties":
                try scanner.skipOr { (scanner, name) throws(JSONFault) in
                    if name == "exceededTransferLimit" {
                        try checkWhole(&scanner)
                    } else {
                        try scanner.skip()
                    }
                }
            default:
                if let value = try scanner.plainText() {
                    documentAttributes.append(Placemark.Attribute(name: name, value: value))
                }
            }
        }
        try scanner.end()
        if type == "Feature", isSingle {
            scanner.move(to: start)
            try readFeature(&scanner)
        } else if type != "FeatureCollection" || !hasFeatures {
            let what = type.map { "its type is “\($0.prefix(40))”" } ?? "it has no type"
            throw scanner.fault(
                .notGeoJSON(type == "FeatureCollection" ? "it has no features" : what), at: start)
        }
    }

    private static func text(_ scanner: inout JSONScanner) throws(JSONFault) -> String? {
        try scanner.plainText()
    }

    /// A server that stops after so many features says so in a member that is easily overlooked.
    private func checkWhole(_ scanner: inout JSONScanner) throws(JSONFault) {
        let offset = scanner.position
        if try scanner.plainText() == "true" { throw scanner.fault(.incomplete, at: offset) }
    }

    /// Only WGS84 degrees are read, whether or not the file says so.
    private func checkSystem(_ scanner: inout JSONScanner) throws(JSONFault) {
        let offset = scanner.position
        var name: String?
        try scanner.skipOr { (scanner, key) throws(JSONFault) in
            guard key == "properties" else { return try scanner.skip() }
            try scanner.skipOr { (scanner, key) throws(JSONFault) in
                if key == "name" || key == "code" {
                    name = try scanner.plainText()
                } else {
                    try scanner.skip()
                }
            }
        }
        guard let name else { return }
        let key = name.uppercased()
        let isDegrees = key.hasSuffix("CRS84") || key.split(separator: ":").last == "4326"
        guard isDegrees else { throw scanner.fault(.projected(String(name.prefix(60))), at: offset) }
    }

    private mutating func readFeature(_ scanner: inout JSONScanner) throws(JSONFault) {
        guard scanner.peek() == UInt8(ascii: "{") else {
            let place = scanner.position
            try scanner.skip()
            throw scanner.fault(.notGeoJSON("a feature is not an object"), at: place)
        }
        guard placemarks.count < limits.placemarks else { throw scanner.fault(.tooManyPlacemarks) }
        var placemark = Placemark(line: lineNumber(scanner))
        var type: String?
        let start = scanner.position
        var seen: Set<String> = []
        try scanner.object { (scanner, name) throws(JSONFault) in
            guard seen.insert(name).inserted || !["geometry", "properties"].contains(name) else {
                throw scanner.fault(.notGeoJSON("a feature has “\(name)” twice"))
            }
            switch name {
            case "type": type = try Self.text(&scanner)
            case "properties": try readProperties(&scanner, into: &placemark)
            case "geometry":
                if scanner.peek() == UInt8(ascii: "{") {
                    try readGeometry(&scanner, into: &placemark)
                } else {
                    try scanner.skip()
                }
            default: try scanner.skip()
            }
        }
        guard type == "Feature" else {
            throw scanner.fault(.notGeoJSON("one of its features is of another type"), at: start)
        }
        placemarks.append(placemark)
    }

    private func readProperties(
        _ scanner: inout JSONScanner, into placemark: inout Placemark
    ) throws(JSONFault) {
        try scanner.skipOr { (scanner, name) throws(JSONFault) in
            guard let text = try scanner.plainText() else { return }
            let value = text.trimmed
            placemark.attributes.append(Placemark.Attribute(name: name, value: value))
            if placemark.name == nil, name.lowercased() == "name", !value.isEmpty { placemark.name = value }
        }
    }

    private mutating func readGeometry(
        _ scanner: inout JSONScanner, into placemark: inout Placemark
    ) throws(JSONFault) {
        let start = scanner.position
        var type: String?
        var coordinates: Int?
        var wasRead = false
        var hasCollection = false
        try scanner.object { (scanner, name) throws(JSONFault) in
            switch name {
            case "type": type = try Self.text(&scanner)
            case "crs": try checkSystem(&scanner)
            case "coordinates":
                guard coordinates == nil else {
                    throw scanner.fault(.notGeoJSON("a geometry has “coordinates” twice"))
                }
                _ = scanner.peek()
                coordinates = scanner.position
                // The type nearly always comes first; then the numbers are read at once.
                if let type {
                    wasRead = true
                    try readCoordinates(type, &scanner, into: &placemark)
                } else {
                    try scanner.skip()
                }
            case "geometries":
                hasCollection = true
                try scanner.array { (scanner) throws(JSONFault) in
                    if scanner.peek() == UInt8(ascii: "{") {
                        try readGeometry(&scanner, into: &placemark)
                    } else {
                        try scanner.skip()
                    }
                }
            default: try scanner.skip()
            }
            if name == "type", !wasRead, let offset = coordinates, let type {
                wasRead = true
                let end = scanner.position
                scanner.move(to: offset)
                try readCoordinates(type, &scanner, into: &placemark)
                scanner.move(to: end)
            }
        }
        guard let type, coordinates != nil || hasCollection else {
            throw scanner.fault(.notGeoJSON("a geometry lacks its type or its coordinates"), at: start)
        }
        let known = [
            "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
            "GeometryCollection",
        ]
        guard known.contains(type) else {
            throw scanner.fault(.notGeoJSON("a geometry is of the type “\(type.prefix(40))”"), at: start)
        }
    }

    private mutating func readCoordinates(
        _ type: String, _ scanner: inout JSONScanner, into placemark: inout Placemark
    ) throws(JSONFault) {
        switch type {
        case "Polygon": try readPolygon(&scanner, into: &placemark)
        case "MultiPolygon":
            try scanner.array { (scanner) throws(JSONFault) in
                try readPolygon(&scanner, into: &placemark)
            }
        default: try scanner.skip()
        }
    }

    private mutating func readPolygon(
        _ scanner: inout JSONScanner, into placemark: inout Placemark
    ) throws(JSONFault) {
        let polygonLine = lineNumber(scanner)
        var rings: [Ring] = []
        var isBroken = false
        try scanner.array { (scanner) throws(JSONFault) in
            let line = lineNumber(scanner)
            let start = scanner.position
            let content = try readRing(&scanner)
            if let fault = RingFault(checking: content, line: line) {
                if let grid = content.gridReference {
                    throw scanner.fault(.projected(grid), at: start)
                }
                placemark.faults.append(fault)
                isBroken = true
            } else {
                rings.append(Ring(content.points))
            }
        }
        guard !isBroken else { return }
        if let outer = rings.first {
            placemark.polygons.append(Polygon(outer: outer, holes: Array(rings.dropFirst())))
        } else {
            placemark.faults.append(RingFault(kind: .noOuterRing, line: polygonLine))
        }
    }

    private mutating func readRing(_ scanner: inout JSONScanner) throws(JSONFault) -> CoordinateText {
        var found: [Coordinate] = []
        var wrong: String?
        try scanner.array { (scanner) throws(JSONFault) in
            points += 1
            guard points <= limits.points else { throw scanner.fault(.tooManyPoints) }
            var count = 0
            var (longitude, latitude) = (0.0, 0.0)
            _ = scanner.peek()
            let start = scanner.position
            guard scanner.peek() == UInt8(ascii: "[") else {
                try scanner.skip()
                wrong = wrong ?? scanner.excerpt(start)
                return
            }
            try scanner.array { (scanner) throws(JSONFault) in
                if let number = scanner.number() {
                    if count == 0 { longitude = number } else if count == 1 { latitude = number }
                } else {
                    try scanner.skip()
                    if count < 2 { wrong = wrong ?? scanner.excerpt(start) }
                }
                count += 1
            }
            if count < 2 { wrong = wrong ?? scanner.excerpt(start) }
            found.append(Coordinate(longitude: longitude, latitude: latitude))
        }
        return CoordinateText(found, wrong: wrong)
    }

    private mutating func lineNumber(_ scanner: JSONScanner) -> Int {
        guard scanner.position > counted else { return line }
        line += scanner.bytes[counted..<scanner.position].count { $0 == UInt8(ascii: "\n") }
        counted = scanner.position
        return line
    }
}

extension JSONScanner {
    /// Reads an object member by member, or passes over anything else.
    fileprivate mutating func skipOr(
        _ member: (inout JSONScanner, String) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        if peek() == UInt8(ascii: "{") { try object(member) } else { try skip() }
    }

    /// A few characters from `start` up to here.
    fileprivate func excerpt(_ start: Int) -> String {
        String(decoding: bytes[start..<min(position, start + 40)], as: UTF8.self)
    }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        var piece = self[...]
        while let first = piece.first, first.isWhitespace { piece.removeFirst() }
        while let last = piece.last, last.isWhitespace { piece.removeLast() }
        return String(piece)
    }
}

extension CoordinateText {
    /// The first point when all of them look like metres of the British National Grid.
    fileprivate var gridReference: String? {
        let isGrid = points.allSatisfy { point in
            point.longitude >= 0 && point.longitude < 800_000 && point.latitude >= 0
                && point.latitude < 1_400_000 && max(point.longitude, point.latitude) > 1_000
        }
        guard fault == nil, isGrid, let first = points.first else { return nil }
        return "metres such as \(first.text), as of the British National Grid"
    }
}
