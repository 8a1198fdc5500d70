import BoundaryFiles
import Diagnostics
import Geometry

/// The wards of one or several boundary files, ready for questions: which ward holds a point, which wards
/// touch, how far away one is.
///
/// A map never changes once made, and any number of threads may ask it at once. Whether a point is inside,
/// on the border or outside is exact for the coordinates as doubles. A ward is the union of its parts; each
/// part follows the even-odd rule, so that outlines which cross themselves (eleven wards of 2020 do) have
/// one defined answer. A point on any ring of a ward is on its border.
public struct WardMap: Sendable {
    /// The wards in order of their codes.
    public let wards: [Ward]
    /// The years of the files' codes, in order, each once; empty when no file says.
    public let vintages: [String]
    /// How far outlines may be from the true ones, the worst of the files; nil when none says.
    public let accuracyMetres: Double?
    /// The digests of the files, in the order given.
    public let digests: [Digest]
    /// The names of the files, as they were given, in the same order.
    public let fileNames: [String]
    /// What is odd about the files, each file's own warnings first.
    public let warnings: [Problem]
    /// The named areas of the files that are no wards.
    public let namedOutlines: OutlineMap

    let outlines: [[Polygon]]
    /// Where each ward stands in its file; empty for outlines that come from no file.
    let places: [SourcePlace]
    let boxes: [BoundingBox]
    let index: PointIndex

    /// Joins files to one map. Throws when two files have a ward with the same code (B108), naming both
    /// places.
    public init(_ files: [BoundaryFile]) throws(Problems) {
        let placed = files.flatMap { file in file.wards.map { (file: file.name, outline: $0) } }
            .sorted { $0.outline.code < $1.outline.code }
        var repeated: [Problem] = []
        for (one, other) in zip(placed, placed.dropFirst()) where one.outline.code == other.outline.code {
            repeated.append(Self.repeatedCode(one.outline, in: one.file, other.outline, in: other.file))
        }
        guard repeated.isEmpty else { throw Problems(repeated) }
        let named = try OutlineMap(files)

        let vintages = Set(files.compactMap(\.vintage)).sorted()
        let mixed = vintages.count > 1 ? [Self.mixedVintages(files)] : []
        self.init(
            sorted: placed.map(\.outline),
            places: placed.map { SourcePlace(source: $0.file, line: $0.outline.line) }, vintages: vintages,
            accuracyMetres: files.compactMap(\.accuracyMetres).max(), digests: files.map(\.digest),
            fileNames: files.map(\.name),
            warnings: files.flatMap(\.warnings) + mixed, namedOutlines: named)
    }

    /// A map of outlines that come from no file. Of several outlines with one code the first is kept.
    package init(_ outlines: [WardOutline]) {
        var kept: [String: WardOutline] = [:]
        for outline in outlines where kept[outline.code] == nil { kept[outline.code] = outline }
        self.init(
            sorted: kept.values.sorted { $0.code < $1.code }, places: [], vintages: [], accuracyMetres: nil,
            digests: [], fileNames: [],
            warnings: [], namedOutlines: .empty)
    }

    private init(
        sorted outlines: [WardOutline], places: [SourcePlace], vintages: [String], accuracyMetres: Double?,
        digests: [Digest], fileNames: [String],
        warnings: [Problem], namedOutlines: OutlineMap
    ) {
        self.namedOutlines = namedOutlines
        self.places = places
        wards = outlines.map(Ward.init)
        self.vintages = vintages
        self.accuracyMetres = accuracyMetres
        self.digests = digests
        self.fileNames = fileNames
        self.warnings = warnings
        self.outlines = outlines.map(\.polygons)
        boxes = outlines.map { ward in
            ward.polygons.reduce(into: BoundingBox.empty) { $0.include($1.box) }
        }
        let parts = outlines.flatMap(\.polygons)
        let partWards = outlines.enumerated().flatMap {
            [Int32](repeating: Int32($0), count: $1.polygons.count)
        }
        index = PointIndex(EdgeTable(parts), partBoxes: parts.map(\.box), partWards: partWards)
    }

