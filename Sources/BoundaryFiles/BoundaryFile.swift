import Diagnostics
import Geometry

/// The outline of one ward as a file gives it.
public struct WardOutline: Hashable, Sendable {
    /// The nine-character code, well-formed and the only one of its kind in its file.
    public let code: String
    /// The name, empty when the file has none. Names repeat across the country and are no keys.
    public let name: String
    /// The code of the local authority, as the file spells it, or nil.
    public let authorityCode: String?
    /// The name of the local authority, or nil.
    public let authorityName: String?
    /// The parts of the ward, at least one. The ward is their union: a point is in it when it is in any part.
    public let polygons: [Polygon]
    /// The line on which its placemark begins, from 1.
    public let line: Int

    /// An outline from its parts, not checked: files are the only source of outlines outside this package.
    package init(
        code: String, name: String, authorityCode: String? = nil, authorityName: String? = nil,
        polygons: [Polygon], line: Int = 1
    ) {
        self.code = code
        self.name = name
        self.authorityCode = authorityCode
        self.authorityName = authorityName
        self.polygons = polygons
        self.line = line
    }
}

/// An area that a file outlines and names without giving a ward code, such as an estate or a catchment.
public struct NamedOutline: Hashable, Sendable {
    /// The name, the only one of its kind in its file.
    public let name: String
    /// The parts of the area, at least one. The area is their union.
    public let polygons: [Polygon]
    /// The line on which its placemark begins, from 1.
    public let line: Int

    /// An outline from its parts, not checked.
    package init(name: String, polygons: [Polygon], line: Int = 1) {
        self.name = name
        self.polygons = polygons
        self.line = line
    }
}

/// A KML, KMZ or GeoJSON file of wards, read whole and found sound.
public struct BoundaryFile: Sendable {
    /// The file as the user named it.
    public let name: String
    /// The wards in the order of the file.
    public let wards: [WardOutline]
    /// The areas with a name and without a ward code, in the order of the file.
    ///
    /// A placemark is taken for such an area only when nothing about it is a ward's: one with an empty code,
    /// with a ward's name or authority, or in a file whose names begin with codes, is an error (B106).
    public let outlines: [NamedOutline]
    /// The placemarks that have neither a ward code nor an outline, such as labels; they are left alone.
    public let otherPlacemarks: Int
    /// The year of the ward codes, such as `2013`: the document's own `vintage`, or the digits in the name
    /// of the code field. Nil when neither says.
    public let vintage: String?
    /// What the document says of itself, such as how its outlines were made; nil when it says nothing.
    public let description: String?
    /// How far the outlines may be from the true ones, when the document's extended data has `accuracy
    /// metres`.
    public let accuracyMetres: Double?
    /// What is odd but does not stop the file from being used.
    public let warnings: [Problem]
    /// The name of exactly these bytes.
    public let digest: Digest

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: the whole file; KMZ and gzip are unpacked.
    ///   - name: how problems call it, such as its path.
    ///   - fields: which attributes say what ward a placemark is.
    ///   - limits: how much is read at most.
    ///   - mayLackWards: whether a file of nothing but named outlines will do.
    /// - Throws: everything that is wrong, all at once (codes B101 to B141). No ward of a broken file is
    ///   used.
    public init(
        bytes: [UInt8], name: String, fields: BoundaryFields = .automatic, limits: ReadingLimits = .standard,
        mayLackWards: Bool = false
    ) throws(Problems) {
        try self.init(
            BoundarySurvey(
                bytes: bytes, name: name, fields: fields, limits: limits, mayLackWards: mayLackWards))
    }

    /// Reads a file a piece at a time.
    public init(
        _ bytes: FileBytes, name: String, fields: BoundaryFields = .automatic,
        limits: ReadingLimits = .standard, mayLackWards: Bool = false
    ) throws(Problems) {
        try self.init(
            BoundarySurvey(bytes, name: name, fields: fields, limits: limits, mayLackWards: mayLackWards))
    }

    /// The file that was surveyed, if nothing about it is an error.
    public init(_ survey: BoundarySurvey) throws(Problems) {
        let errors = survey.problems.filter { $0.severity == .error }
        warnings = survey.problems.filter { $0.severity != .error }
        guard errors.isEmpty else { throw Problems(errors + warnings) }
        name = survey.name
        wards = survey.wards
        outlines = survey.outlines
        otherPlacemarks = survey.otherPlacemarks
        description = survey.description
        digest = survey.digest
        vintage = survey.vintage
        accuracyMetres = survey.accuracyMetres
    }
}
