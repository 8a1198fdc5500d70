import BoundaryFiles
import Diagnostics
import Geometry

/// Everything wrong or odd about boundary files and how their wards lie together.
///
/// What reading finds comes first, then the rings of each ward, then overlaps and gaps, the largest first.
/// Files of different years are laid over each other by nature, so overlaps and gaps are looked for in the
/// files of one year at a time.
public struct BoundaryValidation: Sendable {
    /// Ground that two wards claim, or that none does.
    public struct Misfit: Hashable, Sendable {
        /// Which of the two.
        public enum Kind: String, Hashable, Sendable, Codable {
            /// In several wards.
            case overlap
            /// In no ward, with wards on all sides.
            case gap
        }
        /// Which of the two.
        public let kind: Kind
        /// The codes of the wards that overlap or lie around the gap, in order.
        public let wards: [String]
        /// The area on the ground.
        public let squareMetres: Double
        /// A place in it or next to it.
        public let place: Coordinate
    }

    /// Everything found.
    public let problems: [Problem]
    /// Overlaps and gaps of at least the minimum area, the largest first.
    public let misfits: [Misfit]
    /// How many overlaps and gaps were smaller.
    public let slivers: Int
    /// How many wards were looked at.
    public let wards: Int

    /// Whether nothing found is an error, so that the files can be used.
    public var isSound: Bool { !problems.contains { $0.severity == .error } }

    /// Validates surveyed files together. Overlaps and gaps below the minimum area are only counted.
    public init(_ surveys: [BoundarySurvey], minimumSquareMetres: Double = 1) {
        var findings = ValidationFindings(minimum: minimumSquareMetres)
        for survey in surveys { findings.problems += survey.problems }
        let placed = findings.together(surveys)
        findings.checkOutlines(placed)
        var years: [String] = []
        for ward in placed where !years.contains(ward.year) { years.append(ward.year) }
        for year in years { findings.checkFit(placed.filter { $0.year == year }) }
        findings.reportFit()
        problems = findings.problems
        misfits = findings.misfits
        slivers = findings.slivers
        wards = placed.count
    }
}

/// A ward, and where it is from.
struct PlacedWard {
    var outline: WardOutline
    var file: String
    /// The same file may be given twice under one name.
    var fileNumber: Int
    var year: String

    var subject: String { "Ward \(outline.code)" + (outline.name.isEmpty ? "" : " \(outline.name)") }

    func at(_ label: String? = nil) -> SourcePlace {
        SourcePlace(source: file, line: outline.line, label: label)
    }
}

/// Validation as it goes.
struct ValidationFindings {
    var problems: [Problem] = []
    var misfits: [BoundaryValidation.Misfit] = []
    var slivers = 0
    let minimum: Double
    private var sliverArea = 0.0
    private var largestSliver = 0.0
    private var placed: [String: PlacedWard] = [:]
    /// More of one kind than this are only counted.
    private static let most = 200

    init(minimum: Double) { self.minimum = minimum }

    /// The wards of all files, each code once; a second ward of a code is a problem between files and was one
    /// within its own.
    mutating func together(_ surveys: [BoundarySurvey]) -> [PlacedWard] {
        var all: [PlacedWard] = []
        for (number, survey) in surveys.enumerated() {
            for outline in survey.wards {
                let ward = PlacedWard(
                    outline: outline, file: survey.name, fileNumber: number, year: survey.vintage ?? "")
                guard let first = placed[outline.code] else {
                    placed[outline.code] = ward
                    all.append(ward)
                    continue
                }
                if first.fileNumber != ward.fileNumber { reportAgain(first, ward) }
                if WardName.key(first.outline.name) != WardName.key(outline.name) {
                    reportNames(first, ward)
                }
            }
        }
        let years = Set(surveys.compactMap(\.vintage))
        if years.count > 1 {
            let said = surveys.compactMap { survey in survey.vintage.map { "\(survey.name) has \($0)" } }
            problems.append(
                Problem(
                    BoundaryCode.mixedVintages,
                    "The boundary files are of different years: \(said.joined(separator: ", ")).",
                    severity: .warning,
                    expected: "Files of one year, as wards change names, codes and outlines between years.",
                    suggestion: "Overlaps and gaps were looked for in each year by itself."))
        }
        return all
    }

    private mutating func reportAgain(_ first: PlacedWard, _ second: PlacedWard) {
        problems.append(
            Problem(
                BoundaryCode.repeatedCode, "\(first.subject) is in \(first.file) and in \(second.file).",
                expected: "Each ward in one file only.",
                suggestion: "Give one file for each area, all of the same year.",
                at: [second.at(), first.at("first here")]))
    }

    private mutating func reportNames(_ first: PlacedWard, _ second: PlacedWard) {
        problems.append(
            Problem(
                ValidationCode.differentNames,
                "Ward \(first.outline.code) is called “\(second.outline.name)” and “\(first.outline.name)”.",
                severity: .warning, expected: "One name for a code.",
                suggestion: "One of the codes may be wrong, or the files of different years.",
                at: [second.at(), first.at("the other name")]))
    }
}