    private static func repeatedCode(
        _ one: WardOutline, in file: String, _ other: WardOutline, in otherFile: String
    ) -> Problem {
        Problem(
            BoundaryCode.repeatedCode, "Ward \(one.code) \(one.name) is in \(file) and in \(otherFile).",
            expected: "Each ward in one file only.",
            suggestion: "Give one file for each area, all of the same year.",
            at: [
                SourcePlace(source: otherFile, line: other.line),
                SourcePlace(source: file, line: one.line, label: "first here"),
            ])
    }

    private static func mixedVintages(_ files: [BoundaryFile]) -> Problem {
        let years = files.compactMap { file in file.vintage.map { "\(file.name) has \($0)" } }
        return Problem(
            BoundaryCode.mixedVintages,
            "The boundary files are of different years: \(years.joined(separator: ", ")).",
            severity: .warning,
            expected: "Files of one year, as wards change names, codes and outlines between years.")
    }

    /// The position of the ward with a code, or nil.
    public func index(ofCode code: String) -> WardIndex? {
        var low = 0
        var high = wards.count
        while low < high {
            let middle = (low + high) / 2
            if wards[middle].code < code { low = middle + 1 } else { high = middle }
        }
        return low < wards.count && wards[low].code == code ? low : nil
    }

    /// The parts of a ward's outline; none for a position that is not on the map.
    public func parts(ofWard ward: WardIndex) -> [Polygon] {
        outlines.indices.contains(ward) ? outlines[ward] : []
    }

    /// The box around a ward.
    public func box(ofWard ward: WardIndex) -> BoundingBox {
        boxes.indices.contains(ward) ? boxes[ward] : .empty
    }

    /// The ward with a code, or nil.
    public func ward(code: String) -> Ward? { index(ofCode: code).map { wards[$0] } }
}

extension Ward {
    fileprivate init(_ outline: WardOutline) {
        code = outline.code
        name = outline.name
        authorityCode = outline.authorityCode
        authorityName = outline.authorityName
        parts = outline.polygons.count
        holes = outline.polygons.reduce(0) { $0 + $1.holes.count }
        vertices = outline.polygons.reduce(0) { $0 + $1.vertices }
        hectares = outline.polygons.reduce(0) { $0 + $1.hectares }
    }
}

extension WardMap {
    /// Where a place is, exactly. Numbers that are not degrees are outside.
    public func locate(longitude: Double, latitude: Double) -> Location {
        locate(Coordinate(longitude: longitude, latitude: latitude))
    }

    /// Where a checked point is, exactly.
    public func locate(_ point: GeographicPoint) -> Location { locate(point.coordinate) }

    /// Where each of many places is, in their order: on a large map faster than one by one.
    public func locate(_ points: [Coordinate]) -> [Location] {
        points.withUnsafeBufferPointer { points in
            Array(unsafeUninitializedCapacity: points.count) { locations, count in
                index.findAll(points) { ward in
                    let location = ward == PointIndex.noWard ? .outside : Location.inside(WardIndices(ward))
                    locations.initializeElement(at: count, to: location)
                    count &+= 1
                } other: { finding in
                    locations.initializeElement(at: count, to: Self.location(finding))
                    count &+= 1
                }
            }
        }
    }

    /// Where a place is, exactly.
    public func locate(_ point: Coordinate) -> Location { Self.location(index.find(point)) }

    @inline(__always)
    private static func location(_ finding: PointIndex.Finding) -> Location {
        switch finding {
        case .nothing: .outside
        case .ward(let ward): .inside(WardIndices(ward))
        case .wards(let wards): .inside(WardIndices(sorted: wards))
        case .border(let wards): .boundary(WardIndices(sorted: wards))
        }
    }
}

extension WardMap {
    /// The memory of what finds points and neighbours, in bytes; the outlines themselves not counted.
    package var indexBytes: Int { index.byteCount }

    /// Every stretch of border once, with the one or two parts that it bounds, and the ward of each part.
    package var uniqueEdges:
        (edges: [(start: Coordinate, end: Coordinate, first: Int32, second: Int32)], wards: [Int32])
    {
        let edges = index.table.edges.map { edge in
            let (start, end) = index.table.ends(of: edge)
            return (start, end, edge.first, edge.second)
        }
        return (edges, index.partWards)
    }

}
