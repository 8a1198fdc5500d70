import Diagnostics
import Geometry

/// All that can be read of a boundary file, sound or not: for saying what is wrong with it.
///
/// Wards of a survey decide nothing. They may lack broken parts, repeat a code or have none that is well-formed;
/// `BoundaryFile` takes over only a survey without errors.
public struct BoundarySurvey: Sendable {
    /// The file as the user named it.
    public let name: String
    /// The wards in the order of the file, with the parts that could be read.
    public let wards: [WardOutline]
    /// The areas with a name and without a ward code.
    public let outlines: [NamedOutline]
    /// The placemarks that have neither a ward code nor an outline.
    public let otherPlacemarks: Int
    /// The year of the ward codes, as `BoundaryFile.vintage`.
    public let vintage: String?
    /// What the document says of itself.
    public let description: String?
    /// How far the outlines may be from the true ones.
    public let accuracyMetres: Double?
    /// Everything wrong or odd that reading finds, in the order found.
    public let problems: [Problem]
    /// The name of exactly these bytes.
    public let digest: Digest

    /// Reads as much of a file as can be read; the parameters are those of `BoundaryFile`.
    public init(
        bytes: [UInt8], name: String, fields: BoundaryFields = .automatic, limits: ReadingLimits = .standard,
        mayLackWards: Bool = false
    ) {
        self.init(FileBytes(bytes), name: name, fields: fields, limits: limits, mayLackWards: mayLackWards)
    }

    /// The same of a file that is read a piece at a time.
    public init(
        _ bytes: FileBytes, name: String, fields: BoundaryFields = .automatic,
        limits: ReadingLimits = .standard, mayLackWards: Bool = false
    ) {
        var problems = BoundaryProblems(file: name)
        let file = FileContent(bytes, isDigested: true)
        let content = PlacemarkFile(reading: file, limits: limits, problems: &problems)
        let isWhole = problems.all.isEmpty
        var reading = WardReading(fields: fields, mayLackWards: mayLackWards, problems: problems)
        reading.read(content.placemarks, isWhole: isWhole)

        self.name = name
        self.problems = reading.findings
        wards = reading.wards
        outlines = reading.outlines
        otherPlacemarks = reading.others
        description = content.description
        digest = file.digest
        vintage =
            Self.value("vintage", content.attributes) ?? reading.codeField.flatMap(BoundaryFields.vintage)
        let metres = Self.value("accuracymetres", content.attributes).flatMap(DecimalNumber.value)
        // Farther than around half the Earth nothing can be wrong.
        accuracyMetres = metres.flatMap { $0 >= 0 && $0.isFinite ? min($0, 20_000_000) : nil }
    }

    /// A survey of outlines that come from no file.
    package init(_ wards: [WardOutline], name: String, vintage: String? = nil) {
        self.name = name
        self.wards = wards
        self.vintage = vintage
        (outlines, otherPlacemarks, description, accuracyMetres, problems) = ([], 0, nil, nil, [])
        digest = Digest(of: [])
    }

    private static func value(_ key: String, _ attributes: [Placemark.Attribute]) -> String? {
        attributes.first { BoundaryFields.key($0.name) == key }?.value
    }
}