// MARK: How wards lie together

extension ValidationFindings {
    /// Finds overlaps and gaps among the wards of one year.
    mutating func checkFit(_ wards: [PlacedWard]) {
        let parts = wards.flatMap(\.outline.polygons)
        let wardOfPart = wards.enumerated().flatMap { number, ward in
            ward.outline.polygons.map { _ in number }
        }
        let arrangement = Arrangement(parts)
        if !arrangement.isComplete {
            problems.append(
                Problem(
                    ValidationCode.tangled,
                    "The outlines cross so often that overlaps and gaps could not be looked for.",
                    severity: .warning, suggestion: "Repair the outlines that cross themselves first.",
                    at: wards.prefix(1).map { $0.at() }))
        }
        var doubled: [Int: (squareMetres: Double, place: Coordinate)] = [:]
        for face in arrangement.faces where face.parts.count != 1 {
            let there = face.parts.isEmpty ? face.around : face.parts
            let claiming = Set(there.map { wardOfPart[$0] }).sorted()
            if face.parts.count > claiming.count,
                face.squareMetres > (doubled[claiming[0]]?.squareMetres ?? 0)
            {
                doubled[claiming[0]] = (face.squareMetres, face.place)
            }
            guard face.parts.isEmpty || claiming.count > 1 else { continue }
            let misfit = BoundaryValidation.Misfit(
                kind: face.parts.isEmpty ? .gap : .overlap,
                wards: claiming.map { wards[$0].outline.code }.sorted(), squareMetres: face.squareMetres,
                place: face.place)
            add(misfit)
        }
        for (number, face) in doubled.sorted(by: { $0.key < $1.key }) where face.squareMetres >= minimum {
            let ward = wards[number]
            problems.append(
                Problem(
                    ValidationCode.overlappingParts,
                    "Parts of \(ward.subject.lowercasedFirst) overlap by \(face.squareMetres.area) near "
                        + "\(face.place.words).",
                    severity: .warning, expected: "Parts that have at most single points in common.",
                    suggestion: "The ward is taken as the union of its parts.", at: [ward.at()]))
        }
    }

    private mutating func add(_ misfit: BoundaryValidation.Misfit) {
        if misfit.squareMetres >= minimum {
            misfits.append(misfit)
        } else {
            slivers += 1
            sliverArea += misfit.squareMetres
            largestSliver = max(largestSliver, misfit.squareMetres)
        }
    }

    /// Says what `checkFit` found, the largest first.
    mutating func reportFit() {
        misfits.sort { one, other in
            one.squareMetres != other.squareMetres
                ? one.squareMetres > other.squareMetres : one.place < other.place
        }
        for misfit in misfits.prefix(Self.most) { report(misfit) }
        if misfits.count > Self.most {
            let rest = misfits.dropFirst(Self.most)
            let anyOverlap = rest.contains { $0.kind == .overlap }
            problems.append(
                Problem(
                    BoundaryCode.andMore,
                    "\(rest.count) smaller overlaps and gaps are not listed here.",
                    severity: anyOverlap ? .error : .warning,
                    suggestion: "`--format json` lists all of them; `--minimum-area` leaves out small ones."))
        }
        guard slivers > 0 else { return }
        problems.append(
            Problem(
                ValidationCode.slivers,
                "\(slivers) overlaps and gaps are smaller than \(minimum.area): together \(sliverArea.area), the "
                    + "largest \(largestSliver.area).",
                severity: .note,
                suggestion: "Generalised outlines have such slivers; nobody’s home is in them."))
    }

    private mutating func report(_ misfit: BoundaryValidation.Misfit) {
        let wards = misfit.wards.prefix(4).compactMap { placed[$0] }
        let more = misfit.wards.count > 4 ? " and \(misfit.wards.count - 4) more" : ""
        let names = wards.map { $0.outline.code + ($0.outline.name.isEmpty ? "" : " \($0.outline.name)") }
        let list = names.joined(separator: ", ") + more
        let place = "near \(misfit.place.words)"
        let places = wards.enumerated().map { $0.element.at($0.offset == 0 ? nil : "and here") }
        switch misfit.kind {
        case .overlap:
            problems.append(
                Problem(
                    ValidationCode.overlap, "Wards overlap by \(misfit.squareMetres.area) \(place): \(list).",
                    expected: "Every place in one ward only.",
                    suggestion:
                        "Get the official outlines again, or raise --minimum-area if this is a sliver.",
                    at: places))
        case .gap:
            problems.append(
                Problem(
                    ValidationCode.gap,
                    "\(misfit.squareMetres.area) \(place) is in no ward, with wards on all sides: \(list).",
                    severity: .warning,
                    suggestion:
                        "Water and places of other files are left out so; a home there is in no ward.",
                    at: places))
        }
    }
}
