import Archives
import Diagnostics

/// The text of a boundary file, unpacked when its bytes say that it is packed: the name does not matter.
struct FileContent {
    /// What kind of text it is.
    enum Kind {
        case xml, json
    }

    let bytes: [UInt8]
    let kind: Kind

    /// Unpacks gzip, or a KMZ's map; what cannot be unpacked is a problem, and nil.
    init?(_ given: [UInt8], limits: ReadingLimits, problems: inout BoundaryProblems) {
        do throws(UnpackingFault) {
            bytes = try Self.unpacked(given, limits: limits)
        } catch {
            problems.add(error, isGzip: given.starts(with: Self.gzip))
            return nil
        }
        guard bytes.count <= limits.bytes else {
            problems.add(
                BoundaryCode.tooLarge, "The file has \(bytes.count) bytes; at most \(limits.bytes) are read.",
                suggestion: "If the file is right, raise the reading limits.")
            return nil
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let first = text.first { $0 > 0x20 }
        kind = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .xml
    }

    private static let gzip: [UInt8] = [0x1F, 0x8B]

    private static func unpacked(_ given: [UInt8], limits: ReadingLimits) throws(UnpackingFault) -> [UInt8] {
        let limits = Inflater.Limits(bytes: limits.bytes)
        if given.starts(with: gzip) {
            return try Inflater.unpack(given, wrapping: .gzip, limits: limits)
        }
        guard ZipArchive.isArchive(given) else { return given }
        let archive = try ZipArchive(given)
        guard let entry = archive.map else { throw .nothingInside(archive.entries.prefix(5).map(\.name)) }
        return try archive.content(of: entry, limits: limits)
    }
}

extension ZipArchive {
    /// The entry that holds the map: `doc.kml`, else the first that ends in `.kml`.
    fileprivate var map: Entry? {
        let files = entries.filter { $0.name.lowercased().hasSuffix(".kml") }
        return files.first { $0.name.lowercased() == "doc.kml" } ?? files.first
    }
}

extension BoundaryProblems {
    /// Says why a packed file cannot be used.
    mutating func add(_ fault: UnpackingFault, isGzip: Bool) {
        let file = isGzip ? "The gzip file" : "The zip archive (KMZ)"
        switch fault {
        case .damaged(let what):
            add(
                BoundaryCode.damagedArchive, "\(file) is damaged: \(what).",
                suggestion: "Download or save it again.")
        case .unsupported(let what):
            add(
                BoundaryCode.unsupportedArchive, "\(file) cannot be read: \(what).",
                suggestion: "Unpack it and give the .kml file inside.")
        case .nothingInside(let names):
            let isShape = names.contains { $0.lowercased().hasSuffix(".shp") }
            let inside = names.isEmpty ? "nothing" : names.joined(separator: ", ")
            add(
                BoundaryCode.emptyArchive, "\(file) holds no .kml file. It has \(inside).",
                suggestion: isShape
                    ? "This is a shapefile: export the boundaries as KML or GeoJSON in WGS84."
                    : "Give the KML or GeoJSON file itself.")
        case .tooLarge(let limit):
            add(
                BoundaryCode.tooLarge, "\(file) unpacks to more than \(limit) bytes.",
                suggestion: "If the file is right, raise the reading limits.")
        case .tooDense(let most):
            add(
                BoundaryCode.tooLarge,
                "\(file) unpacks to over \(most) times its size, as no boundary file does.",
                suggestion: "It may be made to fill the memory. Get it from its source again.")
        }
    }
}
