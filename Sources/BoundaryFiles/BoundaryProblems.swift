import Diagnostics

/// The codes of everything that can be wrong with a boundary file. They never change meaning.
public enum BoundaryCode {
    /// The text is not XML, or breaks off.
    public static let notXML = Problem.Code(rawValue: "B101")
    /// A document type declaration, which is refused unread.
    public static let documentType = Problem.Code(rawValue: "B102")
    /// XML, but not KML.
    public static let notKML = Problem.Code(rawValue: "B103")
    /// Larger or deeper than the limits allow.
    public static let tooLarge = Problem.Code(rawValue: "B104")
    /// No placemark is a ward.
    public static let noWards = Problem.Code(rawValue: "B105")
    /// An outline without a ward code that has no name either, or has attributes as only wards have.
    public static let missingCode = Problem.Code(rawValue: "B106")
    /// A ward code of the wrong form.
    public static let malformedCode = Problem.Code(rawValue: "B107")
    /// Two wards with one code.
    public static let repeatedCode = Problem.Code(rawValue: "B108")
    /// A ward code without an outline.
    public static let noOutline = Problem.Code(rawValue: "B109")
    /// A ring whose last point is not its first.
    public static let unclosedRing = Problem.Code(rawValue: "B110")
    /// A ring of fewer than four points.
    public static let tooFewPoints = Problem.Code(rawValue: "B111")
    /// Coordinates that are not pairs of numbers.
    public static let notNumbers = Problem.Code(rawValue: "B112")
    /// Coordinates that are not degrees.
    public static let outOfRange = Problem.Code(rawValue: "B113")
    /// Latitude written before longitude.
    public static let swapped = Problem.Code(rawValue: "B114")
    /// A ward outside the United Kingdom (a warning).
    public static let outsideUnitedKingdom = Problem.Code(rawValue: "B115")
    /// Several attributes that could be the ward's code.
    public static let ambiguousFields = Problem.Code(rawValue: "B116")
    /// A polygon without exactly one outer ring.
    public static let outerRings = Problem.Code(rawValue: "B117")
    /// Wards of more than one year together (a warning).
    public static let mixedVintages = Problem.Code(rawValue: "B118")
    /// A zip or gzip file that is damaged.
    public static let damagedArchive = Problem.Code(rawValue: "B120")
    /// A zip file of a kind that is not read: encrypted, or packed in another way.
    public static let unsupportedArchive = Problem.Code(rawValue: "B121")
    /// A zip file without a map.
    public static let emptyArchive = Problem.Code(rawValue: "B122")
    /// The text is not JSON, or breaks off.
    public static let notJSON = Problem.Code(rawValue: "B130")
    /// JSON, but not GeoJSON with features.
    public static let notGeoJSON = Problem.Code(rawValue: "B131")
    /// Coordinates in metres or of another system than WGS84 degrees.
    public static let projected = Problem.Code(rawValue: "B132")
    /// A file that its server cut short.
    public static let incomplete = Problem.Code(rawValue: "B133")
    /// An outline without a ward code, kept under its name (a note).
    public static let namedOutline = Problem.Code(rawValue: "B140")
    /// Two outlines without ward codes that have one name.
    public static let repeatedOutline = Problem.Code(rawValue: "B141")
    /// More problems than are worth listing.
    public static let andMore = Problem.Code(rawValue: "B199")
}

/// Words the problems of one file.
struct BoundaryProblems {
    let file: String
    private(set) var all: [Problem] = []
    private var leftOut = 0
    /// A file of the wrong kind would otherwise list every one of its thousands of rings.
    private static let most = 200

    init(file: String) { self.file = file }

    /// Everything said, and how much was left out.
    var listed: [Problem] {
        guard leftOut > 0 else { return all }
        return all + [
            Problem(
                BoundaryCode.andMore, "\(leftOut) more problems of this file are not listed.",
                suggestion: "Repair the ones above first.")
        ]
    }

