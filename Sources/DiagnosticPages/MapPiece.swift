/// A piece of KML for examples: short, and as files have it.
struct MapPiece: ExpressibleByStringLiteral {
    let text: String

    init(_ text: String) { self.text = text }
    init(stringLiteral text: String) { self.text = text }

    // MARK: Points

    /// Three corners in Chelmsley Wood, and the first once more.
    static let triangle: MapPiece = "-1.74,52.47 -1.72,52.47 -1.72,52.48 -1.74,52.47"
    /// Two squares side by side, one over both of them, and one far to the east.
    static let west = box(from: ("-1.74", "52.47"), to: ("-1.72", "52.48"))
    static let east = box(from: ("-1.72", "52.47"), to: ("-1.70", "52.48"))
    static let between = box(from: ("-1.73", "52.47"), to: ("-1.71", "52.48"))
    static let away = box(from: ("-1.69", "52.47"), to: ("-1.67", "52.48"))
    /// A square with room for another in its middle, and that one.
    static let around = box(from: ("-1.75", "52.46"), to: ("-1.71", "52.49"))
    static let middle = west

    /// A closed ring, by the longitudes and latitudes of two corners.
    static func box(from low: (String, String), to high: (String, String)) -> MapPiece {
        let corners = [low, (high.0, low.1), high, (low.0, high.1), low]
        return MapPiece(corners.map { "\($0.0),\($0.1)" }.joined(separator: " "))
    }

    // MARK: What points make

    static func coordinates(_ points: MapPiece) -> MapPiece {
        MapPiece("<coordinates>\(points.text)</coordinates>")
    }

    /// A polygon of an outline, and perhaps a hole.
    static func polygon(_ outline: MapPiece, hole: MapPiece? = nil) -> MapPiece {
        func ring(_ side: String, _ points: MapPiece) -> String {
            "<\(side)BoundaryIs><LinearRing>\n\(coordinates(points).text)\n</LinearRing></\(side)BoundaryIs>"
        }
        return MapPiece(
            "<Polygon>" + ring("outer", outline) + (hole.map { ring("inner", $0) } ?? "") + "</Polygon>")
    }

    // MARK: Placemarks

    /// A placemark of a name, which may begin with a ward code.
    static func placemark(_ name: String, _ shapes: MapPiece...) -> MapPiece {
        placemark("<Placemark><name>\(name)</name>", shapes)
    }

    static func chelmsleyWood(_ shapes: MapPiece...) -> MapPiece {
        placemark("<Placemark><name>E05001287 Chelmsley Wood</name>", shapes)
    }

    static func shardEnd(_ shapes: MapPiece...) -> MapPiece {
        placemark("<Placemark><name>E05001203 Shard End</name>", shapes)
    }

    /// A placemark with attributes, as statistics offices write them.
    static func placemark(attributes: KeyValuePairs<String, String>, _ shapes: MapPiece...) -> MapPiece {
        let data = attributes.map { "<SimpleData name=\"\($0)\">\($1)</SimpleData>\n" }.joined()
        return placemark("<Placemark><ExtendedData><SchemaData>\n\(data)</SchemaData></ExtendedData>", shapes)
    }

    /// Without a shape it has the triangle; several are parts of one.
    private static func placemark(_ head: String, _ shapes: [MapPiece]) -> MapPiece {
        let shape = (shapes.isEmpty ? [polygon(triangle)] : shapes).map(\.text).joined(separator: "\n")
        let whole = shapes.count > 1 ? "<MultiGeometry>\(shape)</MultiGeometry>" : shape
        return MapPiece("\(head)\n\(whole)\n</Placemark>")
    }

    static func document(_ placemarks: MapPiece...) -> MapPiece {
        MapPiece("<kml><Document>\n\(placemarks.map(\.text).joined(separator: "\n"))\n</Document></kml>")
    }
}
