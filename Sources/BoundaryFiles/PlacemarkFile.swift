import Diagnostics

/// A KML, KMZ or GeoJSON file as its placemarks, with no opinion on what they are.
///
/// `BoundaryFile` is the reading that knows wards; this one serves any map.
public struct PlacemarkFile: Sendable {
    /// The placemarks in the order of the file, folders flattened.
    public let placemarks: [Placemark]
    /// The description of the document, or nil.
    public let description: String?
    /// The extended data of the document itself.
    public let attributes: [Placemark.Attribute]

    /// Reads a file. Throws everything that is wrong with its XML and its outlines (B101 to B104, B110 to
    /// B114, B117), all at once.
    public init(bytes: [UInt8], name: String, limits: ReadingLimits = .standard) throws(Problems) {
        var problems = BoundaryProblems(file: name)
        self.init(reading: bytes, limits: limits, problems: &problems)
        for placemark in placemarks {
            for fault in placemark.faults {
                problems.add(fault, of: placemark.name.map { "Placemark “\($0)”" } ?? "A placemark")
            }
        }
        guard problems.all.isEmpty else { throw Problems(problems.listed) }
    }

    /// Reads as far as possible; what is wrong with outlines stays with the placemarks.
    init(reading bytes: [UInt8], limits: ReadingLimits, problems: inout BoundaryProblems) {
        guard let content = FileContent(bytes, limits: limits, problems: &problems) else {
            (placemarks, description, attributes) = ([], nil, [])
            return
        }
        if content.kind == .json {
            var reader = GeoJSONReader(limits: limits)
            if let fault = reader.read(content.bytes) {
                problems.add(fault, in: content.bytes, limits: limits)
            }
            (placemarks, description) = (reader.placemarks, reader.description)
            attributes = reader.documentAttributes
            return
        }
        var reader = KMLReader(limits: limits)
        let outcome = XMLStream.read(content.bytes, into: &reader)
        switch outcome {
        case .complete: break
        case .stopped:
            if let stop = reader.stop { problems.add(stop, limits: limits) }
        case .documentType(let line):
            problems.add(
                BoundaryCode.documentType,
                "The file has a document type declaration (<!DOCTYPE …>), which is refused.",
                expected: "Plain KML, which has none.",
                suggestion: "Remove the declaration if you trust the file; a boundary file needs none.",
                line: line)
        case .broken(let line, let reason):
            problems.addBroken(content.bytes, line: line, reason: reason)
        }
        placemarks = reader.placemarks
        description = reader.description
        attributes = reader.documentAttributes
    }
}
