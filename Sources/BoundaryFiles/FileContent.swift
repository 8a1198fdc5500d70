import Archives
import Diagnostics

/// The text of a boundary file, unpacked when its bytes say that it is packed: the name does not matter. It
/// comes in pieces, so that neither a plain file nor a packed one is held whole; only the packed bytes of a zip archive
/// are, the parts of which may lie in any order.
struct FileContent {
    private enum Form { case plain, gzip, zip }
    private let bytes: FileBytes
    private let walk: FileWalk
    private let form: Form

    init(_ bytes: FileBytes, isDigested: Bool) {
        self.bytes = bytes
        walk = FileWalk(bytes, isDigested: isDigested)
        let start = bytes.read(0..<min(4, bytes.count)) ?? []
        form = start.starts(with: [0x1F, 0x8B]) ? .gzip : ZipArchive.isArchive(start) ? .zip : .plain
    }

    var isPacked: Bool { form != .plain }
    var isGzip: Bool { form == .gzip }

    /// The name of exactly the bytes that were read, and of those left out because of a fault.
    var digest: Digest { walk.digest() }

    /// Hands over the text, and throws when it cannot be unpacked or is longer than the limit: a fault may
    /// show only after the last piece.
    func forEachPiece(
        limit: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(UnpackingFault) {
        switch form {
        case .plain:
            guard bytes.count <= limit else { throw .tooLarge(limit) }
            walk.forEachPiece(body)
        case .gzip:
            let inflater = try Inflater(wrapping: .gzip, limits: Inflater.Limits(bytes: limit)) { [walk] in
                walk.next()
            }
            while let piece = try inflater.next() { piece.withUnsafeBufferPointer(body) }
        case .zip:
            guard bytes.count <= limit else { throw .tooLarge(limit) }
            let archive = try ZipArchive(walk.next(atMost: bytes.count) ?? [])
            guard let entry = archive.map else {
                throw .nothingInside(archive.entries.prefix(5).map(\.name))
            }
            let reader = try EntryReader(archive, entry, limits: Inflater.Limits(bytes: limit))
            guard entry.size <= limit else { throw .tooLarge(limit) }
            while let piece = try reader.next() { piece.withUnsafeBufferPointer(body) }
        }
        if walk.isBroken { throw .damaged("it could not be read to its end") }
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
    /// Says why a file cannot be used whole.
    mutating func add(_ fault: UnpackingFault, isPacked: Bool, isGzip: Bool) {
        let file = !isPacked ? "The file" : isGzip ? "The gzip file" : "The zip archive (KMZ)"
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
                BoundaryCode.tooLarge,
                isPacked
                    ? "\(file) unpacks to more than \(limit) bytes."
                    : "The file is too large: at most \(limit) bytes are read.",
                suggestion: "Use a file of the area that is needed.")
        case .tooDense(let most):
            add(
                BoundaryCode.tooLarge,
                "\(file) unpacks to over \(most) times its size, as no boundary file does.",
                suggestion: "It may be made to fill the memory. Get it from its source again.")
        }
    }
}