    /// What concerns the whole file is put on its first line, so that its name is seen.
    mutating func add(
        _ code: Problem.Code, _ message: String, severity: Problem.Severity = .error, expected: String? = nil,
        suggestion: String? = nil, line: Int = 1, column: Int? = nil, also: SourcePlace? = nil
    ) {
        guard all.count < Self.most else {
            leftOut += 1
            return
        }
        var places = [SourcePlace(source: file, line: line, column: column)]
        if let also { places.append(also) }
        all.append(
            Problem(
                code, message, severity: severity, expected: expected, suggestion: suggestion, at: places))
    }

    /// An empty file, or libxml2's own words.
    mutating func addBroken(isEmpty: Bool, line: Int, reason: String) {
        guard !isEmpty else {
            add(BoundaryCode.notXML, "The file is empty.", suggestion: "Save or download it again.")
            return
        }
        add(
            BoundaryCode.notXML, "The file is not well-formed XML: \(reason).",
            suggestion: "It may have been cut short or edited by hand; download or export it again.",
            line: line)
    }

    mutating func add(_ stop: KMLReader.Stop, limits: ReadingLimits) {
        let advice = "Use a file of the area that is needed."
        switch stop {
        case .notKML(let root):
            add(
                BoundaryCode.notKML, "The file is XML but not KML: its first element is <\(root)>.",
                expected: "<kml> as the first element.", suggestion: "Export the boundaries again as KML.",
                line: 1)
        case .tooDeep(let line):
            add(
                BoundaryCode.tooLarge, "Elements are nested more than \(limits.depth) deep.",
                suggestion: advice,
                line: line)
        case .tooManyPoints(let line):
            add(
                BoundaryCode.tooLarge, "The file has more than \(limits.points) points.", suggestion: advice,
                line: line)
        case .tooManyPlacemarks(let line):
            add(
                BoundaryCode.tooLarge, "The file has more than \(limits.placemarks) placemarks.",
                suggestion: advice, line: line)
        }
    }

    /// One fault of an outline; `subject` says whose, as in “Ward E05001216 Washwood Heath”.
    mutating func add(_ fault: RingFault, of subject: String) {
        let line = fault.line
        switch fault.kind {
        case .unclosed(let first, let last):
            add(
                BoundaryCode.unclosedRing,
                "\(subject) has a ring that is not closed: it begins at \(first) and ends at \(last).",
                expected: "The last point of a ring the same as its first.",
                suggestion: "Export it again, or repeat the first point at the end.", line: line)
        case .tooFewPoints(let count, let first):
            let place = first.map { " It begins at \($0)." } ?? ""
            add(
                BoundaryCode.tooFewPoints,
                "\(subject) has a ring of \(count) points, which bounds no area.\(place)",
                expected: "At least four points, the last the same as the first.",
                suggestion: "Export it again; if the ring is not meant, remove it.", line: line)
        case .notNumbers(let text):
            let what =
                text.isEmpty ? "coordinates that break off" : "coordinates that are not numbers: “\(text)”"
            add(
                BoundaryCode.notNumbers, "\(subject) has \(what).",
                expected: "longitude,latitude pairs in degrees, with white space between the pairs.",
                suggestion: "Export it again; numbers have a point, never a comma, before their decimals.",
                line: line)
        case .outOfRange(let point):
            add(
                BoundaryCode.outOfRange, "\(subject) has a point that is not on earth: \(point).",
                expected: "Longitude from -180 to 180 and latitude from -90 to 90.",
                suggestion: "If these are grid references in metres, export again in WGS84 degrees.",
                line: line)
        case .swapped(let point):
            add(
                BoundaryCode.swapped,
                "\(subject) has latitude and longitude the wrong way round, as in \(point).",
                expected: "Longitude first, then latitude.",
                suggestion: "Swapped, the points fall in the United Kingdom: export again as KML.", line: line
            )
        case .noOuterRing:
            add(
                BoundaryCode.outerRings, "\(subject) has a polygon without an outer ring.",
                expected: "One outerBoundaryIs in each Polygon.",
                suggestion: "Get the outline again: a hole alone says nothing about the ward.", line: line)
        case .severalOuterRings:
            add(
                BoundaryCode.outerRings, "\(subject) has a polygon with more than one outer ring.",
                expected: "One Polygon for each outer ring, inside a MultiGeometry.", line: line)
        }
    }
}
