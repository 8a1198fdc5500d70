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
        var content = MapText(limits: limits)
        do throws(UnpackingFault) {
            try FileContent(bytes).forEachPiece(limit: limits.bytes) { content.feed($0) }
        } catch {
            // What came out of a damaged file is not worth a word.
            problems.add(error, isPacked: FileContent.isPacked(bytes), isGzip: FileContent.isGzip(bytes))
            (placemarks, description, attributes) = ([], nil, [])
            return
        }
        (placemarks, description, attributes) = content.finish(&problems)
    }
}

/// The text of a map as it comes, KML or GeoJSON.
private struct MapText {
    private let limits: ReadingLimits
    /// What came before it was known which of the two.
    private var opening: [UInt8] = []
    private var xml: XMLStream?
    /// The whole text of GeoJSON, the members of which may come in any order.
    private var json: [UInt8]?

    init(limits: ReadingLimits) { self.limits = limits }

    mutating func feed(_ piece: UnsafeBufferPointer<UInt8>) {
        if let xml { return xml.feed(piece) }
        if json != nil {
            json?.append(contentsOf: piece)
            return
        }
        opening.append(contentsOf: piece)
        settle(isWhole: false)
    }

    /// Tells the two apart by the first byte that is no space.
    private mutating func settle(isWhole: Bool) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = opening.starts(with: mark) ? opening.dropFirst(3) : opening[...]
        let first = text.first { $0 > 0x20 }
        guard isWhole || opening.count >= 3 && first != nil || opening.count > 1 << 16 else { return }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            json = opening
        } else {
            let stream = XMLStream(KMLReader(limits: limits))
            opening.withUnsafeBufferPointer { stream.feed($0) }
            xml = stream
        }
        opening = []
    }

    mutating func finish(
        _ problems: inout BoundaryProblems
    ) -> (placemarks: [Placemark], description: String?, attributes: [Placemark.Attribute]) {
        let isEmpty = xml == nil && json == nil && opening.isEmpty
        if xml == nil, json == nil { settle(isWhole: true) }
        if let json {
            var reader = GeoJSONReader(limits: limits)
            if let fault = reader.read(json) { problems.add(fault, in: json, limits: limits) }
            return (reader.placemarks, reader.description, reader.documentAttributes)
        }
        guard let (reader, outcome) = xml?.finish() else { return ([], nil, []) }
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
            problems.addBroken(isEmpty: isEmpty, line: line, reason: reason)
        }
        return (reader.placemarks, reader.description, reader.documentAttributes)
    }
}
