import Archives
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
        self.init(
            reading: FileContent(FileBytes(bytes), isDigested: false), limits: limits, problems: &problems)
        for placemark in placemarks {
            for fault in placemark.faults {
                problems.add(fault, of: placemark.name.map { "Placemark “\($0)”" } ?? "A placemark")
            }
        }
        guard problems.all.isEmpty else { throw Problems(problems.listed) }
    }

    /// Reads as far as possible; what is wrong with outlines stays with the placemarks.
    init(reading file: FileContent, limits: ReadingLimits, problems: inout BoundaryProblems) {
        var content = MapText(limits: limits)
        do throws(UnpackingFault) {
            try file.forEachPiece(limit: limits.bytes) { content.feed($0) }
        } catch {
            // What came out of a damaged file is not worth a word.
            problems.add(error, isPacked: file.isPacked, isGzip: file.isGzip)
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
        if xml == nil, json == nil, opening.isEmpty { settle(piece, isWhole: false) }
        if let xml {
            xml.feed(piece)
        } else if json != nil {
            json?.append(contentsOf: piece)
        } else {
            opening.append(contentsOf: piece)
            opening.withUnsafeBufferPointer { settle($0, isWhole: false) }
            feedOpening()
        }
    }

    private mutating func feedOpening() {
        guard xml != nil || json != nil else { return }
        let first = opening
        opening = []
        first.withUnsafeBufferPointer { feed($0) }
    }

    /// Tells the two apart by the first byte that is no space.
    private mutating func settle(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
        let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = text[start...].first { $0 > 0x20 }
        guard isWhole || text.count >= 3 && first != nil || text.count > 1 << 16 else { return }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            json = []
        } else {
            xml = XMLStream(KMLReader(limits: limits))
        }
    }

    mutating func finish(
        _ problems: inout BoundaryProblems
    ) -> (placemarks: [Placemark], description: String?, attributes: [Placemark.Attribute]) {
        let isEmpty = xml == nil && json == nil && opening.isEmpty
        if xml == nil, json == nil {
            opening.withUnsafeBufferPointer { settle($0, isWhole: true) }
            feedOpening()
        }
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
