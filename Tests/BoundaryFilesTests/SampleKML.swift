import BoundaryFiles
import Diagnostics

/// Small KML files for tests, written out line by line so that line numbers in problems can be checked.
enum SampleKML {
    /// A closed square ring near Birmingham, with its south-west corner at `x`, `y` hundredths of a degree.
    static func square(_ x: Int, _ y: Int, size: Int = 2) -> String {
        func corner(_ dx: Int, _ dy: Int) -> String {
            "\(-2 + Double(x + dx) / 100),\(52 + Double(y + dy) / 100)"
        }
        return [corner(0, 0), corner(size, 0), corner(size, size), corner(0, size), corner(0, 0)]
            .joined(separator: " ")
    }

    static func polygon(_ coordinates: String) -> String {
        """
        <Polygon><outerBoundaryIs><LinearRing>
        <coordinates>\(coordinates)</coordinates>
        </LinearRing></outerBoundaryIs></Polygon>
        """
    }

    static func placemark(
        code: String? = "E05001216", name: String = "Washwood Heath", field: String = "wd13cd",
        _ shape: String
    ) -> String {
        let data = code.map { "<SimpleData name=\"\(field)\">\($0)</SimpleData>" } ?? ""
        return """
            <Placemark>
            <ExtendedData><SchemaData>\(data)<SimpleData name="wd13nm">\(name)</SimpleData></SchemaData></ExtendedData>
            \(shape)
            </Placemark>
            """
    }

    static func document(_ content: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <kml xmlns="http://www.opengis.net/kml/2.2"><Document>
        \(content)
        </Document></kml>
        """
    }

    static func read(_ text: String, fields: BoundaryFields = .automatic, limits: ReadingLimits = .standard)
        throws(Problems) -> BoundaryFile
    {
        try BoundaryFile(bytes: Array(text.utf8), name: "test.kml", fields: fields, limits: limits)
    }

    /// The problems of a text that must not load; empty when it does.
    static func problems(
        _ text: String, fields: BoundaryFields = .automatic, limits: ReadingLimits = .standard
    ) -> [Problem] {
        do {
            _ = try read(text, fields: fields, limits: limits)
            return []
        } catch {
            return error.all
        }
    }

    /// Each problem as its code and first line.
    static func summary(_ problems: [Problem]) -> [String] {
        problems.map { "\($0.code.rawValue):\($0.places.first?.line ?? 0)" }
    }
}
